"""What waits to be cleared or checked: a list, and one update with its buttons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, may, principal, readable, require
from ...core.errors import NotFound, Refused
from ...core.extensions import db
from ...core.filters import day_date
from ...core.forms import Form, text
from ...core.kept import led_to, taken
from ...core.listing import every_row, listing
from ...core.paging import Page
from ...core.sheets import Sheet
from ...core.words import tag
from ...council.models import HeldKind
from ...council.queries.held import find_held, find_notice
from ...history.journal import by_now
from ...rules.lifecycle import FINISHED_PROGRESS, UpdateState
from ...rules.permissions import Matter, Permission, Role
from ...rules.publicity import Publicity, Readable
from ..actions.update_words import needs_clearing, words_of
from ..actions.updates import clear, hold_update, return_update, show
from ..forms.updates import ClearForm, ReturnForm, ShowForm
from ..models import Action, Recommendation, Update
from ..queries.my_updates import update_asked_by
from ..queries.one import matter_of, matter_of_action
from ..queries.page import name_of
from ..queries.plans import list_passed_on
from ..queries.updates import WaitingUpdate, Waits, get_update, list_updates_waiting, matter_of_update
from .blueprint import blueprint

WAITS_WORDS = {
    Waits.TO_CLEAR: "For you to clear",
    Waits.TO_CHECK: "For you to check",
    Waits.WITH_OTHERS: "Waiting for clearance",
}


@dataclass(frozen=True)
class UpdateShown:
    """One update as this reader may see it."""

    recommendation: Recommendation
    action: Action
    update: Update
    matter: Matter
    name: str
    words: Readable
    is_closed: bool
    asked_by: date | None

    @property
    def who_clears(self) -> str:
        return self.update.clearer.name if self.update.clearer else "The director or Cabinet Member"

    @property
    def spoken_by(self) -> str:
        whose = self.update.on_behalf_of
        return whose.name if whose else self.update.on_behalf_of_name or self.update.author.name


def see(update_id: int) -> UpdateShown:
    """An update for whoever asks. Raises NotFound for those who may not know of it: until it is shown that is
    everybody but the scrutiny team, its author and its clearers."""
    recommendation, action, update = get_update(update_id)
    matter = matter_of_update(update, action, recommendation)
    is_mine = update.author_id == principal().person_id
    may_see = may(Permission.UPDATE_READ_UNSHOWN, matter) and update.state is not UpdateState.DRAFT
    if not (is_mine or may_see or update.state is UpdateState.SHOWN):
        raise NotFound("There is no such update, or it is not yours to see.")
    return UpdateShown(
        recommendation=recommendation,
        action=action,
        update=update,
        matter=matter,
        name=name_of(
            recommendation.short_name,
            recommendation.public_name,
            recommendation.publicity,
            recommendation.reference,
            matter_of(recommendation),
        ),
        words=readable(words_of(update).all_words, update.public_text, update.publicity, matter),
        is_closed=update.publicity is not Publicity.PUBLIC,
        asked_by=None
        if update.value in FINISHED_PROGRESS
        else update_asked_by(recommendation, action, update.effective_on),
    )


def _shown_lists() -> list[Waits]:
    """The lists that this reader's page has."""
    clears = [Waits.TO_CLEAR] if may(Permission.UPDATE_CLEAR) else []
    return [*clears, Waits.TO_CHECK, Waits.WITH_OTHERS] if _is_team() else clears


def _is_team() -> bool:
    return principal().holds(Role.CO_ORDINATOR, Role.GOVERNANCE_OFFICER)


def waiting_sheet() -> Sheet:
    """What has been sent and not shown, list by list."""
    columns = (
        ("List", 22),
        ("Recommendation", 50),
        ("Reference", 20),
        ("Action", 8),
        ("It says", 22),
        ("From", 28),
        ("Sent", 18),
        ("To be cleared by", 30),
    )
    who = principal()

    def pages(waits: Waits) -> Callable[[str | None], Page[WaitingUpdate]]:
        return lambda after: list_updates_waiting(who, waits, int(after) if after else None)

    rows = (
        (
            WAITS_WORDS[waits],
            name_of(row.short_name, row.public_name, row.publicity, row.reference, row.matter),
            row.reference,
            row.position,
            tag(row.value).striptags(),
            row.author,
            row.sent_at,
            "" if waits is Waits.TO_CHECK else row.clearer or "Director or Cabinet Member",
        )
        for waits in _shown_lists()
        for row in every_row(pages(waits))
    )
    return Sheet("Updates on their way", columns, rows)


@blueprint.get("/updates/waiting")
@allow(Permission.UPDATE_READ_UNSHOWN)
@listing(waiting_sheet)
def updates_waiting() -> str:
    after = request.args.get("after", type=int)
    lists = {}
    for waits in Waits:
        page = list_updates_waiting(principal(), waits, after if request.args.get("of") == waits else None)
        named = [
            (row, name_of(row.short_name, row.public_name, row.publicity, row.reference, row.matter))
            for row in page.rows
        ]
        lists[waits.value] = (named, page.after)
    team = _is_team()
    passed_on = list_passed_on(clock.now()) if team else []
    return render_template(
        "recommendations/updates_waiting.html",
        lists=lists,
        team=team,
        passed_on=[one for one in passed_on if one.publicity is Publicity.PUBLIC or may_read_all()],
    )


def may_read_all() -> bool:
    """Whether whoever asks reads closed text of every body."""
    return may(Permission.EXEMPT_READ, Matter())


@blueprint.get("/updates/<int:update_id>")
@allow(Permission.HOUSE_READ)
def update_one(update_id: int) -> str:
    return _page(see(update_id))


def _page(seen: UpdateShown, form: Form | None = None) -> str:
    """The update with the buttons that this reader has; the form that was refused instead of a fresh one."""
    state, matter = seen.update.state, matter_of_action(seen.action, seen.recommendation)
    waits_for_clearing = state is UpdateState.SENT and needs_clearing(seen.recommendation, seen.action)
    can_clear = state is UpdateState.SENT and may(Permission.UPDATE_CLEAR, matter)
    can_show = state in (UpdateState.SENT, UpdateState.CLEARED) and not waits_for_clearing
    on_its_way = state in (UpdateState.SENT, UpdateState.CLEARED)
    return render_template(
        "recommendations/update_one.html",
        seen=seen,
        form=form,
        held=find_held(HeldKind.UPDATE, str(seen.update.id)) if state is UpdateState.CLEARED else None,
        notice=find_notice(clock.today()) if can_show else None,
        clear_form=(form if isinstance(form, ClearForm) else ClearForm()) if can_clear else None,
        show_form=_show_form(form, seen) if can_show and may(Permission.UPDATE_SHOW, matter) else None,
        return_form=(form if isinstance(form, ReturnForm) else ReturnForm())
        if on_its_way and may(Permission.UPDATE_RETURN, matter)
        else None,
    )


def _show_form(form: Form | None, seen: UpdateShown) -> ShowForm:
    return form if isinstance(form, ShowForm) else ShowForm(data={"public_text": seen.update.public_text})


@blueprint.route("/updates/<int:update_id>/clear", methods=["GET", "POST"])
@allow(Permission.UPDATE_CLEAR)
def clear_update(update_id: int) -> str | Response:
    form = ClearForm()
    if again := led_to(text(form.once)):
        return redirect(again)
    seen = see(update_id)
    require(Permission.UPDATE_CLEAR, matter_of_action(seen.action, seen.recommendation))
    if form.validate_on_submit():
        checks = may(Permission.UPDATE_SHOW, matter_of_action(seen.action, seen.recommendation))
        entry = clear(seen.recommendation, seen.action, seen.update, by_now(), checks=checks)
        held = None if entry else find_held(HeldKind.UPDATE, str(seen.update.id))
        if held is not None:
            return _done(form, f"Cleared. It is held until {day_date(held.until_on)}: {held.reason}.")
        return _done(
            form, "Cleared. Councillors can see it now." if entry else "Cleared. It is checked next."
        )
    return _page(seen)


@blueprint.route("/updates/<int:update_id>/show", methods=["GET", "POST"])
@allow(Permission.UPDATE_SHOW)
def show_update(update_id: int) -> str | Response:
    form = ShowForm()
    if again := led_to(text(form.once)):
        return redirect(again)
    seen = see(update_id)
    require(Permission.UPDATE_SHOW, matter_of_action(seen.action, seen.recommendation))
    if form.validate_on_submit():
        wording = text(form.public_text) if seen.is_closed else None
        notice = find_notice(clock.today())
        if notice is not None and notice.until_on is not None and request.form.get("publish") != "now":
            hold_update(seen.recommendation, seen.action, seen.update, notice, by_now(), wording)
            return _done(form, f"Held until {day_date(notice.until_on)}. It stands under Held publications.")
        show(seen.recommendation, seen.action, seen.update, by_now(), public_text=wording)
        return _done(form, "Councillors can see it now.")
    return _page(seen, form if form.is_submitted() else None)


@blueprint.route("/updates/<int:update_id>/return", methods=["GET", "POST"], endpoint="return_update")
@allow(Permission.UPDATE_RETURN)
def give_back(update_id: int) -> str | Response:
    form = ReturnForm()
    if again := led_to(text(form.once)):
        return redirect(again)
    seen = see(update_id)
    require(Permission.UPDATE_RETURN, matter_of_action(seen.action, seen.recommendation))
    if form.validate_on_submit():
        try:
            return_update(seen.recommendation, seen.action, seen.update, text(form.why), by_now())
        except Refused as refused:
            form.refuse("why", refused.sentence)
        else:
            return _done(
                form, f"Returned to {seen.update.author.name}, who reads why at the top of the page."
            )
    return _page(seen, form if form.is_submitted() else None)


def _done(form: Form, sentence: str) -> Response:
    where = url_for("recommendations.updates_waiting")
    taken(text(form.once), where)
    db.session.commit()
    flash(sentence, "success")
    return redirect(where)

"""An officer's update: giving one, several in a row, and all on one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, may, principal
from ...core.errors import NotFound, Refused
from ...core.extensions import db
from ...core.forms import Form, problems, text
from ...core.kept import led_to, taken
from ...core.listing import listing
from ...core.sheets import Sheet
from ...core.words import tag
from ...history.journal import by_now
from ...rules.lifecycle import UpdateState
from ...rules.permissions import Permission, Role
from ..actions.evidence import keep_evidence
from ..actions.update_words import UpdateWords, faults
from ..actions.updates import save_draft, send
from ..models import Update
from ..queries.my_updates import MyUpdate, list_my_updates, list_my_updates_due
from ..queries.one import get_recommendation
from ..queries.page import name_of
from ..queries.plans import get_action, list_whole
from .blueprint import blueprint
from .clearing import see
from .update_page import Colleagues, UpdatePage, page_of

MOST_ON_ONE_PAGE = 10


@blueprint.route("/recommendations/<reference>/actions/<int:position>/update", methods=["GET", "POST"])
@allow(Permission.UPDATE_WRITE)
def update(reference: str, position: int) -> str | Response:
    if seen := led_to(request.form.get("once")):
        return redirect(seen)
    recommendation = get_recommendation(reference)
    page = page_of(recommendation, get_action(recommendation, position), Colleagues())
    if page.form.is_submitted():
        answer = _take(page, request.form.get("do", "send"))
        if answer is not None:
            return answer
    return render_template("recommendations/update.html", page=page, form=page.form, **_row_of())


def _row_of() -> dict[str, Any]:
    """Which of several this is, where the person is doing several in a row."""
    return {"n": request.args.get("n", type=int), "of": request.args.get("of", type=int)}


def _take(page: UpdatePage, what: str) -> Response | None:
    """Does what the pressed button says; None where something is to be put right first."""
    valid = page.form.validate()
    kept_before = page.draft.evidence_file_id if page.draft else None
    file_id = _file(page)
    valid = valid and not page.form.errors
    words = page.form.words(page.action, file_id)
    if what == "not-mine":
        return _not_mine(page, words)
    if what == "draft" and valid:
        return _keep_draft(page, words)
    if valid and _ready(page, words) and (sent := _send(page, words)) is not None:
        where = url_for("recommendations.update_sent", update_id=sent.id, **_row_of())
        taken(text(page.form.once), where)
        db.session.commit()
        return redirect(where)
    if file_id != kept_before and page.refused is None:  # a browser would not send the file again
        page.draft = save_draft(page.recommendation, page.action, words, by_now())
        db.session.commit()
    return None


def _file(page: UpdatePage) -> int | None:
    """The evidence file: the one just chosen, else the one kept with the draft unless it is to be removed."""
    form, kept = page.form, page.draft.evidence_file_id if page.draft else None
    upload = form.file.data
    if isinstance(upload, FileStorage) and upload.filename and page.refused is None:
        try:
            return keep_evidence(page.recommendation, upload, by_now()).id
        except Refused as refused:
            form.blame(refused.field or "file", refused.sentence)
    return None if form.remove_file.data else kept


def _send(page: UpdatePage, words: UpdateWords) -> Update | None:
    try:
        return send(
            page.recommendation,
            page.action,
            words,
            by_now(),
            clears=may(Permission.UPDATE_CLEAR, page.matter),
            checks=may(Permission.UPDATE_SHOW, page.matter),
        )
    except Refused as refused:
        page.form.blame(refused.field or "value", refused.sentence)
        return None


def _ready(page: UpdatePage, words: UpdateWords) -> bool:
    """Whether the words can be sent; if not, each sentence that says why stands beside its box."""
    found = faults(page.recommendation, page.action, words, by_now())
    if sentence := page.form.unasked():
        found.append(("clearer", sentence))
    for field, said in found:
        page.form.blame(field, said)
    return not found


def _keep_draft(page: UpdatePage, words: UpdateWords) -> Response:
    save_draft(page.recommendation, page.action, words, by_now())
    taken(None, page.address)
    db.session.commit()
    flash("Your draft is kept. Nobody else can see it.", "success")
    return redirect(page.address)


def _not_mine(page: UpdatePage, words: UpdateWords) -> Response:
    if words.note or words.outcome:
        save_draft(page.recommendation, page.action, words, by_now())
        db.session.commit()
    reference, position = page.recommendation.reference, page.action.position
    return redirect(url_for("recommendations.not_mine", reference=reference, position=position))


@blueprint.get("/updates/<int:update_id>/sent")
@allow(Permission.UPDATE_WRITE)
def update_sent(update_id: int) -> str:
    seen = see(update_id)
    if seen.update.author_id != principal().person_id:
        raise NotFound("There is no such update, or it is not yours to see.")
    due = list_my_updates_due(seen.update.author_id, clock.today(), directorate_ids=_linked())
    n, of = request.args.get("n", type=int), request.args.get("of", type=int)
    return render_template(
        "recommendations/update_sent.html",
        seen=seen,
        left=due,
        n=n if of else None,
        of=of,
        UpdateState=UpdateState,
    )


def _mine() -> Sequence[MyUpdate]:
    return list_my_updates(principal().person_id or 0, clock.today(), directorate_ids=_linked())


def my_updates_sheet() -> Sheet:
    """What is asked for now, then what is asked for later."""
    columns = (
        ("Recommendation", 50),
        ("Reference", 20),
        ("Action", 8),
        ("Asked for", 10),
        ("Who", 28),
        ("Progress", 22),
        ("Its date", 13),
        ("First date", 13),
        ("Update by", 13),
        ("Late", 8),
    )
    rows = (
        (
            _name(one),
            one.reference,
            one.position,
            "Now" if one.is_due else "Later",
            one.owner,
            tag(one.progress).striptags(),
            one.due_on,
            one.first_due_on,
            one.asked_by,
            one.is_late,
        )
        for one in sorted(_mine(), key=lambda one: not one.is_due)
    )
    return Sheet("My updates", columns, rows)


@blueprint.get("/updates")
@allow(Permission.HOUSE_READ)
@listing(my_updates_sheet)
def my_updates() -> str:
    every = _mine()
    due = [one for one in every if one.is_due]
    return render_template(
        "recommendations/my_updates.html",
        due=[(one, _name(one)) for one in due],
        later=[(one, _name(one)) for one in every if not one.is_due],
    )


def _linked() -> tuple[int, ...]:
    """The directorates whose link officer asks."""
    return tuple(
        office.directorate_id
        for office in principal().offices
        if office.role is Role.LINK_OFFICER and office.directorate_id is not None
    )


def _name(one: MyUpdate) -> str:
    return name_of(one.short_name, one.public_name, one.publicity, one.reference, one.matter)


@blueprint.route("/updates/all", methods=["GET", "POST"])
@allow(Permission.UPDATE_WRITE)
def update_all() -> str | Response:
    if seen := led_to(request.form.get("once")):
        return redirect(seen)
    form, pages = Form(), _pages_of_mine()
    if form.validate_on_submit() and (sent := _send_all(pages)):
        where = url_for("recommendations.my_updates")
        taken(text(form.once), where)
        db.session.commit()
        flash(f"{sent} updates sent." if sent > 1 else "1 update sent.", "success")
        return redirect(where)
    found = problems(*(page.form for page in pages))
    return render_template("recommendations/update_all.html", pages=pages, once=form, problems=found)


def _pages_of_mine() -> list[UpdatePage]:
    """The first ten that are asked for now, each with a form of its own on the one page."""
    person_id = principal().person_id or 0
    due = list_my_updates_due(person_id, clock.today(), directorate_ids=_linked())[:MOST_ON_ONE_PAGE]
    whole = {one.reference: one for one in list_whole([row.reference for row in due])}
    colleagues = Colleagues()
    return [
        page_of(
            whole[row.reference],
            get_action(whole[row.reference], row.position),
            colleagues,
            f"{row.reference}.{row.position}-",
        )
        for row in due
    ]


def _send_all(pages: list[UpdatePage]) -> int:
    """Sends every one that was filled in, or none while any has something to put right; how many went."""
    filled = [page for page in pages if page.form.value.data or (text(page.form.note) and page.draft is None)]
    if not filled and pages:
        pages[0].form.blame("value", "Choose how it is going for at least one of these.")
    ready = [(page, words) for page in filled if (words := _checked(page)) is not None]
    if len(ready) < len(filled):
        return 0
    return sum(_send(page, words) is not None for page, words in ready)


def _checked(page: UpdatePage) -> UpdateWords | None:
    """The words of a form that can be sent; None where something in it is to be put right."""
    valid = page.form.validate()
    words = page.form.words(page.action, page.draft.evidence_file_id if page.draft else None)
    return words if valid and _ready(page, words) else None

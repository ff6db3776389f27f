"""Logging what a meeting resolved on an item: choose or type, check, save."""

from __future__ import annotations

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow, principal, require
from ...core.errors import Refused
from ...core.extensions import db
from ...core.forms import problems, text
from ...core.kept import kept_typing, led_to, taken
from ...council.models import Body, Portfolio, Standing
from ...council.queries import list_bodies, list_portfolios
from ...history.journal import by_now
from ...meetings.actions.clauses import ClauseRefused, TypedClause, find_draft, forget_draft, keep_draft
from ...meetings.actions.items import record_minute
from ...meetings.clause_models import Becomes, Outcome
from ...meetings.models import AgendaItem
from ...meetings.queries.items import get_item, list_logged_printed_ids, list_printed
from ...rules.lifecycle import Origin
from ...rules.minutes.clauses import ClauseKind, split_clauses
from ...rules.naming import likely_origin
from ...rules.permissions import Matter, Permission
from ..actions.resolutions import Resolved, log_resolutions
from ..forms.resolutions import BECOMES, LONGEST_PASTE, OTHER, OUTCOMES, ClauseRow, ResolutionsForm
from ..queries.resolutions import count_made
from .blueprint import blueprint


def _item(reference: str) -> AgendaItem:
    item = get_item(reference)
    require(Permission.RESOLUTION_LOG, Matter(body_ids=frozenset({item.meeting.body_id})))
    return item


@blueprint.route("/items/<reference>/resolutions", methods=["GET", "POST"])
@allow(Permission.RESOLUTION_LOG)
def log(reference: str) -> str | Response | tuple[str, int]:
    item = _item(reference)
    form, bodies, portfolios = _form(item)
    doing = request.form.get("do", "")
    if request.method == "POST":
        if (seen := led_to(text(form.once))) and doing == "save":
            return redirect(seen)
        keep_draft(item, principal().person_id or 0, _content(), clock.now())
        if doing == "draft":
            db.session.commit()
            return "", 204
        if doing == "add":
            _split(form, bodies, portfolios)
            keep_draft(item, principal().person_id or 0, form.content(), clock.now())
        elif doing in ("check", "save"):
            resolved = _resolved(form, bodies, portfolios)
            if resolved is not None:
                return (
                    _check(item, form, resolved) if doing == "check" else _save(item, form, resolved, bodies)
                )
        elif doing == "all":
            for entry in form.clauses.entries:
                if text(entry.form.printed):
                    entry.form.outcome.data = Outcome.AGREED.value
        db.session.commit()
    form.offer(bodies, portfolios)
    return _page(item, form)


def _page(item: AgendaItem, form: ResolutionsForm) -> str:
    return render_template(
        "recommendations/log.html",
        item=item,
        form=form,
        becomes=BECOMES,
        outcomes=OUTCOMES,
        summary=_summary(form),
        draft=find_draft(item.id, principal().person_id or 0),
        printed={row.id: row for row in list_printed(item)},
    )


def _form(item: AgendaItem) -> tuple[ResolutionsForm, list[Body], list[Portfolio]]:
    """The form as typed, as the draft left it, or as the report's printed recommendations begin it."""
    bodies = list(list_bodies(on=item.meeting.on))
    portfolios = list(list_portfolios(item.meeting.on))
    if request.method == "POST" or kept_typing() is not None:
        form = ResolutionsForm()
    elif (draft := find_draft(item.id, principal().person_id or 0)) is not None:
        kept = MultiDict((name, value) for name, values in draft.content.items() for value in values)
        form = ResolutionsForm(kept)
    else:
        form = ResolutionsForm(origin=likely_origin(item.title).value, minute_number=item.minute_number)
        _begin_with_print(form, item)
    form.offer(bodies, portfolios)
    return form, bodies, portfolios


def _begin_with_print(form: ResolutionsForm, item: AgendaItem) -> None:
    logged = list_logged_printed_ids(item.id)
    for row in list_printed(item):
        if row.id in logged:
            continue
        kind = split_clauses(row.text)[0].kind if split_clauses(row.text) else ClauseKind.OTHER
        asked = row.addressee
        for_others = asked is not None and asked.id != item.meeting.body_id
        to_scrutiny = asked is not None and asked.standing is Standing.SCRUTINY
        asks = item.meeting.body.standing is Standing.SCRUTINY and (for_others or kind is ClauseKind.REQUEST)
        becomes = Becomes.RECOMMENDATION if asks else Becomes.NOTE
        form.clauses.append_entry(
            {
                "printed": str(row.id),
                "number": row.number,
                "wording": row.text,
                "lead_in": row.lead_in or "",
                "kind": kind.value,
                "becomes": becomes.value,
                "asked": f"body:{asked.code}" if asked is not None and not to_scrutiny else "",
            }
        )


def _content() -> dict[str, list[str]]:
    """What was typed, as plain JSON; never the marks that protect the form."""
    return {name: values for name, values in request.form.lists() if name not in ("csrf_token", "do", "once")}


def _split(form: ResolutionsForm, bodies: list[Body], portfolios: list[Portfolio]) -> None:
    if len(text(form.pasted)) > LONGEST_PASTE:
        form.refuse("pasted", f"Add another: use {LONGEST_PASTE:,} characters or fewer.")
        return
    found = split_clauses(text(form.pasted))
    if not found:
        form.refuse("pasted", "Paste or type one resolution or more.")
        return
    form.add_split(found, _codes(bodies, portfolios))
    form.pasted.data = ""


def _codes(bodies: list[Body], portfolios: list[Portfolio]) -> dict[str, str]:
    """How a name in a paper is found among those who can be asked."""
    codes = {portfolio.name.casefold(): f"portfolio:{portfolio.code}" for portfolio in portfolios}
    codes.update({body.name.casefold().removeprefix("the "): f"body:{body.code}" for body in bodies})
    for body in bodies:
        if body.standing is Standing.EXECUTIVE:
            codes.setdefault("cabinet", f"body:{body.code}")
            codes.setdefault("executive", f"body:{body.code}")
    return codes


def _resolved(
    form: ResolutionsForm, bodies: list[Body], portfolios: list[Portfolio]
) -> list[Resolved] | None:
    """What the form says, ready to be logged; None, with sentences in their places, where it cannot be."""
    valid = form.validate()
    if text(form.pasted):
        form.refuse("pasted", "Split what you pasted into clauses, or empty this box.")
    by_code = {f"body:{body.code}": body for body in bodies}
    by_portfolio = {f"portfolio:{portfolio.code}": portfolio for portfolio in portfolios}
    found: list[Resolved] = []
    places: dict[int, int] = {}
    for index, row in form.standing_rows():
        _check_row(row, index)
        if not text(row.outcome):
            continue
        places[index] = len(found)
        found.append(_one(row, by_code, by_portfolio, places, form))
    if valid and not found and not text(form.pasted):
        form.refuse("pasted", "Choose what was decided on one recommendation or more, or type a resolution.")
    return None if not valid or problems(form) else found


def _check_row(row: ClauseRow, index: int) -> None:
    name = f"Clause {text(row.number) or index + 1}"
    taken_up = text(row.outcome) in (Outcome.AGREED.value, Outcome.AGREED_WITH_CHANGES.value)
    asks = text(row.becomes) in (Becomes.RECOMMENDATION.value, Becomes.REFERRAL.value)
    has_parent = text(row.parent) != ""
    asked = text(row.asked) if text(row.asked) != OTHER else text(row.asked_words)
    if taken_up and asks and not asked and not has_parent:
        row.asked.errors = [f"{name}: say who is asked, or choose “note only”."]
    if text(row.becomes) == Becomes.REFERRAL.value and taken_up and not text(row.asked).startswith("body:"):
        row.asked.errors = [f"{name}: choose the body that it is referred to."]


def _one(
    row: ClauseRow,
    by_code: Mapping[str, Body],
    by_portfolio: Mapping[str, Portfolio],
    places: Mapping[int, int],
    form: ResolutionsForm,
) -> Resolved:
    body = by_code.get(text(row.asked))
    portfolio = by_portfolio.get(text(row.asked))
    words = text(row.asked_words) if text(row.asked) == OTHER else portfolio.name if portfolio else None
    clause = TypedClause(
        text=text(row.wording),
        kind=ClauseKind(text(row.kind) or ClauseKind.OTHER.value),
        becomes=Becomes(text(row.becomes)),
        number=text(row.number) or None,
        outcome=Outcome(text(row.outcome)),
        printed_id=int(text(row.printed)) if text(row.printed).isdecimal() else None,
        addressee_id=body.id if body else None,
        addressee_text=words or None,
        lead_in=text(row.lead_in) or None,
        wording_settled_by=(text(row.settled_by) or "the Chair") if row.settle.data else None,
        wording_settled_until=form.settled_until.data if row.settle.data else None,
        parent=places.get(int(text(row.parent))) if text(row.parent).isdecimal() else None,
    )
    return Resolved(clause, portfolio, text(row.when) or None)


def _check(item: AgendaItem, form: ResolutionsForm, resolved: list[Resolved]) -> str:
    db.session.commit()
    return render_template(
        "recommendations/log_check.html",
        item=item,
        form=form,
        resolved=resolved,
        typed=[(n, v) for n, values in _content().items() for v in values],
        becomes=BECOMES,
        outcomes=OUTCOMES,
        summary=_summary(form),
        bodies={body.id: body.name for body in list_bodies()},
    )


def _save(
    item: AgendaItem, form: ResolutionsForm, resolved: list[Resolved], bodies: list[Body]
) -> str | Response:
    by = by_now()
    try:
        log_resolutions(item, resolved, Origin(text(form.origin)), {body.id: body for body in bodies}, by)
        record_minute(item, text(form.minute_number) or None, item.minute, text(form.vote) or None, by)
    except ClauseRefused as refused:
        db.session.rollback()
        _index, row = form.standing_rows()[refused.index]
        row.wording.errors = [refused.sentence]
        return _page(_item(item.reference), form)
    except Refused as refused:
        db.session.rollback()
        form.refuse("pasted", refused.sentence)
        return _page(_item(item.reference), form)
    forget_draft(item, principal().person_id or 0)
    where = url_for(".logged", reference=item.reference)
    taken(text(form.once), where)
    db.session.commit()
    return redirect(where)


def _summary(form: ResolutionsForm) -> dict[Becomes, int]:
    """How many clauses there are of each kind, for the line at the foot."""
    counts: dict[Becomes, int] = {}
    for _index, row in form.standing_rows():
        becomes = Becomes(text(row.becomes))
        if text(row.outcome) not in ("", Outcome.NOT_AGREED.value, Outcome.PUT_OFF.value):
            counts[becomes] = counts.get(becomes, 0) + 1
    return counts


@blueprint.get("/items/<reference>/resolutions/logged")
@allow(Permission.RESOLUTION_LOG)
def logged(reference: str) -> str:
    item = _item(reference)
    return render_template("recommendations/logged.html", item=item, made=count_made(item.id))

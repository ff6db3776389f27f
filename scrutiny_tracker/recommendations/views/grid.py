"""The committee's decisions at an agenda item: noted as a whole, or row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ...core.access import allow, may, require
from ...core.errors import Refused
from ...core.extensions import db
from ...core.forms import text
from ...core.kept import forget_typing
from ...history.journal import By, by_now
from ...meetings.models import AgendaItem
from ...meetings.queries.meetings import find_meeting, list_settleable
from ...rules.lifecycle import Decision, Progress
from ...rules.permissions import Matter, Permission
from ..actions.decisions import grades_in_use, note_schedule
from ..actions.grid import find_recorded, read_back, record_row, summary
from ..forms.grid import ITEM_BY_ITEM, NOTED, GridForm, RowForm
from ..models import Entry, Recommendation
from ..queries.decisions import get_item_at, list_for_decision
from ..queries.one import matter_of
from .blueprint import blueprint
from .one import shown_name
from .standing import has_evidence


@dataclass(frozen=True)
class GridRow:
    """A recommendation with its row of the form and what was recorded at this item."""

    recommendation: Recommendation
    name: str
    form: RowForm
    recorded: Entry | None

    @property
    def number(self) -> str:
        return self.recommendation.printed_number or self.recommendation.reference

    @property
    def is_changed(self) -> bool:
        return bool(self.form.decision.data != Decision.UNDER_REVIEW)


def item_of(meeting: str, item: str) -> AgendaItem:
    """The item, for somebody who records decisions of its meeting's body."""
    found = get_item_at(meeting, item)
    body_ids = frozenset({found.meeting.body_id})
    require(Permission.RECOMMENDATION_SIGN_OFF, Matter(body_ids=body_ids))
    return found


@blueprint.route("/meetings/<meeting>/decisions/<item>", methods=["GET", "POST"])
@allow(Permission.RECOMMENDATION_SIGN_OFF)
def decide_at(meeting: str, item: str) -> str | Response:
    at = item_of(meeting, item)
    by = by_now()
    form = GridForm()
    form.offer(list_settleable(at.meeting.body_id, by.today))
    every = list_for_decision(at)
    if not form.is_submitted():
        _fill(form, _decidable(every, at), at)
        return _page(form, at, every)
    if "fill" in request.form:
        return _filled(form, at, every)
    if "save" in request.form:
        return _row_saved(form, at, every, by)
    if not form.validate():
        return _page(form, at, every)
    return _noted(form, at, every, by) if text(form.mode) == NOTED else _finished(form, at, every, by)


def _decidable(every: Sequence[Recommendation], at: AgendaItem) -> list[Recommendation]:
    """Those that are open, or were decided at this very item, and that this reader may decide."""
    return [
        each
        for each in every
        if each.agreed_on is not None
        and each.withdrawn_on is None
        and (each.is_open or find_recorded(each, at) is not None)
        and may(Permission.RECOMMENDATION_SIGN_OFF, matter_of(each))
    ]


def _fill(form: GridForm, decidable: Sequence[Recommendation], at: AgendaItem) -> None:
    """The rows as they were recorded, or to be kept under review."""
    there = {entry.form.reference.data for entry in form.rows}
    for each in decidable:
        if each.reference in there:
            continue
        recorded = find_recorded(each, at)
        said = vars(read_back(recorded)) if recorded else {}
        form.rows.append_entry({**said, "reference": each.reference})
    form.minute.data = form.minute.data or at.minute_number


def _rows(form: GridForm, at: AgendaItem, every: Sequence[Recommendation]) -> list[GridRow]:
    known = {each.reference: each for each in _decidable(every, at)}
    return [
        GridRow(row, shown_name(row, matter_of(row)), entry.form, find_recorded(row, at))
        for entry in form.rows
        if (row := known.get(entry.form.reference.data or "")) is not None
    ]


def _page(
    form: GridForm,
    at: AgendaItem,
    every: Sequence[Recommendation],
    *,
    warnings: Sequence[str] = (),
    problems: Sequence[tuple[str, str]] | None = None,
) -> str:
    rows = _rows(form, at, every)
    shown = {row.recommendation.reference for row in rows}
    return render_template(
        "recommendations/decide_at.html",
        item=at,
        form=form,
        rows=rows,
        closed=[(each, shown_name(each, matter_of(each))) for each in every if each.reference not in shown],
        saved=sum(row.recorded is not None for row in rows),
        done=sum(_is_done(row.recommendation) for row in rows),
        graded=grades_in_use(),
        warnings=warnings,
        **({} if problems is None else {"problems": problems}),
    )


def _is_done(recommendation: Recommendation) -> bool:
    return recommendation.progress is Progress.REPORTED_COMPLETE


def _filled(form: GridForm, at: AgendaItem, every: Sequence[Recommendation]) -> str:
    """Everything that officers say is done, chosen for signing off; nothing is recorded yet."""
    form.mode.data = ITEM_BY_ITEM
    for row in _rows(form, at, every):
        if _is_done(row.recommendation):
            row.form.decision.data = Decision.SIGNED_OFF.value
    return _page(form, at, every)


def _noted(form: GridForm, at: AgendaItem, every: Sequence[Recommendation], by: By) -> str | Response:
    waiting = [each for each in _decidable(every, at) if find_recorded(each, at) is None]
    try:
        note_schedule(at, waiting, form.until.data, text(form.minute) or None, by)
    except Refused as refused:
        db.session.rollback()
        form.refuse("mode", refused.sentence)
        at = get_item_at(at.meeting.reference, at.reference)
        return _page(form, at, list_for_decision(at))
    return _to_check(at)


def _to_check(at: AgendaItem) -> Response:
    forget_typing()
    address = url_for("recommendations.decided_at", meeting=at.meeting.reference, item=at.reference)
    db.session.commit()
    return redirect(address)


def _row_saved(form: GridForm, at: AgendaItem, every: Sequence[Recommendation], by: By) -> str:
    """One row recorded; the others stay as they are typed."""
    form.mode.data = ITEM_BY_ITEM
    wanted = [row for row in _rows(form, at, every) if row.form.reference.data == request.form["save"]]
    faults: list[tuple[str, str]] = []
    for row in wanted:
        if not row.form.validate():
            faults = [(str(f.errors[0]), f"#{f.id}") for f in row.form if f.errors]
    warned = [] if form.anyway.data else _unproven(wanted)
    if faults or warned:
        return _page(form, at, every, warnings=warned, problems=faults)
    faults = _record(wanted, form, at, by)
    at, every = _settled(at, commit=not faults)
    return _page(form, at, every, problems=faults)


def _finished(form: GridForm, at: AgendaItem, every: Sequence[Recommendation], by: By) -> str | Response:
    """Every row recorded: all of them or, where one is refused, none, with its sentence beside it."""
    rows = _rows(form, at, every)
    warned = [] if form.anyway.data else _unproven(rows)
    if warned:
        return _page(form, at, every, warnings=warned)
    faults = _record(rows, form, at, by)
    if not faults:
        return _to_check(at)
    at, every = _settled(at, commit=False)
    return _page(form, at, every, problems=faults)


def _unproven(rows: Sequence[GridRow]) -> list[str]:
    return [
        f"Recommendation {row.number} has no evidence. Sign off anyway?"
        for row in rows
        if row.form.decision.data == Decision.SIGNED_OFF
        and not has_evidence(row.recommendation)
        and (row.recorded is None or row.recorded.value != Decision.SIGNED_OFF)
    ]


def _record(rows: Sequence[GridRow], form: GridForm, at: AgendaItem, by: By) -> list[tuple[str, str]]:
    decided = form.decided(at, find_meeting(text(form.report_to)), by.today)
    faults = []
    for row in rows:
        try:
            record_row(row.recommendation, at, row.form.typed(), decided, by)
        except Refused as refused:
            field = row.form.refuse(refused.sentence)
            faults.append((f"Recommendation {row.number}: {refused.sentence}", f"#{field.id}"))
    return faults


def _settled(at: AgendaItem, *, commit: bool) -> tuple[AgendaItem, Sequence[Recommendation]]:
    """What stands now, read again after what was recorded is kept or taken back."""
    meeting, item = at.meeting.reference, at.reference
    if commit:
        db.session.commit()
    else:
        db.session.rollback()
    db.session.expire_all()
    found = get_item_at(meeting, item)
    return found, list_for_decision(found)


@blueprint.route("/meetings/<meeting>/decisions/<item>/check")
@allow(Permission.RECOMMENDATION_SIGN_OFF)
def decided_at(meeting: str, item: str) -> str:
    at = item_of(meeting, item)
    recorded = [
        (each, shown_name(each, matter_of(each)), entry)
        for each in list_for_decision(at)
        if (entry := find_recorded(each, at)) is not None
    ]
    return render_template(
        "recommendations/decided_at.html",
        item=at,
        recorded=[(each, name, read_back(entry)) for each, name, entry in recorded],
        counts=summary(entry for _each, _name, entry in recorded),
    )

"""Taking one row of a tracker into the record, by the actions that record the same things by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from ...council.models import Body
from ...history.journal import By
from ...meetings.clause_models import DatePrecision
from ...recommendations.actions import plans
from ...recommendations.actions.edit import correct_wording
from ...recommendations.actions.make import Asked, NewRecommendation, make
from ...recommendations.actions.say import Said, say
from ...recommendations.models import Recommendation
from ...recommendations.queries.one import get_recommendation
from ...rules.lifecycle import (
    Answer,
    Decision,
    DelayCause,
    Origin,
    Particulars,
    Progress,
    Provenance,
    StopReason,
    Thread,
)
from ...rules.trackers import DatedNote, TrackerRole, plain_word
from .planning import LONGEST_REFERENCE, Planned, Wanted, lasting_decision, lasting_progress

STOPS = {
    "superseded": StopReason.REPLACED,
    "overtaken": StopReason.OVERTAKEN,
    "not carried forward": StopReason.NOT_CARRIED_FORWARD,
}
LONGEST_NAME = 200


def take_row(planned: Planned, source: str, bodies: dict[int, Body], by: By) -> None:
    """Makes what is new, changes what differs. `source` names the file and the row. Raises Refused where a
    rule of the record says no."""
    wanted = planned.wanted
    assert wanted is not None
    if planned.known is None:
        row = _made(wanted, source, bodies, by)
        changes: tuple[str, ...] = ("answer", "officer", "date", "history", "progress", "decision")
        stood = ""
    else:
        row = get_recommendation(planned.known.reference)
        changes, stood = planned.changes, planned.known.notes
    if "wording" in changes:
        correct_wording(row, wanted.row.text, f"As in {source}", by)
        row = get_recommendation(row.reference)
    _answer(row, wanted, changes, source, by)
    _plan(row, wanted, changes, by)
    _history(row, wanted, changes, stood, source, by)
    _decide(row, wanted, changes, source, by)


def _made(wanted: Wanted, source: str, bodies: dict[int, Body], by: By) -> Recommendation:
    row = wanted.row
    asked = Asked(wanted.body_id, wanted.portfolio_id, wanted.asked_words or None)
    where = ", ".join(part for part in (row.committee, row.minute and f"minute {row.minute}", source) if part)
    return make(
        NewRecommendation(
            text=row.text,
            made_by=bodies[wanted.made_by_id],
            made_on=wanted.made_on,
            agreed_on=wanted.made_on,
            origin=Origin.TASK_GROUP,
            asked=(asked,) if any((wanted.body_id, wanted.portfolio_id, wanted.asked_words)) else (),
            short_name=row.short_name or None,
            printed_number=row.number[:20] or None,
            external_reference=row.reference[:LONGEST_REFERENCE] or None,
            portfolio_id=wanted.portfolio_id,
            directorate_id=wanted.directorate_id,
            where=where[:400],
        ),
        by,
    )


def _said(wanted: Wanted, on: date | None, by: By, **more: Any) -> Particulars:  # noqa: ANN401
    """What is said with an entry; its day is never before the recommendation or after today."""
    day = min(max(on or by.today, wanted.made_on), by.today)
    return Particulars(effective_on=day, today=by.today, provenance=Provenance.IMPORTED, **more)


def _answer(row: Recommendation, wanted: Wanted, changes: tuple[str, ...], source: str, by: By) -> None:
    answer = wanted.meaning.answer
    if "answer" not in changes or answer in (None, Answer.WAITING) or not row.addressees:
        return
    words = wanted.row.said.get(TrackerRole.ANSWER) or wanted.row.said.get(TrackerRole.STATUS, "")
    needs: dict[Answer, dict[str, Any]] = {
        Answer.AGREED_WITH_CHANGES: {"changed_wording": words},
        Answer.AGREED_IN_PART: {"which_part": words},
        Answer.AGREED_SUBJECT_TO: {"condition": words, "who_decides": "The tracker does not say"},
        Answer.NOT_AGREED: {"reasons": words} if len(words.split()) > 3 else {"gives_no_reasons": True},
        Answer.DEFERRED: {"to_whom": words},
        Answer.PASSED_ON: {"to_whom": words},
    }
    note = words if len(words.split()) > 2 else None
    if answer is Answer.NOT_AGREED and wanted.notes:
        note = "\n\n".join([*([note] if note else []), *(one.text for one in wanted.notes)])
    on = wanted.row.answered_on
    particulars = _said(wanted, on or wanted.made_on, by, note=note, **needs.get(answer, {}))
    say(row, Thread.ANSWER, answer, particulars, by, Said(addressee=row.addressees[0], source=source[:400]))


def _plan(row: Recommendation, wanted: Wanted, changes: tuple[str, ...], by: By) -> None:
    action = row.actions[0]
    if "officer" in changes and wanted.owner_id is not None:
        owner = plans.Owner(wanted.owner_id, directorate_id=action.directorate_id or wanted.directorate_id)
        plans.assign(row, action, owner, by)
    if "date" not in changes or not wanted.row.due_words:
        return
    plans.edit(row, action, action.text, _when(wanted), by)


def _when(wanted: Wanted) -> plans.When:
    row = wanted.row
    if row.due_on is None:
        return plans.vague(row.due_words[:LONGEST_NAME])
    if row.due_is_month:
        return plans.When(row.due_on, DatePrecision.MONTH, row.due_words[:LONGEST_NAME])
    return plans.day(row.due_on)


def _history(
    row: Recommendation, wanted: Wanted, changes: tuple[str, ...], stood: str, source: str, by: By
) -> None:
    """Each dated note on its day, the last one with what the status says; each by the officer's words."""
    if wanted.meaning.answer is Answer.NOT_AGREED or not {"history", "progress"} & set(changes):
        return
    notes = sorted(
        (note for note in wanted.notes if note.text not in stood), key=lambda note: note.on or by.today
    )
    progress = lasting_progress(wanted)
    if not notes and progress is None:
        return
    if not notes or (progress is not None and _is_behind(row, notes[-1])):
        notes.append(DatedNote(None, f"The tracker says ‘{_status(wanted)}’."))
    for note in notes[:-1]:
        _progress(row, wanted, Progress.ON_TRACK, note, source, by)
    _progress(row, wanted, progress or row.actions[0].progress, notes[-1], source, by)


def _is_behind(row: Recommendation, note: DatedNote) -> bool:
    """Whether something was said after a note: a status of today is not that of the note's day."""
    days = [entry.effective_on for entry in row.entries if entry.thread is Thread.PROGRESS]
    return note.on is not None and note.on < max(days, default=note.on)


def _progress(
    row: Recommendation, wanted: Wanted, progress: Progress, note: DatedNote, source: str, by: By
) -> None:
    more: dict[str, Any] = {}
    if progress is Progress.DELAYED:
        more = {"new_due_on": wanted.row.due_on, "cause": DelayCause.OTHER}
    if progress is Progress.PAUSED:
        progress = Progress.AT_RISK
    speaker = wanted.row.owner[:LONGEST_NAME] if wanted.owner_id is None else None
    said = Said(
        action=row.actions[0],
        evidence=wanted.row.evidence[:1000] or None,
        source=source[:400],
        speaker_name=speaker or None,
    )
    say(row, Thread.PROGRESS, progress, _said(wanted, note.on, by, note=note.text, **more), by, said)


def _status(wanted: Wanted) -> str:
    said = wanted.row.said
    return (
        said.get(TrackerRole.STATUS) or said.get(TrackerRole.PROGRESS) or said.get(TrackerRole.DECISION, "")
    )


def _decide(row: Recommendation, wanted: Wanted, changes: tuple[str, ...], source: str, by: By) -> None:
    decision = lasting_decision(wanted)
    if "decision" not in changes or decision is None:
        return
    words = wanted.row.said.get(TrackerRole.DECISION) or wanted.row.said.get(TrackerRole.STATUS, "")
    more: dict[str, Any] = {"note": f"The tracker says ‘{words}’."}
    if decision is Decision.TAKEN_FURTHER:
        more["how"] = words
    if decision is Decision.STOPPED:
        more["stop_reason"] = STOPS.get(plain_word(words), StopReason.NO_LONGER_RELEVANT)
    grade = wanted.meaning.grade
    extra = (("grade", grade.value),) if grade else ()
    say(
        row,
        Thread.DECISION,
        decision,
        _said(wanted, None, by, **more),
        by,
        Said(source=source[:400], more=extra),
    )

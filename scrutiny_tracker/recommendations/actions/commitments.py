"""Progress reports that were promised: one for what was recommended together, anchored to an event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...core.errors import Refused
from ...core.extensions import db
from ...core.references import mint
from ...council.models import Body
from ...council.queries import year_code
from ...council.settings import number_setting, text_setting
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ...meetings.actions import programme
from ...meetings.models import Meeting
from ...meetings.queries.meetings import NEVER_SAT, list_succession
from ...meetings.queries.programme import find_placed
from ...rules.deadlines import progress_report
from ...rules.lifecycle import Origin
from ...rules.placing import Place, written
from ...rules.publicity import Publicity
from ..models import BaseEvent, Commitment, Recommendation
from ..queries.commitments import (
    find_base_date,
    find_commitment_of,
    get_commitment,
    placing_of,
)
from ..queries.one import list_parts
from .settle import asks_itself

NOUN = "commitment"
ON_THE_PROGRAMME = "progress-report"


def join_commitment(recommendation: Recommendation, by: By) -> Commitment | None:
    """An agreed recommendation (loaded whole) joins the progress report of what was recommended with it, or
    gets one. None for a part, a call-in, and what scrutiny asks only of itself while nothing else stands
    beside it: those are not promised a report.
    """
    if recommendation.commitment_id is not None:
        return recommendation.commitment
    if recommendation.parent_id is not None or recommendation.agreed_on is None:
        return None
    if recommendation.origin is Origin.CALL_IN:
        return None
    commitment = find_commitment_of(recommendation)
    if commitment is None:
        if recommendation.addressees and all(map(asks_itself, recommendation.addressees)):
            return None
        commitment = _make(recommendation, by)
    recommendation.commitment = commitment
    for part in list_parts(recommendation.id):
        part.commitment = commitment
    record(by, Tag.COMMITMENT_JOINED, NOUN, commitment.reference, after={"with": recommendation.reference})
    db.session.flush()
    refresh(commitment, by)
    return commitment


def _make(recommendation: Recommendation, by: By) -> Commitment:
    item = recommendation.item
    commitment = Commitment(
        reference=mint(f"{recommendation.made_by.code}-{year_code(by.today)}-PR", digits=2),
        title=_title(recommendation),
        body=recommendation.made_by,
        report_of=item.report_of if item and item.publicity is Publicity.PUBLIC else None,
        asked_for_at=f"minute {item.minute_number}" if item and item.minute_number else None,
        base_event=BaseEvent(text_setting("progress_base_event")),
        months=number_setting("progress_months"),
        meeting=None,
    )
    db.session.add(commitment)
    db.session.flush()
    record(by, Tag.COMMITMENT_MADE, NOUN, commitment.reference, after={"title": commitment.title})
    return commitment


def _title(recommendation: Recommendation) -> str:
    """What the report is about, in words that everybody may read."""
    for source, kind in ((recommendation.paper, "report"), (recommendation.item, "item")):
        if source is not None:
            closed = source.publicity is not Publicity.PUBLIC
            return f"Private {kind} {source.reference}" if closed else source.title
    if recommendation.publicity is Publicity.PUBLIC:
        return recommendation.short_name
    return recommendation.public_name or f"Private recommendation {recommendation.reference}"


def refresh(commitment: Commitment, by: By) -> None:
    """Works out the date anew from what has happened, and places it on the work programme. Nothing moves once
    it was reported or stands on a published agenda."""
    if commitment.reported_on is not None:
        return
    if commitment.not_before_on is not None and _is_on_an_agenda(commitment, by):
        return
    commitment.base_on = commitment.counted_from_on or find_base_date(commitment)
    counted = progress_report(commitment.base_on, commitment.months) if commitment.base_on else None
    commitment.not_before_on = commitment.chosen_on or counted
    record_changes(by, Tag.COMMITMENT_MOVED, NOUN, commitment.reference, commitment)
    db.session.flush()
    _place(commitment, commitment.body, by)


def promise_after(commitment: Commitment, months: int, by: By) -> None:
    """The committee asked for the report after so many months: the date is worked out anew. Nothing changes
    once it was reported."""
    if commitment.reported_on is not None or commitment.months == months:
        return
    commitment.months = months
    record_changes(by, Tag.COMMITMENT_MOVED, NOUN, commitment.reference, commitment)
    db.session.flush()
    refresh(commitment, by)


def refresh_of(recommendation: Recommendation, by: By) -> None:
    """After an answer, a receipt or a correction: the progress report that this one is in, if any."""
    if recommendation.commitment is not None:
        refresh(get_commitment(recommendation.commitment.reference), by)


def _is_on_an_agenda(commitment: Commitment, by: By) -> bool:
    whole = get_commitment(commitment.reference)
    where = placing_of(whole, by.today)
    return where.place is Place.ON_AN_AGENDA or (where.meeting is not None and where.meeting.is_published)


def _place(commitment: Commitment, body: Body, by: By) -> None:
    programme.place(
        by,
        body,
        f"Progress report: {commitment.title}",
        "Promised on what was recommended.",
        ON_THE_PROGRAMME,
        commitment.reference,
        commitment.not_before_on,
        base_words(commitment),
    )


def base_words(commitment: Commitment) -> str:
    """What the date counts from: "12 months after Cabinet's decision of 4 November 2025"."""
    if commitment.chosen_on is not None:
        chosen_at = f" of {written(commitment.counted_from_on)}" if commitment.counted_from_on else ""
        return f"the day that the committee chose at its meeting{chosen_at}"
    event = {
        BaseEvent.DECISION: f"{text_setting('cabinet_word')}'s decision",
        BaseEvent.COMMITTEE_AGREED: "the committee's agreement",
        BaseEvent.NOTICE_RECEIVED: "receipt of the notice",
    }[commitment.base_event]
    months = f"{commitment.months} month{'s' if commitment.months != 1 else ''}"
    if commitment.counted_from_on is not None:
        return f"{months} after the report of {written(commitment.counted_from_on)}"
    happened = f" of {written(commitment.base_on)}" if commitment.base_on else ", which is not recorded yet"
    return f"{months} after {event}{happened}"


def confirm(commitment: Commitment, meeting: Meeting, by: By) -> None:
    """A person confirms the meeting that is proposed. Raises Refused where it is not proposed any more."""
    where = placing_of(commitment, by.today)
    proposed = where.meeting if where.place in (Place.PROPOSED, Place.ON_AN_AGENDA) else None
    if proposed is None or proposed.reference != meeting.reference:
        raise Refused("This meeting is not the one proposed any more. Look at the page again.")
    _settle(commitment, meeting, f"Confirmed: {where.sentence[:1].lower()}{where.sentence[1:-1]}", by)
    record_changes(by, Tag.COMMITMENT_CONFIRMED, NOUN, commitment.reference, commitment)
    db.session.flush()


def pin(commitment: Commitment, meeting: Meeting, why: str, by: By) -> None:
    """A person chooses another meeting. Raises Refused without a reason, for a meeting that cannot sit or is
    another body's, and for what was reported."""
    if not why.strip():
        raise Refused("Say why this meeting.", "why")
    _settle(commitment, meeting, why.strip(), by)
    record_changes(by, Tag.COMMITMENT_PINNED, NOUN, commitment.reference, commitment, why=why.strip())
    db.session.flush()


def _settle(commitment: Commitment, meeting: Meeting, why: str, by: By) -> None:
    _not_reported(commitment)
    if meeting.state in NEVER_SAT:
        raise Refused(f"This meeting is {meeting.state.value}. Choose another.", "meeting")
    if meeting.body_id not in list_succession(commitment.body_id):
        raise Refused("Choose a meeting of the committee that asked for it, or of its successor.", "meeting")
    row = find_placed(ON_THE_PROGRAMME, commitment.reference)
    if row is not None:
        programme.settle(row, meeting, why, by)
    commitment.meeting, commitment.settled_why = meeting, why[:400]
    commitment.meeting_id = meeting.id


def release(commitment: Commitment, why: str, by: By) -> None:
    """Takes the report off its meeting; one is proposed again. Raises Refused without a reason or meeting."""
    _not_reported(commitment)
    if commitment.meeting_id is None:
        raise Refused("No meeting has been confirmed or chosen.")
    if not why.strip():
        raise Refused("Say why it is taken off this meeting.", "why")
    row = find_placed(ON_THE_PROGRAMME, commitment.reference)
    if row is not None and row.meeting_id is not None:
        programme.release(row, why, by)
    commitment.meeting, commitment.meeting_id, commitment.settled_why = None, None, None
    record_changes(by, Tag.COMMITMENT_RELEASED, NOUN, commitment.reference, commitment, why=why.strip())
    db.session.flush()


def report(commitment: Commitment, meeting: Meeting, by: By) -> None:
    """The progress report was made to a meeting: it stays there. Raises Refused for a meeting to come."""
    if meeting.on > by.today:
        raise Refused("This meeting has not been held yet.", "meeting")
    _settle(commitment, meeting, commitment.settled_why or "Reported at this meeting", by)
    commitment.reported_on = meeting.on
    record_changes(by, Tag.COMMITMENT_REPORTED, NOUN, commitment.reference, commitment)
    db.session.flush()
    row = find_placed(ON_THE_PROGRAMME, commitment.reference)
    if row is not None and row.done_on is None:
        programme.finish(row, meeting.on, by)


def look_again(
    commitment: Commitment,
    open_ones: Sequence[Recommendation],
    by: By,
    *,
    months: int | None = None,
    on: date | None = None,
) -> Commitment:
    """What is still open after a report gets its next one: some months after the report's meeting, or on a
    day that the committee chose. Raises Refused before the report was made, and where nothing is open."""
    if commitment.reported_on is None:
        raise Refused("Record first that the report was made.")
    if not open_ones:
        raise Refused("Nothing is open: there is nothing to look at again.")
    if on is not None and on <= commitment.reported_on:
        raise Refused("Enter a day after the meeting.", "on")
    following = Commitment(
        reference=mint(f"{commitment.body.code}-{year_code(by.today)}-PR", digits=2),
        title=commitment.title,
        body=commitment.body,
        report_of=commitment.report_of,
        asked_for_at=commitment.asked_for_at,
        base_event=commitment.base_event,
        months=months or commitment.months,
        follows=commitment.reference,
        counted_from_on=commitment.reported_on,
        chosen_on=on,
        meeting=None,
    )
    db.session.add(following)
    db.session.flush()
    told = {"title": following.title, "follows": commitment.reference}
    record(by, Tag.COMMITMENT_MADE, NOUN, following.reference, after=told)
    for one in open_ones:
        one.commitment = following
        record(by, Tag.COMMITMENT_JOINED, NOUN, following.reference, after={"with": one.reference})
    db.session.flush()
    refresh(following, by)
    return following


def _not_reported(commitment: Commitment) -> None:
    if commitment.reported_on is not None:
        raise Refused("This progress report was made. What was reported stays.")

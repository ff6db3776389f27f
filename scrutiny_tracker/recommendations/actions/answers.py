"""What a decision-maker answered: a whole sending at once or one recommendation, and who does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, record_changes
from ...history.tags import Tag
from ...meetings.models import Meeting
from ...people.models import Person
from ...rules.deadlines import long_date
from ...rules.lifecycle import Answer, Particulars, Provenance, Thread, move_for, refusal
from ..models import Addressee, Entry, Recommendation, WordingSource
from .make import add_wording, reread
from .plans import Owner, When, assign, day, edit
from .say import Said, actor, say, situation


class SourceKind(StrEnum):
    """Where an answer stands."""

    MEETING = "meeting"
    MEMBER_DECISION = "cabinet-members-decision"
    LETTER = "letter"
    TOLD_LATER = "told-at-a-later-meeting"


class Answered(StrEnum):
    """Which wording was answered, where the committee changed it after the papers went out."""

    SENT = "sent"
    AGREED = "agreed"


@dataclass(frozen=True)
class Source:
    """Where an answer stands: `decided_on` is the day of the decision (London), `meeting` that of the
    decision-maker, `told_at` the later one at which scrutiny was told; a letter may be a file or a link."""

    kind: SourceKind
    decided_on: date
    meeting: Meeting | None = None
    minute: str | None = None
    told_at: Meeting | None = None
    evidence: str | None = None
    evidence_file_id: int | None = None


@dataclass(frozen=True)
class GivenAnswer:
    """One recommendation's answer by one addressee, and who does what about it (all of that optional).

    Which particulars a value needs stands in the table of moves. `in_force_on` is the first day after the
    call-in period; `first_action`, `officer` and `due_on` go to the recommendation's first action.
    """

    recommendation: Recommendation
    addressee: Addressee
    value: Answer
    in_force_on: date | None = None
    note: str | None = None
    changed_wording: str | None = None
    which_part: str | None = None
    condition: str | None = None
    who_decides: str | None = None
    by_when: date | None = None
    reasons: str | None = None
    gives_no_reasons: bool = False
    until: date | None = None
    to_whom: str | None = None
    wording: Answered | None = None
    portfolio_id: int | None = None
    officer: Person | None = None
    directorate_id: int | None = None
    first_action: str | None = None
    due_on: date | None = None


def particulars(given: GivenAnswer, source: Source, today: date) -> Particulars:
    """What the rule is asked about an answer."""
    second_hand = source.kind is SourceKind.TOLD_LATER
    return Particulars(
        effective_on=source.decided_on,
        today=today,
        note=given.note,
        changed_wording=given.changed_wording,
        which_part=given.which_part,
        condition=given.condition,
        who_decides=given.who_decides,
        by_when=given.by_when,
        reasons=given.reasons,
        gives_no_reasons=given.gives_no_reasons,
        until=given.until,
        to_whom=given.to_whom,
        meeting=source.meeting.reference if source.meeting else None,
        minute=_where_it_stands(source),
        provenance=Provenance.SECOND_HAND if second_hand else Provenance.RECORDED,
    )


def _where_it_stands(source: Source) -> str | None:
    match source.kind:
        case SourceKind.MEMBER_DECISION:
            return _with("Cabinet Member's decision", source)
        case SourceKind.LETTER:
            return _with("Letter or e-mail", source)
        case _:
            return source.minute


def _with(opening: str, source: Source) -> str:
    dated = f"{opening}, {source.decided_on.day} {source.decided_on:%B %Y}"
    return f"{dated}, {source.minute}" if source.minute else dated


def answer_refusal(given: GivenAnswer, source: Source, by: By) -> str | None:
    """Why this answer cannot be entered, in one sentence; None where it can."""
    now = situation(given.recommendation, Thread.ANSWER, given.addressee.id, source.decided_on)
    said = particulars(given, source, by.today)
    return refusal(move_for(Thread.ANSWER, given.value), now, said, actor(given.recommendation, by))


def answer(given: GivenAnswer, source: Source, by: By) -> Entry:
    """Enters one answer, keeps the wording that was agreed and fills in who does it.

    A second answer stands beside the first ("decided again"); a mistake is corrected elsewhere. Raises
    Refused with the rule's sentence.
    """
    sentence = answer_refusal(given, source, by)
    if sentence:
        raise Refused(sentence)
    given = _own_addressee(given)
    recommendation, asked = given.recommendation, given.addressee
    said = Said(
        addressee=asked,
        meeting_id=source.meeting.id if source.meeting else None,
        evidence=source.evidence,
        evidence_file_id=source.evidence_file_id,
        source=_told(source),
        more=tuple(_more(given, source)),
    )
    if given.value is Answer.AGREED_WITH_CHANGES and given.changed_wording:
        where = asked.whose_answer
        add_wording(
            recommendation, given.changed_wording, WordingSource.ANSWERED, source.decided_on, by, where
        )
        db.session.flush()
        db.session.refresh(recommendation, ["wordings"])
    entry = say(recommendation, Thread.ANSWER, given.value, particulars(given, source, by.today), by, said)
    _plan(given, by)
    return entry


def _own_addressee(given: GivenAnswer) -> GivenAnswer:
    """A part that is answered separately asks the decision-maker by itself from now on."""
    asked = given.addressee
    if asked.recommendation_id == given.recommendation.id:
        return given
    own = Addressee(
        recommendation_id=given.recommendation.id, body_id=asked.body_id, portfolio_id=asked.portfolio_id
    )
    db.session.add(own)
    part = reread(given.recommendation)
    return replace(given, recommendation=part, addressee=next(one for one in part.addressees if one is own))


def _told(source: Source) -> str | None:
    if source.kind is not SourceKind.TOLD_LATER:
        return None
    if source.told_at is None:
        return "Told at a later meeting"
    return f"Told at {source.told_at.body.name}, {long_date(source.told_at.on)}"


def _more(given: GivenAnswer, source: Source) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = [("source", source.kind.value)]
    if given.in_force_on is not None:
        found.append(("in_force_on", given.in_force_on.isoformat()))
    if given.wording is not None:
        found.append(("answered_wording", given.wording.value))
    if source.told_at is not None:
        found.append(("told_at", source.told_at.reference))
    return found


def _plan(given: GivenAnswer, by: By) -> None:
    """Portfolio, lead officer, first action and its date, where given."""
    recommendation = given.recommendation
    if given.portfolio_id is not None and recommendation.portfolio_id != given.portfolio_id:
        recommendation.portfolio_id = given.portfolio_id
        record_changes(
            by,
            Tag.RECOMMENDATION_CHANGED,
            "recommendation",
            recommendation.reference,
            recommendation,
            publicity=recommendation.publicity,
        )
        db.session.flush()
        db.session.refresh(recommendation, ["portfolio"])
    action = next((one for one in recommendation.actions if one.is_open), None)
    if action is None:
        return
    if given.first_action or given.due_on is not None:
        as_it_was = When(action.due_on, action.due_precision, action.due_text)
        when = day(given.due_on) if given.due_on else as_it_was
        edit(recommendation, action, given.first_action or action.text, when, by)
    if given.officer is not None:
        directorate_id = given.directorate_id or action.directorate_id or recommendation.directorate_id
        assign(recommendation, action, Owner(given.officer.id, directorate_id=directorate_id), by)


def answer_sending(given: Sequence[GivenAnswer], source: Source, by: By) -> list[Entry]:
    """Enters the answers to all that a sending carries, in one step: all of them or none.

    Raises Refused naming the recommendation whose answer the rule does not take.
    """
    if not given:
        raise Refused("There is nothing to answer.")
    for one in given:
        sentence = answer_refusal(one, source, by)
        if sentence:
            name = one.recommendation.printed_number or one.recommendation.reference
            raise Refused(f"Recommendation {name}: {sentence}")
    return [answer(one, source, by) for one in given]

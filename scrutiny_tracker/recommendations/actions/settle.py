"""The one place that writes the columns which repeat what entries say, and the clocks that follow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ...core.extensions import db
from ...council.models import Standing
from ...council.settings import number_setting
from ...rules.clocks import ActionFacts, AskedFacts, Clock, Periods, clocks
from ...rules.lifecycle import (
    CLOSED_DECISIONS,
    FINISHED_PROGRESS,
    Answer,
    Current,
    Decision,
    Difference,
    Origin,
    Progress,
    Thread,
    UpdateState,
    Witnessed,
    current,
    worst_answer,
    worst_progress,
)
from ..models import Action, Addressee, Entry, Recommendation, Sending
from ..models.recommendation import LOOK_NOW
from ..queries.one import get_recommendation, list_parts
from ..queries.rhythms import rhythms_of

YES = frozenset(
    {
        Answer.AGREED,
        Answer.AGREED_WITH_CHANGES,
        Answer.AGREED_IN_PART,
        Answer.AGREED_SUBJECT_TO,
        Answer.ALREADY_HAPPENING,
    }
)
ON_THEIR_WAY = frozenset({UpdateState.SENT, UpdateState.CLEARED})


def witnessed(entries: Iterable[Entry]) -> list[Witnessed]:
    """Entries as the rule sees them."""
    return [
        Witnessed(
            sequence=entry.id,
            thread=entry.thread,
            hangs_on=entry.addressee_id or entry.action_id,
            value=entry.value,
            effective_on=entry.effective_on,
            corrects=entry.corrects_id,
        )
        for entry in entries
    ]


def periods(recommendation: Recommendation) -> Periods:
    """The council's settings that a recommendation's clocks use."""
    return Periods(
        notice_days=number_setting("notice_days"),
        receipt_days=number_setting("receipt_days"),
        updates=rhythms_of([recommendation])(recommendation),
    )


def settle(recommendation: Recommendation) -> None:
    """Brings a recommendation's kept columns (and its parts') to what its entries, sendings and actions say.

    The recommendation must be loaded whole (`get_recommendation`). Flushes.
    """
    with db.session.no_autoflush:  # half-settled rows would break the table's own rules
        if recommendation.parent is not None and not recommendation.addressees:
            parent = get_recommendation(recommendation.parent.reference)
            _settle_one(recommendation, parent.addressees, parent)
        else:
            _settle_one(recommendation, recommendation.addressees)
        if recommendation.parent_id is None:
            for part in list_parts(recommendation.id):
                _settle_one(part, part.addressees or recommendation.addressees, recommendation)
    db.session.flush()


def _settle_one(
    recommendation: Recommendation, asked: list[Addressee], parent: Recommendation | None = None
) -> None:
    said = witnessed(recommendation.entries)
    by_id = {entry.id: entry for entry in recommendation.entries}
    if parent is not None and asked is parent.addressees:
        recommendation.answer = worst_answer([addressee.answer for addressee in asked])
        by_id.update({entry.id: entry for entry in parent.entries})
    else:
        for addressee in recommendation.addressees:
            _settle_addressee(addressee, current(said, Thread.ANSWER, addressee.id), by_id)
        recommendation.answer = worst_answer([addressee.answer for addressee in recommendation.addressees])
    for action in recommendation.actions:
        _settle_action(action, current(said, Thread.PROGRESS, action.id))
    recommendation.progress = worst_progress([action.progress for action in recommendation.actions])
    decision = current(said, Thread.DECISION)
    recommendation.decision = Decision(decision.value) if decision else Decision.NONE
    difference = current(said, Thread.DIFFERENCE)
    recommendation.difference = Difference(difference.value) if difference else Difference.NOT_JUDGED
    recommendation.is_open = (
        recommendation.decision not in CLOSED_DECISIONS and recommendation.withdrawn_on is None
    )
    recommendation.is_counted = _is_counted(recommendation)
    recommendation.needs_details = _needs_details(recommendation, asked)
    _settle_clocks(recommendation, asked, said, by_id, decision)


def _settle_addressee(addressee: Addressee, answer: Current | None, by_id: dict[int, Entry]) -> None:
    addressee.answer = Answer(answer.value) if answer else Answer.WAITING
    addressee.answered_on = answer.since if answer else None
    in_force = by_id[answer.sequence].detail.get("in_force_on") if answer else None
    addressee.in_force_on = date.fromisoformat(in_force) if in_force else None


def _settle_action(action: Action, progress: Current | None) -> None:
    action.progress = Progress(progress.value) if progress else Progress.NOT_STARTED
    action.is_open = action.progress not in FINISHED_PROGRESS
    action.updated_on = progress.since if progress else None


def asks_itself(addressee: Addressee) -> bool:
    """Whether scrutiny is asked by scrutiny: nobody owes an answer then."""
    return addressee.body is not None and addressee.body.standing is Standing.SCRUTINY


def is_to_be_allocated(addressee: Addressee) -> bool:
    """Whether nobody is asked by name yet: that needs details, and no clock runs against anybody."""
    return addressee.body_id is None and addressee.portfolio_id is None


def _is_counted(recommendation: Recommendation) -> bool:
    """Parts, call-ins and recommendations to scrutiny itself stay out of acceptance figures."""
    if recommendation.parent_id is not None or recommendation.origin is Origin.CALL_IN:
        return False
    return not recommendation.addressees or not all(map(asks_itself, recommendation.addressees))


def _needs_details(recommendation: Recommendation, asked: list[Addressee]) -> bool:
    """Open, agreed and lacking somebody to ask, an officer, or a date once somebody has said yes."""
    if not recommendation.is_open or recommendation.agreed_on is None:
        return False
    if any(map(is_to_be_allocated, asked)):
        return True
    if not any(addressee.answer in YES or asks_itself(addressee) for addressee in asked):
        return False
    return any(
        action.is_open
        and (
            (action.owner_id is None and action.body_id is None)
            or (action.due_on is None and not action.due_text)
        )
        for action in recommendation.actions
    )


def latest_sending(addressee: Addressee) -> Sending | None:
    """The newest sending that carries the question to this addressee."""
    newest = max(addressee.lines, key=lambda line: line.sending_id, default=None)
    return newest.sending if newest else None


def _asked_facts(addressee: Addressee, said: list[Witnessed], by_id: dict[int, Entry]) -> AskedFacts:
    sending = latest_sending(addressee)
    answer = current(said, Thread.ANSWER, addressee.id)
    until = by_id[answer.sequence].detail.get("until") if answer else None
    return AskedFacts(
        answer=addressee.answer,
        sent_on=sending.sent_on if sending else None,
        notice_given_on=sending.notice_given_on if sending else None,
        received_on=sending.received_on if sending else None,
        answer_due_on=(sending.answer_due_on or sending.answer_needed_by) if sending else None,
        deferred_until=date.fromisoformat(until) if until else None,
        is_sent=sending is not None,
        answers_itself=asks_itself(addressee) or is_to_be_allocated(addressee),
        answered_on=addressee.answered_on,
    )


def _agreed_facts(addressee: Addressee) -> AskedFacts:
    """What a part takes from its parent's answer: nothing is waited for, and work is expected since then."""
    return AskedFacts(answer=addressee.answer, answered_on=addressee.answered_on)


def _action_facts(action: Action) -> ActionFacts:
    on_its_way = next((update.state for update in action.updates if update.state in ON_THEIR_WAY), None)
    return ActionFacts(action.progress, action.due_on, action.updated_on, on_its_way)


def _settle_clocks(
    recommendation: Recommendation,
    asked: list[Addressee],
    said: list[Witnessed],
    by_id: dict[int, Entry],
    decision: Current | None,
) -> None:
    part_of_another = recommendation.parent_id is not None and asked is not recommendation.addressees
    review = by_id[decision.sequence].detail if decision else {}
    review_on = review.get("by_when") or review.get("until")
    found = clocks(
        is_open=recommendation.is_open,
        agreed_on=recommendation.agreed_on,
        asked=[_asked_facts(addressee, said, by_id) for addressee in asked]
        if not part_of_another
        else [_agreed_facts(addressee) for addressee in asked if addressee.answer in YES],
        actions=[_action_facts(action) for action in recommendation.actions],
        review_on=date.fromisoformat(review_on) if review_on else None,
        periods=periods(recommendation),
    )
    recommendation.notice_due_on = found[Clock.NOTICE]
    recommendation.receipt_due_on = found[Clock.RECEIPT]
    recommendation.answer_due_on = found[Clock.ANSWER]
    recommendation.action_due_on = found[Clock.ACTION]
    recommendation.update_due_on = found[Clock.UPDATE]
    recommendation.review_on = found[Clock.REVIEW]
    recommendation.next_due_on = min(found.values())
    recommendation.remind_on = LOOK_NOW

"""What a reader can do next with one recommendation: every button from the table of moves and the grants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ...core.access import may, principal
from ...history.journal import By
from ...rules.clocks import NO_DATE
from ...rules.lifecycle import (
    FINISHED_PROGRESS,
    Answer,
    Thread,
    UpdateState,
    available,
)
from ...rules.next_step import Step, Waiting, next_step
from ...rules.permissions import Matter, Permission, Role, why_not
from ..actions.say import actor, situation
from ..actions.settle import ON_THEIR_WAY, YES, asks_itself, latest_sending
from ..models import Action, Recommendation, Update
from ..queries.one import matter_of_action

WORDS = {
    Step.GIVE_NOTICE: "Give notice",
    Step.ENTER_RECEIPT: "Enter receipt of the notice",
    Step.GIVE_DETAILS: "Give the officer and date",
    Step.CLEAR_UPDATE: "Clear the update",
    Step.SHOW_UPDATE: "Check the update",
    Step.RECORD_DECISION: "Record the committee's decision",
    Step.GIVE_UPDATE: "Give an update",
    Step.ASK_QUESTION: "Ask a question about this",
}
DECISION_WORDS = {
    "keep-under-review": "Keep under review",
    "ask-for-more": "Ask for more",
    "take-further": "Take further",
    "sign-off": "Sign off",
    "stop": "Stop following it",
    "reopen": "Reopen",
}


@dataclass(frozen=True)
class Link:
    """A thing to do: its words and where."""

    words: str
    address: str


def waiting_of(recommendation: Recommendation, today: date) -> Waiting:
    """What a recommendation (loaded whole) waits for on a day."""
    updates = [update for action in recommendation.actions for update in action.updates]
    asked = [one for one in recommendation.addressees if not asks_itself(one)]
    answers = {one.answer for one in asked} or {recommendation.answer}
    work = bool(answers & YES) or len(asked) < len(recommendation.addressees)
    unfinished = [action for action in recommendation.actions if action.progress not in FINISHED_PROGRESS]
    refused = bool(asked) and answers == {Answer.NOT_AGREED}
    return Waiting(
        is_open=recommendation.is_open,
        is_agreed=recommendation.agreed_on is not None,
        notice=recommendation.notice_due_on != NO_DATE,
        receipt=recommendation.receipt_due_on != NO_DATE,
        answer=any(one.answer is Answer.WAITING and one.lines for one in asked),
        details=recommendation.needs_details,
        clearance=any(update.state is UpdateState.SENT for update in updates),
        showing=any(update.state is UpdateState.CLEARED for update in updates),
        decision=refused
        or recommendation.review_on <= today
        or (bool(recommendation.actions) and not unfinished),
        update=work and any(not _on_its_way(action) for action in unfinished),
    )


def _on_its_way(action: Action) -> Update | None:
    return next((update for update in action.updates if update.state in ON_THEIR_WAY), None)


def main_step(recommendation: Recommendation, matter: Matter, answer: str, today: date) -> Link | None:
    """The one button for this reader."""
    governs = principal().holds(Role.GOVERNANCE_OFFICER) and not principal().holds(Role.CO_ORDINATOR)
    step = next_step(
        waiting_of(recommendation, today),
        lambda permission: _may(permission, recommendation, matter),
        answers_come_first=governs,
    )
    if step is None:
        return None
    words = WORDS.get(step) or f"Enter {answer}"
    return Link(words, address_of(step, recommendation))


def _may(permission: Permission, recommendation: Recommendation, matter: Matter) -> bool:
    """Whether this reader may; an update, for one of the actions that are their own."""
    if permission is Permission.UPDATE_WRITE:
        return any(may(permission, matter_of_action(a, recommendation)) for a in recommendation.actions)
    if permission is Permission.RECOMMENDATION_SIGN_OFF and principal().person_id in matter.responsible_ids:
        return False
    return may(permission, matter)


def address_of(step: Step, recommendation: Recommendation) -> str:
    """Where a step is taken."""
    here = f"/recommendations/{recommendation.reference}"
    match step:
        case Step.GIVE_NOTICE | Step.ENTER_RECEIPT:
            return _sending_address(step, recommendation)
        case Step.ENTER_ANSWER:
            return f"{here}/answer"
        case Step.GIVE_DETAILS:
            return f"{here}/actions"
        case Step.CLEAR_UPDATE | Step.SHOW_UPDATE:
            return _update_address(step, recommendation)
        case Step.RECORD_DECISION:
            return f"{here}/{_verb_to_offer(recommendation)}"
        case Step.GIVE_UPDATE:
            return f"{here}/actions/{_own_action(recommendation).position}/update"
        case Step.ASK_QUESTION:
            return f"{here}/question"


def _verb_to_offer(recommendation: Recommendation) -> str:
    """Stop what nobody agreed, sign off what officers say is done, look again at the rest."""
    if recommendation.answer is Answer.NOT_AGREED:
        return "stop"
    done = all(action.progress in FINISHED_PROGRESS for action in recommendation.actions)
    return "sign-off" if done else "keep-under-review"


def _sending_address(step: Step, recommendation: Recommendation) -> str:
    carried = (latest_sending(addressee) for addressee in recommendation.addressees)
    sending = next((one for one in carried if one is not None and one.received_on is None), None)
    if sending is None:
        return f"/sendings/new?r={recommendation.reference}"
    return f"/sendings/{sending.reference}/receipt"


def _update_address(step: Step, recommendation: Recommendation) -> str:
    wanted, verb = (UpdateState.SENT, "clear") if step is Step.CLEAR_UPDATE else (UpdateState.CLEARED, "show")
    every = (update for action in recommendation.actions for update in action.updates)
    found = next(update for update in every if update.state is wanted)
    return f"/updates/{found.id}/{verb}"


def _own_action(recommendation: Recommendation) -> Action:
    """The reader's own unfinished action, else the first unfinished one."""
    unfinished = [a for a in recommendation.actions if a.progress not in FINISHED_PROGRESS]
    mine = [a for a in unfinished if a.owner_id == principal().person_id]
    return (mine or unfinished or recommendation.actions)[0]


def decisions_open(recommendation: Recommendation, matter: Matter, by: By) -> list[Link]:
    """The decisions that this reader could record now: the table of moves and the grants, both."""
    moves = available(
        Thread.DECISION, situation(recommendation, Thread.DECISION), actor(recommendation, by), by.today
    )
    here = f"/recommendations/{recommendation.reference}"
    return [
        Link(DECISION_WORDS[move.verb], f"{here}/{move.verb}")
        for move in moves
        if may(f"recommendation:{move.verb}", matter)
    ]


def other_links(recommendation: Recommendation, matter: Matter, by: By) -> list[Link]:
    """Everything else that this reader can do here."""
    here = f"/recommendations/{recommendation.reference}"
    found = decisions_open(recommendation, matter, by)
    found += _progress_links(recommendation, here)
    withdrawn = recommendation.withdrawn_on is not None
    answers = any(not asks_itself(one) and one.lines for one in recommendation.addressees)
    for allowed, permission, words, address in (
        (recommendation.is_open and answers, Permission.ANSWER_ENTER, "Enter an answer", "answer"),
        (not withdrawn, Permission.DIFFERENCE_JUDGE, "Say what difference it made", "difference"),
        (recommendation.is_open, Permission.ACTION_EDIT, "Change or split the actions", "actions"),
        (not withdrawn, Permission.RECOMMENDATION_EDIT, "Change its details", "edit"),
        (
            not withdrawn and recommendation.parent_id is None,
            Permission.RECOMMENDATION_EDIT,
            "Add parts",
            "parts",
        ),
        (not withdrawn, Permission.RECOMMENDATION_EDIT, "Link measures", "measures"),
        (not withdrawn, Permission.RECOMMENDATION_EDIT, "Link the same one made to others", "also"),
        (not withdrawn, Permission.RECOMMENDATION_WITHDRAW, "Withdraw it", "withdraw"),
        (True, Permission.QUESTION_ASK, "Ask a question about this", "question"),
    ):
        if allowed and may(permission, matter):
            found.append(Link(words, f"{here}/{address}"))
    return found


def _progress_links(recommendation: Recommendation, here: str) -> Iterable[Link]:
    if not recommendation.is_open or recommendation.agreed_on is None:
        return
    for action in recommendation.actions:
        if may(Permission.UPDATE_WRITE, matter_of_action(action, recommendation)):
            which = f" on action {action.position}" if len(recommendation.actions) > 1 else ""
            yield Link(f"Give an update{which}", f"{here}/actions/{action.position}/update")


def why_no_decision(recommendation: Recommendation, matter: Matter, by: By) -> str:
    """One sentence for a reader who cannot record a decision; empty for one who can."""
    if recommendation.withdrawn_on is not None:
        return "This recommendation was withdrawn. Nothing more can be recorded about it."
    if recommendation.agreed_on is None:
        return "The committee has not agreed this recommendation yet."
    if by.person_id in matter.responsible_ids:
        return "The responsible officer cannot record the committee's decision on their own work."
    if not may(Permission.RECOMMENDATION_SIGN_OFF, matter):
        return why_not(Permission.RECOMMENDATION_SIGN_OFF)
    return ""

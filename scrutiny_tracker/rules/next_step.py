"""The one next step that a page offers a reader: what waits, and who may do it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from .permissions import Permission


class Step(StrEnum):
    """What somebody can do next about a recommendation, in the order of its life."""

    GIVE_NOTICE = "give-notice"
    ENTER_RECEIPT = "enter-receipt"
    ENTER_ANSWER = "enter-answer"
    GIVE_DETAILS = "give-details"
    CLEAR_UPDATE = "clear-update"
    SHOW_UPDATE = "show-update"
    RECORD_DECISION = "record-decision"
    GIVE_UPDATE = "give-update"
    ASK_QUESTION = "ask-question"


@dataclass(frozen=True)
class Waiting:
    """What a recommendation waits for today."""

    is_open: bool = True
    is_agreed: bool = True
    notice: bool = False
    receipt: bool = False
    answer: bool = False
    details: bool = False
    clearance: bool = False
    showing: bool = False
    decision: bool = False
    update: bool = False


_IN_ORDER: tuple[tuple[Step, str, Permission], ...] = (
    (Step.GIVE_NOTICE, "notice", Permission.SENDING_EDIT),
    (Step.ENTER_RECEIPT, "receipt", Permission.SENDING_EDIT),
    (Step.ENTER_ANSWER, "answer", Permission.ANSWER_ENTER),
    (Step.GIVE_DETAILS, "details", Permission.ACTION_EDIT),
    (Step.CLEAR_UPDATE, "clearance", Permission.UPDATE_CLEAR),
    (Step.SHOW_UPDATE, "showing", Permission.UPDATE_RETURN),
    (Step.RECORD_DECISION, "decision", Permission.RECOMMENDATION_SIGN_OFF),
    (Step.GIVE_UPDATE, "update", Permission.UPDATE_WRITE),
)


def next_step(
    waiting: Waiting, may: Callable[[Permission], bool], *, answers_come_first: bool = False
) -> Step | None:
    """The first thing that waits and that this reader may do; a member is offered a question.

    `answers_come_first` for whoever is there to enter answers (Governance Services): an answer that has come
    is entered before a receipt is looked for. None where there is nothing for this reader to do.
    """
    order = _IN_ORDER
    if answers_come_first:
        order = tuple(sorted(_IN_ORDER, key=lambda row: row[0] is not Step.ENTER_ANSWER))
    if waiting.is_open and waiting.is_agreed:
        for step, what, permission in order:
            if getattr(waiting, what) and may(permission):
                return step
    return Step.ASK_QUESTION if may(Permission.QUESTION_ASK) else None

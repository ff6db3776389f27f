"""The words of the four threads. They are the words in filters, entries and addresses."""

from __future__ import annotations

from enum import StrEnum


class Thread(StrEnum):
    """Who speaks: the decision-maker, the officers, the committee; and of what changed, the committee."""

    ANSWER = "answer"
    PROGRESS = "progress"
    DECISION = "decision"
    DIFFERENCE = "difference"


class Answer(StrEnum):
    """What the decision-maker said. `waiting` is the state before any entry."""

    WAITING = "waiting"
    AGREED = "agreed"
    AGREED_WITH_CHANGES = "agreed-with-changes"
    AGREED_IN_PART = "agreed-in-part"
    AGREED_SUBJECT_TO = "agreed-subject-to"
    ALREADY_HAPPENING = "already-happening"
    NOT_AGREED = "not-agreed"
    DEFERRED = "deferred"
    NOTED = "noted"
    PASSED_ON = "passed-on"


class Progress(StrEnum):
    """What the officers say is happening. Overdue is computed, never set."""

    NOT_STARTED = "not-started"
    ON_TRACK = "on-track"
    AT_RISK = "at-risk"
    DELAYED = "delayed"
    PAUSED = "paused"
    REPORTED_COMPLETE = "reported-complete"
    WILL_NOT_BE_DONE = "will-not-be-done"


class Decision(StrEnum):
    """What the committee decided about it. `none` is the state before any entry."""

    NONE = "none"
    UNDER_REVIEW = "under-review"
    MORE_ASKED = "more-asked"
    TAKEN_FURTHER = "taken-further"
    SIGNED_OFF = "signed-off"
    STOPPED = "stopped"
    REOPENED = "reopened"


class Difference(StrEnum):
    """What changed, claiming no cause. `not-judged` is the state before any entry."""

    NOT_JUDGED = "not-judged"
    TOO_EARLY = "too-early"
    NONE = "none"
    SOME = "some"
    CLEAR = "clear"
    WORSE = "worse"
    CANNOT_TELL = "cannot-tell"


CLOSED_DECISIONS = frozenset({Decision.SIGNED_OFF, Decision.STOPPED})
FINISHED_PROGRESS = frozenset({Progress.REPORTED_COMPLETE, Progress.WILL_NOT_BE_DONE})


class DelayCause(StrEnum):
    FUNDING = "funding"
    PEOPLE = "people"
    DECISION = "decision"
    PARTNER = "partner"
    DATA = "data"
    OTHER = "other"


class StopReason(StrEnum):
    NOT_AGREED = "not-agreed-and-noted"
    REPLACED = "replaced"
    OVERTAKEN = "overtaken"
    NO_LONGER_RELEVANT = "no-longer-relevant"
    NOT_CARRIED_FORWARD = "not-carried-forward"
    NO_ANSWER = "no-answer-received"
    BODY_ABOLISHED = "body-abolished"


class Basis(StrEnum):
    """How the committee decided: never a chair alone."""

    AT_A_MEETING = "at-a-meeting"
    NOTING_A_SCHEDULE = "noting-a-schedule"
    DELEGATED = "delegated"


class Provenance(StrEnum):
    """Where an entry comes from; guards that ask for meeting and minute bind recorded entries only."""

    RECORDED = "recorded"
    FROM_A_PAPER = "from-a-paper"
    IMPORTED = "imported"
    SECOND_HAND = "second-hand"


class Grade(StrEnum):
    """An optional assessment beside the decision; it closes nothing."""

    FULLY_ACHIEVED = "fully-achieved"
    ON_TRACK = "on-track"
    SLIPPED = "slipped"
    NOT_ACHIEVED = "not-achieved"


class Origin(StrEnum):
    """What scrutiny was doing when it recommended."""

    PERFORMANCE_REPORT = "performance-report"
    DEEP_DIVE = "deep-dive"
    TASK_GROUP = "task-group"
    PRE_DECISION = "pre-decision"
    BUDGET = "budget"
    CALL_IN = "call-in"
    PETITION = "petition"
    COUNCILLOR_CALL_FOR_ACTION = "councillor-call-for-action"
    REFERRAL = "referral"
    PUBLIC_SUGGESTION = "public-suggestion"


class UpdateState(StrEnum):
    """An officer's update on its way to councillors; only a shown one is an entry."""

    DRAFT = "draft"
    SENT = "sent"
    RETURNED = "returned"
    CLEARED = "cleared"
    SHOWN = "shown"

"""The words that people read for each value, with the colour that comes second to them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .lifecycle.values import (
    Answer,
    Basis,
    Decision,
    DelayCause,
    Difference,
    Grade,
    Origin,
    Progress,
    Provenance,
    StopReason,
    UpdateState,
)
from .offices import MemberKind
from .performance import Direction, Rag, TargetStatus
from .permissions import Role


@dataclass(frozen=True)
class Tag:
    """A tag's text and the GOV.UK colour of its class."""

    text: str
    colour: str


class Owed(StrEnum):
    """What stands where an answer would, when nobody owes one."""

    NO_ANSWER = "no-answer"


_TAGS: tuple[tuple[StrEnum, Tag], ...] = (
    (Answer.WAITING, Tag("Waiting for an answer", "grey")),
    (Answer.AGREED, Tag("Agreed", "green")),
    (Answer.AGREED_WITH_CHANGES, Tag("Agreed with changes", "green")),
    (Answer.AGREED_IN_PART, Tag("Agreed in part", "yellow")),
    (Answer.AGREED_SUBJECT_TO, Tag("Agreed subject to …", "yellow")),
    (Answer.ALREADY_HAPPENING, Tag("Already happening", "blue")),
    (Answer.NOT_AGREED, Tag("Not agreed", "purple")),
    (Answer.DEFERRED, Tag("Deferred", "grey")),
    (Answer.NOTED, Tag("Noted, no action stated", "yellow")),
    (Answer.PASSED_ON, Tag("Passed on", "grey")),
    (Owed.NO_ANSWER, Tag("No answer needed", "grey")),
    (Progress.NOT_STARTED, Tag("Not started", "grey")),
    (Progress.ON_TRACK, Tag("On track", "green")),
    (Progress.AT_RISK, Tag("At risk", "yellow")),
    (Progress.DELAYED, Tag("Delayed", "orange")),
    (Progress.PAUSED, Tag("Paused", "grey")),
    (Progress.REPORTED_COMPLETE, Tag("Done, not yet reviewed", "blue")),
    (Progress.WILL_NOT_BE_DONE, Tag("Will not be done", "purple")),
    (Decision.NONE, Tag("Not looked at yet", "grey")),
    (Decision.UNDER_REVIEW, Tag("Under review", "grey")),
    (Decision.MORE_ASKED, Tag("More asked for", "yellow")),
    (Decision.TAKEN_FURTHER, Tag("Taken further", "red")),
    (Decision.SIGNED_OFF, Tag("Signed off", "green")),
    (Decision.STOPPED, Tag("Stopped", "grey")),
    (Decision.REOPENED, Tag("Reopened", "yellow")),
    (Difference.NOT_JUDGED, Tag("Not judged yet", "grey")),
    (Difference.TOO_EARLY, Tag("Too early to say", "grey")),
    (Difference.NONE, Tag("No difference", "yellow")),
    (Difference.SOME, Tag("Some difference", "blue")),
    (Difference.CLEAR, Tag("Clear difference", "green")),
    (Difference.WORSE, Tag("Worse", "red")),
    (Difference.CANNOT_TELL, Tag("Cannot tell", "grey")),
    (UpdateState.DRAFT, Tag("Draft", "grey")),
    (UpdateState.SENT, Tag("Waiting for clearance", "yellow")),
    (UpdateState.RETURNED, Tag("Returned", "orange")),
    (UpdateState.CLEARED, Tag("To check", "yellow")),
    (UpdateState.SHOWN, Tag("Shown", "green")),
    (TargetStatus.MET, Tag("On target", "green")),
    (TargetStatus.WITHIN_TOLERANCE, Tag("Within tolerance", "yellow")),
    (TargetStatus.MISSED, Tag("Missed target", "red")),
    (TargetStatus.NO_TARGET, Tag("No target", "grey")),
    (TargetStatus.NOT_YET_DUE, Tag("Not due yet", "grey")),
    (TargetStatus.LATE, Tag("Not received", "orange")),
    (TargetStatus.NOT_AVAILABLE, Tag("No figure", "grey")),
    (Rag.GREEN, Tag("Green", "green")),
    (Rag.AMBER, Tag("Amber", "yellow")),
    (Rag.RED, Tag("Red", "red")),
    (Direction.IMPROVED, Tag("Improved", "green")),
    (Direction.SAME, Tag("Same", "grey")),
    (Direction.WORSE, Tag("Worse", "orange")),
    (Direction.CANNOT_SAY, Tag("Cannot say", "grey")),
    (Direction.NOT_AVAILABLE, Tag("No comparison", "grey")),
)

_LABELS: tuple[tuple[StrEnum, str], ...] = (
    (DelayCause.FUNDING, "Funding"),
    (DelayCause.PEOPLE, "People"),
    (DelayCause.DECISION, "A decision"),
    (DelayCause.PARTNER, "A partner"),
    (DelayCause.DATA, "Data"),
    (DelayCause.OTHER, "Something else"),
    (StopReason.NOT_AGREED, "Not agreed, and noted"),
    (StopReason.REPLACED, "Replaced by another"),
    (StopReason.OVERTAKEN, "Overtaken by events"),
    (StopReason.NO_LONGER_RELEVANT, "No longer relevant"),
    (StopReason.NOT_CARRIED_FORWARD, "Not carried forward"),
    (StopReason.NO_ANSWER, "No answer received"),
    (StopReason.BODY_ABOLISHED, "The body was abolished"),
    (Basis.AT_A_MEETING, "At a meeting"),
    (Basis.NOTING_A_SCHEDULE, "By noting a schedule at a meeting"),
    (Basis.DELEGATED, "By an officer under a delegation, the Chair consulted"),
    (Provenance.RECORDED, "Recorded"),
    (Provenance.FROM_A_PAPER, "Read from a paper"),
    (Provenance.IMPORTED, "Imported"),
    (Provenance.SECOND_HAND, "Second-hand"),
    (Grade.FULLY_ACHIEVED, "Fully achieved"),
    (Grade.ON_TRACK, "On track"),
    (Grade.SLIPPED, "Slipped"),
    (Grade.NOT_ACHIEVED, "Not achieved"),
    (Role.ADMINISTRATOR, "Administrator"),
    (Role.CABINET_MEMBER, "Cabinet Member"),
    (Role.CHAIR, "Chair"),
    (Role.COMMITTEE_MEMBER, "Committee member"),
    (Role.CO_ORDINATOR, "Scrutiny co-ordinator"),
    (Role.DIRECTOR, "Director"),
    (Role.GOVERNANCE_OFFICER, "Governance officer"),
    (Role.LINK_OFFICER, "Link officer"),
    (Role.PERFORMANCE_OFFICER, "Performance officer"),
    (Role.RESPONSIBLE_OFFICER, "Responsible officer"),
    (MemberKind.VOTING_CO_OPTEE, "Co-optee with a vote"),
    (MemberKind.NON_VOTING_CO_OPTEE, "Co-optee without a vote"),
    (Origin.CALL_IN, "Call-in"),
    (Origin.PRE_DECISION, "Pre-decision scrutiny"),
)


# Values of two enums can be the same word ("none", "worse"), so a value is found by its enum and itself.
TAGS = {(type(value), value): tag for value, tag in _TAGS}
LABELS = {(type(value), value): label for value, label in _LABELS}


def tag_of(value: StrEnum) -> Tag:
    """A value's tag; its words in grey where the house gives it none of its own."""
    return TAGS.get((type(value), value)) or Tag(words_for(value), "grey")


def words_for(value: StrEnum) -> str:
    """What people read for any value of the house."""
    key = (type(value), value)
    tag = TAGS.get(key)
    if tag is not None:
        return tag.text
    return LABELS.get(key) or str(value).replace("-", " ").capitalize()

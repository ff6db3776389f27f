"""The words and colours of the room's states, for its own pages and for those upstairs."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from markupsafe import Markup

from ..core.words import plain_tag
from .clause_models import Becomes, FollowUpKind, FollowUpState, Outcome, ReferralState
from .models import AgendaState, Capacity, MeetingState, MinutesState, Presence

_STATES: tuple[Mapping[StrEnum, tuple[str, str]], ...] = (
    {
        MeetingState.PLANNED: ("Planned", "blue"),
        MeetingState.HELD: ("Held", "green"),
        MeetingState.ADJOURNED: ("Adjourned", "yellow"),
        MeetingState.INQUORATE: ("Inquorate", "orange"),
        MeetingState.CANCELLED: ("Cancelled", "grey"),
        MeetingState.POSTPONED: ("Postponed", "yellow"),
    },
    {
        AgendaState.DRAFT: ("Agenda: draft", "grey"),
        AgendaState.PUBLISHED: ("Agenda published", "green"),
    },
    {
        MinutesState.NONE: ("No minutes yet", "grey"),
        MinutesState.DRAFT: ("Minutes: draft", "yellow"),
        MinutesState.CONFIRMED: ("Minutes confirmed", "green"),
    },
    {
        FollowUpState.OPEN: ("Open", "blue"),
        FollowUpState.ANSWERED: ("Answered", "green"),
        FollowUpState.WITHDRAWN: ("No longer asked for", "grey"),
    },
    {
        ReferralState.SENT: ("Waiting for a reply", "grey"),
        ReferralState.ACCEPTED: ("Accepted", "green"),
        ReferralState.SCHEDULED: ("Scheduled", "green"),
        ReferralState.DECLINED: ("Declined", "purple"),
    },
    {
        Outcome.AGREED: ("Agreed", "green"),
        Outcome.AGREED_WITH_CHANGES: ("Agreed with changes", "green"),
        Outcome.NOT_AGREED: ("Not agreed", "purple"),
        Outcome.PUT_OFF: ("Put off", "grey"),
    },
)
_TAGS: dict[tuple[type[StrEnum], StrEnum], Markup] = {
    (type(value), value): plain_tag(words, colour)
    for states in _STATES
    for value, (words, colour) in states.items()
}
_WORDS: dict[tuple[type[StrEnum], StrEnum], str] = {
    (type(value), value): words
    for value, words in {
        FollowUpKind.INFORMATION_REQUEST: "Request for information",
        FollowUpKind.ACTION: "Action",
        FollowUpKind.QUESTION: "Question",
        Becomes.INFORMATION_REQUEST: "Request for information",
        Becomes.RECOMMENDATION: "Recommendation",
        Becomes.REFERRAL: "Referral to another body",
        Becomes.WORK_PROGRAMME: "For the work programme",
        Becomes.NOTE: "Note only",
        Capacity.CO_OPTEE: "Co-optee",
        Capacity.CABINET_MEMBER: "Cabinet Member",
        Presence.INVITED: "Asked to come",
    }.items()
}


def state_tag(value: StrEnum) -> Markup:
    """The tag of a meeting's, an agenda's, minutes', a request's or a referral's state, or of an outcome.

    Values of two enums can be the same word, so a state is known by its type as well.
    """
    return _TAGS[(type(value), value)]


def room_words(value: StrEnum) -> str:
    """What people read for one of the room's values."""
    return _WORDS.get((type(value), value)) or value.value.replace("-", " ").capitalize()

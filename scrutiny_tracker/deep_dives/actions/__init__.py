"""The verbs that change deep dives. What the review group writes is a working paper: its history is
confidential."""

from .dives import NOUN, DeepDiveFacts, add, change
from .guests import TypedGuest, invite, invite_those_who_answer, set_presence, uninvite
from .notes import Box, NotesClash, digest, write_notes
from .promises import TypedPromise, send_promises
from .scope import ScopeFacts, change_scoped, place_in_sessions, scope_all, scope_measure, take_out
from .sessions import (
    SESSION_NOUN,
    SessionFacts,
    add_session,
    change_session,
    finish_session,
    session_reference,
)

__all__ = [
    "NOUN",
    "SESSION_NOUN",
    "Box",
    "DeepDiveFacts",
    "NotesClash",
    "ScopeFacts",
    "SessionFacts",
    "TypedGuest",
    "TypedPromise",
    "add",
    "add_session",
    "change",
    "change_scoped",
    "change_session",
    "digest",
    "finish_session",
    "invite",
    "invite_those_who_answer",
    "place_in_sessions",
    "scope_all",
    "scope_measure",
    "send_promises",
    "session_reference",
    "set_presence",
    "take_out",
    "uninvite",
    "write_notes",
]

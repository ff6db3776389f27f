"""The verbs that change deep dives. What the review group writes is a working paper: its history is
confidential."""

from .dives import NOUN, DeepDiveFacts, add, change
from .drafts import (
    DRAFT_NOUN,
    DraftFacts,
    add_draft,
    carry_drafts,
    change_draft,
    draft_reference,
    settle_draft,
)
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
    "DRAFT_NOUN",
    "NOUN",
    "SESSION_NOUN",
    "Box",
    "DeepDiveFacts",
    "DraftFacts",
    "NotesClash",
    "ScopeFacts",
    "SessionFacts",
    "TypedGuest",
    "TypedPromise",
    "add",
    "add_draft",
    "add_session",
    "carry_drafts",
    "change",
    "change_draft",
    "change_scoped",
    "change_session",
    "digest",
    "draft_reference",
    "finish_session",
    "invite",
    "invite_those_who_answer",
    "place_in_sessions",
    "scope_all",
    "scope_measure",
    "send_promises",
    "session_reference",
    "set_presence",
    "settle_draft",
    "take_out",
    "uninvite",
    "write_notes",
]

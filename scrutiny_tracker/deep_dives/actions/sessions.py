"""Sessions: when they are, who is invited, and that they are over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ..models import DeepDive, DeepDiveSession
from .dives import NOUN

SESSION_NOUN = "deep-dive-session"


@dataclass(frozen=True)
class SessionFacts:
    """When a session is and who is invited to it: a London date and time."""

    on: date
    at: time | None
    invited: str


def add_session(dive: DeepDive, facts: SessionFacts, by: By) -> DeepDiveSession:
    """Adds a session with the next number. Raises Refused for a date outside the deep dive."""
    _check_session(dive, facts)
    number = max((session.number for session in dive.sessions), default=0) + 1
    session = DeepDiveSession(deep_dive_id=dive.id, number=number, notes="", guests=[], **vars(facts))
    dive.sessions.append(session)
    record(by, Tag.SESSION_ADDED, NOUN, dive.reference, after={"session": number, **vars(facts)})
    db.session.flush()
    return session


def change_session(dive: DeepDive, session: DeepDiveSession, facts: SessionFacts, by: By) -> None:
    """Moves a session or changes who is invited. Raises Refused for a date outside the deep dive."""
    _check_session(dive, facts)
    for name, value in vars(facts).items():
        setattr(session, name, value)
    record_changes(by, Tag.SESSION_CHANGED, NOUN, dive.reference, session, why=f"Session {session.number}")
    db.session.flush()


def _check_session(dive: DeepDive, facts: SessionFacts) -> None:
    if facts.on < dive.began_on:
        raise Refused("A session cannot come before the deep dive began.", "on")
    if dive.ended_on is not None and facts.on > dive.ended_on:
        raise Refused("A session cannot come after the deep dive ended.", "on")


def session_reference(dive: DeepDive, session: DeepDiveSession) -> str:
    """How the history names a session: its notes' entries stand apart from the deep dive's."""
    return f"{dive.reference}/{session.number}"


def finish_session(dive: DeepDive, session: DeepDiveSession, by: By) -> None:
    """The session is over. Raises Refused before its day has come; finishing it again changes nothing."""
    if session.on > by.today:
        raise Refused(f"Session {session.number} has not been held yet.")
    if session.finished_on is None:
        session.finished_on = by.today
        record_changes(
            by, Tag.SESSION_FINISHED, NOUN, dive.reference, session, why=f"Session {session.number}"
        )
    db.session.flush()

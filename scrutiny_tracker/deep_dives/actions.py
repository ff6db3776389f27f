"""The verbs that change deep dives. Session notes are working papers: their history is confidential."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from ..core.errors import Refused
from ..core.extensions import db
from ..core.references import mint
from ..council.models import Body
from ..council.queries import year_code
from ..history.journal import By, record, record_changes
from ..history.tags import Tag
from ..kpis.models import Kpi
from ..rules.publicity import Publicity
from .models import DeepDive, DeepDiveSession, ScopedMeasure, ScopeReason

NOUN = "deep-dive"
SESSION_NOUN = "deep-dive-session"


@dataclass(frozen=True)
class DeepDiveFacts:
    """What a person says about a deep dive. Dates are London dates."""

    title: str
    purpose: str
    began_on: date
    ended_on: date | None
    agreed_at_id: int | None
    reports_to_id: int | None
    paper_id: int | None


@dataclass(frozen=True)
class SessionFacts:
    """When a session is and who is invited to it: a London date and time."""

    on: date
    at: time | None
    invited: str


@dataclass(frozen=True)
class ScopeFacts:
    """Why a measure is looked at, what members want to know, in which section of the report and session."""

    why: ScopeReason
    note: str | None
    section: int | None
    session: DeepDiveSession | None


def add(body: Body, facts: DeepDiveFacts, by: By) -> DeepDive:
    """Begins a deep dive of a body under a new reference. Raises Refused for dates in the wrong order."""
    _check_dates(facts)
    dive = DeepDive(
        reference=mint(f"{body.code}-{year_code(facts.began_on)}-D"),
        body=body,
        sessions=[],
        scope=[],
        **vars(facts),
    )
    db.session.add(dive)
    record(by, Tag.DEEP_DIVE_ADDED, NOUN, dive.reference, after={"body": body.code, **vars(facts)})
    db.session.flush()
    return dive


def change(dive: DeepDive, facts: DeepDiveFacts, by: By) -> None:
    """Changes what is said about a deep dive; its body and reference stay. Raises Refused for dates in the
    wrong order or that leave a session outside."""
    _check_dates(facts)
    for session in dive.sessions:
        if session.on < facts.began_on:
            raise Refused(f"Session {session.number} was held before this date.", "began_on")
        if facts.ended_on is not None and session.on > facts.ended_on:
            raise Refused(f"Session {session.number} comes after this date.", "ended_on")
    for name, value in vars(facts).items():
        setattr(dive, name, value)
    record_changes(by, Tag.DEEP_DIVE_CHANGED, NOUN, dive.reference, dive)
    db.session.flush()


def _check_dates(facts: DeepDiveFacts) -> None:
    if facts.ended_on is not None and facts.ended_on < facts.began_on:
        raise Refused("The deep dive cannot end before it began.", "ended_on")


def add_session(dive: DeepDive, facts: SessionFacts, by: By) -> DeepDiveSession:
    """Adds a session with the next number. Raises Refused for a date outside the deep dive."""
    _check_session(dive, facts)
    number = max((session.number for session in dive.sessions), default=0) + 1
    session = DeepDiveSession(deep_dive_id=dive.id, number=number, notes="", **vars(facts))
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


def write_notes(dive: DeepDive, session: DeepDiveSession, notes: str, by: By) -> None:
    """Keeps what was heard in a session; the entry in the history is confidential, as the notes are."""
    session.notes = notes
    record_changes(
        by,
        Tag.SESSION_NOTED,
        SESSION_NOUN,
        session_reference(dive, session),
        session,
        publicity=Publicity.CONFIDENTIAL,
    )
    db.session.flush()


def scope_measure(dive: DeepDive, kpi: Kpi, facts: ScopeFacts, by: By) -> ScopedMeasure:
    """Puts a measure in the scope, in the next section unless one is given. Raises Refused where it is in."""
    if any(scoped.kpi_id == kpi.id for scoped in dive.scope):
        raise Refused(f"{kpi.code} is in the scope already.", "kpi")
    section = facts.section or max((scoped.section for scoped in dive.scope), default=0) + 1
    scoped = ScopedMeasure(
        deep_dive_id=dive.id, kpi=kpi, why=facts.why, note=facts.note, section=section, session=facts.session
    )
    dive.scope.append(scoped)
    record(
        by,
        Tag.SCOPE_ADDED,
        NOUN,
        dive.reference,
        after={"measure": kpi.code, "why": facts.why, "note": facts.note, "section": section},
        why=f"{kpi.code}: {facts.note}" if facts.note else kpi.code,
    )
    db.session.flush()
    return scoped


def change_scoped(dive: DeepDive, scoped: ScopedMeasure, facts: ScopeFacts, by: By) -> None:
    """Changes why a measure is looked at, where it stands in the report and in which session."""
    scoped.why, scoped.note = facts.why, facts.note
    scoped.section = facts.section or scoped.section
    scoped.session_id = None if facts.session is None else facts.session.id
    record_changes(by, Tag.SCOPE_CHANGED, NOUN, dive.reference, scoped, why=scoped.kpi.code)
    db.session.flush()


def take_out(dive: DeepDive, scoped: ScopedMeasure, why: str, by: By) -> None:
    """Takes a measure out of the scope; the history keeps that it was there, and why it left."""
    record(
        by,
        Tag.SCOPE_REMOVED,
        NOUN,
        dive.reference,
        before={
            "measure": scoped.kpi.code,
            "why": scoped.why,
            "note": scoped.note,
            "section": scoped.section,
        },
        why=f"{scoped.kpi.code}: {why}",
    )
    dive.scope.remove(scoped)
    db.session.delete(scoped)
    db.session.flush()

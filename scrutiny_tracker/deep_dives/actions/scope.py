"""The scope: which measures are looked at, why, in which session and section of the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ...kpis.models import Kpi
from ..models import DeepDive, DeepDiveSession, MeasureNotes, ScopedMeasure, ScopeReason
from ..queries.working import is_used
from .dives import NOUN


@dataclass(frozen=True)
class ScopeFacts:
    """Why a measure is looked at, what members want to know, in which section of the report and session."""

    why: ScopeReason
    note: str | None
    section: int | None
    session: DeepDiveSession | None


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


def scope_all(dive: DeepDive, chosen: Sequence[tuple[Kpi, ScopeFacts]], by: By) -> list[ScopedMeasure]:
    """Puts several measures in the scope at once, all or none. Raises Refused where none is chosen."""
    if not chosen:
        raise Refused("Tick at least one measure.", "measures")
    return [scope_measure(dive, kpi, facts, by) for kpi, facts in chosen]


def place_in_sessions(dive: DeepDive, sessions: Mapping[int, DeepDiveSession | None], by: By) -> None:
    """Says for several measures, by the ids of their rows, in which session they are heard."""
    for scoped in dive.scope:
        if scoped.id in sessions:
            session = sessions[scoped.id]
            scoped.session_id = None if session is None else session.id
            record_changes(by, Tag.SCOPE_CHANGED, NOUN, dive.reference, scoped, why=scoped.kpi.code)
    db.session.flush()


def change_scoped(dive: DeepDive, scoped: ScopedMeasure, facts: ScopeFacts, by: By) -> None:
    """Changes why a measure is looked at, where it stands in the report and in which session."""
    scoped.why, scoped.note = facts.why, facts.note
    scoped.section = facts.section or scoped.section
    scoped.session_id = None if facts.session is None else facts.session.id
    record_changes(by, Tag.SCOPE_CHANGED, NOUN, dive.reference, scoped, why=scoped.kpi.code)
    db.session.flush()


def take_out(dive: DeepDive, scoped: ScopedMeasure, why: str, by: By) -> None:
    """Takes a measure out of the scope; the history keeps that it was there, and why it left. Raises Refused
    once something was noted, promised or drafted about it: that would hang in the air."""
    if is_used(scoped.id):
        raise Refused("Notes, promises or drafts are about this measure, so it stays in the scope.", "why")
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
    db.session.execute(delete(MeasureNotes).where(MeasureNotes.scoped_id == scoped.id))  # empty ones
    dive.scope.remove(scoped)
    db.session.delete(scoped)
    db.session.flush()

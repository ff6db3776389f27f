"""Beginning a deep dive, and changing what is said about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...core.errors import Refused
from ...core.extensions import db
from ...core.references import mint
from ...council.models import Body
from ...council.queries import year_code
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ..models import DeepDive

NOUN = "deep-dive"


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
    terms: str | None = None
    reports_at_reference: str | None = None


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

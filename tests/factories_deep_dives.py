"""Deep dives for tests: flushed and never committed."""

from __future__ import annotations

from datetime import date

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.models import Body
from scrutiny_tracker.deep_dives.models import (
    DeepDive,
    DeepDiveSession,
    DraftRecommendation,
    ScopedMeasure,
    ScopeReason,
    SessionGuest,
)
from scrutiny_tracker.kpis.models import Kpi
from scrutiny_tracker.meetings.models import Capacity
from tests.factories import number

BEGAN_ON = date(2025, 8, 21)


def deep_dive(of: Body, title: str = "Measures that missed target", **more: object) -> DeepDive:
    """A running deep dive of a body."""
    standard: dict[str, object] = {
        "reference": f"{of.code}-2526-D-{number()}",
        "title": title,
        "body": of,
        "purpose": "Members want to know why.",
        "began_on": BEGAN_ON,
        "sessions": [],
        "scope": [],
    }
    dive = DeepDive(**{**standard, **more})
    db.session.add(dive)
    db.session.flush()
    return dive


def deep_dive_session(of: DeepDive, on: date = date(2025, 9, 2), **more: object) -> DeepDiveSession:
    """A session with the next number."""
    standard = {
        "number": len(of.sessions) + 1,
        "on": on,
        "invited": "Director of Place",
        "notes": "",
        "guests": [],
    }
    session = DeepDiveSession(**{**standard, **more})
    of.sessions.append(session)
    db.session.flush()
    return session


def scoped(of: DeepDive, kpi: Kpi, **more: object) -> ScopedMeasure:
    """A measure in the scope because it missed its target, in the next section."""
    standard = {"kpi": kpi, "why": ScopeReason.MISSED, "section": len(of.scope) + 1, "session": None}
    measure = ScopedMeasure(**{**standard, **more})
    of.scope.append(measure)
    db.session.flush()
    return measure


def guest(of: DeepDiveSession, name: str = "Dilys Toller", **more: object) -> SessionGuest:
    """An officer invited to a session, who has not answered yet."""
    row = SessionGuest(**{"name": name, "post": "Director", "capacity": Capacity.OFFICER, **more})
    of.guests.append(row)
    db.session.flush()
    return row


def draft(of: DeepDive, text: str = "Publish the figures.", **more: object) -> DraftRecommendation:
    """A draft under the next number, asking nobody yet."""
    standard: dict[str, object] = {"deep_dive_id": of.id, "number": number(), "text": text, "measures": []}
    row = DraftRecommendation(**{**standard, **more})
    db.session.add(row)
    db.session.flush()
    return row

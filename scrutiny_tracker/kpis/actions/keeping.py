"""Looking after the set of measures: yearly reviews of each, and pairs of targets that may clash."""

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
from ..models import Kpi, KpiReview, ReviewOutcome, TargetClash
from ..queries import find_clash_of
from .indicators import NOUN, retire

CLASH = "target-clash"


@dataclass(frozen=True)
class ReviewFacts:
    """What a review of a measure said: of which year, whether it can be measured as written, what next."""

    year: str
    outcome: ReviewOutcome
    reason: str
    reviewed_on: date
    is_measurable: bool = True
    body: Body | None = None


def review(kpi: Kpi, facts: ReviewFacts, by: By) -> KpiReview:
    """Records that a measure was looked at for relevance; a later review of the year counts instead. One that
    retires the measure retires it on that day. Raises Refused for no reason and a day to come."""
    if not facts.reason.strip():
        raise Refused("Say why.", "reason")
    if facts.reviewed_on > by.today:
        raise Refused("Enter the day on which it was reviewed, today at the latest.", "reviewed_on")
    row = KpiReview(
        kpi_id=kpi.id,
        year=facts.year,
        body_id=facts.body.id if facts.body is not None else None,
        outcome=facts.outcome,
        is_measurable=facts.is_measurable,
        reason=facts.reason.strip(),
        reviewed_on=facts.reviewed_on,
        recorded_at=by.at,
        recorded_by_id=by.person_id,
    )
    db.session.add(row)
    told = {"year": facts.year, "outcome": facts.outcome, "is_measurable": facts.is_measurable}
    record(by, Tag.KPI_REVIEWED, NOUN, kpi.code, after=told, why=facts.reason)
    db.session.flush()
    if facts.outcome is ReviewOutcome.RETIRE and kpi.retired_on is None:
        retire(kpi, facts.reviewed_on, facts.reason, by)
    return row


@dataclass(frozen=True)
class ClashFacts:
    """Why two targets may pull against each other, and who said so."""

    why: str
    raised_by: str
    raised_on: date


def raise_clash(first: Kpi, second: Kpi, facts: ClashFacts, by: By) -> TargetClash:
    """Puts a pair of measures into the register. Raises Refused for a measure with itself, a pair that is
    there, no reason, and a day to come."""
    if first.id == second.id:
        raise Refused("Choose two different measures.", "second")
    if find_clash_of(first.id, second.id) is not None:
        raise Refused("This pair is in the register already.", "second")
    if not facts.why.strip():
        raise Refused("Say why the two may pull against each other.", "why")
    if facts.raised_on > by.today:
        raise Refused("Enter the day on which it was raised, today at the latest.", "raised_on")
    row = TargetClash(
        reference=mint(f"CLASH-{year_code(facts.raised_on)}"),
        first_id=first.id,
        second_id=second.id,
        why=facts.why.strip(),
        raised_by=facts.raised_by.strip(),
        raised_on=facts.raised_on,
    )
    db.session.add(row)
    told = {"first": first.code, "second": second.code, "raised_by": row.raised_by}
    record(by, Tag.CLASH_RAISED, CLASH, row.reference, after=told, why=row.why)
    db.session.flush()
    return row


def decide_clash(row: TargetClash, decision: str, decided_by: str, on: date, by: By) -> None:
    """What was decided about a pair, or a later decision in its place. Raises Refused for nothing said and a
    day before it was raised or to come."""
    if not decision.strip():
        raise Refused("Enter what was decided.", "decision")
    if not row.raised_on <= on <= by.today:
        raise Refused("Enter a day from when it was raised to today.", "decided_on")
    row.decision, row.decided_by, row.decided_on = decision.strip(), decided_by or None, on
    record_changes(by, Tag.CLASH_DECIDED, CLASH, row.reference, row)
    db.session.flush()

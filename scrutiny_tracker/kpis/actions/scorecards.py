"""The record of a period: published tallies entered as such, and judgements frozen once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ...rules.performance import Period, Tally
from ..figures import Figure
from ..models import Plan, Scorecard, ScorecardLine
from ..models.scorecards import COUNTS
from ..queries import find_scorecard
from .typed import read_period

NOUN = "scorecard"


@dataclass(frozen=True)
class Published:
    """Where and when a period's scorecard was published."""

    source: str | None = None
    published_on: date | None = None
    note: str | None = None


def record_published(plan: Plan, period_words: str, tally: Tally, published: Published, by: By) -> Scorecard:
    """A tally that was published, without its readings; a count that the record does not give stays unknown.

    Raises Refused, with what does not add up, for counts that contradict each other, and for a period that is
    frozen.
    """
    period = read_period(period_words)
    if tally.discrepancies:
        raise Refused(tally.discrepancies[0], "recorded_total")
    if tally.percent is None and tally.total is None:
        raise Refused("Enter at least the total, or how many improved of how many.", "recorded_total")
    row = find_scorecard(plan.id, period.label)
    if row is not None and row.frozen_at is not None:
        raise Refused(f"{period.label} is frozen: its counts are those of its measures.", "period")
    is_new = row is None
    if row is None:
        row = Scorecard(plan_id=plan.id, period=period.label, starts_on=period.starts_on)
        db.session.add(row)
    row.is_published_tally = True
    for name in COUNTS:
        setattr(row, name, getattr(tally, name))
    row.source, row.published_on, row.note = published.source, published.published_on, published.note
    reference = reference_of(plan, period)
    if is_new:
        record(by, Tag.SCORECARD_RECORDED, NOUN, reference, after={**tally.as_dict(), **vars(published)})
    else:
        record_changes(by, Tag.SCORECARD_RECORDED, NOUN, reference, row)
    db.session.flush()
    return row


def freeze(
    plan: Plan, period: Period, figures: list[Figure], tally: Tally, published: Published, by: By
) -> Scorecard:
    """Keeps the judgement of every measure of a period as it is now; later figures show beside it and change
    nothing. `figures` and `tally` come from `board`. Raises Refused for a period that was frozen or published
    before, one that has not ended, and one without measures."""
    row = find_scorecard(plan.id, period.label)
    if row is not None:
        done = "frozen" if row.frozen_at is not None else "entered as published"
        raise Refused(f"{period.label} is {done} already.", "period")
    if period.ends_on > by.today:
        raise Refused(f"{period.label} has not ended.", "period")
    if not figures:
        raise Refused("This plan has no measures yet.", "period")
    row = Scorecard(
        plan_id=plan.id,
        period=period.label,
        starts_on=period.starts_on,
        frozen_at=by.at,
        frozen_by_id=by.person_id,
        is_published_tally=False,
        **vars(published),
        **{name: getattr(tally, name) for name in COUNTS},
    )
    db.session.add(row)
    db.session.flush()
    db.session.add_all(line_of(row.id, figure) for figure in figures)
    record(by, Tag.SCORECARD_FROZEN, NOUN, reference_of(plan, period), after=tally.as_dict())
    db.session.flush()
    return row


def reference_of(plan: Plan, period: Period) -> str:
    """How history names a plan's period."""
    return f"{period.label}, {plan.name}"[:80]


def line_of(scorecard_id: int, figure: Figure) -> ScorecardLine:
    """A measure's judgement as it is kept when its period is frozen."""
    return ScorecardLine(
        scorecard_id=scorecard_id,
        kpi_id=figure.kpi_id,
        name=figure.name,
        unit=figure.terms.unit,
        decimals=figure.terms.decimals,
        value=figure.value,
        target=figure.target,
        target_upper=figure.target_upper,
        status=figure.status,
        reason=figure.reason,
        direction=figure.direction,
        direction_reason=figure.direction_reason,
        change=figure.change,
        reading_status=figure.reading_status,
        comment=figure.comment,
        is_illustrative=figure.is_illustrative,
        colour=figure.colour,
    )

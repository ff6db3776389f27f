"""Measures when something was recommended and now: of a recommendation with its parts, of a deep dive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from ...core import clock
from ...core.extensions import db
from ...deep_dives.models import DeepDive
from ...kpis.figures import Kept, figures_to, latest_figure
from ...kpis.models import Kpi
from ...kpis.queries import list_kept
from ...rules.lifecycle import Answer, Difference, Progress
from ...rules.performance import Figure, Target, parse_period
from ...rules.publicity import Publicity
from ...rules.then_and_now import Verdict, then_and_now
from ..models import MeasureLink, Recommendation


@dataclass(frozen=True)
class Compared:
    """One measure then and now: periods and figures as they are shown, and the verdict."""

    code: str
    name: str
    then_period: str
    then_shown: str
    now_period: str
    now_shown: str
    target_shown: str
    verdict: Verdict
    is_illustrative: bool
    reference: str | None = None


@dataclass(frozen=True)
class Judged:
    """A recommendation of the report, and what the committee says of the difference it made."""

    reference: str
    number: str
    name: str
    answer: Answer
    progress: Progress
    difference: Difference


@dataclass(frozen=True)
class _Then:
    """A measure's figure as it stood when something was recommended."""

    kpi: Kpi
    period: str | None
    value: Decimal | None
    reference: str | None = None


def compare_links(recommendation: Recommendation) -> list[Compared]:
    """The measures of a recommendation and of its parts; a fixed number of queries."""
    rows = db.session.scalars(
        select(MeasureLink)
        .join(Recommendation, Recommendation.id == MeasureLink.recommendation_id)
        .where(or_(Recommendation.id == recommendation.id, Recommendation.parent_id == recommendation.id))
        .order_by(Recommendation.printed_position, MeasureLink.id)
        .options(joinedload(MeasureLink.kpi))
    )
    return _compare([_Then(link.kpi, link.period, link.value_then) for link in rows])


def compare_scope(dive: DeepDive, on: date) -> list[Compared]:
    """The measures of a deep dive's scope: as frozen with what its report recommended about them, else as
    they stood on a day (London); a fixed number of queries."""
    linked: dict[int, _Then] = {}
    if dive.paper_id is not None:
        rows = db.session.execute(
            select(MeasureLink, Recommendation.reference)
            .join(Recommendation, Recommendation.id == MeasureLink.recommendation_id)
            .where(Recommendation.paper_id == dive.paper_id)
            .order_by(Recommendation.printed_position.desc(), MeasureLink.id.desc())
            .options(joinedload(MeasureLink.kpi))
        )
        linked = {
            link.kpi_id: _Then(link.kpi, link.period, link.value_then, reference) for link, reference in rows
        }
    others = [scoped.kpi for scoped in dive.scope if scoped.kpi_id not in linked]
    stood = list_kept([kpi.id for kpi in others], on) if others else {}
    for kpi in others:
        figure = latest_figure(stood[kpi.id], on)
        linked[kpi.id] = _Then(kpi, figure.period, figure.value)
    return _compare([linked[scoped.kpi_id] for scoped in dive.scope])


def _compare(pairs: Sequence[_Then]) -> list[Compared]:
    kept = list_kept([one.kpi.id for one in pairs]) if pairs else {}
    today = clock.today()
    return [_compared(one, kept[one.kpi.id], today) for one in pairs]


def _compared(one: _Then, kept: Kept, today: date) -> Compared:
    latest = latest_figure(kept, today)
    known = [figure for figure in figures_to(kept, latest.period) if figure.value is not None]
    now = max(known, key=lambda figure: figure.period, default=None)
    then = None
    if one.period is not None:
        defined = [figure for figure in known if figure.period <= parse_period(one.period)]
        definition = defined[-1].definition if defined else 1
        then = Figure(parse_period(one.period), one.value, definition=definition)
    band = None if latest.target is None else Target(latest.target, latest.target_upper)
    return Compared(
        code=one.kpi.code,
        name=one.kpi.name,
        then_period=one.period or "",
        then_shown="" if one.value is None else kept.terms.shown(one.value),
        now_period="" if now is None else now.period.label,
        now_shown="" if now is None or now.value is None else kept.terms.shown(now.value),
        target_shown=latest.target_shown,
        verdict=then_and_now(kept.terms, then, now, band),
        is_illustrative=kept.is_illustrative,
        reference=one.reference,
    )


def list_judged_of(dive: DeepDive) -> list[Judged]:
    """What a deep dive's report recommended to others, with the difference that each is judged to have made;
    public ones only."""
    if dive.paper_id is None:
        return []
    columns = (
        Recommendation.reference, Recommendation.printed_number, Recommendation.short_name,
        Recommendation.answer, Recommendation.progress, Recommendation.difference,
    )  # fmt: skip
    rows = db.session.execute(
        select(*columns)
        .where(
            Recommendation.paper_id == dive.paper_id,
            Recommendation.parent_id.is_(None),
            Recommendation.publicity == Publicity.PUBLIC,
        )
        .order_by(Recommendation.printed_position, Recommendation.id)
    )
    return [Judged(row[0], row[1] or "", *row[2:]) for row in rows]

"""A recommendation's measures: the figures as they stood then, and as they stand now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ...core.errors import NotFound
from ...kpis.charts import Chart, Mark, svg
from ...kpis.figures import Figure
from ...kpis.models import Kpi, ReadingStatus
from ...kpis.queries import figure_at, series
from ...kpis.series import Series
from ...rules.performance import Target
from ..models import MeasureLink, Recommendation


@dataclass(frozen=True)
class FigureThen:
    """A measure on a day: its newest period with a figure, that figure, its target, and how it stood."""

    period: str | None = None
    value: Decimal | None = None
    target: Decimal | None = None
    status: str | None = None


@dataclass(frozen=True)
class ThenAndNow:
    """One linked measure as its table and its chart show it."""

    link: MeasureLink
    series: Series

    @property
    def now(self) -> Figure | None:
        """The newest period with a figure."""
        return next((f for f in reversed(self.series.figures) if f.value is not None), None)

    @property
    def has_moved(self) -> bool:
        """Whether a later period shows another figure."""
        now = self.now
        return now is not None and now.period != self.link.period and now.value != self.link.value_then

    @property
    def shown_then(self) -> str:
        return "" if self.link.value_then is None else self.series.terms.shown(self.link.value_then)

    @property
    def target_then(self) -> str:
        target = self.link.target_then
        return "" if target is None else Target(target).shown(self.series.terms)

    @property
    def chart(self) -> str:
        """Its figures as SVG; empty where there are not two."""
        if sum(figure.value is not None for figure in self.series.figures) < 2:
            return ""
        marks = tuple(
            Mark(
                figure.period or "",
                figure.value,
                figure.target,
                figure.target_upper,
                figure.reading_status is ReadingStatus.PROVISIONAL,
            )
            for figure in self.series.figures
        )
        return svg(Chart(self.series.name, self.series.terms, marks), f"chart-{self.link.id}")


def figure_as_it_stood(kpi: Kpi, on: date) -> FigureThen:
    """What was known of a measure at the end of a day (London date); empty where nothing was."""
    figure = figure_at(kpi, on)
    if figure.period is None:
        return FigureThen()
    return FigureThen(figure.period, figure.value, figure.target, figure.status.value)


def list_then_and_now(links: Sequence[MeasureLink]) -> list[ThenAndNow]:
    """Linked measures with all their periods; as many queries for many as for one."""
    if not links:
        return []
    found = series([link.kpi_id for link in links])
    return [ThenAndNow(link, found[link.kpi_id]) for link in links]


def get_link(recommendation: Recommendation, code: str) -> MeasureLink:
    """The link to a measure by its code. Raises NotFound."""
    for link in recommendation.measures:
        if link.kpi.code == code:
            return link
    raise NotFound("This measure is not linked to this recommendation.")

"""A measure's page: how it stands, its results and what is said about it, drawn once for each change."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from flask import render_template
from markupsafe import Markup

from ...rules.performance import TargetStatus, missed_in_a_row, parse_period
from ...rules.permissions import Matter
from ..charts import chart_of, svg
from ..figures import Series
from ..forms.measures import CONTROLS, FREQUENCIES, POLARITIES
from ..queries import (
    get_kpi,
    hold,
    list_clashes_of,
    list_definitions,
    list_strategies_of,
    matter_of,
    series,
)


@dataclass(frozen=True)
class KpiPage:
    """What the page of a measure shows to everybody; `id` and `code` name it for other rooms' lists."""

    id: int
    code: str
    name: str
    matter: Matter
    standing: Markup
    results: Markup
    about: Markup


def find_page(code: str) -> KpiPage:
    """The page of a measure. Raises NotFound."""
    return hold().once("page", code, make=lambda: _draw(code))


def _draw(code: str) -> KpiPage:
    kpi = get_kpi(code)
    whole = series([kpi.id])[kpi.id]
    returned = [figure for figure in whole.figures if figure.reading_status is not None]
    definitions = list_definitions(kpi.id)
    shown = {
        "kpi": kpi,
        "series": whole,
        "latest": returned[-1] if returned else None,
        "missed": missed_in_a_row((parse_period(f.period), f.status) for f in whole.figures if f.period),
        "late": _late(whole),
        "chart": svg(chart_of(whole), "chart"),
        "compared": any(figure.comparator is not None for figure in whole.figures),
        "definitions": definitions,
        "strategies": list_strategies_of(kpi.id),
        "clashes": list_clashes_of(kpi),
        "polarities": dict(POLARITIES),
        "controls": CONTROLS,
        "frequencies": FREQUENCIES,
    }

    def drawn(part: str) -> Markup:
        return Markup(render_template(f"kpis/_one_{part}.html", **shown))  # noqa: S704 - rendered

    return KpiPage(
        kpi.id, kpi.code, kpi.name, matter_of(kpi), drawn("standing"), drawn("results"), drawn("about")
    )


def _late(whole: Series) -> str:
    """Which figures are due and were not received, in words; empty for none."""
    late = [figure for figure in whole.figures if figure.status is TargetStatus.LATE]
    return " ".join(f"{figure.period}: {figure.reason}" for figure in late)


def figure_words(number: Decimal) -> str:
    """A count as people read it, without needless decimals."""
    return f"{number.normalize():,f}"

"""A measure's page: how it stands, its results and what is said about it, drawn once for each change."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from flask import render_template
from markupsafe import Markup

from ...core import clock
from ...rules.performance import TargetStatus, missed_in_a_row, rag_words
from ...rules.permissions import Matter
from ..charts import chart_of, svg
from ..figures import newest_period, statuses_to
from ..forms.measures import CONTROLS, FREQUENCIES, POLARITIES, YEARS_MADE_BY
from ..queries import (
    get_kpi,
    hold,
    list_clashes_of,
    list_definitions,
    list_kept,
    list_strategies_of,
    matter_of,
)
from ..series import Series, whole_series
from ..year_ends import WHOLE_YEARS_ALONE, year_end

WITHIN_SHOWN = 12


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
    today = clock.today()
    kept = list_kept([kpi.id], with_comparators=True)[kpi.id]
    whole = whole_series(kept, today)
    newest = newest_period(kept)
    label = None if newest is None else newest.label
    definitions = list_definitions(kpi.id)
    shown = {
        "kpi": kpi,
        "series": whole,
        "latest": next((figure for figure in whole.every if figure.period == label), None),
        "missed": missed_in_a_row(statuses_to(kept, label, today)),
        "year_end": year_end(kept, today),
        "within_shown": WITHIN_SHOWN,
        "whole_years_alone": WHOLE_YEARS_ALONE,
        "rule_words": rag_words(kept.policy),
        "late": _late(whole),
        "chart": svg(chart_of(whole), "chart"),
        "compared": any(figure.comparator is not None for figure in whole.figures),
        "definitions": definitions,
        "strategies": list_strategies_of(kpi.id),
        "clashes": list_clashes_of(kpi),
        "polarities": dict(POLARITIES),
        "controls": CONTROLS,
        "frequencies": FREQUENCIES,
        "years_made_by": YEARS_MADE_BY,
    }

    def drawn(part: str) -> Markup:
        return Markup(render_template(f"kpis/_one_{part}.html", **shown))  # noqa: S704 - rendered

    return KpiPage(
        kpi.id, kpi.code, kpi.name, matter_of(kpi), drawn("standing"), drawn("results"), drawn("about")
    )


def _late(whole: Series) -> str:
    """Which figures are due and were not received, in words; empty for none."""
    late = [figure for figure in whole.every if figure.status is TargetStatus.LATE]
    return " ".join(f"{figure.period}: {figure.reason}" for figure in late)


def figure_words(number: Decimal) -> str:
    """A count as people read it, without needless decimals."""
    return f"{number.normalize():,f}"

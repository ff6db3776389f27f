"""Between a measure and its form: what can be chosen, how the measure shows, what was typed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from wtforms import Field

from ...core.forms import text
from ...council.models import Standing
from ...council.queries import list_bodies, list_directorates, list_portfolios
from ...rules.performance import PeriodKind
from ..forms.measures import ChangeKpiForm
from ..models import Control, Kpi, KpiKind, Polarity, Prominence, SetBy, YearMadeBy
from ..queries import list_groups, list_plans, list_strategies, list_strategy_ids

NOBODY = ("", "None")
WORDS: dict[str, type[StrEnum]] = {
    "kind": KpiKind,
    "prominence": Prominence,
    "set_by": SetBy,
    "control": Control,
    "frequency": PeriodKind,
    "year_made_by": YearMadeBy,
}
NUMBERS = ("every_years", "years_together", "lag_months")
FIGURES = ("tolerance_percent", "tolerance_absolute", "no_material_change")


def offer(form: ChangeKpiForm) -> None:
    """The choices of the drop-downs."""
    plans = list_plans()
    form.body.choices = [NOBODY, *((body.code, body.name) for body in list_bodies(Standing.SCRUTINY))]
    form.portfolio.choices = [NOBODY, *((row.code, row.name) for row in list_portfolios())]
    form.directorate.choices = [NOBODY, *((row.code, row.name) for row in list_directorates())]
    form.plan.choices = [NOBODY, *((plan.name, plan.name) for plan in plans)]
    form.priority.choices = [
        NOBODY,
        *((f"{plan.id}.{one.position}", one.name) for plan in plans for one in plan.priorities),
    ]
    form.strategies.choices = [(one.name, one.name) for one in list_strategies()]
    form.comparator_group.choices = [NOBODY, *((one.name, one.name) for one in list_groups())]


def typed(kpi: Kpi) -> dict[str, Any]:
    """The measure as its form shows it."""
    strategies = {one.id: one.name for one in list_strategies()}
    shown: dict[str, Any] = {
        "name": kpi.name,
        "definition": kpi.definition,
        "calculation": kpi.calculation or "",
        "unit": kpi.unit,
        "decimals": str(kpi.decimals),
        "polarity": kpi.polarity.value,
        "plan": kpi.plan.name if kpi.plan else "",
        "priority": f"{kpi.priority.plan_id}.{kpi.priority.position}" if kpi.priority else "",
        "strategies": [strategies[one] for one in list_strategy_ids(kpi.id).values() if one in strategies],
        "body": kpi.body.code if kpi.body else "",
        "portfolio": kpi.portfolio.code if kpi.portfolio else "",
        "directorate": kpi.directorate.code if kpi.directorate else "",
        "source": kpi.source or "",
        "next_expected_on": kpi.next_expected_on,
        "data_owner": kpi.data_owner or "",
        "comparator_group": kpi.comparator_group.name if kpi.comparator_group else "",
        "is_illustrative": kpi.is_illustrative,
    }
    for name in WORDS:
        value = getattr(kpi, name)
        shown[name] = "" if value is None else value.value
    for name in NUMBERS:
        value = getattr(kpi, name)
        shown[name] = "" if value is None else str(value)
    for name in FIGURES:
        value = getattr(kpi, name)
        shown[name] = "" if value is None else _plain(value)
    return shown


def differences(form: ChangeKpiForm, kpi: Kpi) -> dict[str, str]:
    """What the record says otherwise than the form, as it would be typed."""
    found = {}
    for name, value in typed(kpi).items():
        if name != "strategies" and _words(form[name].data) != _words(value):
            found[name] = _words(value)
    return found


def facts(form: ChangeKpiForm) -> dict[str, Any]:
    """What was typed, as `KpiFacts` takes it."""
    bodies = {row.code: row.id for row in list_bodies(Standing.SCRUTINY)}
    portfolios = {row.code: row.id for row in list_portfolios()}
    directorates = {row.code: row.id for row in list_directorates()}
    plans = list_plans()
    priorities = {f"{plan.id}.{one.position}": one.id for plan in plans for one in plan.priorities}
    strategies = {one.name: one.id for one in list_strategies()}
    groups = {one.name: one.id for one in list_groups()}
    return {
        "name": text(form.name),
        "definition": text(form.definition),
        "calculation": text(form.calculation) or None,
        "unit": text(form.unit),
        "decimals": int(text(form.decimals)),
        "polarity": Polarity(text(form.polarity)),
        "plan_id": {plan.name: plan.id for plan in plans}.get(text(form.plan)),
        "priority_id": priorities.get(text(form.priority)),
        "strategy_ids": tuple(strategies[name] for name in form.strategies.data or () if name in strategies),
        "body_id": bodies.get(text(form.body)),
        "portfolio_id": portfolios.get(text(form.portfolio)),
        "directorate_id": directorates.get(text(form.directorate)),
        "source": text(form.source) or None,
        "next_expected_on": form.next_expected_on.data,
        "data_owner": text(form.data_owner) or None,
        "comparator_group_id": groups.get(text(form.comparator_group)),
        "is_illustrative": bool(form.is_illustrative.data),
        **{name: _word(form[name], kind) for name, kind in WORDS.items()},
        **{name: int(text(form[name])) if text(form[name]) else None for name in NUMBERS},
        **{name: form[name].number() for name in FIGURES},
    }


def _word(field: Field, kind: type[StrEnum]) -> StrEnum | None:
    return kind(text(field)) if text(field) else None


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _words(value: object) -> str:
    if isinstance(value, date):
        return f"{value.day} {value.month} {value.year}"
    return "" if value is None else str(value)

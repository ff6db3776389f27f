"""Measures: added, changed, defined anew, retired."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ...rules.performance import PeriodKind, YearMadeBy
from ..models import (
    Control,
    Kpi,
    KpiBody,
    KpiDefinition,
    KpiKind,
    KpiStrategy,
    Polarity,
    Prominence,
    SetBy,
)
from ..queries import (
    count_definitions,
    find_codes,
    find_open_remit,
    find_priority,
    list_strategy_ids,
)
from .typed import read_period

NOUN = "kpi"
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
RESERVED = frozenset(
    {"add", "about", "clashes", "comparators", "cycles", "health", "import", "imports", "measures",
     "plans", "refer", "scorecards", "strategies"}
)  # fmt: skip


@dataclass(frozen=True)
class KpiFacts:
    """What a person says about a measure. `strategy_ids` None leaves its strategies as they are."""

    name: str
    definition: str
    unit: str
    decimals: int
    polarity: Polarity
    body_id: int | None
    portfolio_id: int | None
    directorate_id: int | None
    is_illustrative: bool
    calculation: str | None = None
    plan_id: int | None = None
    priority_id: int | None = None
    kind: KpiKind | None = None
    prominence: Prominence | None = None
    set_by: SetBy | None = None
    control: Control | None = None
    frequency: PeriodKind | None = None
    every_years: int | None = None
    years_together: int | None = None
    year_made_by: YearMadeBy | None = None
    source: str | None = None
    lag_months: int | None = None
    next_expected_on: date | None = None
    data_owner: str | None = None
    data_owner_id: int | None = None
    comparator_group_id: int | None = None
    tolerance_percent: Decimal | None = None
    tolerance_absolute: Decimal | None = None
    no_material_change: Decimal | None = None
    strategy_ids: tuple[int, ...] | None = None


COLUMNS = tuple(one.name for one in fields(KpiFacts) if one.name != "strategy_ids")


def facts_of(kpi: Kpi) -> KpiFacts:
    """What is said about a measure now, to be said again with a change."""
    return KpiFacts(**{name: getattr(kpi, name) for name in COLUMNS})


def add(code: str, facts: KpiFacts, by: By) -> Kpi:
    """A new measure under a code that stays. Raises Refused for a code that is taken or fits no address, and
    where `change` does."""
    [kpi] = add_all([(code, facts)], by)
    return kpi


def add_all(said: Sequence[tuple[str, KpiFacts]], by: By) -> list[Kpi]:
    """Several new measures by their codes, all or none: as many statements for a thousand as for one. Raises
    Refused where `add` does."""
    taken = find_codes([code for code, _ in said])
    for code, facts in said:
        if not CODE.fullmatch(code) or code.lower() in RESERVED:
            raise Refused("Use letters, numbers, dots and hyphens in the code, such as OCP-12.", "code")
        if code in taken:
            raise Refused(f"There is a measure with the code {code} already.", "code")
        taken.add(code)
        _check(facts)
    columns = [{name: getattr(facts, name) for name in COLUMNS} for _, facts in said]
    kpis = [Kpi(code=code, **own) for (code, _), own in zip(said, columns, strict=True)]
    db.session.add_all(kpis)
    db.session.flush()
    for kpi, (_, facts), own in zip(kpis, said, columns, strict=True):
        _keep_definition(kpi, 1, by)
        if kpi.body_id is not None:
            db.session.add(KpiBody(kpi_id=kpi.id, body_id=kpi.body_id, from_on=by.today))
        _serve(kpi, facts.strategy_ids or None)
        told = {name: value for name, value in own.items() if value is not None}
        record(by, Tag.KPI_ADDED, NOUN, kpi.code, after={"code": kpi.code, **told})
    db.session.flush()
    return kpis


def change(kpi: Kpi, facts: KpiFacts, by: By) -> None:
    """Changes what is said about a measure; its code stays, and so does what it measures: words of the
    definition that are put clearer break no comparison (`redefine` does). Raises Refused for a priority of
    another plan and a tolerance below nought."""
    _check(facts)
    words = (kpi.definition, kpi.calculation)
    body_id = kpi.body_id
    for name in COLUMNS:
        setattr(kpi, name, getattr(facts, name))
    record_changes(by, Tag.KPI_CHANGED, NOUN, kpi.code, kpi)
    if (kpi.definition, kpi.calculation) != words:
        _keep_definition(kpi, count_definitions(kpi.id) + 1, by)
    if kpi.body_id != body_id:
        _move_remit(kpi, by.today)
    _serve(kpi, facts.strategy_ids)
    db.session.flush()


def redefine(
    kpi: Kpi, period_words: str, definition: str, calculation: str | None, why: str, by: By
) -> KpiDefinition:
    """From a period on, something else is measured under the same code: no figure from then on is compared
    with one before. Raises Refused for no reason, no period, and the definition that stands."""
    period = read_period(period_words)
    if not why.strip():
        raise Refused("Say why the definition changes.", "why")
    if (definition.strip(), calculation or None) == (kpi.definition.strip(), kpi.calculation or None):
        raise Refused("This is the definition that stands.", "definition")
    before = {"definition": kpi.definition, "calculation": kpi.calculation}
    kpi.definition, kpi.calculation = definition, calculation or None
    kept = _keep_definition(kpi, count_definitions(kpi.id) + 1, by)
    kept.period, kept.starts_on, kept.is_comparable, kept.why = period.label, period.starts_on, False, why
    after = {"from": period.label, "definition": definition, "calculation": calculation or None}
    record(by, Tag.KPI_REDEFINED, NOUN, kpi.code, before=before, after=after, why=why)
    db.session.flush()
    return kept


def retire(kpi: Kpi, on: date, why: str, by: By) -> None:
    """No more figures after a day; what was measured stays. Raises Refused without a reason."""
    if not why.strip():
        raise Refused("Say why the measure is retired.", "reason")
    kpi.retired_on = on
    record_changes(by, Tag.KPI_RETIRED, NOUN, kpi.code, kpi, why=why)
    db.session.flush()


def _check(facts: KpiFacts) -> None:
    if facts.priority_id is not None:
        priority = find_priority(facts.priority_id)
        if priority is None or priority.plan_id != facts.plan_id:
            raise Refused("This priority belongs to another plan.", "priority")
    for name in ("tolerance_percent", "tolerance_absolute", "no_material_change"):
        value = getattr(facts, name)
        if value is not None and value < 0:
            raise Refused("Enter nought or more.", name)
    if facts.every_years is not None and not 1 <= facts.every_years <= 10:
        raise Refused("Enter 1 to 10 years.", "every_years")


def _keep_definition(kpi: Kpi, number: int, by: By) -> KpiDefinition:
    kept = KpiDefinition(
        kpi_id=kpi.id,
        number=number,
        definition=kpi.definition,
        calculation=kpi.calculation,
        recorded_at=by.at,
        recorded_by_id=by.person_id,
    )
    db.session.add(kept)
    return kept


def _move_remit(kpi: Kpi, today: date) -> None:
    """Ends the remit that runs and begins another; one that began today is put right instead."""
    running = find_open_remit(kpi.id)
    if running is not None:
        if running.from_on >= today:
            db.session.delete(running)
        else:
            running.to_on = today - timedelta(days=1)
    if kpi.body_id is not None:
        db.session.add(KpiBody(kpi_id=kpi.id, body_id=kpi.body_id, from_on=today))


def _serve(kpi: Kpi, strategy_ids: tuple[int, ...] | None) -> None:
    if strategy_ids is None:
        return
    held = list_strategy_ids(kpi.id)
    for row_id, strategy_id in held.items():
        if strategy_id not in strategy_ids:
            db.session.delete(db.session.get_one(KpiStrategy, row_id))
    for strategy_id in sorted(set(strategy_ids) - set(held.values())):
        db.session.add(KpiStrategy(kpi_id=kpi.id, strategy_id=strategy_id))

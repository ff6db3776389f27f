"""Reading imports, and what the record holds of the measures that a file is about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, undefer

from ...core.errors import NotFound
from ...core.extensions import db
from ...core.files import StoredFile
from ...core.paging import PAGE, Page
from ...people.models import Person
from ...rules.sheets import Area, Measure, Stored, StoredTarget
from ..models import ComparatorArea, ComparatorGroup, ComparatorReading, Kpi, KpiReading, KpiTarget, Plan
from .checking import Standing
from .models import ImportState, KpiImport

DESCRIBED = (
    Kpi.name, Kpi.unit, Kpi.decimals, Kpi.polarity, Kpi.frequency, Kpi.every_years, Kpi.years_together,
    Kpi.definition, Kpi.calculation, Kpi.source, Kpi.data_owner,
)  # fmt: skip


@dataclass(frozen=True)
class ListedImport:
    """A row of the list of imports."""

    id: int
    name: str
    state: ImportState
    started_by: str | None
    started_at: datetime
    taken_at: datetime | None
    counts: dict[str, int] | None


def list_imports(after: int | None = None) -> Page[ListedImport]:
    """A page of imports, drafts and taken ones, newest first; dropped ones are left out."""
    query = (
        select(
            KpiImport.id,
            KpiImport.name,
            KpiImport.state,
            Person.name.label("started_by"),
            KpiImport.started_at,
            KpiImport.taken_at,
            KpiImport.found,
        )
        .outerjoin(Person, Person.id == KpiImport.started_by_id)
        .where(KpiImport.state != ImportState.DROPPED)
        .order_by(KpiImport.id.desc())
        .limit(PAGE + 1)
    )
    rows = db.session.execute(query if after is None else query.where(KpiImport.id < after)).all()
    listed = [
        ListedImport(
            row.id,
            row.name,
            row.state,
            row.started_by,
            row.started_at,
            row.taken_at,
            (row.found or {}).get("counts"),
        )
        for row in rows[:PAGE]
    ]
    return Page(listed, str(listed[-1].id) if len(rows) > PAGE else None)


def count_drafts() -> int:
    """How many imports wait to be finished."""
    query = select(func.count()).select_from(KpiImport).where(KpiImport.state == ImportState.DRAFT)
    return db.session.scalar(query) or 0


def get_import(import_id: int) -> KpiImport:
    """An import with who sent and who took it. Raises NotFound, also for one that was dropped."""
    found = db.session.scalar(
        select(KpiImport)
        .where(KpiImport.id == import_id, KpiImport.state != ImportState.DROPPED)
        .options(joinedload(KpiImport.started_by), joinedload(KpiImport.taken_by))
    )
    if found is None:
        raise NotFound("There is no import with this number, or it was dropped.")
    return found


def content_of(draft: KpiImport) -> bytes:
    """The bytes of an import's file."""
    return (
        db.session.scalars(
            select(StoredFile).where(StoredFile.id == draft.file_id).options(undefer(StoredFile.content))
        )
        .one()
        .content
    )


def list_measures() -> list[Measure]:
    """Every measure as rows are matched with it."""
    rows = db.session.execute(
        select(Kpi.id, Kpi.code, Kpi.name, Kpi.unit, Kpi.polarity, Kpi.decimals).order_by(Kpi.code)
    )
    return [Measure(row.code, row.name, row.unit, row.polarity, row.decimals, row.id) for row in rows]


def facts_of_measures() -> dict[int, dict[str, Any]]:
    """What a sheet can say of a measure, of every measure, by its id."""
    rows = db.session.execute(select(Kpi.id, *DESCRIBED)).mappings()
    return {row["id"]: {name: row[name] for name in row if name != "id"} for row in rows}


def load_standing(kpi_ids: Collection[int]) -> Standing:
    """The reading and the target that count of each period of some measures."""
    standing = Standing()
    wanted = sorted(kpi_ids)
    readings = (
        select(
            KpiReading.kpi_id,
            KpiReading.period,
            KpiReading.value,
            KpiReading.status,
            KpiReading.missing,
            KpiReading.numerator,
            KpiReading.denominator,
            KpiReading.comparator,
            KpiReading.comment,
        )
        .where(KpiReading.kpi_id.in_(wanted))
        .order_by(KpiReading.id)
    )
    for kpi_id, period, *values in db.session.execute(readings):
        standing.readings[kpi_id, period] = Stored(*values)
    targets = (
        select(KpiTarget.kpi_id, KpiTarget.period, KpiTarget.value, KpiTarget.upper)
        .where(KpiTarget.kpi_id.in_(wanted))
        .order_by(KpiTarget.id)
    )
    for kpi_id, period, value, upper in db.session.execute(targets):
        standing.targets[kpi_id, period] = StoredTarget(value, upper)
    return standing


def load_beside(kpi_ids: Collection[int]) -> dict[tuple[int | str, str, str], Any]:
    """Other areas' figures of some measures that count, by measure, area and period."""
    query = (
        select(
            ComparatorReading.kpi_id,
            ComparatorReading.area_code,
            ComparatorReading.period,
            ComparatorReading.value,
        )
        .where(ComparatorReading.kpi_id.in_(sorted(kpi_ids)))
        .order_by(ComparatorReading.id)
    )
    return {(row.kpi_id, row.area_code, row.period): row.value for row in db.session.execute(query)}


def list_groups() -> list[tuple[int, str]]:
    """Every comparator group, by name."""
    rows = db.session.execute(select(ComparatorGroup.id, ComparatorGroup.name).order_by(ComparatorGroup.name))
    return [(row.id, row.name) for row in rows]


def find_group(name: str) -> ComparatorGroup | None:
    """A comparator group by its name."""
    return db.session.scalar(select(ComparatorGroup).where(ComparatorGroup.name == name))


def areas_of(group_id: int) -> tuple[Area, ...]:
    """The areas of a comparator group."""
    rows = db.session.execute(
        select(ComparatorArea.code, ComparatorArea.name)
        .where(ComparatorArea.group_id == group_id)
        .order_by(ComparatorArea.id)
    )
    return tuple(Area(row.code, row.name) for row in rows)


def find_plan(name: str) -> Plan | None:
    """A plan by its name, in any case."""
    return db.session.scalar(select(Plan).where(func.lower(Plan.name) == name.lower()))


def find_measures(kpi_ids: Collection[int]) -> Sequence[Kpi]:
    """Some measures, to be changed."""
    return db.session.scalars(select(Kpi).where(Kpi.id.in_(sorted(kpi_ids)))).all()


def find_group_id(name: str) -> int | None:
    """The id of a comparator group, None for a name that the record has not."""
    return db.session.scalar(select(ComparatorGroup.id).where(ComparatorGroup.name == name))


def list_plan_choices() -> list[tuple[int, str]]:
    """Every plan, the current one first."""
    rows = db.session.execute(select(Plan.id, Plan.name).order_by(Plan.is_current.desc(), Plan.name))
    return [(row.id, row.name) for row in rows]

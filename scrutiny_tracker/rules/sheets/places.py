"""Where in a row everything stands, worked out once for a sheet."""

from __future__ import annotations

from dataclasses import dataclass, field

from scrutiny_tracker.rules.performance.periods import Period
from scrutiny_tracker.rules.sheets.understanding import Column, Layout, Understanding
from scrutiny_tracker.rules.sheets.vocabulary import Role, plain, read_heading

_FIGURES = {
    Role.VALUE: "value",
    Role.TARGET: "target",
    Role.NUMERATOR: "numerator",
    Role.DENOMINATOR: "denominator",
    Role.STATUS: "status",
    Role.NOTE: "note",
}


@dataclass(slots=True)
class Group:
    """The columns that together give one reading: those of one period, or of one measure."""

    period: Period | None
    kpi: str
    value: int | None = None
    target: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    status: int | None = None
    note: int | None = None
    comparators: list[tuple[str, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Places:
    """The columns of a sheet by what they hold, None for what it has not, and its groups of figures."""

    code: int | None
    name: int | None
    period: int | None
    part_of_year: int | None
    series: int | None
    unit: int | None
    measure: int | None
    breakdown: int | None
    area_code: int | None
    area_name: int | None
    groups: tuple[Group, ...]
    heading_row: dict[int, str]


def places_of(understanding: Understanding) -> Places:
    """The places of an understood sheet."""
    at = {column.role: column.index for column in reversed(understanding.columns)}
    return Places(
        at.get(Role.CODE),
        at.get(Role.NAME),
        at.get(Role.PERIOD),
        at.get(Role.PART_OF_YEAR),
        at.get(Role.SERIES),
        at.get(Role.UNIT),
        at.get(Role.MEASURE),
        at.get(Role.BREAKDOWN),
        at.get(Role.AREA_CODE),
        at.get(Role.AREA_NAME),
        tuple(_groups(understanding)),
        {column.index: column.heading for column in understanding.columns if column.heading},
    )


def _groups(understanding: Understanding) -> list[Group]:
    groups: dict[tuple[Period | None, str], Group] = {}
    shared: list[Column] = []
    down = understanding.layout is Layout.PERIODS_DOWN
    for column in understanding.columns:
        if column.role not in _FIGURES and column.role is not Role.COMPARATOR:
            continue
        if down and not column.kpi:
            shared.append(column)
            continue
        _place(groups.setdefault((column.period, column.kpi), Group(column.period, column.kpi)), column)
    for column in shared:
        for group in groups.values():
            _place(group, column)
    return [group for group in groups.values() if group.value is not None or group.target is not None]


def _place(group: Group, column: Column) -> None:
    if column.role is Role.COMPARATOR:
        group.comparators.append((_comparator_name(column), column.index))
    else:
        setattr(group, _FIGURES[column.role], column.index)


def _comparator_name(column: Column) -> str:
    """Whose figure it is: the heading without its period."""
    words = read_heading(column.heading)
    if words is None or not words.rest:
        return column.heading
    name = plain(column.heading).replace(plain(words.rest), "").strip()
    return name[:1].upper() + name[1:] if name else column.heading

"""What was understood of a sheet, column by column, as a person can read and correct it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from scrutiny_tracker.rules.performance.period_words import USUAL, PeriodConventions
from scrutiny_tracker.rules.performance.periods import Period
from scrutiny_tracker.rules.sheets.cells import column_letter
from scrutiny_tracker.rules.sheets.vocabulary import Role


class Layout(StrEnum):
    """How a sheet is laid out."""

    LONG = "one-row-per-reading"
    PERIODS_ACROSS = "periods-across"
    PERIODS_DOWN = "periods-down"
    ONE_PERIOD = "one-period"
    METADATA = "metadata"
    AREA_LIST = "area-list"
    UNKNOWN = "unknown"


class Confidence(StrEnum):
    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Column:
    """One column: what it holds, of which period and measure where its heading says so, and why."""

    index: int
    heading: str
    role: Role
    confidence: Confidence
    reason: str
    period: Period | None = None
    kpi: str = ""
    examples: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        return column_letter(self.index)


@dataclass(frozen=True)
class ColumnCorrection:
    """What a person says of a column; None leaves what was understood."""

    role: Role | None = None
    period: Period | None = None
    kpi: str | None = None


@dataclass(frozen=True)
class Corrections:
    """What a person says of a sheet. `header_rows` are its first and last header row, from 1; `columns` are
    by index from 0; `period` and `kpi` are those of figures whose period or measure the sheet does not name;
    `fractions` is whether 0.054 stands for 5.4% in measures that are percentages.
    """

    header_rows: tuple[int, int] | None = None
    columns: Mapping[int, ColumnCorrection] = field(default_factory=lambda: MappingProxyType({}))
    period: Period | None = None
    kpi: str | None = None
    fractions: bool | None = None
    conventions: PeriodConventions = USUAL


@dataclass(frozen=True)
class Understanding:
    """What was understood of a sheet. `problems` are what a person must settle before it can be read."""

    layout: Layout
    header_rows: tuple[int, int] | None
    columns: tuple[Column, ...]
    titles: tuple[str, ...] = ()
    period: Period | None = None
    kpi: str = ""
    fractions: bool = False
    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    conventions: PeriodConventions = USUAL

    def column(self, role: Role) -> Column | None:
        """The first column of that role."""
        return next((column for column in self.columns if column.role is role), None)

    def columns_of(self, *roles: Role) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.role in roles)

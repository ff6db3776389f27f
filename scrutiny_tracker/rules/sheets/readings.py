"""What is read from a sheet: readings and errors, each with the cell it came from."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from scrutiny_tracker.rules.performance.periods import Period
from scrutiny_tracker.rules.performance.target_words import TargetCell
from scrutiny_tracker.rules.performance.values import CellValue, ReadingStatus
from scrutiny_tracker.rules.sheets.cells import address, column_letter

ReadingKey = tuple[str, str, str, str, Period]


class ComparatorValue(NamedTuple):
    """Another body's figure beside ours: whose, what, and in which cell."""

    name: str
    value: CellValue
    address: str


class SheetRow(NamedTuple):
    """One reading of a sheet: of which measure and period, what it says, and where (`address`, as "C7").

    `code`, `name`, `measure` (what is counted: "Percentage", "Tonnes"), `breakdown` ("Most deprived
    quintile"), the area and the `section` heading above are as written, empty where the sheet has none.
    `value` and `target` are None where their cells are blank; `target_at` is the target's own
    cell, its row from 1 and its column from 0.
    """

    row: int
    address: str
    code: str
    name: str
    period: Period
    value: CellValue | None = None
    target: TargetCell | None = None
    unit: str = ""
    measure: str = ""
    breakdown: str = ""
    area_code: str = ""
    area_name: str = ""
    status: ReadingStatus = ReadingStatus.FINAL
    note: str = ""
    section: str = ""
    comparators: tuple[ComparatorValue, ...] = ()
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    target_at: tuple[int, int] | None = None

    @property
    def key(self) -> ReadingKey:
        """What makes a reading the same one: measure, what is counted, breakdown, area, period."""
        measure = (self.code or self.name).casefold()
        return measure, self.measure, self.breakdown, self.area_code or self.area_name, self.period


class SheetError(NamedTuple):
    """What is wrong with one cell: its address ("C7"), row from 1, column letter, and a sentence."""

    address: str
    row: int
    column: str
    message: str


def error_at(row: int, column: int, message: str) -> SheetError:
    """An error in the cell of that row (from 1) and column (from 0)."""
    return SheetError(address(row, column), row, column_letter(column), message)


def together(one: SheetRow, other: SheetRow) -> SheetRow:
    """The target of one row and the result of another as one reading, at the result's address.

    Two results, or two targets, are not put together: the first one stays.
    """
    first, second = (one, other) if one.value is not None else (other, one)
    if second.value is not None or first is second:
        return one
    return first._replace(
        target=first.target or second.target,
        target_at=first.target_at or second.target_at,
        unit=first.unit or second.unit,
        note=first.note or second.note,
    )

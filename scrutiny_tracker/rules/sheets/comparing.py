"""What a reading of a sheet changes in the record: new, changed or unchanged, or why it cannot be taken."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from scrutiny_tracker.rules.performance.target_words import TargetCell
from scrutiny_tracker.rules.performance.terms import Polarity
from scrutiny_tracker.rules.performance.values import CellValue, Missing, ReadingStatus, round_half_up
from scrutiny_tracker.rules.sheets.readings import SheetRow

PLACES = 6
TOO_LARGE = Decimal(10) ** 14
REVISED_HERE = "Revised by an import: the sheet gives another figure than before."
AWAITED = (Missing.NOT_YET, Missing.TO_BE_CONFIRMED)
COUNTED = frozenset({"", "number", "numbers", "no", "no.", "#", "count", "figure", "total", "frequency"})
PERCENT = frozenset({"%", "percent", "per cent", "percentage", "pct", "% of total"})
_AGAINST = {Polarity.HIGHER: Polarity.LOWER, Polarity.LOWER: Polarity.HIGHER}


class Outcome(StrEnum):
    """What a row of a sheet does to the record."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Stored(NamedTuple):
    """A reading as the record keeps it; `value` is None where no figure could be given, `missing` says
    why."""

    value: Decimal | None
    status: ReadingStatus = ReadingStatus.FINAL
    missing: Missing | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    comparator: Decimal | None = None
    comment: str | None = None


class StoredTarget(NamedTuple):
    """A target as the record keeps it; no value where it was taken back or never set."""

    value: Decimal | None = None
    upper: Decimal | None = None


NO_TARGET = StoredTarget()


class Compared(NamedTuple):
    """What a row does: the reading and the target to enter, None for what stays as it is."""

    outcome: Outcome
    reading: Stored | None = None
    target: StoredTarget | None = None


class RowRefused(ValueError):
    """A reading that the record cannot take; the message says why."""


class TargetRefused(RowRefused):
    """The reading's target is what the record cannot take."""


@lru_cache(maxsize=1024)
def plain_unit(unit: str) -> str:
    """A unit so that different spellings of the same one compare equal."""
    words = " ".join(unit.casefold().split()).strip(" .")
    if words in COUNTED:
        return ""
    return "%" if words in PERCENT else words


def compare(
    row: SheetRow,
    unit: str,
    polarity: Polarity,
    stored: Stored | None,
    target: StoredTarget,
    today: date,
) -> Compared:
    """What a reading and its target change, against what the record holds for that measure and period.

    Blank cells change nothing, nor do figures still to come ("TBC"). A figure of a period that is not over is
    provisional; one that replaces a settled figure is revised. Raises RowRefused for a period that has not
    begun and a unit that is not the measure's, TargetRefused for a target that the measure cannot have.
    """
    reading = _reading(row, unit, stored, today)
    try:
        aim = _target(row.target, unit, polarity, target)
    except RowRefused as refused:
        raise TargetRefused(str(refused)) from None
    if reading is None and aim is None:
        return Compared(Outcome.UNCHANGED)
    is_new = (reading is None or stored is None) and (aim is None or target == NO_TARGET)
    return Compared(Outcome.NEW if is_new else Outcome.CHANGED, reading, aim)


def _reading(row: SheetRow, unit: str, stored: Stored | None, today: date) -> Stored | None:
    """The reading to enter, or None where the record holds it already or the sheet gives none."""
    cell = row.value
    if cell is None or cell.missing in AWAITED:
        return None
    if row.period.starts_on > today:
        raise RowRefused(f"{row.period} has not begun.")
    _check_unit(unit, cell.unit)
    if row.denominator is not None and row.denominator == 0:
        raise RowRefused("The whole that this is a share of cannot be nought.")
    read = Stored(
        _kept(cell.number),
        _status(row, stored, today),
        cell.missing,
        _kept(row.numerator),
        _kept(row.denominator),
        _kept(_comparator(row)),
        row.note or (None if cell.number is not None else _why_missing(cell)),
    )
    if stored is None:
        return read
    read = _with_what_stands(read, stored, note_is_given=bool(row.note))
    if read == stored:
        return None
    settled = stored.status is not ReadingStatus.PROVISIONAL and stored.value is not None
    if settled and read.value != stored.value:
        read = read._replace(status=ReadingStatus.REVISED, comment=read.comment or REVISED_HERE)
    return read


def _status(row: SheetRow, stored: Stored | None, today: date) -> ReadingStatus:
    if row.period.ends_on > today:
        return ReadingStatus.PROVISIONAL
    if row.status is ReadingStatus.REVISED and stored is None:
        return ReadingStatus.FINAL
    return row.status


def _with_what_stands(read: Stored, stored: Stored, *, note_is_given: bool) -> Stored:
    """The reading with what the sheet leaves out; a final figure that the record calls revised is the same
    one."""
    same = read.value == stored.value
    revised = same and read.status is not ReadingStatus.PROVISIONAL and stored.status is ReadingStatus.REVISED
    return read._replace(
        status=ReadingStatus.REVISED if revised else read.status,
        numerator=stored.numerator if same and read.numerator is None else read.numerator,
        denominator=stored.denominator if same and read.denominator is None else read.denominator,
        comparator=stored.comparator if read.comparator is None else read.comparator,
        comment=stored.comment if same and not note_is_given else read.comment,
        missing=stored.missing if same and read.value is None and stored.missing else read.missing,
    )


def _target(
    cell: TargetCell | None, unit: str, polarity: Polarity, stored: StoredTarget
) -> StoredTarget | None:
    """The target to set, or None where it stands already or the sheet gives none."""
    if cell is None or cell.missing in AWAITED:
        return None
    if cell.target is None:
        return None if stored == NO_TARGET else NO_TARGET
    _check_unit(unit, cell.unit)
    if cell.target.upper is not None and polarity not in (Polarity.BAND, Polarity.NONE):
        raise RowRefused("The target is a range, and this measure is not one that should lie within a range.")
    if cell.polarity is not None and cell.polarity is _AGAINST.get(polarity):
        raise RowRefused(f"For this measure {polarity.value} is better, and its target here says otherwise.")
    read = StoredTarget(_kept(cell.target.value), _kept(cell.target.upper))
    return None if read == stored else read


def _check_unit(ours: str, written: str) -> None:
    if written and plain_unit(written) != plain_unit(ours):
        counted = f"in {ours}" if plain_unit(ours) else "without a unit"
        raise RowRefused(f"This measure is counted {counted}, and here stands {written}.")


def _comparator(row: SheetRow) -> Decimal | None:
    if not row.comparators:
        return None
    return next((beside.value.number for beside in row.comparators if beside.value.number is not None), None)


@lru_cache(maxsize=16384)
def _kept(number: Decimal | None) -> Decimal | None:
    if number is None:
        return None
    if abs(number) >= TOO_LARGE:
        raise RowRefused("This figure is too large: check it, or count in thousands or millions.")
    return round_half_up(number, PLACES)


def _why_missing(cell: CellValue) -> str:
    return f"No figure: the sheet says ‘{cell.as_written}’." if cell.as_written else "No figure."

"""Sheets that describe measures instead of giving figures: polarity, unit, frequency, definition, owner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from scrutiny_tracker.rules.performance.terms import Polarity
from scrutiny_tracker.rules.performance.values import UnreadableValueError, parse_value
from scrutiny_tracker.rules.sheets.cells import Row, cell_at, filled, is_blank, text_of
from scrutiny_tracker.rules.sheets.fractions import is_percentage
from scrutiny_tracker.rules.sheets.frequencies import Frequency, find_frequency
from scrutiny_tracker.rules.sheets.readings import SheetError, error_at
from scrutiny_tracker.rules.sheets.understanding import Understanding
from scrutiny_tracker.rules.sheets.vocabulary import Role

_POLARITY_WORDS: dict[Polarity, str] = {
    Polarity.HIGHER: "high; higher; higher is better; high is good; bigger; bigger is better; up; increase;"
    " maximise; descending; more; more is better; increasing; positive; big is good; yes; plus; ↑",
    Polarity.LOWER: "low; lower; lower is better; low is good; smaller; smaller is better; down;"
    " decrease; minimise; ascending; less; less is better; decreasing; negative; small is good; no; minus;"
    " ↓",
    Polarity.BAND: "goldilocks; band; range; within range; in range; middle; stable; within band",
    Polarity.NONE: "none; neither; n/a; na; contextual; context; not applicable; neutral; no polarity; -",
}
_POLARITY_BY_WORD = {
    word.strip(): polarity for polarity, words in _POLARITY_WORDS.items() for word in words.split(";")
}
_QUOTED = re.compile(r"[\"']([^\"']*)[\"']")


@dataclass(frozen=True)
class KpiMetadata:
    """What a sheet says of one measure; empty or None where it says nothing.

    `number_is_fraction`: its figures are kept as 0.054 for 5.4%. `band_middle` is the best figure of a band.
    """

    row: int
    code: str
    name: str
    polarity: Polarity | None = None
    unit: str = ""
    decimals: int | None = None
    number_is_fraction: bool = False
    frequency: Frequency | None = None
    band_middle: Decimal | None = None
    definition: str = ""
    source: str = ""
    numerator: str = ""
    denominator: str = ""
    priority: str = ""
    owner: str = ""
    directorate: str = ""
    portfolio: str = ""
    body: str = ""


@dataclass(frozen=True)
class NumberFormat:
    """What a spreadsheet's number format says: the unit, the decimals shown, and whether figures are
    fractions.
    """

    unit: str
    decimals: int
    is_fraction: bool


class _WrongCellError(ValueError):
    def __init__(self, role: Role, message: str) -> None:
        super().__init__(message)
        self.role = role


def find_polarity(text: str) -> Polarity | None:
    """The polarity that a text names, or None. Ranked in ascending order, the lowest figure is the best."""
    return _POLARITY_BY_WORD.get(" ".join(text.casefold().split()).strip(" ."))


def read_number_format(text: str) -> NumberFormat:
    """A number format such as `0.0%`, `'£ '#,##0.00` or `0.0 "Days"`."""
    quoted = " ".join(found.strip() for found in _QUOTED.findall(text)).strip()
    bare = _QUOTED.sub("", text).strip()
    decimals = re.search(r"\.(0+)", bare)
    is_fraction = "%" in bare
    unit = "%" if is_fraction else quoted or ("£" if "£" in bare else re.sub(r"[\d#,.\s]", "", bare))
    return NumberFormat(unit, len(decimals[1]) if decimals else 0, is_fraction)


def read_metadata(rows: Iterable[Row], understanding: Understanding) -> Iterator[KpiMetadata | SheetError]:
    """Each measure that a sheet of the metadata layout describes, and its errors with their cells.

    Takes all the sheet's rows from the first. A cell that cannot be read is an error and its measure is left
    out.
    """
    places = {column.role: column.index for column in reversed(understanding.columns)}
    header = understanding.header_rows[1] if understanding.header_rows else 0
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=1):
        if number <= header or len(filled(row)) < 2:
            continue
        found = _read(number, row, places)
        if isinstance(found, KpiMetadata):
            key = (found.code or found.name).casefold()
            first = seen.setdefault(key, number)
            if first != number:
                column = places.get(Role.CODE, places.get(Role.NAME, 0))
                found = error_at(number, column, f"The same measure as in row {first}.")
        yield found


def _read(number: int, row: Row, places: dict[Role, int]) -> KpiMetadata | SheetError:
    text = {role: text_of(cell_at(row, at)) for role, at in places.items()}
    code, name = text.get(Role.CODE, ""), text.get(Role.NAME, "")
    if not code and not name:
        return error_at(number, places.get(Role.NAME, 0), "This row names no measure.")
    try:
        return _described(number, code, name, text, _middle(row, places))
    except _WrongCellError as error:
        return error_at(number, places[error.role], str(error))


def _described(
    number: int, code: str, name: str, text: dict[Role, str], middle: Decimal | None
) -> KpiMetadata:
    form = read_number_format(text[Role.NUMBER_FORMAT]) if text.get(Role.NUMBER_FORMAT) else None
    decimals = text.get(Role.DECIMALS, "")
    return KpiMetadata(
        number,
        code,
        name,
        _polarity(text.get(Role.POLARITY, "")),
        _unit(text, form),
        int(decimals) if re.fullmatch(r"[0-9]", decimals) else form.decimals if form else None,
        form is not None and form.is_fraction,
        _frequency(text.get(Role.FREQUENCY, "")),
        middle.scaleb(2) if middle is not None and form and form.is_fraction else middle,
        text.get(Role.DEFINITION, ""),
        text.get(Role.SOURCE, ""),
        text.get(Role.NUMERATOR, ""),
        text.get(Role.DENOMINATOR, ""),
        text.get(Role.PRIORITY, ""),
        text.get(Role.OWNER, ""),
        text.get(Role.DIRECTORATE, ""),
        text.get(Role.PORTFOLIO, ""),
        text.get(Role.BODY, ""),
    )


def _polarity(text: str) -> Polarity | None:
    polarity = find_polarity(text)
    if text and polarity is None:
        raise _WrongCellError(Role.POLARITY, f"‘{text[:40]}’ does not say whether higher or lower is better.")
    return polarity


def _frequency(text: str) -> Frequency | None:
    frequency = find_frequency(text)
    if text and frequency is None:
        raise _WrongCellError(Role.FREQUENCY, f"‘{text[:40]}’ is not a frequency that we know.")
    return frequency


def _unit(text: dict[Role, str], form: NumberFormat | None) -> str:
    if form and form.unit:
        return form.unit
    said = text.get(Role.UNIT) or text.get(Role.MEASURE) or ""
    return "%" if is_percentage(said) else said


def _middle(row: Row, places: dict[Role, int]) -> Decimal | None:
    at = places.get(Role.BAND_MIDDLE)
    if at is None or is_blank(cell := cell_at(row, at)):
        return None
    try:
        return parse_value(cell).number
    except UnreadableValueError as error:
        raise _WrongCellError(Role.BAND_MIDDLE, str(error)) from error

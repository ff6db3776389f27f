"""Figures as councils write them: "5.4%", "£1.2m", "1 in 4", "(3.2)", "12.3p", "n/a", "*", "[x]".

The marks in square brackets are the Government Analysis Function's shorthand for official statistics.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

MOST_DIGITS = 18
MOST_CHARACTERS = 200


class Missing(StrEnum):
    """Why a cell that says something gives no figure."""

    NOT_AVAILABLE = "not-available"
    SUPPRESSED = "suppressed"
    NOT_YET = "not-yet"
    TO_BE_CONFIRMED = "to-be-confirmed"


class ReadingStatus(StrEnum):
    FINAL = "final"
    PROVISIONAL = "provisional"
    REVISED = "revised"


class UnreadableValueError(ValueError):
    """The cell is neither a figure nor a known way of saying that there is none; the message says why."""


class CellValue(NamedTuple):
    """What one cell says.

    `number` is in whole units of `unit` (percentages as 5.4, money in pounds) and None where `missing` says
    why. `decimals` is how many decimal places were written; `mark` is a footnote mark that followed the
    figure.
    """

    number: Decimal | None
    unit: str = ""
    decimals: int = 0
    missing: Missing | None = None
    status: ReadingStatus = ReadingStatus.FINAL
    mark: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    as_written: str = ""


_MISSING: dict[Missing, tuple[str, ...]] = {
    Missing.NOT_AVAILABLE: (
        "n/a", "na", "n.a.", "n.a", "n/k", "#n/a", "-", "--", "..", "...", "…", ":", "x", "z", "[x]", "[z]",
        "[w]", "not available", "not applicable", "not collected", "not recorded", "not published",
        "not known", "not measured", "no data", "no figure", "unknown", "null", "nan", "data not available",
        "no longer collected", "discontinued",
    ),
    Missing.SUPPRESSED: (
        "*", "**", "c", "[c]", "(c)", "s", "[s]", "~", "low", "[low]", "u", "[u]", "suppressed",
        "confidential",
    ),
    Missing.NOT_YET: (
        "not yet", "not yet available", "not yet due", "not yet published", "not due", "not due yet",
        "pending", "awaited", "awaiting", "awaiting data", "data awaited", "data pending", "data due", "due",
        "to follow",
    ),
    Missing.TO_BE_CONFIRMED: (
        "tbc", "tba", "tbd", "t.b.c.", "to be confirmed", "to be agreed", "to be decided",
    ),
}  # fmt: skip
_MISSING_BY_WORD = {word: missing for missing, words in _MISSING.items() for word in words}
_MISSING_PHRASE = re.compile(
    r"(?P<word>"
    + "|".join(re.escape(word) for word in sorted(_MISSING_BY_WORD, key=len, reverse=True) if len(word) > 2)
    + r")(?=[\s,;:(.–-]).*",
    re.DOTALL,
)
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_FIGURE = re.compile(
    rf"(?P<before>[£+\-(\s]*)(?P<number>{_NUMBER})\s*(?P<close_early>\))?"
    r"(?:\s*(?P<scale>thousand|million|billion|bn|mn|k|m)(?![a-z0-9/²³]))?\s*(?P<close>\))?\s*(?P<unit>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SCALES = {"thousand": 3, "k": 3, "million": 6, "mn": 6, "m": 6, "billion": 9, "bn": 9}
_ONE_IN = re.compile(
    rf"(?P<part>{_NUMBER})\s+(?:in|out of|in every)\s+(?:every\s+)?(?P<whole>{_NUMBER})(?:\s+[a-z\s]+)?",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    rf"\(\s*(?P<part>{_NUMBER})\s*(?:/|of|out of)\s*(?P<whole>{_NUMBER})\s*\)", re.IGNORECASE
)
_STATUS = re.compile(
    r"(?:[\[(]\s*(?P<bracketed>p|r|e|prov\.?|provisional|rev\.?|revised|est\.?|estimated?|unvalidated)\s*[\])]"
    r"|(?<=[\d%)])(?<![a-z]\d)\s*(?P<letter>[pre])|\s+(?P<word>prov\.?|provisional|revised|est\.?|estimated?|unvalidated))$",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"(?<=[\w%)\]])\s*(?P<mark>[*†‡^#¹²³⁴⁵]+|\[(?:note\s*)?\d+\])$", re.IGNORECASE)
_ABOUT = re.compile(
    r"^(?:c\.?\s*|circa\s+|approx(?:imately|\.)?\s*|about\s+|~\s*|≈\s*|est(?:imated|\.)\s+)(?=[£\d])", re.I
)
_UNIT_WORD = re.compile(r"[^\W\d_][\w/.²³'’]*", re.UNICODE)
_UNIT_PHRASE = re.compile(
    r"per\s.{1,40}|percentage points?|(?:working|calendar) days|square metres|kwh?.{0,10}"
    r"|[kt]?t?\s?co2e?|µg/m3",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%|per\s?cent|percent|pct", re.I)
_NOT_A_UNIT = {"to", "of", "or", "in", "and", "out", "by", "vs", "at", "x", "from", "th", "st", "nd", "rd"}


def parse_value(cell: object) -> CellValue:
    """One cell read as a figure, or as a known way of saying that there is none.

    Takes text, a number, or an empty cell (not available). "1 in 4" is 25%. Raises UnreadableValueError, in
    words.
    """
    if isinstance(cell, str):
        return _parse_text(cell[: MOST_CHARACTERS + 1])
    if cell is None:
        return CellValue(None, missing=Missing.NOT_AVAILABLE)
    if isinstance(cell, bool):
        raise UnreadableValueError(f"This cell says {'yes' if cell else 'no'} (a tick box?), not a figure.")
    if isinstance(cell, int | float | Decimal):
        return _parse_number(cell)
    if isinstance(cell, date):
        raise UnreadableValueError(
            f"This cell holds the date {cell.day} {cell:%B %Y}, not a figure: "
            "spreadsheets turn entries like 5.4 into dates."
        )
    raise UnreadableValueError("This cell holds a time, not a figure.")


@lru_cache(maxsize=16384, typed=True)
def _parse_number(cell: float | Decimal) -> CellValue:
    number = _exactly(cell)
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or number.adjusted() >= MOST_DIGITS:
        raise UnreadableValueError("This number is too large to be a figure.")
    return CellValue(number, decimals=max(0, -exponent), as_written=f"{number:f}")


def _exactly(cell: float | Decimal) -> Decimal:
    """The decimal that was typed: a spreadsheet keeps fifteen significant digits, a float shows seventeen."""
    if isinstance(cell, float):
        cell = Decimal(f"{cell:.15g}")
    if isinstance(cell, int):
        return Decimal(cell)
    if cell.is_finite() and cell == cell.to_integral_value() and cell.adjusted() < MOST_DIGITS:
        return cell.quantize(Decimal(1))
    return cell


@lru_cache(maxsize=4096)
def _parse_text(cell: str) -> CellValue:
    written = " ".join(cell.replace("−", "-").replace("–", "-").replace("—", "-").split())
    if not written:
        return CellValue(None, missing=Missing.NOT_AVAILABLE)
    if written.casefold() in {"nil", "zero"}:
        return CellValue(Decimal(0), as_written=written)
    if len(cell) > MOST_CHARACTERS:
        raise UnreadableValueError(f"‘{written[:40]}…’ is a paragraph, not a figure.")
    missing = _missing(written)
    if missing:
        return CellValue(None, missing=missing, as_written=written)
    if written.startswith("#"):
        raise UnreadableValueError(
            f"The spreadsheet shows {written}: the formula in this cell does not work."
        )
    rest, status, mark = _marks(written)
    figure = _one_in(rest) or _figure(rest, written)
    return figure._replace(status=status, mark=mark, as_written=written)


def _missing(written: str) -> Missing | None:
    word = written.casefold().rstrip(".") if written.strip(".") else written
    known = _MISSING_BY_WORD.get(written.casefold()) or _MISSING_BY_WORD.get(word)
    if known:
        return known
    if re.fullmatch(r"[<>≤≥]\s*=?\s*[\d.,]+\s*%?", written):
        return Missing.SUPPRESSED  # "<5" hides a small number; in a target cell the same text is a target
    phrase = _MISSING_PHRASE.fullmatch(written.casefold())
    return _MISSING_BY_WORD[phrase["word"]] if phrase else None


def _marks(written: str) -> tuple[str, ReadingStatus, str]:
    """The text without its footnote and status marks, the status they give, and the footnote mark."""
    status, mark = ReadingStatus.FINAL, ""
    if about := _ABOUT.match(written):
        written, status = written[about.end() :], ReadingStatus.PROVISIONAL
    while found := _FOOTNOTE.search(written):
        written, mark = written[: found.start()], found["mark"] + mark
    if found := _STATUS.search(written):
        word = (found["bracketed"] or found["letter"] or found["word"]).casefold()
        status = ReadingStatus.REVISED if word.startswith("r") else ReadingStatus.PROVISIONAL
        written = written[: found.start()].rstrip()
    return written, status, mark


def _one_in(text: str) -> CellValue | None:
    found = _ONE_IN.fullmatch(text)
    if found is None:
        return None
    part, whole = _decimal(found["part"]), _decimal(found["whole"])
    if whole == 0 or part > whole:
        raise UnreadableValueError(f"‘{text}’ is not a share of a whole.")
    number = (part * 100 / whole).quantize(Decimal("0.0000000001")).normalize()
    return CellValue(_exactly(number), unit="%", numerator=part, denominator=whole)


def _figure(text: str, written: str) -> CellValue:
    fraction = _FRACTION.search(text)
    if fraction and fraction.start() > 0:
        text = text[: fraction.start()].rstrip()
    found = _FIGURE.fullmatch(text)
    if found is None or not _brackets_agree(found):
        raise _unreadable(written)
    number = _decimal(found["number"])
    decimals = len(found["number"].partition(".")[2])
    scale = _SCALES.get((found["scale"] or "").casefold(), 0)
    number = number.scaleb(scale)
    before = found["before"]
    if "-" in before or "(" in before:
        number = -number
    if number.adjusted() >= MOST_DIGITS:
        raise UnreadableValueError(f"‘{written[:40]}’ is too large to be a figure.")
    unit = _unit("£" in before, found["unit"].strip(), written)
    part, whole = (_decimal(fraction["part"]), _decimal(fraction["whole"])) if fraction else (None, None)
    return CellValue(_exactly(number), unit, max(0, decimals - scale), numerator=part, denominator=whole)


def _brackets_agree(found: re.Match[str]) -> bool:
    before = "".join(found["before"].split())
    closed = bool(found["close_early"]) + bool(found["close"])
    return (
        before in {"", "-", "+", "£", "-£", "+£", "£-", "(", "(£", "£(", "(-", "(-£"}
        and before.count("(") == closed
    )


def _unit(in_pounds: bool, text: str, written: str) -> str:
    if in_pounds:
        if text and not text.casefold().startswith("per "):
            raise _unreadable(written)
        return f"£ {text}".strip()
    if not text:
        return ""
    if _PERCENT.fullmatch(text):
        return "%"
    if _UNIT_PHRASE.fullmatch(text) or (_UNIT_WORD.fullmatch(text) and text.casefold() not in _NOT_A_UNIT):
        return text
    raise _unreadable(written)


def _unreadable(written: str) -> UnreadableValueError:
    shown = written if len(written) <= 60 else written[:57] + "…"
    if written.casefold() == "none":
        return UnreadableValueError("‘None’ could be nought or no figure: write 0 or n/a.")
    if re.fullmatch(r"-?\d+,\d{1,2}%?", written):
        meant = shown.replace(",", ".")
        return UnreadableValueError(f"‘{shown}’ has a comma that is not between thousands. Is it {meant}?")
    return UnreadableValueError(f"‘{shown}’ is not a figure, nor a known way of saying that there is none.")


def _decimal(text: str) -> Decimal:
    if sum(character.isdigit() for character in text) > 2 * MOST_DIGITS:
        raise UnreadableValueError(f"‘{text[:40]}…’ has too many digits to be a figure.")
    return Decimal(text.replace(",", ""))


def round_half_up(number: Decimal, decimals: int) -> Decimal:
    """The number as it is displayed: halves go away from zero, as people round."""
    return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def show_figure(number: Decimal, decimals: int, unit: str = "") -> str:
    """A figure in words a page can print: "5.4%", "£1,200,000", "12 days"; rounded half up to `decimals`."""
    shown = round_half_up(number, decimals)
    sign = "-" if shown < 0 else ""
    digits = f"{abs(shown):,f}"
    if unit.startswith("£"):
        return f"{sign}£{digits}{' ' + unit[1:].strip() if unit[1:].strip() else ''}"
    if unit == "%":
        return f"{sign}{digits}%"
    return f"{sign}{digits} {unit}".strip()

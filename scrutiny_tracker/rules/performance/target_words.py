"""Targets as people write them: "95%", "≥ 95", "no more than 10 days", "10 to 15%", "Baseline", "TBC"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from scrutiny_tracker.rules.performance.terms import Polarity, Target
from scrutiny_tracker.rules.performance.values import CellValue, Missing, UnreadableValueError, parse_value


@dataclass(frozen=True)
class TargetCell:
    """What a target cell says: a target, or none, with `missing` where it is still to be set.

    `polarity` is the direction that the words give ("at least" → higher), None where they give none.
    """

    target: Target | None
    unit: str = ""
    decimals: int = 0
    polarity: Polarity | None = None
    missing: Missing | None = None
    as_written: str = ""


_NO_TARGET = re.compile(
    r"(?:no target|not? set|none|no target set|target not set|contextual|context only"
    r"|monitor(?:ing)?(?: only)?"
    r"|data only|for information(?: only)?|information only|baseline(?: year| to be set)?|new measure)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_AT_LEAST = re.compile(
    r"(?:≥|>=?|=>|at least|minimum(?: of)?|min|above|over|more than|not less than"
    r"|no less than)\s*(?P<figure>.+)"
    r"|(?P<figure_first>.+?)\s*(?:\+|or (?:more|above|higher|over|better)|and (?:above|over)|minimum)",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"(?:≤|<=?|=<|at most|maximum(?: of)?|max|below|under|less than|fewer than|up to|within"
    r"|no(?:t)? (?:more|greater|higher) than|not exceeding)\s*(?P<figure>.+)"
    r"|(?P<figure_first>.+?)\s*(?:or (?:less|fewer|below|lower|under)|and (?:below|under)|maximum)",
    re.IGNORECASE,
)
_BAND = re.compile(
    r"(?:between\s+)?(?P<low>[£\d.,]+\s*[%a-z]{0,3}?)\s*(?:-|to|and)\s*(?P<high>[£\d.,]+.*)", re.IGNORECASE
)


def parse_target(cell: object) -> TargetCell:
    """One cell read as a target. Takes what `parse_value` takes; raises UnreadableValueError, in words."""
    return _parse_text(cell) if isinstance(cell, str) else _single(parse_value(cell), None, "")


@lru_cache(maxsize=4096)
def _parse_text(cell: str) -> TargetCell:
    written = " ".join(cell.replace("–", "-").replace("—", "-").split())
    if _NO_TARGET.fullmatch(written):
        return TargetCell(None, as_written=written)
    if band := _BAND.fullmatch(written):
        return _band(band, written)
    for pattern, polarity in ((_AT_LEAST, Polarity.HIGHER), (_AT_MOST, Polarity.LOWER)):
        if found := pattern.fullmatch(written):
            return _single(parse_value(found["figure"] or found["figure_first"]), polarity, written)
    return _single(parse_value(cell), None, written)


def _single(value: CellValue, polarity: Polarity | None, written: str) -> TargetCell:
    if value.number is None:
        awaited = value.missing in (Missing.NOT_YET, Missing.TO_BE_CONFIRMED)
        return TargetCell(None, missing=value.missing if awaited else None, as_written=written)
    return TargetCell(
        Target(value.number), value.unit, value.decimals, polarity, as_written=written or value.as_written
    )


def _band(found: re.Match[str], written: str) -> TargetCell:
    low, high = parse_value(found["low"]), parse_value(found["high"])
    if low.number is None or high.number is None or low.number > high.number:
        raise UnreadableValueError(f"‘{written[:60]}’ is not a range from a lower to a higher figure.")
    decimals = max(low.decimals, high.decimals)
    band = Target(_same_scale(low, high), high.number)
    return TargetCell(band, high.unit or low.unit, decimals, Polarity.BAND, as_written=written)


def _same_scale(low: CellValue, high: CellValue) -> Decimal:
    if low.number is None or (low.unit and high.unit and low.unit != high.unit):
        raise UnreadableValueError("The two ends of this range are in different units.")
    return low.number

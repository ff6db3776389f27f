"""Pages by key: WHERE (sort key, id) > (…), never OFFSET."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

Row = TypeVar("Row")
PAGE = 25
MOST_COUNTED = 500


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows and the key after which the next page begins (None on the last)."""

    rows: Sequence[Row]
    after: str | None


def cursor(on: date, row_id: int) -> str:
    """The key of a row in an address."""
    return f"{on.isoformat()}.{row_id}"


def read_cursor(after: str | None) -> tuple[date, int] | None:
    """The key that an address carries; None for none or for one that nobody made."""
    if not after:
        return None
    on, _, row_id = after.rpartition(".")
    try:
        return date.fromisoformat(on), int(row_id)
    except ValueError:
        return None


def counted(number: int, most: int = MOST_COUNTED) -> str:
    """A bounded count as people read it: 37, or 500+."""
    return f"{most:,}+" if number > most else f"{number:,}"

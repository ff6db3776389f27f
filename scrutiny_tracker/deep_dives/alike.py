"""What a page of drafts is told by the rooms above: recommendations of before that ask nearly the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

MOST_COMPARED = 10_000
"""So many recommendations, the newest, are compared with; the page says so."""


@dataclass(frozen=True)
class Wording:
    """A draft as it is compared: its number, its words, the ids of its measures."""

    number: int
    text: str
    kpi_ids: Sequence[int] = ()


@dataclass(frozen=True)
class Alike:
    """An earlier recommendation that is nearly the same, and in a few words what became of it."""

    on: date
    name: str
    address: str
    became: str

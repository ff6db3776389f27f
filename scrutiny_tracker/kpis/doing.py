"""What scrutiny is doing about measures: the rooms above bring what they know, the board shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..core.panels import brought

PLACE = "kpi-work"


@dataclass(frozen=True)
class Doing:
    """Open work on a measure: in a few words, and where it stands."""

    words: str
    address: str


Found = Iterable[tuple[int, Doing]]


def open_work() -> Mapping[int, list[Doing]]:
    """The open work on every measure that has any, in the order in which rooms brought it; as many queries as
    there are rooms."""
    found: dict[int, list[Doing]] = {}
    for work in brought(PLACE, None):
        for kpi_id, doing in work:
            found.setdefault(kpi_id, []).append(doing)
    return found

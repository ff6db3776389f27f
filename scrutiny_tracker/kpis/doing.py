"""What scrutiny is doing about measures: the rooms above register what they know, the board shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from flask import Flask, current_app


@dataclass(frozen=True)
class Doing:
    """Open work on a measure: in a few words, and where it stands."""

    words: str
    address: str


Finder = Callable[[], Iterable[tuple[int, Doing]]]


def register(app: Flask, finder: Finder) -> None:
    """Adds a room's answer: the open work of every measure that has any, in one query."""
    app.extensions.setdefault("kpi_doing", []).append(finder)


def open_work() -> Mapping[int, list[Doing]]:
    """By measure, in the order in which rooms registered; as many queries as there are rooms."""
    found: dict[int, list[Doing]] = {}
    for finder in current_app.extensions.get("kpi_doing", []):
        for kpi_id, doing in finder():
            found.setdefault(kpi_id, []).append(doing)
    return found

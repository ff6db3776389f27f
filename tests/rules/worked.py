"""Reads the dates counted by hand and the calendar written out by hand; neither comes from the program."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "worked_dates"
NATION_AS_PRINTED = {"wales": "england"}


@dataclass(frozen=True)
class Worked:
    """One line of the tables: what is typed, the date that is right, and why."""

    arguments: tuple[str, ...]
    expected: date
    counting: str

    @property
    def rule(self) -> str:
        return self.arguments[0]

    @property
    def beginning_with(self) -> bool:
        return "--beginning-with" in self.arguments

    def all_of(self, option: str) -> list[str]:
        pairs = zip(self.arguments, self.arguments[1:], strict=False)
        return [value for name, value in pairs if name == option]

    def find(self, option: str) -> str | None:
        return next(iter(self.all_of(option)), None)

    def __str__(self) -> str:
        return " ".join(self.arguments)


def _lines(name: str) -> list[list[str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if not line.startswith("#")]


def worked_dates() -> list[Worked]:
    """Every line of the three tables."""
    return [
        Worked(tuple(shlex.split(typed)), date.fromisoformat(expected), counting)
        for name in ("answers.txt", "local.txt", "papers.txt")
        for typed, expected, counting in _lines(name)
    ]


@cache
def printed_calendar() -> dict[tuple[str, int], frozenset[date]]:
    """Bank holidays on working days by nation and year, as written out by hand."""
    printed = {}
    for heading, days in _lines("printed_calendar.txt"):
        nation, year = heading.split()
        printed[nation, int(year)] = frozenset(
            datetime.strptime(f"{day.strip()} {year}", "%d %b %Y").date()  # noqa: DTZ007 - a civil date
            for day in days.split(",")
        )
    return printed


def printed_holidays(nation: str) -> frozenset[date]:
    """All printed years of one nation."""
    nation = NATION_AS_PRINTED.get(nation, nation)
    return frozenset().union(*(days for (of, _), days in printed_calendar().items() if of == nation))

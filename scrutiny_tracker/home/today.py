"""What a home page is made of, and what every reader's says: pure, from facts that the queries read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..rules.clocks import NO_DATE
from .days import how_many, weekday_words
from .queries.meetings import Coming
from .queries.tallies import Tallies

MOST_ROWS = 7
AHEAD = timedelta(days=31)


@dataclass(frozen=True)
class Todo:
    """One row of a task list: a sentence, its tag, where it leads, and since when it waits."""

    sentence: str
    tag: str
    colour: str
    address: str
    since: date = NO_DATE


@dataclass(frozen=True)
class Awaited:
    """Something that others owe: who, what, since when, and where the record is."""

    who: str
    what: str
    address: str
    since: date
    tag: str = ""
    colour: str = "grey"
    record: tuple[str, str] | None = None
    """Noun and reference of what somebody can be reminded of."""


@dataclass(frozen=True)
class Broken:
    """A rule that is broken today, and where its rows are."""

    sentence: str
    address: str


@dataclass(frozen=True)
class Line:
    """One line of the dates to come."""

    on: date
    words: str
    address: str = ""
    until: date | None = None


def first_rows(rows: Iterable[Todo]) -> tuple[list[Todo], list[Todo]]:
    """The rows to do now, oldest first: the first seven, and the rest."""
    ordered = sorted(rows, key=lambda row: (row.since, row.sentence))
    return ordered[:MOST_ROWS], ordered[MOST_ROWS:]


def inset(tallies: Tallies, update_months: int) -> list[tuple[str, str]]:
    """Outstanding issues in three figures, each with its words and its list."""
    is_open = sum(tallies[f"{each}_open"].number for each in ("recommendations", "follow_ups", "referrals"))
    late = sum(tallies[f"{each}_late"].number for each in ("recommendations", "follow_ups", "referrals"))
    silent = tallies["not_updated"].number
    months = how_many(update_months, "month")
    return [
        (f"{how_many(is_open, 'open', 'open')}", "/outstanding"),
        (f"{how_many(late, 'late', 'late')}", "/outstanding?status=late"),
        (
            f"{how_many(silent, 'recommendation', 'recommendations')} not updated for {months}",
            "/recommendations?status=late&late=update",
        ),
    ]


def dates_to_come(
    coming: Iterable[Coming], sensitive: Iterable[tuple[date, date | None, str]], today: date
) -> list[Line]:
    """The days of the next month: sensitive periods, last days for papers of scrutiny meetings, meetings."""
    last = today + AHEAD
    lines = [
        Line(max(first, today), f"Sensitive period: {why}", "", until) for first, until, why in sensitive
    ]
    for one in coming:
        address = f"/meetings/{one.reference}"
        if one.is_scrutiny and not one.is_published and today <= one.papers_by <= last:
            lines.append(Line(one.papers_by, f"Papers out: {one.body_name}", address))
        if one.on <= last:
            lines.append(Line(one.on, one.body_name, address))
    return sorted(lines, key=lambda line: line.on)


def nothing_sentence(coming: Sequence[Coming], next_meeting: Coming | None, today: date) -> str:
    """Where nothing is to do: what comes next."""
    papers = [one for one in coming if one.is_scrutiny and not one.is_published and one.papers_by >= today]
    first = min(papers, key=lambda one: one.papers_by, default=None)
    if first is not None:
        return f"Nothing needs you today. Next: papers out on {weekday_words(first.papers_by, today)}."
    if next_meeting is not None:
        when = weekday_words(next_meeting.on, today)
        return f"Nothing needs you today. Next: {next_meeting.body_name}, {when}."
    return "Nothing needs you today. No meeting is in the calendar."


def worker_rows(scheduler: Mapping[str, object]) -> list[Todo]:
    """What an administrator is told of the worker, by its state as /healthz says it."""
    told = {"never-run": "has not run yet", "late": "has not run for 15 minutes"}
    state = told.get(str(scheduler["state"]))
    if state is None:
        return []
    sentence = f"The worker {state}, so no message leaves"
    return [Todo(sentence, "Worker late", "red", "/admin#worker", date.min)]

"""What needs an officer, a director, a Cabinet Member or a performance officer today: pure, from facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from ..kpis.queries import LACKING, Lacks, LateStage, ListedKpi
from ..rules.clocks import NO_DATE
from ..rules.performance import TargetStatus
from .days import day_words, how_many
from .queries.tallies import Tallies
from .today import Todo


@dataclass(frozen=True)
class MineToWrite:
    """An update that is asked for now, in the name that its officer may read."""

    name: str
    address: str
    asked_by: date
    is_late: bool
    returned_why: str | None


def officer_rows(updates: Sequence[MineToWrite], tallies: Tallies, today: date) -> list[Todo]:
    """Updates returned and due, dates that passed, requests that are owed."""
    rows = [
        Todo(
            f"Your update on “{one.name}” came back: {one.returned_why}",
            "Returned",
            "orange",
            one.address,
            date.min,
        )
        for one in updates
        if one.returned_why
    ]
    if updates:
        late = any(one.is_late for one in updates)
        first = min(one.asked_by for one in updates)
        what = how_many(len(updates), "update is asked", "updates are asked")
        rows.append(
            Todo(
                f"{what} for, the first by {day_words(first, today)}",
                "Late" if late else "Update due",
                "red" if late else "yellow",
                "/updates",
                first,
            )
        )
    owner = quote(tallies.my_email)
    past = tallies["mine_past_their_date"]
    if past.number:
        words = how_many(past.number, "recommendation of yours is", "recommendations of yours are")
        address = f"/recommendations?owner={owner}&status=late&late=action"
        rows.append(
            Todo(f"{words} past the date agreed", "Past its date", "red", address, past.since or NO_DATE)
        )
    return [*rows, *_owed(tallies, owner)]


_KINDS = (
    ("information-request", "request for information waits", "requests for information wait"),
    ("action", "action of a meeting waits", "actions of meetings wait"),
    ("question", "question from members waits", "questions from members wait"),
)


def _owed(tallies: Tallies, owner: str) -> Iterable[Todo]:
    for kind, one, many in _KINDS:
        tally = tallies[f"mine_{kind}"]
        if tally.number:
            words = f"{how_many(tally.number, one, many)} for your answer"
            address = f"/outstanding?kind={kind}&owner={owner}"
            yield Todo(words, "You owe this", "yellow", address, tally.since or NO_DATE)


def clearing_rows(number: int, since: date | None) -> list[Todo]:
    """Updates that a director or Cabinet Member clears before councillors see them."""
    if not number:
        return []
    words = how_many(number, "update waits", "updates wait")
    return [
        Todo(f"{words} for you to clear", "To clear", "yellow", "/updates/waiting#to-clear", since or NO_DATE)
    ]


def portfolio_rows(tallies: Tallies, code: str) -> list[Todo]:
    """What is late in a Cabinet Member's portfolio, and what waits for their own answer."""
    rows = []
    late = tallies["portfolio_late"]
    if late.number:
        words = how_many(late.number, "recommendation", "recommendations")
        verb = "is" if late.number == 1 else "are"
        address = f"/recommendations?portfolio={quote(code)}&status=late"
        rows.append(
            Todo(f"{words} in your portfolio {verb} late", "Late", "red", address, late.since or NO_DATE)
        )
    unanswered = tallies["portfolio_unanswered"]
    if unanswered.number:
        words = how_many(unanswered.number, "recommendation waits", "recommendations wait")
        address = f"/recommendations?addressee={quote(code)}&answer=waiting"
        since = unanswered.since or NO_DATE
        rows.append(Todo(f"{words} for your answer", "Waiting for an answer", "grey", address, since))
    return rows


def cycle_rows(late: Iterable[LateStage]) -> list[Todo]:
    """The stages of performance cycles that are past their day."""
    return [
        Todo(f"{one.cycle}: “{one.name}” ({one.who}) is not done", "Late", "red", "/kpis/cycles", one.due_on)
        for one in late
    ]


def measure_rows(judged: Iterable[ListedKpi]) -> list[Todo]:
    """Measures that cannot be judged, and those that missed their target."""
    numbers = Counter(row.figure.status for row in judged)
    rows = []
    for lacks, tag in ((Lacks.FIGURE, "No figure"), (Lacks.TARGET, "No target")):
        number = numbers[LACKING[lacks]]
        if number:
            words = how_many(number, "measure has", "measures have")
            rows.append(Todo(f"{words} no {lacks}", tag, "yellow", f"/kpis/measures?lacks={lacks}"))
    missed = numbers[TargetStatus.MISSED]
    if missed:
        words = how_many(missed, "measure")
        rows.append(Todo(f"{words} missed target", "Missed target", "red", "/kpis/measures?missed=yes"))
    return rows

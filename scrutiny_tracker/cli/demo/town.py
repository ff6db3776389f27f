"""What every story of the demonstration council stands on: the day it is, who acts, and what exists by
name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from heapq import heappop, heappush

from ...core.clock import LONDON
from ...council.models import Body, Directorate, Portfolio
from ...council.queries import get_body, get_directorate, get_portfolio
from ...history.journal import By
from ...meetings.models import AgendaItem, Meeting
from ...meetings.queries.items import get_item
from ...meetings.queries.meetings import get_meeting
from ...people.models import Person

TODAY = date(2026, 1, 12)
BEGAN = date(2022, 3, 1)
FIRST_ACT = time(16, 30)  # when the day's meetings are over
BETWEEN_ACTS = timedelta(seconds=40)

Story = Iterator[date]
Teller = Callable[["Town"], Story]


@dataclass
class Town:
    """The council as it stands on the day that is being told (a London date)."""

    today: date = BEGAN
    people: dict[str, Person] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    directorates: dict[str, Directorate] = field(default_factory=dict)
    portfolios: dict[str, Portfolio] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)
    recommendations: dict[str, str] = field(default_factory=dict)
    clauses: dict[str, str] = field(default_factory=dict)
    follow_ups: dict[str, str] = field(default_factory=dict)
    last_held: dict[str, date] = field(default_factory=dict)
    minutes: dict[tuple[str, int], int] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    _acts: int = 0

    def begin(self, on: date) -> None:
        """Another day."""
        if on != self.today:
            self._acts = 0
        self.today = on

    def by(self, who: str | None = "coordinator") -> By:
        """Somebody (None: the system) acting today, each time a little later."""
        first = datetime.combine(self.today, FIRST_ACT, tzinfo=LONDON)
        at = (first + self._acts * BETWEEN_ACTS).astimezone(UTC)
        self._acts += 1
        if who is None:
            return By(None, "system", at, self.today)
        person = self.people[who]
        return By(person.id, person.name, at, self.today)

    def person(self, who: str) -> Person:
        return self.people[who]

    def body(self, code: str) -> Body:
        if code not in self.bodies:
            self.bodies[code] = get_body(code)
        return self.bodies[code]

    def directorate(self, code: str) -> Directorate:
        if code not in self.directorates:
            self.directorates[code] = get_directorate(code)
        return self.directorates[code]

    def portfolio(self, code: str) -> Portfolio:
        if code not in self.portfolios:
            self.portfolios[code] = get_portfolio(code)
        return self.portfolios[code]

    def meeting(self, body: str, on: date) -> Meeting:
        """The meeting of a body on a day, with its body."""
        return get_meeting(f"{body}-{on.isoformat()}")

    def item(self, name: str) -> AgendaItem:
        """The agenda item that the diary calls so, whole."""
        return get_item(self.items[name])


def tell(town: Town, tellers: Iterable[Teller]) -> None:
    """Runs all stories side by side, day after day, up to and with TODAY; within a day in the order given.

    A story gives the day on which it goes on. Raises ValueError for one that goes back in time.
    """
    waiting: list[tuple[date, int, Story]] = []
    for place, teller in enumerate(tellers):
        _await(waiting, place, teller(town), date.min)
    while waiting:
        on, place, story = heappop(waiting)
        if on > TODAY:
            return
        town.begin(on)
        _await(waiting, place, story, on)


def _await(waiting: list[tuple[date, int, Story]], place: int, story: Story, now: date) -> None:
    following = next(story, None)
    if following is None:
        return
    if following < now:
        raise ValueError(f"a story goes back from {now} to {following}")
    heappush(waiting, (following, place, story))

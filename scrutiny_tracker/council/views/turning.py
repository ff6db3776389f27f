"""The rows of the page that starts a municipal year: what stands today, and what was chosen for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request

from ...core.kept import kept_typing
from ...people.models import Person
from ...rules.offices import CARRIED_INTO_A_YEAR
from ...rules.permissions import Role
from ..actions.years import OfficeTurn, RemitTurn, Turn, Vacancy, What
from ..models import Body, BodyRemit, Office, Portfolio, Standing
from ..queries import chairs, list_bodies, list_offices, list_portfolios, list_remits

LONGEST = 4000


@dataclass(frozen=True)
class Row:
    """One line of the page: its field, what it is about, what is chosen and typed beside it."""

    field: str
    record: Any
    what: What
    typed: str


@dataclass(frozen=True)
class TurnRows:
    """Everything that the turn of a year can carry on, end or give to somebody else."""

    offices: Sequence[Row]
    vacant_chairs: Sequence[Row]
    vacant_portfolios: Sequence[Row]
    portfolios: Sequence[Row]
    remits: Sequence[Row]

    @property
    def fields(self) -> set[str]:
        every = (self.offices, self.vacant_chairs, self.vacant_portfolios, self.portfolios, self.remits)
        return {row.field for rows in every for row in rows}


def rows_on(today: date) -> TurnRows:
    """The page's rows as they stand on a day, each with what was chosen for it (or carry on)."""
    typed: Mapping[str, str] = request.form if request.method == "POST" else kept_typing() or {}
    offices = sorted(list_offices(today, *CARRIED_INTO_A_YEAR), key=_order)
    seated, held = chairs(today), {office.portfolio_id for office in offices}
    areas = list_portfolios(on=today)
    return TurnRows(
        offices=[_row(f"office-{o.id}", o, typed) for o in offices],
        vacant_chairs=[
            _row(f"chair-{body.id}", body, typed)
            for body in list_bodies(Standing.SCRUTINY, on=today)
            if body.id not in seated
        ],
        vacant_portfolios=[_row(f"holder-{area.id}", area, typed) for area in areas if area.id not in held],
        portfolios=[_row(f"portfolio-{area.id}", area, typed) for area in areas],
        remits=[_row(f"remit-{r.id}", r, typed, r.text) for r in list_remits(today)],
    )


def _order(office: Office) -> tuple[str, int, str]:
    held_for = office.body or office.portfolio
    return (held_for.name if held_for else "", CARRIED_INTO_A_YEAR.index(office.role), office.person.name)


def _row(field: str, record: object, typed: Mapping[str, str], stands: str = "") -> Row:
    chosen = typed.get(field, "")
    what = What(chosen) if chosen in set(What) else What.CARRY_ON
    return Row(field, record, what, typed.get(f"{field}-typed", stands).strip())


def read_turn(rows: TurnRows, people: Sequence[Person]) -> tuple[Turn, dict[str, str]]:
    """What was chosen, ready for the action, and a sentence for each row that cannot be read."""
    mistakes: dict[str, str] = {}
    offices = [
        OfficeTurn(row.record, row.what, _who(row, people, mistakes, row.what is What.INSTEAD), row.field)
        for row in rows.offices
    ]
    vacancies = [
        Vacancy(role, row.record, person, row.field)
        for role, vacant in (
            (Role.CHAIR, rows.vacant_chairs),
            (Role.CABINET_MEMBER, rows.vacant_portfolios),
        )
        for row in vacant
        if (person := _who(row, people, mistakes, bool(row.typed))) is not None
    ]
    for row in rows.remits:
        if row.what is What.INSTEAD and not row.typed:
            mistakes[row.field] = f"{row.record.body.name}: enter the new remit."
        elif len(row.typed) > LONGEST:
            mistakes[row.field] = f"{row.record.body.name}: use {LONGEST:,} characters or fewer."
    remits = [RemitTurn(row.record, row.what, row.typed, row.field) for row in rows.remits]
    ended = [row.record for row in rows.portfolios if row.what is What.END]
    return Turn(offices, vacancies, remits, ended), mistakes


def _who(row: Row, people: Sequence[Person], mistakes: dict[str, str], asked: bool) -> Person | None:
    """The person whose name or e-mail address was typed; a mistake is noted where that is not one person."""
    if not asked:
        return None
    wanted = row.typed.casefold()
    found = [person for person in people if wanted in (person.name.casefold(), person.email.casefold())]
    if len(found) == 1:
        return found[0]
    about = _about(row.record)
    if not wanted:
        mistakes[row.field] = f"{about}: enter who takes over."
    elif found:
        mistakes[row.field] = f"{about}: two people are called {row.typed}. Enter the e-mail address."
    else:
        mistakes[row.field] = f"{about}: nobody with an account is called {row.typed}. Invite them first."
    return None


def _about(record: Office | Body | Portfolio | BodyRemit) -> str:
    return record.person.name if isinstance(record, Office) else getattr(record, "name", "")

"""Starting a municipal year: memberships, chairs, portfolios and remits are carried into it in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ...people.models import Person
from ...rules.offices import dates_problem
from ...rules.permissions import Role
from ..models import Body, BodyRemit, MunicipalYear, Office, Portfolio
from ..queries import list_municipal_years
from .bodies import end_remit, set_remit
from .offices import day_before, end_office, give_office

LONGEST_YEAR = timedelta(days=400)


class What(StrEnum):
    """What becomes of something when the year turns."""

    CARRY_ON = "carry-on"
    END = "end"
    INSTEAD = "instead"


@dataclass(frozen=True)
class OfficeTurn:
    """One office (with its names): who holds it in the new year."""

    office: Office
    what: What
    instead: Person | None = None
    field: str = ""


@dataclass(frozen=True)
class Vacancy:
    """A chair or a portfolio that nobody holds, and who takes it."""

    role: Role
    held_for: Body | Portfolio
    person: Person
    field: str = ""


@dataclass(frozen=True)
class RemitTurn:
    """One remit (with its body and the body's remits): what the body looks at in the new year."""

    remit: BodyRemit
    what: What
    text: str = ""
    field: str = ""


@dataclass(frozen=True)
class Turn:
    """Everything that the turn of a year changes."""

    offices: Sequence[OfficeTurn] = ()
    vacancies: Sequence[Vacancy] = ()
    remits: Sequence[RemitTurn] = ()
    ended_portfolios: Sequence[Portfolio] = field(default_factory=tuple)


def start_year(name: str, starts_on: date, ends_on: date, turn: Turn, by: By) -> MunicipalYear:
    """Begins (or dates anew) a municipal year, first and last day, and turns what goes into it.

    The year before ends the day before. Raises Refused with the field that a sentence belongs to; the
    caller rolls back.
    """
    year = _dated_year(name, starts_on, ends_on)
    last = day_before(starts_on)
    for turned in turn.offices:
        _end_turned(turned, last, by)
    for portfolio in turn.ended_portfolios:
        if problem := dates_problem(portfolio.from_on, last, "portfolio"):
            raise Refused(problem, f"portfolio-{portfolio.id}")
        portfolio.to_on = last
        record_changes(by, Tag.PORTFOLIO_CHANGED, "portfolio", portfolio.code, portfolio)
    for turned in turn.offices:
        _begin_turned(turned, starts_on, by)
    for vacancy in turn.vacancies:
        _give(vacancy.field, vacancy.person, vacancy.role, vacancy.held_for, starts_on, by)
    for remit_turn in turn.remits:
        _turn_remit(remit_turn, starts_on, by)
    after = {"starts": starts_on, "ends": ends_on}
    record(by, Tag.YEAR_STARTED, "municipal-year", name, after=after)
    db.session.flush()
    return year


def _dated_year(name: str, starts_on: date, ends_on: date) -> MunicipalYear:
    if ends_on <= starts_on:
        raise Refused("The year must end after it begins.", "ends_on")
    if ends_on - starts_on > LONGEST_YEAR:
        raise Refused("A municipal year lasts about twelve months. Check its first and last day.", "ends_on")
    years = list_municipal_years()
    year = next((each for each in years if each.name == name), None)
    others = [each for each in years if each is not year]
    before = max((e for e in others if e.starts_on < starts_on), key=lambda e: e.starts_on, default=None)
    for other in others:
        if other.starts_on >= starts_on and other.starts_on <= ends_on:
            raise Refused(
                f"{other.name} begins on {_day(other.starts_on)}: this year ends before.", "ends_on"
            )
    if before is not None and before.ends_on >= starts_on:
        before.ends_on = day_before(starts_on)
        if before.ends_on <= before.starts_on:
            raise Refused(
                f"{before.name} begins on {_day(before.starts_on)}: choose a later day.", "starts_on"
            )
    if year is None:
        year = MunicipalYear(name=name, starts_on=starts_on, ends_on=ends_on)
        db.session.add(year)
    year.starts_on, year.ends_on = starts_on, ends_on
    return year


def _end_turned(turned: OfficeTurn, last: date, by: By) -> None:
    office = turned.office
    if turned.what is What.CARRY_ON:
        return
    if office.to_on is not None and office.to_on <= last:
        return
    try:
        end_office(office, last, by)
    except Refused as refused:
        raise Refused(f"{office.person.name}: {refused.sentence}", turned.field) from refused


def _begin_turned(turned: OfficeTurn, starts_on: date, by: By) -> None:
    """Somebody else takes the office; or the same person, where the term would have run out."""
    office = turned.office
    ran_out = office.to_on is not None and office.to_on < starts_on
    person = turned.instead if turned.what is What.INSTEAD else office.person
    if turned.what is What.END or (turned.what is What.CARRY_ON and not ran_out):
        return
    if person is None:
        raise Refused(f"Say who follows {office.person.name}.", turned.field)
    held_for = office.body or office.portfolio or office.directorate
    _give(turned.field, person, office.role, held_for, starts_on, by, like=office)


def _give(
    name: str,
    person: Person,
    role: Role,
    held_for: object,
    starts_on: date,
    by: By,
    like: Office | None = None,
) -> None:
    target = held_for if isinstance(held_for, Body | Portfolio) else None
    kind = like.member_kind if like is not None else None
    try:
        give_office(person, role, by, from_on=starts_on, held_for=target, member_kind=kind)
    except Refused as refused:
        raise Refused(refused.sentence, name) from refused


def _turn_remit(turned: RemitTurn, starts_on: date, by: By) -> None:
    try:
        if turned.what is What.END:
            end_remit(turned.remit, day_before(starts_on), by)
        elif turned.what is What.INSTEAD:
            set_remit(turned.remit.body, turned.text, starts_on, by)
    except Refused as refused:
        raise Refused(refused.sentence, turned.field) from refused


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"

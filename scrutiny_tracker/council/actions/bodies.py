"""Adding, changing and ending bodies, and what they look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm.attributes import flag_modified

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ...rules.offices import dates_problem
from ..models import Body, BodyRemit, Portfolio, Standing
from ..queries import find_body_by_code, list_open_offices_for, parents
from .offices import close_office, day_before


@dataclass(frozen=True)
class BodyFacts:
    """What is known of a body besides its code and its dates."""

    name: str
    kind: str
    standing: Standing
    parent_id: int | None = None
    contact: str | None = None


def add_body(code: str, facts: BodyFacts, from_on: date, by: By, *, remit: str | None = None) -> Body:
    """A new body from a day (London date). Its code stands in references and never changes.

    Raises Refused where the code is taken.
    """
    code = code.upper()
    if find_body_by_code(code) is not None:
        raise Refused(f"There is a body with the code {code} already.", "code")
    body = Body(code=code, from_on=from_on, remits=[])
    _take(body, facts)
    db.session.add(body)
    db.session.flush()
    after = {"name": facts.name, "kind": facts.kind, "standing": facts.standing.value, "from": from_on}
    record(by, Tag.BODY_ADDED, "body", code, after=after)
    if remit:
        set_remit(body, remit, from_on, by)
    return body


def change_body(body: Body, facts: BodyFacts, by: By) -> None:
    """Changes what is known of a body. Raises Refused where it would report to itself."""
    if facts.parent_id is not None and _would_circle(body.id, facts.parent_id, parents()):
        raise Refused("A body cannot report to itself or to one that reports to it.", "parent")
    _take(body, facts)
    record_changes(by, Tag.BODY_CHANGED, "body", body.code, body)
    db.session.flush()


def _take(body: Body, facts: BodyFacts) -> None:
    body.name, body.kind, body.standing = facts.name, facts.kind, facts.standing
    body.parent_id, body.contact = facts.parent_id, facts.contact


def _would_circle(body_id: int, parent_id: int, reports_to: Mapping[int, int | None]) -> bool:
    above: int | None = parent_id
    for _ in range(len(reports_to) + 1):
        if above is None:
            return False
        if above == body_id:
            return True
        above = reports_to.get(above)
    return True


def end_body(body: Body, to_on: date | None, successor: Body | None, by: By) -> int:
    """Ends a body (its remits loaded) with a last day, and its remits and offices with it; None: it goes on.

    What it recommended stays, with the successor where there is one. Gives back how many offices ended.
    Raises Refused where it would end before it begins or be its own successor.
    """
    if to_on is not None and (problem := dates_problem(body.from_on, to_on, "body")):
        raise Refused(problem, "to_on")
    if to_on is None and successor is not None:
        raise Refused(
            "A body that goes on has no successor yet. Give its last day, or take the successor away.",
            "to_on",
        )
    if successor is not None and successor.id == body.id:
        raise Refused("A body cannot take over from itself.", "successor")
    body.to_on, body.successor_id = to_on, successor.id if successor else None
    record_changes(by, Tag.BODY_CHANGED, "body", body.code, body)
    if to_on is None:
        db.session.flush()
        return 0
    for remit in body.remits:
        if remit.to_on is None or remit.to_on > to_on:
            remit.to_on = max(to_on, remit.from_on)
    open_offices = list_open_offices_for(body, to_on)
    for office in open_offices:
        close_office(office, to_on, by, f"{body.name} ended.")
    db.session.flush()
    return len(open_offices)


def set_remit(
    body: Body, text: str, from_on: date, by: By, *, portfolio: Portfolio | None = None
) -> BodyRemit:
    """What a body (its remits loaded) looks at from a day; the remit before ends the day before.

    A remit of the same first day is put right. Raises Refused for a day before the body or that remit began.
    """
    if from_on < body.from_on:
        raise Refused(f"{body.name} began on {_day(body.from_on)}: its remit cannot begin before.", "from_on")
    last = max(body.remits, key=lambda remit: remit.from_on, default=None)
    if last is not None and from_on < last.from_on:
        raise Refused(f"The last remit begins on {_day(last.from_on)}: a new one begins later.", "from_on")
    portfolio_id = portfolio.id if portfolio else None
    before = None if last is None else {"remit": last.text}
    if last is not None and last.from_on == from_on:
        last.text, last.portfolio_id, new = text, portfolio_id, last
    else:
        if last is not None and (last.to_on is None or last.to_on >= from_on):
            last.to_on = day_before(from_on)
        new = BodyRemit(text=text, portfolio_id=portfolio_id, from_on=from_on)
        body.remits.append(new)
    _touch(body)
    record(by, Tag.BODY_CHANGED, "body", body.code, before=before, after={"remit": text, "from": from_on})
    db.session.flush()
    return new


def end_remit(remit: BodyRemit, to_on: date, by: By) -> None:
    """Ends a remit (its body loaded) with a last day. Raises Refused where that lies before its first."""
    if problem := dates_problem(remit.from_on, to_on, "remit"):
        raise Refused(problem, "to_on")
    before = {"remit": remit.text, "to": remit.to_on}
    remit.to_on = to_on
    _touch(remit.body)
    record(
        by, Tag.BODY_CHANGED, "body", remit.body.code, before=before, after={"remit": remit.text, "to": to_on}
    )
    db.session.flush()


def _touch(body: Body) -> None:
    """A remit is part of its body: whoever changes it changes the body's version."""
    flag_modified(body, "name")


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"

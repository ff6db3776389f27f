"""Adding and changing portfolios and directorates."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ...rules.offices import dates_problem
from ..models import Directorate, Portfolio
from ..queries import find_directorate, find_portfolio

Area = TypeVar("Area", Portfolio, Directorate)


def add_portfolio(code: str, name: str, from_on: date, to_on: date | None, by: By) -> Portfolio:
    """A Cabinet Member's area from a day (London dates). Raises Refused where the code is taken."""
    code = code.upper()
    if find_portfolio(code) is not None:
        raise Refused(f"There is a portfolio with the code {code} already.", "code")
    return _added(Portfolio(code=code, name=name, from_on=from_on, to_on=to_on), Tag.PORTFOLIO_ADDED, by)


def add_directorate(
    code: str,
    name: str,
    from_on: date,
    to_on: date | None,
    by: By,
    *,
    updates_need_clearing: bool | None = None,
) -> Directorate:
    """A directorate from a day; None for `updates_need_clearing` means as the council's setting says."""
    code = code.upper()
    if find_directorate(code) is not None:
        raise Refused(f"There is a directorate with the code {code} already.", "code")
    new = Directorate(
        code=code, name=name, from_on=from_on, to_on=to_on, updates_need_clearing=updates_need_clearing
    )
    return _added(new, Tag.DIRECTORATE_ADDED, by)


def _added(area: Area, tag: Tag, by: By) -> Area:
    _check_dates(area.from_on, area.to_on, area)
    db.session.add(area)
    db.session.flush()
    after = {"name": area.name, "from": area.from_on, "to": area.to_on}
    record(by, tag, area.__tablename__, area.code, after=after)
    return area


def _check_dates(from_on: date, to_on: date | None, area: Portfolio | Directorate) -> None:
    if problem := dates_problem(from_on, to_on, area.__tablename__):
        raise Refused(problem, "to_on")


def change_portfolio(portfolio: Portfolio, name: str, from_on: date, to_on: date | None, by: By) -> None:
    """Changes a portfolio's name or dates. Raises Refused where it would end before it begins."""
    _check_dates(from_on, to_on, portfolio)
    portfolio.name, portfolio.from_on, portfolio.to_on = name, from_on, to_on
    record_changes(by, Tag.PORTFOLIO_CHANGED, "portfolio", portfolio.code, portfolio)
    db.session.flush()


def change_directorate(
    directorate: Directorate,
    name: str,
    from_on: date,
    to_on: date | None,
    by: By,
    *,
    updates_need_clearing: bool | None,
) -> None:
    """Changes a directorate's name, dates or clearing. Raises Refused where it would end before it begins."""
    _check_dates(from_on, to_on, directorate)
    directorate.name, directorate.from_on, directorate.to_on = name, from_on, to_on
    directorate.updates_need_clearing = updates_need_clearing
    record_changes(by, Tag.DIRECTORATE_CHANGED, "directorate", directorate.code, directorate)
    db.session.flush()

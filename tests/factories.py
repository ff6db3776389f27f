"""Records for tests: sensible defaults, every column a keyword, flushed and never committed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import TypeVar

from argon2 import PasswordHasher

from scrutiny_tracker.core.extensions import Base, db
from scrutiny_tracker.council.models import (
    Body,
    BodyRemit,
    Directorate,
    MunicipalYear,
    Office,
    Portfolio,
    Standing,
)
from scrutiny_tracker.kpis.models import Kpi, KpiReading, KpiTarget, Polarity
from scrutiny_tracker.meetings.clause_models import (
    Becomes,
    Clause,
    DatePrecision,
    FollowUp,
    FollowUpKind,
    Referral,
)
from scrutiny_tracker.meetings.models import AgendaItem, ItemPaper, Meeting, Paper, PrintedRecommendation
from scrutiny_tracker.people.models import Person
from scrutiny_tracker.recommendations.models import (
    Action,
    Addressee,
    Recommendation,
    Regime,
    Sending,
    SentLine,
)
from scrutiny_tracker.rules.lifecycle import Origin
from scrutiny_tracker.rules.minutes.kinds import ClauseKind
from scrutiny_tracker.rules.performance import parse_period
from scrutiny_tracker.rules.permissions import Role

Row = TypeVar("Row", bound=Base)

NOW = datetime(2026, 1, 12, 10, 0, tzinfo=UTC)
YEAR_BEGAN = date(2025, 5, 15)
MADE_ON = date(2025, 10, 30)
PASSWORD = "kettle orbit walnut"
CHEAP_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
_numbers = count(701)  # above whatever a test mints, so that references never meet


def number() -> int:
    """A number that no other record of the test run has."""
    return next(_numbers)


def _saved(row: Row) -> Row:
    db.session.add(row)
    db.session.flush()
    return row


def _with(defaults: Mapping[str, object], more: Mapping[str, object]) -> dict[str, object]:
    return {**defaults, **more}


# People and council


def person(name: str = "", **more: object) -> Person:
    """Somebody with an account whose password is PASSWORD."""
    n = number()
    email = f"{name.lower().replace(' ', '.') or 'person'}.{n}@council.example"
    standard = {
        "name": name or f"Person {n}",
        "email": email,
        "password_hash": CHEAP_HASH,
        "created_at": NOW,
        "is_active": True,
        "session_number": 1,
    }
    return _saved(Person(**_with(standard, more)))


def body(code: str = "", **more: object) -> Body:
    """A scrutiny board, unless `standing` says otherwise."""
    code = code or f"B{number()}"
    standard = {
        "code": code,
        "name": f"Board {code}",
        "kind": "Scrutiny Board",
        "standing": Standing.SCRUTINY,
        "from_on": YEAR_BEGAN,
    }
    return _saved(Body(**_with(standard, more)))


def remit(of: Body, text: str = "Homes and streets.", **more: object) -> BodyRemit:
    return _saved(BodyRemit(**_with({"body_id": of.id, "text": text, "from_on": YEAR_BEGAN}, more)))


def portfolio(code: str = "", **more: object) -> Portfolio:
    code = code or f"P{number()}"
    return _saved(
        Portfolio(**_with({"code": code, "name": f"Portfolio {code}", "from_on": YEAR_BEGAN}, more))
    )


def directorate(code: str = "", **more: object) -> Directorate:
    code = code or f"D{number()}"
    return _saved(
        Directorate(**_with({"code": code, "name": f"Directorate {code}", "from_on": YEAR_BEGAN}, more))
    )


def office(holder: Person, role: Role, held_for: Base | None = None, **more: object) -> Office:
    """An office for a body, portfolio, directorate or (None) the whole council, since the year began."""
    columns = {"body": "body_id", "portfolio": "portfolio_id", "directorate": "directorate_id"}
    standard: dict[str, object] = {"person_id": holder.id, "role": role, "from_on": YEAR_BEGAN}
    if isinstance(held_for, Body | Portfolio | Directorate):
        standard[columns[held_for.__tablename__]] = held_for.id
    return _saved(Office(**_with(standard, more)))


def municipal_year(name: str = "2025-26", **more: object) -> MunicipalYear:
    standard = {"name": name, "starts_on": YEAR_BEGAN, "ends_on": date(2026, 5, 20)}
    return _saved(MunicipalYear(**_with(standard, more)))


# Meetings


def meeting(of: Body, on: date = MADE_ON, **more: object) -> Meeting:
    """A planned meeting of a body."""
    standard = {"reference": f"{of.code}-M-{number()}", "body": of, "on": on, "items": []}
    return _saved(Meeting(**_with(standard, more)))


def item(at: Meeting, title: str = "Deep dive into measures", **more: object) -> AgendaItem:
    """An agenda item; its number is its position unless given."""
    n = number()
    position = more.get("position", n)
    standard = {
        "reference": f"{at.reference}-{n}",
        "meeting": at,
        "number": str(position),
        "position": position,
        "title": title,
        "clauses": [],
    }
    return _saved(AgendaItem(**_with(standard, more)))


def paper(title: str = "Deep dive report", on: AgendaItem | None = None, **more: object) -> Paper:
    """A report, with `on` the report of that item."""
    saved = _saved(Paper(**_with({"reference": f"PAPER-{number()}", "title": title, "printed": []}, more)))
    if on is not None:
        on.paper = saved
        db.session.flush()
    return saved


def attached(to: AgendaItem, late: Paper) -> ItemPaper:
    """A further paper of an item."""
    return _saved(ItemPaper(item_id=to.id, paper=late, added_at=NOW))


def printed_recommendation(
    on: Paper, text: str = "Publish the figures.", **more: object
) -> PrintedRecommendation:
    n = number()
    position = more.get("position", n)
    standard = {"paper": on, "position": position, "number": str(position), "text": text}
    return _saved(PrintedRecommendation(**_with(standard, more)))


def clause(
    of: AgendaItem, text: str = "That Cabinet be asked to publish the figures.", **more: object
) -> Clause:
    """A clause that becomes a recommendation."""
    n = number()
    standard = {
        "reference": f"CLAUSE-{n}",
        "item": of,
        "position": n,
        "text": text,
        "kind": ClauseKind.RECOMMEND,
        "becomes": Becomes.RECOMMENDATION,
        "logged_at": NOW,
    }
    return _saved(Clause(**_with(standard, more)))


def follow_up(of: Body, what: str = "How many homes were inspected?", **more: object) -> FollowUp:
    """An open information request, due on 1 February 2026."""
    due = date(2026, 2, 1)
    standard = {
        "reference": f"{of.code}-F-{number()}",
        "kind": FollowUpKind.INFORMATION_REQUEST,
        "body": of,
        "what": what,
        "asked_on": MADE_ON,
        "due_on": due,
        "due_precision": DatePrecision.DAY,
        "next_due_on": more.get("due_on") or due,
    }
    return _saved(FollowUp(**_with(standard, more)))


def referral(from_body: Body, to_body: Body, what: str = "Bus shelters", **more: object) -> Referral:
    """A referral that waits for its receipt."""
    standard = {
        "reference": f"{from_body.code}-R-{number()}",
        "from_body": from_body,
        "to_body": to_body,
        "what": what,
        "sent_on": MADE_ON,
        "next_due_on": date(2025, 11, 27),
    }
    return _saved(Referral(**_with(standard, more)))


# Recommendations


def recommendation(
    made_by: Body,
    short_name: str = "Publish the figures every quarter",
    asked: Body | Portfolio | None = None,
    owner: Person | None = None,
    with_action: bool = True,
    **more: object,
) -> Recommendation:
    """A recommendation as it stands before any entry, with one addressee (if asked) and one action."""
    n = number()
    standard = {
        "reference": f"{made_by.code}-2526-{n}",
        "short_name": short_name,
        "text": f"{short_name}.",
        "origin": Origin.DEEP_DIVE,
        "printed_number": str(n),
        "printed_position": n,
        "made_by": made_by,
        "followed_by": made_by,
        "agreed_by": made_by,
        "made_on": MADE_ON,
        "agreed_on": MADE_ON,
        "addressees": [],
        "actions": [],
        "entries": [],
    }
    saved = _saved(Recommendation(**_with(standard, more)))
    if asked is not None:
        addressee(saved, asked)
    if with_action:
        action(saved, owner, directorate_id=saved.directorate_id)
    return saved


def addressee(of: Recommendation, asked: Body | Portfolio, **more: object) -> Addressee:
    whom = {"body": asked} if isinstance(asked, Body) else {"portfolio": asked}
    return _saved(Addressee(**_with({"recommendation": of, **whom}, more)))


def action(of: Recommendation, owner: Person | None = None, **more: object) -> Action:
    """An action due on 31 March 2026, with its owner where one is named."""
    due = date(2026, 3, 31)
    standard = {
        "recommendation": of,
        "text": of.text,
        "owner": owner,
        "due_on": due,
        "first_due_on": more.get("due_on", due),
        "due_precision": DatePrecision.DAY,
    }
    return _saved(Action(**_with(standard, more)))


def sending(
    from_body: Body, to: Body | Portfolio, lines: Sequence[Addressee] = (), **more: object
) -> Sending:
    """A report sent to one decision-maker under the executive's regime, carrying what its lines ask."""
    whom = {"to_body": to} if isinstance(to, Body) else {"to_portfolio": to}
    standard = {
        "reference": f"SENDING-{number()}",
        "title": "Deep dive",
        "from_body": from_body,
        "sent_on": date(2025, 10, 31),
        "regime": Regime.EXECUTIVE,
        "lines": [],
        **whom,
    }
    saved = _saved(Sending(**_with(standard, more)))
    for position, line in enumerate(lines, 1):
        wording = line.recommendation.text
        _saved(SentLine(sending=saved, addressee=line, position=position, wording=wording))
    return saved


# Measures


def kpi(
    code: str = "",
    targets: Mapping[str, object] | None = None,
    readings: Mapping[str, object] | None = None,
    **more: object,
) -> Kpi:
    """A measure; targets and readings by period, such as {"2024-25": 95}."""
    code = code or f"K{number()}"
    standard = {"code": code, "name": f"Measure {code}", "unit": "%", "polarity": Polarity.HIGHER}
    saved = _saved(Kpi(**_with(standard, more)))
    for period, value in (targets or {}).items():
        _saved(KpiTarget(kpi_id=saved.id, period=period, starts_on=_began(period), value=_figure(value)))
    for period, value in (readings or {}).items():
        kept = {"period": period, "starts_on": _began(period), "recorded_at": NOW}
        _saved(KpiReading(kpi_id=saved.id, value=_figure(value), **kept))
    return saved


def _began(period: str) -> date:
    return parse_period(period).starts_on


def _figure(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))

"""The first page: what needs whoever asks today, by the offices that they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask import render_template

from ...core import clock
from ...core.access import allow, may, principal
from ...core.filters import listed
from ...council.queries import list_portfolios
from ...council.settings import number_setting
from ...kpis.queries import LateStage, list_judged, list_late_stages
from ...meetings.queries.owed import OwedFilter, list_follow_up_rows
from ...meetings.readable import matter_of as matter_of_owed
from ...meetings.readable import readable_what
from ...people.queries import count_accounts
from ...recommendations.exporting import shown
from ...recommendations.queries.my_updates import list_my_updates_due
from ...recommendations.queries.page import name_of
from ...recommendations.queries.register import list_register
from ...recommendations.queries.register_filter import RegisterFilter
from ...recommendations.queries.sending_list import count_waiting, list_sendings
from ...recommendations.queries.updates import OnTheirWay, Waits, count_on_their_way
from ...reminders.queries.reminded import last_reminded
from ...rules.permissions import Permission, Role
from ..health import scheduler_health
from ..mine import MineToWrite, clearing_rows, cycle_rows, measure_rows, officer_rows, portfolio_rows
from ..queries.meetings import Coming, list_coming, list_sensitive_between, next_of
from ..queries.tallies import Part, Tallies, count_all
from ..queries.team import list_reports_at, list_unsent
from ..team import (
    TeamFacts,
    answers_awaited,
    broken_rules,
    next_meeting_rows,
    stages_awaited,
    team_rows,
)
from ..today import (
    AHEAD,
    Awaited,
    Broken,
    Todo,
    dates_to_come,
    first_rows,
    inset,
    nothing_sentence,
    worker_rows,
)
from .blueprint import blueprint
from .committees import things_first

MOST_AWAITED = 4
TEAM = (Role.CO_ORDINATOR, Role.GOVERNANCE_OFFICER)
OFFICERS = (Role.RESPONSIBLE_OFFICER, Role.LINK_OFFICER, Role.DIRECTOR)
CLEARERS = (Role.DIRECTOR, Role.CABINET_MEMBER)
MEMBERS = (Role.CHAIR, Role.COMMITTEE_MEMBER)


@dataclass
class Day:
    """What the page says, gathered office by office."""

    today: date
    coming: list[Coming]
    next_meeting: Coming | None
    tallies: Tallies
    portfolio: str = ""
    rows: list[Todo] = field(default_factory=list)
    things: list[Todo] = field(default_factory=list)
    for_meeting: list[Todo] = field(default_factory=list)
    awaited: list[Awaited] = field(default_factory=list)
    reminded: dict[tuple[str, str], date] = field(default_factory=dict)
    broken: list[Broken] = field(default_factory=list)
    late_stages: Sequence[LateStage] = ()


@blueprint.get("/")
@allow(Permission.HOUSE_READ)
def today() -> str:
    day = _begun()
    if principal().holds(*TEAM, Role.PERFORMANCE_OFFICER):
        day.late_stages = list_late_stages()
    on_their_way = count_on_their_way(principal()) if principal().holds(*TEAM, *CLEARERS) else None
    if principal().holds(*TEAM) and on_their_way is not None:
        _add_team(day, on_their_way)
    if principal().holds(*OFFICERS):
        day.rows += officer_rows(_mine_to_write(day.today), day.tallies, day.today)
    if principal().holds(*CLEARERS) and on_their_way is not None:
        to_clear = on_their_way.numbers[Waits.TO_CLEAR]
        day.rows += clearing_rows(to_clear, _day_of(on_their_way.since[Waits.TO_CLEAR]))
    if day.portfolio:
        day.rows += portfolio_rows(day.tallies, day.portfolio)
    if principal().holds(*MEMBERS):
        day.things = things_first(day.today)
    if principal().holds(Role.PERFORMANCE_OFFICER):
        day.rows += [*cycle_rows(day.late_stages), *measure_rows(list_judged())]
    return _page(day)


def _begun() -> Day:
    on = clock.today()
    coming = list_coming(on)
    next_meeting = next_of(coming, _own_bodies()) or next_of(coming)
    parts, values = {Part.HOUSE}, dict[str, object]()
    if principal().holds(*TEAM):
        parts.add(Part.TEAM)
        if next_meeting is not None:
            parts.add(Part.COMMITTEE)
            values["committee"] = next_meeting.body_id
    if principal().holds(*OFFICERS):
        parts.add(Part.MINE)
        values["mine"] = principal().person_id
    portfolio = _portfolio_code(on)
    if portfolio:
        parts.add(Part.PORTFOLIO)
        values["portfolio"] = portfolio
    return Day(on, coming, next_meeting, count_all(parts, on, **values), portfolio)


def _own_bodies() -> frozenset[int]:
    return frozenset(office.body_id for office in principal().offices if office.body_id is not None)


def _portfolio_code(on: date) -> str:
    """The code of the portfolio that the reader holds (the first of several), empty for none."""
    ids = {office.portfolio_id for office in principal().offices if office.role is Role.CABINET_MEMBER}
    return next((each.code for each in list_portfolios(on) if each.id in ids), "") if ids else ""


def _day_of(at: datetime | None) -> date | None:
    return None if at is None else clock.london(at).date()


def _add_team(day: Day, on_their_way: OnTheirWay) -> None:
    sendings = list_sendings().rows
    reports = (
        list_reports_at(day.next_meeting.id, day.next_meeting.body_id, day.next_meeting.on, day.today)
        if day.next_meeting is not None
        else ()
    )
    facts = TeamFacts(
        today=day.today,
        tallies=day.tallies,
        sendings=count_waiting(day.today),
        late_sendings=sendings,
        unsent=list_unsent(),
        to_check=on_their_way.numbers[Waits.TO_CHECK],
        to_check_since=_day_of(on_their_way.since[Waits.TO_CHECK]),
        coming=day.coming,
        committee=day.next_meeting,
        reports=reports,
    )
    day.rows += team_rows(facts)
    day.for_meeting = next_meeting_rows(facts)
    day.broken = broken_rules(facts)
    day.awaited = [
        *answers_awaited(sendings, day.today, MOST_AWAITED),
        *_updates_awaited(day.today),
        *_requests_awaited(day.today),
        *_clearings_awaited(on_their_way),
        *stages_awaited(day.late_stages[:MOST_AWAITED]),
    ]
    day.reminded = last_reminded(one.record for one in day.awaited if one.record is not None)


def _updates_awaited(on: date) -> list[Awaited]:
    late = list_register(RegisterFilter(status="late", late="update"), None, on).rows
    return [
        Awaited(
            who=listed(dict.fromkeys((row.owners or "No officer yet").split(", "))),
            what=f"update on “{shown(row).name}”",
            address=f"/recommendations/{row.reference}",
            since=row.next_due_on,
            tag="Past its date" if row.late == "action" else "Not updated in time",
            colour="red",
            record=("recommendation", row.reference) if row.owners else None,
        )
        for row in late
        if row.late in ("action", "update")
    ][:MOST_AWAITED]


def _requests_awaited(on: date) -> list[Awaited]:
    late = list_follow_up_rows(OwedFilter(late_on=on), size=MOST_AWAITED).rows
    return [
        Awaited(
            who=row.owner_name or row.whom or row.directorate_name or "Nobody yet",
            what=readable_what(row, matter_of_owed({row.body_id}, row.owner_id, row.directorate_id)),
            address=f"/follow-ups/{row.reference}",
            since=row.asked_on,
            tag="Late",
            colour="red",
            record=("follow-up", row.reference) if row.owner_name else None,
        )
        for row in late
    ]


def _clearings_awaited(on_their_way: OnTheirWay) -> list[Awaited]:
    number, since = on_their_way.numbers[Waits.WITH_OTHERS], _day_of(on_their_way.since[Waits.WITH_OTHERS])
    if not number or since is None:
        return []
    what = f"clearance of {number} update{'s' if number != 1 else ''}"
    where = "/updates/waiting#with-others"
    return [Awaited("Directors and Cabinet Members", what, where, since, "To clear", "grey")]


def _mine_to_write(on: date) -> list[MineToWrite]:
    linked = tuple(
        office.directorate_id
        for office in principal().offices
        if office.role is Role.LINK_OFFICER and office.directorate_id is not None
    )
    return [
        MineToWrite(
            name=name_of(one.short_name, one.public_name, one.publicity, one.reference, one.matter),
            address=f"/recommendations/{one.reference}/actions/{one.position}/update",
            asked_by=one.asked_by,
            is_late=one.is_late,
            returned_why=one.returned_why,
        )
        for one in list_my_updates_due(principal().person_id or 0, on, directorate_ids=linked)
    ]


def _administration() -> dict[str, Any]:
    """What an administrator sees of accounts and the worker; nothing for anybody else."""
    if not may(Permission.ACCOUNT_ADMINISTER):
        return {"accounts": None, "worker": []}
    return {"accounts": count_accounts(), "worker": worker_rows(scheduler_health(clock.real_now()))}


def _page(day: Day) -> str:
    administration = _administration()
    rows: Sequence[Todo] = [*administration["worker"], *day.rows]
    now, more = first_rows(rows)
    sensitive = list_sensitive_between(day.today, day.today + AHEAD)
    return render_template(
        "home/today.html",
        day=day,
        now=now,
        more=more,
        nothing=nothing_sentence(day.coming, day.next_meeting, day.today),
        inset=inset(day.tallies, number_setting("update_months")),
        dates=dates_to_come(
            day.coming, [(each.from_on, each.to_on, each.reason) for each in sensitive], day.today
        ),
        last=day.today + AHEAD,
        accounts=administration["accounts"],
        brief_of=_brief_of(day.next_meeting),
    )


def _brief_of(coming: Coming | None) -> str:
    """The code of the body whose next meeting the reader chairs, empty for none."""
    if coming is None:
        return ""
    chairs = {office.body_id for office in principal().offices if office.role is Role.CHAIR}
    return coming.body_code if coming.body_id in chairs else ""

"""What a member's committees are waiting for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import render_template, request

from ...core import clock
from ...core.access import allow, may, may_read_closed, principal
from ...core.errors import NotFound
from ...core.listing import every_row, listing
from ...core.sheets import Sheet
from ...core.words import tag
from ...council.models import Body, Standing
from ...council.queries import chairs, list_bodies
from ...kpis.queries import ListedKpi, list_judged
from ...recommendations.exporting import ShownRow, shown
from ...recommendations.queries.page import name_of
from ...recommendations.queries.register import list_register
from ...recommendations.queries.register_filter import RegisterFilter
from ...rules.lifecycle import Progress
from ...rules.performance import TargetStatus
from ...rules.permissions import Matter, Permission, Role
from ...rules.publicity import Publicity
from ..committees import MOST_CHANGES, MOST_THINGS, Followed, change_sentence, first_things, new_since
from ..queries import committees as queries
from ..queries.meetings import list_coming, next_of
from ..today import Todo
from .blueprint import blueprint

MOST_OF_ONE = 10
MOST_MEASURES = 5
MOST_COMMITTEES = 6
LOOKS_BACK = timedelta(days=92)
MEMBERS = (Role.CHAIR, Role.COMMITTEE_MEMBER)


@dataclass(frozen=True)
class Committee:
    """One committee as its section shows it."""

    body: Body
    rows: Sequence[ShownRow]
    counts: queries.Followed
    may_ask: bool
    may_brief: bool
    chair: str | None


def matter_of_body(body: Body) -> Matter:
    """Whose a committee's page is: its own."""
    return Matter(body_ids=frozenset({body.id}))


def committee_by_code(code: str) -> Body:
    """A scrutiny body by its code. Raises NotFound."""
    found = next((each for each in list_bodies(Standing.SCRUTINY) if each.code == code), None)
    if found is None:
        raise NotFound(f"There is no committee {code}.")
    return found


def followed_of(one: ShownRow) -> Followed:
    row = one.row
    return Followed(
        reference=row.reference,
        name=one.name,
        asked=row.asked,
        progress=row.progress,
        decision=row.decision,
        late=row.late,
        next_due_on=row.next_due_on,
        due_on=row.due_on,
        first_due_on=row.first_due_on,
    )


def list_soonest(body: Body, today: date) -> list[ShownRow]:
    """What a body follows and is open, the soonest due first, which puts what is late first."""
    return [shown(row) for row in list_register(RegisterFilter(body=body.code), None, today).rows]


def list_done(body: Body, today: date) -> list[ShownRow]:
    """What officers say is done and the committee has not signed off."""
    done = RegisterFilter(body=body.code, progress=Progress.REPORTED_COMPLETE)
    return [shown(row) for row in list_register(done, None, today).rows]


def things_first(today: date) -> list[Todo]:
    """The three things that the reader's committees look at first."""
    own = {office.body_id for office in principal().offices if office.role in MEMBERS}
    bodies = [each for each in list_bodies(Standing.SCRUTINY) if each.id in own][:MOST_COMMITTEES]
    soonest = [followed_of(row) for body in bodies for row in list_soonest(body, today)]
    return first_things([*soonest, *_said_done(bodies)], today)


def _said_done(bodies: Sequence[Body]) -> list[Followed]:
    return [
        Followed(
            reference=row.reference,
            name=name_of(
                row.short_name, row.public_name, row.publicity, row.reference, Matter(body_ids=row.body_ids)
            ),
            progress=Progress.REPORTED_COMPLETE,
            decision=row.decision,
            next_due_on=row.next_due_on,
        )
        for row in queries.list_said_done([each.id for each in bodies], MOST_THINGS)
    ]


@blueprint.get("/committees")
@allow(Permission.HOUSE_READ)
def committees() -> str:
    today = clock.today()
    every = list_bodies(Standing.SCRUTINY)
    coming = list_coming(today)
    chosen = _chosen(every, request.args.get("body", ""))
    if not chosen:
        first = next_of(coming)
        chosen = [each for each in every if first is None or each.id == first.body_id][:1]
    ids = [each.id for each in chosen]
    next_meeting = next_of(coming, ids) if ids else None
    last = queries.find_last_meeting([next_meeting.body_id] if next_meeting else ids, today)
    since = last.on if last is not None else today - LOOKS_BACK
    sections = _sections(chosen, today)
    rows = [followed_of(row) for section in sections for row in section.rows]
    missed = [row for row in list_judged(ids) if row.figure.status is TargetStatus.MISSED]
    return render_template(
        "home/committees.html",
        every=every,
        sections=sections,
        own_ids={office.body_id for office in principal().offices},
        is_own=not request.args.get("body") and bool(_own(every)),
        next_meeting=next_meeting,
        things=first_things([*rows, *_said_done(chosen)], today),
        last=last,
        since=since,
        changes=_changes(queries.list_changes(ids, since), today),
        missed=missed[:MOST_MEASURES],
        missed_by_body=_by_body(missed, chosen),
        most=MOST_OF_ONE,
    )


def _own(every: Iterable[Body]) -> list[Body]:
    own = {office.body_id for office in principal().offices}
    return [each for each in every if each.id in own][:MOST_COMMITTEES]


def _chosen(every: Sequence[Body], code: str) -> list[Body]:
    """The committee that is asked for, else the reader's own."""
    if not code:
        return _own(every)
    found = [each for each in every if each.code == code]
    if not found:
        raise NotFound(f"There is no committee {code}.")
    return found


def _sections(bodies: Sequence[Body], today: date) -> list[Committee]:
    begun = new_since(queries.find_year_begun(today), today)
    counts = queries.count_followed([each.id for each in bodies], today, begun)
    holders = chairs(today)
    return [
        Committee(
            body=body,
            rows=list_soonest(body, today),
            counts=counts[body.id],
            may_ask=may(Permission.QUESTION_ASK, matter_of_body(body)),
            may_brief=may(Permission.CHAIRS_BRIEF_READ, matter_of_body(body)),
            chair=holders.get(body.id),
        )
        for body in bodies
    ]


def _changes(rows: Sequence[queries.Changed], today: date) -> list[tuple[str, str, str]]:
    """Name, the rest of the sentence, and the address of each thing that changed."""
    return [
        (
            name_of(
                row.short_name, row.public_name, row.publicity, row.reference, Matter(body_ids=row.body_ids)
            ),
            change_sentence(row.thread, row.value, row.who, _detail(row), today),
            f"/recommendations/{row.reference}",
        )
        for row in rows[:MOST_CHANGES]
    ]


def _detail(row: queries.Changed) -> Mapping[str, Any]:
    """What was said with it; nothing of a closed entry to those who may not read it."""
    is_open = row.entry_publicity is Publicity.PUBLIC or may_read_closed(Matter(body_ids=row.body_ids))
    return row.detail if is_open else {}


def _by_body(missed: Sequence[ListedKpi], bodies: Sequence[Body]) -> list[tuple[str, str, int]]:
    """Code, name and number of the measures missing target, of each committee that has any."""
    numbers = [(each.code, each.name, sum(row.body_code == each.code for row in missed)) for each in bodies]
    return [row for row in numbers if row[2]]


def inherited_sheet(code: str) -> Sheet:
    today, body = clock.today(), committee_by_code(code)
    begun = new_since(queries.find_year_begun(today), today)
    columns = (
        ("Recommendation", 60),
        ("Reference", 20),
        ("Made by", 40),
        ("Made on", 13),
        ("Answer", 22),
        ("Progress", 22),
        ("Committee’s decision", 22),
    )
    rows = (
        (
            name_of(
                row.short_name, row.public_name, row.publicity, row.reference, Matter(body_ids=row.body_ids)
            ),
            row.reference,
            row.made_by,
            row.made_on,
            *(tag(value).striptags() for value in (row.answer, row.progress, row.decision)),
        )
        for row in every_row(lambda after: queries.list_inherited(body.id, begun, after))
    )
    return Sheet("Inherited recommendations", columns, rows)


@blueprint.get("/committees/<code>/inherited")
@allow(Permission.HOUSE_READ)
@listing(inherited_sheet)
def inherited(code: str) -> str:
    today, body = clock.today(), committee_by_code(code)
    begun = new_since(queries.find_year_begun(today), today)
    page = queries.list_inherited(body.id, begun, request.args.get("after"))
    named = [
        (
            row,
            name_of(
                row.short_name, row.public_name, row.publicity, row.reference, Matter(body_ids=row.body_ids)
            ),
        )
        for row in page.rows
    ]
    return render_template(
        "home/inherited.html",
        body=body,
        rows=named,
        after=page.after,
        count=queries.count_inherited(body.id, begun),
        begun=begun,
        next_meeting=next_of(list_coming(today), [body.id]),
    )

"""The chair's brief: one committee's next meeting on one side of A4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from flask import Response, render_template

from ...core import clock
from ...core.access import allow, may, may_read_closed, require
from ...core.filters import short_date
from ...council.models import Body
from ...council.queries import find_holder
from ...kpis.figures import Figure
from ...kpis.queries import list_judged
from ...meetings.models import Attendance, Presence
from ...meetings.queries.attendance import list_attendance
from ...meetings.queries.owed import OwedFilter, list_follow_up_rows
from ...meetings.readable import matter_of, readable_title, readable_what
from ...recommendations.exporting import ShownRow, shown
from ...recommendations.queries.page import name_of
from ...recommendations.queries.register import list_register
from ...recommendations.queries.register_filter import RegisterFilter
from ...reports.kinds import build
from ...reports.views import as_file
from ...rules.lifecycle import Progress
from ...rules.performance import Direction
from ...rules.permissions import Matter, Permission, Role
from ...rules.publicity import Publicity
from ..committees import CAUSES, suggested_decision, suggested_questions
from ..days import how_many
from ..queries.brief import (
    LastSaid,
    ToDecideOn,
    list_items_to_decide,
    list_last_said,
    list_late_answers,
    list_to_decide_on,
)
from ..queries.meetings import Coming, list_coming, next_of
from ..queries.tallies import Part, Tallies, count_all
from ..queries.team import ReportToCome, list_reports_at
from .blueprint import blueprint
from .committees import committee_by_code, list_done, matter_of_body

MOST = 4
COMING = (Presence.COMING, Presence.PRESENT)
NOT_COMING = (Presence.APOLOGIES, Presence.ABSENT, Presence.REPRESENTED)


@dataclass(frozen=True)
class Owed:
    """A line of the brief: what, its address (empty where the reader may open none), and words beside it."""

    name: str
    address: str
    words: str = ""


@dataclass(frozen=True)
class Moved:
    """A measure that moved since a year before."""

    code: str
    figure: Figure


@dataclass
class Brief:
    """What the page says, section by section; each holds more than is printed, so that it can say so."""

    coming: list[str] = field(default_factory=list)
    not_coming: list[str] = field(default_factory=list)
    invited: list[str] = field(default_factory=list)
    to_decide: list[Owed] = field(default_factory=list)
    late: list[Owed] = field(default_factory=list)
    done: list[Owed] = field(default_factory=list)
    promised: list[Owed] = field(default_factory=list)
    delayed: list[Owed] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)


@blueprint.get("/committees/<code>/brief")
@allow(Permission.CHAIRS_BRIEF_READ)
def brief(code: str) -> str:
    body, today = committee_by_code(code), clock.today()
    require(Permission.CHAIRS_BRIEF_READ, matter_of_body(body))
    meeting = next_of(list_coming(today), [body.id])
    return render_template(
        "home/brief.html",
        body=body,
        meeting=meeting,
        chair=find_holder(Role.CHAIR, today, body_id=body.id),
        brief=brief_of(body, meeting, today),
        most=MOST,
    )


def brief_of(body: Body, meeting: Coming | None, today: date) -> Brief:
    """What a chair needs for the next meeting, as whoever asks may read it."""
    found = Brief()
    tallies = count_all({Part.COMMITTEE}, today, committee=body.id)
    if meeting is not None:
        _add_people(found, list_attendance(meeting.id))
        reports = list_reports_at(meeting.id, body.id, meeting.on, today)
        found.to_decide = _to_decide(meeting, reports, tallies, body)
    late = _add_late(found, body, today)
    done = list_done(body, today)
    delayed = [
        shown(row)
        for row in list_register(RegisterFilter(body=body.code, progress=Progress.DELAYED), None, today).rows
    ]
    said = list_last_said([one.row.id for one in (*done, *delayed)])
    found.done = [_done(one, said.get(one.row.id)) for one in done]
    found.delayed = [_delayed(one, said.get(one.row.id)) for one in delayed]
    silent = _add_promised(found, body, today)
    found.moved = _moved(body)
    found.questions = suggested_questions(
        late,
        [one.name for one in done if not _has_evidence(said.get(one.row.id))],
        [(one.name, _cause(one, said.get(one.row.id))) for one in delayed],
        [each.figure.name for each in found.moved if each.figure.direction is Direction.WORSE],
        silent,
    )
    return found


@blueprint.get("/committees/<code>/brief.pdf")
@allow(Permission.CHAIRS_BRIEF_READ)
def brief_file(code: str) -> Response:
    body = committee_by_code(code)
    require(Permission.CHAIRS_BRIEF_READ, matter_of_body(body))
    return as_file(build("chairs-brief", body.code, "pdf", clock.today()), f"brief-{body.code}", "pdf")


def _add_people(found: Brief, rows: Sequence[Attendance]) -> None:
    for row in rows:
        if row.presence in COMING:
            found.coming.append(f"{row.name} (for {row.substitute_for})" if row.substitute_for else row.name)
        elif row.presence in NOT_COMING:
            found.not_coming.append(
                f"{row.name} (represented by {row.represented_by})" if row.represented_by else row.name
            )
        else:
            found.invited.append(row.name)


def _to_decide(meeting: Coming, reports: Sequence[ReportToCome], tallies: Tallies, body: Body) -> list[Owed]:
    whose = matter_of({body.id})
    may_record = may(Permission.RECOMMENDATION_SIGN_OFF, whose)
    items = list_items_to_decide(meeting.id)
    coming = [one for one in reports if not one.meeting_is_off and one.was_put_on is None]
    said = list_to_decide_on([one.reference for one in coming], [item.reference for item in items])
    decided = [
        Owed(
            f"Item {item.number}: {readable_title(item, whose)}",
            f"/items/{item.reference}",
            _with_suggestion(
                how_many(item.recommendations, "recommendation"),
                [one for one in said if one.item == item.reference],
            ),
        )
        for item in items
    ]
    decided += [
        Owed(
            f"Progress report: {report.title}",
            f"/progress-reports/{report.reference}",
            _with_suggestion("", [one for one in said if one.commitment == report.reference]),
        )
        for report in coming
    ]
    counted = (
        (
            "committee_look_again",
            "recommendation",
            "to look at again",
            f"/recommendations?status=late&late=review&body={body.code}",
        ),
        (
            "committee_delegated",
            "delegated decision",
            "to be reported",
            f"/meetings/{meeting.reference}/delegated-decisions" if may_record else "",
        ),
        (
            "committee_referrals",
            "referral",
            "without a reply",
            f"/outstanding?kind=referral&body={body.code}",
        ),
    )
    decided += [
        Owed(f"{how_many(tallies[name].number, noun)} {words}", address)
        for name, noun, words, address in counted
        if tallies[name].number
    ]
    return decided


def _with_suggestion(words: str, said: Sequence[ToDecideOn]) -> str:
    """The words beside something to decide, with the decision that the record suggests."""
    suggested = suggested_decision([(one.progress, one.is_shown) for one in said])
    return "; ".join(filter(None, (words, suggested)))


def _add_late(found: Brief, body: Body, today: date) -> list[tuple[str, str, int]]:
    """The answers that are late; whose, on what, and by how many days."""
    late = []
    for one in list_late_answers(body.id, today):
        matter = Matter(body_ids=one.body_ids)
        name = name_of(one.short_name, one.public_name, one.publicity, one.reference, matter)
        days = (today - one.due_on).days
        law = ", in law" if one.is_legal else ""
        words = f"{one.whose}, {days} day{'s' if days != 1 else ''} late{law}"
        found.late.append(Owed(name, f"/recommendations/{one.reference}", words))
        late.append((one.whose, name, days))
    found.letters = [
        f"To {whose}: {_answers(sum(each[0] == whose for each in late))}"
        for whose in dict.fromkeys(each[0] for each in late)
    ]
    return late


def _answers(number: int) -> str:
    return "the answer that is late" if number == 1 else f"the {number} answers that are late"


def _has_evidence(said: LastSaid | None) -> bool:
    return said is not None and said.has_evidence


def _done(one: ShownRow, said: LastSaid | None) -> Owed:
    words = "evidence: yes" if _has_evidence(said) else "evidence: none"
    return Owed(one.name, f"/recommendations/{one.row.reference}", words)


def _cause(one: ShownRow, said: LastSaid | None) -> str:
    """Why a thing is delayed, in words; empty where nobody said, or it is closed to the reader."""
    if said is None:
        return ""
    matter = Matter(body_ids=frozenset({one.row.made_by_id, one.row.followed_by_id}))
    if said.publicity is not Publicity.PUBLIC and not may_read_closed(matter):
        return ""
    return CAUSES.get(said.detail.get("cause", ""), "")


def _delayed(one: ShownRow, said: LastSaid | None) -> Owed:
    row = one.row
    now = f"now {short_date(row.due_on)}" if row.due_on else ""
    moved = row.first_due_on is not None and row.first_due_on != row.due_on
    was = f"was {short_date(row.first_due_on)}" if moved else ""
    words = ", ".join(filter(None, (now, was, _cause(one, said) or "no reason given")))
    return Owed(one.name, f"/recommendations/{row.reference}", words)


def _add_promised(found: Brief, body: Body, today: date) -> list[str]:
    """Requests and actions that are late, and updates that did not come; the names of the latter."""
    for row in list_follow_up_rows(OwedFilter(body_id=body.id, late_on=today), size=MOST + 1).rows:
        what = readable_what(row, matter_of({row.body_id}, row.owner_id, row.directorate_id))
        who = row.owner_name or row.whom or row.directorate_name or "nobody yet"
        found.promised.append(Owed(what, f"/follow-ups/{row.reference}", who))
    late = RegisterFilter(body=body.code, status="late", late="update")
    silent = [shown(row) for row in list_register(late, None, today).rows]
    found.promised += [
        Owed(
            f"Update on {one.name}",
            f"/recommendations/{one.row.reference}",
            one.row.owners or "no officer yet",
        )
        for one in silent
    ]
    return [one.name for one in silent]


def _moved(body: Body) -> list[Moved]:
    """Measures of the remit that moved since a year before: those that got worse first."""
    judged = [
        row for row in list_judged([body.id]) if row.figure.direction in (Direction.WORSE, Direction.IMPROVED)
    ]
    judged.sort(key=lambda row: (row.figure.direction is not Direction.WORSE, row.code))
    return [Moved(row.code, row.figure) for row in judged]

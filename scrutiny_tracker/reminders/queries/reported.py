"""Progress reports: when one opens, whose part is due, when its draft goes out, and one that was missed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import select

from ...core.access import NOBODY, readable
from ...core.due import Due, Looked, Part, Whose
from ...core.extensions import db
from ...core.filters import day_date
from ...council.models import Body
from ...meetings.queries.publishing import last_day_for_papers
from ...papers.models import Contribution, DocumentKind
from ...papers.progress_facts import has_not_come
from ...papers.queries.documents import list_open
from ...papers.queries.progress import Standing, commitments_of, dates_of, list_standing, list_updates_sent
from ...recommendations.queries.commitments import CommitmentRow, list_commitments, placing_of
from ...rules.permissions import Matter
from ...rules.placing import Place, Spot
from ...rules.reminders import LADDERS, Kind, Stage

LOOKS_AHEAD = timedelta(days=126)
"""The eight weeks in which a report opens, and ten more: a person may choose an earlier meeting."""
EARLY = LADDERS[Kind.PROGRESS_REPORT][:3]
"""The stages of one that has a meeting; whether it was missed is said from that meeting."""
AUTHOR_TOO = {"": (Part.TEAM, Part.OWNER)}


def look_at_reports(today: date) -> Iterator[list[Looked]]:
    """Every progress report from before it opens until it is reported."""
    after: str | None = None
    while True:
        page = list_commitments(today, until=today + LOOKS_AHEAD, after=after)
        codes = {row.body_code for row in page.rows}
        rows = db.session.execute(select(Body.code, Body.id).where(Body.code.in_(codes))).tuples()
        bodies = dict(rows.all())
        standing = list_standing([row.reference for row in page.rows])
        yield [
            Looked(
                "progress-report",
                row.reference,
                tuple(_of_report(row, bodies[row.body_code], standing.get(row.reference), today)),
            )
            for row in page.rows
        ]
        after = page.after
        if after is None:
            return


def _of_report(row: CommitmentRow, body_id: int, standing: Standing | None, today: date) -> Iterator[Due]:
    assert row.not_before_on is not None  # asked for by its date
    meeting = row.placing.meeting if row.placing.place is not Place.NEEDS_CHOICE else None
    page = f"/progress-reports/{row.reference}"
    whose = Whose(body_id=body_id)
    if meeting is None or meeting.on >= today:
        where = row.placing.sentence if meeting is None else f"It stands at the meeting of {_day(meeting)}."
        yield Due(
            Kind.PROGRESS_REPORT.value,
            LADDERS[Kind.PROGRESS_REPORT] if meeting is None else EARLY,
            row.not_before_on,
            whose,
            f"The progress report “{row.title}” is due on or after {day_date(row.not_before_on)}. {where}",
            page,
        )
    if meeting is None:
        return
    if meeting.on < today:
        yield Due(
            Kind.REPORT_MISSED.value,
            LADDERS[Kind.REPORT_MISSED],
            meeting.on,
            whose,
            f"The progress report “{row.title}” was to be taken on {_day(meeting)}: record what the "
            "committee did, or choose another meeting",
            page,
        )
    elif standing is None or not standing.is_frozen:
        papers_on = last_day_for_papers(meeting.on)
        yield Due(
            Kind.REPORT_DRAFT.value,
            LADDERS[Kind.REPORT_DRAFT],
            papers_on,
            Whose(body_id=body_id, owner_id=standing.author_id if standing else None),
            f"The progress report “{row.title}” goes out with the papers of {_day(meeting)}, by "
            f"{day_date(papers_on)}",
            f"/documents/{standing.document}" if standing else page,
            AUTHOR_TOO,
        )


def _day(meeting: Spot) -> str:
    return day_date(meeting.on)


def look_at_parts(today: date) -> Iterator[list[Looked]]:
    """The parts that open progress reports wait for; a fixed number of queries for each report."""
    for document in list_open(DocumentKind.PROGRESS):
        first = next(iter(commitments_of(document)), None)
        days = dates_of(placing_of(first, today), first.not_before_on) if first else None
        if days is None:
            continue
        came = list_updates_sent(row.action_id for row in document.contributions if row.action_id)
        waited_for = [row for row in document.contributions if has_not_come(row, came)]
        dues = tuple(_of_part(row, document.title, document.body_id, days.parts_due_on) for row in waited_for)
        yield [Looked("document", document.reference, dues)]


def _of_part(row: Contribution, title: str, body_id: int, due_on: date) -> Due:
    action = row.action
    address, what = "/updates", row.what
    if action is not None:
        one = action.recommendation
        instead = one.public_name or f"Private recommendation {one.reference}"
        name = readable(one.short_name, instead, one.publicity, Matter(), who=NOBODY).text
        what = f"say what has been done on “{name}”"
        address = f"/recommendations/{one.reference}/actions/{action.position}/update"
    return Due(
        Kind.CONTRIBUTION.value,
        (Stage("asked", (row.asked_on - due_on).days), *LADDERS[Kind.CONTRIBUTION][1:]),
        due_on,
        Whose(
            body_id=body_id,
            owner_id=row.asked_of_id,
            owner_body_id=action.body_id if action is not None else None,
            directorate_id=action.directorate_id if action is not None else None,
        ),
        f"Your part of “{title}”, by {day_date(due_on)}: {what}",
        address,
        {"": (Part.OWNER,)},
        row.id,
        row.action_id,
    )

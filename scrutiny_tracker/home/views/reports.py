"""The door to the reports: what is promised, and what can be taken away now."""

from __future__ import annotations

from flask import render_template, request

from ...core import clock
from ...core.access import allow, may
from ...core.listing import every_row, listing
from ...core.sheets import Sheet
from ...council.models import Standing
from ...council.queries import list_bodies
from ...recommendations.queries.commitments import list_commitments
from ...reports.content.layouts import NAMES
from ...reports.queries import (
    list_agendas,
    list_answered,
    list_published,
    list_scorecard_periods,
    list_with_minutes,
    list_years,
)
from ...rules.permissions import Matter, Permission
from ...rules.placing import Place
from ..queries.meetings import list_coming
from .blueprint import blueprint


def _asked() -> tuple[bool, str]:
    """Whether reported ones are asked for, and of which body."""
    return request.args.get("show") == "reported", request.args.get("body", "")


def progress_reports_sheet() -> Sheet:
    (is_reported, body), today = _asked(), clock.today()
    columns = (
        ("Progress report", 50),
        ("Reference", 20),
        ("Committee", 40),
        ("Not before", 13),
        ("Meeting", 13),
        ("Where it stands", 60),
        ("Reported on", 13),
        ("Recommendations", 16),
        ("Still open", 10),
    )
    rows = (
        (
            row.title,
            row.reference,
            row.body_name,
            row.not_before_on,
            row.placing.meeting.on if row.placing.meeting else None,
            row.placing.sentence,
            row.reported_on,
            row.recommendations,
            row.still_open,
        )
        for row in every_row(
            lambda after: list_commitments(
                today, is_reported=is_reported, body_code=body or None, after=after
            )
        )
    )
    return Sheet("Progress reports", columns, rows)


@blueprint.get("/reports")
@allow(Permission.HOUSE_READ)
@listing(progress_reports_sheet)
def reports() -> str:
    today = clock.today()
    is_reported, body = _asked()
    page = list_commitments(
        today, is_reported=is_reported, body_code=body or None, after=request.args.get("after")
    )
    coming = [one for one in list_coming(today) if one.is_scrutiny]
    first = {one.body_id: one for one in reversed(coming)}
    return render_template(
        "home/reports.html",
        page=page,
        is_reported=is_reported,
        body=body,
        bodies=list_bodies(Standing.SCRUTINY),
        place=Place,
        agendas=list_agendas(today),
        with_minutes=list_with_minutes(today),
        answered=list_answered(),
        published=list_published(),
        years=list_years(today),
        layouts=NAMES,
        scorecards=list_scorecard_periods(),
        briefs=[
            one
            for one in sorted(first.values(), key=lambda one: one.on)
            if may(Permission.CHAIRS_BRIEF_READ, Matter(body_ids=frozenset({one.body_id})))
        ],
    )

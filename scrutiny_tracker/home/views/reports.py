"""The door to the reports: what is promised, and what can be taken away now."""

from __future__ import annotations

from flask import render_template, request

from ...core import clock
from ...core.access import allow, may
from ...council.models import Standing
from ...council.queries import list_bodies
from ...recommendations.queries.commitments import list_commitments
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


@blueprint.get("/reports")
@allow(Permission.HOUSE_READ)
def reports() -> str:
    today = clock.today()
    is_reported, body = request.args.get("show") == "reported", request.args.get("body", "")
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
        scorecards=list_scorecard_periods(),
        briefs=[
            one
            for one in sorted(first.values(), key=lambda one: one.on)
            if may(Permission.CHAIRS_BRIEF_READ, Matter(body_ids=frozenset({one.body_id})))
        ],
    )

"""Then and now: what became of the measures of a deep dive, and of one recommendation."""

from __future__ import annotations

from flask import render_template

from ...core.access import allow, may
from ...deep_dives.queries import get_deep_dive
from ...rules.permissions import Permission
from ...rules.then_and_now import in_total
from ..queries.one import get_recommendation, matter_of
from ..queries.then_and_now import compare_links, compare_scope, list_judged_of
from .blueprint import blueprint
from .one import shown_name


@blueprint.get("/deep-dives/<reference>/then-and-now")
@allow(Permission.HOUSE_READ)
def dive_then_and_now(reference: str) -> str:
    dive = get_deep_dive(reference)
    meeting = dive.reporting_meeting
    on = dive.ended_on or (meeting.on if meeting is not None else dive.began_on)
    compared = compare_scope(dive, on)
    return render_template(
        "recommendations/dive_then_and_now.html",
        dive=dive,
        compared=compared,
        total=in_total([one.verdict for one in compared]),
        judged=list_judged_of(dive),
    )


@blueprint.get("/recommendations/<reference>/then-and-now")
@allow(Permission.HOUSE_READ)
def then_and_now(reference: str) -> str:
    recommendation = get_recommendation(reference)
    matter = matter_of(recommendation)
    compared = compare_links(recommendation)
    return render_template(
        "recommendations/then_and_now.html",
        recommendation=recommendation,
        name=shown_name(recommendation, matter),
        compared=compared,
        total=in_total([one.verdict for one in compared]),
        may_judge=may(Permission.DIFFERENCE_JUDGE, matter),
    )

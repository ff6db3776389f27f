"""Then and now: what became of the measures of a deep dive, and of one recommendation."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template

from ...core.access import allow, may
from ...core.listing import listing
from ...core.sheets import Sheet
from ...deep_dives.models import DeepDive
from ...deep_dives.queries import get_deep_dive
from ...rules.permissions import Permission
from ...rules.then_and_now import Moved, in_total
from ..queries.one import get_recommendation, matter_of
from ..queries.then_and_now import Compared, compare_links, compare_scope, list_judged_of
from .blueprint import blueprint
from .one import shown_name

MOVED_WORDS = {
    Moved.BETTER: "Better",
    Moved.SAME: "Same",
    Moved.WORSE: "Worse",
    Moved.TOO_EARLY: "Too early to say",
    Moved.CANNOT_TELL: "Cannot tell",
}


def _compared(dive: DeepDive) -> Sequence[Compared]:
    meeting = dive.reporting_meeting
    return compare_scope(dive, dive.ended_on or (meeting.on if meeting is not None else dive.began_on))


def then_and_now_sheet(reference: str) -> Sheet:
    """The measures of the scope since the report."""
    columns = (
        ("Measure", 50),
        ("Code", 12),
        ("When recommended", 18),
        ("Period then", 14),
        ("Now", 18),
        ("Period now", 14),
        ("Target", 14),
        ("Recommended in", 20),
        ("Which way it went", 20),
        ("Why", 50),
    )
    rows = (
        (
            one.name,
            one.code,
            one.then_shown,
            one.then_period,
            one.now_shown,
            one.now_period,
            one.target_shown,
            one.reference,
            MOVED_WORDS[one.verdict.moved],
            one.verdict.reason,
        )
        for one in _compared(get_deep_dive(reference))
    )
    return Sheet("Then and now", columns, rows)


@blueprint.get("/deep-dives/<reference>/then-and-now")
@allow(Permission.HOUSE_READ)
@listing(then_and_now_sheet)
def dive_then_and_now(reference: str) -> str:
    dive = get_deep_dive(reference)
    compared = _compared(dive)
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

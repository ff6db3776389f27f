"""Recommendations on the pages of lower rooms: of a measure, a deep dive, a meeting, a body."""

from __future__ import annotations

from dataclasses import dataclass

from ...core import clock
from ...council.models import Body
from ...deep_dives.models import DeepDive
from ...kpis.models import Kpi
from ...meetings.models import Meeting
from ..exporting import ShownRow, shown
from ..queries.papers import find_paper_reference
from ..queries.register import list_register
from ..queries.register_filter import RegisterFilter

FEW = 10


@dataclass(frozen=True)
class Listed:
    """The first rows of a filtered register, as this reader may see them, and the way to all of them."""

    heading: str
    rows: list[ShownRow]
    address: str
    has_more: bool


def _listed(heading: str, chosen: RegisterFilter) -> Listed:
    page = list_register(chosen, None, clock.today())
    rows = [shown(row) for row in page.rows[:FEW]]
    return Listed(heading, rows, f"/recommendations?{chosen.address()}", len(page.rows) > FEW)


def of_measure(kpi: Kpi) -> Listed:
    return _listed("Recommendations about this", RegisterFilter(kpi=kpi.code, status="all"))


def of_meeting(meeting: Meeting) -> Listed:
    return _listed("Recommendations of this meeting", RegisterFilter(meeting=meeting.reference, status="all"))


def of_body(body: Body) -> Listed:
    return _listed("Open recommendations that it follows", RegisterFilter(body=body.code))


def of_deep_dive(dive: DeepDive) -> Listed | None:
    """What the deep dive's report recommended; None before there is a report."""
    reference = find_paper_reference(dive.paper_id)
    if reference is None:
        return None
    return _listed("Recommended in its report", RegisterFilter(report=reference, status="all"))

"""A recommendation that a deep dive drafted brings its measures and its points of the appendix with it."""

from __future__ import annotations

from collections.abc import Sequence

from ...deep_dives.models import ScopedMeasure
from ...deep_dives.queries.drafts import find_printed, last_section, list_points
from ...history.journal import By
from ...rules.drafting import section_of
from ...rules.scoping import ScopeReason
from ..models import Recommendation
from ..models.plans import LinkReason
from ..queries.one import get_recommendation, list_parts
from .make import add_part, reread
from .measures import link_measure

LINKED_WHY = {
    ScopeReason.MISSED: LinkReason.MISSED_TARGET,
    ScopeReason.MISSED_AGAIN: LinkReason.MISSED_AGAIN,
    ScopeReason.WORSENING: LinkReason.WORSENING,
    ScopeReason.FORECAST_MISS: LinkReason.OTHER,
    ScopeReason.NO_DATA: LinkReason.NO_DATA,
    ScopeReason.MEMBER_INTEREST: LinkReason.MEMBER_INTEREST,
}


def take_from_draft(recommendation: Recommendation, by: By) -> Recommendation:
    """Links the measures of the draft that was printed so, with the figures as they stood, and makes its
    agreed points parts under their section numbers. One that no deep dive drafted stays as it is."""
    if recommendation.printed_id is None:
        return recommendation
    draft = find_printed(recommendation.printed_id)
    if draft is None:
        return recommendation
    _link(recommendation, draft.measures, by)
    if not list_parts(recommendation.id):
        last = last_section(draft.deep_dive_id)
        points = [
            (section_of([one.section for one in each.measures], last), each) for each in list_points(draft)
        ]
        for section, point in sorted(points, key=lambda pair: (pair[0], pair[1].number)):
            title = point.measures[0].kpi.name if point.measures else None
            part = add_part(recommendation, point.text, by, title=title, number=str(section))
            _link(part, point.measures, by)
    return reread(get_recommendation(recommendation.reference))


def _link(recommendation: Recommendation, measures: Sequence[ScopedMeasure], by: By) -> None:
    linked = {link.kpi_id for link in recommendation.measures}
    for scoped in measures:
        if scoped.kpi_id not in linked:
            link_measure(recommendation, scoped.kpi, LINKED_WHY[scoped.why], by)

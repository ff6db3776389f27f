"""The measures that a recommendation is about, with the figures as they stood then."""

from __future__ import annotations

from datetime import date

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, record
from ...history.tags import Tag
from ...kpis.models import Kpi
from ..models import MeasureLink, Recommendation
from ..models.plans import LinkReason
from ..queries.measures import FigureThen, figure_as_it_stood


def link_measure(
    recommendation: Recommendation,
    kpi: Kpi,
    why: LinkReason,
    by: By,
    *,
    on: date | None = None,
    printed: FigureThen | None = None,
) -> MeasureLink:
    """Links a measure and freezes its newest period, figure, target and status of that day.

    The day is when the recommendation was made unless `on` (London date) says another; `printed` is the
    figure as a paper prints it, in place of what was entered here by that day.
    Raises Refused where the measure is linked already.
    """
    if any(link.kpi_id == kpi.id for link in recommendation.measures):
        raise Refused("This measure is linked already.", "kpi")
    then = printed or figure_as_it_stood(kpi, on or recommendation.made_on)
    link = MeasureLink(
        recommendation_id=recommendation.id,
        kpi=kpi,
        why=why,
        period=then.period,
        value_then=then.value,
        target_then=then.target,
        status_then=then.status,
        is_illustrative=kpi.is_illustrative,
    )
    recommendation.measures.append(link)
    record(
        by,
        Tag.MEASURE_LINKED,
        "recommendation",
        recommendation.reference,
        after={"measure": kpi.code, "why": why.value, "period": then.period, "figure": then.value},
        publicity=recommendation.publicity,
    )
    db.session.flush()
    return link


def unlink_measure(recommendation: Recommendation, link: MeasureLink, by: By, *, why: str) -> None:
    """Takes a measure off a recommendation; the history keeps what was frozen. Raises Refused without why."""
    if not why.strip():
        raise Refused("Say why the measure is taken off.", "why")
    record(
        by,
        Tag.MEASURE_UNLINKED,
        "recommendation",
        recommendation.reference,
        before={"measure": link.kpi.code, "period": link.period, "figure": link.value_then},
        why=why,
        publicity=recommendation.publicity,
    )
    recommendation.measures.remove(link)
    db.session.delete(link)
    db.session.flush()

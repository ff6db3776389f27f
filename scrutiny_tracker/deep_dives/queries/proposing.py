"""Which measures speak for themselves: missed, missed again, worsening, without a figure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from ...core import clock
from ...kpis.figures import Figure, Kept, figures_to, latest_figure, statuses_to
from ...kpis.queries import list_judged, list_kept
from ...kpis.year_ends import year_end
from ...rules.performance import Target, missed_in_a_row, worsening_run
from ...rules.scoping import Proposal, Standing, propose


@dataclass(frozen=True)
class Proposed:
    """A measure with its latest figure and why it is proposed; None where only members' interest speaks."""

    kpi_id: int
    code: str
    name: str
    body_name: str | None
    figure: Figure
    proposal: Proposal | None


def list_proposed(body_ids: Collection[int] | None, but: Collection[int] = ()) -> list[Proposed]:
    """The measures (in the remit of some bodies) that a reason is on record for, weightiest reason first;
    without those whose ids are given. As many queries for many as for one."""
    judged = [one for one in list_judged(body_ids) if one.figure.kpi_id not in but]
    kept = list_kept([one.figure.kpi_id for one in judged]) if judged else {}
    today = clock.today()
    found = [
        Proposed(
            one.figure.kpi_id,
            one.code,
            one.name,
            one.body_name,
            one.figure,
            propose(standing_of(one.figure, kept[one.figure.kpi_id], today)),
        )
        for one in judged
    ]
    return sorted((one for one in found if one.proposal is not None), key=_weight)


def find_proposals(kpi_ids: Collection[int]) -> dict[int, Proposal]:
    """Why each of some measures would be proposed; those that nothing speaks for are left out."""
    today = clock.today()
    found = {
        kpi_id: propose(standing_of(latest_figure(kept, today), kept, today))
        for kpi_id, kept in list_kept(kpi_ids).items()
    }
    return {kpi_id: proposal for kpi_id, proposal in found.items() if proposal is not None}


ORDER = ("missed-again", "missed", "forecast-miss", "worsening", "no-data")


def _weight(one: Proposed) -> tuple[int, str]:
    assert one.proposal is not None
    return ORDER.index(one.proposal.why.value), one.code


def standing_of(latest: Figure, kept: Kept, today: date) -> Standing:
    """A measure's latest judgement with its runs up to that period, and where its running year will end."""
    expected = year_end(kept, today)
    against = None if expected is None else expected.forecast.against_target
    band = None if latest.target is None else Target(latest.target, latest.target_upper)
    return Standing(
        status=latest.status,
        reason=latest.reason,
        missed=missed_in_a_row(statuses_to(kept, latest.period, today)),
        worsening=worsening_run(kept.terms, figures_to(kept, latest.period), band),
        forecast=None if against is None else against.status,
        forecast_reason="" if expected is None else expected.words,
    )

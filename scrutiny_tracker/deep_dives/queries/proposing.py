"""Which measures speak for themselves: missed, missed again, worsening, without a figure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ...kpis.figures import Figure, Series
from ...kpis.queries import list_judged, series
from ...rules.performance import Figure as Compared
from ...rules.performance import Target, missed_in_a_row, parse_period, worsening_run
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
    without those whose ids are given. Seven queries however many there are."""
    judged = [one for one in list_judged(body_ids) if one.figure.kpi_id not in but]
    whole = series([one.figure.kpi_id for one in judged]) if judged else {}
    found = [
        Proposed(
            one.figure.kpi_id,
            one.code,
            one.name,
            one.body_name,
            one.figure,
            propose(standing_of(one.figure, whole[one.figure.kpi_id])),
        )
        for one in judged
    ]
    return sorted((one for one in found if one.proposal is not None), key=_weight)


ORDER = ("missed-again", "missed", "forecast-miss", "worsening", "no-data")


def _weight(one: Proposed) -> tuple[int, str]:
    assert one.proposal is not None
    return ORDER.index(one.proposal.why.value), one.code


def standing_of(latest: Figure, whole: Series) -> Standing:
    """A measure's latest judgement with its runs up to the period of that judgement."""
    known = [figure for figure in whole.figures if figure.period is not None]
    dated = [(parse_period(figure.period), figure) for figure in known if figure.period is not None]
    if latest.period is not None:
        last = parse_period(latest.period)
        dated = [(period, figure) for period, figure in dated if period <= last]
    band = None if latest.target is None else Target(latest.target, latest.target_upper)
    return Standing(
        status=latest.status,
        reason=latest.reason,
        missed=missed_in_a_row((period, figure.status) for period, figure in dated),
        worsening=worsening_run(
            whole.terms,
            (Compared(period, figure.value) for period, figure in dated if figure.value is not None),
            band,
        ),
    )

"""Which measures a deep dive should look at, and why: the reason in a word and in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .performance import Run, TargetStatus


class ScopeReason(StrEnum):
    MISSED = "missed"
    MISSED_AGAIN = "missed-again"
    WORSENING = "worsening"
    FORECAST_MISS = "forecast-miss"
    NO_DATA = "no-data"
    MEMBER_INTEREST = "member-interest"


NO_FIGURE = frozenset({TargetStatus.LATE, TargetStatus.NOT_AVAILABLE})


@dataclass(frozen=True)
class Standing:
    """A measure's latest judgement with its sentence, its runs, and where its year is forecast to end."""

    status: TargetStatus
    reason: str
    missed: Run
    worsening: Run
    forecast: TargetStatus | None = None
    forecast_reason: str = ""


@dataclass(frozen=True)
class Proposal:
    """Why a measure is proposed, the weightiest reason first in the order of `ScopeReason`."""

    why: ScopeReason
    reason: str


def propose(standing: Standing) -> Proposal | None:
    """The reason for which a measure is proposed; None where nothing speaks for it but members' interest.

    Missed again comes before missed, both before a forecast miss, worsening and no figure. Worse than the
    period before is a reason only where it is so twice running: once is noise.
    """
    if standing.status is TargetStatus.MISSED:
        if standing.missed.length > 1:
            return Proposal(ScopeReason.MISSED_AGAIN, standing.missed.reason)
        return Proposal(ScopeReason.MISSED, standing.reason)
    if standing.forecast is TargetStatus.MISSED:
        return Proposal(ScopeReason.FORECAST_MISS, standing.forecast_reason)
    if standing.worsening.length > 1:
        return Proposal(ScopeReason.WORSENING, standing.worsening.reason)
    if standing.status in NO_FIGURE:
        return Proposal(ScopeReason.NO_DATA, standing.reason)
    return None


_QUESTIONS = {
    ScopeReason.MISSED: "What kept the result from its target, and was the target the right one?",
    ScopeReason.MISSED_AGAIN: "What was done after the first miss, and why was it not enough?",
    ScopeReason.WORSENING: "What changed when the figure began to fall back, and what would turn it?",
    ScopeReason.FORECAST_MISS: "What can still be done before the year ends?",
    ScopeReason.NO_DATA: "When does a figure come, and what does the service go by until then?",
    ScopeReason.MEMBER_INTEREST: "What does the figure not show that residents notice?",
}


def suggested_question(why: ScopeReason) -> str:
    """A question to begin with, by the reason for which a measure is looked at."""
    return _QUESTIONS[why]

"""Why a measure is proposed for a deep dive."""

from __future__ import annotations

import pytest

from scrutiny_tracker.rules.performance import Run, TargetStatus, financial_year
from scrutiny_tracker.rules.scoping import Proposal, ScopeReason, Standing, propose, suggested_question

YEAR = financial_year(2024)
NONE, ONCE, TWICE = Run(0, (), "-"), Run(1, (YEAR,), "once"), Run(2, (YEAR.previous(), YEAR), "twice")


def standing(status: TargetStatus, missed: Run = NONE, worse: Run = NONE, **more: object) -> Standing:
    return Standing(status, "as it is", missed, worse, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stands", "why", "reason"),
    [
        (standing(TargetStatus.MISSED, ONCE), ScopeReason.MISSED, "as it is"),
        (standing(TargetStatus.MISSED, TWICE, TWICE), ScopeReason.MISSED_AGAIN, "twice"),
        (
            standing(
                TargetStatus.MET, worse=TWICE, forecast=TargetStatus.MISSED, forecast_reason="will miss"
            ),
            ScopeReason.FORECAST_MISS,
            "will miss",
        ),
        (standing(TargetStatus.MET, worse=TWICE), ScopeReason.WORSENING, "twice"),
        (standing(TargetStatus.NOT_AVAILABLE), ScopeReason.NO_DATA, "as it is"),
        (standing(TargetStatus.LATE), ScopeReason.NO_DATA, "as it is"),
    ],
)
def test_the_weightiest_reason_is_given(stands: Standing, why: ScopeReason, reason: str) -> None:
    assert propose(stands) == Proposal(why, reason)


@pytest.mark.parametrize(
    "stands",
    [
        standing(TargetStatus.MET),
        standing(TargetStatus.MET, worse=ONCE),
        standing(TargetStatus.WITHIN_TOLERANCE),
        standing(TargetStatus.NOT_YET_DUE),
        standing(TargetStatus.NO_TARGET),
    ],
)
def test_nothing_speaks_for_the_others(stands: Standing) -> None:
    assert propose(stands) is None


def test_every_reason_has_a_question_to_begin_with() -> None:
    assert len({suggested_question(why) for why in ScopeReason}) == len(ScopeReason)

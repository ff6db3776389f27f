"""A measure then and now: honest where nobody can tell, and never with a cause."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scrutiny_tracker.rules.performance import Figure, KpiTerms, Polarity, financial_year
from scrutiny_tracker.rules.then_and_now import Moved, Verdict, in_total, then_and_now

TERMS = KpiTerms(Polarity.HIGHER, 0, "%")
THEN, NOW = financial_year(2024), financial_year(2025)


def figure(of: object, value: int | None, definition: int = 1) -> Figure:
    return Figure(of, None if value is None else Decimal(value), definition=definition)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("then", "now", "moved"),
    [
        (figure(THEN, 90), figure(NOW, 92), Moved.BETTER),
        (figure(THEN, 90), figure(NOW, 90), Moved.SAME),
        (figure(THEN, 90), figure(NOW, 88), Moved.WORSE),
        (figure(THEN, 90), figure(THEN, 95), Moved.TOO_EARLY),
        (None, figure(NOW, 88), Moved.CANNOT_TELL),
        (figure(THEN, None), figure(NOW, 88), Moved.CANNOT_TELL),
        (figure(THEN, 90), None, Moved.CANNOT_TELL),
        (figure(THEN, 90), figure(NOW, 88, definition=2), Moved.CANNOT_TELL),
    ],
)
def test_a_verdict_says_which_way_or_that_nobody_can_tell(
    then: Figure | None, now: Figure | None, moved: Moved
) -> None:
    verdict = then_and_now(TERMS, then, now)
    assert verdict.moved is moved
    assert verdict.reason
    assert "because" not in verdict.reason


def test_several_are_counted_in_one_sentence() -> None:
    verdicts = [Verdict(Moved.WORSE, ""), Verdict(Moved.BETTER, ""), Verdict(Moved.WORSE, "")]
    assert in_total(verdicts) == "1 better, 2 worse."
    assert in_total([]) == "No measure is linked yet."

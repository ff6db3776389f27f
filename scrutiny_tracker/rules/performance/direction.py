"""Direction of travel: a result against an earlier one of the same definition."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from scrutiny_tracker.rules.performance.periods import Period
from scrutiny_tracker.rules.performance.terms import NOUGHT, KpiTerms, Polarity, Target
from scrutiny_tracker.rules.performance.values import Missing


class Direction(StrEnum):
    IMPROVED = "improved"
    SAME = "same"
    WORSE = "worse"
    CANNOT_SAY = "cannot-say"
    NOT_AVAILABLE = "not-available"


@dataclass(frozen=True)
class Figure:
    """A period's result as it is compared.

    `definition` is the version of the KPI's definition that it was measured by, `defined_from` the year that
    version began. `not_comparable` says, in a clause, why no judgement can be made of it ("the sample was too
    small").
    """

    period: Period
    value: Decimal | None
    definition: int = 1
    defined_from: int | None = None
    missing: Missing | None = None
    not_comparable: str = ""


@dataclass(frozen=True)
class DirectionJudgement:
    """Whether a result improved, why in words, and with which period it was compared.

    `change` is the figure's own change, rounded as shown (plus: it rose), None where nothing was compared.
    """

    value: Direction
    reason: str
    compared_with: Period | None = None
    change: Decimal | None = None


def judge_direction(
    terms: KpiTerms, current: Figure, earlier: Figure | None, band: Target | None = None
) -> DirectionJudgement:
    """One period's figure against an earlier one, both rounded as they are shown.

    `band` is the range that a KPI of polarity band should lie in: nearer to it is better.
    """
    if current.value is None:
        return DirectionJudgement(Direction.NOT_AVAILABLE, f"There is no figure for {current.period}.")
    if earlier is None:
        return DirectionJudgement(
            Direction.NOT_AVAILABLE,
            f"{current.period} is the first figure: there is nothing earlier to compare.",
        )
    basis = earlier.period
    if earlier.value is None:
        return DirectionJudgement(
            Direction.NOT_AVAILABLE, f"There is no figure for {basis} to compare with.", basis
        )
    if obstacle := _obstacle(terms, current, earlier, band):
        return DirectionJudgement(Direction.CANNOT_SAY, f"Not comparable: {obstacle}.", basis)
    return _compare(terms, basis, current.value, earlier.value, band)


def _obstacle(terms: KpiTerms, current: Figure, earlier: Figure, band: Target | None) -> str:
    """What stands in the way of a judgement, as a clause; empty where nothing does."""
    if current.definition != earlier.definition:
        return "definition changed" + (f" {current.defined_from}" if current.defined_from else "")
    if current.period.kind is not earlier.period.kind or current.period.months != earlier.period.months:
        return f"{current.period} and {earlier.period} are periods of different kinds"
    if because := current.not_comparable or earlier.not_comparable:
        return because
    if terms.polarity is Polarity.NONE:
        return "neither a higher nor a lower figure is better for this measure"
    if terms.polarity is Polarity.BAND and band is None:
        return "no band is set that the figure should lie in"
    return ""


def _compare(
    terms: KpiTerms, basis: Period, now_exact: Decimal, before_exact: Decimal, band: Target | None
) -> DirectionJudgement:
    now, before = terms.rounded(now_exact), terms.rounded(before_exact)
    gain = _goodness(terms, now, band) - _goodness(terms, before, band)
    change = now - before
    words = _change_words(terms, now, before, basis)
    if abs(gain) <= terms.no_material_change:
        reason = _same_words(terms, words, change, gain)
        return DirectionJudgement(Direction.SAME, reason, basis, change)
    value = Direction.IMPROVED if gain > 0 else Direction.WORSE
    return DirectionJudgement(value, f"{words}; {_better_words(terms, band)}.", basis, change)


def _goodness(terms: KpiTerms, figure: Decimal, band: Target | None) -> Decimal:
    """A number that is larger the better the figure is, in the KPI's own unit."""
    if terms.polarity is Polarity.BAND and band is not None:
        low, high = terms.rounded(band.value), terms.rounded(band.highest)
        return -max(low - figure, figure - high, NOUGHT)
    return figure if terms.polarity is Polarity.HIGHER else -figure


def _change_words(terms: KpiTerms, now: Decimal, before: Decimal, basis: Period) -> str:
    if now == before:
        return f"{terms.shown(now)}, the same as in {basis}"
    moved = "Up" if now > before else "Down"
    return f"{moved} from {terms.shown(before)} in {basis} to {terms.shown(now)}"


def _same_words(terms: KpiTerms, words: str, change: Decimal, gain: Decimal) -> str:
    if change == 0:
        return f"{words}."
    if gain == 0:
        return f"{words}; as near to the range it should lie in as before."
    return f"{words}; a change of up to {terms.no_material_change} counts as the same."


def _better_words(terms: KpiTerms, band: Target | None) -> str:
    if terms.polarity is Polarity.BAND and band is not None:
        return f"it should lie {_band_words(terms, band)}"
    return f"{terms.polarity} is better"


def _band_words(terms: KpiTerms, band: Target) -> str:
    single = terms.rounded(band.value) == terms.rounded(band.highest)
    return (
        f"at {terms.shown(band.value)}"
        if single
        else f"between {band.shown(terms).replace(' to ', ' and ', 1)}"
    )

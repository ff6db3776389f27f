"""What a KPI is judged by: which way is better, how exactly it is shown, tolerance, the council's rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from scrutiny_tracker.rules.performance.values import round_half_up, show_figure

NOUGHT = Decimal(0)


class Polarity(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"
    NONE = "none"


class RagRule(StrEnum):
    """How a council turns a result into red, amber or green."""

    PERCENTAGE_TOLERANCE = "percentage-tolerance"
    ABSOLUTE_TOLERANCE = "absolute-tolerance"
    PER_INDICATOR_TOLERANCE = "per-indicator-tolerance"
    DIRECTION_DEPENDENT = "direction-dependent"


@dataclass(frozen=True)
class Tolerance:
    """How far off target is still within tolerance: per cent of the target, or in the measure's own unit."""

    percent: Decimal | None = None
    absolute: Decimal | None = None

    def __post_init__(self) -> None:
        if any(part is not None and part < 0 for part in (self.percent, self.absolute)):
            raise ValueError("A tolerance cannot be negative.")


@dataclass(frozen=True)
class RagPolicy:
    """The council's rule and, for every rule but the per-indicator one, its tolerance.

    The direction-dependent rule is the one that Havering used to 2014-15: green on target or within
    tolerance of it; further off, amber where the result improved or held, red otherwise.
    """

    rule: RagRule = RagRule.PERCENTAGE_TOLERANCE
    tolerance: Tolerance = field(default_factory=Tolerance)


@dataclass(frozen=True)
class KpiTerms:
    """What one KPI is judged by.

    `decimals` is how many decimal places are shown: figures are compared as shown. `no_material_change` is
    the largest change, in the KPI's unit, that still counts as the same. `tolerance` is the KPI's own.
    """

    polarity: Polarity
    decimals: int = 0
    unit: str = ""
    no_material_change: Decimal = NOUGHT
    tolerance: Tolerance | None = None

    def __post_init__(self) -> None:
        if self.no_material_change < 0:
            raise ValueError("The largest change that counts as the same cannot be negative.")

    def shown(self, number: Decimal) -> str:
        """The figure as a page shows it."""
        return show_figure(number, self.decimals, self.unit)

    def rounded(self, number: Decimal) -> Decimal:
        """The figure as it is compared: rounded as it is shown."""
        return round_half_up(number, self.decimals)


@dataclass(frozen=True)
class Target:
    """One figure, or a band from `value` to `upper`, both included."""

    value: Decimal
    upper: Decimal | None = None

    def __post_init__(self) -> None:
        if self.upper is not None and self.upper < self.value:
            raise ValueError("A target band runs from the lower figure to the higher one.")

    @property
    def highest(self) -> Decimal:
        return self.value if self.upper is None else self.upper

    def shown(self, terms: KpiTerms) -> str:
        """The target as a page shows it: "95%", or "10 to 15 days"."""
        if self.upper is None or terms.rounded(self.upper) == terms.rounded(self.value):
            return terms.shown(self.value)
        return f"{show_figure(self.value, terms.decimals)} to {terms.shown(self.upper)}"

"""The scorecard of a period: how many measures improved, held, got worse, and how many met their targets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal

from scrutiny_tracker.rules.performance.direction import Direction
from scrutiny_tracker.rules.performance.target_status import NO_DATA, TargetStatus

Count = int | None


@dataclass(frozen=True)
class Tally:
    """A period's counts; None is a count that the record does not give.

    The first ten are counts of measures. The `recorded_…` four are the sums and the percentage as the
    published record prints them: they stand in where the counts they sum are unknown, and are checked where
    they are known. Raises ValueError for a negative count.
    """

    improved: Count = None
    same: Count = None
    worse: Count = None
    cannot_say: Count = None
    not_available: Count = None
    met: Count = None
    within_tolerance: Count = None
    missed: Count = None
    no_target: Count = None
    no_data: Count = None
    recorded_improved_or_same: Count = None
    recorded_directional: Count = None
    recorded_total: Count = None
    recorded_percent: Count = None

    def __post_init__(self) -> None:
        for count in fields(self):
            value = getattr(self, count.name)
            if value is not None and value < 0:
                raise ValueError(
                    f"{count.name.replace('_', ' ').capitalize()} cannot be {value}: a count is 0 or more."
                )

    @property
    def improved_or_same(self) -> Count:
        return add(self.improved, self.same, otherwise=self.recorded_improved_or_same)

    @property
    def directional(self) -> Count:
        """How many measures can be compared: those that improved, held or got worse."""
        return add(self.improved_or_same, self.worse, otherwise=self.recorded_directional)

    @property
    def not_compared(self) -> Count:
        """How many stand outside the percentage: no judgement possible, or no figure."""
        rest = None
        if self.total is not None and self.directional is not None:
            rest = max(0, self.total - self.directional)
        return add(self.cannot_say, self.not_available, otherwise=rest)

    @property
    def total(self) -> Count:
        return add(self.directional, self.cannot_say, self.not_available, otherwise=self.recorded_total)

    @property
    def percent(self) -> Count:
        """Improved or held, per cent of those that can be compared: a whole number, halves up."""
        if self.improved_or_same is None or not self.directional:
            return None
        return percent(self.improved_or_same, self.directional)

    @property
    def discrepancies(self) -> tuple[str, ...]:
        """Each sum of the record that its own counts contradict, in words."""
        return tuple(found for found in (*_sums(self), *_parts_of_wholes(self)) if found)

    @property
    def reconciles(self) -> bool:
        """Whether nothing that the record gives contradicts anything else that it gives."""
        return not self.discrepancies

    def as_dict(self) -> dict[str, Count]:
        """The counts by the names that the command line and the API print; None where unknown."""
        return {name: getattr(self, name) for name in PRINTED}


PRINTED = (
    "improved", "same", "worse", "cannot_say", "not_available", "total", "directional", "improved_or_same",
    "percent", "met", "within_tolerance", "missed", "no_target", "no_data",
)  # fmt: skip


def add(*counts: Count, otherwise: Count = None) -> Count:
    """The sum, or `otherwise` where one of the counts is unknown."""
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else otherwise


def percent(part: int, whole: int) -> int:
    """A whole percentage, halves up. Raises ZeroDivisionError for a whole of nought."""
    return int((Decimal(part * 100) / Decimal(whole)).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def tally_of(judgements: Iterable[tuple[Direction, TargetStatus]]) -> Tally:
    """The tally of a period's judgements, one pair for each measure; every count is known."""
    pairs = list(judgements)
    directions = Counter(direction for direction, _ in pairs)
    statuses = Counter(status for _, status in pairs)
    return Tally(
        improved=directions[Direction.IMPROVED],
        same=directions[Direction.SAME],
        worse=directions[Direction.WORSE],
        cannot_say=directions[Direction.CANNOT_SAY],
        not_available=directions[Direction.NOT_AVAILABLE],
        met=statuses[TargetStatus.MET],
        within_tolerance=statuses[TargetStatus.WITHIN_TOLERANCE],
        missed=statuses[TargetStatus.MISSED],
        no_target=statuses[TargetStatus.NO_TARGET],
        no_data=sum(statuses[status] for status in NO_DATA),
    )


def headline(tally: Tally) -> str:
    """The tally in one or two sentences, with its sum."""
    if tally.directional == 0:
        return "None of the measures can be compared with an earlier result."
    if tally.percent is None:
        return "The record does not say how many measures improved or stayed the same."
    compared = (
        f"{tally.improved_or_same} of {tally.directional} measures that can be compared "
        f"improved or stayed the same ({tally.percent}%)."
    )
    if not tally.not_compared:
        return compared
    return f"{compared} {tally.not_compared} more could not be compared."


def worked_out(tally: Tally) -> str:
    """How the percentage was reached, and what stands outside it; empty where the record gives neither."""
    said = []
    if tally.percent is not None:
        parts = "improved or stayed the same"
        if tally.improved is not None:
            parts = f"{tally.improved} improved and {tally.same} stayed the same"
        whole = "all that can be compared"
        if tally.worse is not None:
            whole = f"these and {tally.worse} that got worse"
        said.append(
            f"{tally.improved_or_same} ({parts}) divided by {tally.directional} ({whole}) is "
            f"{tally.percent}%, rounded half up."
        )
    if tally.cannot_say is not None:
        said.append(
            f"{tally.cannot_say} could not be judged and {tally.not_available} had nothing to compare: both "
            "stand outside the percentage."
        )
    return " ".join(said)


def _sums(tally: Tally) -> Iterable[str]:
    parts = (tally.improved, tally.same, tally.worse, tally.cannot_say, tally.not_available)
    yield _differs("improved or the same", add(*parts[:2]), tally.recorded_improved_or_same)
    yield _differs("measures that can be compared", add(*parts[:3]), tally.recorded_directional)
    either = tally.recorded_improved_or_same
    yield _differs("measures that can be compared", add(either, tally.worse), tally.recorded_directional)
    yield _differs("measures in all", add(*parts), tally.recorded_total)
    rest = add(tally.recorded_directional, tally.cannot_say, tally.not_available)
    yield _differs("measures in all", rest, tally.recorded_total)
    against = add(tally.met, tally.within_tolerance, tally.missed, tally.no_target, tally.no_data)
    yield _differs("measures in all by target", against, tally.total)
    yield _differs("per cent improved or the same", tally.percent, tally.recorded_percent)


def _parts_of_wholes(tally: Tally) -> Iterable[str]:
    yield _exceeds("improved or the same", tally.improved_or_same, "can be compared", tally.directional)
    yield _exceeds("can be compared", tally.directional, "there are in all", tally.total)


def _differs(what: str, counted: Count, recorded: Count) -> str:
    if counted is None or recorded is None or counted == recorded:
        return ""
    return f"The counts give {counted} {what}; the record says {recorded}."


def _exceeds(what: str, part: Count, of_what: str, whole: Count) -> str:
    if part is None or whole is None or part <= whole:
        return ""
    return f"More measures ({part}) {what} than {of_what} ({whole})."

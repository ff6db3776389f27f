"""The health of the set of measures: what each lacks, and which strategies no measure serves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Gap(StrEnum):
    """What a measure can lack, as the deep dive's recommendations on the set ask."""

    NOT_REVIEWED = "not-reviewed"
    NOT_MEASURABLE = "not-measurable"
    NOT_DESIGNATED = "not-designated"
    NO_FREQUENCY = "no-frequency"
    NO_STRATEGY = "no-strategy"
    NO_TARGET = "no-target"


@dataclass(frozen=True)
class Standing:
    """A measure of the set as it is kept: `is_measurable` by its newest review, None without one."""

    kpi_id: int
    code: str
    name: str
    body_id: int | None
    priority_id: int | None
    is_designated: bool
    has_frequency: bool
    has_target: bool
    is_judged: bool
    is_reviewed: bool
    is_measurable: bool | None
    strategy_ids: frozenset[int]


LACKS: Mapping[Gap, Callable[[Standing], bool]] = {
    Gap.NOT_REVIEWED: lambda one: not one.is_reviewed,
    Gap.NOT_MEASURABLE: lambda one: one.is_measurable is False,
    Gap.NOT_DESIGNATED: lambda one: not one.is_designated,
    Gap.NO_FREQUENCY: lambda one: not one.has_frequency,
    Gap.NO_STRATEGY: lambda one: not one.strategy_ids,
    Gap.NO_TARGET: lambda one: one.is_judged and not one.has_target,
}


def gaps(measures: Sequence[Standing]) -> dict[Gap, list[Standing]]:
    """The measures that lack each thing."""
    return {gap: [one for one in measures if lacks(one)] for gap, lacks in LACKS.items()}


@dataclass(frozen=True)
class MatrixRow:
    """A strategy and the measures that serve it, counted by priority (None: of no priority)."""

    strategy_id: int
    name: str
    owner: str | None
    counts: Mapping[int | None, int]
    measures: Sequence[Standing]


def matrix(
    strategies: Sequence[tuple[int, str, str | None]], measures: Sequence[Standing]
) -> list[MatrixRow]:
    """Strategies by the priorities of the measures that serve them; one that none serves stands empty."""
    rows = []
    for strategy_id, name, owner in strategies:
        serving = [one for one in measures if strategy_id in one.strategy_ids]
        counts: dict[int | None, int] = {}
        for one in serving:
            counts[one.priority_id] = counts.get(one.priority_id, 0) + 1
        rows.append(MatrixRow(strategy_id, name, owner, counts, serving))
    return rows

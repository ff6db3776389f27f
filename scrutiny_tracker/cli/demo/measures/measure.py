"""How a measure of the demonstration stands in its table."""

from __future__ import annotations

from dataclasses import dataclass

YEARS = ("2020-21", "2021-22", "2022-23", "2023-24", "2024-25", "2025-26")
NO_FIGURE = "-"


@dataclass(frozen=True)
class Measure:
    """One measure: `figures` for 2020-21 to 2024-25, `targets` for 2021-22 to 2025-26 (the last one
    stays)."""

    code: str
    name: str
    definition: str
    unit: str
    decimals: int
    better: str
    body: str
    portfolio: str
    directorate: str
    figures: tuple[str, ...]
    targets: tuple[str, ...]


def m(
    number: int,
    name: str,
    definition: str,
    unit: str,
    better: str,
    whose: str,
    figures: str,
    targets: str = "",
    decimals: int | None = None,
) -> Measure:
    """A row: `whose` is "body portfolio directorate"; decimals as the figures are written unless given."""
    body, portfolio, directorate = whose.split()
    read = tuple(figures.split())
    if len(read) != len(YEARS) - 1:
        raise ValueError(f"measure {number} has {len(read)} figures")
    written = max((len(figure.partition(".")[2]) for figure in read), default=0)
    return Measure(
        f"HP-{number:02d}",
        name,
        definition,
        unit,
        written if decimals is None else decimals,
        better,
        body,
        portfolio,
        directorate,
        read,
        tuple(targets.split()),
    )

"""Figures: entered for a period, and replaced by a later row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, record
from ...history.tags import Tag
from ...rules.performance import CellValue
from ..models import Kpi, KpiReading, ReadingStatus
from ..queries import find_latest_reading
from .indicators import NOUN
from .typed import check_unit, read_figure, read_period, stored


@dataclass(frozen=True)
class Beside:
    """What stands beside a figure: what it is a share of, the figure of those it is compared with, whether it
    is illustrative (None: as the measure says), and the import that brought it."""

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    comparator: Decimal | None = None
    is_illustrative: bool | None = None
    source_import: str | None = None


NOTHING_BESIDE = Beside()


def enter_reading(
    kpi: Kpi,
    period_words: str,
    figure_words: str,
    status: ReadingStatus,
    comment: str,
    by: By,
    beside: Beside = NOTHING_BESIDE,
) -> KpiReading:
    """Enters a figure for a period; one that replaces another is a new row.

    Raises Refused, in a sentence, for words that name no period or no figure, a period that has not begun, a
    final figure of one that has not ended, a missing figure without its reason, a unit that is not the
    measure's, a denominator of nought, and a second figure for a period that does not say that it is revised,
    with why.
    """
    period, cell = read_period(period_words), read_figure(figure_words)
    if period.starts_on > by.today:
        raise Refused(f"{period.label} has not begun.", "period")
    if period.ends_on > by.today and status is not ReadingStatus.PROVISIONAL:
        raise Refused(f"{period.label} has not ended: enter the figure as provisional.", "status")
    if cell.number is None and not comment:
        raise Refused("Say why there is no figure.", "comment")
    check_unit(kpi, cell.unit, "figure")
    value = stored(cell.number, "figure")
    around = _checked_beside(beside, cell)
    before = find_latest_reading(kpi.id, period.label)
    _check_replacing(before, value, status, comment, around)
    reading = KpiReading(
        kpi_id=kpi.id,
        period=period.label,
        starts_on=period.starts_on,
        value=value,
        missing=cell.missing if value is None else None,
        status=status,
        comment=comment or None,
        **vars(around),
        recorded_at=by.at,
        recorded_by_id=by.person_id,
    )
    db.session.add(reading)
    record(
        by,
        Tag.KPI_READ,
        NOUN,
        kpi.code,
        before=None
        if before is None
        else {"period": period.label, "value": before.value, "status": before.status},
        after={"period": period.label, "value": value, "status": status},
        why=comment or None,
    )
    db.session.flush()
    return reading


def _checked_beside(beside: Beside, cell: CellValue) -> Beside:
    """As the database keeps it; a share typed with the figure ("45% (9/20)") counts where none is given."""
    numerator, denominator = beside.numerator, beside.denominator
    if numerator is None and denominator is None:
        numerator, denominator = cell.numerator, cell.denominator
    if denominator is not None and denominator == 0:
        raise Refused("The whole that this is a share of cannot be nought.", "denominator")
    return replace(
        beside,
        numerator=stored(numerator, "numerator"),
        denominator=stored(denominator, "denominator"),
        comparator=stored(beside.comparator, "comparator"),
    )


def _check_replacing(
    before: KpiReading | None, value: Decimal | None, status: ReadingStatus, comment: str, around: Beside
) -> None:
    if before is None:
        if status is ReadingStatus.REVISED:
            raise Refused("There is no figure for this period yet, so there is nothing to revise.", "status")
        return
    kept = (before.value, before.status, before.comment or "", before.numerator, before.denominator)
    if (*kept, before.comparator) == (
        value,
        status,
        comment,
        around.numerator,
        around.denominator,
        around.comparator,
    ):
        raise Refused("This figure has been entered already.", "figure")
    settled = before.status is not ReadingStatus.PROVISIONAL and before.value is not None
    if settled and status is not ReadingStatus.REVISED:
        raise Refused(
            "There is a final figure for this period. Choose ‘Revised’ to replace it; "
            "the earlier figure stays readable.",
            "status",
        )
    if status is ReadingStatus.REVISED and not comment:
        raise Refused("Say why the figure is revised.", "comment")

"""Reviews of measures, the register of clashing targets, performance cycles."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from ...core.errors import NotFound
from ...core.extensions import db
from ..models import Cycle, CycleStage, Kpi, KpiReview, TargetClash


def list_reviews(kpi_id: int) -> Sequence[KpiReview]:
    """The reviews of a measure, the newest first."""
    return db.session.scalars(
        select(KpiReview)
        .where(KpiReview.kpi_id == kpi_id)
        .options(joinedload(KpiReview.body))
        .order_by(KpiReview.id.desc())
    ).all()


def list_clashes() -> Sequence[TargetClash]:
    """The register: those without a decision first, then the newest."""
    return db.session.scalars(
        select(TargetClash)
        .options(joinedload(TargetClash.first), joinedload(TargetClash.second))
        .order_by(TargetClash.decided_on.is_not(None), TargetClash.raised_on.desc(), TargetClash.id.desc())
    ).all()


def list_clashes_of(kpi: Kpi) -> Sequence[TargetClash]:
    """The pairs that a measure is in."""
    return db.session.scalars(
        select(TargetClash)
        .where(or_(TargetClash.first_id == kpi.id, TargetClash.second_id == kpi.id))
        .options(joinedload(TargetClash.first), joinedload(TargetClash.second))
        .order_by(TargetClash.id.desc())
    ).all()


def find_clash_of(first_id: int, second_id: int) -> TargetClash | None:
    """The entry of a pair, whichever way round."""
    return db.session.scalar(
        select(TargetClash)
        .where(TargetClash.first_id.in_((first_id, second_id)))
        .where(TargetClash.second_id.in_((first_id, second_id)))
    )


def get_clash(reference: str) -> TargetClash:
    """A pair with its measures. Raises NotFound."""
    row = db.session.scalar(
        select(TargetClash)
        .where(TargetClash.reference == reference)
        .options(joinedload(TargetClash.first), joinedload(TargetClash.second))
    )
    if row is None:
        raise NotFound(f"There is no pair {reference} in the register.")
    return row


def list_cycles() -> Sequence[Cycle]:
    """Performance cycles, the newest first, with their stages."""
    return db.session.scalars(
        select(Cycle).options(selectinload(Cycle.stages), joinedload(Cycle.plan)).order_by(Cycle.id.desc())
    ).all()


def get_cycle(reference: str) -> Cycle:
    """A cycle with its stages. Raises NotFound."""
    cycle = db.session.scalar(
        select(Cycle)
        .where(Cycle.reference == reference)
        .options(selectinload(Cycle.stages), joinedload(Cycle.plan))
    )
    if cycle is None:
        raise NotFound(f"There is no performance cycle {reference}.")
    return cycle


def get_stage(cycle: Cycle, position: int) -> CycleStage:
    """A stage by its place. Raises NotFound."""
    for stage in cycle.stages:
        if stage.position == position:
            return stage
    raise NotFound(f"{cycle.name} has no stage {position}.")

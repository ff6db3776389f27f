"""Plans, priorities, strategies, comparator groups."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from ...core.errors import NotFound
from ...core.extensions import db
from ..models import ComparatorArea, ComparatorGroup, Kpi, Plan, Priority, Strategy


def list_plans() -> Sequence[Plan]:
    """Every plan, the current one first, then the newest, with its priorities."""
    return db.session.scalars(
        select(Plan)
        .options(selectinload(Plan.priorities))
        .order_by(Plan.is_current.desc(), Plan.starts_on.desc(), Plan.id)
    ).all()


def find_plan(name: str) -> Plan | None:
    return db.session.scalar(select(Plan).where(Plan.name == name.strip()))


def find_current_plan() -> Plan | None:
    """The plan that counts unless another is asked for."""
    return db.session.scalar(select(Plan).where(Plan.is_current).order_by(Plan.id).limit(1))


def get_plan(plan_id: int) -> Plan:
    """A plan with its priorities. Raises NotFound."""
    plan = db.session.scalar(select(Plan).where(Plan.id == plan_id).options(selectinload(Plan.priorities)))
    if plan is None:
        raise NotFound("There is no such plan.")
    return plan


def find_priority(priority_id: int) -> Priority | None:
    return db.session.get(Priority, priority_id)


def list_priorities(plan_id: int | None = None) -> Sequence[Priority]:
    """Priorities (of a plan) in their order."""
    query = select(Priority).order_by(Priority.plan_id, Priority.position)
    return db.session.scalars(query if plan_id is None else query.where(Priority.plan_id == plan_id)).all()


def list_strategies() -> Sequence[Strategy]:
    return db.session.scalars(select(Strategy).order_by(Strategy.name)).all()


def find_strategy(name: str) -> Strategy | None:
    return db.session.scalar(select(Strategy).where(Strategy.name == name.strip()))


def find_group(name: str) -> ComparatorGroup | None:
    return db.session.scalar(select(ComparatorGroup).where(ComparatorGroup.name == name.strip()))


def list_groups() -> Sequence[ComparatorGroup]:
    return db.session.scalars(select(ComparatorGroup).order_by(ComparatorGroup.name)).all()


def get_group(group_id: int) -> ComparatorGroup:
    """A comparator group. Raises NotFound."""
    group = db.session.get(ComparatorGroup, group_id)
    if group is None:
        raise NotFound("There is no such comparator group.")
    return group


def list_areas() -> dict[int, list[ComparatorArea]]:
    """The areas of every comparator group, by its id and in the order of their names."""
    found: dict[int, list[ComparatorArea]] = {}
    for area in db.session.scalars(select(ComparatorArea).order_by(ComparatorArea.name, ComparatorArea.id)):
        found.setdefault(area.group_id, []).append(area)
    return found


def count_compared() -> dict[int, int]:
    """How many measures are compared with each group."""
    group = Kpi.comparator_group_id
    counted = select(group, func.count()).where(group.is_not(None)).group_by(group)
    return {row[0]: row[1] for row in db.session.execute(counted)}

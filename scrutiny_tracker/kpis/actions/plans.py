"""Plans with their priorities, strategies, and comparator groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm.attributes import flag_modified

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ..models import ComparatorArea, ComparatorGroup, Plan, Priority, PriorityKind, Strategy
from ..queries import find_group, find_plan, find_strategy, list_areas, list_plans, list_priorities

PLAN, STRATEGY, GROUP = "plan", "strategy", "comparator-group"


@dataclass(frozen=True)
class PlanFacts:
    """What a person says about a plan; the current one is what pages and commands take unless told."""

    name: str
    starts_on: date
    ends_on: date
    is_current: bool = False


def add_plan(facts: PlanFacts, by: By) -> Plan:
    """A new plan. Raises Refused for a name that is taken and dates that run backwards."""
    _check_plan(facts, None)
    plan = Plan(**vars(facts))
    db.session.add(plan)
    _keep_one_current(plan)
    record(by, Tag.PLAN_ADDED, PLAN, named(facts.name), after=vars(facts))
    db.session.flush()
    return plan


def change_plan(plan: Plan, facts: PlanFacts, by: By) -> None:
    """Changes a plan. Raises Refused where `add_plan` does."""
    _check_plan(facts, plan)
    for name, value in vars(facts).items():
        setattr(plan, name, value)
    record_changes(by, Tag.PLAN_CHANGED, PLAN, named(plan.name), plan)
    _keep_one_current(plan)
    db.session.flush()


def add_priority(plan: Plan, name: str, kind: PriorityKind, by: By) -> Priority:
    """A priority at the end of a plan's. Raises Refused for one that the plan has."""
    there = list_priorities(plan.id)
    if any(one.name.casefold() == name.strip().casefold() for one in there):
        raise Refused("This plan has a priority of that name.", "name")
    priority = Priority(plan_id=plan.id, position=len(there) + 1, name=name.strip(), kind=kind)
    db.session.add(priority)
    record(by, Tag.PRIORITY_ADDED, PLAN, named(plan.name), after={"priority": priority.name, "kind": kind})
    db.session.flush()
    db.session.expire(plan, ["priorities"])
    return priority


def add_strategy(name: str, owner: str | None, address: str | None, by: By) -> Strategy:
    """A strategy. Raises Refused for a name that is taken and an address that is none of the web."""
    if address and not address.startswith(("https://", "http://")):
        raise Refused("Enter the address with its https:// at the beginning.", "address")
    if find_strategy(name) is not None:
        raise Refused("There is a strategy of that name already.", "name")
    strategy = Strategy(name=name.strip(), owner=owner or None, address=address or None)
    db.session.add(strategy)
    record(
        by, Tag.STRATEGY_ADDED, STRATEGY, named(strategy.name), after={"name": strategy.name, "owner": owner}
    )
    db.session.flush()
    return strategy


def add_comparator_group(
    name: str, note: str | None, areas: Sequence[tuple[str, str]], by: By
) -> ComparatorGroup:
    """Areas (code, name) that measures are compared with. Raises Refused for a name that is taken."""
    if find_group(name) is not None:
        raise Refused("There is a comparator group of that name already.", "name")
    group = ComparatorGroup(name=name.strip(), note=note or None)
    db.session.add(group)
    db.session.flush()
    db.session.add_all(
        ComparatorArea(group_id=group.id, code=code, name=words) for code, words in dict(areas).items()
    )
    record(by, Tag.COMPARATOR_GROUP_ADDED, GROUP, named(group.name), after={"areas": len(dict(areas))})
    db.session.flush()
    return group


def change_comparator_group(
    group: ComparatorGroup, name: str, note: str | None, areas: Sequence[tuple[str, str]], by: By
) -> None:
    """Renames a group and says its areas anew; figures of areas that leave stay. Raises Refused for a name
    that is taken."""
    other = find_group(name)
    if other is not None and other is not group:
        raise Refused("There is a comparator group of that name already.", "name")
    group.name, group.note = name.strip(), note or None
    held = {area.code: area for area in list_areas().get(group.id, [])}
    wanted = dict(areas)
    for code, area in held.items():
        if code in wanted:
            area.name = wanted[code]
        else:
            db.session.delete(area)
    db.session.add_all(
        ComparatorArea(group_id=group.id, code=code, name=words)
        for code, words in wanted.items()
        if code not in held
    )
    record(
        by,
        Tag.COMPARATOR_GROUP_CHANGED,
        GROUP,
        named(group.name),
        before={"areas": sorted(held)},
        after={"name": group.name, "areas": sorted(wanted)},
    )
    flag_modified(group, "name")  # its own row may be as it was: the version moves with its areas
    db.session.flush()


def named(name: str) -> str:
    """A name as history's reference holds it."""
    return name.strip()[:80]


def _check_plan(facts: PlanFacts, plan: Plan | None) -> None:
    if facts.ends_on <= facts.starts_on:
        raise Refused("Enter an end after the beginning.", "ends_on")
    other = find_plan(facts.name)
    if other is not None and other is not plan:
        raise Refused("There is a plan of that name already.", "name")


def _keep_one_current(plan: Plan) -> None:
    if plan.is_current:
        for other in list_plans():
            if other is not plan:
                other.is_current = False

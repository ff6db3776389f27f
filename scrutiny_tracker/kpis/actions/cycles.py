"""The performance cycle: a period's figures from the request to services up to scrutiny, stage by stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ...core.errors import Refused
from ...core.extensions import db
from ...core.references import mint
from ...history.journal import By, record, record_changes
from ...history.tags import Tag
from ..models import Cycle, CycleStage, Plan
from .typed import read_period

NOUN = "cycle"


@dataclass(frozen=True)
class StageFacts:
    """A step: what, who does it, by when."""

    name: str
    who: str
    due_on: date


def start_cycle(name: str, plan: Plan, period_words: str, stages: Sequence[StageFacts], by: By) -> Cycle:
    """A round of reporting with its stages in order. Raises Refused for none, and for dates out of order."""
    period = read_period(period_words)
    if not stages:
        raise Refused("Enter at least one stage.", "stages")
    for before, after in pairwise(stages):
        if after.due_on < before.due_on:
            raise Refused(f"‘{after.name}’ is due before ‘{before.name}’: put them in order.", "stages")
    cycle = Cycle(reference=mint("CYCLE"), name=name.strip(), plan_id=plan.id, period=period.label)
    db.session.add(cycle)
    db.session.flush()
    for position, stage in enumerate(stages, 1):
        db.session.add(CycleStage(cycle_id=cycle.id, position=position, **vars(stage)))
    told = {"name": cycle.name, "period": period.label, "stages": len(stages)}
    record(by, Tag.CYCLE_STARTED, NOUN, cycle.reference, after=told)
    db.session.flush()
    return cycle


def change_stage(cycle: Cycle, stage: CycleStage, facts: StageFacts, by: By) -> None:
    """Changes what a stage is, who does it and by when."""
    for name, value in vars(facts).items():
        setattr(stage, name, value)
    record_changes(by, Tag.CYCLE_STAGE_CHANGED, NOUN, cycle.reference, stage)
    db.session.flush()


def finish_stage(cycle: Cycle, stage: CycleStage, on: date, note: str | None, by: By) -> None:
    """A stage is done, on a day that has come. Raises Refused."""
    if on > by.today:
        raise Refused("Enter the day on which it was done, today at the latest.", "done_on")
    stage.done_on, stage.note = on, note or None
    record_changes(by, Tag.CYCLE_STAGE_DONE, NOUN, cycle.reference, stage)
    db.session.flush()


def reopen_stage(cycle: Cycle, stage: CycleStage, by: By) -> None:
    """Takes back that a stage was done. Raises Refused for one that is not."""
    if stage.done_on is None:
        raise Refused("This stage is not done yet.")
    stage.done_on = None
    record_changes(by, Tag.CYCLE_STAGE_CHANGED, NOUN, cycle.reference, stage)
    db.session.flush()

"""The performance cycle with its stages, and the record of a year: published, frozen."""

from __future__ import annotations

from datetime import date

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from ...core import clock
from ...core.access import allow
from ...core.errors import NotFound, Refused
from ...core.forms import day, text
from ...core.kept import led_to
from ...core.listing import listing
from ...core.sheets import Sheet
from ...history.journal import by_now
from ...rules.performance import NotAPeriodError, PeriodKind, parse_period
from ...rules.permissions import Permission
from .. import actions
from ..forms.keeping import (
    CycleForm,
    FreezeForm,
    PlanForm,
    PriorityForm,
    PublishedForm,
    StageForm,
    StrategyForm,
)
from ..models import Cycle, Plan, PriorityKind
from ..queries import (
    find_board,
    find_current_plan,
    find_returns,
    get_cycle,
    get_plan,
    get_stage,
    list_cycles,
    list_plans,
    list_scorecards,
    list_strategies,
)
from .blueprint import blueprint, done, one_form, stale

LONGEST = 200


def stages_sheet() -> Sheet:
    """The stages of every cycle."""
    columns = (
        ("Cycle", 36),
        ("Period", 12),
        ("Stage", 40),
        ("Who", 28),
        ("By when", 13),
        ("Done", 13),
        ("Days late", 10),
        ("Note", 50),
    )
    today = clock.today()
    rows = (
        (
            cycle.name,
            cycle.period,
            stage.name,
            stage.who,
            stage.due_on,
            stage.done_on,
            max(((stage.done_on or today) - stage.due_on).days, 0),
            stage.note,
        )
        for cycle in list_cycles()
        for stage in cycle.stages
    )
    return Sheet("Performance cycle", columns, rows)


@blueprint.get("/cycles")
@allow(Permission.HOUSE_READ)
@listing(stages_sheet)
def cycles() -> str:
    every = list_cycles()
    returns = {cycle.id: find_returns(cycle.plan_id, parse_period(cycle.period)) for cycle in every}
    return render_template("kpis/cycles.html", cycles=every, returns=returns)


@blueprint.route("/cycles/start", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
def start_cycle() -> str | Response:
    form = CycleForm()
    plan = _needed_plan()
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            stages = _stages(text(form.stages))
            actions.start_cycle(text(form.name), plan, text(form.period), stages, by_now())
        except Refused as refused:
            form.refuse(refused.field or "name", refused.sentence)
        else:
            return done(form, url_for(".cycles"), "The cycle runs.")
    return one_form(form, "Start a performance cycle", "Start it", url_for(".cycles"))


def _stages(typed: str) -> list[actions.StageFacts]:
    """The stages of a text, one a line. Raises Refused for a line that is not what, who, by when."""
    found = []
    for line in typed.splitlines():
        parts = [part.strip() for part in line.split(";")]
        if not any(parts):
            continue
        on = _date(parts[2]) if len(parts) == 3 and all(parts) else None
        if any(len(part) > LONGEST for part in parts):
            raise Refused(f"Use {LONGEST} characters or fewer for each part of a stage.", "stages")
        if on is None:
            sentence = f"‘{line.strip()[:60]}’: write what; who; by when, such as 14 November 2025."
            raise Refused(sentence, "stages")
        found.append(actions.StageFacts(parts[0], parts[1], on))
    return found


def _date(words: str) -> date | None:
    try:
        period = parse_period(words)
    except NotAPeriodError:
        return None
    return period.ends_on if period.kind is PeriodKind.POINT else None


@blueprint.route("/cycles/<reference>/stages/<int:position>", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
def stage(reference: str, position: int) -> str | Response:
    cycle = get_cycle(reference)
    row = get_stage(cycle, position)
    form = StageForm()
    theirs = {name: getattr(row, name) for name in ("name", "who", "due_on", "done_on", "note")}
    if form.is_fresh():
        form.process(data=theirs)
        form.version.data = str(row.version)
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        if both := stale(form, row.version, theirs):
            return both
        try:
            _change_stage(cycle, position, form)
        except Refused as refused:
            form.refuse(refused.field or "name", refused.sentence)
        else:
            return done(form, url_for(".cycles"), "Saved.")
    return one_form(form, row.name, "Save", url_for(".cycles"), caption=cycle.name)


def _change_stage(cycle: Cycle, position: int, form: StageForm) -> None:
    row = get_stage(cycle, position)
    facts = actions.StageFacts(text(form.name), text(form.who), day(form.due_on))
    actions.change_stage(cycle, row, facts, by_now())
    if form.done_on.data is not None:
        actions.finish_stage(cycle, row, day(form.done_on), text(form.note) or None, by_now())
    elif row.done_on is not None:
        actions.reopen_stage(cycle, row, by_now())


def records_sheet() -> Sheet:
    """The record of each year of every plan."""
    columns = (
        ("Plan", 30),
        ("Year", 12),
        ("Improved or the same, %", 14),
        ("Improved or the same", 14),
        ("Can be compared", 14),
        ("Kept as", 20),
        ("Source", 44),
        ("Published", 13),
    )
    rows = (
        (
            plan.name,
            one.period,
            one.tally.percent,
            one.tally.improved_or_same,
            one.tally.directional,
            "Published counts" if one.is_published_tally else "Frozen judgements",
            one.source,
            one.published_on,
        )
        for plan in list_plans()
        for one in list_scorecards(plan.id)
    )
    return Sheet("The record of each year", columns, rows)


@blueprint.get("/plans")
@allow(Permission.HOUSE_READ)
@listing(records_sheet)
def plans() -> str:
    every = list_plans()
    records = {plan.id: list_scorecards(plan.id) for plan in every}
    return render_template("kpis/plans.html", plans=every, records=records, strategies=list_strategies())


@blueprint.route("/plans/add", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
def add_plan() -> str | Response:
    form = PlanForm()
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            actions.add_plan(_plan_facts(form), by_now())
        except Refused as refused:
            form.refuse(refused.field or "name", refused.sentence)
        else:
            return done(form, url_for(".plans"), "The plan is added. Add its priorities next.")
    return one_form(form, "Add a plan", "Add", url_for(".plans"))


def _plan_facts(form: PlanForm) -> actions.PlanFacts:
    return actions.PlanFacts(
        text(form.name), day(form.starts_on), day(form.ends_on), bool(form.is_current.data)
    )


@blueprint.route("/plans/<int:plan_id>/change", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
def change_plan(plan_id: int) -> str | Response:
    plan = get_plan(plan_id)
    form = PlanForm()
    theirs = {name: getattr(plan, name) for name in ("name", "starts_on", "ends_on", "is_current")}
    if form.is_fresh():
        form.process(data=theirs)
        form.version.data = str(plan.version)
    if form.validate_on_submit():
        if both := stale(form, plan.version, theirs):
            return both
        try:
            actions.change_plan(plan, _plan_facts(form), by_now())
        except Refused as refused:
            form.refuse(refused.field or "name", refused.sentence)
        else:
            return done(form, url_for(".plans"), "Saved.")
    return one_form(form, "Change the plan", "Save", url_for(".plans"), caption=plan.name)


@blueprint.route("/plans/<int:plan_id>/priority", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
def add_priority(plan_id: int) -> str | Response:
    plan = get_plan(plan_id)
    form = PriorityForm()
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            actions.add_priority(plan, text(form.name), PriorityKind(text(form.kind)), by_now())
        except Refused as refused:
            form.refuse(refused.field or "name", refused.sentence)
        else:
            return done(form, url_for(".plans"), "The priority is added.")
    return one_form(form, "Add a priority", "Add", url_for(".plans"), caption=plan.name)


@blueprint.route("/strategies/add", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
def add_strategy() -> str | Response:
    form = StrategyForm()
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        try:
            actions.add_strategy(text(form.name), text(form.owner), text(form.address), by_now())
        except Refused as refused:
            form.refuse(refused.field or "name", refused.sentence)
        else:
            return done(form, url_for(".plans"), "The strategy is added.")
    return one_form(form, "Add a strategy", "Add", url_for(".plans"))


@blueprint.route("/scorecards/record", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
def record_published() -> str | Response:
    form = PublishedForm()
    plan = _needed_plan()
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        published = actions.Published(text(form.source), form.published_on.data, text(form.note) or None)
        try:
            row = actions.record_published(plan, text(form.period), form.tally(), published, by_now())
        except Refused as refused:
            form.refuse(refused.field or "period", refused.sentence)
        except ValueError as problem:
            form.refuse("improved", str(problem))
        else:
            return done(
                form, url_for(".glance", period=row.period), f"The record of {row.period} is entered."
            )
    intro = [
        "For a year that was published with its counts alone. Leave a box empty where the record is silent."
    ]
    return one_form(
        form, "Enter a published scorecard", "Enter it", url_for(".plans"), caption=plan.name, intro=intro
    )


@blueprint.route("/scorecards/<period>/freeze", methods=["GET", "POST"])
@allow(Permission.KPI_EDIT)
def freeze(period: str) -> str | Response:
    plan = _needed_plan()
    try:
        wanted = parse_period(period)
    except NotAPeriodError as problem:
        raise NotFound(str(problem)) from None
    board = find_board(plan.id, wanted)
    form = FreezeForm()
    if form.is_fresh():
        form.published_on.data = clock.today()
    address = url_for(".glance", period=wanted.label)
    if form.validate_on_submit():
        if seen := led_to(text(form.once)):
            return redirect(seen)
        published = actions.Published(text(form.source), day(form.published_on), text(form.note) or None)
        try:
            figures = [row.figure for row in board.rows]
            actions.freeze(plan, wanted, figures, board.tally, published, by_now())
        except Refused as refused:
            form.refuse("source", refused.sentence)
        else:
            return done(form, address, f"{wanted.label} is frozen.")
    intro = [
        board.headline,
        "Freezing keeps the judgement of every measure as it is now. Later figures show beside it and change "
        "nothing; it cannot be taken back.",
    ]
    return one_form(form, f"Freeze {wanted.label}", "Freeze", address, caption=plan.name, intro=intro)


def _needed_plan() -> Plan:
    """The current plan. Raises Refused where none is marked so."""
    plan = find_current_plan()
    if plan is None:
        raise NotFound("No plan is marked current. Add the plan first.")
    return plan

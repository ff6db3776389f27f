"""Measures at a glance: a period's scorecard with its measures and what scrutiny is doing about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from flask import render_template, request
from markupsafe import Markup

from ...core.access import allow, may, principal
from ...core.errors import NotFound
from ...core.listing import listing
from ...core.sheets import Sheet
from ...rules.performance import NotAPeriodError, Period, financial_year, parse_period
from ...rules.permissions import Permission, Role
from ..board import Board, BoardRow
from ..doing import Doing, open_work
from ..glance import GROUPED, Chosen, Glance, Group, Part, Show, groups_of, look, part_of
from ..queries import (
    Held,
    Names,
    PlanRow,
    find_board,
    find_default_period,
    hold,
    list_earlier,
    list_names,
    list_periods,
    list_plan_rows,
)
from .blueprint import blueprint, measure_word
from .figure_cells import FIGURE_COLUMNS, figure_cells

TABS = {
    Show.MISSED: "Missed",
    Show.ALL: "All",
    Show.BY_PRIORITY: "By priority",
    Show.BY_BODY: "By scrutiny body",
    Show.BY_PORTFOLIO: "By Cabinet Member",
}
COUNTS = {
    Show.MISSED: "Missed target",
    Show.WORSE: "Worse than last year",
    Show.NO_FIGURE: "No figure this year",
    Show.ON_TARGET: "On target",
    Show.IMPROVED: "Improved",
}
MEMBERS = frozenset({Role.COMMITTEE_MEMBER, Role.CHAIR})
NO_YEAR = financial_year(2024)
MOST_DIGITS = 6


@dataclass(frozen=True)
class Asked:
    """The view that an address asks for."""

    plans: Sequence[PlanRow]
    plan: PlanRow | None
    chosen: Chosen
    found: Glance
    doing: Mapping[int, list[Doing]]
    names: Names

    @property
    def plan_id(self) -> int | None:
        return None if self.plan is None else self.plan.id


def _asked(held: Held) -> Asked:
    plans = list_plan_rows(held)
    plan = _plan(plans, request.args.get("plan", ""))
    plan_id = None if plan is None else plan.id
    period = _period(plan_id, request.args.get("period", ""), held)
    board = find_board(plan_id, period, held)
    names = list_names(held)
    chosen = _chosen(plan, period, board, held)
    doing = open_work()
    part, groups = _part(plan_id, board, chosen, names, held)
    return Asked(plans, plan, chosen, look(board, part, chosen, doing.keys(), groups), doing, names)


def glance_sheet() -> Sheet:
    """All rows of the view, on whatever page, or its groups where it shows groups."""
    asked = _asked(hold())
    measure = measure_word(capital=True)
    if asked.chosen.show in GROUPED:
        columns = [("Group", 44), (measure_word(2, capital=True), 10)]
        columns += [*((words, 12) for words in COUNTS.values()), ("Improved or the same, %", 14)]
        groups = (
            (one.name, one.number, *(one.counts[show] for show in COUNTS), one.tally.percent)
            for one in asked.found.groups
        )
        return Sheet(TABS[asked.chosen.show], columns, groups)
    bodies = asked.names.bodies
    every = look(
        asked.found.board, asked.found.part, replace(asked.chosen, page=1), asked.doing.keys(), size=None
    )
    rows = (
        (
            row.kpi.name,
            row.kpi.code,
            bodies[row.kpi.body_id][1] if row.kpi.body_id in bodies else "",
            *figure_cells(row.figure),
            "; ".join(one.words for one in asked.doing.get(row.kpi.kpi_id, ())) or "Nothing yet",
        )
        for row in every.rows
    )
    columns = [(measure, 50), ("Code", 12), ("Scrutiny body", 40), *FIGURE_COLUMNS, ("Scrutiny is doing", 50)]
    return Sheet(f"{measure_word(2, capital=True)} at a glance", columns, rows)


@blueprint.get("")
@allow(Permission.HOUSE_READ)
@listing(glance_sheet)
def glance() -> str:
    held = hold()
    asked = _asked(held)
    found, names = asked.found, asked.names
    return render_template(
        "kpis/glance.html",
        plan=asked.plan,
        chosen=asked.chosen,
        found=found,
        drawn=_drawn(asked.plan_id, found, names, held),
        doing=asked.doing,
        tabs=TABS,
        counts=COUNTS,
        **_around(asked.plans, asked.plan, asked.chosen, found, names, held),
    )


def _around(
    plans: Sequence[PlanRow], plan: PlanRow | None, chosen: Chosen, found: Glance, names: Names, held: Held
) -> Mapping[str, Markup]:
    """What stands above and below the table, drawn once for each change for all who see the same."""
    plan_id = None if plan is None else plan.id
    part = tuple(sorted(_own_bodies())) if chosen.mine else ()
    can_edit = may(Permission.KPI_EDIT)
    seen = (plan_id, found.board.period.label, replace(chosen, page=1), part, measure_word(), can_edit)

    def draw(where: str) -> Markup:
        return Markup(  # noqa: S704 - a template that escapes
            render_template(
                f"kpis/_glance_{where}.html",
                plans=plans,
                plan=plan,
                periods=list_periods(plan_id, held),
                chosen=chosen,
                found=found,
                tabs=TABS,
                counts=COUNTS,
                words_of_part=_part_words(chosen, names),
                earlier=list_earlier(plan_id, held),
                names=names,
            )
        )

    return {where: held.once(where, *seen, make=partial(draw, where)) for where in ("above", "below")}


def _plan(plans: Sequence[PlanRow], name: str) -> PlanRow | None:
    """The plan that was asked for, else the current one. Raises NotFound."""
    if not name:
        return plans[0] if plans and plans[0].is_current else None
    found = next((plan for plan in plans if plan.name == name), None)
    if found is None:
        raise NotFound(f"There is no plan called {name}.")
    return found


def _period(plan_id: int | None, words: str, held: Held) -> Period:
    if not words:
        return find_default_period(plan_id, held) or NO_YEAR
    try:
        return parse_period(words)
    except NotAPeriodError as problem:
        raise NotFound(str(problem)) from None


def _chosen(plan: PlanRow | None, period: Period, board: Board, held: Held) -> Chosen:
    """The address as asked; a member's first view is that of their own committees."""
    args = request.args
    show = args.get("show", "")
    own = _own_bodies()
    mine = args.get("mine", "")
    has_own = bool(own & board.body_ids)
    mine_first = has_own and principal().holds(*MEMBERS)
    is_first = not any(args.get(name) for name in ("mine", "body", "portfolio", "priority"))
    page = args.get("page", "")
    return Chosen(
        plan=plan.name if plan is not None and not plan.is_current else "",
        period=period.label if period != find_default_period(None if plan is None else plan.id, held) else "",
        show=Show(show) if show in list(Show) else Show.MISSED,
        body=args.get("body", ""),
        portfolio=args.get("portfolio", ""),
        priority=args.get("priority", ""),
        mine=(has_own and mine == "yes") or (is_first and mine_first),
        mine_first=mine_first,
        page=max(1, int(page)) if page.isdecimal() and len(page) < MOST_DIGITS else 1,
    )


def _own_bodies() -> set[int]:
    return {each.body_id for each in principal().offices if each.role in MEMBERS and each.body_id}


def _part(
    plan_id: int | None, board: Board, chosen: Chosen, names: Names, held: Held
) -> tuple[Part, Sequence[Group]]:
    """The part that was asked for, with its groups where those were, sorted once for each change."""
    own = tuple(sorted(_own_bodies())) if chosen.mine else ()
    key = (plan_id, board.period.label, own, chosen.body, chosen.portfolio, chosen.priority)
    part = held.once("part", *key, make=lambda: part_of(board, _within(chosen, names)))
    if chosen.show not in GROUPED:
        return part, ()
    named = _group_names(chosen, names)
    rows = part.rows[Show.ALL]
    return part, held.once("groups", chosen.show, *key, make=lambda: groups_of(rows, chosen.show, named))


def _within(chosen: Chosen, names: Names) -> Callable[[BoardRow], bool] | None:
    """Which rows belong to the part that was asked for; None for all."""
    wanted: list[Callable[[BoardRow], bool]] = []
    if chosen.mine:
        own = _own_bodies()
        wanted.append(lambda row: row.kpi.body_id in own)
    if chosen.body:
        body = names.body_id(chosen.body)
        wanted.append(lambda row: row.kpi.body_id == body)
    if chosen.portfolio:
        portfolio = names.portfolio_id(chosen.portfolio)
        wanted.append(lambda row: row.kpi.portfolio_id == portfolio)
    if chosen.priority:
        priority = names.priority_id(chosen.priority)
        wanted.append(lambda row: row.kpi.priority_id == priority)
    return (lambda row: all(fits(row) for fits in wanted)) if wanted else None


def _group_names(chosen: Chosen, names: Names) -> Mapping[int | None, tuple[str, str]]:
    """Code and name of the groups that the measures fall into."""
    return {
        Show.BY_PRIORITY: names.priorities,
        Show.BY_BODY: names.bodies,
        Show.BY_PORTFOLIO: names.portfolios,
    }[chosen.show]


def _part_words(chosen: Chosen, names: Names) -> str:
    """What part of the measures is shown, in words; empty for all."""
    words = []
    if chosen.mine:
        words.append("in the remit of your committees")
    if chosen.body:
        words.append(f"in the remit of {names.name_of(names.bodies, chosen.body)}")
    if chosen.portfolio:
        words.append(f"in the portfolio {names.name_of(names.portfolios, chosen.portfolio)}")
    if chosen.priority:
        words.append(f"of the priority {names.name_of(names.priorities, chosen.priority)}")
    return ", ".join(words)


def _drawn(plan_id: int | None, found: Glance, names: Names, held: Held) -> Mapping[int, Markup]:
    """The cells of each row that is shown, drawn once for each change of the figures."""
    period = found.board.period.label

    def drawn(row: BoardRow) -> Markup:
        return held.once(
            "row",
            plan_id,
            period,
            row.kpi.kpi_id,
            make=lambda: Markup(render_template("kpis/_row.html", row=row, names=names)),  # noqa: S704
        )

    return {row.kpi.kpi_id: drawn(row) for row in found.rows}

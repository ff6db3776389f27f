"""`scorecard`: how a period's measures did, as the record has it or as their figures say."""

from __future__ import annotations

import json

import click

from ..rules.performance import NotAPeriodError, Period, headline, parse_period
from .application import application
from .database import ready
from .errors import OneLineErrors


class PeriodWords(click.ParamType[Period]):
    """A period as people write it."""

    name = "period"

    def convert(
        self, value: str | Period, param: click.Parameter | None, ctx: click.Context | None
    ) -> Period:
        if isinstance(value, Period):
            return value
        try:
            return parse_period(value)
        except NotAPeriodError as problem:
            self.fail(str(problem), param, ctx)


@click.command(cls=OneLineErrors)
@click.argument("period", type=PeriodWords(), metavar="PERIOD")
@click.option("--plan", "plan_name", metavar="NAME", help="The plan; the current one without it.")
@click.option("--json", "as_json", is_flag=True, help="Print every count as JSON; an unknown one is null.")
def scorecard(period: Period, plan_name: str | None, as_json: bool) -> None:
    """Print how the measures of PERIOD (such as 2022-23) did."""
    from ..kpis.queries import find_board, find_current_plan, find_plan, has_record

    with application() as app:
        ready(app)
        plan = find_plan(plan_name) if plan_name is not None else find_current_plan()
        if plan is None:
            wanted = (
                f"no plan is called {plan_name}" if plan_name is not None else "no plan is marked current"
            )
            raise click.UsageError(wanted)
        if not has_record(plan.id, period):
            raise click.UsageError(f"{plan.name} has neither a record nor figures for {period.label}")
        board = find_board(plan.id, period)
        if as_json:
            click.echo(json.dumps({"plan": plan.name, "period": period.label, **board.tally.as_dict()}))
            return
        click.echo(f"{plan.name}, {period.label} ({board.standing})")
        click.echo(headline(board.tally))
        for name, count in board.tally.as_dict().items():
            click.echo(f"  {name.replace('_', ' '):<18}{'not known' if count is None else count}")

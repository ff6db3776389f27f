"""`scrutiny-tracker deadline`: one date by one rule, without a database."""

from __future__ import annotations

import re
from datetime import date

import click

from ..core.calendar import BankHolidays
from ..rules.deadlines import (
    Nation,
    Period,
    Rule,
    Unit,
    call_in,
    crime_and_disorder_response,
    executive_response,
    health_response,
    key_decision_notice,
    local,
    papers_published,
    progress_report,
)
from .errors import OneLineErrors

UNITS = {
    Rule.EXECUTIVE_RESPONSE: (Unit.MONTHS,),
    Rule.CRIME_AND_DISORDER_RESPONSE: (Unit.DAYS,),
    Rule.HEALTH_RESPONSE: (Unit.DAYS,),
    Rule.LOCAL: tuple(Unit),
    Rule.PAPERS_PUBLISHED: (Unit.DAYS, Unit.WORKING_DAYS),
    Rule.KEY_DECISION_NOTICE: (Unit.DAYS,),
    Rule.CALL_IN: (Unit.WORKING_DAYS,),
    Rule.PROGRESS_REPORT: (Unit.MONTHS,),
}


def civil_date(value: str) -> date:
    """A date typed as YYYY-MM-DD, and in no other of the forms that ISO 8601 allows."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise click.BadParameter(f"{value!r} is not a date written as YYYY-MM-DD.")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a day of the calendar.") from None


@click.command(cls=OneLineErrors)
@click.argument("rule", type=click.Choice([rule.value for rule in Rule]), metavar="RULE")
@click.option(
    "--from",
    "from_on",
    type=civil_date,
    metavar="YYYY-MM-DD",
    required=True,
    help="The day the rule runs from.",
)
@click.option(
    "--nation",
    type=click.Choice([nation.value for nation in Nation]),
    default=Nation.ENGLAND.value,
    show_default=True,
    help="Whose bank holidays to use.",
)
@click.option("--months", type=click.IntRange(min=1))
@click.option("--weeks", type=click.IntRange(min=1))
@click.option("--days", type=click.IntRange(min=1))
@click.option("--working-days", type=click.IntRange(min=1))
@click.option(
    "--notice",
    "notice_on",
    type=civil_date,
    metavar="YYYY-MM-DD",
    help="The day of the notice, if later than receipt.",
)
@click.option(
    "--closed",
    type=civil_date,
    metavar="YYYY-MM-DD",
    multiple=True,
    help="A day on which the council is closed: counts in call-in and local working days. Repeatable.",
)
@click.option("--beginning-with", is_flag=True, help="Count the first day (local only).")
def deadline(
    rule: str,
    from_on: date,
    nation: str,
    months: int | None,
    weeks: int | None,
    days: int | None,
    working_days: int | None,
    notice_on: date | None,
    closed: tuple[date, ...],
    beginning_with: bool,
) -> None:
    """Print the last day by RULE, as YYYY-MM-DD.

    RULE is executive-response (2 months beginning with receipt), crime-and-disorder-response (28 days),
    health-response (28 days, the first counted), local (as the options say), papers-published (from the
    meeting: 5 clear working days), key-decision-notice (from the decision: 28 clear days), call-in (from
    publication: 5 working days) or progress-report (from the event: 12 months).
    """
    chosen = Rule(rule)
    period = _period(
        chosen,
        {Unit.MONTHS: months, Unit.WEEKS: weeks, Unit.DAYS: days, Unit.WORKING_DAYS: working_days},
    )
    if notice_on and chosen is not Rule.EXECUTIVE_RESPONSE:
        raise click.UsageError(f"--notice does not apply to {rule}, only to {Rule.EXECUTIVE_RESPONSE}.")
    if beginning_with and chosen is not Rule.LOCAL:
        raise click.UsageError(f"--beginning-with does not apply to {rule}, only to {Rule.LOCAL}.")
    try:
        last_day = _last_day(
            chosen,
            from_on,
            period,
            notice_on,
            BankHolidays(Nation(nation)),
            frozenset(closed),
            beginning_with,
        )
    except ValueError as error:
        raise click.UsageError(f"{rule} from {from_on}: {error}.") from error
    click.echo(last_day.isoformat())


def _period(rule: Rule, numbers: dict[Unit, int | None]) -> Period | None:
    """The one period given, or None for the rule's own."""
    given = [Period(number, unit) for unit, number in numbers.items() if number is not None]
    takes = _options(UNITS[rule], "or")
    for period in given:
        if period.unit not in UNITS[rule]:
            raise click.UsageError(f"--{period.unit} does not apply to {rule}, which takes {takes}.")
    if len(given) > 1:
        both = _options([period.unit for period in given], "and")
        raise click.UsageError(f"{both} cannot be given together: {rule} takes one of {takes}.")
    if not given and rule is Rule.LOCAL:
        raise click.UsageError(f"{rule} needs its period: {takes}.")
    return given[0] if given else None


def _options(units: list[Unit] | tuple[Unit, ...], conjunction: str) -> str:
    names = [f"--{unit}" for unit in units]
    return f" {conjunction} ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _last_day(
    rule: Rule,
    from_on: date,
    period: Period | None,
    notice_on: date | None,
    bank_holidays: BankHolidays,
    closed: frozenset[date],
    beginning_with: bool,
) -> date:
    number = () if period is None else (period.number,)
    match rule:
        case Rule.EXECUTIVE_RESPONSE:
            return executive_response(from_on, notice_on, *number)
        case Rule.CRIME_AND_DISORDER_RESPONSE:
            return crime_and_disorder_response(from_on, *number)
        case Rule.HEALTH_RESPONSE:
            return health_response(from_on, *number)
        case Rule.LOCAL:
            assert period is not None
            return local(
                from_on, period, beginning_with=beginning_with, bank_holidays=bank_holidays, closed=closed
            )
        case Rule.PAPERS_PUBLISHED:
            return papers_published(from_on, *number, bank_holidays=bank_holidays)
        case Rule.KEY_DECISION_NOTICE:
            return key_decision_notice(from_on, *number)
        case Rule.CALL_IN:
            return call_in(from_on, *number, bank_holidays=bank_holidays, closed=closed)
        case Rule.PROGRESS_REPORT:
            return progress_report(from_on, *number)

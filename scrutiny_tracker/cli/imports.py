"""`import`: spreadsheets into the record, all rows or none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from .application import application, as_option, by_command
from .database import ready
from .errors import OneLineErrors


class Imports(OneLineErrors, click.Group):
    """The group; its usage errors are one line too."""


@click.group("import", cls=Imports)
def import_group() -> None:
    """Bring a spreadsheet into the record: all its rows, or none."""


FILE = click.argument("file", type=click.Path(path_type=Path))
DRY_RUN = click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
SKIP_ERRORS = click.option("--skip-errors", is_flag=True, help="Take the other rows where some have errors.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="The counts and the errors as JSON.")


@import_group.command("kpis", cls=OneLineErrors)
@FILE
@click.option("--plan", "plan_name", metavar="NAME", help="The plan that new measures belong to.")
@click.option("--period", metavar="P", help="The period of figures that name none, such as 2022-23.")
@click.option("--area", default="", metavar="CODE", help="Which of the areas is ours, by code or name.")
@click.option(
    "--compare-with",
    type=click.Path(path_type=Path),
    help="A list of areas to compare ours with; the file's name without its ending names the group.",
)
@DRY_RUN
@SKIP_ERRORS
@as_option
@AS_JSON
def import_kpis(
    file: Path,
    plan_name: str | None,
    period: str | None,
    area: str,
    compare_with: Path | None,
    dry_run: bool,
    skip_errors: bool,
    as_email: str | None,
    as_json: bool,
) -> None:
    """Bring in figures and targets of measures from an XLSX, ODS or CSV file."""
    content = read_file(file)
    with application() as app:
        ready(app)
        from ..core.errors import Refused
        from ..core.extensions import db
        from ..core.spreadsheets import UnreadableSheet
        from ..kpis.importing import actions

        by = by_command(as_email)
        try:
            said = _said(plan_name, period, area, compare_with)
            draft = actions.start(file.name, content_type(file), content, by)
            actions.say(draft, said, by)
            findings = actions.take(draft, by, skip_errors=True)
        except (Refused, UnreadableSheet) as refused:
            db.session.rollback()
            raise click.UsageError(f"{file}: {refused}") from refused
        refused_rows = findings.errors and not skip_errors
        if dry_run or refused_rows:
            db.session.rollback()
        else:
            db.session.commit()
        print_findings(findings.printed(), as_json=as_json)
        if refused_rows and not dry_run:
            raise nothing_taken(file, findings.errors)


def _said(plan_name: str | None, period: str | None, area: str, compare_with: Path | None) -> Any:  # noqa: ANN401
    from ..core.spreadsheets import open_spreadsheet
    from ..kpis.importing.queries import find_plan
    from ..kpis.importing.said import Group, Said
    from ..kpis.importing.understood import areas_listed
    from ..rules.performance import NotAPeriodError, parse_period

    plan = find_plan(plan_name) if plan_name else None
    if plan_name and plan is None:
        raise click.UsageError(f"--plan: there is no plan called {plan_name}")
    try:
        known = parse_period(period) if period else None
    except NotAPeriodError as problem:
        raise click.UsageError(f"--period: {problem}") from problem
    group = None
    if compare_with is not None:
        listed = areas_listed(open_spreadsheet(compare_with.name, read_file(compare_with)))
        if not listed:
            raise click.UsageError(f"--compare-with: {compare_with} lists no areas")
        group = Group(compare_with.stem, listed)
    return Said(area=area, group=group, plan_id=plan.id if plan else None, period=known)


@import_group.command("recommendations", cls=OneLineErrors)
@FILE
@click.option(
    "--layout",
    type=click.Choice(["auto", "own", "york", "vale", "stockton", "maidstone"]),
    default="auto",
    show_default=True,
    help="Whose columns the tracker has, where its headings do not say.",
)
@DRY_RUN
@SKIP_ERRORS
@as_option
@AS_JSON
def import_recommendations(
    file: Path, layout: str, dry_run: bool, skip_errors: bool, as_email: str | None, as_json: bool
) -> None:
    """Bring in a tracker of recommendations from an XLSX, ODS, CSV or Word file."""
    content = read_file(file)
    with application() as app:
        ready(app)
        from ..core.errors import Refused
        from ..core.extensions import db
        from ..core.spreadsheets import UnreadableSheet
        from ..reading.trackers import actions
        from ..reading.trackers.said import TrackerSaid
        from ..rules.trackers import Layout

        by = by_command(as_email)
        said = TrackerSaid(None if layout == "auto" else Layout(layout))
        try:
            draft = actions.start(file.name, content_type(file), content, by)
            actions.say(draft, said, by)
            findings = actions.take(draft, by, dry_run=True)
            refused_rows = findings.errors and not skip_errors
            if not dry_run and not refused_rows:
                actions.take(draft, by, skip_errors=skip_errors)
        except (Refused, UnreadableSheet) as refused:
            db.session.rollback()
            raise click.UsageError(f"{file}: {refused}") from refused
        if dry_run or refused_rows:
            db.session.rollback()
        else:
            db.session.commit()
        print_findings(findings.printed(), as_json=as_json)
        if not as_json:
            print_cells(findings.cells)
        if refused_rows and not dry_run:
            raise nothing_taken(file, findings.errors)


def print_cells(cells: list[dict[str, Any]]) -> None:
    """The edited cells of an exported register, a line each: where, was, becomes."""
    for one in cells:
        left = "" if one["change"] else " (not taken: change it in the register)"
        click.echo(f"{one['cell']} {one['heading']}: ‘{one['was']}’ → ‘{one['becomes']}’{left}")


def read_file(file: Path) -> bytes:
    """The bytes of a file. Raises click.UsageError where it cannot be read or is too large."""
    from ..core.files import MOST_BYTES

    try:
        if file.stat().st_size > MOST_BYTES:
            raise click.UsageError(f"{file}: larger than {MOST_BYTES // 1024 // 1024} MB.")
        return file.read_bytes()
    except OSError as error:
        raise click.UsageError(f"{file}: {error.strerror or 'cannot be read'}.") from error


def content_type(file: Path) -> str:
    """The type that a file's ending says."""
    from ..core.files import KINDS

    kind = KINDS.get(file.suffix.lower())
    return kind.content_type if kind else "text/csv"


def print_findings(printed: Mapping[str, Any], *, as_json: bool) -> None:
    """The counts and the errors, as JSON or in words."""
    if as_json:
        click.echo(json.dumps(printed, ensure_ascii=False))
        return
    counts = ", ".join(f"{printed[name]} {name}" for name in ("new", "changed", "unchanged"))
    click.echo(f"{printed['rows']} rows: {counts}, {len(printed['errors'])} with errors")
    for error in printed["errors"]:
        click.echo(f"{error['column']}{error['row']}: {error['message']}")


def nothing_taken(file: Path, errors: list[dict[str, Any]]) -> click.UsageError:
    """Why nothing was taken: how many rows have errors, and the first of them."""
    first = errors[0]
    many = f"{len(errors)} rows have errors" if len(errors) > 1 else "a row has an error"
    where = f"{first['column']}{first['row']}"
    return click.UsageError(f"{file}: nothing was taken, {many}; first {where}: {first['message']}")

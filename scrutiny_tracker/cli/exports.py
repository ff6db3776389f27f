"""`export`: the register for spreadsheets."""

from __future__ import annotations

from pathlib import Path

import click

from .application import application, by_command
from .database import ready
from .errors import OneLineErrors


class Exports(OneLineErrors, click.Group):
    """The group; its usage errors are one line too."""


@click.group("export", cls=Exports)
def export_group() -> None:
    """Write the record to a file."""


@export_group.command("recommendations", cls=OneLineErrors)
@click.option("--format", "kind", type=click.Choice(["csv", "xlsx", "json"]), help="By its name unless said.")
@click.option("--filter", "query", default="", help="As in the register's address: 'status=late&body=SB1'.")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The file.")
@click.option("--as", "as_email", metavar="EMAIL", help="Who may read it; nobody without it.")
def export_recommendations(kind: str | None, query: str, out: Path, as_email: str | None) -> None:
    """Write the register, all of it unless filtered; closed records by their public wording."""
    chosen_kind = kind or out.suffix.lower().removeprefix(".")
    if chosen_kind not in ("csv", "xlsx", "json"):
        raise click.UsageError(f"--out: {out} says no format: give --format csv, xlsx or json")
    with application() as app:
        ready(app)
        from urllib.parse import parse_qsl

        from ..core import clock
        from ..core.access import NOBODY
        from ..core.sheets import as_csv, as_xlsx
        from ..council.queries import load_principal
        from ..recommendations.exporting import as_json, as_sheet
        from ..recommendations.queries.register import every_row
        from ..recommendations.queries.register_filter import KEYS, RegisterFilter

        asked = dict(parse_qsl(query))
        if unknown := sorted(set(asked) - set(KEYS)):
            raise click.UsageError(f"--filter: there is no filter {', '.join(unknown)}")
        person_id = by_command(as_email).person_id
        who = NOBODY if person_id is None else load_principal(person_id)
        rows = every_row(RegisterFilter.read({"status": "all"} | asked), clock.today())
        if chosen_kind == "xlsx":
            content = as_xlsx(as_sheet(rows, who))
        else:
            lines = as_csv(as_sheet(rows, who)) if chosen_kind == "csv" else as_json(rows, who)
            content = "".join(lines).encode()
        try:
            out.write_bytes(content)
        except OSError as error:
            raise click.UsageError(f"--out: {out}: {error.strerror or 'cannot be written'}") from error

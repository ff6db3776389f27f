"""`read`: what a council paper says. Writes nothing and opens no database."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ..reading.sources import PaperFormat, UnreadablePaper, read_source
from ..rules.minutes import Reading, read_paper
from .errors import OneLineErrors


@click.command("read", cls=OneLineErrors)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_name",
    type=click.Choice([known.value for known in PaperFormat]),
    default="auto",
    show_default=True,
    help="What the file is, where its name and content do not say.",
)
@click.option("--json", "as_json", is_flag=True, help="The whole reading as JSON.")
def read(file: Path, format_name: str, as_json: bool) -> None:
    """Say what a council paper says: its items, decisions, recommendations, actions and tallies."""
    try:
        source = read_source(file.name, file.read_bytes(), PaperFormat(format_name))
    except OSError as error:
        raise click.UsageError(f"{file}: {error.strerror or 'cannot be read'}.") from error
    except UnreadablePaper as error:
        raise click.UsageError(f"{file}: {error}") from error
    reading = read_paper(source.text)
    if not as_json:
        click.echo(_in_words(reading))
        return
    printed = reading.as_json(file.name, source.format.value, source.place)
    warnings = printed["warnings"]
    assert isinstance(warnings, list)
    warnings.extend({"line": source.place(1), "message": note} for note in source.notes)
    click.echo(json.dumps(printed, ensure_ascii=False, indent=1))


def _in_words(reading: Reading) -> str:
    lines = []
    for item in reading.items:
        heading = " ".join(part for part in (item.number, item.title) if part) or "Without a heading"
        lines.append(
            f"{heading}: {len(item.resolutions)} resolutions, {len(item.recommendations)} recommendations,"
            f" {len(item.actions)} actions, {len(item.tallies)} tallies, {len(item.follow_ups)} follow-ups"
        )
    lines.append(f"{len(reading.clearance)} clearances, {len(reading.warnings)} warnings")
    return "\n".join(lines)

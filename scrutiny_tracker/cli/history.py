"""`verify-history` rebuilds every recommendation from its entries; `erase` is the one lawful erasure."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping

import click

from ..core.errors import NotFound, Refused
from ..core.extensions import db
from ..core.files import StoredFile, list_files_called
from ..history.erasing import WORDS, Erasure, erase, erase_file
from ..recommendations.queries.erasing import rows_of, rows_of_entry
from ..recommendations.queries.rebuilding import iterate_recommendations
from .application import application, as_option, by_command
from .database import ready
from .errors import OneLineErrors


@click.command("verify-history", cls=OneLineErrors)
def verify_history() -> None:
    """Rebuild current values from entries alone and print what differs."""
    with application() as app:
        ready(app)
        checked = different = 0
        for _reference, discrepancies in iterate_recommendations():
            checked += 1
            different += bool(discrepancies)
            for each in discrepancies:
                click.echo(f"{each.reference}: {each.what} is {each.kept}, its entries say {each.rebuilt}")
        click.echo(f"{checked:,} recommendations rebuilt from their entries, {different:,} differ.")
        if different:
            sys.exit(1)


@click.command("erase", cls=OneLineErrors)
@click.option("--entry", "entry_id", type=click.IntRange(min=1), help="Everything that this entry says.")
@click.option("--words", metavar="TEXT", help="These words, such as a name, wherever they stand.")
@click.option("--file", "file", metavar="NAME", help="A kept file, by its name or its SHA-256.")
@click.option("--recommendation", "reference", metavar="REFERENCE", help="Only within this recommendation.")
@click.option("--why", required=True, help="The lawful request that this follows; kept in the history.")
@as_option
def erase_words(
    entry_id: int | None,
    words: str | None,
    file: str | None,
    reference: str | None,
    why: str,
    as_email: str | None,
) -> None:
    """Replace a person's words, or a kept file, by a marker, in one transaction that the history tells of."""
    if sum(given is not None for given in (entry_id, words, file)) != 1:
        raise click.UsageError("give one of --entry, --words or --file")
    with application() as app:
        ready(app)
        by = by_command(as_email)
        try:
            if file is not None:
                erase_file(_one_file(file), why, by)
                db.session.commit()
                click.echo("The file is erased.")
                return
            noun, named, rows = _wanted(entry_id, reference)
            changed = erase(Erasure(rows, words), why, noun, named, by)
        except (NotFound, Refused) as refused:
            db.session.rollback()
            raise click.UsageError(str(refused)) from refused
        db.session.commit()
        click.echo(f"Words erased in {changed:,} {'row' if changed == 1 else 'rows'}.")


def _one_file(name: str) -> StoredFile:
    """Raises Refused where none, or more than one, is called so."""
    found = list_files_called(name)
    if not found:
        raise Refused(f"No file called {name} is kept.")
    if len(found) > 1:
        which = ", ".join(f"{one.sha256} of {one.stored_at:%Y-%m-%d}" for one in found)
        raise Refused(f"{len(found)} files are called {name}; give the SHA-256 of one: {which}.")
    return found[0]


def _wanted(
    entry_id: int | None, reference: str | None
) -> tuple[str, str, Mapping[str, Collection[int] | None]]:
    """The record that tells of it, and the rows."""
    if entry_id is not None:
        of, rows = rows_of_entry(entry_id)
        return "recommendation", of, rows
    if reference is not None:
        return "recommendation", reference, rows_of(reference)
    return "council", "all", dict.fromkeys(WORDS)

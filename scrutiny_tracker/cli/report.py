"""`report`: a document of the record as a file."""

from __future__ import annotations

from pathlib import Path

import click

from .application import application, as_option
from .database import ready
from .errors import OneLineErrors


@click.command(cls=OneLineErrors)
@click.argument("kind")
@click.argument("reference", required=False)
@click.option("--format", "format_", required=True, metavar="pdf|docx|html|xlsx", help="What it is drawn as.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file.")
@as_option
def report(kind: str, reference: str | None, format_: str, out: Path, as_email: str | None) -> None:
    """Write a document of the record; without REFERENCE the latest that has content.

    \b
    REFERENCE names what the document is about:
      agenda, minutes            a meeting
      monitor, chairs-brief      a committee by its code; CODE:york or CODE:vale: in that council's columns
      briefing-note              a sending
      cabinet-response           a sending
      letter                     SENDING (the notice), SENDING:chase, RECOMMENDATION:chief-executive
      deep-dive                  a deep dive
      progress                   a progress report
      scorecard                  PERIOD, or PLAN:PERIOD
      annual                     a municipal year, such as 2025-26

    Without --as it says what everybody may read.
    """
    from flask import g

    from ..core import clock
    from ..core.access import NOBODY
    from ..core.errors import NotFound
    from ..council.queries import load_principal
    from ..reports.kinds import build, kinds
    from .application import by_command

    with application() as app:
        ready(app)
        known = kinds().get(kind)
        if known is None:
            raise click.UsageError(f"there is no report {kind!r}: {', '.join(sorted(kinds()))}")
        if format_ not in known.formats:
            raise click.UsageError(f"{kind} is drawn as {', '.join(known.formats)}, not as {format_!r}")
        by = by_command(as_email)
        g.principal = NOBODY if by.person_id is None else load_principal(by.person_id)
        try:
            content = build(kind, reference, format_, clock.today())
        except NotFound as missing:
            raise click.UsageError(str(missing)) from missing
    try:
        out.write_bytes(content)
    except OSError as problem:
        raise click.UsageError(f"--out: {out} cannot be written: {problem.strerror}") from problem
    click.echo(f"{out}: {len(content):,} bytes")

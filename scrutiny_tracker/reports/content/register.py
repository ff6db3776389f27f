"""The register of recommendations, and the monitor that stands on every agenda."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ...core.content import (
    Block,
    Cell,
    Column,
    Content,
    Heading,
    Paragraph,
    Run,
    Table,
    Words,
    cell,
    words,
)
from ...core.filters import day_date, plural, short_date
from ...core.progress import told
from ...council.models import Body
from ...meetings.queries.owed import FollowUpRow, OwedFilter, list_follow_up_rows
from ...meetings.readable import matter_of, readable_what
from ...recommendations.exporting import ShownRow, as_sheet, shown
from ...recommendations.queries.register import every_row
from ...recommendations.queries.register_filter import RegisterFilter
from ...rules.lifecycle import Progress
from ...rules.publicity import Publicity
from ...rules.words import words_for
from .sheet import Sheet

READING = "Reading rows"
PRIVATE = "Contains private information: not for publication"
COLUMNS = (
    Column("Recommendation", 2.6),
    Column("Asked", 1.1),
    Column("Answer", 1),
    Column("Progress", 1),
    Column("Date", 0.9),
    Column("Committee’s decision", 1),
)
SHAPES = {
    Progress.REPORTED_COMPLETE: "✓",
    Progress.ON_TRACK: "→",
    Progress.AT_RISK: "!",
    Progress.DELAYED: "▲",
    Progress.WILL_NOT_BE_DONE: "×",
}


def register_sheet(chosen: RegisterFilter, today: date) -> Sheet:
    """Every row of the register that a filter keeps, as its CSV has them."""
    return as_sheet(told(every_row(chosen, today), READING))


def register_content(chosen: RegisterFilter, council: str, today: date) -> Content:
    """The register as a table of six columns, soonest first."""
    rows = [shown(row) for row in told(every_row(chosen, today), READING)]
    table = Table("Recommendations, soonest first", COLUMNS, tuple(_cells(one, today) for one in rows))
    number = plural(len(rows), "recommendation")
    said = f"{number} as at {day_date(today)}, soonest first. Parts are not counted."
    return Content(
        "register",
        "Register of recommendations",
        caption=council,
        footer=council,
        blocks=(Paragraph(words(said)), table),
        is_wide=True,
        mark=PRIVATE if any(one.is_closed and one.text == one.row.text for one in rows) else "",
    )


def _cells(one: ShownRow, today: date) -> tuple[Cell, ...]:
    row = one.row
    number = f", {row.printed_number}" if row.printed_number else ""
    name: Words = (Run(one.name, is_bold=True), Run(f" ({row.reference}{number})"))
    late: Cell = cell("▲ Late") if row.is_open and row.next_due_on < today else ()
    return (
        (name, *cell(row.report)),
        cell(row.asked),
        cell(words_for(row.answer)),
        cell(_shaped(row.progress)),
        (*_dates(row.due_on, row.first_due_on), *late),
        cell(words_for(row.decision)),
    )


def _shaped(progress: Progress) -> str:
    """Words with a shape before them, so that a print without colours tells at a glance."""
    return f"{SHAPES.get(progress, '')} {words_for(progress)}".strip()


def _dates(due_on: date | None, first_on: date | None) -> Cell:
    if due_on is None:
        return cell("No date")
    moved = first_on is not None and first_on != due_on
    return cell(short_date(due_on), f"was {short_date(first_on)}" if moved else "")


def monitor_content(body: Body, today: date) -> Content:
    """What a committee still waits for: its open recommendations, then requests and actions."""
    chosen = RegisterFilter(body=body.code, status="open")
    rows = [shown(row) for row in told(every_row(chosen, today), READING)]
    late = sum(one.row.next_due_on < today for one in rows)
    owed = _owed(body)
    requests = plural(len(owed), "request or action", "requests and actions")
    said = f"{plural(len(rows), 'recommendation')} open, {late} late; {requests} open."
    blocks: list[Block] = [Paragraph(words(said)), Heading("Recommendations")]
    if rows:
        caption = "Open recommendations that this committee follows, soonest first"
        blocks.append(Table(caption, COLUMNS, tuple(_cells(one, today) for one in rows)))
    else:
        blocks.append(Paragraph(words("None is open.")))
    blocks.append(Heading("Requests for information and actions"))
    blocks.append(_owed_table(owed, today) if owed else Paragraph(words("None is open.")))
    return Content(
        "monitor",
        "Recommendations and outstanding issues",
        caption=f"{body.name}, as at {day_date(today)}",
        footer=body.name,
        blocks=tuple(blocks),
        is_wide=True,
        mark=PRIVATE if any(one.is_closed and one.text == one.row.text for one in rows) else "",
    )


def monitor_sheet(body: Body, today: date) -> Sheet:
    """The open recommendations that a committee follows, as rows."""
    return register_sheet(RegisterFilter(body=body.code, status="open"), today)


def _owed(body: Body) -> list[FollowUpRow]:
    found: list[FollowUpRow] = []
    for page in _pages(body):
        found.extend(page)
    return found


def _pages(body: Body) -> Iterator[Sequence[FollowUpRow]]:
    after: str | None = None
    while True:
        page = list_follow_up_rows(OwedFilter(body_id=body.id, is_open=True), after)
        yield page.rows
        if page.after is None:
            return
        after = page.after


def _owed_table(rows: Sequence[FollowUpRow], today: date) -> Table:
    columns = (Column("What", 3), Column("Who", 1.4), Column("Asked on", 1), Column("Date", 1.2))
    return Table(
        "Open requests and actions, soonest first",
        columns,
        tuple(
            (
                cell(readable_what(row, matter_of({row.body_id}, row.owner_id, row.directorate_id))),
                cell(row.directorate_name or _public(row, row.whom) or "Nobody yet"),
                cell(short_date(row.asked_on)),
                cell(
                    short_date(row.due_on) or _public(row, row.due_text) or "No date",
                    "▲ Late" if row.due_on is not None and row.due_on < today else "",
                ),
            )
            for row in rows
        ),
    )


def _public(row: FollowUpRow, text: str | None) -> str:
    """Words that stand beside a request; nothing of a closed one."""
    return (text or "") if row.publicity is Publicity.PUBLIC else ""

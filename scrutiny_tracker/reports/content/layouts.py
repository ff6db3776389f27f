"""The monitor in other councils' columns. What goes out so comes in again by `import recommendations` and
changes nothing; the words are those that `rules/trackers` reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from ...core.content import Block, Cell, Column, Content, Paragraph, Table, cell, words
from ...core.filters import day_date, plural, short_date
from ...core.sheets import Sheet
from ...council.models import Body
from ...recommendations.exporting import ShownRow, shown
from ...recommendations.queries.register import every_row
from ...recommendations.queries.register_filter import RegisterFilter
from ...rules.lifecycle import Decision, Progress
from ...rules.trackers import Layout
from ...rules.words import words_for
from ..queries.trackers import Beside, list_beside
from .register import PRIVATE

Value = str | date | None
YORK_STATUS = {
    Progress.REPORTED_COMPLETE: "Complete",
    Progress.ON_TRACK: "Ongoing",
    Progress.PAUSED: "Paused",
}
YORK_RAG = {
    Decision.NONE: "",
    Decision.SIGNED_OFF: "Green",
    Decision.UNDER_REVIEW: "Amber",
    Decision.MORE_ASKED: "Red",
}
VALE_STATUS = {Progress.REPORTED_COMPLETE: "Completed", Progress.ON_TRACK: "Ongoing"}


@dataclass(frozen=True)
class _Line:
    """One recommendation with what stands beside it."""

    one: ShownRow
    beside: Beside

    @property
    def made_on(self) -> date:
        return self.one.row.agreed_on or self.one.row.made_on

    @property
    def said(self) -> str:
        """What officers said, a line for each day."""
        return "\n".join(f"{short_date(on)}: {' '.join(note.split())}" for on, note in self.beside.said)

    @property
    def posts(self) -> str:
        return ", ".join(self.beside.posts)


@dataclass(frozen=True)
class _Column:
    """A heading, its width in characters, and what stands under it."""

    name: str
    width: int
    of: Callable[[_Line], Value]


COLUMNS: dict[Layout, tuple[_Column, ...]] = {
    Layout.YORK: (
        _Column("Reference", 26, lambda line: line.one.row.reference),
        _Column("Origin", 10, lambda line: line.beside.made_by),
        _Column("Date", 13, lambda line: line.made_on),
        _Column("Area", 20, lambda line: line.beside.area),
        _Column("Recommendation", 50, lambda line: line.one.text),
        _Column("Exec Date", 13, lambda line: line.beside.answered_on),
        _Column("Lead Officer/EM", 24, lambda line: line.posts),
        _Column("Action taken", 50, lambda line: line.said),
        _Column("Status", 14, lambda line: _word(line.one.row.progress, YORK_STATUS)),
        _Column("RAG", 10, lambda line: _rag(line.one.row.decision)),
    ),
    Layout.VALE: (
        _Column("Date of Meeting", 13, lambda line: line.made_on),
        _Column("Minute No.", 12, lambda line: line.beside.minute),
        _Column("Committee", 14, lambda line: line.beside.made_by),
        _Column("Scrutiny Decision", 50, lambda line: line.one.text),
        _Column("Lead Officer", 24, lambda line: line.posts),
        _Column("Progress", 50, lambda line: line.said),
        _Column("Status", 14, lambda line: _word(line.one.row.progress, VALE_STATUS)),
        _Column("Target Date", 13, lambda line: line.one.row.due_on),
        _Column("Reference", 18, lambda line: line.one.row.reference),
    ),
}
NAMES = {Layout.YORK: "York’s columns", Layout.VALE: "Vale of Glamorgan’s columns"}


def _word(progress: Progress, own: dict[Progress, str]) -> str:
    return own.get(progress) or words_for(progress).removesuffix(", not yet reviewed")


def _rag(decision: Decision) -> str:
    """York's colour; our word for what York has no colour for."""
    return YORK_RAG.get(decision, words_for(decision))


def _lines(body: Body, today: date) -> list[_Line]:
    beside = list_beside(body)
    rows = every_row(RegisterFilter(body=body.code, status="open"), today)
    return [_Line(shown(row), beside.get(row.id, Beside())) for row in rows]


def layout_sheet(body: Body, layout: Layout, today: date) -> Sheet:
    """The open recommendations that a committee follows, as rows in a council's columns."""
    columns = COLUMNS[layout]
    rows = ([column.of(line) for column in columns] for line in _lines(body, today))
    return Sheet("Recommendations", [(column.name, column.width) for column in columns], rows)


def layout_content(body: Body, layout: Layout, today: date) -> Content:
    """The same as a paper."""
    lines, columns = _lines(body, today), COLUMNS[layout]
    late = sum(line.one.row.next_due_on < today for line in lines)
    said = f"{plural(len(lines), 'recommendation')} open, {late} late. In {NAMES[layout]}."
    blocks: list[Block] = [Paragraph(words(said))]
    is_private = any(line.one.is_closed and line.one.text == line.one.row.text for line in lines)
    if lines:
        rows = tuple(tuple(_cell(column.of(line)) for column in columns) for line in lines)
        blocks.append(Table("Open recommendations", _shares(columns), rows))
    return Content(
        "monitor",
        "Scrutiny recommendation tracker",
        caption=f"{body.name}, as at {day_date(today)}",
        footer=body.name,
        blocks=tuple(blocks),
        is_wide=True,
        mark=PRIVATE if is_private else "",
    )


def _shares(columns: Sequence[_Column]) -> tuple[Column, ...]:
    return tuple(Column(column.name, column.width**0.7) for column in columns)


def _cell(value: Value) -> Cell:
    if isinstance(value, date):
        return cell(short_date(value))
    return cell(*(value or "").split("\n"))

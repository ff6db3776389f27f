"""Tables of any length, with their header row at the top and on every further page, nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, LongTable, Paragraph
from reportlab.platypus.doctemplate import NullActionFlowable

from ...core.content import Cell, Table
from .fonts import CELL, HEAD_CELL, RULE, Look
from .words import marked

CHUNK = 200
"""A table's rows are drawn in chunks: one table of thousands of rows grows faster than its rows."""
TALL = 0xFFFFFF  # as reportlab's own flowables say that they want to be split first
OF_TABLES: list[Any] = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE),
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
]
Rows = Sequence[list[Any]]


class Layout:
    """What all chunks of one table share: widths, header row, style."""

    def __init__(self, block: Table, width: float, look: Look, *, splits_rows: bool) -> None:
        total = sum(column.share for column in block.columns)
        self.widths = [width * column.share / total for column in block.columns]
        self.head = [Paragraph(escape(column.name), HEAD_CELL) for column in block.columns]
        self.style = [*OF_TABLES, ("BACKGROUND", (0, 0), (-1, 0), look.shade)]
        self.splits_rows = int(splits_rows)

    def headless(self, rows: Rows) -> _Headless:
        """Rows that follow others."""
        table = _Headless(rows, colWidths=self.widths, style=OF_TABLES, splitInRow=self.splits_rows)
        table.layout = (
            self  # not given above: a table that is split makes its halves by reportlab's arguments
        )
        return table

    def headed(self, rows: Rows, heights: Sequence[float | None] | None = None) -> LongTable:
        """Rows under the header, which every further page repeats; `heights` where they are known."""
        return LongTable(
            [self.head, *rows],
            colWidths=self.widths,
            rowHeights=None if heights is None else [None, *heights],
            repeatRows=1,
            style=self.style,
            splitInRow=self.splits_rows,
        )


class _Headless(LongTable):
    """Rows that follow others on the same page; from the next page on they stand under the header."""

    layout: Layout

    def split(self, width: float, height: float) -> list[Flowable]:
        """What fits, and the rest as a table with its header."""
        parts: list[Any] = super().split(width, height)
        if len(parts) != 2:
            return parts
        fits, rest = parts
        return [fits, self.layout.headed(rest._cellvalues, rest._rowHeights)]


class _Following(Flowable):
    """A further chunk: what it is drawn as is known when its place on the page is."""

    def __init__(self, rows: Rows, layout: Layout) -> None:
        super().__init__()
        self._rows, self._layout = rows, layout

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Higher than any page, so that it is split at once."""
        return width, TALL

    def split(self, width: float, height: float) -> list[Flowable]:
        """Headless where a chunk stands above it with room for a row below, else under the header."""
        frame: Any = self._frame  # type: ignore[attr-defined]
        follows: Any = self._layout.headless(self._rows)
        follows.wrap(width, height)
        begins_page = frame._atTop or follows._rowHeights[0] > height
        table = self._layout.headed(self._rows, follows._rowHeights) if begins_page else follows
        return [NullActionFlowable(), table]


def table_of(block: Table, width: float, look: Look, *, splits_rows: bool) -> Iterator[Flowable]:
    """A table as flowables, in chunks."""
    layout = Layout(block, width, look, splits_rows=splits_rows)
    for start in range(0, max(len(block.rows), 1), CHUNK):
        rows = [[_cell(cell, look) for cell in row] for row in block.rows[start : start + CHUNK]]
        yield _Following(rows, layout) if start else layout.headed(rows)


def least_height(block: Table, width: float, look: Look) -> float:
    """How much room its header and first row take."""
    first = [[_cell(cell, look) for cell in row] for row in block.rows[:1]]
    return float(Layout(block, width, look, splits_rows=False).headed(first).wrap(width, TALL)[1])


def _cell(cell: Cell, look: Look) -> Flowable | list[Flowable] | str:
    """One paragraph alone is drawn faster than a list of one."""
    paragraphs: list[Flowable] = [Paragraph(marked(words, look), CELL) for words in cell]
    return paragraphs if len(paragraphs) > 1 else paragraphs[0] if paragraphs else ""

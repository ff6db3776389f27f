"""A document's content as flowables, and those as a file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.units import mm
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    HRFlowable,
    KeepTogether,
    ListFlowable,
    ListItem,
    LongTable,
    PageBreak,
    Paragraph,
    Spacer,
)
from reportlab.platypus import Table as Grid
from reportlab.platypus.doctemplate import LayoutError

from ...core.content import (
    BlankLines,
    Block,
    Bullets,
    Cell,
    Content,
    Graph,
    Heading,
    NewPage,
    Pairs,
    Run,
    Table,
    Words,
)
from ...core.content import Paragraph as Said
from ...core.house import STANDARD, House
from .fonts import (
    CAPTION,
    CELL,
    GRAPH_TITLE,
    HEAD_CELL,
    KEY,
    NOTE,
    NUMBERED,
    RULE,
    SUBHEADING,
    VALUE,
    Look,
    load_fonts,
    look_of,
)
from .graph import Plot
from .pages import CountingCanvas, HousePages, foot_of, room_of_logo

ROOM_BELOW = 35 * mm
"""A heading with less room below it goes to the next page, so that it never stands alone."""
CHUNK = 200
"""A table's rows are drawn in chunks: one table of thousands of rows grows faster than its rows."""


def as_pdf(content: Content, house: House = STANDARD) -> bytes:
    """The document as a PDF file in a council's style."""
    load_fonts()
    try:
        return _built(content, house, splits_rows=False)
    except LayoutError:  # a row that is higher than a page
        return _built(content, house, splits_rows=True)


def _built(content: Content, house: House, *, splits_rows: bool) -> bytes:
    to = BytesIO()
    pages = HousePages(to, content, house)
    canvas = type("HouseCanvas", (CountingCanvas,), {"feet": foot_of(content, house), "mark": content.mark})
    flowables = list(_flowables(content, house, pages.width, splits_rows=splits_rows))
    pages.build(flowables, canvasmaker=partial(canvas, lang="en-GB"))
    return to.getvalue()


def _flowables(content: Content, house: House, width: float, *, splits_rows: bool) -> Iterator[Flowable]:
    beside_logo = room_of_logo(house)
    if content.caption:
        yield Paragraph(escape(content.caption), CAPTION.clone("caption", rightIndent=beside_logo))
    look = look_of(house.colour, is_dense=content.is_dense)
    yield Paragraph(escape(content.title), look.title.clone("title", rightIndent=beside_logo))
    for block in content.blocks:
        if isinstance(block, Table):
            yield from _table(block, width, look, splits_rows=splits_rows)
            yield Spacer(1, 8)
        else:
            yield from _drawn(block, width, look)


def _drawn(block: Block, width: float, look: Look) -> Iterator[Flowable]:
    match block:
        case Heading():
            if not look.is_dense:
                yield CondPageBreak(ROOM_BELOW)
            yield Paragraph(escape(block.text), look.heading if block.level == 2 else SUBHEADING)
        case Said():
            style = NOTE if block.is_note else NUMBERED if block.number else look.body
            yield Paragraph(_marked(block.words, look), style, bulletText=block.number or None)
        case Bullets():
            yield _list(block, look)
        case Pairs():
            yield _pairs(block, width, look)
            yield Spacer(1, 8)
        case Graph():
            yield _graph(block, width, look)
            yield Spacer(1, 8)
        case NewPage():
            yield PageBreak()
        case BlankLines():
            for _ in range(block.number):
                yield HRFlowable(width="100%", thickness=0.5, color=RULE, spaceBefore=18, spaceAfter=0)
            yield Spacer(1, 8)


def _graph(block: Graph, width: float, look: Look) -> Flowable:
    """The chart with its words below it and its table beside it, on one page."""
    half = width * 0.48
    said = Paragraph(escape(block.alternative), NOTE)
    title = Paragraph(escape(block.title), GRAPH_TITLE)
    if block.table is None:
        return KeepTogether([title, Plot(block, half), said])
    table = list(_table(block.table, half, look, splits_rows=False))
    left: Any = [Plot(block, half), said]
    beside = Grid([[left, table]], colWidths=[width - half, half], style=BESIDE, hAlign="LEFT")
    return KeepTogether([title, beside])


def _marked(words: Words, look: Look) -> str:
    return "".join(_run(run, look) for run in words)


def _run(run: Run, look: Look) -> str:
    text = escape(run.text)
    if run.is_bold:
        text = f"<b>{text}</b>"
    if run.href.startswith(("https://", "http://")):
        return f"<a href={quoteattr(run.href)} color={quoteattr(look.colour)}>{text}</a>"
    return text


def _list(block: Bullets, look: Look) -> Flowable:
    items: list[Any] = [
        ListItem(Paragraph(_marked(words, look), look.body), leftIndent=14) for words in block.items
    ]
    kind: dict[str, Any] = (
        {"bulletType": "1"} if block.is_numbered else {"bulletType": "bullet", "start": "•"}
    )
    return ListFlowable(
        items, leftIndent=14, bulletFontName="House", bulletFontSize=look.body.fontSize, **kind
    )


def _pairs(block: Pairs, width: float, look: Look) -> Flowable:
    rows = [
        [Paragraph(escape(name), KEY), [Paragraph(_marked(words, look), VALUE) for words in cell]]
        for name, cell in block.rows
    ]
    how: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0)]
    how += [("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]
    return LongTable(rows, colWidths=[width * 0.2, width * 0.8], style=how, hAlign="LEFT")


BESIDE: list[Any] = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
]
OF_TABLES: list[Any] = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE),
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
]


def _table(block: Table, width: float, look: Look, *, splits_rows: bool) -> Iterator[Flowable]:
    """The rows in chunks, each with the header row, which is repeated on every page."""
    total = sum(column.share for column in block.columns)
    widths = [width * column.share / total for column in block.columns]
    head = [Paragraph(escape(column.name), HEAD_CELL) for column in block.columns]
    how = [*OF_TABLES, ("BACKGROUND", (0, 0), (-1, 0), look.shade)]
    for start in range(0, max(len(block.rows), 1), CHUNK):
        rows = [[_cell(cell, look) for cell in row] for row in block.rows[start : start + CHUNK]]
        yield LongTable([head, *rows], colWidths=widths, repeatRows=1, style=how, splitInRow=int(splits_rows))


def _cell(cell: Cell, look: Look) -> Flowable | list[Flowable] | str:
    """One paragraph alone is drawn faster than a list of one."""
    paragraphs: list[Flowable] = [Paragraph(_marked(words, look), CELL) for words in cell]
    return paragraphs if len(paragraphs) > 1 else paragraphs[0] if paragraphs else ""

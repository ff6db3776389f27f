"""A document's content as flowables, and those as a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

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
    Content,
    Graph,
    Heading,
    NewPage,
    Pairs,
    Table,
)
from ...core.content import Paragraph as Said
from ...core.house import STANDARD, House
from ...core.progress import tell
from .fonts import (
    CAPTION,
    GRAPH_TITLE,
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
from .tables import TALL, least_height, table_of
from .words import marked

ROOM_BELOW = 35 * mm
"""A heading with less room below it goes to the next page, so that it never stands alone."""
MOST_ROOM = 0.7
"""Of a page: a heading before something higher stands where it falls."""
HEADING_ROOM = 14 * mm
PLOT_SHARE = 0.36
BULLET_INDENT, NUMBER_INDENT = 14, 22


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
    flowables = list(_flowables(content, house, pages, splits_rows=splits_rows))
    pages.setProgressCallBack(_tell)
    pages.build(flowables, canvasmaker=partial(canvas, lang="en-GB"))
    return to.getvalue()


def _tell(kind: str, value: int) -> None:
    """Passes on what the library says of its progress."""
    if kind == "PAGE":
        tell("Drawing page", value)


def _flowables(content: Content, house: House, pages: HousePages, *, splits_rows: bool) -> Iterator[Flowable]:
    width: float = pages.width
    beside_logo = room_of_logo(house)
    if content.caption:
        yield Paragraph(escape(content.caption), CAPTION.clone("caption", rightIndent=beside_logo))
    look = look_of(house.colour, is_dense=content.is_dense)
    yield Paragraph(escape(content.title), look.title.clone("title", rightIndent=beside_logo))
    for place, block in enumerate(content.blocks):
        if isinstance(block, Heading) and not look.is_dense:
            room = _room_for(content.blocks[place + 1 :], width, look)
            yield CondPageBreak(min(room, pages.height * MOST_ROOM))
        if isinstance(block, Table):
            yield from table_of(block, width, look, splits_rows=splits_rows)
            yield Spacer(1, 8)
        else:
            yield from _drawn(block, width, look)


def _room_for(following: Sequence[Block], width: float, look: Look) -> float:
    """What a heading needs below it: the further headings, and the beginning of what they are about."""
    headings = HEADING_ROOM
    for block in following:
        match block:
            case Heading():
                headings += HEADING_ROOM
                continue
            case Table():
                return max(ROOM_BELOW, headings + least_height(block, width, look))
            case Graph():
                drawn = _graph(block, width, look)
                return max(ROOM_BELOW, headings + sum(_height(each, width) for each in drawn))
        break
    return ROOM_BELOW + headings - HEADING_ROOM


def _height(drawn: Flowable, width: float) -> float:
    return float(drawn.wrap(width, TALL)[1] + drawn.getSpaceBefore() + drawn.getSpaceAfter())


def _drawn(block: Block, width: float, look: Look) -> Iterator[Flowable]:
    match block:
        case Heading():
            yield Paragraph(escape(block.text), look.heading if block.level == 2 else SUBHEADING)
        case Said():
            style = NOTE if block.is_note else NUMBERED if block.number else look.body
            yield Paragraph(marked(block.words, look), style, bulletText=block.number or None)
        case Bullets():
            yield _list(block, look)
            yield Spacer(1, 0 if look.is_dense else 4)
        case Pairs():
            yield _pairs(block, width, look)
            yield Spacer(1, 8)
        case Graph():
            yield KeepTogether(_graph(block, width, look))
            yield Spacer(1, 8)
        case NewPage():
            yield PageBreak()
        case BlankLines():
            for _ in range(block.number):
                yield HRFlowable(width="100%", thickness=0.5, color=RULE, spaceBefore=18, spaceAfter=0)
            yield Spacer(1, 8)


def _graph(block: Graph, width: float, look: Look) -> list[Flowable]:
    """What the chart says, the chart, and its table beside it."""
    plot_width = width * PLOT_SHARE
    said: list[Flowable] = [
        Paragraph(escape(block.title), GRAPH_TITLE),
        Paragraph(escape(block.alternative), NOTE),
    ]
    plot = Plot(block, plot_width)
    if block.table is None:
        return [*said, plot]
    gap = 6 * mm
    table = list(table_of(block.table, width - plot_width - gap, look, splits_rows=False))
    beside = Grid([[plot, table]], colWidths=[plot_width + gap, None], style=BESIDE, hAlign="LEFT")
    return [*said, beside]


def _list(block: Bullets, look: Look) -> Flowable:
    indent = NUMBER_INDENT if block.is_numbered else BULLET_INDENT
    items: list[Any] = [
        ListItem(Paragraph(marked(words, look), look.body), leftIndent=indent) for words in block.items
    ]
    kind: dict[str, Any] = (
        {"bulletType": "1", "bulletFormat": "%s."}
        if block.is_numbered
        else {"bulletType": "bullet", "start": "•"}
    )
    return ListFlowable(
        items, leftIndent=indent, bulletFontName="House", bulletFontSize=look.body.fontSize, **kind
    )


def _pairs(block: Pairs, width: float, look: Look) -> Flowable:
    rows = [
        [Paragraph(escape(name), KEY), [Paragraph(marked(words, look), VALUE) for words in cell]]
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

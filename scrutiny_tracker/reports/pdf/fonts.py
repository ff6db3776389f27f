"""Open type with Welsh letters, and the styles of every part of a page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont

PLAIN, BOLD, ITALIC, BOLD_ITALIC = "House", "House-Bold", "House-Italic", "House-BoldItalic"
FILES = {PLAIN: "Regular", BOLD: "Bold", ITALIC: "It", BOLD_ITALIC: "BoldIt"}
INK, GREY, RULE = HexColor("#0b0c0c"), HexColor("#484949"), HexColor("#b1b4b6")
TINT = 0.9  # of white in the colour behind the heads of tables
MARK = Color(0.55, 0.1, 0.1, alpha=0.16)


@cache
def load_fonts() -> None:
    """Makes the type known to the drawing, once."""
    folder = files("font_source_sans_pro") / "files"
    for name, file in FILES.items():
        registerFont(TTFont(name, str(folder / f"SourceSansPro-{file}.ttf")))
    registerFontFamily(PLAIN, PLAIN, BOLD, ITALIC, BOLD_ITALIC)


def style(
    name: str,
    size: float,
    *,
    font: str = PLAIN,
    colour: Color = INK,
    **more: Any,  # noqa: ANN401 - reportlab’s own
) -> ParagraphStyle:
    """A paragraph's style; lines stand a quarter apart, none alone at the end or beginning of a page."""
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=size * 1.25,
        textColor=colour,
        allowWidows=0,
        allowOrphans=0,
        **more,
    )


CAPTION = style("caption", 11, colour=GREY, spaceAfter=2)
SUBHEADING = style("subheading", 11.5, font=BOLD, spaceBefore=8, spaceAfter=3, keepWithNext=1)
NUMBERED = style("numbered", 10.5, spaceAfter=6, leftIndent=30, bulletFontName=PLAIN, bulletFontSize=10.5)
NOTE = style("note", 9, colour=GREY, spaceAfter=6)
CELL = style("cell", 8.5)
HEAD_CELL = style("head-cell", 8.5, font=BOLD)
GRAPH_TITLE = style("graph-title", 10.5, font=BOLD, spaceBefore=4, spaceAfter=3)
KEY = style("key", 10, font=BOLD)
VALUE = style("value", 10)


@dataclass(frozen=True)
class Look:
    """What the council's colour decides, and the styles that a dense document has smaller."""

    colour: str
    shade: Color
    title: ParagraphStyle
    heading: ParagraphStyle
    body: ParagraphStyle
    is_dense: bool


@lru_cache(maxsize=16)
def look_of(colour: str, *, is_dense: bool) -> Look:
    """The look of a document in a colour (as #rrggbb)."""
    main = HexColor(colour)
    shade = Color(*(part + (1 - part) * TINT for part in (main.red, main.green, main.blue)))
    if is_dense:
        title = style("title", 15, font=BOLD, colour=main, spaceAfter=4)
        heading = style("heading", 10.5, font=BOLD, colour=main, spaceBefore=5, spaceAfter=1.5)
        body = style("body", 9, spaceAfter=1.5)
    else:
        title = style("title", 20, font=BOLD, colour=main, spaceAfter=10)
        heading = style("heading", 14, font=BOLD, colour=main, spaceBefore=12, spaceAfter=5)
        body = style("body", 10.5, spaceAfter=6)
    return Look(colour, shade, title, heading, body, is_dense)

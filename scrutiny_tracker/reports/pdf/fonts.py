"""Open type with Welsh letters, and the styles of every part of a page."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont

PLAIN, BOLD, ITALIC, BOLD_ITALIC = "House", "House-Bold", "House-Italic", "House-BoldItalic"
FILES = {PLAIN: "Regular", BOLD: "Bold", ITALIC: "It", BOLD_ITALIC: "BoldIt"}
INK, ACCENT, GREY = HexColor("#0b0c0c"), HexColor("#0b4f6c"), HexColor("#484949")
RULE, SHADE = HexColor("#b1b4b6"), HexColor("#e8f0f5")
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
    """A paragraph's style; lines stand a quarter apart."""
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=size * 1.25, textColor=colour, **more)


CAPTION = style("caption", 11, colour=GREY, spaceAfter=2)
TITLE = style("title", 20, font=BOLD, colour=ACCENT, spaceAfter=10)
HEADING = style("heading", 14, font=BOLD, colour=ACCENT, spaceBefore=12, spaceAfter=5)
SUBHEADING = style("subheading", 11.5, font=BOLD, spaceBefore=8, spaceAfter=3)
BODY = style("body", 10.5, spaceAfter=6)
NUMBERED = style("numbered", 10.5, spaceAfter=6, leftIndent=30, bulletFontName=PLAIN, bulletFontSize=10.5)
NOTE = style("note", 9, colour=GREY, spaceAfter=6)
CELL = style("cell", 8.5)
HEAD_CELL = style("head-cell", 8.5, font=BOLD)
DENSE_TITLE = style("title", 15, font=BOLD, colour=ACCENT, spaceAfter=4)
DENSE_HEADING = style("heading", 10.5, font=BOLD, colour=ACCENT, spaceBefore=5, spaceAfter=1.5)
DENSE_BODY = style("body", 9, spaceAfter=1.5)
GRAPH_TITLE = style("graph-title", 10.5, font=BOLD, spaceBefore=4, spaceAfter=3)
KEY = style("key", 10, font=BOLD)
VALUE = style("value", 10)

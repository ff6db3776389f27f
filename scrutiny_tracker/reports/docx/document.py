"""A document's content in Word's own styles."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

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
    Paragraph,
    Table,
    Words,
    words,
)
from ...core.house import STANDARD, House, Logo
from .graph import as_png

A4 = (Mm(210), Mm(297))
LOGO = (Mm(50), Mm(16))
FONT = "Arial"


def as_docx(content: Content, house: House = STANDARD) -> bytes:
    """The document as a Word file in a council's style."""
    document = Document()
    _set_up(document, content, house)
    if house.logo is not None:
        _draw_logo(document, house.logo)
    if content.caption:
        document.add_paragraph(content.caption, style="Subtitle")
    document.add_heading(content.title, 1)
    for block in content.blocks:
        _add(document, block)
    to = BytesIO()
    document.save(to)
    return to.getvalue()


def _draw_logo(document: Any, logo: Logo) -> None:  # noqa: ANN401
    """The picture in a paragraph of its own, with its alternative text."""
    width, height = logo.within(*LOGO)
    drawn = document.add_paragraph().add_run().add_picture(BytesIO(logo.content), int(width), int(height))
    drawn._inline.docPr.set("descr", logo.alternative)


def _set_up(document: Any, content: Content, house: House) -> None:  # noqa: ANN401 - python-docx's document
    properties = document.core_properties
    properties.title, properties.author = content.title, content.footer or content.caption
    properties.language, properties.comments = "en-GB", ""
    section = document.sections[0]
    width, height = A4
    if content.is_wide:
        section.orientation, width, height = WD_ORIENT.LANDSCAPE, height, width
    section.page_width, section.page_height = width, height
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(18))
    for name, size in (
        ("Normal", 11),
        ("Subtitle", 12),
        ("Heading 1", 20),
        ("Heading 2", 14),
        ("Heading 3", 12),
    ):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        properties_of = style.element.get_or_add_rPr()
        fonts = properties_of.get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
        if name.startswith("Heading"):
            style.font.color.rgb = RGBColor.from_string(house.colour.removeprefix("#").upper())
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    if content.mark:
        section.header.paragraphs[0].add_run(content.mark).bold = True
    _foot(section.footer.paragraphs[0], content.footer or content.title)
    if house.footer:
        section.footer.add_paragraph(house.footer)


def _foot(paragraph: Any, text: str) -> None:  # noqa: ANN401
    """The footer's words, then page x of y as Word's own fields."""
    paragraph.add_run(f"{text} · Page ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Any, name: str) -> None:  # noqa: ANN401
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _add(document: Any, block: Block) -> None:  # noqa: ANN401
    match block:
        case Heading():
            document.add_heading(block.text, block.level)
        case Paragraph():
            _paragraph(document, block)
        case Bullets():
            style = "List Number" if block.is_numbered else "List Bullet"
            numbering = _counted_anew(document) if block.is_numbered else None
            for item in block.items:
                paragraph = document.add_paragraph(style=style)
                if numbering is not None:
                    counted = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                    counted.get_or_add_ilvl().val = 0
                    counted.get_or_add_numId().val = numbering
                _write(paragraph, item)
        case Pairs():
            _pairs(document, block)
        case Table():
            _table(document, block)
        case Graph():
            _graph(document, block)
        case NewPage():
            document.add_page_break()
        case BlankLines():
            for _ in range(block.number):
                document.add_paragraph()


def _graph(document: Any, block: Graph) -> None:  # noqa: ANN401
    """What the chart says, the chart as a picture with the same as alternative text, its table."""
    title = document.add_paragraph()
    title.add_run(block.title).bold = True
    said = document.add_paragraph()
    _write(said, words(block.alternative), size=9)
    picture = document.add_paragraph()
    drawn = picture.add_run().add_picture(BytesIO(as_png(block)), width=Mm(110))
    properties = drawn._inline.docPr
    properties.set("descr", block.alternative)
    properties.set("title", block.title)
    for paragraph in (title, said, picture):
        paragraph.paragraph_format.keep_with_next = True
    if block.table is not None:
        _table(document, block.table)


def _paragraph(document: Any, block: Paragraph) -> None:  # noqa: ANN401
    """A numbered one hangs from its number."""
    paragraph = document.add_paragraph()
    if block.number:
        paragraph.paragraph_format.left_indent = Mm(12)
        paragraph.paragraph_format.first_line_indent = Mm(-12)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(12))
        paragraph.add_run(f"{block.number}\t")
    _write(paragraph, block.words, size=9 if block.is_note else None)


def _counted_anew(document: Any) -> int:  # noqa: ANN401
    """The id of a numbering that starts at 1, whatever lists stand before it."""
    numbering = document.part.numbering_part.numbering_definitions._numbering
    of_style = document.styles["List Number"].element.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(of_style).abstractNumId.val
    again = numbering.add_num(abstract)
    again.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(again.numId)


def _write(paragraph: Any, words: Words, size: float | None = None) -> None:  # noqa: ANN401
    for run in words:
        if run.href.startswith(("https://", "http://")):
            _link(paragraph, run.text, run.href)
            continue
        written = paragraph.add_run(run.text)
        written.bold = run.is_bold or None
        if size is not None:
            written.font.size = Pt(size)


def _link(paragraph: Any, text: str, address: str) -> None:  # noqa: ANN401
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, kind, is_external=True))
    run = paragraph.add_run(text)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _pairs(document: Any, block: Pairs) -> None:  # noqa: ANN401
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    for name, cell in block.rows:
        left, right = table.add_row().cells
        left.width, right.width = int(width * 0.25), int(width * 0.75)
        left.paragraphs[0].add_run(name).bold = True
        _fill(right, cell, None)
    document.add_paragraph()


def _table(document: Any, block: Table) -> None:  # noqa: ANN401
    table = document.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    _describe(table, block.caption)
    for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
        run = cell.paragraphs[0].add_run(column.name)
        run.bold, run.font.size = True, Pt(9)
        _shade(cell)
    _repeat(table.rows[0])
    for row in block.rows:
        added = table.add_row()
        _hold_together(added)
        for cell, said in zip(added.cells, row, strict=True):
            _fill(cell, said, 9)
    _share_width(document, table, block)
    document.add_paragraph()


def _share_width(document: Any, table: Any, block: Table) -> None:  # noqa: ANN401
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    total = sum(column.share for column in block.columns)
    table.autofit = False
    for column, wanted in zip(table.columns, block.columns, strict=True):
        column.width = int(width * wanted.share / total)
        for cell in column.cells:
            cell.width = column.width


def _describe(table: Any, text: str) -> None:  # noqa: ANN401
    """The table's caption as its alternative text."""
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), text)
    table._tbl.tblPr.append(caption)


def _repeat(row: Any) -> None:  # noqa: ANN401
    """The row is a header row, repeated on every page."""
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(header)


def _shade(cell: Any) -> None:  # noqa: ANN401
    """A light ground behind a heading."""
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EEF1F3")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _hold_together(row: Any) -> None:  # noqa: ANN401
    """A row is not cut by the end of a page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _fill(cell: Any, said: Cell, size: float | None) -> None:  # noqa: ANN401
    for number, one in enumerate(said):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        _write(paragraph, one, size)

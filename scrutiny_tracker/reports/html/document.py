"""A document's content as HTML with a small style of its own."""

from __future__ import annotations

from base64 import b64encode
from html import escape

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
    Run,
    Table,
    Words,
)
from ...core.house import STANDARD, House, Logo
from ...core.shapes import FONT_SIZE, svg_elements

STYLE = """
body { font: 1.1rem/1.5 arial, sans-serif; color: #0b0c0c; margin: 0 auto; max-width: 70rem;
  padding: 1rem; }
h1, h2, h3 { color: var(--main); line-height: 1.2; } .caption, .note { color: #484949; }
.note { font-size: 1rem; }
dt { font-weight: 700; } dd { margin: 0 0 .5rem; } a { color: var(--main); }
.logo { max-width: 12rem; max-height: 5rem; }
table { border-collapse: collapse; width: 100%; font-size: 1rem; }
caption { text-align: left; font-weight: 700; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #b1b4b6; padding: .4rem;
  overflow-wrap: anywhere; }
td p, th p, dd p { margin: 0 0 .3rem; } tbody th { font-weight: 400; }
figure { margin: 0 0 2rem; } figcaption { font-weight: 700; }
.graph { display: grid; gap: 1rem 2rem;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); }
.graph svg { width: 100%; max-width: 30rem; height: auto; } .graph caption { font-weight: 400; }
.mark { color: #942514; font-weight: 700; }
@media (max-width: 45rem) { thead { position: absolute; clip-path: inset(50%); }
  caption, tbody, tr, td, tbody th { display: block; border: 0; }
  tr { border: 1px solid #b1b4b6; margin-bottom: 1rem; padding: .5rem; }
  td::before { content: attr(data-name) ": "; font-weight: 700; } }
"""


def as_html(content: Content, house: House = STANDARD) -> bytes:
    """The document as one HTML file in UTF-8, in a council's style, its logo inside it."""
    style = f":root {{ --main: {house.colour}; }}{STYLE}"
    logo = _logo(house.logo) if house.logo is not None else ""
    body = "\n".join(map(_block, content.blocks))
    caption = f'<p class="caption">{escape(content.caption)}</p>' if content.caption else ""
    mark = f'<p class="mark">{escape(content.mark)}</p>' if content.mark else ""
    feet = "".join(f'<p class="note">{escape(one)}</p>' for one in (content.footer, house.footer) if one)
    foot = f"<footer>{feet}</footer>" if feet else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(content.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"{logo}<main>\n"
        f"{mark}{caption}<h1>{escape(content.title)}</h1>\n{body}\n</main>\n{foot}\n</body>\n</html>\n"
    ).encode()


def _logo(logo: Logo) -> str:
    written = b64encode(logo.content).decode()
    source = f"data:{logo.content_type};base64,{written}"
    return f'<header><img class="logo" src="{source}" alt="{escape(logo.alternative)}"></header>\n'


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
        case Paragraph():
            name = ' class="note"' if block.is_note else ""
            number = f"{escape(block.number)} " if block.number else ""
            return f"<p{name}>{number}{_words(block.words)}</p>"
        case Bullets():
            kind = "ol" if block.is_numbered else "ul"
            items = "".join(f"<li>{_words(item)}</li>" for item in block.items)
            return f"<{kind}>{items}</{kind}>"
        case Pairs():
            rows = "".join(f"<dt>{escape(name)}</dt><dd>{_cell(cell)}</dd>" for name, cell in block.rows)
            return f"<dl>{rows}</dl>"
        case Table():
            return _table(block)
        case Graph():
            return _graph(block)
        case NewPage():
            return "<hr>"
        case BlankLines():
            return ""


def _graph(block: Graph) -> str:
    """The words stand in the text, so the drawing itself is named and no more."""
    table = "" if block.table is None else f"\n{_table(block.table)}"
    return (
        f"<figure><figcaption>{escape(block.title)}</figcaption>"
        f'<p class="note">{escape(block.alternative)}</p><div class="graph"><div>'
        f'<svg viewBox="0 0 {block.width:g} {block.height:g}" role="img" '
        f'aria-label="{escape(block.title)}, chart" font-family="arial, sans-serif" '
        f'font-size="{FONT_SIZE}">{svg_elements(block.shapes)}</svg></div>{table}</div></figure>'
    )


def _table(block: Table) -> str:
    heads = "".join(f'<th scope="col">{escape(column.name)}</th>' for column in block.columns)
    rows = "\n".join(_row(block, row) for row in block.rows)
    return (
        f"<table><caption>{escape(block.caption)}</caption>\n<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody></table>"
    )


def _row(block: Table, row: tuple[Cell, ...]) -> str:
    cells = []
    for place, (cell, column) in enumerate(zip(row, block.columns, strict=True)):
        if place == 0 and block.has_row_names:
            cells.append(f'<th scope="row">{_cell(cell)}</th>')
        else:
            cells.append(f'<td data-name="{escape(column.name)}">{_cell(cell)}</td>')
    return f"<tr>{''.join(cells)}</tr>"


def _cell(cell: Cell) -> str:
    return _words(cell[0]) if len(cell) == 1 else "".join(f"<p>{_words(words)}</p>" for words in cell)


def _words(words: Words) -> str:
    return "".join(map(_run, words))


def _run(run: Run) -> str:
    text = f"<strong>{escape(run.text)}</strong>" if run.is_bold else escape(run.text)
    if run.href.startswith(("https://", "http://")):
        return f'<a href="{escape(run.href)}">{text}</a>'
    return text

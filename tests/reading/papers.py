"""One paper in every format that the reader takes, made while the tests run."""

from __future__ import annotations

import io
import zipfile
from html import escape

import docx
from docx.document import Document
from reportlab.pdfgen.canvas import Canvas

MINUTES = """Homes Scrutiny Panel - Monday, 3 February 2025 6.00 pm

15. Empty Homes

Report of the Head of Housing

The Panel considered the report.

RESOLVED that the Homes Scrutiny Panel:-

1. Notes the fall in empty homes.

2. Requests the Director of Place to report back in six months.

ACTION:

What | Whom | When |
Send the map | Head of Housing | 9 June 2025 |

Supporting documents:"""


def as_html(text: str) -> bytes:
    """Each blank-line paragraph as a <p>, table rows as a table, numbered clauses as a list."""
    parts: list[str] = []
    for line in filter(None, text.split("\n")):
        if "|" in line:
            cells = "".join(f"<td>{escape(cell.strip())}</td>" for cell in line.strip(" |").split("|"))
            parts.append(f"<table><tr>{cells}</tr></table>")
        elif line[:3] in ("1. ", "2. "):
            parts.append(f'<ol start="{line[0]}"><li>{escape(line[3:])}</li></ol>')
        else:
            parts.append(f"<p>{escape(line)}</p>")
    return f"<html><head><title>x</title></head><body>{''.join(parts)}</body></html>".encode()


def as_docx(text: str) -> bytes:
    """Word paragraphs; numbered clauses by Word's own numbering; rows as a table."""
    document = docx.Document()
    for line in filter(None, text.split("\n")):
        if "|" in line:
            _row(document, [cell.strip() for cell in line.strip(" |").split("|")])
        elif line[:3] in ("1. ", "2. "):
            document.add_paragraph(line[3:], style="List Number")
        else:
            document.add_paragraph(line)
    return saved(document)


def _row(document: Document, cells: list[str]) -> None:
    table = document.add_table(rows=1, cols=len(cells))
    for cell, words in zip(table.rows[0].cells, cells, strict=True):
        cell.text = words


def saved(document: Document) -> bytes:
    """The bytes of a Word document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_pdf(text: str, *, lines_a_page: int = 40) -> bytes:
    """Drawn text, a few lines to a page."""
    out = io.BytesIO()
    canvas = Canvas(out)
    for number, line in enumerate(text.split("\n")):
        if number and number % lines_a_page == 0:
            canvas.showPage()
        canvas.drawString(40, 800 - 14 * (number % lines_a_page), line)
    canvas.save()
    return out.getvalue()


def as_moderngov(text: str) -> bytes:
    """GetMeeting with the minutes as HTML escaped twice, and a restricted item."""
    body = as_html(text.split("\n\n", 2)[2])
    inner = escape(escape(body.decode()))
    return (
        '<?xml version="1.0" encoding="utf-8"?><getmeeting><meeting><committeetitle>Homes Scrutiny Panel'
        "</committeetitle><meetingdate>03/02/2025</meetingdate><meetingtime>6.00 pm</meetingtime>"
        "<agendaitems>"
        "<agendaitem><agendaitemnumber>15</agendaitemnumber>"
        "<agendaitemtitle>Empty Homes</agendaitemtitle>"
        "<isrestricted>False</isrestricted>"
        f"<minutesnonemptyhtmlbody>{inner}</minutesnonemptyhtmlbody>"
        "</agendaitem>"
        "<agendaitem><agendaitemnumber>16</agendaitemnumber>"
        "<agendaitemtitle>Sale of the depot</agendaitemtitle>"
        "<isrestricted>True</isrestricted><minutesnonemptyhtmlbody>"
        "RESOLVED that the secret price be agreed."
        "</minutesnonemptyhtmlbody></agendaitem></agendaitems></meeting></getmeeting>"
    ).encode()


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()

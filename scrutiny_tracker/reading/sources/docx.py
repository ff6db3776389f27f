"""Word documents: paragraphs with their automatic numbers, tables row by row. Macros and bombs are
refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from .html import row_lines
from .numbering import Numbering, W
from .source import MAX_UNPACKED_BYTES, PaperFormat, Source, UnreadablePaper, checked_text, spaced_lines

_MAX_PARTS = 5000
_SKIPPED = {
    f"{W}del",
    f"{W}moveFrom",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    f"{W}instrText",
    f"{W}txbxContent",
}
_MAX_DEPTH = 60


def read_docx(data: bytes) -> Source:
    """A .docx file. Raises UnreadablePaper."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = _checked_parts(package)
            if "word/document.xml" not in parts:
                raise UnreadablePaper("This is not a Word document.")
            body = _parse(_part(package, "word/document.xml")).find(f"{W}body")
            numbering = Numbering(
                _parse(_part(package, "word/numbering.xml")) if "word/numbering.xml" in parts else None,
                _parse(_part(package, "word/styles.xml")) if "word/styles.xml" in parts else None,
            )
            lines = [] if body is None else list(_blocks(body, numbering, 0))
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise UnreadablePaper("This Word document is damaged or protected by a password.") from error
    except (ParseError, DefusedXmlException, RecursionError) as error:
        raise UnreadablePaper("This Word document holds XML that cannot be read safely.") from error
    return Source(PaperFormat.DOCX, checked_text(spaced_lines(lines)))


def read_tables(data: bytes) -> list[list[list[str]]]:
    """The tables of a .docx file, each as rows of cells; tables within tables are part of their cell.

    Raises UnreadablePaper.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if "word/document.xml" not in _checked_parts(package):
                raise UnreadablePaper("This is not a Word document.")
            body = _parse(_part(package, "word/document.xml")).find(f"{W}body")
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise UnreadablePaper("This Word document is damaged or protected by a password.") from error
    except (ParseError, DefusedXmlException, RecursionError) as error:
        raise UnreadablePaper("This Word document holds XML that cannot be read safely.") from error
    numbering = Numbering(None, None)
    tables = [] if body is None else body.findall(f"{W}tbl")
    return [
        [
            [
                "\n".join(line for line in _blocks(cell, numbering, 1) if line.strip())
                for cell in row.findall(f"{W}tc")
            ]
            for row in table.findall(f"{W}tr")
        ]
        for table in tables
    ]


def _checked_parts(package: zipfile.ZipFile) -> set[str]:
    parts = package.infolist()
    if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise UnreadablePaper("This Word document unpacks to far more than a paper: it is refused.")
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadablePaper("This Word document is protected by a password.")
    names = {part.filename for part in parts}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnreadablePaper("This Word document carries macros: save it as a plain .docx first.")
    return names


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        data = part.read(MAX_UNPACKED_BYTES // 4 + 1)
    if len(data) > MAX_UNPACKED_BYTES // 4:
        raise UnreadablePaper("This Word document unpacks to far more than a paper: it is refused.")
    return data


def _parse(data: bytes) -> Element:
    root: Element = fromstring(data, forbid_dtd=True)
    return root


def _blocks(parent: Element, numbering: Numbering, depth: int) -> Iterator[str]:
    if depth > _MAX_DEPTH:
        raise UnreadablePaper("This Word document is nested too deeply to read.")
    for node in parent:
        if node.tag == f"{W}p":
            yield _paragraph(node, numbering)
        elif node.tag == f"{W}tbl":
            yield from _table(node, numbering, depth)
        elif node.tag in (
            f"{W}sdt",
            f"{W}sdtContent",
            f"{W}ins",
            f"{W}moveTo",
            f"{W}customXml",
            f"{W}smartTag",
        ):
            yield from _blocks(node, numbering, depth + 1)


def _table(table: Element, numbering: Numbering, depth: int) -> Iterator[str]:
    for row in table.iter(f"{W}tr"):
        cells = []
        for cell in row.findall(f"{W}tc") + row.findall(f"{W}sdt/{W}sdtContent/{W}tc"):
            cells.append("\n".join(line for line in _blocks(cell, numbering, depth + 1) if line.strip()))
        yield from row_lines(cells)


def _paragraph(paragraph: Element, numbering: Numbering) -> str:
    words = "".join(_words(paragraph, 0)).strip(" \n")
    if not words.strip():
        return ""
    return numbering.marker(paragraph) + words


def _words(node: Element, depth: int) -> Iterator[str]:
    if depth > _MAX_DEPTH:
        return
    for child in node:
        if child.tag in _SKIPPED or child.tag == f"{W}pPr":
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag == f"{W}tab":
            yield "\t"
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        else:
            yield from _words(child, depth + 1)

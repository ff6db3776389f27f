"""HTML: saved pages and pasted markup as lines; lists keep their numbers and tables their cells."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from .plain import decode
from .source import PaperFormat, Source, UnreadablePaper, checked_text, spaced_lines

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset(
    [
        "script",
        "style",
        "head",
        "template",
        "noscript",
        "svg",
        "button",
        "select",
        "option",
        "input",
        "textarea",
        "iframe",
        "object",
    ]
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MAX_DEPTH = 200
_LONGEST_CELL = 300  # characters: beyond this a cell holds prose
_CHARSET = re.compile(rb"""charset=["']?([\w-]+)""", re.IGNORECASE)


def read_html(data: bytes) -> Source:
    """An HTML file. Raises UnreadablePaper."""
    return Source(PaperFormat.HTML, checked_text(html_text(_decode(data))))


def _decode(data: bytes) -> str:
    charset = _CHARSET.search(data[:4096])
    if charset is not None and not data.startswith(b"\xef\xbb\xbf"):
        try:
            return data.decode(charset[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            return decode(data)
    return decode(data)


def html_text(markup: str) -> str:
    """Markup as lines. Raises UnreadablePaper where it cannot be parsed."""
    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup)
    if not markup.strip():
        return ""
    try:
        root = lxml_html.fromstring(markup)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadablePaper("This HTML cannot be read.") from error
    writer = _Writer()
    writer.element(root, 0)
    writer.close_line()
    return spaced_lines(writer.lines)


def _one_space(match: re.Match[str]) -> str:
    """A tab between words parts cells that were pasted; any other run of white space is one space."""
    run = match.group()
    return "\t" * run.count("\t") if "\t" in run and "\n" not in run else " "


class _Writer:
    """Collects lines while it walks the elements."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._parts: list[str] = []
        self._prefix = ""
        self._row: list[str] | None = None
        self._preformatted = False

    def element(self, node: lxml_html.HtmlElement, depth: int) -> None:
        if depth > _MAX_DEPTH:
            raise UnreadablePaper("This HTML is nested too deeply to read.")
        tag = node.tag if isinstance(node.tag, str) else ""
        if not tag or tag in _SILENT:
            return
        if tag == "br":
            self._parts.append("\n")
            return
        if tag in ("ol", "ul"):
            self._list(node, tag, depth)
            return
        if tag == "tr" and self._row is None:
            self._table_row(node, depth)
            return
        block = tag in _BLOCKS
        if block:
            self.close_line()
        was, self._preformatted = self._preformatted, self._preformatted or tag == "pre"
        self._inside(node, depth)
        if block:
            self.close_line()
        self._preformatted = was

    def _inside(self, node: lxml_html.HtmlElement, depth: int) -> None:
        self._words(node.text)
        for child in node:
            self.element(child, depth + 1)
            self._words(child.tail)

    def _words(self, text: str | None) -> None:
        if text:
            self._parts.append(text if self._preformatted else _SPACE.sub(_one_space, text))

    def _list(self, node: lxml_html.HtmlElement, tag: str, depth: int) -> None:
        self.close_line()
        count = int(start) if (start := node.get("start", "1")).isdigit() else 1
        for child in node:
            if child.tag == "li":
                self.close_line()
                value = child.get("value", "")
                count = int(value) if value.isdigit() and len(value) < 6 else count
                kind = node.get("type") or _style_type(node.get("style", ""))
                self._prefix = "• " if tag == "ul" else list_marker(count, kind)
                count += 1
                self._inside(child, depth + 1)
                self.close_line()
                self._prefix = ""
            else:
                self.element(child, depth + 1)

    def _table_row(self, node: lxml_html.HtmlElement, depth: int) -> None:
        self.close_line()
        cells: list[str] = []
        for child in node:
            if child.tag not in ("td", "th"):
                continue
            inner = _Writer()
            inner._row = cells
            inner._inside(child, depth + 1)
            inner.close_line()
            cells.append("\n".join(inner.lines))
        self.lines.extend(row_lines(cells))

    def close_line(self) -> None:
        """Ends the paragraph: breaks inside it stay lines, its marker leads."""
        joined = "".join(self._parts)
        self._parts.clear()
        lines = [
            line if self._preformatted else _SPACE.sub(_one_space, line).strip(" ")
            for line in joined.split("\n")
        ]
        while lines and not lines[0].strip():
            lines.pop(0)
        while lines and not lines[-1].strip():
            lines.pop()
        if not lines:
            if joined.strip(" \n") and not joined.strip():
                self.lines.append("")
            return
        lines[0] = self._prefix + lines[0]
        self._prefix = ""
        self.lines.append("\n".join(lines))


def row_lines(cells: list[str]) -> list[str]:
    """A table row as one line, `a | b | c |`; one that only lays out a page gives its cells' lines."""
    worded = [cell for cell in cells if cell.strip()]
    lays_out = len(worded) <= 2 and any(cell.count("\n") >= 2 or len(cell) > _LONGEST_CELL for cell in worded)
    if lays_out or (len(worded) <= 1 and len(cells) <= 2):
        return [line for cell in worded for line in cell.split("\n")]
    return [" | ".join(_SPACE.sub(" ", cell).strip().replace("|", "/") for cell in cells) + " |"]


def _style_type(style: str) -> str:
    match = re.search(r"list-style(?:-type)?:\s*([a-z-]+)", style)
    return {
        "lower-alpha": "a",
        "lower-latin": "a",
        "upper-alpha": "A",
        "lower-roman": "i",
        "upper-roman": "I",
    }.get(match[1] if match else "", "1")


def list_marker(count: int, kind: str) -> str:
    """`1. `, `a. `, `i. ` as a browser draws it; brackets for letters, which a name's initial could be."""
    if kind in ("a", "A"):
        letter = chr(ord(kind) + (count - 1) % 26)
        return f"({letter}) "
    if kind in ("i", "I"):
        roman = to_roman(count)
        return f"({roman if kind == 'i' else roman.upper()}) "
    return f"{count}. "


def to_roman(number: int) -> str:
    """1 → i, 4 → iv, 12 → xii; numbers beyond 3999 stay figures."""
    if not 0 < number < 4000:
        return str(number)
    pairs = (
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    )
    letters = ""
    for value, letter in pairs:
        letters += letter * (number // value)
        number %= value
    return letters

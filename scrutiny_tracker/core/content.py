"""What a document says, as plain dataclasses: no drawing, no database, no web. Every drawing takes these."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from .shapes import Area, Dot, Label, Line, Shape


@dataclass(frozen=True)
class Run:
    """Some words in a row; `is_fact` where the record filled them in, `href` where they lead to it."""

    text: str
    href: str = ""
    is_bold: bool = False
    is_fact: bool = False


Words = tuple[Run, ...]
"""One paragraph's worth of runs."""


@dataclass(frozen=True)
class Heading:
    """A heading below the title; level 2 is the highest."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """`number` is the one that stands before it in a report whose paragraphs are counted, such as "1.2."."""

    words: Words
    is_note: bool = False
    number: str = ""


@dataclass(frozen=True)
class Bullets:
    items: tuple[Words, ...]
    is_numbered: bool = False


@dataclass(frozen=True)
class Pairs:
    """A front sheet: a name and what stands beside it, each in one or more paragraphs."""

    rows: tuple[tuple[str, tuple[Words, ...]], ...]


@dataclass(frozen=True)
class Column:
    """A column's heading and its share of the width."""

    name: str
    share: float = 1.0


Cell = tuple[Words, ...]


@dataclass(frozen=True)
class Table:
    """Rows under headings; the first cell of a row names the row where `has_row_names`."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    has_row_names: bool = False


@dataclass(frozen=True)
class Graph:
    """A chart as plain shapes on a page of `width` × `height`. `alternative` says in words what it shows, and
    every drawing prints it; `table` has the figures, beside it where there is room."""

    title: str
    alternative: str
    width: float
    height: float
    shapes: tuple[Shape, ...]
    table: Table | None = None


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class BlankLines:
    """Empty lines for notes by hand."""

    number: int


Block = Heading | Paragraph | Bullets | Pairs | Table | Graph | NewPage | BlankLines


@dataclass(frozen=True)
class Content:
    """One document. `caption` stands above the title; `footer` on every page; `mark` across a page that is
    not for publication; `is_dense` for what has to stand on one side of paper."""

    kind: str
    title: str
    caption: str = ""
    footer: str = ""
    blocks: tuple[Block, ...] = ()
    is_wide: bool = False
    mark: str = ""
    is_dense: bool = False


_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        *(Run, Heading, Paragraph, Bullets, Pairs, Column, Table, Graph, NewPage, BlankLines, Content),
        *(Line, Area, Dot, Label),
    )
}


def words(text: object, href: str = "", *, is_bold: bool = False, is_fact: bool = False) -> Words:
    """One run as a paragraph; nothing for an empty text."""
    return (Run(str(text), href, is_bold, is_fact),) if text not in (None, "") else ()


def cell(*texts: object) -> Cell:
    """A cell of plain paragraphs; empty texts leave none."""
    return tuple(filter(None, (words(text) for text in texts)))


def plain(of: Words) -> str:
    """The words without their marks."""
    return "".join(run.text for run in of)


def plain_texts(content: Content) -> Iterator[str]:
    """Every text of a document in the order in which a reader meets it."""
    yield content.title
    for block in content.blocks:
        yield from _texts_of(block)


def _texts_of(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            if block.number:
                yield block.number
            yield plain(block.words)
        case Bullets():
            yield from map(plain, block.items)
        case Pairs():
            for name, texts in block.rows:
                yield name
                yield from map(plain, texts)
        case Table():
            yield block.caption
            yield from (column.name for column in block.columns)
            for row in block.rows:
                yield from (plain(text) for one in row for text in one)
        case Graph():
            yield from (block.title, block.alternative)
            if block.table is not None:
                yield from _texts_of(block.table)


def as_json(content: Content) -> dict[str, Any]:
    """A document as JSON keeps it."""
    packed: dict[str, Any] = _packed(content)
    return packed


def from_json(kept: dict[str, Any]) -> Content:
    """The document that `as_json` kept. Raises KeyError or TypeError for anything else."""
    found = _unpacked(kept)
    if not isinstance(found, Content):
        raise TypeError("this is no document")
    return found


def hash_of(kept: dict[str, Any]) -> str:
    """The SHA-256 of a kept document, the same for the same document on any machine."""
    written = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _packed(value: Any) -> Any:  # noqa: ANN401 - any of the dataclasses above, or what they hold
    if is_dataclass(value):
        held = {each.name: _packed(getattr(value, each.name)) for each in fields(value)}
        return {"is": type(value).__name__, **held}
    if isinstance(value, tuple):
        return [_packed(each) for each in value]
    return value


def _unpacked(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        kind = _KINDS[value["is"]]
        return kind(**{name: _unpacked(held) for name, held in value.items() if name != "is"})
    if isinstance(value, list):
        return tuple(_unpacked(each) for each in value)
    return value

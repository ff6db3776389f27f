"""The files that are built from a document's content: an upper room draws, this room keeps what was drawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app

from ..core.content import Content


@dataclass(frozen=True)
class Drawing:
    """A format: its content type and how a document is drawn in it."""

    content_type: str
    draw: Callable[[Content], bytes]


def drawing(app: Flask, format: str, content_type: str, draw: Callable[[Content], bytes]) -> None:
    """Registers how documents are drawn in a format."""
    app.extensions.setdefault("drawings", {})[format] = Drawing(content_type, draw)


def built(content: Content, format: str) -> tuple[str, str, bytes]:
    """A document as a file: its name, content type and bytes. Raises KeyError for an unknown format."""
    how: Drawing = current_app.extensions["drawings"][format]
    name = re.sub(r"[^a-z0-9]+", "-", content.title.lower()).strip("-")[:80] or content.kind
    return f"{name}.{format}", how.content_type, how.draw(content)

"""HTML that its values alone decide, drawn once for them and kept: rows of long lists, the menu."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import lru_cache

from flask import current_app
from markupsafe import Markup


@lru_cache(maxsize=8192)
def drawn(template: str, macro: str, *values: Hashable) -> Markup:
    """What a template's macro makes of these values; it may ask for nothing else (no request, no reader)."""
    module = current_app.jinja_env.get_template(template).module
    html: Markup = getattr(module, macro)(*values)
    return html


def drawn_rows(template: str, macro: str, rows: Iterable[tuple[Hashable, ...]]) -> Markup:
    """What a macro makes of each row's values, one after another."""
    return Markup("".join(drawn(template, macro, *values) for values in rows))  # noqa: S704 - each is Markup

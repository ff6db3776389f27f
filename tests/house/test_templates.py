"""Every template compiles, and every page says what it is."""

from __future__ import annotations

from flask import Flask
from jinja2 import nodes

from tests.house.source import TEMPLATES

TITLES = {"title", "pageTitle", "page_title"}


def _names() -> list[str]:
    return sorted(
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    )


def test_every_template_compiles(app: Flask) -> None:
    names = _names()
    assert names, "templates/ is empty"
    for name in names:
        app.jinja_env.get_template(name)


def test_every_page_has_a_title(app: Flask) -> None:
    """A page is what extends something and is neither a partial nor a layout."""
    untitled = []
    for name in _names():
        if not name.endswith(".html") or name.rsplit("/", 1)[-1].startswith(("_", "layout", "base")):
            continue
        parsed = app.jinja_env.parse((TEMPLATES / name).read_text(), name)
        blocks = {block.name for block in parsed.find_all(nodes.Block)}
        sets = {node.name for node in parsed.find_all(nodes.Name) if node.ctx == "store"}
        if any(parsed.find_all(nodes.Extends)) and not (blocks | sets) & TITLES:
            untitled.append(name)
    assert not untitled, f"no title: {', '.join(untitled)}"

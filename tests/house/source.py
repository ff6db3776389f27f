"""The project's own files, for the laws that read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parent.parent.parent
PACKAGE = PROJECT / "scrutiny_tracker"
TEMPLATES = PROJECT / "templates"
ROOM_FILE_DEPTH = 2
DOORS = ("models", "queries", "actions", "forms", "views", "jobs")


def modules() -> list[Path]:
    """Every Python file of the package."""
    return sorted(PACKAGE.rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(), filename=str(path))


def where(path: Path, node: ast.AST) -> str:
    """A place in the project, as an editor opens it."""
    return f"{path.relative_to(PROJECT)}:{getattr(node, 'lineno', 1)}"


def door(path: Path) -> str:
    """Which of a room's doors a module stands behind: `views` for kpis/views.py, for kpis/views/x.py and for
    kpis/importing/views.py."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    if found := [part for part in parts[1:] if part in DOORS]:
        return found[0]
    return parts[1] if len(parts) >= ROOM_FILE_DEPTH else parts[0]


def room(path: Path) -> str:
    """The room, or the single module, that a file belongs to."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def dotted(node: ast.AST) -> str:
    """`a.b.c` for an attribute chain; `?` for what is no name."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a module: its dotted name and where it stands."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield dotted(node.func), node

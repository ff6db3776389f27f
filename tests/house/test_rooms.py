"""What a file may hold: its size, its clock, its commits, its selects."""

from __future__ import annotations

import ast

from tests.house.source import PACKAGE, PROJECT, calls, door, dotted, modules, room, tree, where

LONGEST = 350
WRITTEN_BY_HAND = {".py", ".html", ".txt", ".css", ".js"}
CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
}
COMMITTERS = {"views", "jobs", "cli", "scheduler"}
KEEPS_TYPING = PACKAGE / "core" / "kept.py"  # commits what was typed when the request itself is refused


def test_no_file_is_longer_than_a_sitting() -> None:
    long = [
        f"{path.relative_to(PROJECT)}: {lines} lines"
        for folder in ("scrutiny_tracker", "templates", "tests")
        for path in sorted((PROJECT / folder).rglob("*"))
        if path.suffix in WRITTEN_BY_HAND and path.is_file() and "corpus" not in path.parts
        if (lines := len(path.read_text().splitlines())) > LONGEST
    ]
    assert not long, f"longer than {LONGEST} lines:\n" + "\n".join(long)


def test_only_the_clock_asks_the_system_for_the_time() -> None:
    found = [
        f"{where(path, node)}: {name}"
        for path in modules()
        if path != PACKAGE / "core" / "clock.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        for name in [".".join(dotted(node).split(".")[-2:])]
        if name in CLOCKS
    ]
    found += [
        f"{where(path, node)}: from time import {alias.name}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module == "time"
        for alias in node.names
        if f"time.{alias.name}" in CLOCKS
    ]
    assert not found, "ask core/clock.py instead:\n" + "\n".join(found)


def test_only_views_jobs_and_commands_commit() -> None:
    found = [
        f"{where(path, call)}: {name}"
        for path in modules()
        if door(path) not in COMMITTERS and room(path) not in COMMITTERS and path != KEEPS_TYPING
        for name, call in calls(path)
        if name.endswith(".commit")
    ]
    assert not found, "a verb flushes; who called it commits:\n" + "\n".join(found)


def test_views_hold_no_select() -> None:
    found = [
        f"{where(path, call)}: {name}"
        for path in modules()
        if door(path) == "views"
        for name, call in calls(path)
        if name in ("select", "sa.select", "sqlalchemy.select", "db.select") or name.endswith("session.query")
    ]
    assert not found, "a select belongs in queries:\n" + "\n".join(found)

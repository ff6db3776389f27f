"""Who may import whom."""

from __future__ import annotations

import ast
import sys

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.house.source import PACKAGE, PROJECT, dotted, modules, tree, where


def test_the_import_contracts_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    status = lint_imports(config_filename="pyproject.toml", no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, "pyproject.toml's import contracts are broken: see above"


def _imported(node: ast.AST) -> list[tuple[int, str]]:
    """What an import names: the dots before it and the module."""
    if isinstance(node, ast.Import):
        return [(0, alias.name) for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [(node.level, node.module or "")]
    return []


def test_rules_import_the_standard_library_and_each_other_only() -> None:
    rules = PACKAGE / "rules"
    strangers = []
    for path in sorted(rules.rglob("*.py")):
        depth = len(path.relative_to(rules).parts)
        for node in ast.walk(tree(path)):
            for level, name in _imported(node):
                ours = f"{name}.".startswith("scrutiny_tracker.rules.")
                foreign = level == 0 and not ours and name.split(".")[0] not in sys.stdlib_module_names
                if foreign or level > depth:
                    strangers.append(f"{where(path, node)} imports {'.' * level}{name}")
    assert not strangers, "\n".join(strangers)


def test_actions_do_not_know_the_request() -> None:
    forbidden = {"flask", "flask_login"}
    found = [
        f"{where(path, node)} imports {name}"
        for path in modules()
        if "actions" in (path.stem, path.parent.name)
        for node in ast.walk(tree(path))
        for _, name in _imported(node)
        if name.split(".")[0] in forbidden
    ]
    assert not found, "\n".join(found)


def test_models_do_not_know_flask() -> None:
    found = [
        f"{where(path, node)}: {dotted(node)}"
        for path in modules()
        if "models" in (path.stem, path.parent.name)
        for node in ast.walk(tree(path))
        for _, name in _imported(node)
        if name.split(".")[0] == "flask"
    ]
    assert not found, "\n".join(found)

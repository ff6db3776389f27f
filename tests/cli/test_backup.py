"""A backup holds every row, and restores into an empty database only."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, text

from scrutiny_tracker.core.copying import NotABackup, read_backup, tables, write_backup
from scrutiny_tracker.core.extensions import db
from tests import factories as make
from tests.cast import Cast

pytestmark = pytest.mark.own_database


def counts() -> dict[str, int]:
    return {t.name: db.session.scalar(select(func.count()).select_from(t)) or 0 for t in tables()}


def test_everything_comes_back(app: Flask, cast: Cast, tmp_path: Path) -> None:
    first = make.meeting(cast.scruco)
    first.instead = make.meeting(cast.scruco)
    make.recommendation(cast.scruco)
    db.session.commit()
    before = counts()
    with db.engine.connect() as source:
        rows = write_backup(source, "1", tmp_path / "all.backup")
    assert rows == sum(before.values())
    first.instead = None
    db.session.commit()
    with db.engine.begin() as target:
        target.execute(text("UPDATE body SET successor_id = NULL, parent_id = NULL"))
        for table in reversed(tables()):
            if before[table.name]:
                target.execute(delete(table))
        assert read_backup(tmp_path / "all.backup", target, "1") == rows
    db.session.expire_all()
    assert counts() == before
    again = make.person("New After Restore")
    assert again.id > cast.admin.id


def test_another_file_another_version_and_a_full_database_are_refused(
    app: Flask, cast: Cast, tmp_path: Path
) -> None:
    (tmp_path / "text").write_text("not a database")
    with db.engine.connect() as source:
        write_backup(source, "1", tmp_path / "backup")
        for name, version, why in (
            ("text", "1", "not a backup"),
            ("backup", "2", "of version 1"),
            ("backup", "1", "not empty"),
        ):
            with pytest.raises(NotABackup, match=why):
                read_backup(tmp_path / name, source, version)

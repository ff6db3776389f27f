"""Statements that are built once and run often: lists and counts read plain rows, without the ORM's share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import CursorResult, Executable

from .extensions import db


def run(statement: Executable, values: Mapping[str, Any] | None = None) -> CursorResult[Any]:
    """Runs a Core statement in the session's transaction; nothing of the ORM is loaded or flushed."""
    return db.session.connection().execute(statement, values or {})

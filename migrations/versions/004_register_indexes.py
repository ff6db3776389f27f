"""The register's indexes carry what their own conditions name, and a body's closed ones have one.

Revision ID: 004
Revises: 003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "004"
down_revision = "003"
branch_labels = None
depends_on = None

BY_DUE = ["next_due_on", "id"]
CLOCKS = [
    "notice_due_on",
    "receipt_due_on",
    "answer_due_on",
    "action_due_on",
    "update_due_on",
    "review_on",
]
STANDING = ["is_open", "parent_id", "needs_details"]
OPEN = "is_open = true AND parent_id IS NULL"
CLOSED = "is_open = false AND parent_id IS NULL"
DETAILS = "is_open = true AND needs_details = true AND parent_id IS NULL"
SINCE = ["progress", "review_on", "update_due_on", "made_by_id", "made_on"]

BEFORE = (
    ("open", [*BY_DUE, *CLOCKS], OPEN),
    ("details", BY_DUE, DETAILS),
    ("closed", BY_DUE, CLOSED),
    ("followed", ["followed_by_id", *BY_DUE, *SINCE], OPEN),
)
AFTER = (
    ("open", [*BY_DUE, *CLOCKS, *STANDING], OPEN),
    ("details", [*BY_DUE, *STANDING], DETAILS),
    ("closed", [*BY_DUE, *STANDING], CLOSED),
    ("followed", ["followed_by_id", *BY_DUE, *CLOCKS, "progress", "made_by_id", "made_on", *STANDING], OPEN),
    ("followed_closed", ["followed_by_id", *BY_DUE, *STANDING], CLOSED),
)


def _change(old: tuple[tuple[str, list[str], str], ...], new: tuple[tuple[str, list[str], str], ...]) -> None:
    for name, _columns, _where in old:
        op.drop_index(f"ix_recommendation_{name}", table_name="recommendation")
    for name, columns, where in new:
        op.create_index(
            f"ix_recommendation_{name}",
            "recommendation",
            columns,
            sqlite_where=sa.text(where.replace("true", "1").replace("false", "0")),
            postgresql_where=sa.text(where),
        )


def upgrade() -> None:
    _change(BEFORE, AFTER)


def downgrade() -> None:
    _change(AFTER, BEFORE)

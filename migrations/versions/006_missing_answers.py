"""What still waits for a notice or an answer is found from what is missing.

Revision ID: 006
Revises: 005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "006"
down_revision = "005"
branch_labels = None
depends_on = None


UNSENT = "is_open = true AND parent_id IS NULL AND notice_due_on < '9999-12-31'"


def upgrade() -> None:
    op.create_index(
        "ix_recommendation_unsent",
        "recommendation",
        ["next_due_on", "id", "notice_due_on", "is_open", "parent_id", "needs_details"],
        sqlite_where=sa.text(UNSENT.replace("true", "1")),
        postgresql_where=sa.text(UNSENT),
    )
    op.create_index("ix_addressee_answer", "addressee", ["answer", "recommendation_id"])


def downgrade() -> None:
    op.drop_index("ix_recommendation_unsent", table_name="recommendation")
    op.drop_index("ix_addressee_answer", table_name="addressee")

"""Updates before each meeting; publications that are held."""

import sqlalchemy as sa
from alembic import op

revision = "014"
down_revision = "013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "recommendation",
        sa.Column("update_before_meetings", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.create_index(
        "ix_recommendation_before_meetings",
        "recommendation",
        ["id"],
        sqlite_where=sa.text("update_before_meetings"),
        postgresql_where=sa.text("update_before_meetings"),
    )


def downgrade() -> None:
    op.drop_index("ix_recommendation_before_meetings", table_name="recommendation")
    op.drop_column("recommendation", "update_before_meetings")

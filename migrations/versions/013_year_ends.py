"""How a measure's year is made from its parts, the colour of a frozen judgement, measures in requests.

Columns come with their check by ALTER TABLE on both engines: no table is made anew, so triggers stay.
"""

import sqlalchemy as sa
from alembic import op

revision = "013"
down_revision = "012"
branch_labels = None
depends_on = None

ADDED = (
    ("kpi", "year_made_by", ("sum", "year-to-date", "average", "latest")),
    ("scorecard_line", "colour", ("green", "amber", "red", "none")),
)


def upgrade() -> None:
    for table, name, values in ADDED:
        listed = ", ".join(f"'{value}'" for value in values)
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {name} VARCHAR(40) "
            f"CONSTRAINT ck_{table}_{name} CHECK ({name} IN ({listed}))"
        )
    op.create_table(
        "follow_up_kpi",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        sa.Column("kpi_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["follow_up_id"], ["follow_up.id"], name=op.f("fk_follow_up_kpi_follow_up_id_follow_up")
        ),
        sa.ForeignKeyConstraint(["kpi_id"], ["kpi.id"], name=op.f("fk_follow_up_kpi_kpi_id_kpi")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up_kpi")),
        sa.UniqueConstraint("follow_up_id", "kpi_id", name=op.f("uq_follow_up_kpi_follow_up_id_kpi_id")),
    )
    op.create_index("ix_follow_up_kpi_kpi", "follow_up_kpi", ["kpi_id", "follow_up_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_follow_up_kpi_kpi", "follow_up_kpi")
    op.drop_table("follow_up_kpi")
    for table, name, _values in ADDED:
        op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")

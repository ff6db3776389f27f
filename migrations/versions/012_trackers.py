"""Trackers on their way into the record, and how their columns were mapped."""

import sqlalchemy as sa
from alembic import op

revision = "012"
down_revision = "011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tracker_mapping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("signature", sa.String(length=2000), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("meanings", sa.JSON(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tracker_mapping")),
    )
    op.create_table(
        "tracker_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "taken",
                "dropped",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'taken') = (taken_at IS NOT NULL)", name=op.f("ck_tracker_import_taken")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_tracker_import_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["started_by_id"], ["person.id"], name=op.f("fk_tracker_import_started_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["person.id"], name=op.f("fk_tracker_import_taken_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tracker_import")),
    )
    for column in ("file_id", "started_by_id", "taken_by_id"):
        op.create_index(op.f(f"ix_tracker_import_{column}"), "tracker_import", [column])


def downgrade() -> None:
    op.drop_table("tracker_import")
    op.drop_table("tracker_mapping")

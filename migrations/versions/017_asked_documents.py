"""Large documents that somebody asked for and the worker builds."""

import sqlalchemy as sa
from alembic import op

revision = "017"
down_revision = "016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "asked_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("format", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "building",
                "ready",
                "failed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=80), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.String(length=400), nullable=True),
        sa.Column("read_as", sa.String(length=64), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(state = 'ready') = (file_id IS NOT NULL)", name=op.f("ck_asked_document_ready")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["person.id"], name=op.f("fk_asked_document_asked_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_asked_document_file_id_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_document")),
    )
    for column in ("asked_by_id", "file_id"):
        op.create_index(op.f(f"ix_asked_document_{column}"), "asked_document", [column])
    op.create_index("ix_asked_document_state_id", "asked_document", ["state", "id"])


def downgrade() -> None:
    op.drop_table("asked_document")

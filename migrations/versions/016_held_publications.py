"""Publications that are held until a sensitive period is over."""

import sqlalchemy as sa
from alembic import op

revision = "016"
down_revision = "015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "held_publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "update",
                "minutes",
                "progress-report",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("address", sa.String(length=400), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("held_by", sa.String(length=200), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by", sa.String(length=200), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "released",
                "published-at-once",
                "dropped",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.CheckConstraint("(ended_on IS NULL) = (outcome IS NULL)", name=op.f("ck_held_publication_ended")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_held_publication_body_id_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_publication")),
    )
    op.create_index(op.f("ix_held_publication_body_id"), "held_publication", ["body_id"])
    op.create_index(
        "uq_held_publication_open",
        "held_publication",
        ["kind", "reference"],
        unique=True,
        sqlite_where=sa.text("ended_on IS NULL"),
        postgresql_where=sa.text("ended_on IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("held_publication")

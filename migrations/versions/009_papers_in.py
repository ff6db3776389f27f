"""Papers in: what was read, its review, and where records stand in it."""

import sqlalchemy as sa
from alembic import op

revision = "009"
down_revision = "008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "brought_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("format", sa.String(length=20), nullable=False),
        sa.Column("link", sa.String(length=1000), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("earlier_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "confirmed",
                "set-aside",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("brought_by_id", sa.Integer(), nullable=True),
        sa.Column("brought_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'confirmed') = (confirmed_at IS NOT NULL)", name=op.f("ck_brought_paper_confirmed")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_brought_paper_body_id_body")),
        sa.ForeignKeyConstraint(
            ["brought_by_id"], ["person.id"], name=op.f("fk_brought_paper_brought_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["person.id"], name=op.f("fk_brought_paper_changed_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["person.id"], name=op.f("fk_brought_paper_confirmed_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["earlier_id"], ["brought_paper.id"], name=op.f("fk_brought_paper_earlier_id_brought_paper")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_brought_paper_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_brought_paper_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brought_paper")),
        sa.UniqueConstraint("reference", name=op.f("uq_brought_paper_reference")),
    )
    with op.batch_alter_table("brought_paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_brought_paper_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_brought_paper_brought_by_id"), ["brought_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_brought_paper_changed_by_id"), ["changed_by_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_brought_paper_confirmed_by_id"), ["confirmed_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_brought_paper_digest"), ["digest"], unique=False)
        batch_op.create_index(batch_op.f("ix_brought_paper_earlier_id"), ["earlier_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_brought_paper_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_brought_paper_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index("ix_brought_paper_state_at", ["state", "brought_at", "id"], unique=False)

    op.create_table(
        "earlier_minute",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("earlier_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_earlier_minute_body_id_body")),
        sa.ForeignKeyConstraint(
            ["earlier_id"], ["agenda_item.id"], name=op.f("fk_earlier_minute_earlier_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_earlier_minute_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["brought_paper.id"], name=op.f("fk_earlier_minute_paper_id_brought_paper")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_minute")),
        sa.UniqueConstraint(
            "item_id", "body_id", "number", name=op.f("uq_earlier_minute_item_id_body_id_number")
        ),
    )
    with op.batch_alter_table("earlier_minute", schema=None) as batch_op:
        batch_op.create_index("ix_earlier_minute_body_number", ["body_id", "number"], unique=False)
        batch_op.create_index(batch_op.f("ix_earlier_minute_earlier_id"), ["earlier_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_earlier_minute_paper_id"), ["paper_id"], unique=False)

    op.create_table(
        "source_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("row", sa.String(length=20), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["brought_paper.id"], name=op.f("fk_source_line_paper_id_brought_paper")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_line")),
        sa.UniqueConstraint(
            "paper_id", "noun", "reference", name=op.f("uq_source_line_paper_id_noun_reference")
        ),
    )
    with op.batch_alter_table("source_line", schema=None) as batch_op:
        batch_op.create_index("ix_source_line_noun_reference", ["noun", "reference"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("source_line", schema=None) as batch_op:
        batch_op.drop_index("ix_source_line_noun_reference")

    op.drop_table("source_line")
    with op.batch_alter_table("earlier_minute", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_earlier_minute_paper_id"))
        batch_op.drop_index(batch_op.f("ix_earlier_minute_earlier_id"))
        batch_op.drop_index("ix_earlier_minute_body_number")

    op.drop_table("earlier_minute")
    with op.batch_alter_table("brought_paper", schema=None) as batch_op:
        batch_op.drop_index("ix_brought_paper_state_at")
        batch_op.drop_index(batch_op.f("ix_brought_paper_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_brought_paper_file_id"))
        batch_op.drop_index(batch_op.f("ix_brought_paper_earlier_id"))
        batch_op.drop_index(batch_op.f("ix_brought_paper_digest"))
        batch_op.drop_index(batch_op.f("ix_brought_paper_confirmed_by_id"))
        batch_op.drop_index(batch_op.f("ix_brought_paper_changed_by_id"))
        batch_op.drop_index(batch_op.f("ix_brought_paper_brought_by_id"))
        batch_op.drop_index(batch_op.f("ix_brought_paper_body_id"))

    op.drop_table("brought_paper")

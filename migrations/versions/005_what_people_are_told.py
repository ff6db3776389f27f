"""Notices, how people want to be told, and when reminders look at a recommendation next.

Columns are added and dropped in place: batch mode would re-create the tables without their CHECKs.
"""

import sqlalchemy as sa
from alembic import op

revision = "005"
down_revision = "004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "read_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_read_mark")),
        sa.UniqueConstraint("name", name=op.f("uq_read_mark_name")),
    )
    op.create_table(
        "message_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "rhythm",
            sa.Enum("daily", "weekly", name="rhythm", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("follows_others", sa.Boolean(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("away_until", sa.Date(), nullable=True),
        sa.Column("feed_number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(deputy_id IS NULL) = (away_until IS NULL)", name=op.f("ck_message_choice_deputy")
        ),
        sa.ForeignKeyConstraint(
            ["deputy_id"], ["person.id"], name=op.f("fk_message_choice_deputy_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_message_choice_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_choice")),
        sa.UniqueConstraint("person_id", name=op.f("uq_message_choice_person_id")),
    )
    with op.batch_alter_table("message_choice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_message_choice_deputy_id"), ["deputy_id"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("recipient", sa.String(length=80), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("address", sa.String(length=400), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(person_id IS NULL) <> (body_id IS NULL)", name=op.f("ck_notice_recipient")),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_notice_action_id_action")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_notice_body_id_body")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_notice_message_id_message")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint(
            "noun",
            "reference",
            "part",
            "kind",
            "stage",
            "recipient",
            "due_on",
            name=op.f("uq_notice_noun_reference_part_kind_stage_recipient_due_on"),
        ),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notice_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notice_message_id"), ["message_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notice_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "ix_notice_waiting",
            ["recipient", "id"],
            unique=False,
            sqlite_where=sa.text("message_id IS NULL"),
            postgresql_where=sa.text("message_id IS NULL"),
        )

    op.add_column("message", sa.Column("html", sa.Text(), nullable=True))
    op.add_column("message", sa.Column("attempts", sa.Integer(), server_default="0", nullable=False))
    op.add_column("message", sa.Column("try_again_at", sa.DateTime(timezone=True), nullable=True))

    op.add_column(
        "recommendation", sa.Column("remind_on", sa.Date(), server_default="1970-01-01", nullable=False)
    )
    op.create_index("ix_recommendation_remind", "recommendation", ["remind_on", "id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_recommendation_remind", "recommendation")
    op.drop_column("recommendation", "remind_on")

    op.drop_column("message", "try_again_at")
    op.drop_column("message", "attempts")
    op.drop_column("message", "html")

    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_notice_waiting",
            sqlite_where=sa.text("message_id IS NULL"),
            postgresql_where=sa.text("message_id IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_notice_person_id"))
        batch_op.drop_index(batch_op.f("ix_notice_message_id"))
        batch_op.drop_index(batch_op.f("ix_notice_body_id"))
        batch_op.drop_index(batch_op.f("ix_notice_action_id"))

    op.drop_table("notice")
    with op.batch_alter_table("message_choice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_choice_deputy_id"))

    op.drop_table("message_choice")
    op.drop_table("read_mark")

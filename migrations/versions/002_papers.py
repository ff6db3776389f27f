"""Documents in the making: sections, contributions, clearances, versions; a progress report's next look."""

import sqlalchemy as sa
from alembic import op

from scrutiny_tracker.core.columns import Instant
from scrutiny_tracker.history.triggers import guard, release

revision = "002"
down_revision = "001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "agenda",
                "annual",
                "briefing-note",
                "cabinet-response",
                "deep-dive",
                "letter",
                "minutes",
                "monitor",
                "progress",
                "scorecard",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("report_of", sa.String(length=200), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("sent_for_clearing_on", sa.Date(), nullable=True),
        sa.Column("frozen_on", sa.Date(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("frozen_on IS NULL OR sha256 IS NOT NULL", name=op.f("ck_document_frozen")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_document_author_id_person")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_document_body_id_body")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_document_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_document_paper_id_paper")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("reference", name=op.f("uq_document_reference")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_item_id"), ["item_id"], unique=False)
        batch_op.create_index("ix_document_open", ["frozen_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_paper_id"), ["paper_id"], unique=False)

    op.create_table(
        "clearance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "contributor",
                "finance",
                "legal",
                "director",
                "cabinet-member",
                "chair",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("on_behalf_of", sa.String(length=200), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("back_on", sa.Date(), nullable=True),
        sa.Column("comments", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "back_on IS NULL OR sent_on IS NULL OR back_on >= sent_on", name=op.f("ck_clearance_dates")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_clearance_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_clearance_file_id_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clearance")),
    )
    with op.batch_alter_table("clearance", schema=None) as batch_op:
        batch_op.create_index("ix_clearance_document_id_position", ["document_id", "position"], unique=False)
        batch_op.create_index(batch_op.f("ix_clearance_file_id"), ["file_id"], unique=False)

    op.create_table(
        "document_section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("heading", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_section_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_section")),
        sa.UniqueConstraint("document_id", "key", name=op.f("uq_document_section_document_id_key")),
    )
    op.create_table(
        "document_subject",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "agenda",
                "annual",
                "briefing-note",
                "cabinet-response",
                "deep-dive",
                "letter",
                "minutes",
                "monitor",
                "progress",
                "scorecard",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_subject_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_subject")),
        sa.UniqueConstraint(
            "kind", "noun", "reference", name=op.f("uq_document_subject_kind_noun_reference")
        ),
    )
    with op.batch_alter_table("document_subject", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_subject_document_id"), ["document_id"], unique=False)

    op.create_table(
        "document_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("made_at", Instant(timezone=True), nullable=False),
        sa.Column("made_by_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_version_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_version")),
        sa.UniqueConstraint("document_id", "number", name=op.f("uq_document_version_document_id_number")),
    )
    op.create_table(
        "built_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(length=10), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_built_file_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["document_version.id"], name=op.f("fk_built_file_version_id_document_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_built_file")),
        sa.UniqueConstraint("version_id", "format", name=op.f("uq_built_file_version_id_format")),
    )
    with op.batch_alter_table("built_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_built_file_file_id"), ["file_id"], unique=False)

    op.create_table(
        "contribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=400), nullable=False),
        sa.Column("asked_of_id", sa.Integer(), nullable=True),
        sa.Column("asked_of_name", sa.String(length=400), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("entered_by_name", sa.String(length=200), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "asked_of_id IS NOT NULL OR asked_of_name IS NOT NULL", name=op.f("ck_contribution_asked")
        ),
        sa.CheckConstraint(
            "received_on IS NULL OR received_on >= asked_on", name=op.f("ck_contribution_received")
        ),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_contribution_action_id_action")),
        sa.ForeignKeyConstraint(
            ["asked_of_id"], ["person.id"], name=op.f("fk_contribution_asked_of_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_contribution_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
        sa.UniqueConstraint("document_id", "action_id", name=op.f("uq_contribution_document_id_action_id")),
    )
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contribution_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contribution_asked_of_id"), ["asked_of_id"], unique=False)

    for column in (
        sa.Column("follows", sa.String(length=40), nullable=True),
        sa.Column("counted_from_on", sa.Date(), nullable=True),
        sa.Column("chosen_on", sa.Date(), nullable=True),
    ):
        op.add_column("commitment", column)
    op.create_index(
        "ix_commitment_to_come",
        "commitment",
        ["not_before_on", "id"],
        sqlite_where=sa.text("reported_on IS NULL"),
        postgresql_where=sa.text("reported_on IS NULL"),
    )
    guard(op.get_bind(), "document_version")


def downgrade() -> None:
    release(op.get_bind(), "document_version")
    op.drop_index("ix_commitment_to_come", "commitment")
    for name in ("chosen_on", "counted_from_on", "follows"):  # not in batch mode, which would drop the CHECKs
        op.drop_column("commitment", name)
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contribution_asked_of_id"))
        batch_op.drop_index(batch_op.f("ix_contribution_action_id"))

    op.drop_table("contribution")
    with op.batch_alter_table("built_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_built_file_file_id"))

    op.drop_table("built_file")
    op.drop_table("document_version")
    with op.batch_alter_table("document_subject", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_subject_document_id"))

    op.drop_table("document_subject")
    op.drop_table("document_section")
    with op.batch_alter_table("clearance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clearance_file_id"))
        batch_op.drop_index("ix_clearance_document_id_position")

    op.drop_table("clearance")
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_paper_id"))
        batch_op.drop_index("ix_document_open")
        batch_op.drop_index(batch_op.f("ix_document_item_id"))
        batch_op.drop_index(batch_op.f("ix_document_body_id"))
        batch_op.drop_index(batch_op.f("ix_document_author_id"))

    op.drop_table("document")

"""The main job: from a meeting to a signed-off recommendation."""

import sqlalchemy as sa
from alembic import op

from scrutiny_tracker.history.triggers import guard, release

APPEND_ONLY = ("entry", "journal_entry", "kpi_reading")

revision = "001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column(
            "standing",
            sa.Enum(
                "scrutiny",
                "executive",
                "council",
                "other",
                "outside",
                name="standing",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("contact", sa.String(length=400), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.CheckConstraint("to_on IS NULL OR to_on >= from_on", name=op.f("ck_body_dates")),
        sa.ForeignKeyConstraint(["parent_id"], ["body.id"], name=op.f("fk_body_parent_id_body")),
        sa.ForeignKeyConstraint(["successor_id"], ["body.id"], name=op.f("fk_body_successor_id_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body")),
        sa.UniqueConstraint("code", name=op.f("uq_body_code")),
    )
    with op.batch_alter_table("body", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_body_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_body_successor_id"), ["successor_id"], unique=False)

    op.create_table(
        "closed_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_day")),
        sa.UniqueConstraint("on", name=op.f("uq_closed_day_on")),
    )
    op.create_table(
        "council_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_setting")),
        sa.UniqueConstraint("name", name=op.f("uq_council_setting_name")),
    )
    op.create_table(
        "directorate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("updates_need_clearing", sa.Boolean(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directorate")),
        sa.UniqueConstraint("code", name=op.f("uq_directorate_code")),
    )
    op.create_table(
        "erasure_permit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_permit")),
    )
    op.create_table(
        "job_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job", sa.String(length=80), nullable=False),
        sa.Column("last_run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("trouble", sa.String(length=400), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_run")),
        sa.UniqueConstraint("job", name=op.f("uq_job_run_job")),
    )
    op.create_table(
        "kept_typing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("path", sa.String(length=1000), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_typing")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_kept_typing_token_hash")),
    )
    op.create_table(
        "municipal_year",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_municipal_year_dates")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_municipal_year")),
        sa.UniqueConstraint("name", name=op.f("uq_municipal_year_name")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("session_number", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "portfolio",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portfolio")),
        sa.UniqueConstraint("code", name=op.f("uq_portfolio_code")),
    )
    op.create_table(
        "reference_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(length=60), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_series")),
        sa.UniqueConstraint("series", name=op.f("uq_reference_series_series")),
    )
    op.create_table(
        "sensitive_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("holds_publication", sa.Boolean(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sensitive_period")),
        sa.UniqueConstraint("from_on", "reason", name=op.f("uq_sensitive_period_from_on_reason")),
    )
    op.create_table(
        "sign_in_failure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_failure")),
    )
    with op.batch_alter_table("sign_in_failure", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_failure_key_at", ["key", "at"], unique=False)

    op.create_table(
        "stored_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("content_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "publicity",
            sa.Enum(
                "public",
                "exempt",
                "confidential",
                name="publicity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("exempt_paragraph", sa.String(length=20), nullable=True),
        sa.Column("exempt_reason", sa.String(length=400), nullable=True),
        sa.Column("public_text", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
    )
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stored_file_sha256"), ["sha256"], unique=False)

    op.create_table(
        "taken_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("led_to", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taken_form")),
        sa.UniqueConstraint("nonce", name=op.f("uq_taken_form_nonce")),
    )
    op.create_table(
        "body_remit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("portfolio_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_body_remit_body_id_body")),
        sa.ForeignKeyConstraint(
            ["portfolio_id"], ["portfolio.id"], name=op.f("fk_body_remit_portfolio_id_portfolio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_remit")),
    )
    with op.batch_alter_table("body_remit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_body_remit_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_body_remit_portfolio_id"), ["portfolio_id"], unique=False)

    op.create_table(
        "journal_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("tag", sa.String(length=80), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column(
            "publicity",
            sa.Enum(
                "public",
                "exempt",
                "confidential",
                name="publicity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_journal_entry_actor_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entry")),
    )
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_entry_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index("ix_journal_entry_record", ["noun", "reference", "id"], unique=False)
        batch_op.create_index("ix_journal_entry_tag", ["tag", "id"], unique=False)

    op.create_table(
        "kpi",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("decimals", sa.Integer(), nullable=False),
        sa.Column(
            "polarity",
            sa.Enum(
                "higher",
                "lower",
                "band",
                "none",
                name="polarity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("portfolio_id", sa.Integer(), nullable=True),
        sa.Column("directorate_id", sa.Integer(), nullable=True),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("is_illustrative", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_kpi_body_id_body")),
        sa.ForeignKeyConstraint(
            ["directorate_id"], ["directorate.id"], name=op.f("fk_kpi_directorate_id_directorate")
        ),
        sa.ForeignKeyConstraint(
            ["portfolio_id"], ["portfolio.id"], name=op.f("fk_kpi_portfolio_id_portfolio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpi")),
        sa.UniqueConstraint("code", name=op.f("uq_kpi_code")),
    )
    with op.batch_alter_table("kpi", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kpi_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kpi_directorate_id"), ["directorate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kpi_portfolio_id"), ["portfolio_id"], unique=False)

    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "held",
                "adjourned",
                "inquorate",
                "cancelled",
                "postponed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("state_reason", sa.String(length=400), nullable=True),
        sa.Column("instead_id", sa.Integer(), nullable=True),
        sa.Column(
            "agenda_state",
            sa.Enum(
                "draft",
                "published",
                name="agenda_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("agenda_published_on", sa.Date(), nullable=True),
        sa.Column(
            "minutes_state",
            sa.Enum(
                "none",
                "draft",
                "confirmed",
                name="minutes_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("minutes_confirmed_at_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(agenda_state = 'published') = (agenda_published_on IS NOT NULL)", name=op.f("ck_meeting_agenda")
        ),
        sa.CheckConstraint(
            "state IN ('planned', 'held') OR state_reason IS NOT NULL", name=op.f("ck_meeting_reason")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_meeting_body_id_body")),
        sa.ForeignKeyConstraint(["instead_id"], ["meeting.id"], name=op.f("fk_meeting_instead_id_meeting")),
        sa.ForeignKeyConstraint(
            ["minutes_confirmed_at_id"],
            ["meeting.id"],
            name=op.f("fk_meeting_minutes_confirmed_at_id_meeting"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("reference", name=op.f("uq_meeting_reference")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index("ix_meeting_body_on", ["body_id", "on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_instead_id"), ["instead_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_meeting_minutes_confirmed_at_id"), ["minutes_confirmed_at_id"], unique=False
        )
        batch_op.create_index("ix_meeting_on", ["on", "id"], unique=False)

    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=400), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "waiting",
                "sending",
                "sent",
                "failed",
                "unknown",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.String(length=400), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_message_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("key", name=op.f("uq_message_key")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_message_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_message_status_created", ["status", "created_at"], unique=False)

    op.create_table(
        "office",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "administrator",
                "cabinet-member",
                "chair",
                "committee-member",
                "scrutiny-co-ordinator",
                "director",
                "governance-officer",
                "link-officer",
                "performance-officer",
                "responsible-officer",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("portfolio_id", sa.Integer(), nullable=True),
        sa.Column("directorate_id", sa.Integer(), nullable=True),
        sa.Column(
            "member_kind",
            sa.Enum(
                "councillor",
                "substitute",
                "voting-co-optee",
                "non-voting-co-optee",
                name="membership",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "member_kind IS NULL OR role = 'committee-member'", name=op.f("ck_office_member_kind")
        ),
        sa.CheckConstraint("to_on IS NULL OR to_on >= from_on", name=op.f("ck_office_dates")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_office_body_id_body")),
        sa.ForeignKeyConstraint(
            ["directorate_id"], ["directorate.id"], name=op.f("fk_office_directorate_id_directorate")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_office_person_id_person")),
        sa.ForeignKeyConstraint(
            ["portfolio_id"], ["portfolio.id"], name=op.f("fk_office_portfolio_id_portfolio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
    )
    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_office_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_office_directorate_id"), ["directorate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_office_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_office_portfolio_id"), ["portfolio_id"], unique=False)
        batch_op.create_index("ix_office_role_from_on", ["role", "from_on"], unique=False)

    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("report_of", sa.String(length=200), nullable=True),
        sa.Column("link", sa.String(length=1000), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column(
            "publicity",
            sa.Enum(
                "public",
                "exempt",
                "confidential",
                name="publicity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("exempt_paragraph", sa.String(length=20), nullable=True),
        sa.Column("exempt_reason", sa.String(length=400), nullable=True),
        sa.Column("public_text", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_paper_file_id_stored_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint("reference", name=op.f("uq_paper_reference")),
    )
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_file_id"), ["file_id"], unique=False)

    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("query", sa.String(length=2000), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_saved_view_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("person_id", "name", name=op.f("uq_saved_view_person_id_name")),
    )
    op.create_table(
        "single_use_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "invitation", "password", name="purpose", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_single_use_link_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_single_use_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_single_use_link_token_hash")),
    )
    with op.batch_alter_table("single_use_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_single_use_link_person_id"), ["person_id"], unique=False)

    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("report_of", sa.String(length=200), nullable=True),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("urgent_reason", sa.String(length=400), nullable=True),
        sa.Column("minute_number", sa.String(length=40), nullable=True),
        sa.Column("minute", sa.Text(), nullable=True),
        sa.Column("vote", sa.Text(), nullable=True),
        sa.Column("arises_from_id", sa.Integer(), nullable=True),
        sa.Column("arises_from_text", sa.String(length=400), nullable=True),
        sa.Column(
            "publicity",
            sa.Enum(
                "public",
                "exempt",
                "confidential",
                name="publicity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("exempt_paragraph", sa.String(length=20), nullable=True),
        sa.Column("exempt_reason", sa.String(length=400), nullable=True),
        sa.Column("public_text", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("NOT is_urgent OR urgent_reason IS NOT NULL", name=op.f("ck_agenda_item_urgent")),
        sa.ForeignKeyConstraint(
            ["arises_from_id"], ["agenda_item.id"], name=op.f("fk_agenda_item_arises_from_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_agenda_item_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_agenda_item_paper_id_paper")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_agenda_item_meeting_id_number")),
        sa.UniqueConstraint("reference", name=op.f("uq_agenda_item_reference")),
    )
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_item_arises_from_id"), ["arises_from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agenda_item_paper_id"), ["paper_id"], unique=False)

    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "capacity",
            sa.Enum(
                "member",
                "substitute",
                "co-optee",
                "cabinet-member",
                "officer",
                "guest",
                name="capacity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "presence",
            sa.Enum(
                "invited",
                "coming",
                "present",
                "apologies",
                "represented",
                "absent",
                name="presence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("substitute_for", sa.String(length=200), nullable=True),
        sa.Column("represented_by", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "capacity <> 'substitute' OR substitute_for IS NOT NULL", name=op.f("ck_attendance_substitute")
        ),
        sa.CheckConstraint(
            "presence <> 'represented' OR represented_by IS NOT NULL", name=op.f("ck_attendance_represented")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_attendance_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendance_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attendance_person_id"), ["person_id"], unique=False)

    op.create_table(
        "commitment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("report_of", sa.String(length=200), nullable=True),
        sa.Column("asked_for_at", sa.String(length=400), nullable=True),
        sa.Column(
            "base_event",
            sa.Enum(
                "committee-agreed",
                "decision",
                "notice-received",
                name="base_event",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("base_on", sa.Date(), nullable=True),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("not_before_on", sa.Date(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("settled_why", sa.String(length=400), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "meeting_id IS NULL OR settled_why IS NOT NULL", name=op.f("ck_commitment_pinned")
        ),
        sa.CheckConstraint("months > 0", name=op.f("ck_commitment_months")),
        sa.CheckConstraint(
            "reported_on IS NULL OR meeting_id IS NOT NULL", name=op.f("ck_commitment_reported")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_commitment_body_id_body")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_commitment_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
        sa.UniqueConstraint("reference", name=op.f("uq_commitment_reference")),
    )
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_commitment_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_commitment_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "kpi_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kpi_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Numeric(precision=20, scale=6), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "final",
                "provisional",
                "revised",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["kpi_id"], ["kpi.id"], name=op.f("fk_kpi_reading_kpi_id_kpi")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_kpi_reading_recorded_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpi_reading")),
    )
    with op.batch_alter_table("kpi_reading", schema=None) as batch_op:
        batch_op.create_index("ix_kpi_reading_latest", ["kpi_id", "starts_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kpi_reading_recorded_by_id"), ["recorded_by_id"], unique=False)

    op.create_table(
        "kpi_target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kpi_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Numeric(precision=20, scale=6), nullable=True),
        sa.Column("upper", sa.Numeric(precision=20, scale=6), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("set_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "upper IS NULL OR (value IS NOT NULL AND upper >= value)", name=op.f("ck_kpi_target_range")
        ),
        sa.ForeignKeyConstraint(["kpi_id"], ["kpi.id"], name=op.f("fk_kpi_target_kpi_id_kpi")),
        sa.ForeignKeyConstraint(["set_by_id"], ["person.id"], name=op.f("fk_kpi_target_set_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpi_target")),
    )
    with op.batch_alter_table("kpi_target", schema=None) as batch_op:
        batch_op.create_index("ix_kpi_target_latest", ["kpi_id", "starts_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kpi_target_set_by_id"), ["set_by_id"], unique=False)

    op.create_table(
        "printed_recommendation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lead_in", sa.String(length=400), nullable=True),
        sa.Column("addressee_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["addressee_id"], ["body.id"], name=op.f("fk_printed_recommendation_addressee_id_body")
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_printed_recommendation_paper_id_paper")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printed_recommendation")),
        sa.UniqueConstraint("paper_id", "position", name=op.f("uq_printed_recommendation_paper_id_position")),
    )
    with op.batch_alter_table("printed_recommendation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_printed_recommendation_addressee_id"), ["addressee_id"], unique=False
        )

    op.create_table(
        "sending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("from_body_id", sa.Integer(), nullable=False),
        sa.Column("to_body_id", sa.Integer(), nullable=True),
        sa.Column("to_portfolio_id", sa.Integer(), nullable=True),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("on_agenda_of_id", sa.Integer(), nullable=True),
        sa.Column("subject_to_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("notice_given_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column(
            "regime",
            sa.Enum(
                "executive",
                "council",
                "health",
                "crime-and-disorder",
                "own-protocol",
                "none",
                name="regime",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answer_needed_by", sa.Date(), nullable=True),
        sa.Column("answer_needed_why", sa.String(length=400), nullable=True),
        sa.Column("answer_due_on", sa.Date(), nullable=True),
        sa.Column("answer_due_rule", sa.Text(), nullable=False),
        sa.Column("answer_due_is_legal", sa.Boolean(), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("expected_why", sa.String(length=400), nullable=True),
        sa.Column("copied_to", sa.String(length=400), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(to_body_id IS NOT NULL) <> (to_portfolio_id IS NOT NULL)", name=op.f("ck_sending_to")
        ),
        sa.CheckConstraint("received_on IS NULL OR sent_on IS NOT NULL", name=op.f("ck_sending_received")),
        sa.ForeignKeyConstraint(["from_body_id"], ["body.id"], name=op.f("fk_sending_from_body_id_body")),
        sa.ForeignKeyConstraint(
            ["on_agenda_of_id"], ["meeting.id"], name=op.f("fk_sending_on_agenda_of_id_meeting")
        ),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_sending_paper_id_paper")),
        sa.ForeignKeyConstraint(
            ["subject_to_id"], ["meeting.id"], name=op.f("fk_sending_subject_to_id_meeting")
        ),
        sa.ForeignKeyConstraint(["to_body_id"], ["body.id"], name=op.f("fk_sending_to_body_id_body")),
        sa.ForeignKeyConstraint(
            ["to_portfolio_id"], ["portfolio.id"], name=op.f("fk_sending_to_portfolio_id_portfolio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sending")),
        sa.UniqueConstraint("reference", name=op.f("uq_sending_reference")),
    )
    with op.batch_alter_table("sending", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sending_from_body_id"), ["from_body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sending_on_agenda_of_id"), ["on_agenda_of_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sending_paper_id"), ["paper_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sending_subject_to_id"), ["subject_to_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sending_to_body_id"), ["to_body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sending_to_portfolio_id"), ["to_portfolio_id"], unique=False)

    op.create_table(
        "work_programme_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("record_noun", sa.String(length=40), nullable=True),
        sa.Column("record_reference", sa.String(length=40), nullable=True),
        sa.Column("not_before_on", sa.Date(), nullable=True),
        sa.Column("base_event", sa.String(length=400), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("settled_why", sa.String(length=400), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("not_taken_up_on", sa.Date(), nullable=True),
        sa.Column("not_taken_up_reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "not_taken_up_on IS NULL OR not_taken_up_reason IS NOT NULL",
            name=op.f("ck_work_programme_row_not_taken"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_work_programme_row_body_id_body")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_work_programme_row_meeting_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_programme_row")),
        sa.UniqueConstraint(
            "record_noun", "record_reference", name=op.f("uq_work_programme_row_record_noun_record_reference")
        ),
        sa.UniqueConstraint("reference", name=op.f("uq_work_programme_row_reference")),
    )
    with op.batch_alter_table("work_programme_row", schema=None) as batch_op:
        batch_op.create_index("ix_work_programme_row_body", ["body_id", "not_before_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_work_programme_row_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "clause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lead_in", sa.String(length=400), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "note",
                "approve",
                "agree",
                "recommend",
                "refer",
                "request",
                "welcome",
                "endorse",
                "appoint",
                "other",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "agreed",
                "agreed-with-changes",
                "not-agreed",
                "put-off",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "becomes",
            sa.Enum(
                "recommendation",
                "information-request",
                "action",
                "referral",
                "work-programme",
                "note",
                name="becomes",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("addressee_id", sa.Integer(), nullable=True),
        sa.Column("addressee_text", sa.String(length=200), nullable=True),
        sa.Column("printed_id", sa.Integer(), nullable=True),
        sa.Column("wording_settled_by", sa.String(length=200), nullable=True),
        sa.Column("wording_settled_until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=400), nullable=True),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "publicity",
            sa.Enum(
                "public",
                "exempt",
                "confidential",
                name="publicity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("exempt_paragraph", sa.String(length=20), nullable=True),
        sa.Column("exempt_reason", sa.String(length=400), nullable=True),
        sa.Column("public_text", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "outcome NOT IN ('not-agreed', 'put-off') OR printed_id IS NOT NULL",
            name=op.f("ck_clause_put_off"),
        ),
        sa.ForeignKeyConstraint(["addressee_id"], ["body.id"], name=op.f("fk_clause_addressee_id_body")),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_clause_item_id_agenda_item")),
        sa.ForeignKeyConstraint(["parent_id"], ["clause.id"], name=op.f("fk_clause_parent_id_clause")),
        sa.ForeignKeyConstraint(
            ["printed_id"],
            ["printed_recommendation.id"],
            name=op.f("fk_clause_printed_id_printed_recommendation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause")),
        sa.UniqueConstraint("item_id", "position", name=op.f("uq_clause_item_id_position")),
        sa.UniqueConstraint("reference", name=op.f("uq_clause_reference")),
    )
    with op.batch_alter_table("clause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clause_addressee_id"), ["addressee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_clause_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_clause_printed_id"), ["printed_id"], unique=False)

    op.create_table(
        "clause_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_clause_draft_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_clause_draft_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause_draft")),
        sa.UniqueConstraint("item_id", "person_id", name=op.f("uq_clause_draft_item_id_person_id")),
    )
    with op.batch_alter_table("clause_draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clause_draft_person_id"), ["person_id"], unique=False)

    op.create_table(
        "deep_dive",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("agreed_at_id", sa.Integer(), nullable=True),
        sa.Column("reports_to_id", sa.Integer(), nullable=True),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreed_at_id"], ["agenda_item.id"], name=op.f("fk_deep_dive_agreed_at_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_deep_dive_body_id_body")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_deep_dive_paper_id_paper")),
        sa.ForeignKeyConstraint(
            ["reports_to_id"], ["agenda_item.id"], name=op.f("fk_deep_dive_reports_to_id_agenda_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deep_dive")),
        sa.UniqueConstraint("reference", name=op.f("uq_deep_dive_reference")),
    )
    with op.batch_alter_table("deep_dive", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deep_dive_agreed_at_id"), ["agreed_at_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deep_dive_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deep_dive_paper_id"), ["paper_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_deep_dive_reports_to_id"), ["reports_to_id"], unique=False)

    op.create_table(
        "item_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_item_paper_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_item_paper_paper_id_paper")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_paper")),
        sa.UniqueConstraint("item_id", "paper_id", name=op.f("uq_item_paper_item_id_paper_id")),
    )
    with op.batch_alter_table("item_paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_item_paper_paper_id"), ["paper_id"], unique=False)

    op.create_table(
        "deep_dive_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deep_dive_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("invited", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deep_dive_id"], ["deep_dive.id"], name=op.f("fk_deep_dive_session_deep_dive_id_deep_dive")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deep_dive_session")),
        sa.UniqueConstraint("deep_dive_id", "number", name=op.f("uq_deep_dive_session_deep_dive_id_number")),
    )
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "information-request",
                "action",
                "question",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("clause_id", sa.Integer(), nullable=True),
        sa.Column("about_noun", sa.String(length=40), nullable=True),
        sa.Column("about_reference", sa.String(length=40), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("whom", sa.String(length=200), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("directorate_id", sa.Integer(), nullable=True),
        sa.Column("due_text", sa.String(length=200), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "due_precision",
            sa.Enum(
                "day",
                "month",
                "vague",
                name="precision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "answered",
                "withdrawn",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("next_due_on", sa.Date(), nullable=False),
        sa.Column(
            "publicity",
            sa.Enum(
                "public",
                "exempt",
                "confidential",
                name="publicity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("exempt_paragraph", sa.String(length=20), nullable=True),
        sa.Column("exempt_reason", sa.String(length=400), nullable=True),
        sa.Column("public_text", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(due_precision = 'vague') = (due_on IS NULL)", name=op.f("ck_follow_up_vague")),
        sa.CheckConstraint("is_open = (state = 'open')", name=op.f("ck_follow_up_open")),
        sa.CheckConstraint(
            "state <> 'answered' OR (answer IS NOT NULL AND answered_on IS NOT NULL)",
            name=op.f("ck_follow_up_answer"),
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_follow_up_asked_by_id_person")),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_follow_up_body_id_body")),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_follow_up_clause_id_clause")),
        sa.ForeignKeyConstraint(
            ["directorate_id"], ["directorate.id"], name=op.f("fk_follow_up_directorate_id_directorate")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_follow_up_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_follow_up_owner_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint("reference", name=op.f("uq_follow_up_reference")),
    )
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_up_asked_by_id"), ["asked_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_clause_id"), ["clause_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_directorate_id"), ["directorate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_item_id"), ["item_id"], unique=False)
        batch_op.create_index("ix_follow_up_open_due", ["is_open", "next_due_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "recommendation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("external_reference", sa.String(length=80), nullable=True),
        sa.Column("short_name", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("public_name", sa.String(length=200), nullable=True),
        sa.Column(
            "origin",
            sa.Enum(
                "performance-report",
                "deep-dive",
                "task-group",
                "pre-decision",
                "budget",
                "call-in",
                "petition",
                "councillor-call-for-action",
                "referral",
                "public-suggestion",
                name="origin",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("printed_id", sa.Integer(), nullable=True),
        sa.Column("printed_number", sa.String(length=20), nullable=True),
        sa.Column("printed_position", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("part_title", sa.String(length=200), nullable=True),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("clause_id", sa.Integer(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("agreed_by_id", sa.Integer(), nullable=True),
        sa.Column("followed_by_id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("wording_settled_by", sa.String(length=200), nullable=True),
        sa.Column("wording_settled_until", sa.Date(), nullable=True),
        sa.Column("portfolio_id", sa.Integer(), nullable=True),
        sa.Column("directorate_id", sa.Integer(), nullable=True),
        sa.Column("commitment_id", sa.Integer(), nullable=True),
        sa.Column("update_every_months", sa.Integer(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=True),
        sa.Column("is_counted", sa.Boolean(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "waiting",
                "agreed",
                "agreed-with-changes",
                "agreed-in-part",
                "agreed-subject-to",
                "already-happening",
                "not-agreed",
                "deferred",
                "noted",
                "passed-on",
                name="answer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "progress",
            sa.Enum(
                "not-started",
                "on-track",
                "at-risk",
                "delayed",
                "paused",
                "reported-complete",
                "will-not-be-done",
                name="progress",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "decision",
            sa.Enum(
                "none",
                "under-review",
                "more-asked",
                "taken-further",
                "signed-off",
                "stopped",
                "reopened",
                name="decision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "difference",
            sa.Enum(
                "not-judged",
                "too-early",
                "none",
                "some",
                "clear",
                "worse",
                "cannot-tell",
                name="difference",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("needs_details", sa.Boolean(), nullable=False),
        sa.Column("notice_due_on", sa.Date(), nullable=False),
        sa.Column("receipt_due_on", sa.Date(), nullable=False),
        sa.Column("answer_due_on", sa.Date(), nullable=False),
        sa.Column("action_due_on", sa.Date(), nullable=False),
        sa.Column("update_due_on", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("next_due_on", sa.Date(), nullable=False),
        sa.Column(
            "publicity",
            sa.Enum(
                "public",
                "exempt",
                "confidential",
                name="publicity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("exempt_paragraph", sa.String(length=20), nullable=True),
        sa.Column("exempt_reason", sa.String(length=400), nullable=True),
        sa.Column("public_text", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "is_open = (decision NOT IN ('signed-off', 'stopped') AND withdrawn_on IS NULL)",
            name=op.f("ck_recommendation_open"),
        ),
        sa.CheckConstraint("NOT is_counted OR parent_id IS NULL", name=op.f("ck_recommendation_counted")),
        sa.CheckConstraint(
            "withdrawn_on IS NULL OR withdrawn_why IS NOT NULL", name=op.f("ck_recommendation_withdrawn")
        ),
        sa.ForeignKeyConstraint(
            ["agreed_by_id"], ["body.id"], name=op.f("fk_recommendation_agreed_by_id_body")
        ),
        sa.ForeignKeyConstraint(
            ["clause_id"], ["clause.id"], name=op.f("fk_recommendation_clause_id_clause")
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_recommendation_commitment_id_commitment")
        ),
        sa.ForeignKeyConstraint(
            ["directorate_id"], ["directorate.id"], name=op.f("fk_recommendation_directorate_id_directorate")
        ),
        sa.ForeignKeyConstraint(
            ["followed_by_id"], ["body.id"], name=op.f("fk_recommendation_followed_by_id_body")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_recommendation_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["body.id"], name=op.f("fk_recommendation_made_by_id_body")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_recommendation_paper_id_paper")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["recommendation.id"], name=op.f("fk_recommendation_parent_id_recommendation")
        ),
        sa.ForeignKeyConstraint(
            ["portfolio_id"], ["portfolio.id"], name=op.f("fk_recommendation_portfolio_id_portfolio")
        ),
        sa.ForeignKeyConstraint(
            ["printed_id"],
            ["printed_recommendation.id"],
            name=op.f("fk_recommendation_printed_id_printed_recommendation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
        sa.UniqueConstraint("reference", name=op.f("uq_recommendation_reference")),
    )
    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendation_agreed_by_id"), ["agreed_by_id"], unique=False)
        batch_op.create_index(
            "ix_recommendation_all",
            ["next_due_on", "id"],
            unique=False,
            sqlite_where=sa.text("parent_id IS NULL"),
            postgresql_where=sa.text("parent_id IS NULL"),
        )
        batch_op.create_index("ix_recommendation_body", ["followed_by_id", "next_due_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommendation_clause_id"), ["clause_id"], unique=False)
        batch_op.create_index(
            "ix_recommendation_closed",
            ["next_due_on", "id"],
            unique=False,
            sqlite_where=sa.text("is_open = 0 AND parent_id IS NULL"),
            postgresql_where=sa.text("is_open = false AND parent_id IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_recommendation_commitment_id"), ["commitment_id"], unique=False)
        batch_op.create_index(
            "ix_recommendation_details",
            ["next_due_on", "id"],
            unique=False,
            sqlite_where=sa.text("is_open = 1 AND needs_details = 1 AND parent_id IS NULL"),
            postgresql_where=sa.text("is_open = true AND needs_details = true AND parent_id IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_recommendation_directorate_id"), ["directorate_id"], unique=False
        )
        batch_op.create_index(
            "ix_recommendation_followed",
            [
                "followed_by_id",
                "next_due_on",
                "id",
                "progress",
                "review_on",
                "update_due_on",
                "made_by_id",
                "made_on",
            ],
            unique=False,
            sqlite_where=sa.text("is_open = 1 AND parent_id IS NULL"),
            postgresql_where=sa.text("is_open = true AND parent_id IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_recommendation_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommendation_made_by_id"), ["made_by_id"], unique=False)
        batch_op.create_index(
            "ix_recommendation_newest",
            ["made_on", "id"],
            unique=False,
            sqlite_where=sa.text("parent_id IS NULL"),
            postgresql_where=sa.text("parent_id IS NULL"),
        )
        batch_op.create_index(
            "ix_recommendation_open",
            [
                "next_due_on",
                "id",
                "notice_due_on",
                "receipt_due_on",
                "answer_due_on",
                "action_due_on",
                "update_due_on",
                "review_on",
            ],
            unique=False,
            sqlite_where=sa.text("is_open = 1 AND parent_id IS NULL"),
            postgresql_where=sa.text("is_open = true AND parent_id IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_recommendation_paper_id"), ["paper_id"], unique=False)
        batch_op.create_index(
            "ix_recommendation_parts",
            ["parent_id", "printed_position"],
            unique=False,
            sqlite_where=sa.text("parent_id IS NOT NULL"),
            postgresql_where=sa.text("parent_id IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_recommendation_portfolio_id"), ["portfolio_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recommendation_printed_id"), ["printed_id"], unique=False)

    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("from_body_id", sa.Integer(), nullable=False),
        sa.Column("to_body_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("clause_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "sent",
                "accepted",
                "declined",
                "scheduled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("next_due_on", sa.Date(), nullable=False),
        sa.Column(
            "publicity",
            sa.Enum(
                "public",
                "exempt",
                "confidential",
                name="publicity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("exempt_paragraph", sa.String(length=20), nullable=True),
        sa.Column("exempt_reason", sa.String(length=400), nullable=True),
        sa.Column("public_text", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("is_open = (state = 'sent')", name=op.f("ck_referral_open")),
        sa.CheckConstraint("state <> 'declined' OR reply IS NOT NULL", name=op.f("ck_referral_declined")),
        sa.CheckConstraint(
            "state <> 'scheduled' OR meeting_id IS NOT NULL", name=op.f("ck_referral_scheduled")
        ),
        sa.CheckConstraint("state = 'sent' OR replied_on IS NOT NULL", name=op.f("ck_referral_reply")),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_referral_clause_id_clause")),
        sa.ForeignKeyConstraint(["from_body_id"], ["body.id"], name=op.f("fk_referral_from_body_id_body")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_referral_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_referral_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["to_body_id"], ["body.id"], name=op.f("fk_referral_to_body_id_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("reference", name=op.f("uq_referral_reference")),
    )
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_clause_id"), ["clause_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_from_body_id"), ["from_body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index("ix_referral_open_due", ["is_open", "next_due_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_to_body_id"), ["to_body_id"], unique=False)

    op.create_table(
        "action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("directorate_id", sa.Integer(), nullable=True),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "due_precision",
            sa.Enum(
                "day",
                "month",
                "vague",
                name="precision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_text", sa.String(length=200), nullable=True),
        sa.Column("first_due_on", sa.Date(), nullable=True),
        sa.Column(
            "progress",
            sa.Enum(
                "not-started",
                "on-track",
                "at-risk",
                "delayed",
                "paused",
                "reported-complete",
                "will-not-be-done",
                name="progress",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("updated_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(due_precision = 'vague') = (due_on IS NULL)", name=op.f("ck_action_vague")),
        sa.CheckConstraint(
            "is_open = (progress NOT IN ('reported-complete', 'will-not-be-done'))",
            name=op.f("ck_action_open"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_action_body_id_body")),
        sa.ForeignKeyConstraint(
            ["directorate_id"], ["directorate.id"], name=op.f("fk_action_directorate_id_directorate")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_action_owner_id_person")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_action_recommendation_id_recommendation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint(
            "recommendation_id", "position", name=op.f("uq_action_recommendation_id_position")
        ),
    )
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_directorate_id"), ["directorate_id"], unique=False)
        batch_op.create_index("ix_action_owner", ["owner_id", "is_open"], unique=False)

    op.create_table(
        "addressee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("portfolio_id", sa.Integer(), nullable=True),
        sa.Column("to_be_allocated", sa.String(length=200), nullable=True),
        sa.Column(
            "answer",
            sa.Enum(
                "waiting",
                "agreed",
                "agreed-with-changes",
                "agreed-in-part",
                "agreed-subject-to",
                "already-happening",
                "not-agreed",
                "deferred",
                "noted",
                "passed-on",
                name="answer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("in_force_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "body_id IS NOT NULL OR portfolio_id IS NOT NULL OR to_be_allocated IS NOT NULL",
            name=op.f("ck_addressee_asked"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_addressee_body_id_body")),
        sa.ForeignKeyConstraint(
            ["portfolio_id"], ["portfolio.id"], name=op.f("fk_addressee_portfolio_id_portfolio")
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_addressee_recommendation_id_recommendation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addressee")),
        sa.UniqueConstraint(
            "recommendation_id",
            "body_id",
            "portfolio_id",
            name=op.f("uq_addressee_recommendation_id_body_id_portfolio_id"),
        ),
    )
    with op.batch_alter_table("addressee", schema=None) as batch_op:
        batch_op.create_index("ix_addressee_body", ["body_id", "recommendation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_addressee_portfolio_id"), ["portfolio_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_addressee_recommendation_id"), ["recommendation_id"], unique=False
        )

    op.create_table(
        "also_recommended",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("recommendation_id < other_id", name=op.f("ck_also_recommended_order")),
        sa.ForeignKeyConstraint(
            ["other_id"], ["recommendation.id"], name=op.f("fk_also_recommended_other_id_recommendation")
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_also_recommended_recommendation_id_recommendation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_also_recommended")),
        sa.UniqueConstraint(
            "recommendation_id", "other_id", name=op.f("uq_also_recommended_recommendation_id_other_id")
        ),
    )
    with op.batch_alter_table("also_recommended", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_also_recommended_other_id"), ["other_id"], unique=False)

    op.create_table(
        "for_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_for_decision_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_for_decision_recommendation_id_recommendation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_for_decision")),
        sa.UniqueConstraint(
            "item_id", "recommendation_id", name=op.f("uq_for_decision_item_id_recommendation_id")
        ),
    )
    with op.batch_alter_table("for_decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_for_decision_recommendation_id"), ["recommendation_id"], unique=False
        )

    op.create_table(
        "measure_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("kpi_id", sa.Integer(), nullable=False),
        sa.Column(
            "why",
            sa.Enum(
                "missed-target",
                "missed-again",
                "worsening",
                "no-data",
                "member-interest",
                "other",
                name="why",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("period", sa.String(length=40), nullable=True),
        sa.Column("value_then", sa.Numeric(precision=20, scale=6), nullable=True),
        sa.Column("target_then", sa.Numeric(precision=20, scale=6), nullable=True),
        sa.Column("status_then", sa.String(length=40), nullable=True),
        sa.Column("is_illustrative", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["kpi_id"], ["kpi.id"], name=op.f("fk_measure_link_kpi_id_kpi")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_measure_link_recommendation_id_recommendation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_link")),
        sa.UniqueConstraint(
            "recommendation_id", "kpi_id", name=op.f("uq_measure_link_recommendation_id_kpi_id")
        ),
    )
    with op.batch_alter_table("measure_link", schema=None) as batch_op:
        batch_op.create_index("ix_measure_link_kpi", ["kpi_id", "recommendation_id"], unique=False)

    op.create_table(
        "scoped_measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deep_dive_id", sa.Integer(), nullable=False),
        sa.Column("kpi_id", sa.Integer(), nullable=False),
        sa.Column(
            "why",
            sa.Enum(
                "missed",
                "missed-again",
                "worsening",
                "forecast-miss",
                "no-data",
                "member-interest",
                name="why",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(length=400), nullable=True),
        sa.Column("section", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deep_dive_id"], ["deep_dive.id"], name=op.f("fk_scoped_measure_deep_dive_id_deep_dive")
        ),
        sa.ForeignKeyConstraint(["kpi_id"], ["kpi.id"], name=op.f("fk_scoped_measure_kpi_id_kpi")),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["deep_dive_session.id"],
            name=op.f("fk_scoped_measure_session_id_deep_dive_session"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scoped_measure")),
        sa.UniqueConstraint("deep_dive_id", "kpi_id", name=op.f("uq_scoped_measure_deep_dive_id_kpi_id")),
    )
    with op.batch_alter_table("scoped_measure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scoped_measure_kpi_id"), ["kpi_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_scoped_measure_session_id"), ["session_id"], unique=False)

    op.create_table(
        "wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "report",
                "sent",
                "agreed",
                "answered",
                "edited",
                name="source",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("where", sa.String(length=400), nullable=True),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_wording_recommendation_id_recommendation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording")),
    )
    with op.batch_alter_table("wording", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wording_recommendation_id"), ["recommendation_id"], unique=False)

    op.create_table(
        "progress_update",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "sent",
                "returned",
                "cleared",
                "shown",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "value",
            sa.Enum(
                "not-started",
                "on-track",
                "at-risk",
                "delayed",
                "paused",
                "reported-complete",
                "will-not-be-done",
                name="value",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("new_due_on", sa.Date(), nullable=True),
        sa.Column(
            "cause",
            sa.Enum(
                "funding",
                "people",
                "decision",
                "partner",
                "data",
                "other",
                name="cause",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(length=1000), nullable=True),
        sa.Column("evidence_file_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("on_behalf_of_id", sa.Integer(), nullable=True),
        sa.Column("on_behalf_of_name", sa.String(length=200), nullable=True),
        sa.Column("source", sa.String(length=400), nullable=True),
        sa.Column("clearer_id", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cleared_by_id", sa.Integer(), nullable=True),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_by_id", sa.Integer(), nullable=True),
        sa.Column("returned_why", sa.Text(), nullable=True),
        sa.Column(
            "publicity",
            sa.Enum(
                "public",
                "exempt",
                "confidential",
                name="publicity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("exempt_paragraph", sa.String(length=20), nullable=True),
        sa.Column("exempt_reason", sa.String(length=400), nullable=True),
        sa.Column("public_text", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'shown') = (shown_at IS NOT NULL)", name=op.f("ck_progress_update_shown")
        ),
        sa.CheckConstraint(
            "state <> 'returned' OR returned_why IS NOT NULL", name=op.f("ck_progress_update_returned")
        ),
        sa.CheckConstraint(
            "state = 'draft' OR (value IS NOT NULL AND sent_at IS NOT NULL)",
            name=op.f("ck_progress_update_sent"),
        ),
        sa.CheckConstraint(
            "state = 'draft' OR source IS NOT NULL OR (on_behalf_of_id IS NULL AND on_behalf_of_name IS NULL)",
            name=op.f("ck_progress_update_behalf"),
        ),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_progress_update_action_id_action")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_progress_update_author_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["cleared_by_id"], ["person.id"], name=op.f("fk_progress_update_cleared_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["clearer_id"], ["person.id"], name=op.f("fk_progress_update_clearer_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["evidence_file_id"],
            ["stored_file.id"],
            name=op.f("fk_progress_update_evidence_file_id_stored_file"),
        ),
        sa.ForeignKeyConstraint(
            ["on_behalf_of_id"], ["person.id"], name=op.f("fk_progress_update_on_behalf_of_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["returned_by_id"], ["person.id"], name=op.f("fk_progress_update_returned_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_update")),
    )
    with op.batch_alter_table("progress_update", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_progress_update_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_progress_update_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_progress_update_cleared_by_id"), ["cleared_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_progress_update_clearer_id"), ["clearer_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_progress_update_evidence_file_id"), ["evidence_file_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_progress_update_on_behalf_of_id"), ["on_behalf_of_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_progress_update_returned_by_id"), ["returned_by_id"], unique=False
        )
        batch_op.create_index("ix_progress_update_state", ["state", "id"], unique=False)

    op.create_table(
        "sent_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sending_id", sa.Integer(), nullable=False),
        sa.Column("addressee_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["addressee_id"], ["addressee.id"], name=op.f("fk_sent_line_addressee_id_addressee")
        ),
        sa.ForeignKeyConstraint(["sending_id"], ["sending.id"], name=op.f("fk_sent_line_sending_id_sending")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_line")),
        sa.UniqueConstraint("sending_id", "addressee_id", name=op.f("uq_sent_line_sending_id_addressee_id")),
    )
    with op.batch_alter_table("sent_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sent_line_addressee_id"), ["addressee_id"], unique=False)

    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column(
            "thread",
            sa.Enum(
                "answer",
                "progress",
                "decision",
                "difference",
                name="thread",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("addressee_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("value", sa.String(length=40), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("entered_by_name", sa.String(length=200), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("minute", sa.String(length=400), nullable=True),
        sa.Column("evidence", sa.String(length=1000), nullable=True),
        sa.Column("evidence_file_id", sa.Integer(), nullable=True),
        sa.Column("update_id", sa.Integer(), nullable=True),
        sa.Column(
            "provenance",
            sa.Enum(
                "recorded",
                "from-a-paper",
                "imported",
                "second-hand",
                name="provenance",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(length=400), nullable=True),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column(
            "publicity",
            sa.Enum(
                "public",
                "exempt",
                "confidential",
                name="publicity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("exempt_paragraph", sa.String(length=20), nullable=True),
        sa.Column("exempt_reason", sa.String(length=400), nullable=True),
        sa.Column("public_text", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(thread = 'answer') = (addressee_id IS NOT NULL) AND (thread = 'progress') = (action_id IS NOT NULL)",
            name=op.f("ck_entry_hangs"),
        ),
        sa.CheckConstraint("corrects_id IS NULL OR why IS NOT NULL", name=op.f("ck_entry_correction")),
        sa.CheckConstraint("value IS NOT NULL OR corrects_id IS NOT NULL", name=op.f("ck_entry_value")),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_entry_action_id_action")),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_entry_actor_id_person")),
        sa.ForeignKeyConstraint(
            ["addressee_id"], ["addressee.id"], name=op.f("fk_entry_addressee_id_addressee")
        ),
        sa.ForeignKeyConstraint(["corrects_id"], ["entry.id"], name=op.f("fk_entry_corrects_id_entry")),
        sa.ForeignKeyConstraint(
            ["evidence_file_id"], ["stored_file.id"], name=op.f("fk_entry_evidence_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_entry_meeting_id_meeting")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name=op.f("fk_entry_recommendation_id_recommendation"),
        ),
        sa.ForeignKeyConstraint(
            ["update_id"], ["progress_update.id"], name=op.f("fk_entry_update_id_progress_update")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_addressee_id"), ["addressee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_corrects_id"), ["corrects_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_evidence_file_id"), ["evidence_file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(
            "ix_entry_recommendation", ["recommendation_id", "effective_on", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_entry_update_id"), ["update_id"], unique=False)

    op.create_table(
        "delegated_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("report_to_id", sa.Integer(), nullable=True),
        sa.Column("reported_at_id", sa.Integer(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("reported_minute", sa.String(length=400), nullable=True),
        sa.CheckConstraint(
            "(reported_on IS NULL) = (reported_at_id IS NULL)", name=op.f("ck_delegated_decision_reported")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_delegated_decision_entry_id_entry")
        ),
        sa.ForeignKeyConstraint(
            ["report_to_id"], ["meeting.id"], name=op.f("fk_delegated_decision_report_to_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["reported_at_id"], ["meeting.id"], name=op.f("fk_delegated_decision_reported_at_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegated_decision")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_delegated_decision_entry_id")),
    )
    with op.batch_alter_table("delegated_decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_delegated_decision_report_to_id"), ["report_to_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_delegated_decision_reported_at_id"), ["reported_at_id"], unique=False
        )
        batch_op.create_index("ix_delegated_decision_reported_on", ["reported_on", "id"], unique=False)

    for table in APPEND_ONLY:
        guard(op.get_bind(), table)


def downgrade() -> None:
    for table in APPEND_ONLY:
        release(op.get_bind(), table)
    with op.batch_alter_table("delegated_decision", schema=None) as batch_op:
        batch_op.drop_index("ix_delegated_decision_reported_on")
        batch_op.drop_index(batch_op.f("ix_delegated_decision_reported_at_id"))
        batch_op.drop_index(batch_op.f("ix_delegated_decision_report_to_id"))

    op.drop_table("delegated_decision")
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_update_id"))
        batch_op.drop_index("ix_entry_recommendation")
        batch_op.drop_index(batch_op.f("ix_entry_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_entry_evidence_file_id"))
        batch_op.drop_index(batch_op.f("ix_entry_corrects_id"))
        batch_op.drop_index(batch_op.f("ix_entry_addressee_id"))
        batch_op.drop_index(batch_op.f("ix_entry_actor_id"))
        batch_op.drop_index(batch_op.f("ix_entry_action_id"))

    op.drop_table("entry")
    with op.batch_alter_table("sent_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sent_line_addressee_id"))

    op.drop_table("sent_line")
    with op.batch_alter_table("progress_update", schema=None) as batch_op:
        batch_op.drop_index("ix_progress_update_state")
        batch_op.drop_index(batch_op.f("ix_progress_update_returned_by_id"))
        batch_op.drop_index(batch_op.f("ix_progress_update_on_behalf_of_id"))
        batch_op.drop_index(batch_op.f("ix_progress_update_evidence_file_id"))
        batch_op.drop_index(batch_op.f("ix_progress_update_clearer_id"))
        batch_op.drop_index(batch_op.f("ix_progress_update_cleared_by_id"))
        batch_op.drop_index(batch_op.f("ix_progress_update_author_id"))
        batch_op.drop_index(batch_op.f("ix_progress_update_action_id"))

    op.drop_table("progress_update")
    with op.batch_alter_table("wording", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wording_recommendation_id"))

    op.drop_table("wording")
    with op.batch_alter_table("scoped_measure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scoped_measure_session_id"))
        batch_op.drop_index(batch_op.f("ix_scoped_measure_kpi_id"))

    op.drop_table("scoped_measure")
    with op.batch_alter_table("measure_link", schema=None) as batch_op:
        batch_op.drop_index("ix_measure_link_kpi")

    op.drop_table("measure_link")
    with op.batch_alter_table("for_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_for_decision_recommendation_id"))

    op.drop_table("for_decision")
    with op.batch_alter_table("also_recommended", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_also_recommended_other_id"))

    op.drop_table("also_recommended")
    with op.batch_alter_table("addressee", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_addressee_recommendation_id"))
        batch_op.drop_index(batch_op.f("ix_addressee_portfolio_id"))
        batch_op.drop_index("ix_addressee_body")

    op.drop_table("addressee")
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.drop_index("ix_action_owner")
        batch_op.drop_index(batch_op.f("ix_action_directorate_id"))
        batch_op.drop_index(batch_op.f("ix_action_body_id"))

    op.drop_table("action")
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_to_body_id"))
        batch_op.drop_index("ix_referral_open_due")
        batch_op.drop_index(batch_op.f("ix_referral_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_referral_item_id"))
        batch_op.drop_index(batch_op.f("ix_referral_from_body_id"))
        batch_op.drop_index(batch_op.f("ix_referral_clause_id"))

    op.drop_table("referral")
    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recommendation_printed_id"))
        batch_op.drop_index(batch_op.f("ix_recommendation_portfolio_id"))
        batch_op.drop_index(
            "ix_recommendation_parts",
            sqlite_where=sa.text("parent_id IS NOT NULL"),
            postgresql_where=sa.text("parent_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_recommendation_paper_id"))
        batch_op.drop_index(
            "ix_recommendation_open",
            sqlite_where=sa.text("is_open = 1 AND parent_id IS NULL"),
            postgresql_where=sa.text("is_open = true AND parent_id IS NULL"),
        )
        batch_op.drop_index(
            "ix_recommendation_newest",
            sqlite_where=sa.text("parent_id IS NULL"),
            postgresql_where=sa.text("parent_id IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_recommendation_made_by_id"))
        batch_op.drop_index(batch_op.f("ix_recommendation_item_id"))
        batch_op.drop_index(
            "ix_recommendation_followed",
            sqlite_where=sa.text("is_open = 1 AND parent_id IS NULL"),
            postgresql_where=sa.text("is_open = true AND parent_id IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_recommendation_directorate_id"))
        batch_op.drop_index(
            "ix_recommendation_details",
            sqlite_where=sa.text("is_open = 1 AND needs_details = 1 AND parent_id IS NULL"),
            postgresql_where=sa.text("is_open = true AND needs_details = true AND parent_id IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_recommendation_commitment_id"))
        batch_op.drop_index(
            "ix_recommendation_closed",
            sqlite_where=sa.text("is_open = 0 AND parent_id IS NULL"),
            postgresql_where=sa.text("is_open = false AND parent_id IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_recommendation_clause_id"))
        batch_op.drop_index("ix_recommendation_body")
        batch_op.drop_index(
            "ix_recommendation_all",
            sqlite_where=sa.text("parent_id IS NULL"),
            postgresql_where=sa.text("parent_id IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_recommendation_agreed_by_id"))

    op.drop_table("recommendation")
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_follow_up_owner_id"))
        batch_op.drop_index("ix_follow_up_open_due")
        batch_op.drop_index(batch_op.f("ix_follow_up_item_id"))
        batch_op.drop_index(batch_op.f("ix_follow_up_directorate_id"))
        batch_op.drop_index(batch_op.f("ix_follow_up_clause_id"))
        batch_op.drop_index(batch_op.f("ix_follow_up_body_id"))
        batch_op.drop_index(batch_op.f("ix_follow_up_asked_by_id"))

    op.drop_table("follow_up")
    op.drop_table("deep_dive_session")
    with op.batch_alter_table("item_paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_item_paper_paper_id"))

    op.drop_table("item_paper")
    with op.batch_alter_table("deep_dive", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deep_dive_reports_to_id"))
        batch_op.drop_index(batch_op.f("ix_deep_dive_paper_id"))
        batch_op.drop_index(batch_op.f("ix_deep_dive_body_id"))
        batch_op.drop_index(batch_op.f("ix_deep_dive_agreed_at_id"))

    op.drop_table("deep_dive")
    with op.batch_alter_table("clause_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clause_draft_person_id"))

    op.drop_table("clause_draft")
    with op.batch_alter_table("clause", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clause_printed_id"))
        batch_op.drop_index(batch_op.f("ix_clause_parent_id"))
        batch_op.drop_index(batch_op.f("ix_clause_addressee_id"))

    op.drop_table("clause")
    with op.batch_alter_table("work_programme_row", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_work_programme_row_meeting_id"))
        batch_op.drop_index("ix_work_programme_row_body")

    op.drop_table("work_programme_row")
    with op.batch_alter_table("sending", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sending_to_portfolio_id"))
        batch_op.drop_index(batch_op.f("ix_sending_to_body_id"))
        batch_op.drop_index(batch_op.f("ix_sending_subject_to_id"))
        batch_op.drop_index(batch_op.f("ix_sending_paper_id"))
        batch_op.drop_index(batch_op.f("ix_sending_on_agenda_of_id"))
        batch_op.drop_index(batch_op.f("ix_sending_from_body_id"))

    op.drop_table("sending")
    with op.batch_alter_table("printed_recommendation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_printed_recommendation_addressee_id"))

    op.drop_table("printed_recommendation")
    with op.batch_alter_table("kpi_target", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kpi_target_set_by_id"))
        batch_op.drop_index("ix_kpi_target_latest")

    op.drop_table("kpi_target")
    with op.batch_alter_table("kpi_reading", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kpi_reading_recorded_by_id"))
        batch_op.drop_index("ix_kpi_reading_latest")

    op.drop_table("kpi_reading")
    with op.batch_alter_table("commitment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commitment_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_commitment_body_id"))

    op.drop_table("commitment")
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attendance_person_id"))
        batch_op.drop_index(batch_op.f("ix_attendance_meeting_id"))

    op.drop_table("attendance")
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agenda_item_paper_id"))
        batch_op.drop_index(batch_op.f("ix_agenda_item_arises_from_id"))

    op.drop_table("agenda_item")
    with op.batch_alter_table("single_use_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_single_use_link_person_id"))

    op.drop_table("single_use_link")
    op.drop_table("saved_view")
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_paper_file_id"))

    op.drop_table("paper")
    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.drop_index("ix_office_role_from_on")
        batch_op.drop_index(batch_op.f("ix_office_portfolio_id"))
        batch_op.drop_index(batch_op.f("ix_office_person_id"))
        batch_op.drop_index(batch_op.f("ix_office_directorate_id"))
        batch_op.drop_index(batch_op.f("ix_office_body_id"))

    op.drop_table("office")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index("ix_message_status_created")
        batch_op.drop_index(batch_op.f("ix_message_person_id"))

    op.drop_table("message")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index("ix_meeting_on")
        batch_op.drop_index(batch_op.f("ix_meeting_minutes_confirmed_at_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_instead_id"))
        batch_op.drop_index("ix_meeting_body_on")

    op.drop_table("meeting")
    with op.batch_alter_table("kpi", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kpi_portfolio_id"))
        batch_op.drop_index(batch_op.f("ix_kpi_directorate_id"))
        batch_op.drop_index(batch_op.f("ix_kpi_body_id"))

    op.drop_table("kpi")
    with op.batch_alter_table("journal_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_journal_entry_tag")
        batch_op.drop_index("ix_journal_entry_record")
        batch_op.drop_index(batch_op.f("ix_journal_entry_actor_id"))

    op.drop_table("journal_entry")
    with op.batch_alter_table("body_remit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_body_remit_portfolio_id"))
        batch_op.drop_index(batch_op.f("ix_body_remit_body_id"))

    op.drop_table("body_remit")
    op.drop_table("taken_form")
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stored_file_sha256"))

    op.drop_table("stored_file")
    with op.batch_alter_table("sign_in_failure", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_in_failure_key_at")

    op.drop_table("sign_in_failure")
    op.drop_table("sensitive_period")
    op.drop_table("reference_series")
    op.drop_table("portfolio")
    op.drop_table("person")
    op.drop_table("municipal_year")
    op.drop_table("kept_typing")
    op.drop_table("job_run")
    op.drop_table("erasure_permit")
    op.drop_table("directorate")
    op.drop_table("council_setting")
    op.drop_table("closed_day")
    with op.batch_alter_table("body", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_body_successor_id"))
        batch_op.drop_index(batch_op.f("ix_body_parent_id"))

    op.drop_table("body")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS refuse_change()")

"""Measures to the standard of a performance team: plans, definitions, scorecards, reviews and cycles."""

import secrets
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from scrutiny_tracker.history.triggers import guard, release

revision = "003"
down_revision = "002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "comparator_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comparator_group")),
        sa.UniqueConstraint("name", name=op.f("uq_comparator_group_name")),
    )
    op.create_table(
        "kpi_stamp",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpi_stamp")),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_plan_dates")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("name", name=op.f("uq_plan_name")),
    )
    op.create_table(
        "strategy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=True),
        sa.Column("address", sa.String(length=1000), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strategy")),
        sa.UniqueConstraint("name", name=op.f("uq_strategy_name")),
    )
    op.create_table(
        "comparator_area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["comparator_group.id"], name=op.f("fk_comparator_area_group_id_comparator_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comparator_area")),
        sa.UniqueConstraint("group_id", "code", name=op.f("uq_comparator_area_group_id_code")),
    )
    op.create_table(
        "cycle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_cycle_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle")),
        sa.UniqueConstraint("reference", name=op.f("uq_cycle_reference")),
    )
    with op.batch_alter_table("cycle", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cycle_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "priority",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "delivery", "enabling", name="kind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_priority_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priority")),
        sa.UniqueConstraint("plan_id", "name", name=op.f("uq_priority_plan_id_name")),
    )
    op.create_table(
        "scorecard",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=400), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("is_published_tally", sa.Boolean(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("frozen_by_id", sa.Integer(), nullable=True),
        sa.Column("improved", sa.Integer(), nullable=True),
        sa.Column("same", sa.Integer(), nullable=True),
        sa.Column("worse", sa.Integer(), nullable=True),
        sa.Column("cannot_say", sa.Integer(), nullable=True),
        sa.Column("not_available", sa.Integer(), nullable=True),
        sa.Column("met", sa.Integer(), nullable=True),
        sa.Column("within_tolerance", sa.Integer(), nullable=True),
        sa.Column("missed", sa.Integer(), nullable=True),
        sa.Column("no_target", sa.Integer(), nullable=True),
        sa.Column("no_data", sa.Integer(), nullable=True),
        sa.Column("recorded_improved_or_same", sa.Integer(), nullable=True),
        sa.Column("recorded_directional", sa.Integer(), nullable=True),
        sa.Column("recorded_total", sa.Integer(), nullable=True),
        sa.Column("recorded_percent", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(frozen_at IS NULL) OR (NOT is_published_tally)", name=op.f("ck_scorecard_frozen")
        ),
        sa.ForeignKeyConstraint(
            ["frozen_by_id"], ["person.id"], name=op.f("fk_scorecard_frozen_by_id_person")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_scorecard_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scorecard")),
        sa.UniqueConstraint("plan_id", "period", name=op.f("uq_scorecard_plan_id_period")),
    )
    with op.batch_alter_table("scorecard", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scorecard_frozen_by_id"), ["frozen_by_id"], unique=False)

    op.create_table(
        "cycle_stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_cycle_stage_cycle_id_cycle")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle_stage")),
        sa.UniqueConstraint("cycle_id", "position", name=op.f("uq_cycle_stage_cycle_id_position")),
    )
    op.create_table(
        "comparator_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kpi_id", sa.Integer(), nullable=False),
        sa.Column("area_code", sa.String(length=20), nullable=False),
        sa.Column("area_name", sa.String(length=200), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("value", sa.Numeric(precision=20, scale=6), nullable=True),
        sa.Column("source_import", sa.String(length=200), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["kpi_id"], ["kpi.id"], name=op.f("fk_comparator_reading_kpi_id_kpi")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comparator_reading")),
    )
    with op.batch_alter_table("comparator_reading", schema=None) as batch_op:
        batch_op.create_index(
            "ix_comparator_reading_latest", ["kpi_id", "starts_on", "area_code", "id"], unique=False
        )

    op.create_table(
        "kpi_body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kpi_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_kpi_body_body_id_body")),
        sa.ForeignKeyConstraint(["kpi_id"], ["kpi.id"], name=op.f("fk_kpi_body_kpi_id_kpi")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpi_body")),
    )
    with op.batch_alter_table("kpi_body", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kpi_body_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kpi_body_kpi_id"), ["kpi_id"], unique=False)

    op.create_table(
        "kpi_definition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kpi_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("calculation", sa.Text(), nullable=True),
        sa.Column("is_comparable", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["kpi_id"], ["kpi.id"], name=op.f("fk_kpi_definition_kpi_id_kpi")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_kpi_definition_recorded_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpi_definition")),
        sa.UniqueConstraint("kpi_id", "number", name=op.f("uq_kpi_definition_kpi_id_number")),
    )
    with op.batch_alter_table("kpi_definition", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_kpi_definition_recorded_by_id"), ["recorded_by_id"], unique=False
        )

    op.create_table(
        "kpi_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kpi_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.String(length=20), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "keep",
                "change",
                "retire",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_measurable", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_kpi_review_body_id_body")),
        sa.ForeignKeyConstraint(["kpi_id"], ["kpi.id"], name=op.f("fk_kpi_review_kpi_id_kpi")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_kpi_review_recorded_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpi_review")),
    )
    with op.batch_alter_table("kpi_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kpi_review_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kpi_review_kpi_id"), ["kpi_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kpi_review_recorded_by_id"), ["recorded_by_id"], unique=False)

    op.create_table(
        "kpi_strategy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kpi_id", sa.Integer(), nullable=False),
        sa.Column("strategy_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["kpi_id"], ["kpi.id"], name=op.f("fk_kpi_strategy_kpi_id_kpi")),
        sa.ForeignKeyConstraint(
            ["strategy_id"], ["strategy.id"], name=op.f("fk_kpi_strategy_strategy_id_strategy")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kpi_strategy")),
        sa.UniqueConstraint("kpi_id", "strategy_id", name=op.f("uq_kpi_strategy_kpi_id_strategy_id")),
    )
    with op.batch_alter_table("kpi_strategy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kpi_strategy_strategy_id"), ["strategy_id"], unique=False)

    op.create_table(
        "scorecard_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scorecard_id", sa.Integer(), nullable=False),
        sa.Column("kpi_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("decimals", sa.Integer(), nullable=False),
        sa.Column("value", sa.Numeric(precision=20, scale=6), nullable=True),
        sa.Column("target", sa.Numeric(precision=20, scale=6), nullable=True),
        sa.Column("target_upper", sa.Numeric(precision=20, scale=6), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "met",
                "within-tolerance",
                "missed",
                "no-target",
                "not-yet-due",
                "late",
                "not-available",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "direction",
            sa.Enum(
                "improved",
                "same",
                "worse",
                "cannot-say",
                "not-available",
                name="direction",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("direction_reason", sa.Text(), nullable=False),
        sa.Column("change", sa.Numeric(precision=20, scale=6), nullable=True),
        sa.Column(
            "reading_status",
            sa.Enum(
                "final",
                "provisional",
                "revised",
                name="reading_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("is_illustrative", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["kpi_id"], ["kpi.id"], name=op.f("fk_scorecard_line_kpi_id_kpi")),
        sa.ForeignKeyConstraint(
            ["scorecard_id"], ["scorecard.id"], name=op.f("fk_scorecard_line_scorecard_id_scorecard")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scorecard_line")),
        sa.UniqueConstraint("scorecard_id", "kpi_id", name=op.f("uq_scorecard_line_scorecard_id_kpi_id")),
    )
    with op.batch_alter_table("scorecard_line", schema=None) as batch_op:
        batch_op.create_index("ix_scorecard_line_kpi", ["kpi_id", "scorecard_id"], unique=False)

    op.create_table(
        "target_clash",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("raised_by", sa.String(length=200), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.String(length=200), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(decided_on IS NULL) = (decision IS NULL)", name=op.f("ck_target_clash_decided")),
        sa.CheckConstraint("first_id <> second_id", name=op.f("ck_target_clash_pair")),
        sa.ForeignKeyConstraint(["first_id"], ["kpi.id"], name=op.f("fk_target_clash_first_id_kpi")),
        sa.ForeignKeyConstraint(["second_id"], ["kpi.id"], name=op.f("fk_target_clash_second_id_kpi")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_clash")),
        sa.UniqueConstraint("reference", name=op.f("uq_target_clash_reference")),
    )
    with op.batch_alter_table("target_clash", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_target_clash_first_id"), ["first_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_target_clash_second_id"), ["second_id"], unique=False)

    with op.batch_alter_table("kpi", schema=None) as batch_op:
        batch_op.add_column(sa.Column("calculation", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("plan_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("priority_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "kind",
                sa.Enum(
                    "outcome",
                    "output",
                    "input",
                    "perception",
                    name="kind",
                    native_enum=False,
                    create_constraint=True,
                    length=40,
                ),
                nullable=True,
            )
        )
        batch_op.add_column(
            sa.Column(
                "prominence",
                sa.Enum(
                    "headline",
                    "contextual",
                    name="prominence",
                    native_enum=False,
                    create_constraint=True,
                    length=40,
                ),
                nullable=True,
            )
        )
        batch_op.add_column(
            sa.Column(
                "set_by",
                sa.Enum(
                    "national", "local", name="set_by", native_enum=False, create_constraint=True, length=40
                ),
                nullable=True,
            )
        )
        batch_op.add_column(
            sa.Column(
                "control",
                sa.Enum(
                    "direct",
                    "commissioned",
                    "partnership",
                    "influence-only",
                    name="control",
                    native_enum=False,
                    create_constraint=True,
                    length=40,
                ),
                nullable=True,
            )
        )
        batch_op.add_column(
            sa.Column(
                "frequency",
                sa.Enum(
                    "month",
                    "quarter",
                    "half-year",
                    "financial-year",
                    "calendar-year",
                    "academic-year",
                    "year-ending",
                    "several-years",
                    "point-date",
                    name="frequency",
                    native_enum=False,
                    create_constraint=True,
                    length=40,
                ),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("every_years", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("years_together", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("source", sa.String(length=400), nullable=True))
        batch_op.add_column(sa.Column("lag_months", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("next_expected_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("data_owner", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("data_owner_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("comparator_group_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("tolerance_percent", sa.Numeric(precision=20, scale=6), nullable=True))
        batch_op.add_column(sa.Column("tolerance_absolute", sa.Numeric(precision=20, scale=6), nullable=True))
        batch_op.add_column(sa.Column("no_material_change", sa.Numeric(precision=20, scale=6), nullable=True))
        batch_op.add_column(sa.Column("retired_on", sa.Date(), nullable=True))
        batch_op.create_index(batch_op.f("ix_kpi_comparator_group_id"), ["comparator_group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kpi_data_owner_id"), ["data_owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kpi_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kpi_priority_id"), ["priority_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_kpi_priority_id_priority"), "priority", ["priority_id"], ["id"]
        )
        batch_op.create_foreign_key(batch_op.f("fk_kpi_plan_id_plan"), "plan", ["plan_id"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_kpi_data_owner_id_person"), "person", ["data_owner_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_kpi_comparator_group_id_comparator_group"),
            "comparator_group",
            ["comparator_group_id"],
            ["id"],
        )

    release(op.get_bind(), "kpi_reading")
    with op.batch_alter_table("kpi_reading", schema=None) as batch_op:
        batch_op.add_column(sa.Column("numerator", sa.Numeric(precision=20, scale=6), nullable=True))
        batch_op.add_column(sa.Column("denominator", sa.Numeric(precision=20, scale=6), nullable=True))
        batch_op.add_column(sa.Column("comparator", sa.Numeric(precision=20, scale=6), nullable=True))
        batch_op.add_column(
            sa.Column(
                "missing",
                sa.Enum(
                    "not-available",
                    "suppressed",
                    "not-yet",
                    "to-be-confirmed",
                    name="missing",
                    native_enum=False,
                    create_constraint=True,
                    length=40,
                ),
                nullable=True,
            )
        )
        batch_op.add_column(sa.Column("is_illustrative", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("source_import", sa.String(length=200), nullable=True))

    for table in ("kpi_reading", "scorecard_line"):
        guard(op.get_bind(), table)
    _keep_what_stands()


def _keep_what_stands() -> None:
    """The first definition and the body of every measure that is there already, and the first stamp."""
    op.execute(
        sa.text("INSERT INTO kpi_stamp (id, token) VALUES (1, :token)").bindparams(
            token=secrets.token_hex(16)
        )
    )
    op.execute(
        sa.text(
            "INSERT INTO kpi_definition (kpi_id, number, definition, is_comparable, recorded_at) "
            "SELECT id, 1, definition, true, :now FROM kpi"
        ).bindparams(sa.bindparam("now", datetime.now(UTC), sa.DateTime(timezone=True)))
    )
    op.execute(
        "INSERT INTO kpi_body (kpi_id, body_id, from_on) SELECT kpi.id, kpi.body_id, body.from_on "
        "FROM kpi JOIN body ON body.id = kpi.body_id"
    )


def downgrade() -> None:
    for table in ("kpi_reading", "scorecard_line"):
        release(op.get_bind(), table)
    with op.batch_alter_table("kpi_reading", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_kpi_reading_missing"), type_="check")
        batch_op.drop_column("source_import")
        batch_op.drop_column("is_illustrative")
        batch_op.drop_column("missing")
        batch_op.drop_column("comparator")
        batch_op.drop_column("denominator")
        batch_op.drop_column("numerator")

    guard(op.get_bind(), "kpi_reading")

    with op.batch_alter_table("kpi", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_kpi_comparator_group_id_comparator_group"), type_="foreignkey"
        )
        batch_op.drop_constraint(batch_op.f("fk_kpi_data_owner_id_person"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_kpi_plan_id_plan"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_kpi_priority_id_priority"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_kpi_priority_id"))
        batch_op.drop_index(batch_op.f("ix_kpi_plan_id"))
        batch_op.drop_index(batch_op.f("ix_kpi_data_owner_id"))
        batch_op.drop_index(batch_op.f("ix_kpi_comparator_group_id"))
        for column in ("kind", "prominence", "set_by", "control", "frequency"):
            batch_op.drop_constraint(batch_op.f(f"ck_kpi_{column}"), type_="check")
        batch_op.drop_column("retired_on")
        batch_op.drop_column("no_material_change")
        batch_op.drop_column("tolerance_absolute")
        batch_op.drop_column("tolerance_percent")
        batch_op.drop_column("comparator_group_id")
        batch_op.drop_column("data_owner_id")
        batch_op.drop_column("data_owner")
        batch_op.drop_column("next_expected_on")
        batch_op.drop_column("lag_months")
        batch_op.drop_column("source")
        batch_op.drop_column("years_together")
        batch_op.drop_column("every_years")
        batch_op.drop_column("frequency")
        batch_op.drop_column("control")
        batch_op.drop_column("set_by")
        batch_op.drop_column("prominence")
        batch_op.drop_column("kind")
        batch_op.drop_column("priority_id")
        batch_op.drop_column("plan_id")
        batch_op.drop_column("calculation")

    with op.batch_alter_table("target_clash", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_target_clash_second_id"))
        batch_op.drop_index(batch_op.f("ix_target_clash_first_id"))

    op.drop_table("target_clash")
    with op.batch_alter_table("scorecard_line", schema=None) as batch_op:
        batch_op.drop_index("ix_scorecard_line_kpi")

    op.drop_table("scorecard_line")
    with op.batch_alter_table("kpi_strategy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kpi_strategy_strategy_id"))

    op.drop_table("kpi_strategy")
    with op.batch_alter_table("kpi_review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kpi_review_recorded_by_id"))
        batch_op.drop_index(batch_op.f("ix_kpi_review_kpi_id"))
        batch_op.drop_index(batch_op.f("ix_kpi_review_body_id"))

    op.drop_table("kpi_review")
    with op.batch_alter_table("kpi_definition", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kpi_definition_recorded_by_id"))

    op.drop_table("kpi_definition")
    with op.batch_alter_table("kpi_body", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kpi_body_kpi_id"))
        batch_op.drop_index(batch_op.f("ix_kpi_body_body_id"))

    op.drop_table("kpi_body")
    with op.batch_alter_table("comparator_reading", schema=None) as batch_op:
        batch_op.drop_index("ix_comparator_reading_latest")

    op.drop_table("comparator_reading")
    op.drop_table("cycle_stage")
    with op.batch_alter_table("scorecard", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scorecard_frozen_by_id"))

    op.drop_table("scorecard")
    op.drop_table("priority")
    with op.batch_alter_table("cycle", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cycle_plan_id"))

    op.drop_table("cycle")
    op.drop_table("comparator_area")
    op.drop_table("strategy")
    op.drop_table("plan")
    op.drop_table("kpi_stamp")
    op.drop_table("comparator_group")

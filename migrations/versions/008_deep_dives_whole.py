"""Deep dives whole: who comes to a session, notes by measure, promises, drafts."""

import sqlalchemy as sa
from alembic import op

revision = "008"
down_revision = "007"
branch_labels = None
depends_on = None

ADDED = (
    ("deep_dive", "terms", sa.Text()),
    ("deep_dive", "reports_at_reference", sa.String(length=40)),
    ("deep_dive_session", "rough", sa.Text()),
    ("deep_dive_session", "finished_on", sa.Date()),
)


def upgrade() -> None:
    for table, name, kind in ADDED:
        op.add_column(table, sa.Column(name, kind, nullable=True))
    op.create_table(
        "draft_recommendation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deep_dive_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("why", sa.String(length=400), nullable=True),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("portfolio_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "agreed",
                "dropped",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("printed_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "parent_id IS NULL OR parent_id <> id", name=op.f("ck_draft_recommendation_parent")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_draft_recommendation_body_id_body")),
        sa.ForeignKeyConstraint(
            ["deep_dive_id"], ["deep_dive.id"], name=op.f("fk_draft_recommendation_deep_dive_id_deep_dive")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["draft_recommendation.id"],
            name=op.f("fk_draft_recommendation_parent_id_draft_recommendation"),
        ),
        sa.ForeignKeyConstraint(
            ["portfolio_id"], ["portfolio.id"], name=op.f("fk_draft_recommendation_portfolio_id_portfolio")
        ),
        sa.ForeignKeyConstraint(
            ["printed_id"],
            ["printed_recommendation.id"],
            name=op.f("fk_draft_recommendation_printed_id_printed_recommendation"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_recommendation")),
        sa.UniqueConstraint(
            "deep_dive_id", "number", name=op.f("uq_draft_recommendation_deep_dive_id_number")
        ),
    )
    with op.batch_alter_table("draft_recommendation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_recommendation_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_draft_recommendation_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_draft_recommendation_portfolio_id"), ["portfolio_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_draft_recommendation_printed_id"), ["printed_id"], unique=False)

    op.create_table(
        "session_guest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=True),
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
        sa.Column("represented_by", sa.String(length=200), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "presence <> 'represented' OR represented_by IS NOT NULL",
            name=op.f("ck_session_guest_represented"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_session_guest_person_id_person")),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["deep_dive_session.id"],
            name=op.f("fk_session_guest_session_id_deep_dive_session"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_guest")),
    )
    with op.batch_alter_table("session_guest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_guest_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_session_guest_session_id"), ["session_id"], unique=False)

    op.create_table(
        "draft_measure",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("scoped_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["draft_recommendation.id"],
            name=op.f("fk_draft_measure_draft_id_draft_recommendation"),
        ),
        sa.ForeignKeyConstraint(
            ["scoped_id"], ["scoped_measure.id"], name=op.f("fk_draft_measure_scoped_id_scoped_measure")
        ),
        sa.PrimaryKeyConstraint("draft_id", "scoped_id", name=op.f("pk_draft_measure")),
    )
    with op.batch_alter_table("draft_measure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_measure_scoped_id"), ["scoped_id"], unique=False)

    op.create_table(
        "measure_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("scoped_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scoped_id"], ["scoped_measure.id"], name=op.f("fk_measure_notes_scoped_id_scoped_measure")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["deep_dive_session.id"],
            name=op.f("fk_measure_notes_session_id_deep_dive_session"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_notes")),
        sa.UniqueConstraint("session_id", "scoped_id", name=op.f("uq_measure_notes_session_id_scoped_id")),
    )
    with op.batch_alter_table("measure_notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measure_notes_scoped_id"), ["scoped_id"], unique=False)

    op.create_table(
        "session_promise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("scoped_id", sa.Integer(), nullable=True),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["follow_up_id"], ["follow_up.id"], name=op.f("fk_session_promise_follow_up_id_follow_up")
        ),
        sa.ForeignKeyConstraint(
            ["scoped_id"], ["scoped_measure.id"], name=op.f("fk_session_promise_scoped_id_scoped_measure")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["deep_dive_session.id"],
            name=op.f("fk_session_promise_session_id_deep_dive_session"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_promise")),
        sa.UniqueConstraint("follow_up_id", name=op.f("uq_session_promise_follow_up_id")),
    )
    with op.batch_alter_table("session_promise", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_promise_scoped_id"), ["scoped_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_session_promise_session_id"), ["session_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("session_promise", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_promise_session_id"))
        batch_op.drop_index(batch_op.f("ix_session_promise_scoped_id"))

    op.drop_table("session_promise")
    with op.batch_alter_table("measure_notes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measure_notes_scoped_id"))

    op.drop_table("measure_notes")
    with op.batch_alter_table("draft_measure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_measure_scoped_id"))

    op.drop_table("draft_measure")
    with op.batch_alter_table("session_guest", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_guest_session_id"))
        batch_op.drop_index(batch_op.f("ix_session_guest_person_id"))

    op.drop_table("session_guest")
    with op.batch_alter_table("draft_recommendation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_recommendation_printed_id"))
        batch_op.drop_index(batch_op.f("ix_draft_recommendation_portfolio_id"))
        batch_op.drop_index(batch_op.f("ix_draft_recommendation_parent_id"))
        batch_op.drop_index(batch_op.f("ix_draft_recommendation_body_id"))

    op.drop_table("draft_recommendation")
    for table, name, _kind in reversed(ADDED):
        op.drop_column(table, name)

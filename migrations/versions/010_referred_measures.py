"""Measures in referrals, with how they stood then."""

import sqlalchemy as sa
from alembic import op

revision = "010"
down_revision = "009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "referred_kpi",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("kpi_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("judgement", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["kpi_id"], ["kpi.id"], name=op.f("fk_referred_kpi_kpi_id_kpi")),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_referred_kpi_referral_id_referral")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referred_kpi")),
        sa.UniqueConstraint("referral_id", "kpi_id", name=op.f("uq_referred_kpi_referral_id_kpi_id")),
    )
    with op.batch_alter_table("referred_kpi", schema=None) as batch_op:
        batch_op.create_index("ix_referred_kpi_kpi", ["kpi_id", "referral_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("referred_kpi", schema=None) as batch_op:
        batch_op.drop_index("ix_referred_kpi_kpi")

    op.drop_table("referred_kpi")

"""The clearance table says in which service area somebody works."""

import sqlalchemy as sa
from alembic import op

revision = "013"
down_revision = "017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("clearance", sa.Column("area", sa.String(length=200), nullable=True))


def downgrade() -> None:
    op.drop_column("clearance", "area")

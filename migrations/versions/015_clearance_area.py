"""The clearance table says in which service area somebody works."""

import sqlalchemy as sa
from alembic import op

revision = "015"
down_revision = "014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("clearance", sa.Column("area", sa.String(length=200), nullable=True))


def downgrade() -> None:
    op.drop_column("clearance", "area")

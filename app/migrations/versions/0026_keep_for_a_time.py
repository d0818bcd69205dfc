"""Keep named scores for a time: how long, and who is responsible together."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("event", sa.Column("retention_months", sa.Integer(), nullable=True))
    op.add_column("event", sa.Column("controllers", sa.String(), nullable=True))

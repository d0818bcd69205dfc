"""Hear from the tablets: ballots that wait, a problem signalled, the rules acknowledged"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("juror", sa.Column("waiting", sa.Integer(), nullable=True))
    op.add_column("juror", sa.Column("problem", sa.String(), nullable=True))
    op.add_column("juror", sa.Column("acknowledged_at_ms", sa.Integer(), nullable=True))

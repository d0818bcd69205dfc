"""Announce the method: how the official score of an event is made"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("event", sa.Column("method", sa.String(), nullable=False, server_default="mean"))

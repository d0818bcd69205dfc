"""Outlive the laptop: where the public finds an event, before its day and after it"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("event", sa.Column("public_address", sa.String(), nullable=True))

"""Play by itself: how many times shorter the day of a demonstration is that nobody leads"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("event", sa.Column("play_speed", sa.Integer(), nullable=True))

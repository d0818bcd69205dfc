"""Read before voting: when a phone opened the page of the room's vote"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("favourite_voter", sa.Column("opened_at_ms", sa.Integer(), nullable=True))

"""Open the board: whether the jurors see the deliberation board"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("event", sa.Column("deliberation", sa.String(), nullable=False, server_default="closed"))

"""Show the upper half: whether the room never sees the lower half of a ranking"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("event", sa.Column("top_only", sa.Boolean(), nullable=False, server_default=sa.false()))

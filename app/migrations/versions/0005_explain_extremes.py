"""Ask for a comment with a score at either end of the scale, where the rules say so"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("event", sa.Column("comment_at_extremes", sa.Boolean(), nullable=False, server_default=sa.false()))

"""Number the calendar: how often what a calendar knows of a slot has changed, and when it last did"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("slot", sa.Column("sequence", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("slot", sa.Column("noted_at_ms", sa.BigInteger(), nullable=True))
    op.add_column("agenda_step", sa.Column("published", sa.JSON(), nullable=False, server_default="{}"))

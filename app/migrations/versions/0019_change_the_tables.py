"""Change the tables of a loaded event: what undo of a change puts back"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "tables_step",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id", ondelete="CASCADE"), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("left", sa.String(), nullable=False),
    )
    op.create_index("ix_tables_step_event_id", "tables_step", ["event_id"])

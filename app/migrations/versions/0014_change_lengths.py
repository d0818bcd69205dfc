"""Change lengths of the run-down: what undo returns to has every field that an act changed, and names the act"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    # What was kept before names no act: only the undo of the run-down begins anew.
    op.drop_table("agenda_step")
    op.create_table(
        "agenda_step",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id", ondelete="CASCADE"), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("order", sa.JSON(), nullable=False),
        sa.Column("changed", sa.JSON(), nullable=False),
    )
    op.create_index("ix_agenda_step_event_id", "agenda_step", ["event_id"])

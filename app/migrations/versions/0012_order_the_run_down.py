"""Order the run-down: what undo of its acts returns to; the timer's undo touches only what its command changed"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "agenda_step",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id", ondelete="CASCADE"), nullable=False),
        sa.Column("order", sa.JSON(), nullable=False),
        sa.Column("statuses", sa.JSON(), nullable=False),
    )
    op.create_index("ix_agenda_step_event_id", "agenda_step", ["event_id"])
    # What was kept before says of every slot what it was, and not which of them the command changed: it could take
    # back what the desk decided since. The timer itself stays as it is; only its undo begins anew.
    op.execute("DELETE FROM timer_step")

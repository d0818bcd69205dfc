"""Seat the jury: arrivals and departures, substitutes, the rules of the first validated ballot"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("event", sa.Column("missed_pitches", sa.String(), nullable=False, server_default="score"))
    op.add_column("event", sa.Column("rules_frozen", sa.String(), nullable=True))
    op.add_column("juror", sa.Column("sits", sa.Boolean(), nullable=False, server_default=sa.true()))
    # A substitute waits until the other juror's seat is given to them.
    op.execute("UPDATE juror SET sits = FALSE WHERE substitute_for IS NOT NULL")
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id", ondelete="CASCADE"), nullable=False),
        sa.Column("juror_id", sa.Integer(), sa.ForeignKey("juror.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
    )
    op.create_index("ix_attendance_event_id", "attendance", ["event_id"])
    op.create_index("ix_attendance_juror_id", "attendance", ["juror_id"])

"""Check in: which teams and coaches have come, and how many guests"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "arrival",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id", ondelete="CASCADE"), nullable=False),
        sa.Column("team_id", sa.Integer(), sa.ForeignKey("team.id", ondelete="CASCADE"), nullable=True),
        sa.Column("coach_id", sa.Integer(), sa.ForeignKey("coach.id", ondelete="CASCADE"), nullable=True),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.UniqueConstraint("team_id", name="uq_arrival_team_id"),
        sa.UniqueConstraint("coach_id", name="uq_arrival_coach_id"),
    )
    op.create_index("ix_arrival_event_id", "arrival", ["event_id"])

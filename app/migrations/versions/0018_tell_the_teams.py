"""Tell the teams: what the jury says to each, and whether they read it yet"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    texts = ("strength_1", "strength_2", "advice", "next_step")
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id", ondelete="CASCADE"), nullable=False),
        sa.Column("team_id", sa.Integer(), sa.ForeignKey("team.id", ondelete="CASCADE"), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        *(sa.Column(f"{name}_id", sa.Integer(), sa.ForeignKey("personal_text.id"), nullable=True) for name in texts),
        sa.UniqueConstraint("team_id", name="uq_feedback_team_id"),
    )
    op.create_index("ix_feedback_event_id", "feedback", ["event_id"])
    with op.batch_alter_table("event") as event:
        event.add_column(sa.Column("feedback", sa.String(), nullable=False, server_default="held"))

"""Visit the tables: where each team stands in the coaches' round"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "table_visit",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id", ondelete="CASCADE"), nullable=False),
        sa.Column("team_id", sa.Integer(), sa.ForeignKey("team.id", ondelete="CASCADE"), nullable=False),
        sa.Column("coach_id", sa.Integer(), sa.ForeignKey("coach.id", ondelete="SET NULL"), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("length_ms", sa.Integer(), nullable=False),
        sa.Column("asked_at_ms", sa.Integer(), nullable=True),
        sa.Column("begun_at_ms", sa.Integer(), nullable=True),
        sa.Column("done_at_ms", sa.Integer(), nullable=True),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("note_id", sa.Integer(), sa.ForeignKey("personal_text.id"), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.UniqueConstraint("team_id", name="uq_table_visit_team_id"),
    )
    op.create_index("ix_table_visit_event_id", "table_visit", ["event_id"])

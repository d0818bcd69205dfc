"""Read paper ballots in, by two persons; a juror may be on paper"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WAITING = sa.text("state IN ('entered', 'differs')")


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("juror", sa.Column("on_paper", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "paper_ballot",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id", ondelete="CASCADE"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("juror_id", sa.Integer(), sa.ForeignKey("juror.id", ondelete="CASCADE"), nullable=False),
        sa.Column("team_id", sa.Integer(), sa.ForeignKey("team.id", ondelete="CASCADE"), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("after_closing", sa.Boolean(), nullable=False),
        sa.Column("reason_id", sa.Integer(), sa.ForeignKey("personal_text.id"), nullable=True),
        sa.Column("became", sa.Integer(), nullable=True),
        sa.UniqueConstraint("event_id", "number", name="uq_paper_ballot_event_id_number"),
    )
    op.create_index("ix_paper_ballot_event_id", "paper_ballot", ["event_id"])
    op.create_index(
        "uq_paper_ballot_waiting",
        "paper_ballot",
        ["juror_id", "team_id"],
        unique=True,
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_table(
        "paper_reading",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id", ondelete="CASCADE"), nullable=False),
        sa.Column("paper_id", sa.Integer(), sa.ForeignKey("paper_ballot.id", ondelete="CASCADE"), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.Column("comment_id", sa.Integer(), sa.ForeignKey("personal_text.id"), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("read_at_ms", sa.Integer(), nullable=False),
        sa.UniqueConstraint("paper_id", "place", name="uq_paper_reading_paper_id_place"),
    )
    op.create_index("ix_paper_reading_event_id", "paper_reading", ["event_id"])
    op.create_index("ix_paper_reading_paper_id", "paper_reading", ["paper_id"])

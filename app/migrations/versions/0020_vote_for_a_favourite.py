"""Vote for a favourite: how the room's vote was opened, and who voted"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    event_id = sa.ForeignKey("event.id", ondelete="CASCADE")
    op.create_table(
        "favourite_vote",
        sa.Column("event_id", sa.Integer(), event_id, primary_key=True),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
    )
    op.create_table(
        "favourite_voter",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id", ondelete="CASCADE"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("teams", sa.JSON(), nullable=False),
        sa.UniqueConstraint("event_id", "number", name="uq_favourite_voter_event_id_number"),
        sa.UniqueConstraint("event_id", "digest", name="uq_favourite_voter_event_id_digest"),
    )
    op.create_index("ix_favourite_voter_event_id", "favourite_voter", ["event_id"])
    with op.batch_alter_table("event") as event:
        event.add_column(sa.Column("favourite", sa.String(), nullable=False, server_default="off"))

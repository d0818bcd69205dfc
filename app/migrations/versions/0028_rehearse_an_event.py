"""Rehearse an event: which event this one is a copy of"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    # Written out: SQLite adds a column with its reference, which alembic leaves out.
    if op.get_bind().dialect.name == "sqlite":
        op.execute("ALTER TABLE event ADD COLUMN copy_of INTEGER REFERENCES event (id) ON DELETE CASCADE")
    else:
        op.add_column(
            "event", sa.Column("copy_of", sa.Integer(), sa.ForeignKey("event.id", ondelete="CASCADE"), nullable=True)
        )
    op.create_index("ix_event_copy_of", "event", ["copy_of"], unique=True)

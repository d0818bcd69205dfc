"""Keep signed minutes: the scans of what the jury signed"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "signed_scan",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id", ondelete="CASCADE"), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("number", "packet", "size", "at_ms")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("form", "digest")),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.UniqueConstraint("event_id", "number", name="uq_signed_scan_event_id"),
    )
    op.create_index("ix_signed_scan_event_id", "signed_scan", ["event_id"])

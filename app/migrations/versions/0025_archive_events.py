"""Archive events: one that is archived changes no more, and what was destroyed keeps its line."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("event", sa.Column("archived_at_ms", sa.Integer(), nullable=True))
    op.create_table(
        "destruction",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("actor", "slug", "name", "date", "journal_head")),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("visa_by", "visa_reference", "visa_date")),
    )
    for kind, done in (("UPDATE", "changed"), ("DELETE", "deleted")):
        op.execute(
            f"CREATE TRIGGER destruction_is_never_{done} BEFORE {kind} ON destruction"
            " BEGIN SELECT RAISE(ABORT, 'destruction is append-only'); END"
        )

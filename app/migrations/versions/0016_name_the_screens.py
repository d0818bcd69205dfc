"""Name the screens: each has a link of its own, a page it was sent to, and what it last said"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "screen",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("black", sa.Boolean(), nullable=False),
        sa.Column("identified_at_ms", sa.BigInteger(), nullable=True),
        sa.Column("shows", sa.String(), nullable=True),
        sa.Column("last_beat_ms", sa.BigInteger(), nullable=True),
        sa.Column("clock_error_ms", sa.Integer(), nullable=True),
        sa.Column("lit", sa.Boolean(), nullable=True),
        sa.UniqueConstraint("event_id", "key"),
    )
    # The one link for screens that an event had becomes that of its first screen.
    op.execute(
        "INSERT INTO screen (event_id, key, name, page, black) SELECT id, '1',"
        " CASE language WHEN 'fr' THEN 'Grand écran' ELSE 'Big screen' END, 'stage', false FROM event"
    )
    op.execute("UPDATE link SET subject = '1' WHERE role = 'screen'")

"""Admit what was set aside; open scoring again for one juror"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("juror", sa.Column("reopened", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("set_aside", sa.Column("number", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("set_aside", sa.Column("admitted_revision", sa.Integer(), nullable=True))
    # Numbered in the order they came, as their entries of the journal are.
    op.execute(
        "UPDATE set_aside SET number = (SELECT count(*) FROM set_aside AS before"
        " WHERE before.event_id = set_aside.event_id AND before.id <= set_aside.id)"
    )
    with op.batch_alter_table("set_aside") as set_aside:
        set_aside.create_unique_constraint(op.f("uq_set_aside_event_id_number"), ["event_id", "number"])

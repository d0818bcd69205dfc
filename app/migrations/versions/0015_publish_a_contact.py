"""Publish a contact with a project: what a team chose to"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    with op.batch_alter_table("team") as team:
        team.add_column(sa.Column("contact_id", sa.Integer(), nullable=True))
        team.create_foreign_key(op.f("fk_team_contact_id_personal_text"), "personal_text", ["contact_id"], ["id"])

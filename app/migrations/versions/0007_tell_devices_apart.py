"""Tell devices apart: a plain name for each session, and from which one a ballot came"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.add_column("visit", sa.Column("device", sa.String(), nullable=True))
    op.add_column("ballot_version", sa.Column("device", sa.String(), nullable=True))
    session = sa.ForeignKey("visit.id", name=op.f("fk_ballot_version_visit_id_visit"), ondelete="SET NULL")
    op.add_column("ballot_version", sa.Column("visit_id", sa.Integer(), session, nullable=True), inline_references=True)

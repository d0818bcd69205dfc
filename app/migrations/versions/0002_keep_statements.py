"""Keep what the authority states about itself and the site"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("saved_at_ms", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    op.create_index(op.f("ix_statement_name"), "statement", ["name"])
    op.execute(
        "CREATE TRIGGER statement_is_never_changed BEFORE UPDATE ON statement"
        " BEGIN SELECT RAISE(ABORT, 'statement is append-only'); END"
    )


def downgrade() -> None:
    """Back to the version before."""
    op.drop_table("statement")

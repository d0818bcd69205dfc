"""Close the list of laureates: acts and votes of the jury, packets that nobody changes"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def _of_event() -> sa.Column[Any]:
    return sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id", ondelete="CASCADE"), nullable=False)


def _numbered(table: str, *columns: sa.Column[Any]) -> None:
    """A table whose rows are named by a number within their event."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), primary_key=True),
        _of_event(),
        sa.Column("number", sa.Integer(), nullable=False),
        *columns,
        sa.UniqueConstraint("event_id", "number", name=f"uq_{table}_event_id_number"),
    )
    op.create_index(f"ix_{table}_event_id", table, ["event_id"])


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "laureate_list",
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("confirmer", sa.String(), nullable=True),
        sa.Column("casting", sa.String(), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.Column("closed_by_label", sa.String(), nullable=True),
        sa.Column("closed_at_ms", sa.Integer(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("absences", sa.JSON(), nullable=False),
        sa.Column("status", sa.JSON(), nullable=True),
        sa.Column("reason_id", sa.Integer(), sa.ForeignKey("personal_text.id"), nullable=True),
    )
    _numbered(
        "list_act",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("stake", sa.JSON(), nullable=False),
        sa.Column("teams", sa.JSON(), nullable=False),
        sa.Column("reason_id", sa.Integer(), sa.ForeignKey("personal_text.id"), nullable=True),
        sa.Column("vote", sa.Integer(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("taken_back", sa.Boolean(), nullable=False),
    )
    _numbered(
        "vote",
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("stake", sa.JSON(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("voters", sa.JSON(), nullable=False),
        sa.Column("casting", sa.String(), nullable=True),
        sa.Column("opened_at_ms", sa.Integer(), nullable=False),
        sa.Column("closed_at_ms", sa.Integer(), nullable=True),
        sa.Column("voices", sa.JSON(), nullable=False),
        sa.Column("retained", sa.JSON(), nullable=True),
        sa.Column("by_casting", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "vote_cast",
        sa.Column("id", sa.Integer(), primary_key=True),
        _of_event(),
        sa.Column("vote_id", sa.Integer(), sa.ForeignKey("vote.id", ondelete="CASCADE"), nullable=False),
        sa.Column("juror_id", sa.Integer(), sa.ForeignKey("juror.id", ondelete="CASCADE"), nullable=False),
        sa.Column("choice", sa.JSON(), nullable=True),
        sa.UniqueConstraint("vote_id", "juror_id", name="uq_vote_cast_vote_id_juror_id"),
    )
    op.create_index("ix_vote_cast_event_id", "vote_cast", ["event_id"])
    _numbered(
        "packet",
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("made_at_ms", sa.Integer(), nullable=False),
    )
    op.execute(
        "CREATE TRIGGER packet_is_never_changed BEFORE UPDATE ON packet"
        " BEGIN SELECT RAISE(ABORT, 'packet is append-only'); END"
    )
    # Rows go only with their event: by then its own row is gone.
    op.execute(
        "CREATE TRIGGER packet_is_never_deleted BEFORE DELETE ON packet"
        " WHEN EXISTS (SELECT 1 FROM event WHERE id = OLD.event_id)"
        " BEGIN SELECT RAISE(ABORT, 'packet is append-only'); END"
    )

"""Erase people: a packet is sealed anew without a name, right after the act that says so and at no other moment."""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a packet change while the last entry of its event's journal is an erasure."""
    op.execute("DROP TRIGGER packet_is_never_changed")
    op.execute(
        "CREATE TRIGGER packet_is_never_changed BEFORE UPDATE ON packet"
        " WHEN NEW.number <> OLD.number OR NEW.event_id <> OLD.event_id OR NEW.made_at_ms <> OLD.made_at_ms"
        " OR (SELECT kind FROM journal_entry WHERE event_id = OLD.event_id ORDER BY seq DESC LIMIT 1)"
        " IS NOT 'person.erased'"
        " BEGIN SELECT RAISE(ABORT, 'packet is append-only'); END"
    )

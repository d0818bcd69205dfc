"""The rules of the event: acknowledged by each juror before they score, frozen by the first validated ballot."""

from app import changes
from app.access import Identity
from app.changes import Answer, Change
from app.queries import records, rules


def acknowledge(event_id: int, actor: Identity, op: str) -> Answer:
    """Record that a juror read the rules and declared their links; answers 200, the first hour kept if done again.

    The journal keeps the digest of the rules as they were read.
    """

    def work(change: Change) -> Answer:
        juror = records.named_juror(change.session, change.event, change.actor.subject)
        if juror.acknowledged_at_ms is None:
            juror.acknowledged_at_ms = change.now_ms
            read = rules.digest(change.session, change.event)
            change.record("rules.acknowledged", {"juror": juror.key, "rules": read})
        return Answer(200, {"acknowledged_at_ms": juror.acknowledged_at_ms})

    return changes.write(event_id, actor, work, op)


def freeze(change: Change) -> None:
    """At the first validated ballot, have the journal keep which rules it was given under: none other counts after."""
    if change.event.rules_frozen is None:
        change.event.rules_frozen = rules.digest(change.session, change.event)
        change.record("rules.frozen", {"rules": change.event.rules_frozen})

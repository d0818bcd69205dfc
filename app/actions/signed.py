"""The signed minutes: their scans are attached to the packet that they are of, and taken out again."""

from hashlib import sha256

from sqlalchemy import func, select

from app import changes
from app.access import Identity
from app.changes import Answer, Change
from app.domain import signed as rules
from app.domain.errors import Nothing
from app.models import SignedScan
from app.queries import laureates, signed


def attach(event_id: int, actor: Identity, op: str, packet: int, content: bytes) -> Answer:
    """Keep a scan with a packet's minutes; answers 200 with its number, once for the same bytes; 422 at `scan`."""

    digest = sha256(content).hexdigest()

    def work(change: Change) -> Answer:
        if laureates.packet(change.session, change.event, packet) is None:
            raise Nothing
        kept = signed.of_packet(change.session, change.event, packet)
        same = next((each for each in kept if each.digest == digest), None)
        if same is not None:
            return Answer(200, {"scan": same.number})
        scan = rules.judged(content, len(kept))
        before = select(func.count()).select_from(SignedScan).filter_by(event_id=change.event.id)
        number = change.session.scalars(before).one() + 1
        said = {"packet": packet, "form": scan.form, "digest": scan.digest, "size": len(content)}
        change.session.add(
            SignedScan(event_id=change.event.id, number=number, at_ms=change.now_ms, content=content, **said)
        )
        change.record("minutes.signed", {"scan": number, **said})
        return Answer(200, {"scan": number})

    return changes.write(event_id, actor, work, op, [packet, digest])


def take_out(event_id: int, actor: Identity, op: str, packet: int, number: int) -> Answer:
    """Take a scan out: its bytes go, the journal keeps what they were; answers 200, however often."""

    def work(change: Change) -> Answer:
        scan = signed.scan(change.session, change.event, packet, number)
        if scan is None:
            raise Nothing
        if scan.content is not None:
            scan.content = None
            change.record("minutes.unsigned", {"scan": number})
        return Answer(200, {"scan": number})

    return changes.write(event_id, actor, work, op, [packet, number])

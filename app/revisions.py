"""What an audience was told of each view: a number that grows whenever it is told something else.

A number is given once: `stamp` is called inside a write transaction only.
"""

from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock, topics
from app.models import Event, Revision

View = tuple[str, str]
Views = Iterable[View]
Bodies = Mapping[View, topics.Body]
Snapshots = dict[View, topics.Snapshot]


def build(
    session: Session, event: Event, wanted: Views, pause: Callable[[], object] = lambda: None
) -> dict[View, topics.Body]:
    """What each of `wanted` (topic, view) says, in the moment of this session; `pause` is called before each."""
    built = {}
    for pair in wanted:
        pause()
        built[pair] = topics.build(session, event, *pair)
    return built


def told(session: Session, event_id: int) -> dict[View, Revision]:
    """What was told last of each view of an event."""
    return {(row.topic, row.view): row for row in session.scalars(select(Revision).filter_by(event_id=event_id))}


def stamp(session: Session, known: dict[View, Revision], event_id: int, built: Bodies) -> Snapshots:
    """Give each body its revision: the next one where it differs from what was told last (`known`)."""
    for (topic, view), body in built.items():
        row = known.get((topic, view))
        if row is None:
            row = Revision(event_id=event_id, topic=topic, view=view, number=0, digest="", as_of_ms=0)
            session.add(row)
            known[topic, view] = row
        if row.digest != body.digest:
            row.number, row.digest, row.as_of_ms = row.number + 1, body.digest, clock.now_ms()
    return snapshots(session, known, built)


def is_told(known: Mapping[View, Revision], built: Bodies) -> bool:
    """Whether each body is what was told last."""
    return all(pair in known and known[pair].digest == body.digest for pair, body in built.items())


def snapshots(session: Session, known: Mapping[View, Revision], built: Bodies) -> Snapshots:
    """The bodies with their place in time."""
    epoch, now = topics.epoch(session), clock.now_ms()
    return {
        pair: topics.Snapshot(epoch, known[pair].number, now, known[pair].as_of_ms, body.content)
        for pair, body in built.items()
    }

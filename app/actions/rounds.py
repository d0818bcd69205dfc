"""The coaches' round as a whole: dealt, dealt again, put back; and where each table stands in it."""

from collections.abc import Iterable
from typing import Any

from app import changes
from app.access import Identity
from app.changes import Answer, Change
from app.domain import coaching as rules
from app.domain.coaching import Visit
from app.domain.errors import Invalid, Nothing
from app.models import TableVisit, Team
from app.queries import coaching, records


def propose(event_id: int, actor: Identity, op: str) -> Answer:
    """Deal the tables that are still to be visited among the coaches, within what is left of the morning's slot.

    Answers 200 with the teams that no time is left for; 422 where there is no such slot, or nobody coaches.
    """

    def work(change: Change) -> Answer:
        standing = coaching.as_it_stands(change.session, change.event, change.now_ms)
        if standing.line is None or not standing.coaches:
            raise Invalid.at("round", "A slot for coaching in the programme and at least one coach are needed first.")
        if standing.left_ms < rules.SHORTEST_MS:
            raise Invalid.at("round", "The slot for coaching is over: there is no time left to share out.")
        found = rules.proposed(standing.visits, list(standing.coaches), standing.left_ms)
        before, left_out = filter(lambda visit: visit.due, standing.visits), list(found.left_out)
        said = {"visits": _placed(found.visits), "left_out": left_out, "before": _placed(before)}
        place(change, [*found.visits, *map(Visit, left_out)])
        change.record(coaching.PROPOSED, said)
        return Answer(200, {"left_out": left_out, "share_ms": found.share_ms})

    return changes.write(event_id, actor, work, op)


def put_back(event_id: int, actor: Identity, op: str) -> Answer:
    """Put the round back as it was before it was last proposed; 422 once it has changed since."""

    def work(change: Change) -> Answer:
        before = coaching.before_proposal(change.session, change.event)
        if before is None:
            raise Invalid.at("round", "The round has changed since it was proposed: move the tables by hand.")
        place(change, before)
        change.record("coaching.put_back", {})
        return Answer(200, {})

    return changes.write(event_id, actor, work, op)


def row_of(change: Change, team: Team) -> TableVisit:
    """The row of a team in the round, made where nothing was ever written there."""
    row = coaching.row_of(change.session, team)
    if row is None:
        row = TableVisit(event_id=change.event.id, team_id=team.id, place=0, length_ms=0, parts={}, revision=0)
        change.session.add(row)
        change.session.flush()
    return row


def _placed(visits: Iterable[Visit]) -> list[list[Any]]:
    return [[visit.team, visit.coach, visit.place, visit.length_ms] for visit in visits]


def place(change: Change, placed: Iterable[Visit]) -> None:
    """Write the places in the round that differ from those that are kept."""
    ids = {coach.key: coach.id for coach in coaching.every_coach(change.session, change.event)}
    for each in placed:
        team = records.team(change.session, change.event, each.team)
        if team is None:
            raise Nothing
        row = row_of(change, team)
        wanted = (ids.get(each.coach or ""), each.place, each.length_ms)
        if wanted != (row.coach_id, row.place, row.length_ms):
            row.coach_id, row.place, row.length_ms = wanted
            row.revision += 1

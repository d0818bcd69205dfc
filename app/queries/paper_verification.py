"""Verify the paper ballots: each one's readings, by whom, and what became of it, against the journal alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import paper as rules
from app.models import Ballot, BallotVersion, Event, JournalEntry, Juror, PaperBallot, PaperReading, Team


@dataclass
class Proved:
    """A paper ballot as the journal alone has it."""

    juror: str
    team: int
    base: int
    after_closing: bool
    readings: list[tuple[str, dict[str, Any], int]] = field(default_factory=list)
    state: str = ""
    became: int | None = None

    def as_rule(self) -> list[rules.Reading]:
        """Its readings as the rule takes them."""
        return [rules.Reading(author, scores) for author, scores, _ in self.readings]


class Papers:
    """The paper ballots, and who is on paper, as the journal leads to them."""

    def __init__(self, entries: Iterable[JournalEntry]) -> None:
        self.known: dict[int, Proved] = {}
        self.on_paper: set[str] = set()
        for entry in entries:
            self._follow(entry)

    def _follow(self, entry: JournalEntry) -> None:
        said = entry.payload
        if entry.kind == "juror.on_paper":
            (self.on_paper.add if said["on_paper"] else self.on_paper.discard)(said["juror"])
        elif entry.kind == "paper.begun":
            begun = Proved(said["juror"], said["team"], said["base"], said["after_closing"])
            self.known[said["paper"]] = begun
        elif entry.kind.startswith("paper."):
            paper = self.known[said["paper"]]
            if entry.kind == "paper.read":
                paper.readings.append((entry.actor, said["scores"], entry.at_ms))
                paper.state = rules.state(paper.as_rule())
            else:
                paper.state = entry.kind.removeprefix("paper.")
                paper.became = said.get("revision", said.get("number"))


def differences(session: Session, event: Event, entries: Iterable[JournalEntry]) -> Iterator[str]:
    """Every way in which the tables do not say of paper what the journal says."""
    proved = Papers(entries)
    rows = session.scalars(select(Juror.key).filter_by(event_id=event.id, on_paper=True))
    if set(rows) != proved.on_paper:
        yield "jurors on paper: not those the journal says"
    stored = _stored(session, event)
    for number in sorted(stored.keys() | proved.known.keys()):
        if stored.get(number) != proved.known.get(number):
            yield f"paper ballot {number}: not what the journal says"
    yield from _two_persons(session, event, proved)


def _stored(session: Session, event: Event) -> dict[int, Proved]:
    rows = session.execute(
        select(PaperBallot, Juror.key, Team.number)
        .join(Juror, Juror.id == PaperBallot.juror_id)
        .join(Team, Team.id == PaperBallot.team_id)
        .where(PaperBallot.event_id == event.id)
    )
    found = {
        paper.id: (paper.number, Proved(key, team, paper.base, paper.after_closing, [], paper.state, paper.became))
        for paper, key, team in rows
    }
    read = select(PaperReading).filter_by(event_id=event.id).order_by(PaperReading.paper_id, PaperReading.place)
    for reading in session.scalars(read):
        found[reading.paper_id][1].readings.append((reading.author, reading.scores, reading.read_at_ms))
    return dict(found.values())


def _two_persons(session: Session, event: Event, proved: Papers) -> Iterator[str]:
    """What counts from paper was read by two persons, is what they settled upon, and names them."""
    rows = session.execute(
        select(Juror.key, Team.number, BallotVersion.revision, BallotVersion.scores, BallotVersion.author)
        .join(Ballot, Ballot.id == BallotVersion.ballot_id)
        .join(Juror, Juror.id == Ballot.juror_id)
        .join(Team, Team.id == Ballot.team_id)
        .where(BallotVersion.event_id == event.id)
    )
    versions = {(key, team, revision): (scores, author) for key, team, revision, scores, author in rows}
    from_paper = {pair for pair, (_, author) in versions.items() if author.startswith(rules.ON_PAPER)}
    for number, paper in proved.known.items():
        if paper.state != "counted" or paper.became is None:
            continue
        pair, readings = (paper.juror, paper.team, paper.became), paper.as_rule()
        from_paper.discard(pair)
        agreed = rules.settled(readings)
        if agreed is None or rules.same_person(readings[:1], {readings[1].author}):
            yield f"paper ballot {number}: counted without the reading of a second person"
        elif versions.get(pair) != (agreed.scores, rules.author(readings)):
            yield f"paper ballot {number}: what counts is not what its readers read"
    for key, team, revision in sorted(from_paper):
        yield f"ballot of {key} for team {team}, revision {revision}: no paper ballot became it"

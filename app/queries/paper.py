"""Paper ballots as the desk follows them: what was read in, what waits for another person. Never a score."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from app.domain import paper as rules
from app.domain.journal import canonical
from app.models import Ballot, BallotVersion, Event, JournalEntry, Juror, PaperBallot, PaperReading, Team
from app.queries import ballots, day

Pair = ballots.Pair


@dataclass(frozen=True)
class Waiting:
    """A paper ballot that waits for another reading: who read it last, and when."""

    juror: Juror
    team: Team
    state: str
    author: str
    read_at_ms: int


@dataclass(frozen=True)
class Line:
    """One juror's papers: what each team's is, in the order of the teams."""

    juror: Juror
    marks: dict[int, str]

    def count(self, mark: str) -> int:
        """How many are that."""
        return sum(found == mark for found in self.marks.values())

    @property
    def in_use(self) -> bool:
        """Whether this juror has anything to do with paper."""
        return self.juror.on_paper or any(mark in ("paper", *rules.WAITING) for mark in self.marks.values())


def readings(session: Session, paper: PaperBallot | None) -> list[PaperReading]:
    """What was read on a paper ballot so far, in order."""
    if paper is None:
        return []
    return list(session.scalars(select(PaperReading).filter_by(paper_id=paper.id).order_by(PaperReading.place)))


def as_rule(found: list[PaperReading]) -> list[rules.Reading]:
    """The same as the rule takes them."""
    return [rules.Reading(reading.author, reading.scores) for reading in found]


def waiting_of(session: Session, juror: Juror, team: Team) -> PaperBallot | None:
    """The paper ballot of a pair that waits for another reading."""
    pair = select(PaperBallot).filter_by(juror_id=juror.id, team_id=team.id)
    return session.scalar(pair.where(PaperBallot.state.in_(rules.WAITING)))


def last_of(session: Session, juror: Juror, team: Team) -> PaperBallot | None:
    """The last paper ballot of a pair that was not dropped."""
    pair = select(PaperBallot).filter_by(juror_id=juror.id, team_id=team.id)
    return session.scalar(pair.where(PaperBallot.state != "dropped").order_by(PaperBallot.number.desc()).limit(1))


def waiting(session: Session, event: Event) -> list[Waiting]:
    """What waits for another reading, in the order it was read in."""
    rows = session.execute(
        select(Juror, Team, PaperBallot.state, PaperReading.author, PaperReading.read_at_ms)
        .join(PaperBallot, PaperBallot.juror_id == Juror.id)
        .join(Team, Team.id == PaperBallot.team_id)
        .join(PaperReading, PaperReading.paper_id == PaperBallot.id)
        .where(PaperBallot.event_id == event.id, PaperBallot.state.in_(rules.WAITING))
        .where(PaperReading.place == case((PaperBallot.state == "entered", rules.FIRST), else_=rules.SECOND))
        .order_by(PaperBallot.number)
    )
    expected = set(ballots.grid(session, event).expected)
    found = (Waiting(*row) for row in rows)
    return [one for one in found if (one.juror.key, one.team.number) in expected]


def lines(session: Session, event: Event) -> list[Line]:
    """Every juror's pairs: out (of scope), recused, entered, differs, counted from paper or from the tablet, none."""
    known = ballots.grid(session, event)
    states = {(one.juror.key, one.team.number): one.state for one in waiting(session, event)}
    counted = dict(_counted(session, event))

    def mark(pair: Pair) -> str:
        return rules.mark(
            out=pair in known.out_of_scope,
            recused=pair in known.recused,
            waiting=states.get(pair),
            counted=counted.get(pair),
        )

    numbers = [team.number for team in known.teams]
    return [Line(juror, {number: mark((juror.key, number)) for number in numbers}) for juror in known.jurors]


def form(session: Session, event: Event) -> str:
    """The digest of what a printed ballot says: once it is another one, what was printed is out of date."""
    asked = [[c.key, c.label, c.description, c.weight, c.levels] for c in day.criteria(session, event)]
    teams = [[team.number, team.title, team.organisation] for team in ballots.grid(session, event).teams]
    said = [event.name, event.date, event.place, event.scale_min, event.scale_max, event.comment_at_extremes]
    return hashlib.sha256(canonical([said, asked, teams])).hexdigest()


def printed(session: Session, event: Event) -> list[rules.Printed]:
    """What was printed, in order: the journal has it, and nothing else does."""
    entries = select(JournalEntry).filter_by(event_id=event.id, kind="paper.printed").order_by(JournalEntry.seq)
    said = [(entry.payload, entry.at_ms) for entry in session.scalars(entries)]
    return [rules.Printed(one["juror"], one["team"], one["form"], at_ms) for one, at_ms in said]


def in_hand(session: Session, event: Event) -> rules.InHand:
    """What of the paper is ready, for the jurors who sit and score on it."""
    on_paper = [juror.key for juror in ballots.grid(session, event).jurors if juror.sits and juror.on_paper]
    return rules.in_hand(printed(session, event), on_paper, form(session, event))


def _counted(session: Session, event: Event) -> Iterator[tuple[Pair, str]]:
    """The pairs whose ballot counts, each with what it was written on."""
    here = (BallotVersion.ballot_id == Ballot.id) & (BallotVersion.revision == Ballot.counting_revision)
    rows = session.execute(
        select(Juror.key, Team.number, BallotVersion.author)
        .join(Ballot, here)
        .join(Juror, Juror.id == Ballot.juror_id)
        .join(Team, Team.id == Ballot.team_id)
        .where(Ballot.event_id == event.id)
    )
    for key, number, author in rows:
        yield (key, number), "paper" if author.startswith(rules.ON_PAPER) else "tablet"


def person(session: Session, event: Event, key: str) -> str:
    """Somebody's name from the journal's: the account's, the juror's; empty where the key is nobody in particular."""
    role, _, subject = key.partition(":")
    if role == "juror":
        return session.scalar(select(Juror.name).filter_by(event_id=event.id, key=subject)) or subject
    return "" if subject.startswith("link-") else subject

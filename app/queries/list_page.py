"""The list of laureates as the desk closes it: the ranking and its cut, what is open, what was decided, what blocks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.domain import laureates as rules
from app.domain import scoring, votes
from app.domain.quotas import Quota, Selection
from app.domain.ties import head_to_head
from app.models import Event, Juror, LaureateList, Packet, Team, Vote
from app.queries import ballots, day, laureates


@dataclass(frozen=True)
class Line:
    """A team in the ranking: its score as shown, whether it is on the list, and if it is there against the ranking.

    `received` is the mean of its ballots where the official score is another one, `panel` who scored it.
    """

    team: Team
    rank: int | None
    tied: bool
    score: str | None
    received: str | None
    panel: int | None
    ballots: int
    listed: bool
    raised: bool
    passed: bool
    cut_above: bool


@dataclass(frozen=True)
class Question:
    """Teams between which the jury decides, and for how many places; `casting`, whose voice would end a draw."""

    kind: str
    teams: tuple[Team, ...]
    places: int
    settled: bool
    voters: tuple[Juror, ...]
    aside: tuple[Juror, ...]
    casting: Juror | None
    # Of each two of them, how many of the jurors who scored both preferred the first, and the second.
    duels: dict[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Decision:
    """An act of the jury as it is read again: by whom and why, what it brought in and took out."""

    number: int
    kind: str
    author: str
    at_ms: int
    reason: str
    entered: tuple[int, ...]
    left: tuple[int, ...]
    taken_back: bool
    vote: Vote | None


@dataclass(frozen=True)
class Poll:
    """The vote that is open: who may vote, who has, whose voice ends a draw."""

    vote: Vote
    voters: tuple[Juror, ...]
    voted: frozenset[str]
    casting: Juror | None


@dataclass(frozen=True)
class Standing:
    """All that the page of the list shows."""

    listing: LaureateList
    lines: tuple[Line, ...]
    count: int
    listed: tuple[int, ...]
    questions: tuple[Question, ...]
    decisions: tuple[Decision, ...]
    poll: Poll | None
    missing: tuple[tuple[Juror, tuple[Team, ...]], ...]
    drafts: frozenset[ballots.Pair]
    blockers: frozenset[str]
    broken: tuple[Quota, ...]
    # Into how many panels the jury falls, whose adjusted means do not compare; 0 where the rules do not ask.
    panel_count: int
    # What the quotas would have of the ranking, where there are some.
    selection: Selection | None
    packets: tuple[Packet, ...]
    jurors: dict[str, Juror]


def standing(session: Session, event: Event, status: Mapping[int, str]) -> Standing:
    """The list as it stands now; `status` is what the indicators say of each team's place."""
    known = ballots.grid(session, event)
    deliberation = laureates.deliberation(session, event, status, known)
    listing = laureates.of(session, event)
    jurors = {juror.key: juror for juror in known.jurors}
    missing = {key: tuple(team for team in known.teams if (key, team.number) in deliberation.missing) for key in jurors}
    return Standing(
        listing=listing,
        lines=_lines(deliberation, known),
        count=deliberation.count,
        listed=deliberation.chosen,
        questions=_questions(session, event, deliberation, known),
        decisions=_decisions(session, event, jurors),
        poll=_poll(session, event, jurors),
        missing=tuple((jurors[key], teams) for key, teams in missing.items() if teams),
        drafts=frozenset(deliberation.drafts),
        blockers=frozenset(rules.blockers(deliberation, {})),
        panel_count=deliberation.panel_count,
        selection=deliberation.selection,
        broken=tuple(rules.broken_quotas(deliberation, deliberation.chosen)),
        packets=tuple(laureates.packets(session, event)),
        jurors=jurors,
    )


def _lines(deliberation: rules.Deliberation, known: ballots.Grid) -> tuple[Line, ...]:
    teams = {team.number: team for team in known.teams}
    shown = scoring.display(deliberation.ranking)
    raised, passed = rules.departures(deliberation.ranking, deliberation.chosen)
    return tuple(
        Line(
            team=teams[row.team],
            rank=row.rank,
            tied=row.tied,
            score=shown.get(row.team),
            received=None if row.received is None else scoring.decimal_half_up(row.received, scoring.PLACES),
            panel=row.panel,
            ballots=row.ballots,
            listed=row.team in deliberation.chosen,
            raised=row.team in raised,
            passed=row.team in passed,
            cut_above=place == deliberation.count < len(deliberation.scored),
        )
        for place, row in enumerate(deliberation.ranking)
    )


def _questions(
    session: Session, event: Event, deliberation: rules.Deliberation, known: ballots.Grid
) -> tuple[Question, ...]:
    """What the scores leave to the jury: the teams tied across the cut, then those whose place is open.

    Between panels whose scores do not compare, everything.
    """
    tied, left = deliberation.proposal.tied, deliberation.proposal.left
    rest = tuple(team for team in deliberation.asked if team not in tied)
    sure = len(set(deliberation.proposal.sure) & set(rest))
    asked: tuple[tuple[str, tuple[int, ...], int], ...] = (("tie", tied, left), ("open", rest, sure))
    if deliberation.split:
        asked = (("split", deliberation.asked, deliberation.count),)
    return tuple(
        _question(session, event, deliberation, known, kind, teams, places) for kind, teams, places in asked if teams
    )


def _question(
    session: Session,
    event: Event,
    deliberation: rules.Deliberation,
    known: ballots.Grid,
    kind: str,
    numbers: Sequence[int],
    places: int,
) -> Question:
    teams = tuple(team for team in known.teams if team.number in numbers)
    members = laureates.members(known)
    able = set(votes.voters(members, numbers))
    stake = {team.number: team.organisations for team in teams}
    key = votes.casting(members, stake, laureates.of(session, event).casting)
    criteria = day.weighted(session, event)
    sitting = [juror for juror in known.jurors if juror.sits]
    counted = ballots.counting(session, event, known)
    return Question(
        kind=kind,
        teams=teams,
        places=places,
        settled=not set(deliberation.undecided).intersection(numbers),
        voters=tuple(juror for juror in sitting if juror.key in able),
        aside=tuple(juror for juror in sitting if juror.key not in able),
        casting=next((juror for juror in sitting if juror.key == key), None),
        duels=head_to_head(numbers, counted, criteria) if kind == "tie" else {},
    )


def _decisions(session: Session, event: Event, jurors: dict[str, Juror]) -> tuple[Decision, ...]:
    """Every act, the last one first; what each moved is against the list as it was then."""
    polls = {vote.number: vote for vote in laureates.polls(session, event)}
    start = laureates.deliberation(session, event)
    before = set(start.proposal.sure if start.places is not None else ())
    found = []
    for act in laureates.acts(session, event):
        now = set(act.teams)
        found.append(
            Decision(
                number=act.number,
                kind=act.kind,
                author=named(act.author, jurors),
                at_ms=act.at_ms,
                reason=ballots.text(session, act.reason_id),
                entered=tuple(team for team in act.teams if team not in before),
                left=tuple(sorted(before - now)),
                taken_back=act.taken_back,
                vote=polls.get(act.vote or 0),
            )
        )
        if not act.taken_back:
            before = now
    return tuple(reversed(found))


def _poll(session: Session, event: Event, jurors: dict[str, Juror]) -> Poll | None:
    vote = laureates.open_vote(session, event)
    if vote is None:
        return None
    voters = tuple(jurors[key] for key in vote.voters if key in jurors)
    return Poll(vote, voters, frozenset(laureates.casts(session, vote)), jurors.get(vote.casting or ""))


def named(key: str | None, jurors: dict[str, Juror]) -> str:
    """Whom the journal's name of somebody means: a juror by name, an account by its own; empty for who came by link."""
    role, _, subject = (key or "").partition(":")
    if role == "juror":
        return jurors[subject].name if subject in jurors else subject
    return "" if subject.startswith("link-") else subject


def own_vote(session: Session, event: Event, juror: Juror) -> dict[str, Any]:
    """The vote that is open, as a juror's tablet shows it: whether it is theirs, and whether they have voted."""
    vote = laureates.open_vote(session, event)
    if vote is None:
        return {"vote": None}
    known = {team.number: team for team in ballots.grid(session, event).teams}
    return {
        "vote": vote,
        "choices": [known[number] for number in vote.stake if number in known],
        "may": juror.key in vote.voters,
        "voted": juror.key in laureates.casts(session, vote),
        "decisive": vote.casting == juror.key,
    }

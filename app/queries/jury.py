"""The jury as the desk follows it: how far each juror is, who may still write, what was set aside. Never a score."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import ballots as rules
from app.domain.agenda import PITCH
from app.domain.attendance import Move, present
from app.models import Ballot, BallotVersion, Event, Juror, SetAside, Slot, Team
from app.queries import agenda, ballots


@dataclass(frozen=True)
class Seat:
    """One juror of the jury: how many ballots are validated, how many wait as drafts.

    `begun` and `free` are the teams that a ballot of theirs can be moved from and to; `out`, those that the juror does
    not score, by reason (a word of domain/scope.py, or `recusal`, `exclusion`); `substitutes`, who can take the seat.
    """

    juror: Juror
    validated: int
    drafts: int
    begun: tuple[int, ...]
    free: tuple[int, ...]
    out: dict[str, tuple[int, ...]]
    moves: tuple[Move, ...]
    substitutes: tuple[Juror, ...]
    whose: Juror | None
    taken_by: Juror | None

    @property
    def in_use(self) -> bool:
        """Whether anything is awaited of this juror, or was given."""
        return self.juror.sits or self.validated > 0

    @property
    def present(self) -> bool:
        """Whether this juror is in the room."""
        return present(self.moves)

    @property
    def expected(self) -> int:
        """How many ballots are expected of this juror."""
        return len(self.begun) + len(self.free)


@dataclass(frozen=True)
class Aside:
    """A ballot that was set aside: whose, why, whether it can be admitted; `counted_at_ms`: what it would replace."""

    number: int
    juror: Juror
    team: Team
    why: str
    received_at_ms: int
    complete: bool
    expected: bool
    counted_at_ms: int | None
    admitted_revision: int | None

    @property
    def overtaken(self) -> bool:
        """Whether its juror validated a ballot for that team after it came."""
        return rules.overtaken(self.received_at_ms, self.counted_at_ms)

    @property
    def waits(self) -> bool:
        """Whether it is neither admitted nor overtaken."""
        return self.admitted_revision is None and not self.overtaken

    @property
    def admissible(self) -> bool:
        """Whether an act can make it count."""
        return self.complete and self.expected and self.waits


def seats(session: Session, event: Event) -> list[Seat]:
    """Every juror in the order of the tables."""
    known = ballots.grid(session, event)
    validated = {(ballot.juror, ballot.team) for ballot in ballots.counting(session, event, known)}
    drafted = set(ballots.drafts(session, event, known))
    out: dict[str, dict[str, list[int]]] = {juror.key: {} for juror in known.jurors}
    stepped = {pair: kind for pair, kind in known.recused.items() if pair not in known.out_of_scope}
    for (key, team), why in sorted([*known.out_of_scope.items(), *stepped.items()]):
        out[key].setdefault(why, []).append(team)
    return [_seat(juror, known, validated, drafted, out[juror.key]) for juror in known.jurors]


def _seat(
    juror: Juror,
    known: ballots.Grid,
    validated: set[ballots.Pair],
    drafted: set[ballots.Pair],
    out: dict[str, list[int]],
) -> Seat:
    mine = [pair for pair in known.expected if pair[0] == juror.key]
    begun = validated | drafted
    substitutes = tuple(other for other in known.jurors if other.substitute_for == juror.key)
    return Seat(
        juror=juror,
        validated=sum(pair in validated for pair in mine),
        drafts=sum(pair in drafted for pair in mine),
        begun=tuple(team for key, team in mine if (key, team) in begun),
        free=tuple(team for key, team in mine if (key, team) not in begun),
        out={why: tuple(teams) for why, teams in out.items()},
        moves=known.moves.get(juror.key, ()),
        substitutes=substitutes,
        whose=next((other for other in known.jurors if other.key == juror.substitute_for), None),
        taken_by=next((other for other in substitutes if other.sits), None) if not juror.sits else None,
    )


def first_pitch(session: Session, event: Event) -> Slot | None:
    """The first pitch that is still to come: what the jury gets ready for."""
    return next(
        (slot for slot in agenda.slots(session, event) if slot.kind == PITCH and slot.status == "planned"), None
    )


def begun(session: Session, event: Event) -> bool:
    """Whether a pitch has begun: from then on, whoever is not there misses it."""
    run = agenda.slots(session, event)
    return any(slot.kind == PITCH and slot.started_at_ms is not None for slot in run)


def unplaced(session: Session, event: Event) -> int:
    """How many teams have no pitch in the agenda."""
    placed = {slot.team for slot in agenda.slots(session, event) if slot.kind == PITCH}
    return sum(team.number not in placed for team in ballots.grid(session, event).teams)


def set_aside(session: Session, event: Event) -> list[Aside]:
    """What was set aside, in the order it came, admitted or not."""
    expected = set(ballots.grid(session, event).expected)
    rows = session.execute(
        select(SetAside, Juror, Team, BallotVersion.saved_at_ms)
        .join(Juror, Juror.id == SetAside.juror_id)
        .join(Team, Team.id == SetAside.team_id)
        .outerjoin(Ballot, (Ballot.juror_id == Juror.id) & (Ballot.team_id == Team.id))
        .outerjoin(
            BallotVersion,
            (BallotVersion.ballot_id == Ballot.id) & (BallotVersion.revision == Ballot.counting_revision),
        )
        .where(SetAside.event_id == event.id)
        .order_by(SetAside.number)
    )
    return [
        Aside(
            number=kept.number,
            juror=juror,
            team=team,
            why=kept.why,
            received_at_ms=kept.received_at_ms,
            complete=rules.Values(kept.scores, "", kept.final).counts,
            expected=(juror.key, team.number) in expected,
            counted_at_ms=counted_at_ms,
            admitted_revision=kept.admitted_revision,
        )
        for kept, juror, team, counted_at_ms in rows
    ]

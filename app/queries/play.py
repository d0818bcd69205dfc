"""The day as whoever plays a demonstration by itself sees it."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.access import DEMONSTRATION
from app.domain import play as rules
from app.domain.scope import Pair
from app.models import Ballot, BallotVersion, Event, JournalEntry, Juror, Recusal, Team
from app.queries import agenda, ballots, day, laureates

# What moves the day on: whatever comes next waits a while after the last of these.
MOVES = ("event.loaded", "play", "timer", "phase", "scoring", "deliberation", "list.chosen", "list.closing")


def playing(session: Session) -> list[int]:
    """The events that play by themselves: demonstrations, whatever a column says of any other."""
    return list(session.scalars(select(Event.id).where(Event.demonstration, Event.play_speed.is_not(None))))


def day_of(session: Session, event: Event) -> rules.Day:
    """All that the rules of the play are told of an event that plays by itself."""
    grid = ballots.grid(session, event)
    return rules.Day(
        speed=event.play_speed or 1,
        phase=event.phase,
        scoring=event.scoring,
        moved_at_ms=_moved_at_ms(session, event),
        slots=[agenda.as_rule(slot) for slot in agenda.slots(session, event)],
        timer=agenda.timer_of(session, event),
        rubric=day.rubric(session, event),
        expected=grid.expected,
        aside=_aside(session, event),
        written=_written(session, event),
        unread=[juror.key for juror in grid.jurors if juror.sits and juror.acknowledged_at_ms is None],
        board=event.deliberation,
        listing=_listing(session, event, grid),
    )


def _listing(session: Session, event: Event, grid: ballots.Grid) -> rules.Listing:
    """Empty until the jury deliberates: before, every ballot would be read again at each look."""
    if event.phase != "deliberation":
        return rules.Listing()
    stored, known = laureates.of(session, event), laureates.deliberation(session, event, known=grid)
    proposed, reason = rules.proposed(known)
    authors = [act.author for act in laureates.acts(session, event)]
    return rules.Listing(
        state=stored.state,
        proposed=proposed,
        reason=reason,
        settled=bool(known.acts) and set(known.chosen) == set(proposed) and not known.undecided,
        missing=known.missing,
        led=stored.reason_id is not None or any(not author.startswith(DEMONSTRATION) for author in authors),
    )


def _moved_at_ms(session: Session, event: Event) -> int:
    last = select(func.max(JournalEntry.at_ms)).filter_by(event_id=event.id).where(JournalEntry.kind.in_(MOVES))
    return session.scalar(last) or 0


def _aside(session: Session, event: Event) -> frozenset[Pair]:
    rows = session.execute(
        select(Juror.key, Team.number)
        .join(Recusal, Recusal.juror_id == Juror.id)
        .join(Team, Team.id == Recusal.team_id)
        .where(Recusal.event_id == event.id)
    )
    return frozenset((key, number) for key, number in rows)


def _written(session: Session, event: Event) -> dict[Pair, rules.Written]:
    rows = session.execute(
        select(Juror.key, Team.number, BallotVersion.revision, BallotVersion.final, BallotVersion.author)
        .join(Ballot, Ballot.juror_id == Juror.id)
        .join(Team, Team.id == Ballot.team_id)
        .join(BallotVersion, (BallotVersion.ballot_id == Ballot.id) & (BallotVersion.revision == Ballot.revision))
        .where(Ballot.event_id == event.id)
    )
    return {
        (key, number): rules.Written(revision, final, author.startswith(DEMONSTRATION))
        for key, number, revision, final, author in rows
    }

"""Paper ballots: read in by one person, read again by another who does not see the first; equal, they count."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from app import changes
from app.access import Identity
from app.actions.ballots import append_version, salt, set_aside
from app.changes import Answer, Change
from app.domain import ballots, reasons
from app.domain import paper as rules
from app.domain.errors import Invalid, NotYours, Refusal, Stale
from app.models import Ballot, Juror, PaperBallot, PaperReading, Team
from app.queries import ballots as known
from app.queries import day, paper, records


@dataclass(frozen=True)
class Sent:
    """What somebody read on a paper ballot, not yet judged. `place`: which reading they were asked for.

    `base`, `filled` and `reason` belong to the first one, `comment` to all but the second. `held`: all that the browser
    is.
    """

    juror: str
    team: int
    place: Any
    scores: Any
    base: Any = None
    comment: Any = None
    filled: Any = None
    reason: Any = None
    held: frozenset[str] = frozenset()

    @property
    def body(self) -> list[Any]:
        """What tells this reading from another one under the same `op`."""
        first = [self.base, self.comment, self.filled, self.reason]
        return [self.juror, self.team, self.place, self.scores, *first]


def read(event_id: int, actor: Identity, op: str, sent: Sent) -> Answer:
    """Take one reading of a paper ballot; answers 200 with its state. Equal to the one before, or the third, it counts.

    403 where the first reader would confirm, the actor stepped aside for that team, or no score is expected; 409 where
    that reading was made meanwhile, or the ballot changed on the tablet; 422 by field.
    """
    return changes.write(event_id, actor, lambda change: _read(change, sent), op, sent.body)


def drop(event_id: int, actor: Identity, op: str, juror: str, team: int) -> Answer:
    """Drop what was read of a paper ballot that does not count yet: it can be read in again. Answers 200."""

    def work(change: Change) -> Answer:
        sheet = paper.waiting_of(change.session, *_pair(change, juror, team))
        if sheet is None:
            raise Invalid("There is no paper ballot waiting here.")
        sheet.state = "dropped"
        change.record("paper.dropped", {"paper": sheet.number, "juror": juror, "team": team})
        return Answer(200, {"state": "dropped"})

    return changes.write(event_id, actor, work, op, [juror, team])


def put_on_paper(event_id: int, actor: Identity, op: str, juror: str, on_paper: bool) -> Answer:
    """Note that a juror scores on paper, so that no tablet is awaited from them, or that they no longer do."""

    def work(change: Change) -> Answer:
        found = records.named_juror(change.session, change.event, juror)
        if found.on_paper != on_paper:
            found.on_paper = on_paper
            change.record("juror.on_paper", {"juror": juror, "on_paper": on_paper})
        return Answer(200, {"juror": juror, "on_paper": on_paper})

    return changes.write(event_id, actor, work, op, [juror, on_paper])


def have_printed(event_id: int, actor: Identity, op: str, juror: str, team: str) -> Answer:
    """Note that printed ballots are in hand: of a juror or `all` or `blank`, for a team or `all` or `blank`."""

    def work(change: Change) -> Answer:
        if juror not in (rules.ALL, rules.BLANK):
            records.named_juror(change.session, change.event, juror)
        numbers = [str(each.number) for each in known.grid(change.session, change.event).teams]
        if team not in (rules.ALL, rules.BLANK, *numbers):
            raise Invalid("There is no such team.")
        form = paper.form(change.session, change.event)
        change.record("paper.printed", {"juror": juror, "team": team, "form": form})
        return Answer(200, {"juror": juror, "team": team})

    return changes.write(event_id, actor, work, op, [juror, team])


def _pair(change: Change, key: str, number: int) -> tuple[Juror, Team]:
    """The juror and the team, if a score is expected there and the actor may know of it."""
    juror = records.juror(change.session, change.event, key)
    team = records.team(change.session, change.event, number)
    if juror is None or team is None:
        raise Refusal(404, "There is no such ballot.")
    if (key, number) not in known.grid(change.session, change.event).expected:
        raise NotYours("No score is expected of this juror for this team.")
    reader = records.juror(change.session, change.event, change.actor.subject)
    somebody_elses = change.actor.role == "chair" and reader is not juror
    if somebody_elses and reader is not None and known.stepped_aside(change.session, reader, team):
        raise NotYours("You stepped aside for this team: somebody else types its paper ballots.")
    return juror, team


def _read(change: Change, sent: Sent) -> Answer:
    juror, team = _pair(change, sent.juror, sent.team)
    sheet = paper.waiting_of(change.session, juror, team)
    made = paper.as_rule(paper.readings(change.session, sheet))
    due = rules.due(made)
    if rules.same_person(made, {change.actor.key, *sent.held}):
        raise NotYours("You typed this ballot: another person confirms it.")
    if due == rules.THIRD and change.actor.role != "organiser":
        raise NotYours("The two readings differ: the organiser decides, paper in hand.")
    ballot = change.session.scalar(select(Ballot).filter_by(juror_id=juror.id, team_id=team.id))
    revision = ballot.revision if ballot else 0
    if type(sent.place) is not int:
        raise Invalid("Which reading this is has to be said.")
    if sent.place != due:
        raise Stale(
            "Somebody typed this ballot meanwhile: this is where it stands.", current={"place": due, "base": revision}
        )
    if (sent.base if sheet is None else sheet.base) != revision:
        text = "This ballot changed on the juror’s tablet meanwhile: look again before it is replaced."
        raise Stale(text, current={"place": due, "base": revision})
    values = _values(change, sent)
    if sheet is None:
        sheet = _begun(change, juror, team, sent, ballot)
    _keep(change, sheet, values, sent.place)
    made.append(rules.Reading(change.actor.key, values.scores))
    if rules.settled(made) is None:
        sheet.state = rules.state(made)
        return Answer(200, {"state": sheet.state})
    return _settle(change, sheet, (juror, team), ballot, made)


def _values(change: Change, sent: Sent) -> ballots.Values:
    """The values of one reading, complete. The second is of the figures alone: a comment is not typed twice alike."""
    blind = sent.place == rules.SECOND
    values = ballots.judged(
        day.rubric(change.session, change.event), sent.scores, "" if blind else sent.comment, final=True
    )
    lacking = {name: text for name, text in values.lacking.items() if not (blind and name == "comment")}
    if lacking:
        raise Invalid("A paper counts once it is complete: what is missing on it, its juror fills in.", lacking)
    return values


def _begun(change: Change, juror: Juror, team: Team, sent: Sent, ballot: Ballot | None) -> PaperBallot:
    """A new paper ballot, with why it is read in now where that has to be said."""
    is_open = ballots.is_open(change.event.scoring, juror.reopened)
    if not is_open and not rules.known_moment(sent.filled):
        raise Invalid.at("filled", "Scoring is closed: say when this ballot was handed in.")
    counts = ballot is not None and ballot.counting_revision is not None
    why = change.personal(reasons.judged(sent.reason, required=rules.needs_reason(is_open, counts)))
    before = select(func.count()).select_from(PaperBallot).filter_by(event_id=change.event.id)
    sheet = PaperBallot(
        event_id=change.event.id,
        number=change.session.scalars(before).one() + 1,
        juror_id=juror.id,
        team_id=team.id,
        state=rules.state([]),
        base=ballot.revision if ballot else 0,
        after_closing=not is_open and sent.filled == rules.AFTER,
        reason_id=why.id if why else None,
    )
    change.session.add(sheet)
    change.session.flush()
    said = {"paper": sheet.number, "juror": juror.key, "team": team.number, "base": sheet.base}
    reason = why.commitment if why else None
    change.record("paper.begun", {**said, "after_closing": sheet.after_closing, "reason": reason})
    return sheet


def _keep(change: Change, sheet: PaperBallot, values: ballots.Values, place: int) -> None:
    comment = change.personal(values.comment)
    change.session.add(
        PaperReading(
            event_id=change.event.id,
            paper_id=sheet.id,
            place=place,
            scores=values.scores,
            comment_id=comment.id if comment else None,
            author=change.actor.key,
            read_at_ms=change.now_ms,
        )
    )
    said = {"paper": sheet.number, "place": place, "scores": values.scores}
    change.record("paper.read", {**said, "comment": comment.commitment if comment else None, "salt": salt()})


def _settle(
    change: Change, sheet: PaperBallot, pair: tuple[Juror, Team], ballot: Ballot | None, made: list[rules.Reading]
) -> Answer:
    """Make the reading that was settled upon the version that counts; of a paper handed in late, one set aside."""
    commented = paper.readings(change.session, sheet)[-1 if len(made) == rules.THIRD else 0]
    comment = known.text(change.session, commented.comment_id)
    values = ballots.Values(dict(made[-1].scores), comment, final=True)
    if sheet.after_closing:
        sheet.state, sheet.became = "set_aside", set_aside(change, *pair, values, "closed")
        change.record("paper.set_aside", {"paper": sheet.number, "number": sheet.became})
        return Answer(200, {"state": sheet.state})
    _, version = append_version(change, ballot, *pair, values, rules.author(made))
    sheet.state, sheet.became = "counted", version.revision
    change.record("paper.counted", {"paper": sheet.number, "revision": version.revision})
    said = {"revision": version.revision, "receipt": version.receipt, "saved_at_ms": version.saved_at_ms}
    return Answer(200, {"state": sheet.state, **said})

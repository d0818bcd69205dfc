"""Who plays a demonstration by itself: one loop that does what `domain.play` says is next, by everybody's own actions.

Of each look at the day one act follows; then it looks again, for somebody else may have acted. What was refused waits
until the day has changed.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import gevent
from flask import Flask
from flask_babel import force_locale
from gevent.event import Event as Signal
from sqlalchemy import select

from app import changes, clock
from app.access import Identity, demonstration
from app.actions import ballots, day, deliberation, laureates, recusals, rules, timer
from app.changes import Answer
from app.domain import play
from app.domain.errors import Refusal
from app.extensions import db
from app.models import Event, Juror
from app.queries import play as reading
from app.web.command import new_op
from app.web.errors import translated
from app.web.figures import places

# Between two acts, however short the day: the server is the audience's too.
BREATH_S = 0.05
# After a failure that nobody foresaw: not at once again.
FAILED_S = 5.0


@dataclass
class Refused:
    """What was refused on a day that stands as it stood then."""

    on: play.Day
    acts: set[play.Act] = field(default_factory=set)


class Players:
    """The loop that plays every demonstration that is to play by itself."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._changed = Signal()
        self._refused: dict[int, Refused] = {}
        changes.on_change(lambda _event_id: self._changed.set())

    def start(self) -> None:
        """Play beside the requests."""
        gevent.spawn(self._run)

    def _run(self) -> None:
        while True:
            self._changed.clear()
            with self._app.app_context():
                try:
                    soonest = self.play_on()
                    pause_s = None if soonest is None else max(0, soonest - clock.now_ms()) / 1000
                except Exception:
                    self._app.logger.exception("the demonstration stumbled")
                    pause_s = FAILED_S
                finally:
                    db.session.remove()
            self._changed.wait(pause_s)

    def play_on(self) -> int | None:
        """Do everything that is due; returns the instant of what comes next by itself, None where nothing does."""
        coming = [self._play(event_id) for event_id in reading.playing(db.session())]
        return min((at_ms for at_ms in coming if at_ms is not None), default=None)

    def _play(self, event_id: int) -> int | None:
        while True:
            db.session.rollback()  # look at the day as it is now
            event = db.session.get(Event, event_id)
            if event is None or event.play_speed is None:
                return None
            today = reading.day_of(db.session(), event)
            refused = self._refused.get(event_id)
            if refused is None or refused.on != today:
                refused = self._refused[event_id] = Refused(today)
            act = next((act for act in play.acts(today) if act not in refused.acts), None)
            if act is None or act.at_ms > clock.now_ms():
                return None if act is None else act.at_ms
            if _done(event, today, act).status >= 400:
                refused.acts.add(act)
            gevent.sleep(BREATH_S)


def _done(event: Event, today: play.Day, act: play.Act) -> Answer:
    """Carry out one act as people would."""
    try:
        return VERBS[act.verb](event, today, act)
    except Refusal as refusal:
        return Answer(refusal.status, refusal.as_dict())


def _timer(event: Event, today: play.Day, act: play.Act) -> Answer:
    sent = timer.Command(act.verb, today.timer.revision, slot=act.subject or None)
    return timer.command(event.id, demonstration(event.id), new_op(), sent)


def _phase(event: Event, _: play.Day, act: play.Act) -> Answer:
    return day.set_phase(event.id, demonstration(event.id), new_op(), act.subject)


def _scoring(event: Event, _: play.Day, act: play.Act) -> Answer:
    return day.set_scoring(event.id, demonstration(event.id), new_op(), act.subject, None)


def _board(event: Event, _: play.Day, act: play.Act) -> Answer:
    return deliberation.set_deliberation(event.id, demonstration(event.id), new_op(), act.subject)


def _acknowledge(event: Event, _: play.Day, act: play.Act) -> Answer:
    return rules.acknowledge(event.id, demonstration(event.id, act.subject), new_op())


def _ballot(event: Event, today: play.Day, act: play.Act) -> Answer:
    known = today.written.get((act.subject, act.team))
    scores = play.scores(today.rubric, act.subject, act.team, act.final)
    sent = ballots.Submission(act.team, known.revision if known else 0, scores, "", act.final)
    return ballots.save(event.id, demonstration(event.id, act.subject), new_op(), sent)


def _recuse(event: Event, _: play.Day, act: play.Act) -> Answer:
    sent = recusals.Stepping(act.team, _in_words(event, play.RECUSAL_REASON))
    return recusals.recuse(event.id, demonstration(event.id, act.subject), new_op(), sent)


def _choose(event: Event, today: play.Day, _: play.Act) -> Answer:
    teams, reason = list(today.listing.proposed), _in_words(event, today.listing.reason)
    return laureates.choose(event.id, _desk(event), new_op(), teams, reason, places=places(event))


def _close(event: Event, today: play.Day, _: play.Act) -> Answer:
    reason = _in_words(event, play.ABSENCE_REASON)
    absences = {f"{juror}/{team}": reason for juror, team in today.listing.missing}
    return laureates.close(event.id, _desk(event), new_op(), absences, places(event))


def _confirm(event: Event, _: play.Day, __: play.Act) -> Answer:
    """As the chair, who is not who closed it."""
    chair = db.session.scalars(select(Juror).filter_by(event_id=event.id, chair=True)).first()
    who = demonstration(event.id, chair.key, chair.name) if chair is not None else _desk(event)
    return laureates.confirm(event.id, who, new_op())


def _desk(event: Event) -> Identity:
    """The demonstration as the desk; in the minutes it says what it is."""
    return demonstration(event.id, label=_in_words(event, "Demonstration"))


def _in_words(event: Event, sentence: str) -> str:
    """In the language of the event, as whoever leads it would write."""
    with force_locale(event.language):
        return translated(sentence, {}) if sentence else ""


VERBS: dict[str, Callable[[Event, play.Day, play.Act], Answer]] = {
    "call": _timer,
    "start": _timer,
    "next": _timer,
    "phase": _phase,
    "scoring": _scoring,
    "board": _board,
    "acknowledge": _acknowledge,
    "ballot": _ballot,
    "recuse": _recuse,
    "choose": _choose,
    "close": _close,
    "confirm": _confirm,
}

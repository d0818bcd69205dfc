"""No action forgets a topic: whatever it changes in what an audience sees is sent to that audience.

Every action has a sample call. Its snapshots are built before and after with the clock standing still; what differs
must have left by the publisher's own way, to each audience that hears it. An action without a sample fails.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app import access, changes, clock, topics
from app.access import Identity
from app.actions import (
    agenda,
    archives,
    arrivals,
    attendance,
    ballots,
    coaching,
    contact,
    day,
    deliberation,
    erasure,
    events,
    favourite,
    feedback,
    laureates,
    links,
    organisers,
    paper,
    play,
    presence,
    published,
    recusals,
    reveal,
    room,
    rounds,
    rules,
    screens,
    set_aside,
    signed,
    statements,
    substitutes,
    tables,
    timer,
    visits,
    votes,
    wrong_team,
)
from app.domain.raw_tables import RawTable
from app.extensions import db
from app.keys import Keys
from app.live import sockets
from app.live.publisher import Publisher
from app.models import Event, FavouriteVote, Link, Organiser, Slot
from app.queries import tables as described
from app.queries.ballots import grid
from tests.clocks import StillClock
from tests.visiting import new_op

ROOT = Path(__file__).parent.parent.parent
SCORES = {"innovation": 7, "transferability": 8, "cost_use": 9}


class Day:
    """One event and who acts in it."""

    def __init__(self, keys: Keys, event: Event) -> None:
        self.keys = keys
        self.id = event.id
        self.organiser = self.holder("organiser")
        self.juror = self.holder("juror")

    def link(self, role: str) -> Link:
        """The first link of a role."""
        return db.session.scalars(select(Link).filter_by(event_id=self.id, role=role).order_by(Link.id)).first()

    def holder(self, role: str) -> Identity:
        """Whoever holds it."""
        link = self.link(role)
        return Identity(role, self.id, link.subject, "", access.actor_key(link), link.id)

    def account(self) -> Identity:
        """The organiser's account, of all events."""
        row = db.session.scalars(select(Organiser)).one()
        return Identity("organiser", 0, row.name, row.name, f"organiser:{row.name}", organiser_id=row.id)

    def coached_later(self) -> Identity:
        """The organiser of a day whose coaching is still to come."""
        with changes.transaction() as session:
            slot = session.scalars(select(Slot).filter_by(event_id=self.id, kind="coaching")).one()
            slot.planned_at_ms += 5 * 3_600_000
        return self.organiser

    def proposed(self) -> Identity:
        """The organiser of a day whose round was proposed a moment ago."""
        rounds.propose(self.id, self.coached_later(), new_op())
        return self.organiser

    def own_number(self) -> int:
        """The number of the first team that has a link."""
        return int(self.link("team").subject)

    def kept_aside(self) -> int:
        """The number of a ballot that was set aside a moment ago."""
        ballots.keep_aside(self.id, self.juror, new_op(), SENT, "revoked")
        return 1

    def noted(self, kind: str) -> str:
        """The key of a juror who arrived or left a moment ago."""
        attendance.note(self.id, self.organiser, new_op(), self.juror.subject, kind, clock.now_ms())
        return self.juror.subject

    def seated(self) -> str:
        """The key of a substitute who sits since a moment ago."""
        sent = substitutes.Substitute(name="A substitute")
        answer = substitutes.seat(self.id, self.organiser, new_op(), self.keys, self.juror.subject, sent)
        return str(answer.body["juror"])

    def signalling(self) -> str:
        """The key of a juror who signalled a problem a moment ago."""
        presence.told(self.id, self.juror, new_op(), 0, "come_here")
        return self.juror.subject

    def written_for(self, team: int, meant: int) -> wrong_team.Move:
        """The moving of a ballot that was validated a moment ago."""
        ballots.save(self.id, self.juror, new_op(), SENT)
        return wrong_team.Move(team, meant, base=1)

    def polled(self) -> str:
        """The code of the favourite vote that was opened a moment ago."""
        favourite.direct(self.id, self.organiser, new_op(), favourite.Act("open", 100, 1))
        db.session.rollback()
        return str(db.session.scalars(select(FavouriteVote.code)).one())

    def listed(self, until: str = "chosen") -> Identity:
        """The chair, for whom the list was chosen a moment ago, and closed, and confirmed."""
        chair = self.holder("chair")
        ballots.save(self.id, self.juror, new_op(), SENT)
        laureates.choose(self.id, self.organiser, new_op(), [10], "after discussion")
        if until != "chosen":
            known = grid(db.session(), db.session.get_one(Event, self.id)).expected
            absences = {f"{juror}/{team}": "left" for juror, team in known}
            assert laureates.close(self.id, self.organiser, new_op(), absences).status == 200
        if until == "closed":
            assert laureates.confirm(self.id, chair, new_op()).status == 200
        return chair

    def over(self) -> Identity:
        """The organiser of a day that was left a moment ago."""
        day.set_scoring(self.id, self.organiser, new_op(), "closed", None)
        day.set_phase(self.id, self.organiser, new_op(), "deliberation")
        return self.organiser

    def long_over(self) -> Identity:
        """The organiser of a day of long ago."""
        with changes.transaction() as session:
            event = session.get_one(Event, self.id)
            event.date, event.scoring = "2015-11-28", "closed"
        return self.organiser

    def signed_list(self) -> Identity:
        """The chair, for whom the signed minutes were attached a moment ago."""
        chair = self.closed_list()
        assert signed.attach(self.id, chair, new_op(), 1, b"%PDF-1.7").status == 200
        return chair

    def closed_list(self) -> Identity:
        """The organiser, whose list was closed a moment ago."""
        self.listed("closed")
        return self.organiser

    def revealing(self) -> Identity:
        """The organiser, who began the reveal a moment ago."""
        reveal.command(self.id, self.closed_list(), new_op(), reveal.Act("start", 0))
        return self.organiser

    def voting(self) -> int:
        """The number of a vote that was opened a moment ago, between two teams that one juror scored alike."""
        for team in (10, 11):
            ballots.save(self.id, self.juror, new_op(), ballots.Submission(team, 0, SCORES, "", True))
        with changes.transaction() as session:
            session.get_one(Event, self.id).laureates = 1
        laureates.name(self.id, self.organiser, new_op(), None, self.juror.subject)
        return int(votes.open_vote(self.id, self.organiser, new_op(), [10, 11], "named").body["vote"])

    def read_once(self, team: int) -> int:
        """A team whose paper of the juror's was read by the chair a moment ago."""
        paper.read(self.id, self.holder("chair"), new_op(), paper.Sent(self.juror.subject, team, 1, SCORES, 0))
        return team

    def to_confirm(self, team: int) -> paper.Sent:
        """The second reading of a paper that was read once."""
        return paper.Sent(self.juror.subject, self.read_once(team), 2, SCORES)

    def revision(self, topic: str) -> int:
        """The revision of a topic that everybody hears alike."""
        event = db.session.get_one(Event, self.id)
        return changes.stamped(db.session(), event, [(topic, "all")])[topic, "all"].revision

    def retitled(self) -> changes.Answer:
        """The tables with another name for the first team, put in."""
        raw = described.raw(db.session(), db.session.get_one(Event, self.id))
        header, rows, _ = raw["teams"]
        rows = [(line, [*cells]) for line, cells in rows]
        rows[0][1][header.index("title")] = "Another title"
        base = described.base(raw)
        db.session.rollback()
        return tables.replace(self.id, self.organiser, new_op(), self.keys, base, {"teams": RawTable(header, rows)})

    def first_pitch(self) -> str:
        """The id of the first pitch."""
        return db.session.scalars(select(Slot.key).filter_by(event_id=self.id, kind="pitch").order_by(Slot.id)).first()


SENT = ballots.Submission(10, 0, SCORES, "", True)

# Action: a call of it that succeeds. What it changes is for the test to find out.
SAMPLES: dict[str, Callable[[Day], object]] = {
    "agenda.order": lambda here: agenda.order(
        here.id, here.organiser, new_op(), agenda.Act("absent", here.revision("agenda"), here.first_pitch())
    ),
    "arrivals.tick": lambda here: arrivals.tick(here.id, here.organiser, new_op(), "teams", "1", "come"),
    "archives.keep": lambda here: archives.keep(here.id, here.over(), new_op(), "archived"),
    "attendance.note": lambda here: here.noted("left"),
    "attendance.take_back": lambda here: attendance.take_back(here.id, here.organiser, new_op(), here.noted("left")),
    "substitutes.seat": lambda here: here.seated(),
    "substitutes.give_back": lambda here: substitutes.give_back(here.id, here.organiser, new_op(), here.seated()),
    "ballots.save": lambda here: ballots.save(here.id, here.juror, new_op(), SENT),
    "ballots.keep_aside": lambda here: ballots.keep_aside(here.id, here.juror, new_op(), SENT, "revoked"),
    "deliberation.set_deliberation": lambda here: deliberation.set_deliberation(
        here.id, here.organiser, new_op(), "open"
    ),
    "rounds.propose": lambda here: rounds.propose(here.id, here.coached_later(), new_op()),
    "rounds.put_back": lambda here: rounds.put_back(here.id, here.proposed(), new_op()),
    "coaching.visit": lambda here: coaching.visit(
        here.id, here.holder("coach"), new_op(), coaching.Act("begin", here.own_number(), 0)
    ),
    "coaching.ask": lambda here: coaching.ask(here.id, here.holder("team"), new_op(), True),
    "erasure.erase": lambda here: erasure.erase(here.id, here.organiser, new_op(), "coach", "c1"),
    "erasure.pseudonymise": lambda here: erasure.pseudonymise(here.id, here.long_over(), new_op()),
    "contact.publish": lambda here: contact.publish(here.id, here.holder("team"), new_op(), "An office"),
    "day.set_phase": lambda here: day.set_phase(here.id, here.organiser, new_op(), "deliberation"),
    "day.set_scoring": lambda here: day.set_scoring(here.id, here.organiser, new_op(), "closed", None),
    "day.set_visibility": lambda here: day.set_visibility(here.id, here.organiser, new_op(), "hidden"),
    "play.play": lambda here: play.play(here.id, access.demonstration(here.id), None, 20),
    "signed.attach": lambda here: signed.attach(here.id, here.closed_list(), new_op(), 1, b"%PDF-1.7"),
    "signed.take_out": lambda here: signed.take_out(here.id, here.signed_list(), new_op(), 1, 1),
    "laureates.choose": lambda here: laureates.choose(here.id, here.listed(), new_op(), [10], ""),
    "laureates.take_back": lambda here: laureates.take_back(here.id, here.listed(), new_op()),
    "laureates.close": lambda here: here.listed("closing"),
    "laureates.confirm": lambda here: here.listed("closed"),
    "laureates.reopen": lambda here: laureates.reopen(here.id, here.listed("closed"), new_op(), "a score misread"),
    "laureates.name": lambda here: laureates.name(here.id, here.organiser, new_op(), None, here.juror.subject),
    "favourite.direct": lambda here: favourite.direct(here.id, here.organiser, new_op(), favourite.Act("open", 100, 1)),
    "favourite.cast": lambda here: favourite.cast(
        here.id, favourite.Device("a phone", "a kind", None, 0), new_op(), here.polled(), 10
    ),
    "feedback.word": lambda here: feedback.word(
        here.id, here.organiser, new_op(), feedback.Wording(1, 0, {"advice": "oser"})
    ),
    "feedback.release": lambda here: feedback.release(here.id, here.organiser, new_op(), "held"),
    "reveal.command": lambda here: reveal.command(here.id, here.revealing(), new_op(), reveal.Act("next", 0)),
    "reveal.plan": lambda here: reveal.plan(
        here.id, here.closed_list(), new_op(), reveal.Wish("unranked", "drawn", favourite=10)
    ),
    "reveal.rehearse": lambda here: reveal.rehearse(here.id, here.organiser, new_op(), reveal.Act("start", 0)),
    "votes.open_vote": lambda here: here.voting(),
    "votes.cast": lambda here: votes.cast(here.id, here.juror, new_op(), here.voting(), [10]),
    "votes.close_vote": lambda here: votes.close_vote(here.id, here.organiser, new_op(), here.voting(), ""),
    "links.revoke": lambda here: links.revoke(here.id, here.organiser, here.keys, here.link("coach").id),
    "links.lost_tablet": lambda here: links.lost_tablet(
        here.id, here.organiser, new_op(), here.keys, here.juror.subject
    ),
    "organisers.add": lambda here: organisers.add("marie", "twelve letters", None),
    "paper.put_on_paper": lambda here: paper.put_on_paper(here.id, here.organiser, new_op(), here.juror.subject, True),
    "paper.have_printed": lambda here: paper.have_printed(here.id, here.organiser, new_op(), "all", "all"),
    "paper.read": lambda here: paper.read(here.id, here.organiser, new_op(), here.to_confirm(10)),
    "paper.drop": lambda here: paper.drop(here.id, here.organiser, new_op(), here.juror.subject, here.read_once(10)),
    "presence.told": lambda here: presence.told(here.id, here.juror, new_op(), 2, "come_here"),
    "presence.seen_to": lambda here: presence.seen_to(here.id, here.organiser, new_op(), here.signalling()),
    "room.say": lambda here: [
        room.say(here.id, here.organiser, new_op(), place, "Speak louder") for place in ("announcement", "message")
    ],
    "room.black_out": lambda here: room.black_out(here.id, here.organiser, new_op(), True),
    "screens.direct": lambda here: screens.direct(
        here.id, here.organiser, new_op(), here.keys, screens.Sent("show", "1", page="waiting")
    ),
    "screens.heard": lambda here: screens.heard(here.id, "1", {"page": "stage", "error_ms": 3, "lit": True}),
    "rules.acknowledge": lambda here: rules.acknowledge(here.id, here.juror, new_op()),
    "presence.seen": lambda here: presence.seen(here.id, here.juror.subject),
    "published.publish": lambda here: published.publish(here.id, {here.first_pitch(): 0}),
    "recusals.recuse": lambda here: recusals.recuse(here.id, here.juror, new_op(), recusals.Stepping(10, "")),
    "statements.replace": lambda here: statements.replace(here.account(), 0, {"host": "The authority itself"}),
    "set_aside.admit": lambda here: set_aside.admit(
        here.id, here.organiser, new_op(), here.kept_aside(), "its tablet was off"
    ),
    "tables.replace": lambda here: here.retitled(),
    "tables.undo": lambda here: (here.retitled(), tables.undo(here.id, here.organiser, new_op(), here.keys)),
    "wrong_team.move": lambda here: wrong_team.move(here.id, here.juror, new_op(), here.written_for(10, meant=11)),
    "timer.command": lambda here: timer.command(
        here.id, here.organiser, new_op(), timer.Command("call", 0, here.first_pitch())
    ),
    "visits.enter": lambda here: visits.enter(None, here.link("juror"), False),
    "visits.log_in": lambda here: visits.log_in(None, db.session.scalars(select(Organiser)).one()),
    "visits.leave": lambda here: visits.leave("nobody's secret"),
}
# Of a loaded event nobody heard anything yet: its first snapshots are sent on connecting. A deleted one has no
# snapshots: its sockets are cut, below. A restoration is written while no server runs: its new epoch tells everybody.
NO_SNAPSHOTS = {"events.load", "events.delete", "events.wipe", "events.restored"}
# What each action must at least move: a sample that moves nothing would prove nothing.
MOVES = {
    "agenda.order": {"agenda", "stage"},
    "arrivals.tick": {"progress"},
    "attendance.note": {"progress"},
    "substitutes.seat": {"progress"},
    "ballots.save": {"progress", "results"},
    "ballots.keep_aside": {"progress"},
    "rounds.propose": {"coaching"},
    "rounds.put_back": {"coaching"},
    "coaching.visit": {"coaching"},
    "coaching.ask": {"coaching"},
    "day.set_phase": {"day"},
    "day.set_scoring": {"day"},
    "day.set_visibility": {"day", "results"},
    "play.play": {"agenda"},
    "published.publish": {"agenda"},
    "laureates.choose": {"progress"},
    "laureates.close": {"day", "progress"},
    "favourite.direct": {"day", "favourite"},
    "favourite.cast": {"favourite"},
    "reveal.command": {"day", "results", "reveal"},
    "reveal.plan": {"reveal"},
    "reveal.rehearse": {"reveal"},
    "votes.open_vote": {"progress"},
    "paper.put_on_paper": {"progress"},
    "paper.read": {"progress", "results"},
    "presence.seen": {"progress"},
    "presence.told": {"progress"},
    "room.say": {"day", "stage"},
    "room.black_out": {"stage"},
    "screens.direct": {"screens"},
    "screens.heard": {"screens"},
    "rules.acknowledge": {"progress"},
    "recusals.recuse": {"progress", "results"},
    "set_aside.admit": {"progress", "results"},
    "timer.command": {"stage", "agenda"},
}


def writers(source: str) -> set[str]:
    """The public functions of a file of `actions/` that write: those that reach a transaction."""
    found = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            calls = {ast.unparse(part.func) for part in ast.walk(node) if isinstance(part, ast.Call)}
            if calls & {"changes.write", "changes.transaction"}:
                found.add(node.name)
    return found


def actions() -> set[str]:
    """Every action, as `noun.verb`."""
    files = sorted((ROOT / "app" / "actions").glob("*.py"))
    return {f"{file.stem}.{name}" for file in files for name in writers(file.read_text(encoding="utf-8"))}


@pytest.fixture
def today(app: Flask, event: Event, still_clock: StillClock) -> Iterator[Day]:
    """The example's day, with an organiser's account."""
    with app.app_context():
        organisers.add("organisatrice", "twelve letters", None)
        yield Day(app.extensions["palmares.keys"], event)
        db.session.remove()


Sent = set[tuple[str, str]]


@pytest.fixture
def publish(app: Flask, today: Day, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Sent]:
    """Publishes as the server does where the event was told to have changed; what left since, by topic and room."""
    left: Sent = set()
    told: list[int] = []
    monkeypatch.setattr("app.live.publisher.socketio.emit", lambda topic, _snapshot, to: left.add((topic, to)))
    changes.on_change(told.append)
    publisher = Publisher(app, today.id, lambda _event: None)

    def published() -> Sent:
        left.clear()
        if told:
            told.clear()
            publisher._publish()
        db.session.rollback()
        return set(left)

    told.append(today.id)
    published()
    return published


def snapshots(today: Day) -> dict[tuple[str, str], str]:
    """The digest of every view of every topic."""
    db.session.rollback()
    event = db.session.get_one(Event, today.id)
    found = {pair: topics.build(db.session(), event, *pair).digest for pair in sockets.EVERY_VIEW}
    db.session.rollback()  # an erasure empties the file's log: nobody may be reading
    return found


def forgotten(today: Day, act: Callable[[Day], object], publish: Callable[[], Sent]) -> tuple[set[str], list[str]]:
    """What an act changed (topics), and what it changed without telling an audience that hears it."""
    before = snapshots(today)
    answer = act(today)
    assert not isinstance(answer, changes.Answer) or answer.status == 200, answer
    after, sent = snapshots(today), publish()
    changed = {pair for pair in after if before[pair] != after[pair]}
    silent = [
        f"{topic} to {audience}"
        for audience, heard in sockets.AUDIENCES.items()
        for topic, view in heard
        if (topic, view) in changed and (topic, sockets.room(today.id, audience)) not in sent
    ]
    return {topic for topic, _ in changed}, silent


def test_every_action_has_a_sample() -> None:
    assert actions() == SAMPLES.keys() | NO_SNAPSHOTS


@pytest.mark.parametrize("action", SAMPLES)
def test_what_an_action_changes_is_sent_to_whoever_hears_it(
    today: Day, publish: Callable[[], Sent], action: str
) -> None:
    changed, silent = forgotten(today, SAMPLES[action], publish)
    assert silent == []
    assert changed >= MOVES.get(action, set())


def test_deleting_an_event_cuts_its_sockets(
    today: Day, publish: Callable[[], Sent], monkeypatch: pytest.MonkeyPatch
) -> None:
    cut: list[int] = []
    monkeypatch.setattr("app.live.publisher.sockets.cut_all", cut.append)
    account = today.account()
    db.session.rollback()
    events.delete(today.id, account, {})
    assert publish() == set()
    assert cut == [today.id]


def test_control_an_act_that_tells_nobody_is_noticed(today: Day, publish: Callable[[], Sent]) -> None:
    def whispered(here: Day) -> None:
        with changes.transaction() as session:
            session.get_one(Event, here.id).phase = "deliberation"

    changed, silent = forgotten(today, whispered, publish)
    assert changed == {"day"}
    assert len(silent) == len(sockets.AUDIENCES)


def test_control_an_action_without_a_sample_is_noticed() -> None:
    assert writers("def hush(event_id):\n    return changes.write(event_id, None, work)") == {"hush"}


NAMED = re.compile(r"(?:live\.(?:on|take)\('|snapshots\.)(\w+)")


def scripted() -> set[str]:
    """The topics that the scripts listen to or read."""
    files = (ROOT / "static" / "js").rglob("*.js")
    return {topic for file in files for topic in NAMED.findall(file.read_text(encoding="utf-8"))}


def test_scripts_and_python_name_the_same_topics() -> None:
    assert scripted() == access.VIEWS.keys()


def test_every_topic_has_a_builder() -> None:
    assert topics.BUILDERS.keys() == access.VIEWS.keys()


def test_control_a_misspelt_topic_is_noticed() -> None:
    assert NAMED.findall("live.on('resutls', draw); page.snapshots.day") == ["resutls", "day"]

"""Two devices of one juror, through any history: nothing is overwritten unseen, and what counts is what a model says.

Each device keeps what its juror knows of the ballot, as the tablet's outbox does: the version it began from, what it
wrote over it, and the command under way, repeated with its `op` until its answer arrives. Answers get lost; scoring
closes and opens again, for all or for this juror; they step aside and come back.
"""

import shutil
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from app import access, changes, instance
from app.access import Identity
from app.actions import ballots as saving
from app.actions import day, recusals
from app.domain import ballots as rules
from app.domain.merge import COMMENT, Merged, Words, merged
from app.extensions import db
from app.models import Ballot, BallotVersion, Event, Link, PersonalText, SetAside
from app.queries import ballots
from tests import preparing
from tests.visiting import new_op

TEAM = 4
CRITERIA = ("innovation", "transferability", "cost_use")
FIELDS = (*CRITERIA, COMMENT)
EMPTY = Words(dict.fromkeys(CRITERIA), "")
WHICH = st.sampled_from((0, 1))
THEN = st.sampled_from(("heard", "left", "lost", "heard"))
DAILY = settings(
    max_examples=200,
    stateful_step_count=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
# A control need not find the shortest history, and may look longer for one.
CONTROL = settings(DAILY, max_examples=200, phases=(Phase.generate,))
NIGHTLY = settings(DAILY, max_examples=1_000, stateful_step_count=50, derandomize=False, print_blob=True)


@dataclass(frozen=True)
class Command:
    """One command under way, the same until its answer arrives."""

    op: str
    base: int
    words: Words
    final: bool
    # The fields its juror wrote or chose, having seen the version it is based on.
    meant: frozenset[str]


@dataclass
class Device:
    """What one device of the juror holds."""

    base: Words = EMPTY
    revision: int = 0
    words: Words = EMPTY
    sending: Command | None = None
    # Between two versions: the other one, until the juror has chosen.
    theirs: tuple[int, Words] | None = None
    # What the juror wrote or chose since the version they know: this alone may differ in what they send.
    meant: set[str] = field(default_factory=set)

    def write(self, name: str, value: Any) -> None:
        """The juror writes one field."""
        self.words = with_field(self.words, name, value)
        self.meant.add(name)

    def command(self, final: bool) -> Command:
        """What stands here, to be sent."""
        return Command(new_op(), self.revision, self.words, final, frozenset(self.meant))

    def hear(self, answer: changes.Answer) -> None:
        """The command under way was answered."""
        assert self.sending is not None
        sent, self.sending = self.sending, None
        saved = answer.body.get("revision", answer.body.get("draft_revision"))
        if saved is not None:
            self.know(saved, sent.words)
        elif answer.status == 409:
            current = answer.body["current"]
            self.meet(current["revision"], Words(EMPTY.scores | current["scores"], current["comment"]))

    def know(self, revision: int, base: Words) -> None:
        """The juror has seen a version: what differs from it here is what they meant."""
        self.base, self.revision, self.theirs = base, revision, None
        self.meant = {name for name in FIELDS if self.words[name] != base[name]}

    def meet(self, revision: int, theirs: Words) -> None:
        """The server tells its version: join it, or wait for the juror where both wrote."""
        found = merged(self.base, self.words, theirs)
        if found.torn:
            self.theirs = revision, theirs
            return
        wrote = self.meant
        self.words = found.words
        self.know(revision, theirs)
        self.meant &= wrote

    def choose(self, kept: bool) -> None:
        """The juror looks at both columns, and keeps one side in every field that both wrote."""
        assert self.theirs is not None
        revision, theirs = self.theirs
        found = merged(self.base, self.words, theirs)
        wrote = self.meant | set(found.torn)
        self.words = found.words
        for name in () if kept else found.torn:
            self.words = with_field(self.words, name, theirs[name])
        self.know(revision, theirs)
        self.meant &= wrote


def with_field(words: Words, name: str, value: Any) -> Words:
    """The same words with another value in one field."""
    if name == COMMENT:
        return replace(words, comment=value or "")
    return replace(words, scores={**words.scores, name: value})


class TwoDevices(RuleBasedStateMachine):
    """One juror, one team, two devices, the chair who closes and opens; beside them, a model of what counts."""

    def __init__(self, app: Flask) -> None:
        super().__init__()
        self.app = app
        self.sound = False

    @initialize()
    def begin(self) -> None:
        """The event as it was loaded: nobody wrote anything."""
        db.session.remove()
        db.engine.dispose()
        shutil.copy(preparing.loaded() / instance.DATABASE, self.app.instance_path)
        self.event_id = db.session.scalars(select(Event.id)).one()
        self.juror, self.chair = self.identity("juror"), self.identity("chair")
        self.devices = (Device(), Device())
        self.commands: list[Command] = []
        self.answers: dict[str, changes.Answer] = {}
        # The model.
        self.open, self.reopened, self.recused = True, False, False
        self.versions: list[Words] = []
        self.counts: Words | None = None
        self.set_aside = 0
        self.moved = self.sound = True

    def identity(self, role: str) -> Identity:
        """Somebody of the jury, by the first link of that role."""
        link = db.session.scalars(select(Link).filter_by(role=role).order_by(Link.id)).first()
        assert link is not None
        return Identity(role, self.event_id, link.subject, "", access.actor_key(link), link.id)

    @rule(which=WHICH, criterion=st.sampled_from(CRITERIA), score=st.sampled_from((5, 10, 0, None)), then=THEN)
    def scores(self, which: int, criterion: str, score: int | None, then: str) -> None:
        """A score is chosen, changed or taken back."""
        self.devices[which].write(criterion, score)
        self.goes_up(which, then)

    @rule(which=WHICH, comment=st.sampled_from(("clear", "costly", "")), then=THEN)
    def comments(self, which: int, comment: str, then: str) -> None:
        """A comment is typed."""
        self.devices[which].write(COMMENT, comment)
        self.goes_up(which, then)

    @rule(which=WHICH, lowest=st.integers(0, 8), then=THEN, final=st.booleans())
    def scores_everything(self, which: int, lowest: int, then: str, final: bool) -> None:
        """Every criterion gets a score, so that ballots get validated often."""
        for place, criterion in enumerate(CRITERIA):
            self.devices[which].write(criterion, lowest + place)
        self.goes_up(which, then, final)

    @rule(which=WHICH, then=THEN, final=st.booleans())
    def sends(self, which: int, then: str, final: bool) -> None:
        """What stands on a device goes up, or what is under way again."""
        self.goes_up(which, then, final)

    def goes_up(self, which: int, then: str, final: bool = False) -> None:
        """A device sends, unless it is left alone or waits for the juror; its answer is heard or lost."""
        device = self.devices[which]
        if then == "left" or device.theirs is not None:
            return
        if device.sending is None:
            device.sending = device.command(final)
            self.commands.append(device.sending)
        answer = self.delivered(device.sending)
        if then == "heard":
            device.hear(answer)

    @precondition(lambda self: self.commands)
    @rule(data=st.data())
    def a_stray_copy_arrives(self, data: st.DataObject) -> None:
        """The network delivers again what was sent before, however long ago."""
        self.delivered(data.draw(st.sampled_from(self.commands)))

    @rule(which=WHICH)
    def reads_again(self, which: int) -> None:
        """A device that waits for nothing asks what the server has."""
        device = self.devices[which]
        if device.sending is None and device.theirs is None and len(self.versions) > device.revision:
            device.meet(len(self.versions), self.versions[-1])

    @rule(which=WHICH, kept=st.booleans())
    def chooses(self, which: int, kept: bool) -> None:
        """The juror looks at both columns and chooses."""
        if self.devices[which].theirs is not None:
            self.devices[which].choose(kept)

    @rule()
    def scoring_closes_or_opens(self) -> None:
        """For the whole jury; it ends what was opened for one."""
        self.open, self.reopened = not self.open, False
        state = "open" if self.open else "closed"
        assert day.set_scoring(self.event_id, self.chair, new_op(), state, None).status == 200

    @precondition(lambda self: not self.open)
    @rule()
    def scoring_opens_for_this_juror(self) -> None:
        """While it is closed for the others."""
        self.reopened = True
        given = day.set_scoring(self.event_id, self.chair, new_op(), "open", "network", self.juror.subject)
        assert given.status == 200

    @rule()
    def steps_aside_or_comes_back(self) -> None:
        """Out of the average and of the denominator, and back."""
        sent = recusals.Stepping(TEAM, "a link", undo=self.recused)
        assert recusals.recuse(self.event_id, self.juror, new_op(), sent).status == 200
        self.recused = not self.recused

    def delivered(self, sent: Command) -> changes.Answer:
        """The server is given a command; its answer is judged by the model."""
        submission = saving.Submission(TEAM, sent.base, dict(sent.words.scores), sent.words.comment, sent.final)
        given = saving.save(self.event_id, self.juror, sent.op, submission)
        if sent.op in self.answers:
            first = self.answers[sent.op]
            assert (given.status, given.body) == (first.status, first.body)
            return given
        self.answers[sent.op] = given
        self.moved = True
        made = given.body.get("revision", given.body.get("draft_revision"))
        if made is not None:
            before = self.versions[-1] if self.versions else EMPTY
            unseen = {name for name in FIELDS if sent.words[name] != before[name]} - sent.meant
            self.sound = not unseen
            assert self.sound, f"overwritten unseen: {unseen}"
        assert given.status == self.status_of(sent)
        if made is not None:
            assert made == len(self.versions) + 1
            self.versions.append(sent.words)
            self.counts = sent.words if given.status == 200 and sent.final else self.counts
        self.set_aside += given.status == 410
        return given

    def status_of(self, sent: Command) -> int:
        """What the interface promises, in its order of judgement."""
        if self.recused:
            return 403
        if not self.open and not self.reopened:
            return 410
        if rules.is_stale(sent.base, len(self.versions)):  # which the control takes out of both
            return 409
        return 422 if sent.final and None in sent.words.scores.values() else 200

    @invariant()
    def what_counts_is_what_the_model_says(self) -> None:
        """After each step of the server, the version that counts; whether it is admitted to the count, at the end."""
        if self.moved:
            counting = select(BallotVersion.scores).join(
                Ballot,
                (Ballot.id == BallotVersion.ballot_id) & (Ballot.counting_revision == BallotVersion.revision),
            )
            found = db.session.scalars(counting).all()
            assert found == ([] if self.counts is None else [self.counts.scores])
            db.session.remove()
            self.moved = False

    def teardown(self) -> None:
        """Every version as it was sent, what enters the mean, and what was set aside."""
        if not self.sound:
            return  # found already
        session = db.session()
        event = session.get_one(Event, self.event_id)
        entering = [ballot.scores for ballot in ballots.counting(session, event, ballots.grid(session, event))]
        assert entering == ([] if self.recused or self.counts is None else [self.counts.scores])
        stored = session.execute(
            select(BallotVersion.scores, PersonalText.text)
            .outerjoin(PersonalText, PersonalText.id == BallotVersion.comment_id)
            .order_by(BallotVersion.revision)
        )
        assert [Words(scores, comment or "") for scores, comment in stored] == self.versions
        assert session.scalar(select(func.count()).select_from(SetAside)) == self.set_aside


def live(app: Flask, monkeypatch: pytest.MonkeyPatch, how: settings) -> None:
    """Let histories happen; whether each commit waits for the disk is another test's business."""
    monkeypatch.setattr("app.models.base.SYNCHRONOUS", "OFF")
    with app.app_context():
        run_state_machine_as_test(lambda: TwoDevices(app), settings=how)


@pytest.mark.timeout(600)
def test_two_hundred_histories_overwrite_nothing_unseen_and_count_as_the_model(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    live(app, monkeypatch, DAILY)


@pytest.mark.nightly
@pytest.mark.timeout(3_600)
def test_a_thousand_longer_histories(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    live(app, monkeypatch, NIGHTLY)


def test_control_without_the_look_at_the_base_an_overwrite_is_found(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "is_stale", lambda _base, _revision: False)
    with pytest.raises(AssertionError, match="overwritten unseen"):
        live(app, monkeypatch, CONTROL)


def test_control_a_merge_that_forgets_what_the_other_device_wrote_is_found(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "merged", lambda _base, mine, _theirs: Merged(mine, ()))
    with pytest.raises(AssertionError, match="overwritten unseen"):
        live(app, monkeypatch, CONTROL)


@pytest.mark.nightly
def test_control_a_draft_that_counts_is_found(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules.Values, "counts", property(lambda values: not values.lacking))
    with pytest.raises(AssertionError):
        live(app, monkeypatch, CONTROL)

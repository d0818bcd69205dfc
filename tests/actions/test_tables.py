"""Tables changed while the event stands: all or nothing, journalled, undone, never at the cost of a ballot."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from app import access, changes
from app.access import Identity
from app.actions import agenda, ballots, rules, tables
from app.changes import Answer
from app.documents.csv_folder import read_text, text_of
from app.domain.event_tables import read_tables
from app.domain.fitting import fit
from app.domain.headings import headed
from app.domain.putting_in import put_in
from app.domain.raw_tables import RawTable
from app.extensions import db
from app.models import Event, Juror, Link, Slot, Team
from app.queries import export, verification
from app.queries import tables as described
from tests.visiting import new_op

SCORES = {"innovation": 7, "transferability": 8, "cost_use": 9}


class Desk:
    """An organiser who changes tables."""

    def __init__(self, app: Flask, event: Event) -> None:
        self.keys = app.extensions["palmares.keys"]
        self.id = event.id
        self.organiser = self.holder("organiser", "")

    @property
    def event(self) -> Event:
        """The event as it is now."""
        db.session.rollback()
        db.session.expire_all()
        return db.session.get_one(Event, self.id)

    def holder(self, role: str, subject: str) -> Identity:
        """Whoever holds the live link of somebody."""
        alive = select(Link).filter_by(event_id=self.id, subject=subject, role=role, revoked_at_ms=None)
        link = db.session.scalars(alive).one()
        return Identity(role, self.id, subject, "", access.actor_key(link), link.id)

    def imports(self, table: str, text: str, others_stay: bool = True, base: str | None = None) -> Answer:
        """Put in what somebody pasted."""
        now = described.raw(db.session(), self.event)
        raw, columns = headed(table, read_text(table, text)[0])
        wished = put_in(table, fit(table, raw, columns, now), now, others_stay)
        made = {name: found for name, found in wished.items() if found is not now.get(name)}
        db.session.rollback()
        return tables.replace(self.id, self.organiser, new_op(), self.keys, base or described.base(now), made)

    def undo(self) -> Answer:
        """Take the last change back."""
        db.session.rollback()
        return tables.undo(self.id, self.organiser, new_op(), self.keys)

    def scores(self, team: int) -> None:
        """The first juror validates a ballot."""
        sent = ballots.Submission(team, 0, SCORES, "", True)
        assert ballots.save(self.id, self.holder("juror", "j01"), new_op(), sent).status == 200

    def differences(self) -> list[str]:
        """What the journal does not prove."""
        return verification.verify(db.session(), self.event).differences

    def raw(self) -> dict[str, RawTable]:
        """The tables now."""
        return described.raw(db.session(), self.event)


@pytest.fixture
def desk(app: Flask, event: Event) -> Iterator[Desk]:
    with app.app_context():
        yield Desk(app, event)
        db.session.remove()


def test_each_table_is_brought_in_proved_by_the_journal_and_taken_back(desk: Desk) -> None:
    before = desk.raw()
    brought = (
        ("teams", "N°;Intitulé;Collectivité\n1;Un autre titre;59\n16;Une seizième;Aisne"),
        ("jurors", "Nom;Fonction;Collectivité\nUne nouvelle;Agente;Aisne"),
        ("jurors", "Nom;Présidence\nÉlue, Somme;non\nÉlu, Nord;oui"),
        ("organisations", "Nom;Code\nSomme;SOM"),
        ("coaches", "Nom\nCoach C"),
        ("recusals", "Juré;Équipe;Motif\nÉlu, Nord;7;Un proche"),
        ("criteria", "Critère;Poids\nInnovation;2"),
        ("agenda", "Heure;Durée;Titre;Équipe\n14h;9;;1\n14h09;9;;2\n15h;45;Délibération;"),
    )
    for table, text in brought:
        answer = desk.imports(table, text)
        assert (answer.status, desk.differences()) == (200, []), (table, answer.body)
        read, faults = read_tables(desk.raw())
        assert read is not None, faults
    for _ in brought:
        assert (desk.undo().status, desk.differences()) == (200, [])
    assert desk.raw() == before
    assert desk.undo().status == 422


def test_what_is_wrong_writes_nothing(desk: Desk) -> None:
    before = desk.raw()
    answer = desk.imports("teams", "N°;Intitulé;Collectivité\n16;Une seizième;59\nseize;Une autre;Aisne")
    assert (answer.status, desk.raw()) == (422, before)


def test_what_ballots_rest_on_stays_and_its_titles_may_change(desk: Desk) -> None:
    desk.scores(10)
    before = desk.raw()
    refused = (
        desk.imports("teams", "N°;Intitulé;Collectivité\n1;Seule;59", others_stay=False),
        desk.imports("teams", "N°;Collectivité\n10;59"),
        desk.imports("jurors", "Clé;Collectivité\nj01;62"),
        desk.imports("criteria", "Critère;Poids\nInnovation;2"),
        desk.imports("recusals", "Juré;Équipe\nj01;10"),
    )
    assert [answer.status for answer in refused] == [422] * len(refused)
    assert desk.raw() == before
    assert desk.imports("teams", "N°;Intitulé\n10;Titre corrigé").status == 200
    assert desk.differences() == []
    counted = [row.team for row in export.tables(db.session(), desk.event).ballots]
    assert counted == [10]


def test_an_undo_that_would_take_a_ballot_along_is_refused(desk: Desk) -> None:
    assert desk.imports("teams", "N°;Intitulé;Collectivité\n16;Une seizième;Aisne").status == 200
    desk.scores(16)
    assert desk.undo().status == 422
    assert db.session.scalar(select(Team.title).filter_by(event_id=desk.id, number=16)) == "Une seizième"


def test_two_who_change_the_tables_do_not_overwrite_each_other(desk: Desk) -> None:
    seen = described.base(desk.raw())
    assert desk.imports("teams", "N°;Intitulé\n1;Le premier").status == 200
    assert desk.imports("teams", "N°;Intitulé\n2;Le second", base=seen).status == 409


def test_sent_twice_it_is_done_once(desk: Desk) -> None:
    base, raw, op = described.base(desk.raw()), desk.raw(), new_op()
    header, rows, _ = raw["coaches"]
    wished = {"coaches": RawTable(header, [*rows, (0, ["c9", "Coach C", ""])])}
    answers = [tables.replace(desk.id, desk.organiser, op, desk.keys, base, wished) for _ in range(2)]
    assert [(answer.status, answer.replayed) for answer in answers] == [(200, False), (200, True)]


def test_who_leaves_has_no_card_any_more_and_who_comes_has_one(desk: Desk) -> None:
    desk.imports("coaches", "Clé;Nom\nc1;Coach A\nc9;Coach C", others_stay=False)
    alive = select(Link.subject).filter_by(event_id=desk.id, role="coach", revoked_at_ms=None)
    known = select(Link.subject).filter_by(event_id=desk.id, role="coach").distinct()
    live = set(db.session.scalars(alive))
    assert "c9" in live
    assert len(live) < len(set(db.session.scalars(known)))


def test_the_chair_who_changes_changes_cards(desk: Desk) -> None:
    desk.imports("jurors", "Nom;Présidence\nÉlue, Somme;non\nÉlu, Nord;oui")
    assert desk.holder("chair", "j01").subject == "j01"
    assert desk.holder("juror", "j08").subject == "j08"


def test_other_rules_ask_jurors_to_read_them_again(desk: Desk) -> None:
    juror = desk.holder("juror", "j01")
    db.session.rollback()
    assert rules.acknowledge(desk.id, juror, new_op()).status == 200
    assert desk.imports("criteria", "Critère;Poids\nInnovation;2").status == 200
    db.session.rollback()
    assert db.session.scalar(select(Juror.acknowledged_at_ms).filter_by(event_id=desk.id, key="j01")) is None
    assert desk.differences() == []


def test_slots_keep_their_names_and_what_was_decided_of_them(desk: Desk) -> None:
    key = db.session.scalars(select(Slot.key).filter_by(event_id=desk.id, team=1)).one()
    known = changes.stamped(db.session(), desk.event, [("agenda", "all")])["agenda", "all"].revision
    db.session.rollback()
    assert agenda.order(desk.id, desk.organiser, new_op(), agenda.Act("absent", known, key)).status == 200
    text = text_of(desk.raw()["agenda"])
    assert desk.imports("agenda", text.replace("Déjeuner", "Repas")).status == 200
    assert desk.imports("agenda", text.replace(";8;pitch;;1;", ";9;pitch;;1;")).status == 422
    kept = db.session.scalars(select(Slot).filter_by(event_id=desk.event.id, team=1)).one()
    assert (kept.key, kept.status) == (key, "absent")

"""The list of laureates over HTTP: chosen, closed, confirmed by another, opened again; its packets never change."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from app import changes
from app.actions import events
from app.documents import sheets
from app.domain.packets import is_whole
from app.extensions import db
from app.models import Event, JournalEntry, Packet
from app.queries import export, laureates, verification
from tests.listing import FIRST, Jury, jury
from tests.visiting import new_op

__all__ = ["jury"]


def test_a_list_is_chosen_closed_by_one_and_confirmed_by_another(jury: Jury) -> None:
    chosen = [1, 2, 3, 4, 5, 6, 7, 9]
    assert jury.decide(jury.chair, "choose", teams=chosen, reason="débattu") == (200, {"state": "open", "packet": None})
    assert jury.decide(jury.chair, "close", absences=jury.absences())[1] == {"state": "closing", "packet": None}
    status, answer = jury.decide(jury.chair, "confirm")
    assert (status, answer["detail"] != "") == (403, True)
    assert jury.decide(jury.organiser, "confirm") == (200, {"state": "closed", "packet": 1})
    packet = jury.organiser.topic("packets/1").get_json()
    assert is_whole(packet)
    assert [row["team"] for row in packet["laureates"]] == chosen
    assert packet["closing"]["closed_by"] == "juror:j08"
    assert packet["acts"][0]["reason"] == "débattu"
    assert packet["ranking"][0]["exact"] == "10"
    assert jury.verified() == []


def test_a_list_that_leaves_the_ranking_says_why(jury: Jury) -> None:
    status, answer = jury.decide(jury.organiser, "choose", teams=[*FIRST[:7], 15], reason="")
    assert status == 422
    assert answer["fields"].keys() == {"reason"}
    assert jury.decide(jury.organiser, "choose", teams=[*FIRST[:7], 15], reason="un par département")[0] == 200


def test_what_keeps_it_open_is_said_by_key(jury: Jury, app: Flask) -> None:
    def blockers(**sent: Any) -> list[str]:
        status, answer = jury.decide(jury.organiser, "close", **sent)
        assert status == 422
        return list(answer["blockers"])

    assert blockers() == ["missing_ballots", "tie_at_cut"]
    drafting = jury.doors.enter("juror", 4)
    assert drafting.ballot(1, (5, 5, 5), final=False).status_code == 200
    assert blockers() == ["missing_ballots", "drafts", "tie_at_cut"]
    assert blockers(absences=jury.absences()) == ["tie_at_cut"]
    but_one = dict(list(jury.absences().items())[1:])
    assert "missing_ballots" in blockers(absences=but_one)
    jury.decide(jury.organiser, "choose", teams=FIRST[:7], reason="sept suffisent")
    assert blockers(absences=jury.absences()) == ["tie_at_cut", "wrong_count"]
    jury.decide(jury.organiser, "choose", teams=[*FIRST, 9], reason="neuf")
    assert blockers(absences=jury.absences()) == ["wrong_count"]
    jury.decide(jury.organiser, "choose", teams=[*FIRST[:7], 1], reason="deux fois")
    assert blockers(absences=jury.absences()) == ["tie_at_cut", "double_award"]
    with app.app_context(), changes.transaction() as session:
        session.execute(text("UPDATE organisation SET min_laureates = 1 WHERE key = '95'"))
    jury.decide(jury.organiser, "choose", teams=FIRST, reason="débattu")
    assert "quota" in blockers(absences=jury.absences())


def test_closed_it_stops_all_that_counts_until_it_is_opened_again(jury: Jury) -> None:
    jury.seal()
    assert jury.organiser.topic("day").get_json()["scoring"] == "closed"
    refused = [
        jury.organiser.send("POST", "scoring", {"state": "open", "reason": ""}),
        jury.doors.enter("juror", 3).send("POST", "recusals", {"team": 15, "reason": ""}),
        jury.organiser.send("POST", "list", {"action": "choose", "teams": FIRST, "reason": "x"}),
        jury.organiser.send("POST", "list", {"action": "close", "absences": {}}),
        jury.organiser.send("POST", "list", {"action": "confirm"}),
        jury.organiser.send("POST", "list", {"action": "reopen", "reason": " "}),
    ]
    assert [answer.status_code for answer in refused] == [422] * 6
    assert jury.doors.enter("juror", 3).ballot(1).status_code == 410
    assert jury.decide(jury.organiser, "reopen", reason="une note mal lue") == (200, {"state": "open", "packet": 1})
    assert jury.organiser.send("POST", "scoring", {"state": "open", "reason": ""}).status_code == 200


def test_a_correction_is_the_next_packet_and_the_first_stays_byte_for_byte(jury: Jury) -> None:
    jury.seal()
    first = jury.packet(1)
    jury.decide(jury.chair, "reopen", reason="une note mal lue")
    jury.organiser.send("POST", "scoring", {"state": "open", "reason": ""})
    assert jury.doors.enter("juror", 0).ballot(15, (9, 9, 9), base=1).status_code == 200
    assert jury.seal([*FIRST[:7], 9]) == {"state": "closed", "packet": 2}
    assert jury.packet(1) == first == jury.packet(1, jury.chair)
    second = jury.organiser.topic("packets/2").get_json()
    assert (second["corrects"], second["correction"]) == (1, "une note mal lue")
    assert jury.verified() == []


def test_what_changed_between_closing_and_confirmation_is_not_sealed(jury: Jury, app: Flask) -> None:
    jury.decide(jury.organiser, "choose", teams=FIRST, reason="débattu")
    jury.decide(jury.organiser, "close", absences=jury.absences())
    with app.app_context(), changes.transaction() as session:
        session.execute(text("UPDATE recusal SET in_force = 1 - in_force"))
        session.execute(text("UPDATE team SET organisation = '95' WHERE number = 1"))
    assert jury.decide(jury.chair, "confirm")[0] == 409
    assert jury.decide(jury.chair, "reopen", reason="relire")[0] == 200


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"action": "sign"},
        {"action": ["close"]},
        {"action": "choose", "teams": "1"},
        {"action": "choose", "teams": [99]},
        {"action": "choose", "teams": FIRST, "reason": 3},
        {"action": "close", "absences": []},
        {"action": "close", "absences": {"j99/1": "x"}},
        {"action": "confirm"},
        {"action": "reopen", "reason": "x"},
    ],
)
def test_what_is_no_act_of_the_list_is_refused_with_a_sentence(jury: Jury, sent: dict[str, Any]) -> None:
    answer = jury.organiser.send("POST", "list", sent)
    assert answer.status_code == 422
    assert answer.get_json()["fields"]


def test_the_same_act_sent_twice_acts_once(jury: Jury) -> None:
    op = new_op()
    sent = {"action": "choose", "teams": FIRST, "reason": "débattu"}
    answers = [jury.chair.send("POST", "list", sent, op).get_json() for _ in range(2)]
    assert answers[0] == answers[1]
    jury.seal()
    assert len(jury.organiser.topic("packets/1").get_json()["acts"]) == 2


def test_a_packet_is_for_organiser_and_chair_until_the_laureates_are_announced(jury: Jury, app: Flask) -> None:
    others = [jury.doors.stranger(), jury.doors.enter("juror"), jury.doors.enter("team", 1)]
    before = [[one.topic(f"packets/{number}").get_data() for number in (1, 2)] for one in others]
    jury.seal([*FIRST[:7], 9])
    assert [[one.topic(f"packets/{number}").get_data() for number in (1, 2)] for one in others] == before
    assert [one.topic("packets/1").status_code for one in others] == [401, 404, 404]
    with app.app_context(), changes.transaction() as session:
        session.execute(update(Event).values(phase="announced"))
    seen = others[0].topic("packets/1").get_json()
    assert [row["team"] for row in seen["laureates"]] == [1, 2, 3, 4, 5, 6, 7, 9]
    assert {row["team"] for row in seen["ranking"]} == {1, 2, 3, 4, 5, 6, 7, 9}
    assert not {"ballots", "recusals", "absences", "out_of_scope", "seals", "closing"} & seen.keys()
    assert "moves" not in seen["jury"][0]
    assert seen["digest"] == jury.organiser.topic("packets/1").get_json()["digest"]
    assert others[0].topic("packets/2").status_code == 404


def test_the_database_lets_nobody_change_or_delete_a_packet(jury: Jury, app: Flask) -> None:
    jury.seal()
    for statement in ("UPDATE packet SET number = 3", "UPDATE packet SET content = ''", "DELETE FROM packet"):
        with app.app_context(), pytest.raises(IntegrityError), changes.transaction() as session:
            session.execute(text(statement))


def test_verify_notices_what_was_altered(jury: Jury, app: Flask) -> None:
    jury.seal()
    with app.app_context():
        db.session.execute(text("DROP TRIGGER packet_is_never_changed"))
        db.session.commit()
        event = db.session.scalars(select(Event)).one()
        for statement in (
            "UPDATE packet SET content = replace(content, 'innovation\"\\:10', 'innovation\"\\:9')",
            "UPDATE packet SET content = content || ' '",
            "UPDATE packet SET digest = 'x'",
            "UPDATE list_act SET teams = '[1, 2]'",
            "UPDATE list_act SET taken_back = 1",
            "UPDATE laureate_list SET state = 'open'",
        ):
            assert db.session.execute(text(statement)).rowcount == 1
            assert verification.verify(db.session(), event).differences != [], statement
            db.session.rollback()
        assert verification.verify(db.session(), event).differences == []


def test_the_complete_export_brings_the_packets_along(jury: Jury, app: Flask, tmp_path: Path) -> None:
    jury.seal()
    with app.app_context():
        event = db.session.scalars(select(Event)).one()
        tables = export.tables(db.session(), event)
        sheets.write_json(tables, tmp_path / "event.json")
        read, faults = sheets.read_event(tmp_path / "event.json")
        assert (read, faults) == (tables, [])
        again = events.load(app.extensions["palmares.keys"], read, "again")
        db.session.rollback()
        contents = [packet.content for each in (event, again) for packet in laureates.packets(db.session(), each)]
        assert contents[0] == contents[1]
        assert laureates.of(db.session(), again).state == "closed"
        assert verification.verify(db.session(), again).differences == []


def test_an_export_whose_packet_was_altered_is_refused(jury: Jury, app: Flask, tmp_path: Path) -> None:
    jury.seal()
    with app.app_context():
        sheets.write_json(export.tables(db.session(), db.session.scalars(select(Event)).one()), tmp_path / "e.json")
    file = tmp_path / "e.json"
    file.write_text(file.read_text(encoding="utf-8").replace("le jury en a débattu", "le jury en a rêvé"), "utf-8")
    tables, faults = sheets.read_event(file)
    assert tables is None
    assert "packet" in faults[0].text


def test_the_journal_tells_of_the_packet(jury: Jury, app: Flask, stored: Callable[..., list[Any]]) -> None:
    jury.seal()
    [entry] = stored(select(JournalEntry).filter_by(kind="list.closed"))
    [packet] = stored(select(Packet))
    assert entry.payload == {"packet": 1, "digest": packet.digest}


def test_an_open_place_wants_an_act_with_its_reason_even_where_nobody_ties(jury: Jury) -> None:
    # Three more jurors who see it otherwise: who is eighth depends on who sits.
    for rank in (5, 6, 7):
        juror = jury.doors.enter("juror", rank)
        for ballot in juror.topic("ballots").get_json():
            if ballot["state"] == "empty":
                team = ballot["team"]
                given = ((team * 7 + rank * 3) % 11, (team * 5 + rank) % 11, (team * 3 + rank * 5) % 11)
                assert juror.ballot(team, given).status_code == 200
    board = jury.organiser.topic("board").get_json()
    places = board["cut"]
    assert {"open"} <= {row["status"] for row in board["teams"]}
    ranked = [row["number"] for row in board["teams"]][:places]
    silent = jury.decide(jury.organiser, "choose", teams=ranked, reason="")
    assert silent[0] == 200
    status, refused = jury.decide(jury.organiser, "close", absences=jury.absences())
    assert (status, "open_places" in refused["blockers"]) == (422, True)
    assert jury.decide(jury.organiser, "choose", teams=ranked, reason="le jury garde le classement")[0] == 200
    assert jury.decide(jury.organiser, "close", absences=jury.absences())[1]["state"] == "closing"
    assert jury.decide(jury.chair, "confirm")[0] == 200
    packet = jury.organiser.topic("packets/1").get_json()
    said = {row["number"]: row["status"] for row in board["teams"]}
    assert {row["team"]: row["status"] for row in packet["ranking"]} == said
    page = jury.organiser.client.get(f"/{jury.organiser.slug}/desk/list?lang=en").get_data(as_text=True)
    assert "are open" not in page  # closed: nothing is asked any more

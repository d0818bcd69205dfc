"""A person is erased: no trace of the name in the whole file, an export or a log; the chain still verifies."""

import json
import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app import changes
from app.domain.packets import is_whole
from app.extensions import db
from app.models import Event, Juror, Packet, Team
from app.queries import laureates, packets
from tests.listing import Jury, jury
from tests.visiting import Visitor
from tests.web.test_list_page import page, post

__all__ = ["jury"]

# No word of it is anywhere else in the example.
NAME, WORDS = "Quitterie Zwingmann", "Zwingmann"
COMMENT, REASON = "Une démarche limpide, signé Quitterie", "Zwingmann Quitterie y travailla autrefois"


def traces(folder: Path) -> list[str]:
    """The files of an instance, backups apart, that hold the name."""
    known = [path for path in folder.rglob("*") if path.is_file() and "backups" not in path.parts]
    return [path.name for path in known if WORDS.encode() in path.read_bytes()]


def close_scoring(jury: Jury) -> None:
    """Scoring is over, and nobody is in a transaction of their own."""
    with jury.app.app_context(), changes.transaction() as session:
        session.scalars(select(Event)).one().scoring = "closed"


@pytest.fixture
def named(jury: Jury) -> Jury:
    """A jury whose second member has a name that is in as many places as a day puts it, and whose list is closed."""
    organiser, member = jury.organiser, jury.doors.enter("juror", 1)
    with jury.app.app_context(), changes.transaction() as session:
        juror = session.scalars(select(Juror).filter_by(key="j02")).one()
        juror.name, juror.function = NAME, "Cheffe de cabinet Zwingmann"
        session.scalars(select(Team).filter_by(number=9)).one().members = f"{NAME}; Agent"
    assert member.send("POST", "recusals", {"team": 12, "reason": REASON}).status_code == 200
    post(organiser, "desk/list/names", confirmer="", casting="j02")
    assert jury.decide(jury.organiser, "choose", teams=[1, 2, 3, 4, 5, 6, 7, 8], reason=f"dit {NAME}")[0] == 200
    assert jury.decide(organiser, "close", absences=jury.absences())[0] == 200
    assert jury.decide(jury.chair, "confirm")[0] == 200
    close_scoring(jury)
    return jury


def everywhere(who: Visitor) -> str:
    """Every export and page that an organiser has, one after the other."""
    paths = (
        "desk/tables/file/json",
        "desk/tables/jurors/file/csv",
        "desk/list/minutes/1",
        "desk/jury",
        "desk/personal",
    )
    found = [page(who, f"{path}?") for path in paths]
    found.append(who.topic("packets/1").get_data(as_text=True))
    return "\n".join(found)


def test_erasing_a_juror_leaves_the_journal_whole_and_no_trace_of_the_name(
    named: Jury, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    organiser, folder = named.organiser, Path(named.app.instance_path)
    assert named.verified() == []
    # Control: the name is where it would be found.
    assert "palmares.db" in {name.removesuffix("-wal") for name in traces(folder)}
    assert everywhere(organiser).count(WORDS) > 5
    preview = page(organiser, "desk/personal/juror/j02?")
    assert "Membre du jury 2" in preview
    before = organiser.topic("packets/1").get_json()
    assert post(organiser, "desk/personal/juror/j02")[0] == 303
    assert named.verified() == []
    assert traces(folder) == []
    assert WORDS not in everywhere(organiser)
    assert not [record for record in caplog.records if WORDS in record.getMessage()]
    after = organiser.topic("packets/1").get_json()
    assert is_whole(after)
    assert after["ballots"] == before["ballots"]
    assert after["ranking"] == before["ranking"]
    assert after["jury"][1]["name"] == "Membre du jury 2"
    # Whoever held the card is out, and what the tables were is not to be brought back.
    assert post(organiser, "desk/tables/undo")[0] != 303
    # Sent again it does no harm.
    assert post(organiser, "desk/personal/juror/j02")[0] == 303
    assert named.verified() == []


def test_control_without_forgetting_the_file_still_holds_the_name_and_no_packet_changes_by_itself(
    named: Jury, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rename() -> None:
        with named.app.app_context(), changes.transaction() as session:
            packet = session.scalars(select(Packet)).one()
            packet.content = packet.content.replace(NAME, "Membre du jury 2")

    with pytest.raises(IntegrityError, match="append-only"):
        rename()
    monkeypatch.setattr(changes, "forget", lambda: True)
    assert post(named.organiser, "desk/personal/juror/j02")[0] == 303
    assert traces(Path(named.app.instance_path)) != []


def test_a_file_that_somebody_reads_meanwhile_is_said_to_hold_the_name_until_they_are_erased_again(
    named: Jury, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(named.app.instance_path)
    monkeypatch.setattr(changes, "FORGETTING_TRIES", 1)
    with closing(sqlite3.connect(folder / "palmares.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM juror").fetchone()
        code, said = post(named.organiser, "desk/personal/juror/j02")
    assert code == 503
    assert "still holds it: erase again." in said
    assert "Membre du jury 2" in said
    assert post(named.organiser, "desk/personal/juror/j02")[0] == 303
    assert traces(folder) == []


def test_nobody_is_erased_while_they_score_and_no_account_while_it_signs(jury: Jury) -> None:
    code, said = post(jury.organiser, "desk/personal/juror/j02")
    assert code == 409
    assert "Agente, Nord" in said
    assert post(jury.organiser, "desk/personal/organiser/organisation")[0] in (404, 409)
    assert post(jury.organiser, "desk/personal/juror/nobody")[0] == 404
    assert post(jury.chair, "desk/personal/juror/j02")[0] == 404


def test_a_coach_and_the_people_of_a_team_are_erased_alike(named: Jury) -> None:
    organiser = named.organiser
    team = named.doors.enter("team", 9)
    assert post(team, "team/contact", contact="zwingmann@example.org")[0] == 303
    assert post(organiser, "desk/personal/team/9")[0] == 303
    assert post(organiser, "desk/personal/coach/c1")[0] == 303
    assert named.verified() == []
    shown = page(organiser, "desk/personal?")
    assert "zwingmann@example.org" not in shown
    assert "Coach 1" in shown
    assert "zwingmann@example.org" not in page(organiser, "desk/tables/file/json?")


def test_all_that_is_kept_of_somebody_is_theirs_to_read_and_opens_nothing(named: Jury) -> None:
    answer = named.organiser.client.get(f"/{named.organiser.slug}/desk/personal/juror/j02/file")
    kept = json.loads(answer.get_data())
    assert kept["described"]["name"] == NAME
    assert REASON in kept["texts"]
    assert kept["packets"] == [1]
    assert {entry["kind"] for entry in kept["journal"]} >= {"recusal"}
    assert [each["team"] for each in kept["recusals"]] == [12]
    with named.app.app_context():
        event = db.session.scalars(select(Event)).one()
        assert packets.read(laureates.packets(db.session(), event)[0])["jury"][1]["name"] == NAME
    for link in named.doors.links:
        assert str(link["token"]) not in answer.get_data(as_text=True)

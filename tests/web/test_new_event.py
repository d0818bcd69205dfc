"""The first run opens the account; a new event comes from answers, from a file or from the example."""

import io
import threading

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.actions import organisers
from app.documents.sheets import EXAMPLE, EXAMPLES
from app.extensions import db
from app.models import Event, Juror, Organisation, Slot, Team
from app.queries import records, verification
from app.web.entry import hashed_apart
from tests.documents.test_uploads import TEAMS, zipped
from tests.visiting import new_op

PASSWORD = "une phrase assez longue"
ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}
HERE: dict[str, str] = {}
CODE = "0a1b2c3d"
ANSWERS = {
    "name": "Forum de l’innovation",
    "date": "2026-11-28",
    "place": "Beauvais",
    "authority": "Département de l’Oise",
    "language": "fr",
    "teams": "Intitulé du projet\tCollectivité\nLe bus\tDépartement de l’Oise\nLe vélo\tSomme\n",
    "jurors": "Élue, Oise;Conseillère départementale;Département de l’Oise\nDGS, Somme;Directeur général;Somme",
    "preset": "territoria",
    "act": "make",
}


def posted(client: FlaskClient, path: str, data: dict[str, object], where: dict[str, str] = HERE) -> TestResponse:
    """What a form is answered, sent from this machine or from elsewhere."""
    token = client.get("/api/session", environ_base=where).get_json()["csrf"]
    return client.post(path, data={**data, "csrf_token": token}, environ_base=where)


def first(name: str = "camille", code: str = "") -> dict[str, object]:
    """The form of the first account."""
    return {"name": name, "password": PASSWORD, "again": PASSWORD, "code": code}


@pytest.fixture
def camille(app: Flask) -> FlaskClient:
    """The organiser, a moment after the first run."""
    client = app.test_client()
    assert posted(client, "/begin", first()).headers["Location"] == "/new"
    return client


def test_on_this_machine_the_first_account_opens_without_a_code_and_once(app: Flask, camille: FlaskClient) -> None:
    assert camille.get("/new").status_code == 200
    assert posted(app.test_client(), "/begin", first("autre")).status_code == 409
    with app.app_context():
        assert organisers.account_and_hash(db.session(), "autre")[0] is None


@pytest.mark.parametrize("code", ["", "wrong", CODE[:-1]])
def test_from_elsewhere_nobody_begins_without_the_code_of_the_terminal(app: Flask, code: str) -> None:
    app.extensions["palmares.first_code"] = CODE
    answer = posted(app.test_client(), "/begin", first(code=code), ELSEWHERE)
    assert (answer.status_code, "camille" in answer.text) == (422, True)
    with app.app_context():
        assert not records.has_organiser(db.session())


def test_from_elsewhere_the_code_opens_it_however_it_is_typed(app: Flask) -> None:
    app.extensions["palmares.first_code"] = CODE
    assert posted(app.test_client(), "/begin", first(code="0A1B 2c3d"), ELSEWHERE).status_code == 303


def test_without_a_code_to_show_nobody_elsewhere_begins(app: Flask) -> None:
    """A server that began with an account shows no code: nothing that is typed is it."""
    assert posted(app.test_client(), "/begin", first(code=""), ELSEWHERE).status_code == 422
    assert posted(app.test_client(), "/begin", first(code="None"), ELSEWHERE).status_code == 422


def test_two_passwords_that_differ_open_nothing(app: Flask) -> None:
    answer = posted(app.test_client(), "/begin", first() | {"again": "autre chose"})
    assert (answer.status_code, 'id="again-error"' in answer.text) == (422, True)


def test_an_event_is_made_of_answers_and_its_journal_is_whole(app: Flask, camille: FlaskClient) -> None:
    answer = posted(camille, "/new", dict(ANSWERS))
    assert answer.headers["Location"] == "/forum-de-l-innovation-2026/desk/tables", answer.text
    assert camille.get(answer.headers["Location"]).status_code == 200
    with app.app_context():
        event = db.session.scalars(select(Event)).one()
        assert (event.phase, event.scoring, event.demonstration) == ("setup", "closed", False)
        assert [team.title for team in db.session.scalars(select(Team).order_by(Team.number))] == ["Le bus", "Le vélo"]
        assert [juror.role for juror in db.session.scalars(select(Juror).order_by(Juror.position))] == [
            "elected",
            "director",
        ]
        assert {row.name for row in db.session.scalars(select(Organisation))} == {"Département de l’Oise", "Somme"}
        assert [slot.team for slot in db.session.scalars(select(Slot).order_by(Slot.position)) if slot.team] == [1, 2]
        assert verification.verify(db.session(), event).differences == []


def test_the_official_score_is_the_mean_of_ballots_unless_another_method_is_announced(
    app: Flask, camille: FlaskClient
) -> None:
    for more in ({}, {"method": "adjusted"}):
        assert posted(camille, "/new", {**ANSWERS, **more}).status_code == 303
    with app.app_context():
        assert [row.method for row in db.session.scalars(select(Event).order_by(Event.id))] == ["mean", "adjusted"]


def test_teams_may_be_counted_and_two_events_of_a_name_live_side_by_side(camille: FlaskClient) -> None:
    counted = {**ANSWERS, "teams": "", "jurors": "", "counted": "12"}
    slugs = [posted(camille, "/new", dict(counted)).headers["Location"] for _ in range(2)]
    assert slugs == ["/forum-de-l-innovation-2026/desk/tables", "/forum-de-l-innovation-2026-2/desk/tables"]
    assert camille.get("/").text.count('class="event-line"') == 2


def test_a_day_that_does_not_fit_is_made_only_when_it_is_said_again(app: Flask, camille: FlaskClient) -> None:
    long = {**ANSWERS, "teams": "", "counted": "40"}
    answer = posted(camille, "/new", dict(long))
    assert (answer.status_code, 'value="anyway"' in answer.text) == (200, True)
    with app.app_context():
        assert db.session.scalar(select(Event)) is None
    assert posted(camille, "/new", {**long, "act": "anyway"}).status_code == 303


WRONG: tuple[tuple[str, dict[str, str]], ...] = (
    ("name", {"name": ""}),
    ("date", {"date": "hier"}),
    ("authority", {"authority": ""}),
    ("counted", {"teams": "", "counted": "0"}),
    ("teams", {"teams": "titre;numéro\nA;1\nB;1"}),
    ("jurors", {"jurors": ";Directrice"}),
    ("pitches", {"pitches": "9h", "begins": "10:00"}),
    ("ends", {"ends": "soir"}),
    ("pitch_minutes", {"pitch_minutes": "0"}),
    ("laureates", {"laureates": "beaucoup"}),
    ("language", {"language": "de"}),
    ("method", {"method": "median"}),
    ("teams", {"teams": "①;Un;A"}),
    ("teams", {"teams": "numéro;titre\n" + "9" * 5_000 + ";A"}),
    ("teams", {"teams": "\n".join(f"Projet {n};Collectivité {n}" for n in range(10_001))}),
    ("jurors", {"jurors": "\n".join(f"Élue {n};Maire;Collectivité {n}" for n in range(2_000))}),
    ("pitches", {"pitches": "25:00"}),
    ("change_minutes", {"change_minutes": "²"}),
)


def test_what_is_wrong_is_said_at_its_field_and_everything_typed_is_kept(app: Flask, camille: FlaskClient) -> None:
    for field, wrong in WRONG:
        answer = posted(camille, "/new", {**ANSWERS, **wrong})
        assert (answer.status_code, f'id="{field}-error"' in answer.text) == (422, True), field
        assert "Beauvais" in answer.text
    with app.app_context():
        assert db.session.scalar(select(Event)) is None


def test_hours_are_read_as_people_write_them(app: Flask, camille: FlaskClient) -> None:
    spoken = {**ANSWERS, "begins": "9 h 30", "pitches": "14h", "ends": "17.30"}
    assert posted(camille, "/new", spoken).status_code == 303


def test_a_column_without_a_heading_keeps_its_place(app: Flask, camille: FlaskClient) -> None:
    pasted = "\tIntitulé\tCollectivité\nx\tLe bus\tOise\ny\tLe vélo\tSomme\n"
    assert posted(camille, "/new", {**ANSWERS, "teams": pasted}).status_code == 303
    with app.app_context():
        assert [team.title for team in db.session.scalars(select(Team).order_by(Team.number))] == ["Le bus", "Le vélo"]


def test_pressed_twice_it_makes_one_event(app: Flask, camille: FlaskClient) -> None:
    content = zipped({path.name: path.read_bytes() for path in EXAMPLE.glob("*.csv")})
    ways: tuple[tuple[str, dict[str, object]], ...] = (
        ("/new", {**ANSWERS, "op": new_op()}),
        ("/new/example", {"op": new_op()}),
        ("/new/file", {"op": new_op(), "slug": "autre"}),
    )
    for made, (path, form) in enumerate(ways, 1):
        files = {"file": content} if path == "/new/file" else {}
        sent_twice = [
            posted(camille, path, form | {name: (io.BytesIO(file), "f.zip") for name, file in files.items()})
            for _ in range(2)
        ]
        assert {answer.headers["Location"] for answer in sent_twice} == {sent_twice[0].headers["Location"]}
        assert [answer.status_code for answer in sent_twice] == [303, 303]
        with app.app_context():
            assert len(records.slugs(db.session())) == made
    other = posted(camille, "/new/file", {**ways[2][1], "file": (io.BytesIO(content + b" "), "f.zip")})
    assert other.status_code == 422  # another file is no second press: its address is taken


def test_after_a_refused_file_the_form_speaks_the_readers_language(camille: FlaskClient) -> None:
    token = camille.get("/api/session").get_json()["csrf"]
    sent_ = {"csrf_token": token, "slug": "mon-forum", "file": (io.BytesIO(b"PK\x03\x04x"), "a.xlsx")}
    answer = camille.post("/new/file?lang=en", data=sent_)
    assert (answer.status_code, 'value="en" selected' in answer.text, "mon-forum" in answer.text) == (422, True, True)


def test_no_password_is_hashed_where_there_is_an_account_nor_where_ballots_pass(
    app: Flask, camille: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []

    def hashed(password: str) -> str:
        threads.append(threading.get_ident())
        return password

    monkeypatch.setattr(organisers, "hashed", hashed)
    assert posted(app.test_client(), "/begin", first("autre")).status_code == 409
    assert threads == []
    with app.app_context():
        organisers.add("autre", PASSWORD, None, hashing=hashed_apart)
    assert len(threads) == 1 and threads[0] != threading.get_ident()


def sent(client: FlaskClient, content: bytes, name: str, slug: str = "") -> TestResponse:
    """What a file is answered."""
    return posted(client, "/new/file", {"file": (io.BytesIO(content), name), "slug": slug})


def test_a_whole_event_comes_from_a_zip_of_its_tables(camille: FlaskClient) -> None:
    content = zipped({path.name: path.read_bytes() for path in EXAMPLE.glob("*.csv")})
    assert sent(camille, content, "forum.zip").headers["Location"] == "/amiens-2019/desk/tables"
    again = sent(camille, content, "forum.zip")
    assert (again.status_code, 'id="slug-error"' in again.text) == (422, True)
    assert sent(camille, content, "forum.zip", "amiens-2020").headers["Location"] == "/amiens-2020/desk/tables"


def test_a_list_of_teams_alone_fills_in_the_answers(camille: FlaskClient) -> None:
    answer = sent(camille, TEAMS, "projets.xlsx")
    assert answer.status_code == 200
    assert "1;Le bus" in answer.text


def test_a_file_with_faults_names_each_and_writes_nothing(app: Flask, camille: FlaskClient) -> None:
    tables = {path.name: path.read_bytes() for path in EXAMPLE.glob("*.csv")}
    tables["teams.csv"] = tables["teams.csv"].replace(b"\n1;", b"\nun;")
    answer = sent(camille, zipped(tables), "forum.zip")
    assert (answer.status_code, "“un”" in answer.text or "« un »".replace(" ", "\u00a0") in answer.text) == (422, True)
    with app.app_context():
        assert db.session.scalar(select(Event)) is None


def test_a_prize_is_an_example_too_and_another_name_is_none(app: Flask, camille: FlaskClient) -> None:
    given = posted(camille, "/new/example", {"example": "territoria-2017"})
    assert given.headers["Location"] == "/territoria-2017/desk"
    assert posted(camille, "/new/example", {"example": "../instance"}).status_code == 404
    page = camille.get("/new").text
    assert [name for name in EXAMPLES if f'name="example" value="{name}"' not in page] == []


def test_the_example_is_a_demonstration_and_can_be_had_twice(app: Flask, camille: FlaskClient) -> None:
    found = [posted(camille, "/new/example", {}).headers["Location"] for _ in range(2)]
    assert found == ["/amiens-2019/desk", "/amiens-2019-2/desk"]
    with app.app_context():
        assert [event.demonstration for event in db.session.scalars(select(Event))] == [True, True]

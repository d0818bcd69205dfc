"""Doors: links, codes, sessions, and the topics each one hears."""

import pytest
from flask import Flask

from app import keys
from app.actions import organisers
from app.models import Event
from tests.conftest import Doors
from tests.preparing import load_example
from tests.visiting import Visitor


def test_a_link_opens_a_session_and_leads_to_its_page(doors: Doors, event: Event) -> None:
    homes = {"juror": "jury", "chair": "jury", "team": "team", "coach": "coach", "screen": "stage"}
    for role, home in {**homes, "timekeeper": "desk/timer", "organiser": "desk"}.items():
        visitor = doors.stranger()
        answer = visitor.enter(str(doors.link(role)["token"]))
        assert (answer.status_code, answer.location) == (303, f"/{event.slug}/{home}")
        assert visitor.session()["role"] == role


def test_a_typed_code_opens_the_same_door_however_it_is_typed(doors: Doors) -> None:
    code = str(doors.link("juror")["code"])
    assert len(code) == 8
    visitor = doors.stranger()
    assert visitor.enter(code=f" {code[:4].lower()}-{code[4:]} ").status_code == 303
    assert visitor.session()["label"] == doors.link("juror")["label"]


@pytest.mark.parametrize(("typed", "printed"), [("0il8-2345", "OILB2345"), (" 1o b ", "IOB"), ("AZ27", "AZ27")])
def test_digits_that_no_code_holds_are_read_as_the_letters_they_look_like(typed: str, printed: str) -> None:
    assert keys.as_printed(typed) == printed


@pytest.mark.parametrize(("token", "code"), [("nonsense", ""), ("", "AAAAAAAA"), ("", ""), ("é" * 5000, "")])
def test_a_wrong_token_or_code_is_403(doors: Doors, token: str, code: str) -> None:
    assert doors.stranger().enter(token, code).status_code == 403


def test_a_second_link_of_a_role_asks_before_it_replaces(doors: Doors) -> None:
    visitor = doors.enter("juror", 0)
    token = str(doors.link("juror", 1)["token"])
    asked = visitor.enter(token)
    assert asked.status_code == 200
    assert 'name="replace"' in asked.get_data(as_text=True)
    assert visitor.session()["label"] == doors.link("juror", 0)["label"]
    assert visitor.enter(token, replace=True).status_code == 303
    assert visitor.session()["label"] == doors.link("juror", 1)["label"]
    assert len(visitor.session()["links"]) == 1


def test_one_browser_may_be_desk_and_jury_and_says_as_whom_it_asks(doors: Doors) -> None:
    visitor = doors.enter("juror")
    visitor.enter(str(doors.link("organiser")["token"]))
    assert [link["role"] for link in visitor.session()["links"]] == ["organiser", "juror"]
    assert "jurors" in visitor.topic("progress").get_json()
    assert "jurors" not in visitor.topic("progress?as=juror").get_json()


def test_an_organiser_logs_in_by_account_and_a_wrong_password_is_refused(app: Flask, doors: Doors) -> None:
    with app.app_context():
        organisers.add("camille", "une phrase assez longue", None)
    visitor = doors.stranger()
    form = {"name": "camille", "password": "une autre phrase", "csrf_token": visitor.csrf}
    assert visitor.client.post("/login", data=form).status_code == 403
    form["password"] = "une phrase assez longue"
    assert visitor.client.post("/login", data=form).status_code == 303
    assert visitor.session()["role"] == "organiser"
    assert visitor.topic("progress").status_code == 200


def test_logging_in_never_leads_away_from_this_site(app: Flask, doors: Doors) -> None:
    with app.app_context():
        organisers.add("camille", "une phrase assez longue", None)
    visitor = doors.stranger()
    form = {"name": "camille", "password": "une phrase assez longue", "csrf_token": visitor.csrf}
    assert visitor.client.post("/login?next=//evil.example/", data=form).location == f"/{visitor.slug}/desk"
    assert visitor.client.post("/login?next=/amiens-2019/desk", data=form).location == "/amiens-2019/desk"


def logged_in(app: Flask, doors: Doors, slug: str | None) -> tuple[Visitor, str]:
    """An organiser by account, of one event or of all, and where they were led."""
    with app.app_context():
        organisers.add("camille", "une phrase assez longue", slug)
    visitor = doors.stranger()
    form = {"name": "camille", "password": "une phrase assez longue", "csrf_token": visitor.csrf}
    return visitor, str(visitor.client.post("/login", data=form).location)


def test_an_account_of_all_events_is_led_to_their_list_which_names_each_desk(app: Flask, doors: Doors) -> None:
    load_example(app, "elsewhere")
    visitor, led_to = logged_in(app, doors, None)
    page = visitor.client.get("/").get_data(as_text=True)
    assert led_to == "/"
    for slug in ("amiens-2019", "elsewhere"):
        assert f'href="/{slug}/desk"' in page
        assert visitor.client.get(f"/{slug}/desk").status_code == 200


def test_an_account_of_one_event_is_led_to_its_desk_and_opens_no_other(app: Flask, doors: Doors) -> None:
    load_example(app, "elsewhere")
    visitor, led_to = logged_in(app, doors, "elsewhere")
    page = visitor.client.get("/").get_data(as_text=True)
    assert led_to == "/elsewhere/desk"
    assert visitor.client.get(led_to).status_code == 200
    assert visitor.client.get("/amiens-2019/desk").status_code == 401
    assert 'href="/elsewhere/desk"' in page
    assert 'href="/amiens-2019/desk"' not in page


def test_an_organiser_logs_out_even_where_there_is_no_event_yet(app: Flask) -> None:
    with app.app_context():
        organisers.add("camille", "une phrase assez longue", None)
    visitor = Visitor(app.test_client(), "")
    form = {"name": "camille", "password": "une phrase assez longue", "csrf_token": visitor.csrf}
    assert visitor.client.post("/login", data=form).location == "/new"
    assert 'action="/logout"' in visitor.client.get("/").get_data(as_text=True)
    visitor.client.post("/logout", data={"csrf_token": visitor.csrf})
    assert visitor.session()["role"] is None
    assert 'action="/logout"' not in visitor.client.get("/").get_data(as_text=True)


def test_the_stored_data_open_no_door(app: Flask, doors: Doors, tmp_path: object) -> None:
    database = (app.config["SETTINGS"].instance / "palmares.db").read_bytes()
    log = (app.config["SETTINGS"].instance / "palmares.db-wal").read_bytes()
    for link in doors.links:
        for secret in (str(link["token"]), str(link["code"])):
            assert secret.encode() not in database + log


def test_a_topic_one_may_not_hear_answers_like_one_that_does_not_exist(doors: Doors) -> None:
    forbidden, unknown = doors.stranger().topic("progress"), doors.stranger().topic("nothing")
    assert (forbidden.status_code, unknown.status_code) == (404, 404)
    assert forbidden.get_json() == unknown.get_json()


def test_a_snapshot_known_already_is_304_and_a_change_is_not(doors: Doors) -> None:
    visitor, organiser = doors.stranger(), doors.enter("organiser")
    known = visitor.topic("day").headers["ETag"]
    path = f"/api/events/{visitor.slug}/day"
    assert visitor.client.get(path, headers={"If-None-Match": known}).status_code == 304
    organiser.send("POST", "phase", {"phase": "morning"})
    assert visitor.client.get(path, headers={"If-None-Match": known}).status_code == 200


def test_unknown_events_are_404_everywhere(doors: Doors) -> None:
    visitor = doors.stranger()
    assert visitor.client.get("/api/events/nowhere/day").status_code == 404
    assert visitor.client.get("/nowhere/").status_code == 404
    assert visitor.client.get("/nowhere/jury").status_code == 404

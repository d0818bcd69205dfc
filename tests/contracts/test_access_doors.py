"""Doors that judge what is posted, or where it comes from: each tells a stranger nothing but no."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app, instance
from app.settings import Settings
from app.web.control import COMMANDS
from tests.clocks import StillClock
from tests.contracts.access_people import PASSWORD, Venue
from tests.contracts.access_table import read
from tests.serving import SLUG

ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}
BY_PROXY = {"HTTP_X_FORWARDED_FOR": "192.0.2.7"}
TOKEN = "the token that the server left in its folder"
METRICS = "the token of the settings, as long as one wishes"


@pytest.fixture
def served(app: Flask) -> Iterator[FlaskClient]:
    """The application as a server that has left its token in the instance folder."""
    app.extensions["palmares.server"] = instance.Server(1, "127.0.0.1", 5000, TOKEN)
    yield app.test_client()
    del app.extensions["palmares.server"]


def ask(client: FlaskClient, command: str, token: str | None, where: dict[str, str]) -> TestResponse:
    """What a command of `control` is answered."""
    headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
    return client.post(f"/control/{command}", json={}, headers=headers, environ_base=where)


@pytest.mark.parametrize(
    ("token", "where"),
    [(None, {}), ("", {}), ("wrong", {}), (TOKEN[:-1], {}), (TOKEN, ELSEWHERE), (TOKEN, BY_PROXY)],
    ids=["no token", "an empty one", "a wrong one", "a shorter one", "from elsewhere", "through a proxy"],
)
def test_commands_are_for_the_owner_of_the_folder_on_this_machine(
    served: FlaskClient, token: str | None, where: dict[str, str]
) -> None:
    nobodys = ask(served, "nonesuch", None, {})
    assert nobodys.status_code == 404
    for command in COMMANDS:
        answer = ask(served, command, token, where)
        assert (answer.status, answer.get_data()) == (nobodys.status, nobodys.get_data()), command


def test_control_the_owner_is_obeyed(served: FlaskClient) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    short = {"name": "camille", "password": "short", "event": None}
    assert served.post("/control/organiser", json=short, headers=headers).status_code == 422
    assert served.post("/control/delete", json={"slug": "nonesuch"}, headers=headers).status_code == 404


def test_without_a_server_no_token_opens_control(app: Flask) -> None:
    for token in (None, "", "None", TOKEN):
        assert ask(app.test_client(), "delete", token, {}).status_code == 404


@pytest.mark.parametrize("path", ["/readyz", "/metrics"])
@pytest.mark.parametrize("where", [ELSEWHERE, BY_PROXY], ids=["from elsewhere", "through a proxy"])
def test_figures_are_for_this_machine_or_the_settings_token(app: Flask, path: str, where: dict[str, str]) -> None:
    client = app.test_client()
    assert client.get(path).status_code == 200
    nobodys = client.get("/nonesuch/page", environ_base=where)
    for headers in ({}, {"Authorization": "Bearer "}, {"Authorization": f"Bearer {METRICS}"}):
        answer = client.get(path, headers=headers, environ_base=where)
        assert (answer.status_code, answer.get_data()) == (404, nobodys.get_data())
    assert client.get("/healthz", environ_base=where).get_json() == {"status": "ok"}


def test_the_settings_token_shows_the_figures_from_elsewhere(app: Flask) -> None:
    settings = Settings(instance=app.config["SETTINGS"].instance, metrics_token=METRICS)
    client = create_app(settings).test_client()
    right, wrong = {"Authorization": f"Bearer {METRICS}"}, {"Authorization": f"Bearer {METRICS[:-1]}"}
    for path in ("/metrics", "/readyz"):
        assert client.get(path, headers=right, environ_base=ELSEWHERE).status_code == 200
        assert client.get(path, headers=wrong, environ_base=ELSEWHERE).status_code == 404


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(venue: Venue, still_clock: StillClock) -> None:
    venue.account(SLUG)
    answers = []
    names = (f"of {SLUG}", f"of {SLUG}"[::-1])
    for name in names:
        visitor = venue.audience()
        form = {"name": name, "password": PASSWORD[::-1], "csrf_token": visitor.csrf}
        answers.append(visitor.client.post("/login", data=form))
        assert visitor.session()["role"] is None
    assert [answer.status_code for answer in answers] == [403, 403]
    known, unknown = (read(answer).replace(name, "…") for name, answer in zip(names, answers, strict=True))
    assert known == unknown


def test_a_revoked_token_is_answered_like_one_that_never_was(venue: Venue) -> None:
    token = str(venue.here.link("juror")["token"])
    venue.revoked("juror")
    for sent in (token, token[:-1] + ("a" if token[-1] != "a" else "b")):
        visitor = venue.audience()
        answer = visitor.enter(sent)
        assert answer.status_code == 403
        assert sent not in answer.get_data(as_text=True)
        assert visitor.session()["links"] == []


def test_leaving_is_open_to_all_and_leaves_nothing(venue: Venue) -> None:
    for visitor in (venue.audience(), venue.here.enter("juror"), venue.here.enter("organiser")):
        left = visitor.client.post("/logout", data={"csrf_token": visitor.csrf})
        assert (left.status_code, left.location) == (303, "/")
        assert visitor.session()["links"] == []
        assert visitor.topic("progress").status_code == 404

"""What sockets hear: everything at once on connecting, then only what changed, and nothing of others'."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
import websocket

from app.extensions import socketio
from tests.conftest import application
from tests.listening import Listener
from tests.serving import SLUG, Person, Server

PUBLIC = ["day", "stage", "agenda", "results", "reveal"]


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for this file."""
    folder: Path = tmp_path_factory.mktemp("hall")
    with Server(folder / "instance") as running:
        yield running


def test_sockets_are_answered_by_gevent_wherever_the_server_is_started_from(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")
    with application(tmp_path / "instance"):
        assert socketio.async_mode == "gevent"


def test_a_visitor_hears_the_public_topics_at_once_and_no_progress(hall: Server) -> None:
    with Listener(hall.url) as visitor:
        visitor.until(lambda: len(visitor.topics()) >= len(PUBLIC))
        assert sorted(visitor.topics()) == sorted(PUBLIC)


def test_an_organiser_also_hears_progress_with_the_jurors_and_a_juror_without(hall: Server) -> None:
    with Listener(hall.url, hall.person("organiser")) as organiser:
        assert "jurors" in organiser.latest("progress")
    with Listener(hall.url, hall.person("juror")) as juror:
        assert set(juror.latest("progress")) - {"teams", "missing", "reopened", "declared", "vote", "deliberation"} == {
            "epoch",
            "revision",
            "sent_at_ms",
            "as_of_ms",
        }


def test_the_page_the_get_and_the_push_say_the_same(hall: Server) -> None:
    with Listener(hall.url) as visitor:
        for topic in PUBLIC:
            pushed, fetched = visitor.latest(topic), Person(hall.url).get(topic)
            assert {**pushed, "sent_at_ms": 0} == {**fetched, "sent_at_ms": 0}


def test_a_ballot_pushes_results_and_progress_with_the_next_revision(hall: Server) -> None:
    juror = hall.person("juror", 2)
    team = juror.get("ballots")[0]["team"]
    with Listener(hall.url, hall.person("organiser")) as organiser:
        before = organiser.latest("results")["revision"]
        organiser.latest("progress")
        heard = len(organiser.topics())
        juror.validate(team, (7, 8, 9))
        organiser.until(lambda: {"progress", "results"} <= set(organiser.topics()[heard:]))
        assert set(organiser.topics()[heard:]) - {"board"} == {"progress", "results"}
        assert organiser.latest("results")["revision"] == before + 1


def test_a_beat_tells_the_revisions_of_what_is_heard_and_no_more(hall: Server) -> None:
    with Listener(hall.url) as visitor:
        beat = visitor.latest("beat")
        assert set(beat) == {"epoch", "sent_at_ms", "revisions"}
        assert sorted(beat["revisions"]) == sorted(PUBLIC)
        assert beat["revisions"]["day"] == visitor.latest("day")["revision"]


def test_a_screen_says_beside_the_clock_what_it_shows_and_nobody_else_does(hall: Server) -> None:
    with Listener(hall.url, hall.person("organiser")) as organiser:
        said = {"page": "results", "error_ms": 7, "lit": True}
        with Listener(hall.url, hall.person("juror")) as juror:
            juror.client.call("clock", said, timeout=5)
        with Listener(hall.url, hall.person("screen")) as screen:
            assert screen.latest("direction")["page"] == "stage"
            assert "screens" not in screen.topics()
            for wrong in ("results", [1], {"page": {"a": 1}, "error_ms": "x"}):
                assert set(screen.client.call("clock", wrong, timeout=5)) == {"received_ms", "sent_ms"}
            screen.client.call("clock", said, timeout=5)
            organiser.until(lambda: organiser.latest("screens")["screens"][0]["shows"] == "results")
            told = organiser.latest("screens")["screens"][0]
            assert (told["clock_error_ms"], told["lit"]) == (7, True)
            assert told["last_beat_ms"] is not None


def test_the_clock_is_the_only_message_that_is_answered(hall: Server) -> None:
    with Listener(hall.url) as visitor:
        answer = visitor.client.call("clock", timeout=5)
        assert set(answer) == {"received_ms", "sent_ms"}
        visitor.client.emit("join", {"room": "1/desk"})
        visitor.client.call("clock", timeout=5)  # answered after whatever came before it
        assert "progress" not in visitor.topics()


def test_a_revoked_link_is_cut_within_a_second(hall: Server) -> None:
    juror, organiser = hall.person("juror", 3), hall.person("organiser")
    page = organiser.http.get(f"{hall.url}/{SLUG}/desk/links", timeout=10)
    with Listener(hall.url, juror) as tablet:
        tablet.latest("day")
        tablet.client.emit("connect", {"event": SLUG, "as": "screen"})  # a page that tries to pass for another
        tablet.client.call("clock", timeout=5)
        number = _link_number(page.text, hall.link("juror", 3)["token"])
        form = {"csrf_token": organiser.http.headers["X-CSRFToken"]}
        url = f"{hall.url}/{SLUG}/desk/links/{number}/revoke"
        assert organiser.http.post(url, data=form, allow_redirects=False, timeout=10).status_code == 303
        tablet.until(lambda: not tablet.client.connected, seconds=1)
    assert juror.session()["role"] is None


def _link_number(page: str, token: str) -> int:
    """The number of the link whose address the page shows."""
    before = page[: page.index(str(token))]
    after = page[len(before) :]
    return int(after.split("/revoke", 1)[0].rsplit("/", 1)[1])


@pytest.mark.parametrize("origin", ["http://evil.example", "null", None])
def test_a_foreign_or_missing_origin_is_refused_before_the_upgrade(hall: Server, origin: str | None) -> None:
    url = hall.url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket"
    wanted = {"suppress_origin": True} if origin is None else {"origin": origin}
    with pytest.raises(websocket.WebSocketBadStatusException) as refused:
        websocket.create_connection(url, timeout=5, **wanted)
    assert refused.value.status_code == 403


@pytest.mark.parametrize("path", ["/", "/socket.io/?EIO=4&transport=polling", "/api/session"])
def test_an_unknown_host_is_refused_on_every_path(hall: Server, path: str) -> None:
    answer = requests.get(hall.url + path, headers={"Host": "evil.example"}, timeout=5)
    assert answer.status_code == 421


def test_a_foreign_origin_is_refused_on_polling_too(hall: Server) -> None:
    url = hall.url + "/socket.io/?EIO=4&transport=polling"
    assert requests.get(url, headers={"Origin": "http://evil.example"}, timeout=5).status_code == 403
    assert requests.get(url, headers={"X-Forwarded-Host": "evil.example"}, timeout=5).status_code == 200

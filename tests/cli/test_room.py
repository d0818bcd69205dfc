"""What is found of the room: an address at which the server answers, and one at which nobody does."""

from app.cli import room
from app.instance import Server as Running
from tests.serving import Server, free_port


def test_an_address_answers_or_does_not(server: Server) -> None:
    here = Running(pid=1, host="127.0.0.1", port=server.port, token="")
    assert [good for good, _ in room.findings(here, ["127.0.0.1"], server.url)] == [True, True]
    elsewhere = Running(pid=1, host="127.0.0.1", port=free_port(), token="")
    (unheard, _) = room.findings(elsewhere, ["127.0.0.1"], server.url)
    assert (unheard[0], "nothing answers" in unheard[1]) == (False, True)


def test_without_a_server_or_a_network_there_is_nothing_to_reach() -> None:
    here = Running(pid=1, host="127.0.0.1", port=1, token="")
    assert [good for good, _ in room.findings(None, ["127.0.0.1"], "")] == [False]
    assert [good for good, _ in room.findings(here, [], "")] == [False]


def test_what_the_address_of_the_cards_allows_is_said(server: Server) -> None:
    here = Running(pid=1, host="127.0.0.1", port=server.port, token="")
    said = {url: room.findings(here, ["127.0.0.1"], url)[-1][1] for url in ("https://a.example", "http://a.example")}
    assert "stay awake" in said["https://a.example"]
    assert "without https" in said["http://a.example"]


def test_the_code_is_drawn_for_a_terminal() -> None:
    assert len(room.code("http://192.168.1.10:5000/enter").splitlines()) > 10

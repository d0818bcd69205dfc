"""What is found of the room: an address at which the server answers, and one at which nobody does."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from app.cli import room
from app.domain.device_check import Report
from app.instance import Server as Running
from tests.serving import Server, free_port

SCHEMES = ("https", "http")
# Three certificates that nobody signed, and their key: made for these tests, good for nothing else.
CERTIFICATES = Path(__file__).parent / "certificates"


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
    said = [room.findings(here, ["127.0.0.1"], f"{scheme}://127.0.0.1:{free_port()}")[-1][1] for scheme in SCHEMES]
    assert ["stay awake" in said[0], "without https" in said[1]] == [True, True]


def test_the_code_is_drawn_for_a_terminal() -> None:
    assert len(room.code("http://192.168.1.10:5000/enter").splitlines()) > 10


class Strange(ssl.SSLCertVerificationError):
    """A certificate that is refused, for OpenSSL's reason of that number."""

    def __init__(self, code: int) -> None:
        super().__init__("refused")
        self.verify_code, self.verify_message = code, f"reason {code}"


@pytest.mark.parametrize(
    ("answers", "good", "words"),
    [
        ([(200, "Feb  1 00:00:00 2027 GMT")], True, "is good until Feb  1"),
        ([Strange(10)], False, "is not good: reason 10"),
        ([(502, "")], False, "a proxy answers 502"),
        ([ConnectionRefusedError()], False, "nothing answers"),
    ],
)
def test_behind_a_proxy_its_own_address_is_asked_and_its_certificate_judged(
    answers: list[Any], good: bool, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(_address: str, _context: ssl.SSLContext) -> Any:
        given = answers.pop(0)
        if isinstance(given, Exception):
            raise given
        return given

    monkeypatch.setattr(room, "_asked", asked)
    here = Running(pid=1, host="127.0.0.1", port=1, token="")
    (reached, _) = room.findings(here, ["192.0.2.1"], "https://forum.example")
    assert (reached[0], words in reached[1]) == (good, True)
    assert answers == []


@contextmanager
def secured(certificate: str) -> Iterator[int]:
    """A proxy of this machine that has that certificate; gives its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{certificate}.pem", CERTIFICATES / "key.pem")
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                line, _ = listener.accept()
            except OSError:  # the listener is closed
                return
            line.settimeout(5)
            with suppress(OSError), context.wrap_socket(line, server_side=True) as asked:
                asked.recv(4096)
                asked.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    serving = Thread(target=serve)
    serving.start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    serving.join(timeout=10)


@pytest.mark.parametrize(
    ("certificate", "good", "words"),
    [
        ("good", True, "is good until Jan  1 00:00:00 2126 GMT, of an authority that this machine does not know"),
        ("over", False, "is not good: certificate has expired"),
        ("elsewhere", False, "is not good: IP address mismatch"),
    ],
)
def test_a_certificate_of_a_strange_authority_is_judged_by_its_name_and_its_dates(
    certificate: str, good: bool, words: str
) -> None:
    with secured(certificate) as port:
        here = Running(pid=1, host="127.0.0.1", port=port, token="")
        (reached, _) = room.findings(here, ["127.0.0.1"], f"https://127.0.0.1:{port}")
    assert (reached[0], words in reached[1]) == (good, True), reached[1]


def test_an_address_that_nobody_holds_is_said(server: Server) -> None:
    here = Running(pid=1, host="0.0.0.0", port=server.port, token="")
    found = room.findings(here, ["127.0.0.1"], f"https://127.0.0.1:{free_port()}")
    assert [good for good, _ in found] == [True, False, True]


@pytest.mark.parametrize("good", [True, False])
def test_what_a_device_said_is_put_into_words(good: bool) -> None:
    report = Report("ipad/Safari", good, good, good, "kept" if good else "refused")
    lines = room.in_words(report)
    assert [line[0] for line in lines] == [True, *[good] * 4]
    assert ("private window" in lines[-1][1]) is not good


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_a_silence_says_where_to_look(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", system)
    said = "\n".join(room.unheard(5000))
    assert "client isolation" in said
    assert "captive portal" in said
    assert ("ufw allow 5000/tcp" in said) == (system == "linux")

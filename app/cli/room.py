"""What a second device will find in the room: who answers at which address, what that address allows, what devices say.

`findings` looks from this machine; `told` has the devices that scan the code speak for themselves.
"""

import http.client
import io
import ssl
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from urllib.parse import urlsplit

import click
import segno

from app import clock
from app.cli.acting import ask
from app.domain.device_check import Report
from app.instance import Server

SECONDS = 3
HTTPS = 443
# OpenSSL's words for a certificate of which only the authority is strange: its own, or one given to tablets alone.
UNKNOWN_AUTHORITY = (18, 19, 20, 21)
# Where a machine keeps its door, and who may open it.
DOORS = {
    "win32": "Windows: make this network private (Settings, Network), and allow Python in Windows Defender Firewall",
    "darwin": "macOS: System Settings, Network, Firewall: let Python accept incoming connections",
    "linux": "Linux: `sudo ufw allow {port}/tcp`, or `sudo firewall-cmd --add-port={port}/tcp`",
}


def findings(server: Server | None, addresses: Sequence[str], base_url: str) -> list[tuple[bool, str]]:
    """Sentences on this machine's addresses, each good or wrong; `base_url` is what the cards carry."""
    if server is None:
        return [(False, "no server runs on this folder: start it, then ask again")]
    if not addresses:
        return [(False, "this machine is on no network: no tablet can reach it")]
    proxied = base_url.startswith("https://")
    # Behind a proxy of this machine the server need not listen to anybody else.
    heard = [] if proxied and server.host in ("127.0.0.1", "::1", "localhost") else addresses
    found = [_reached(address, server.port) for address in heard]
    return [*found, *([_proxied(base_url)] if proxied else []), _allows(base_url)]


def code(address: str) -> str:
    """An address as a QR code for the terminal."""
    drawn = io.StringIO()
    segno.make(address, error="m").terminal(drawn, compact=True)
    return drawn.getvalue()


def new_code(server: Server) -> str:
    """Have the server listen for devices; returns the code by which they speak to this terminal alone."""
    given: str = ask(server, "room", {})["code"]
    return given


def told(server: Server, given: str, seconds: float) -> Iterator[Report]:
    """What devices say, as they say it, for so long or until another terminal listens."""
    until_ms, heard = clock.now_ms() + seconds * 1000, 0
    while clock.now_ms() < until_ms:
        answer = ask(server, "room", {"code": given, "heard": heard})
        for report in answer["reports"]:
            heard += 1
            yield Report(**report)
        if answer["over"]:
            return


def end(server: Server, given: str) -> None:
    """Listen no more: whoever scans this code from now on is told so."""
    with suppress(click.ClickException):  # a server that is gone hears nobody
        ask(server, "room", {"code": given, "over": True})


def in_words(report: Report) -> list[tuple[bool, str]]:
    """What a device said: what works there, and what is a limit to know of."""
    return [
        (True, "it reaches the server"),
        _either(
            report.live, "news comes at once", "the network refuses WebSockets: news comes by asking, a little later"
        ),
        _either(
            report.secure, "the address is secure", "the address is not secure (no https): the next two follow from it"
        ),
        _either(report.awake, "its screen stays lit", "its screen may fall asleep: set it to stay on, in its settings"),
        _either(
            report.reopens == "kept",
            "it opens its page again without the network",
            "a page that is closed does not open again without the network"
            + ("" if report.reopens == "insecure" else ": a private window, or a certificate it does not trust"),
        ),
    ]


def unheard(port: int) -> list[str]:
    """Where to look when this machine answers itself and no device was heard."""
    return [
        "this machine answers itself, and no device was heard. Where to look, the most frequent first:",
        "- the tablet is on another network, or on mobile data: put it on the room’s Wi-Fi, and scan again",
        "- the Wi-Fi keeps devices apart (client isolation, guest network): have it lifted, or bring a router",
        f"- a firewall on this machine. {DOORS.get(sys.platform, DOORS['linux']).format(port=port)}",
        "- a page of the network’s own asks for a name or a click first (captive portal): answer it on the tablet",
    ]


def _either(good: bool, yes: str, no: str) -> tuple[bool, str]:
    return good, yes if good else no


def _reached(address: str, port: int) -> tuple[bool, str]:
    shown = f"http://[{address}]:{port}" if ":" in address else f"http://{address}:{port}"
    try:
        with closing(http.client.HTTPConnection(address, port, timeout=SECONDS)) as connection:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return True, f"the server answers at {shown}"
    except (OSError, http.client.HTTPException):
        pass  # said below
    return False, f"nothing answers at {shown}: a firewall, or a server that listens to this machine alone (--host)"


def _proxied(base_url: str) -> tuple[bool, str]:
    """Whether the secure address of the cards answers from here, and how its certificate stands."""
    authority = ""
    try:
        try:
            status, until = _asked(base_url, ssl.create_default_context())
        except ssl.SSLCertVerificationError as error:
            if error.verify_code not in UNKNOWN_AUTHORITY:
                raise
            authority = ", of an authority that this machine does not know"
            status, until = _asked(base_url, _believing(base_url))
    except ssl.SSLCertVerificationError as error:
        return False, f"the certificate of {base_url} is not good: {error.verify_message}"
    except (OSError, http.client.HTTPException):
        return False, f"nothing answers at {base_url}: start the proxy that has its certificate"
    if status != 200:
        return False, f"at {base_url} a proxy answers {status}: it does not reach this server"
    return True, f"the server answers at {base_url}, with a certificate that is good until {until}{authority}"


def _believing(base_url: str) -> ssl.SSLContext:
    """Takes the certificate that is shown there for known, so that its name and its dates are judged all the same."""
    parts = urlsplit(base_url)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    shown = ssl.get_server_certificate((parts.hostname or "", parts.port or HTTPS), timeout=SECONDS)
    context.load_verify_locations(cadata=shown)
    return context


def _asked(base_url: str, context: ssl.SSLContext) -> tuple[int, str]:
    """The status of /healthz there, and until when its certificate is good."""
    parts = urlsplit(base_url)
    connection = http.client.HTTPSConnection(parts.hostname or "", parts.port, timeout=SECONDS, context=context)
    with closing(connection):
        connection.connect()
        certificate = connection.sock.getpeercert() or {}
        connection.request("GET", "/healthz")
        return connection.getresponse().status, str(certificate.get("notAfter", ""))


def _allows(base_url: str) -> tuple[bool, str]:
    if base_url.startswith("https://"):
        return True, f"the cards lead to {base_url}: tablets stay awake, and open their pages again without the network"
    return True, (
        f"the cards lead to {base_url}, without https: tablets keep every ballot, but a page that was closed does not "
        "open again without the network, and a screen may fall asleep"
    )

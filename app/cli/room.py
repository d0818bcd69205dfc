"""What a second device will find in the room: who answers at which address, and what that address allows."""

import http.client
import io
from collections.abc import Sequence
from contextlib import closing

import segno

from app.instance import Server

SECONDS = 3


def findings(server: Server | None, addresses: Sequence[str], base_url: str) -> list[tuple[bool, str]]:
    """Sentences on this machine's addresses, each good or wrong; `base_url` is what the cards carry."""
    if server is None:
        return [(False, "no server runs on this folder: start it, then ask again")]
    if not addresses:
        return [(False, "this machine is on no network: no tablet can reach it")]
    return [*(_reached(address, server.port) for address in addresses), _allows(base_url)]


def code(address: str) -> str:
    """An address as a QR code for the terminal."""
    drawn = io.StringIO()
    segno.make(address, error="m").terminal(drawn, compact=True)
    return drawn.getvalue()


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


def _allows(base_url: str) -> tuple[bool, str]:
    if base_url.startswith("https://"):
        return True, f"the cards lead to {base_url}: tablets stay awake, and open their pages again without the network"
    return True, (
        f"the cards lead to {base_url}, without https: tablets keep every ballot, but a page that was closed does not "
        "open again without the network, and a screen may fall asleep"
    )

"""The outermost WSGI layer: which Host and Origin may speak to us, on every path, the sockets' included.

Flask's own hooks never see a Socket.IO handshake; this does.
"""

import json
import socket
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from app.network import own_addresses
from app.settings import Settings

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
SAFE = ("GET", "HEAD", "OPTIONS")
PROXIED = "palmares.proxied"
NO_SNIFFING = ("X-Content-Type-Options", "nosniff")
ALWAYS = frozenset({"localhost", "127.0.0.1", "::1"})


class Guard:
    """Refuses unknown hosts (421) and foreign origins (403), and forgets what a proxy nobody declared claims."""

    def __init__(self, wsgi: Wsgi, hosts: frozenset[str]) -> None:
        self._wsgi = wsgi
        self._hosts = hosts | ALWAYS

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Let a request through, or answer it here."""
        refusal = self.refusal(environ)
        if refusal is not None:
            start_response(refusal, [("Content-Type", "application/problem+json"), NO_SNIFFING])
            return [json.dumps({"title": refusal[4:], "status": int(refusal[:3])}).encode()]
        claimed = [name for name in environ if name.startswith(("HTTP_X_FORWARDED", "HTTP_FORWARDED"))]
        for name in claimed:
            del environ[name]
        # A proxy on this machine speaks for others: what it forwards did not come from here.
        environ[PROXIED] = bool(claimed)
        # Compressing each push for each client costs more than it saves on small snapshots.
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        if not environ.get("PATH_INFO", "").startswith("/socket.io"):
            return self._wsgi(environ, start_response)

        def respond(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, [*headers, NO_SNIFFING], *rest)

        return self._wsgi(environ, respond)

    def refusal(self, environ: dict[str, Any]) -> str | None:
        """The status that refuses a request, or None: asked before a WebSocket is upgraded, too."""
        host = environ.get("HTTP_HOST", "")
        if hostname(host) not in self._hosts:
            return "421 Misdirected Request"
        return None if self._origin_fits(environ, host) else "403 Forbidden"

    @staticmethod
    def _origin_fits(environ: dict[str, Any], host: str) -> bool:
        socket_io = environ.get("PATH_INFO", "").startswith("/socket.io")
        if environ["REQUEST_METHOD"] in SAFE and not socket_io:
            return True
        origin = environ.get("HTTP_ORIGIN")
        if origin is None:
            return not (socket_io and _is_websocket(environ))
        return str(origin).lower().partition("://")[2] == host.lower()


def _is_websocket(environ: dict[str, Any]) -> bool:
    transport = parse_qs(environ.get("QUERY_STRING", "")).get("transport", [""])[0]
    return transport == "websocket" or str(environ.get("HTTP_UPGRADE", "")).lower() == "websocket"


def hostname(host: str) -> str | None:
    """The name in a Host header, without its port; None if it is not one."""
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def allowed_hosts(settings: Settings) -> frozenset[str]:
    """The names this server answers to: those of the settings, and the machine's own."""
    named = urlsplit(settings.base_url).hostname
    own = [*own_addresses(), socket.gethostname().lower()]
    return frozenset([*settings.hosts, *own, *([named] if named else [])])

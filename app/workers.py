"""What runs beside the requests: publishers and their beat, demonstrations, backups, and the server itself."""

import socket
from pathlib import Path

import gevent
from flask import Flask
from gevent.pywsgi import WSGIServer
from geventwebsocket.handler import WebSocketHandler

from app import changes, clock, instance
from app.extensions import db
from app.live.hours import Hours
from app.live.publisher import Publishers
from app.playing import Players
from app.web.guard import Guard

BACKLOG = 4096
BACKUP_EVERY_S = 300
BACKUPS_KEPT = 24
DRIFT_EVERY_S = 10
WORST_DRIFT_MS = 250


class QuietHandler(WebSocketHandler):  # type: ignore[misc]  # gevent-websocket ships no types
    """A WebSocket handler that writes no access log: our own logs never hold an address with a name in it."""

    def log_request(self) -> None:
        """Nothing."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket: answers leave at once, and a whole room may connect in the same second."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # Inherited by every connection: without it an answer in two segments waits 40 ms for its second.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.bind((host, port))
    listener.listen(BACKLOG)
    listener.setblocking(False)
    return listener


def start(app: Flask) -> None:
    """Start what runs beside the requests."""
    Publishers(app)
    Players(app).start()
    Hours(app).start()
    gevent.spawn(_back_up, app)
    gevent.spawn(_watch_clock, app)


def serve(app: Flask, listener: socket.socket) -> None:
    """Answer requests until stopped."""
    guard = app.wsgi_app
    server = WSGIServer(listener, guard, handler_class=QuietHandler, log=None, error_log=app.logger)
    if not isinstance(guard, Guard):
        raise TypeError("the guard must be the outermost layer")
    # gevent-websocket upgrades before it asks the application: what the guard refuses is not upgraded at all.
    server.pre_start_hook = lambda handler: guard.refusal(handler.environ) is not None
    server.serve_forever()


def _back_up(app: Flask) -> None:
    """A backup every five minutes in which something changed; the last twenty-four are kept."""
    changed = [True]
    changes.on_change(lambda _event_id: changed.__setitem__(0, True))
    folder = Path(app.instance_path) / "backups"
    while True:
        gevent.sleep(BACKUP_EVERY_S)
        if not changed[0]:
            continue
        changed[0] = False  # before the copy: what changes during it is for the next one
        with app.app_context():
            try:
                instance.backup(folder / f"auto-{instance.stamp()}.zip")
                for old in sorted(folder.glob("auto-*.zip"))[:-BACKUPS_KEPT]:
                    old.unlink()
            except Exception:
                changed[0] = True
                app.logger.exception("the backup failed")
            db.session.remove()


def _watch_clock(app: Flask) -> None:
    """Say once when the machine's clock steps away from ours; the timer does not follow it."""
    told = 0
    while True:
        gevent.sleep(DRIFT_EVERY_S)
        drift = clock.drift_ms()
        if abs(drift - told) > WORST_DRIFT_MS:
            app.logger.warning("this machine's clock moved by %s ms since the start", drift)
            told = drift

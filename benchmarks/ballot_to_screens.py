#!/usr/bin/env python3
"""How long from a juror's « Valider » to the last of a hundred connected screens, beside what the wire itself takes.

Prints a table and writes `benchmarks/results/ballot_to_screens.json`. Beside each ballot, in the same run, the same
number of bytes goes over bare TCP connections to as many readers: the ratio holds on any machine.
"""

import json
import selectors
import socket
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import websocket

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.serving import SLUG, Server  # noqa: E402

SCREENS = 100
BALLOTS = 40
WARM_UP = 5
RESULTS = Path(__file__).parent / "results" / "ballot_to_screens.json"


class Screens:
    """A hundred sockets read by one thread, which notes when each has heard of a ballot."""

    def __init__(self, url: str) -> None:
        self._selector = selectors.DefaultSelector()
        self.heard: dict[int, float] = {}
        self.bytes = 0
        for number in range(SCREENS):
            screen = websocket.create_connection(
                url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket", origin=url, timeout=30
            )
            screen.recv()
            screen.send("40" + json.dumps({"event": SLUG}))
            self._selector.register(screen.sock, selectors.EVENT_READ, (number, screen))
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while True:
            for key, _ in self._selector.select():
                number, screen = key.data
                try:
                    frame = screen.recv()
                except websocket.WebSocketException:
                    self._selector.unregister(screen.sock)  # the server was stopped
                    continue
                if frame == "2":
                    screen.send("3")  # the server asks whether we are still there
                elif frame.startswith('42["results"'):
                    self.heard[number] = time.perf_counter()
                    self.bytes = len(frame)

    def all_heard(self, seconds: float = 10) -> float:
        """When the last screen heard."""
        until = time.perf_counter() + seconds
        while len(self.heard) < SCREENS:
            if time.perf_counter() > until:
                raise TimeoutError(f"only {len(self.heard)} of {SCREENS} screens heard of the ballot")
            time.sleep(0.0005)
        return max(self.heard.values())


class BareWire:
    """As many TCP connections as screens, on which the same number of bytes is sent in a loop."""

    def __init__(self) -> None:
        listener = socket.create_server(("127.0.0.1", 0), backlog=SCREENS)
        self._readers = [socket.create_connection(listener.getsockname()) for _ in range(SCREENS)]
        self._writers = [listener.accept()[0] for _ in range(SCREENS)]

    def ms(self, size: int) -> float:
        """How long until the last reader has read `size` bytes."""
        message, began = b"x" * size, time.perf_counter()
        for writer in self._writers:
            writer.sendall(message)
        for reader in self._readers:
            left = size
            while left:
                left -= len(reader.recv(left))
        return (time.perf_counter() - began) * 1000


def measure() -> dict[str, float]:
    """Play the ballots, one at a time, and sum up."""
    acknowledged, last, wire = [], [], []
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder) / "instance") as server:
        screens, bare = Screens(server.url), BareWire()
        screens.all_heard()
        juror = server.person("juror")
        team = juror.get("ballots")[0]["team"]
        for revision in range(WARM_UP + BALLOTS):
            time.sleep(0.15)  # the next ballot finds the publisher rested, as in a hall
            screens.heard.clear()
            began = time.perf_counter()
            juror.validate(team, (revision % 11, (revision // 11) % 11, 5), base=revision)
            answered = time.perf_counter()
            seen = screens.all_heard()
            if revision >= WARM_UP:
                acknowledged.append((answered - began) * 1000)
                last.append((seen - began) * 1000)
                wire.append(bare.ms(screens.bytes))
    return {
        "screens": SCREENS,
        "ballots": BALLOTS,
        "frame_bytes": screens.bytes,
        "acknowledged_ms_p50": statistics.median(acknowledged),
        "last_screen_ms_p50": statistics.median(last),
        "last_screen_ms_p95": statistics.quantiles(last, n=20)[-1],
        "bare_wire_ms_p50": statistics.median(wire),
        "last_screen_over_acknowledged": statistics.median(a / b for a, b in zip(last, acknowledged, strict=True)),
        "last_screen_over_bare_wire": statistics.median(a / b for a, b in zip(last, wire, strict=True)),
    }


def main() -> int:
    """Print the table, write the file; exit 1 where the median misses the 250 ms that were promised."""
    figures = measure()
    print(f"A ballot reaches the last of {SCREENS} connected screens ({BALLOTS} ballots, one process, loopback)\n")
    for name, figure in figures.items():
        print(f"  {name:<32} {figure:>10.2f}" if isinstance(figure, float) else f"  {name:<32} {figure:>10}")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    kept = figures["last_screen_ms_p50"] < 250
    print(f"\n  under 250 ms at the median: {'yes' if kept else 'NO'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())

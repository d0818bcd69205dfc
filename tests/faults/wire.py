"""The room's Wi-Fi at its worst: a TCP proxy of ours, between tablets and the server, that cuts, delays and halves."""

import asyncio
import random
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

CHUNK = 65_536
PATIENCE_S = 60


@dataclass(frozen=True)
class Weather:
    """What may befall each chunk: shares of one, and the longest wait; on its way up to the server, down, or both."""

    cut: float = 0.12
    delayed: float = 0.3
    longest_s: float = 2.0
    halved: float = 0.25
    ways: tuple[str, ...] = ("up", "down")


CALM = Weather(cut=0, delayed=0, halved=0)


class Wire:
    """A proxy before a port of this machine, in a thread of its own; `befell` counts what it did to the chunks.

    Its weather may be changed while it carries.
    """

    def __init__(self, server_port: int, seed: int, weather: Weather) -> None:
        self.befell: Counter[str] = Counter()
        self.weather = weather
        self.port = 0
        self._server_port = server_port
        self._chance = random.Random(seed)
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._over = asyncio.Event()
        self._connections: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def url(self) -> str:
        """Where tablets find the server, through this wire."""
        return f"http://127.0.0.1:{self.port}"

    def has_cut(self, chunks: int) -> None:
        """Come back once that many more chunks were cut."""
        until, wanted = time.monotonic() + PATIENCE_S, self.befell["cut"] + chunks
        while self.befell["cut"] < wanted:
            assert time.monotonic() < until, f"only {self.befell['cut']} chunks were cut"
            time.sleep(0.05)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(10), "the proxy did not start"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(timeout=10)

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._joined, "127.0.0.1", 0, backlog=512)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._over.wait()
        server.close()
        open_still = list(self._connections)
        for connection in open_still:
            connection.cancel()
        await asyncio.gather(*open_still)

    async def _joined(self, tablet: asyncio.StreamReader, to_tablet: asyncio.StreamWriter) -> None:
        connection = asyncio.ensure_future(self._connected(tablet, to_tablet))
        self._connections.add(connection)
        connection.add_done_callback(self._connections.discard)
        # Also where the play ends before it began to carry.
        connection.add_done_callback(lambda _: to_tablet.transport.abort())

    async def _connected(self, tablet: asyncio.StreamReader, to_tablet: asyncio.StreamWriter) -> None:
        """One connection, both ways, until an end of it, the weather or the end of the play closes it."""
        ways: set[asyncio.Task[None]] = set()
        writers = [to_tablet]
        with suppress(ConnectionError, asyncio.CancelledError):
            server, to_server = await asyncio.open_connection("127.0.0.1", self._server_port)
            writers.append(to_server)
            both = ((tablet, to_server, "up"), (server, to_tablet, "down"))
            ways = {asyncio.ensure_future(self._carry(*way)) for way in both}
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
        for writer in writers:
            writer.transport.abort()
        # The play may end while a connection does.
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*ways, *(writer.wait_closed() for writer in writers), return_exceptions=True)

    async def _carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter, way: str) -> None:
        """One way of a connection, chunk by chunk, to its end or to its cut."""
        with suppress(ConnectionError):
            while chunk := await source.read(CHUNK):
                if not await self._passed(chunk, target, self.weather if way in self.weather.ways else CALM):
                    return

    async def _passed(self, chunk: bytes, target: asyncio.StreamWriter, weather: Weather) -> bool:
        """Let a chunk through, late or in two halves; or only its beginning, and then nothing any more."""
        self.befell["chunks"] += 1
        if self._befalls("delayed", weather.delayed):
            await asyncio.sleep(self._chance.uniform(0, weather.longest_s))
        middle = self._chance.randrange(len(chunk))
        if self._befalls("cut", weather.cut):
            target.write(chunk[:middle])
            await target.drain()
            return False
        if self._befalls("halved", weather.halved):
            target.write(chunk[:middle])
            await target.drain()
            await asyncio.sleep(self._chance.uniform(0, weather.longest_s / 10))
            chunk = chunk[middle:]
        target.write(chunk)
        await target.drain()
        return True

    def _befalls(self, what: str, share: float) -> bool:
        befalls = self._chance.random() < share
        self.befell[what] += befalls
        return befalls

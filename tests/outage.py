"""The room's network, between tablets and the server: there, then gone, then back. A TCP proxy of ours."""

import select
import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

CHUNK = 65_536


class Network:
    """A port before the server's; once `lost`, what is open is cut and what is new is refused, until it is `back`."""

    def __init__(self, server_port: int, host: str = "127.0.0.1") -> None:
        self._host = host
        self._server_port = server_port
        self._lock = threading.Lock()
        self._ends: set[socket.socket] = set()
        self._door = self._opened(0)
        self.port = int(self._door.getsockname()[1])

    def _opened(self, port: int) -> socket.socket:
        door = socket.socket()
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((self._host, port))
        door.listen(128)
        threading.Thread(target=self._welcome, args=(door,), daemon=True).start()
        return door

    def _welcome(self, door: socket.socket) -> None:
        with suppress(OSError):  # the door was closed
            while True:
                tablet, _ = door.accept()
                threading.Thread(target=self._carry, args=(tablet,), daemon=True).start()

    def _carry(self, tablet: socket.socket) -> None:
        """Both ways of one connection, until either end closes it or the network is lost."""
        with suppress(OSError), tablet, socket.create_connection(("127.0.0.1", self._server_port)) as server:
            across = {tablet: server, server: tablet}
            with self._lock:
                self._ends |= across.keys()
            try:
                while chunks := [(end, end.recv(CHUNK)) for end in select.select(list(across), [], [])[0]]:
                    for end, chunk in chunks:
                        if not chunk:
                            return
                        across[end].sendall(chunk)
            finally:
                with self._lock:
                    self._ends -= across.keys()

    def lose(self) -> None:
        """From now on nobody answers here."""
        # A thread that waits in accept() holds the door open: shut it before closing it.
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        with self._lock:
            for end in self._ends:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def restore(self) -> None:
        """The same port answers again."""
        self._door = self._opened(self.port)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.lose()

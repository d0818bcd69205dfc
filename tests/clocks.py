"""Clocks that tests move."""

import heapq
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

import gevent
from gevent.event import Event

from app import clock
from app.clock import Clock

# How often the hub is given its turn: a loop that is woken runs in the first, what it wakes in the second.
TURNS = 3


class StillClock(Clock):
    """A clock that stands still until it is told to go on."""

    def __init__(self, now_ms: int = 1_574_947_800_000) -> None:
        super().__init__()
        self.at = now_ms  # 28 November 2019, 14:30 in Amiens

    def now_ms(self) -> int:
        """The instant it was set to."""
        return self.at

    def go_on(self, ms: int) -> None:
        """Let time pass."""
        self.at += ms


@contextmanager
def standing_still() -> Iterator[StillClock]:
    """A clock that only the test moves; then the one there was."""
    known, still = clock._clock, StillClock()
    clock.use(still)
    try:
        yield still
    finally:
        clock.use(known)


class LoopingClock(StillClock):
    """A still clock by which the server's own loops sleep: they wake when the test lets their time come.

    It stands in for `gevent` in a module whose loops it is to keep.
    """

    def __init__(self) -> None:
        super().__init__()
        self._asleep: list[tuple[int, int, Event]] = []
        self._order = count()
        self._loops: list[gevent.Greenlet] = []

    def spawn(self, loop: Callable[..., object], *given: object) -> gevent.Greenlet:
        """Start a loop."""
        self._loops.append(gevent.spawn(loop, *given))
        return self._loops[-1]

    def sleep(self, seconds: float) -> None:
        """Sleep until that time has come on this clock."""
        woken = Event()
        heapq.heappush(self._asleep, (self.at + round(seconds * 1000), next(self._order), woken))
        woken.wait()

    def go_on(self, ms: int) -> None:
        """Let time pass, each loop waking at its own instant, in order."""
        end = self.at + ms
        self.settle()
        while self._asleep and self._asleep[0][0] <= end:
            self.at, _, woken = heapq.heappop(self._asleep)
            woken.set()
            self.settle()
        self.at = end

    def settle(self) -> None:
        """Let every loop do what it is awake for; none of them waits for anything but this clock."""
        for _ in range(TURNS):
            gevent.sleep(0)

    def stop(self) -> None:
        """End the loops."""
        gevent.killall(self._loops)
        self._asleep.clear()

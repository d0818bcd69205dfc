"""The only reader of the clock: UTC epoch milliseconds, immune to steps of the wall clock.

The wall is read once, at start; from then on time advances with the monotonic clock, so that somebody who sets the
laptop's clock during a pitch moves no timer. `drift_ms` says how far the wall has wandered since.
"""

import time


def _steady_ms() -> int:
    """A clock that nobody sets, the time a laptop sleeps included where the system can tell."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
    return time.monotonic_ns() // 1_000_000


class Clock:
    """A clock anchored once to the wall and driven by the monotonic clock."""

    def __init__(self) -> None:
        self._wall_ms = time.time_ns() // 1_000_000
        self._started = _steady_ms()

    def now_ms(self) -> int:
        """The current instant, in UTC epoch milliseconds."""
        return self._wall_ms + self.uptime_ms()

    def uptime_ms(self) -> int:
        """Milliseconds since this clock was made; never goes back."""
        return _steady_ms() - self._started

    def drift_ms(self) -> int:
        """How far the machine's wall clock is from ours, in milliseconds (positive: the wall is ahead)."""
        return time.time_ns() // 1_000_000 - self.now_ms()


_clock = Clock()


def now_ms() -> int:
    """The current instant, in UTC epoch milliseconds."""
    return _clock.now_ms()


def uptime_ms() -> int:
    """Milliseconds since this process started."""
    return _clock.uptime_ms()


def drift_ms() -> int:
    """How far the machine's wall clock has stepped away since the start, in milliseconds."""
    return _clock.drift_ms()


def use(clock: Clock) -> None:
    """Replace the clock of this process; for tests, which inject their own."""
    global _clock
    _clock = clock

"""Clocks that tests move."""

from app.clock import Clock


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

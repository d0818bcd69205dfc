"""What a device found out about itself in the room: whether a juror could use it there, and with what limits."""

from dataclasses import dataclass
from typing import Any

from app.domain.errors import Invalid

# Whether it opens its pages again without the network: it does; no browser does at an address without https; this
# browser does not. The same three as in static/js/lib/reopening.js.
REOPENING = ("kept", "insecure", "refused")


@dataclass(frozen=True)
class Report:
    """What one device says: its plain name, and what works on it at the address that it scanned."""

    device: str
    secure: bool
    live: bool
    awake: bool
    reopens: str


def read(device: str, body: dict[str, Any]) -> Report:
    """A report out of what was sent; Invalid at the value that is none. Nothing of it is free text."""
    for name in ("secure", "live", "awake"):
        if not isinstance(body.get(name), bool):
            raise Invalid.at(name, "True or false is expected.")
    if body.get("reopens") not in REOPENING:
        raise Invalid.at("reopens", "One of the three is expected.")
    return Report(device, body["secure"], body["live"], body["awake"], body["reopens"])

"""What named services took to their heart, each with a sentence that says why: told apart, and no award of the jury."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain import words
from app.domain.errors import Invalid

MOST, LONGEST_NAME = 12, 60


@dataclass(frozen=True)
class Choice:
    """A service, the team that it chose, and why."""

    service: str
    team: int
    why: str


def judged(sent: Sequence[Mapping[str, Any]], teams: Collection[int]) -> tuple[Choice, ...]:
    """The choices that were sent, but for empty lines; Invalid at a line's field: `service-2`, `chosen-2`, `why-2`."""
    lines = [(number, line) for number, line in enumerate(sent, 1) if any(line.values())]
    if len(lines) > MOST:
        raise Invalid.at(f"service-{lines[MOST][0]}", "At most %(most)s services are named.", most=MOST)
    return tuple(_judged(number, line, teams) for number, line in lines)


def read(kept: Any) -> tuple[Choice, ...] | None:
    """The choices that an export holds; None where they are not such."""
    if not isinstance(kept, list) or not all(isinstance(each, dict) for each in kept):
        return None
    fits = all(
        each.keys() == {"service", "team", "why"}
        and isinstance(each["service"], str)
        and type(each["team"]) is int
        and isinstance(each["why"], str)
        for each in kept
    )
    return tuple(Choice(**each) for each in kept) if fits else None


def _judged(number: int, line: Mapping[str, Any], teams: Collection[int]) -> Choice:
    at = {name: f"{name}-{number}" for name in ("service", "chosen", "why")}
    service = words.judged(line.get("service"), LONGEST_NAME, at["service"])
    if service is None:
        raise Invalid.at(at["service"], "Say which service chose it.")
    if line.get("team") not in teams:
        raise Invalid.at(at["chosen"], "Say which team this service chose.")
    why = words.judged(line.get("why"), words.LONGEST["citation"], at["why"])
    if why is None:
        raise Invalid.at(at["why"], "Say why in a sentence.")
    return Choice(service, line["team"], why)

"""The projected screens as the server draws them; their scripts take over from there.

What is said of the results has its twin in static/js/lib/ranking.js; both run tests/cases/results.json. Who comes next
has its own in static/js/lib/stage_face.js; both run tests/cases/coming.json.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from app.access import Identity
from app.domain import evening, timer
from app.models import Criterion, Slot

CELLS = 12
# Beyond this many, a square would be too small to count: twelve squares then share the ballots.
MOST_SQUARES = 24
# As many signs as the head of a criterion has room for.
LONGEST_HEAD = 9


def directed(role: Identity | None) -> tuple[str, ...]:
    """The topic that a screen of the room hears beside what it shows: where the desk sends it."""
    return ("direction",) if role is not None and role.role == "screen" else ()


def face(clock: timer.Timer, now: int) -> dict[str, Any]:
    """What the stage shows of the timer at an instant; `drained` is the share gone of the part."""
    length, elapsed = clock.length_ms, max(0, timer.elapsed_at(clock, now))
    part = timer.part(clock, now)
    share = elapsed * timer.PARTS / length - part if length > 0 else 1
    return {
        "field": timer.field(clock, now),
        "digits": timer.digits(timer.remaining_ms(clock, now)),
        "part": part,
        "drained": round(min(1, share), 4),
    }


def phases(run: Sequence[Slot]) -> dict[str, list[str]]:
    """The phases of each slot in order: what follows time that is over."""
    return {slot.key: [key for key, _ in slot.phases] for slot in run}


def coming_of(stage: Mapping[str, Any], slots: Sequence[Mapping[str, Any]], phase: str) -> dict[str, Any]:
    """Who is on stage (`on`), else who comes next (`team`), and at what planned hour (`at_ms`), as walls name them."""
    on = stage["team"] is not None and stage["timer"]["mode"] != "done"
    following = None if phase in evening.AFTER else stage["next"]
    at = next((slot["planned_at_ms"] for slot in slots if following and slot["id"] == following["slot"]), None)
    return {"on": on, "team": stage["team"] if on else following and following["team"], "at_ms": at}


def settled(stage: Mapping[str, Any], phase: str) -> str | None:
    """The phase where no team comes any more and nobody is on stage all the same."""
    return phase if phase in evening.AFTER and stage["timer"]["mode"] in ("idle", "done") else None


def results_face(results: Mapping[str, Any]) -> str:
    """Which face the results have, by what is let out and not by its name: a freeze keeps what the room saw then."""
    ballots, teams = results["ballots"], results["teams"]
    if ballots is None:
        return "waiting"
    if any(team["rank"] is not None for team in teams):
        return "ranking"
    counted = results["visibility"] == "progress" or ballots["in"] or all(team["ballots"] is None for team in teams)
    return "progress" if counted else "empty"


def rows_told(results: Mapping[str, Any]) -> tuple[list[dict[str, Any]], bool]:
    """The teams to show, and whether others are kept back: of a ranking that shows its upper half, only that half."""
    told = [team for team in results["teams"] if team["ballots"] is not None]
    cut = results_face(results) == "ranking" and len(told) < len(results["teams"])
    return (told if cut else list(results["teams"])), cut


def criterion_words(criteria: Sequence[Criterion], language: str) -> dict[str, str]:
    """What the heads call each criterion, in the event's own language as its ballots do, whoever reads them.

    On a wall the three usual ones have a short name; another one is cut to its first letters.
    """
    with force_locale(language):
        short = {"innovation": _("Innov."), "transferability": _("Reuse"), "cost_use": _("Money")}
    return {each.key: _word(each.label, short.get(each.key)) for each in criteria}


def _word(label: str, short: str | None) -> str:
    if len(label) <= LONGEST_HEAD:
        return label
    return short or f"{label[: LONGEST_HEAD - 2].strip()}."


def squares(counted: int, expected: int) -> list[float]:
    """The gauge of ballots: how full each square is; one per ballot while they can be counted by eye."""
    cells = expected if 0 < expected <= MOST_SQUARES else CELLS
    share = counted * cells / expected if expected else 0
    return [round(min(1, max(0, share - cell)), 3) for cell in range(cells)]


def best(teams: Sequence[dict[str, Any]]) -> dict[str, str]:
    """The highest mean of each criterion, as it is written."""
    found: dict[str, str] = {}
    for team in teams:
        for key, mean in (team["criteria"] or {}).items():
            if mean is not None and (key not in found or float(mean) > float(found[key])):
                found[key] = mean
    return found

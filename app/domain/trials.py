"""Other ways to read the board: by the mean that is not the official one, under the quotas. They decide nothing."""

from typing import Any

from app.domain.official import by_severity

SCORES, SEVERITY, RECEIVED, QUOTA = "scores", "severity", "received", "quota"
Board = dict[str, Any]


def of(method: str) -> tuple[str, str, str]:
    """The views of an event, that of its official scores first."""
    return SCORES, RECEIVED if by_severity(method) else SEVERITY, QUOTA


def lines(found: Board, trial: str) -> list[tuple[dict[str, Any], bool]]:
    """The rows in the order of a view, each with whether the cut is drawn above it."""
    rows = found["teams"]
    mean = {SEVERITY: "adjusted", RECEIVED: "received"}.get(trial)
    if mean is not None:
        rows = sorted(rows, key=lambda row: (row[mean] is None, -float(row[mean] or 0), row["number"]))
    elif trial == QUOTA and found["selection"] and found["selection"]["choices"]:
        chosen = found["selection"]["choices"][0]
        rows = sorted(rows, key=lambda row: row["number"] not in chosen)
    return [(row, place == found["cut"]) for place, row in enumerate(rows)]


def moved(found: Board, method: str) -> tuple[list[int], list[int]]:
    """Who would come in by the mean that is not the official one, and who would go."""
    ours, other = ("adjusted", "plain") if by_severity(method) else ("plain", "adjusted")
    views = [(row["number"], row["views"]) for row in found["teams"] if row["views"]]
    return (
        [number for number, view in views if view[other] == "in" and view[ours] == "out"],
        [number for number, view in views if view[other] == "out" and view[ours] == "in"],
    )


def at_the_cut(found: Board, trial: str) -> tuple[int | None, int | None]:
    """The two teams that a view asks about first: who comes in by it instead of whom, else who stand at the cut."""
    chosen = found["selection"]
    if trial == QUOTA and chosen and chosen["entering"]:
        return chosen["entering"][0], chosen["leaving"][0]
    known = [row["number"] for row, _ in lines(found, trial) if not row.get("recused_me")]
    place = min(max(1, found["cut"] or 1), max(1, len(known) - 1))
    return (known[place - 1], known[place]) if len(known) > 1 else (None, None)

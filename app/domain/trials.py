"""Other ways to read the board: at equal severity, under the quotas. They decide nothing."""

from typing import Any

TRIALS = ("scores", "severity", "quota")
Board = dict[str, Any]


def lines(found: Board, trial: str) -> list[tuple[dict[str, Any], bool]]:
    """The rows in the order of a view, each with whether the cut is drawn above it."""
    rows = found["teams"]
    if trial == "severity":
        rows = sorted(rows, key=lambda row: (row["adjusted"] is None, -float(row["adjusted"] or 0), row["number"]))
    elif trial == "quota" and found["selection"] and found["selection"]["choices"]:
        chosen = found["selection"]["choices"][0]
        rows = sorted(rows, key=lambda row: row["number"] not in chosen)
    return [(row, place == found["cut"]) for place, row in enumerate(rows)]


def moved(found: Board) -> tuple[list[int], list[int]]:
    """Who would come in at equal severity, and who would go."""
    views = [(row["number"], row["views"]) for row in found["teams"] if row["views"]]
    return (
        [number for number, view in views if view["adjusted"] == "in" and view["plain"] == "out"],
        [number for number, view in views if view["adjusted"] == "out" and view["plain"] == "in"],
    )


def at_the_cut(found: Board, trial: str) -> tuple[int | None, int | None]:
    """The two teams that a view asks about first: who comes in by it instead of whom, else who stand at the cut."""
    chosen = found["selection"]
    if trial == "quota" and chosen and chosen["entering"]:
        return chosen["entering"][0], chosen["leaving"][0]
    known = [row["number"] for row, _ in lines(found, trial) if not row.get("recused_me")]
    place = min(max(1, found["cut"] or 1), max(1, len(known) - 1))
    return (known[place - 1], known[place]) if len(known) > 1 else (None, None)

"""What stands in which minutes, from the packet alone: the jury's, everybody's, one team's.

The jury's have every figure. Everybody's have the list, the method and the acts: no score, and nothing of what one
juror gave. A team's have its own score, and the acts that were about it.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from app.domain import official
from app.domain.scoring import Row, display

FULL, PUBLIC, TEAM = "full", "public", "team"
# The order of protocol: who presides, then the elected, then the directors, the agents, the experts.
PROTOCOL = ("elected", "director", "agent", "expert")


@dataclass(frozen=True)
class Asked:
    """Which minutes: of the jury, for everybody, or of one team (its number)."""

    kind: str
    team: int | None = None


def asked(text: str, packet: dict[str, Any]) -> Asked | None:
    """Which minutes an address asks for: `full`, `public`, `team-7`; None where there are none such."""
    if text in (FULL, PUBLIC):
        return Asked(text)
    number = text.removeprefix("team-")
    known = {str(team["number"]): team["number"] for team in packet["teams"]}
    return Asked(TEAM, known[number]) if text.startswith("team-") and number in known else None


def jury(packet: dict[str, Any]) -> list[dict[str, Any]]:
    """The jury in the order of protocol: whoever sits, or gave a ballot that counts."""
    gave = {ballot["juror"] for ballot in packet["ballots"]}
    members = [juror for juror in packet["jury"] if juror["sits"] or juror["juror"] in gave]
    return sorted(members, key=lambda juror: (not juror["chair"], PROTOCOL.index(juror["role"])))


def acts(packet: dict[str, Any], which: Asked) -> list[dict[str, Any]]:
    """The acts that hold, and with them in the jury's own those that were taken back."""
    if which.kind == FULL:
        return list(packet["acts"])
    held = [act for act in packet["acts"] if not act["taken_back"]]
    return [act for act in held if which.team is None or which.team in act["stake"]]


def scores(packet: dict[str, Any]) -> dict[int, str]:
    """The score of each team as it is shown."""
    return display(
        Row(row["team"], row["rank"], row["tied"], None if row["exact"] is None else Fraction(row["exact"]))
        for row in packet["ranking"]
    )


def by_severity(packet: dict[str, Any]) -> bool:
    """Whether its official score is the mean at equal severity."""
    return bool(packet["rules"]["method"] == official.IN_PACKETS[official.ADJUSTED])


def panel_count(packet: dict[str, Any]) -> int:
    """In how many panels without a common team the jury was; 0 where the method has none."""
    return official.panel_count(row.get("panel") for row in packet["ranking"])


def expected(packet: dict[str, Any]) -> int:
    """How many ballots were expected."""
    return len(packet["ballots"]) + len(packet["absences"])


def moved(packet: dict[str, Any], act: dict[str, Any]) -> tuple[list[int], list[int]]:
    """Of the teams an act was about, those that it left on the list and those that it left out."""
    inside = [team for team in act["stake"] if team in act["teams"]]
    return inside, [team for team in act["stake"] if team not in act["teams"]]

"""A list of laureates closed on a real server, and its reveal led by commands."""

from typing import Any

from tests.serving import Person, Server

LAUREATES = [1, 2, 5, 7, 9, 10, 13, 15]


def close_the_list(server: Server, teams: list[int] = LAUREATES) -> Person:
    """Score what is wanted, choose it, close it by one and confirm it by another; the organiser comes back."""
    organiser, chair = server.person("organiser"), server.person("chair")
    left = set(teams)
    for juror in (person for person in server.jury() if left):
        for ballot in juror.get("ballots"):
            if ballot["team"] in left and ballot["state"] == "empty":
                juror.validate(ballot["team"], (6 + ballot["team"] % 5, 7, 8))
                left.remove(ballot["team"])
    decide(organiser, "choose", teams=teams, reason="le jury en a débattu")
    missing = organiser.get("progress")["missing"]
    decide(organiser, "close", absences={f"{juror}/{team}": "absent l’après-midi" for juror, team in missing})
    decide(chair, "confirm")
    return organiser


def decide(who: Person, action: str, **sent: Any) -> None:
    """One act of the list."""
    answer = who.send("POST", "list", {"action": action, **sent})
    assert answer.status_code == 200, answer.text


def move(who: Person, action: str, path: str = "reveal", base: int | None = None, **sent: Any) -> dict[str, Any]:
    """One act of the reveal, at the step of the moment; its snapshot comes back."""
    at = who.get("reveal")["step"] if base is None else base
    answer = who.send("POST", path, {"base": at, "action": action, **sent})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found

"""The day that the pictures show: Amiens, 28 November 2019, acted hour by hour through the real server."""

import random
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests.serving import Person, Server

DATE, ZONE = "2019-11-28", ZoneInfo("Europe/Paris")
SEATED = ("juror", "chair")
CRITERIA = ("innovation", "transferability", "cost_use")
# How each team is liked, from team 1 on: what every juror's scores are drawn around.
LIKED = (8, 7, 7, 7, 6, 7, 9, 6, 8, 7, 5, 7, 8, 7, 6)
# Team 3 is given what team 2 was given: they tie.
TWIN = {3: 2}


def scores(team: int, rank: int) -> tuple[int, int, int]:
    """What the juror of that rank gives the team."""
    taste = random.Random(f"team {TWIN.get(team, team)}, juror {rank}")
    first, second, third = (min(10, max(0, LIKED[team - 1] + taste.choice((-2, -1, 0, 0, 1, 1, 2)))) for _ in range(3))
    return first, second, third


class Day:
    """The hands that move the day: the clock, the desk, the jury."""

    def __init__(self, server: Server, clock: Path) -> None:
        self.server = server
        self._clock = clock
        self.organiser = server.person("organiser")
        held = [link for link in server.links if link["role"] in SEATED]
        self.jury = {str(link["label"]): server.person(link["role"], self._rank(link)) for link in held}

    def _rank(self, link: dict[str, Any]) -> int:
        return [other for other in self.server.links if other["role"] == link["role"]].index(link)

    def at(self, hour: str) -> None:
        """It is that hour of the day: `14:30:05`, or `14:30:05.5`."""
        self._clock.write_text(str(instant_ms(hour)), encoding="ascii")

    def juror(self, number: int) -> Person:
        """A juror by their place in the table, from 1."""
        return list(self.jury.values())[number - 1]

    def call(self, team: int) -> None:
        """Call a team on stage."""
        slots = self.organiser.get("agenda")["slots"]
        self.organiser.timer("call", slot=next(slot["id"] for slot in slots if slot["team"] == team))

    def plays(self, team: int, begins: str, questions: str, ends: str) -> None:
        """A whole turn: the pitch, the questions, and every expected ballot validated before the end."""
        self.at(begins)
        self.call(team)
        self.organiser.timer("start")
        self.at(questions)
        self.organiser.timer("next")
        self.at(ends)
        self.everybody_scores(team)
        self.organiser.timer("stop")

    def acknowledges(self) -> None:
        """Every juror but the last one acknowledges the rules, at the briefing."""
        for juror in list(self.jury.values())[:-1]:
            self.form(juror, "jury/rules")

    def writes(
        self, juror: int, team: int, given: dict[str, int | None], comment: str = "", final: bool = False
    ) -> None:
        """A juror writes over what is known of their ballot: a draft unless it is final."""
        who = self.juror(juror)
        known = next(ballot for ballot in who.get("ballots") if ballot["team"] == team)
        body = {"base": known["revision"], "scores": given, "comment": comment, "final": final}
        answer = who.send("PUT", f"ballots/{team}", body)
        assert answer.status_code == 200, answer.text

    def form(self, who: Person, path: str, **fields: str | list[str]) -> None:
        """Post a form of a page of the event, which must be obeyed."""
        sent = {"csrf_token": who.session()["csrf"], **fields}
        answer = who.http.post(f"{who.url}/{who.slug}/{path}", data=sent, allow_redirects=False, timeout=10)
        assert answer.status_code == 303, answer.text

    def types(self, who: Person, juror: str, team: int, place: int, given: tuple[int, int, int]) -> None:
        """Somebody types a paper ballot: the first reading, or the second."""
        figures = {f"score-{key}": str(score) for key, score in zip(CRITERIA, given, strict=True)}
        self.form(who, f"desk/paper/{juror}/{team}", place=str(place), base="0", **figures)

    def everybody_scores(self, team: int) -> None:
        """Every juror who is expected to and has not yet done so validates a ballot for the team."""
        for rank, juror in enumerate(self.jury.values()):
            mine = {ballot["team"]: ballot for ballot in juror.get("ballots")}
            known = mine.get(team)
            if known is not None and not known["counts"] and known["state"] != "set_aside":
                juror.validate(team, scores(team, rank), base=known["revision"])

    def shows(self, visibility: str) -> None:
        """The room sees no more than that."""
        self.command("visibility", {"visibility": visibility})

    def command(self, path: str, body: dict[str, Any], who: Person | None = None) -> None:
        """Send a command that must be obeyed, from the desk unless told otherwise."""
        answer = (who or self.organiser).send("POST", path, body)
        assert answer.status_code == 200, answer.text


def instant_ms(hour: str) -> int:
    """An hour of that day in Amiens, as the server counts."""
    return round(datetime.fromisoformat(f"{DATE}T{hour}").replace(tzinfo=ZONE).timestamp() * 1000)

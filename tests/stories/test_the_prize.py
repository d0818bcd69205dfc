"""The TERRITORIA prize of 2017, from the jury on 19 October to the announcement on 14 November: judged on paper."""

import json
from collections import Counter
from datetime import datetime
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from app import access, changes, clock
from app.actions.ballots import append_version
from app.cli.event import load, verify
from app.documents.sheets import EXAMPLES
from app.domain.ballots import Values
from app.extensions import db
from app.queries import ballots, records
from tests.clocks import StillClock
from tests.conftest import Doors
from tests.listing import CRITERIA, Jury
from tests.visiting import Visitor

SLUG = "territoria-2017"
PARIS = ZoneInfo("Europe/Paris")
# What the jury gives, more or less, to a project of each tier.
AROUND = {"gold": 9, "silver": 7, "bronze": 5}
GOLD = "gold"
# Which projects had silver and bronze; the others had gold.
SILVER = (4, 6, 14, 24, 28, 34)
BRONZE = (2, 8, 10, 12, 15, 22, 26, 30, 36, 38)


def tier(number: int) -> str:
    """What a project was given."""
    return "silver" if number in SILVER else "bronze" if number in BRONZE else GOLD


def at(*when: int) -> int:
    """An instant of 2017, by the clocks of Paris."""
    return int(datetime(2017, *when, tzinfo=PARIS).timestamp()) * 1000  # type: ignore[misc,arg-type]


@pytest.fixture
def prize(app: Flask, still_clock: StillClock) -> Jury:
    """The prize as the command loads it, a week before its jury."""
    still_clock.at = at(10, 12, 9)
    said = app.test_cli_runner().invoke(load, [str(EXAMPLES[SLUG])])
    assert said.output == f"{SLUG} is loaded.\n"
    with app.app_context():
        event = records.event(db.session(), SLUG)
        assert event is not None
    return Jury(app, Doors(app, event))


def scores(juror: int, number: int) -> tuple[int, int, int]:
    """What a juror gives: near what the tier wants, one a little above, another a little below."""
    middle = AROUND[tier(number)]
    return middle, middle + (juror % 3 - 1), middle - (number + juror) % 2


def read_the_others(app: Flask) -> None:
    """The members of the jury validate their other 37 ballots, as one piece of work."""
    with app.app_context(), changes.transaction() as session:
        event = records.event(session, SLUG)
        assert event is not None
        change = changes.Change(session, event, access.system(event.id), clock.now_ms())
        for key, number in ballots.grid(session, event).expected:
            juror, team = records.juror(session, event, key), records.team(session, event, number)
            if number > 1 and juror is not None and team is not None:
                given = dict(zip(CRITERIA, scores(juror.position, number), strict=True))
                append_version(change, None, juror, team, Values(given, "", final=True), author=f"juror:{key}")


def kit(who: Visitor) -> str:
    """The press kit as its page says it, with plain spaces."""
    page = who.client.get(f"/{SLUG}/desk/list/press?lang=fr")
    assert page.status_code == 200
    article = page.get_data(as_text=True).partition("<article")[2].partition("</article>")[0]
    return " ".join(unescape(article).replace("\u202f", " ").replace("\u00a0", " ").split())


def published(who: Visitor) -> dict[str, Any]:
    """The palmarès as open data."""
    answer = who.client.get(f"/{SLUG}/palmares.json")
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.get_data())
    return found


def test_the_prize_from_its_jury_to_its_press_kit(app: Flask, prize: Jury, still_clock: StillClock) -> None:
    organiser, chair, room = prize.organiser, prize.chair, prize.doors.stranger()

    # The programme says that the announcement is on another day than the jury.
    assert "mardi 14 novembre 2017" in room.client.get(f"/{SLUG}/agenda?lang=fr").text

    # 19 October. The jury meets: five members read 38 projects each; nobody pitches, the room sees nothing.
    still_clock.at = at(10, 19, 9)
    assert organiser.send("POST", "phase", {"phase": "deliberation"}).status_code == 200
    assert organiser.send("POST", "scoring", {"state": "open", "reason": ""}).status_code == 200
    members = [chair, *(prize.doors.enter("juror", number) for number in range(4))]
    for juror, member in enumerate(members):
        assert member.ballot(1, scores(juror, 1)).status_code == 200
    read_the_others(app)
    assert organiser.topic("progress").get_json()["missing"] == []
    assert room.topic("results").get_json()["ballots"] is None

    # The list is all of them, chosen without a word since it leaves no ranking; closed by one, confirmed by another.
    assert prize.decide(chair, "choose", teams=list(range(1, 39)))[0] == 200
    assert prize.decide(organiser, "close")[1]["state"] == "closing"
    assert prize.decide(chair, "confirm")[1] == {"state": "closed", "packet": 1}

    # Until 14 November nothing is public; the press kit is ready, and says until when it is under embargo.
    still_clock.at = at(11, 13, 18)
    assert room.client.get(f"/{SLUG}/palmares").status_code == 404
    assert room.client.get(f"/{SLUG}/desk/list/press").status_code == 401
    assert "Sous embargo" in kit(organiser)
    assert "Annonce : mardi 14 novembre 2017, 17 h 30. Remise des trophées" in kit(organiser)

    # 14 November, half past five: category after category, the highest tier last.
    still_clock.at = at(11, 14, 17, 30)
    move(organiser, "start")
    called: list[tuple[str, str, int]] = []
    while (shown := move(organiser, "next"))["kind"] != "recap":
        if shown["kind"] == "laureate":
            called.append((shown["category"]["name"], shown["tier"], shown["team"]["number"]))
    assert {number: t for _, t, number in called} == {number: tier(number) for number in range(1, 39)}
    last_of = {category: t for category, t, _ in called}
    assert len(last_of) == 18 and set(last_of.values()) == {GOLD}
    move(organiser, "finish")

    # The palmarès has the counts of the release.
    found = published(room)
    assert len(found["laureates"]) == 38
    assert Counter(each["tier"] for each in found["laureates"]) == {"gold": 22, "silver": 6, "bronze": 10}
    assert (found["counts"]["teams"], found["counts"]["organisations"]) == (38, 31)
    assert [(each["tier"], each["organisation"]) for each in found["beside"]] == [
        ("excellence", "angers"),
        ("excellence", "alm"),
    ]
    (shared,) = [each for each in found["laureates"] if "+" in each["organisations"]]
    assert (shared["number"], shared["tier"]) == (16, GOLD)

    # The press kit is built as the real one: a release that counts and lists by tier, the categories, each project.
    said = kit(organiser)
    assert "mbargo" not in said
    for fact in (
        "38 dossiers étaient en lice, portés par 31 collectivités",
        "Or : 22. Albi (2)",
        "Argent : 6. Dunkerque",
        "Bronze : 10. Issy-les-Moulineaux",
        "Aménagement / Urbanisme (avec Fimbacte)",
        "Excellence, Angers. Pour le cinquième TERRITORIA d’or",
    ):
        assert fact in said, fact
    assert [said.index(part) for part in PARTS] == sorted(said.index(part) for part in PARTS)
    verified = app.test_cli_runner().invoke(verify, [SLUG])
    assert (verified.exit_code, verified.output.splitlines()[-1]) == (0, "ok"), verified.output


PARTS = (">Communiqué", ">Or : 22", ">Palmarès", ">Les projets")


def move(who: Visitor, action: str) -> dict[str, Any]:
    """One act of the reveal; what the room sees of it."""
    base = who.topic("reveal").get_json()["step"]
    answer = who.send("POST", "reveal", {"base": base, "action": action})
    assert answer.status_code == 200, answer.get_json()
    shown: dict[str, Any] = answer.get_json()["shown"]
    return shown

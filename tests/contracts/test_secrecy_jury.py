"""While the room sees no figures, nobody's bytes depend on a score but those of the juror who gave it.

Least of all a recused juror's. Two worlds live the same day; the same ballots are saved at the same instants, and only
their scores, their comments and whose draft it is differ.
"""

import re
from typing import Any

import pytest

from app import topics
from app.queries import progress, results
from tests.contracts.conftest import Lived
from tests.contracts.room_day import REASON, REMARK, SHOWN, ballot, shows, stage, tablet
from tests.worlds import Act, Programme, Seen, World, events_of, told_apart

TEAM, OTHER_TEAM, ITS_SLOT = 4, 1, "s10"
# Who is at work in both worlds and scores team 4 in neither.
READERS = {"recused": ("juror", 4), "chair": ("chair", 0), "juror": ("juror", 6), "organiser": ("organiser", 0)}
# Salted, so that the chain it comes from cannot be guessed: drawn, for the reader.
RECEIPT = re.compile(r"\b[A-Z]\d-\d{3}\b")


def step_aside(name: str) -> Act:
    """Somebody steps aside for the team."""

    def act(world: World) -> None:
        body = {"team": TEAM, "reason": REASON}
        assert world.person(name, *READERS[name]).send("POST", "recusals", body).status_code == 200

    return act


def exclude(name: str) -> Act:
    """The chair takes somebody out of the team."""

    def act(world: World) -> None:
        page = world.person(name, *READERS[name]).client.get(f"/{world.slug}/jury").get_data(as_text=True)
        found = re.search(r'"juror": ?"(\w+)"', page)
        assert found
        body = {"team": TEAM, "reason": REASON, "juror": found[1]}
        assert world.person("chair", *READERS["chair"]).send("POST", "recusals", body).status_code == 200

    return act


def arrive(world: World) -> None:
    """The readers listen from now on."""
    for name, seat in READERS.items():
        world.person(name, *seat)
        world.listen(name)


def own_ballot(world: World) -> None:
    """The recused juror scores another team, and tries the one they stepped aside for."""
    for team, answer in ((OTHER_TEAM, 200), (TEAM, 403)):
        path = f"/api/events/{world.slug}/ballots/{team}"
        token = {"X-CSRFToken": world.person("recused").csrf}
        scores = {"innovation": 5, "transferability": 6, "cost_use": 7}
        sent = {"op": f"{'B' * 20}{answer // 100}A", "base": 0, "scores": scores, "comment": "", "final": True}
        assert world.ask("recused", path, "PUT", json=sent, headers=token).status_code == answer


def everybody_asks(world: World) -> None:
    """Each reads what is theirs: pages, ballots, topics."""
    for name in READERS:
        pages = ("desk", "desk/timer") if name == "organiser" else OF_THE_JURY
        for page in (*pages, "results"):
            world.ask(name, f"/{world.slug}/{page}")
        for topic in (*topics.BUILDERS, "ballots", "standing"):
            world.ask(name, f"/api/events/{world.slug}/{topic}")


def nobody_asks(_world: World) -> None:
    """The frames are enough."""


DAY: Programme = (
    (200, arrive),
    (1_000, step_aside("recused")),
    (1_050, step_aside("chair")),
    (1_100, exclude("juror")),
    (2_000, stage("call", slot=ITS_SLOT)),
    (3_000, stage("start")),
    (11_000, own_ballot),
)
END_MS = 12_000
OF_THE_JURY = ("jury", f"jury/{TEAM}", f"jury/{OTHER_TEAM}", "jury/scores", "jury/versions")


def jury_at_work(first: tuple[int, int, int], second: tuple[int, int, int], comment: str) -> Programme:
    """Validated ballots, a change of mind and a draft, all of other jurors."""
    return (
        (4_000, ballot(0, TEAM, first, comment=comment)),
        (5_000, ballot(7, TEAM, second)),
        (6_000, ballot(0, TEAM, second, base=1, comment=comment)),
        (7_000, ballot(10, TEAM, first, final=False, comment=comment)),
        (8_000, ballot(7, OTHER_TEAM, first)),
    )


HIGH, LOW = jury_at_work((9, 9, 9), (8, 9, 10), ""), jury_at_work((1, 2, 1), (0, 0, 3), REMARK)


BOARD, BOARD_REVISION = '2["board"', re.compile(r',?"board":\d+')


def but_receipts(seen: Seen) -> Seen:
    """What was seen, receipts apart."""
    return {place: RECEIPT.sub("…", text) for place, text in seen.items()}


def but_the_board(seen: Seen) -> Seen:
    """What the organiser and the chair were told, the board apart."""
    told = {}
    for place, text in seen.items():
        if place.startswith(("organiser", "chair")):
            if place.endswith("/board"):
                continue
            kept = [line for line in text.splitlines() if BOARD not in line]
            told[place] = BOARD_REVISION.sub("", "\n".join(kept)) if place.endswith("frames") else text
        else:
            told[place] = text
    return told


def test_nobodys_bytes_depend_on_the_scores_of_others(lived: Lived) -> None:
    """Whoever it is, organiser and chair too, while the room sees no figures: counts first, then nothing."""
    day = (*DAY, *SHOWN["progress"], (6_500, shows("hidden")))
    high, low = (but_receipts(lived(day, work, asks=everybody_asks, until_ms=END_MS)) for work in (HIGH, LOW))
    assert {name for name in READERS if "progress" in high[f"{name}: frames"]} == READERS.keys()
    # The board is theirs whose work it is to see the scores: all that they hear beside it is the same.
    assert told_apart(but_the_board(high), but_the_board(low)) == []


def test_a_juror_hears_how_many_scored_and_not_who_drafts_nor_when(lived: Lived) -> None:
    """Another hand drafts, a tablet comes and goes, a juror who validated changes their mind: no frame, no byte."""
    day = (*DAY, *SHOWN["hidden"], (4_000, ballot(0, TEAM, (9, 9, 9))))
    one = ((5_000, ballot(7, TEAM, (1, 1, None), final=False)),)
    other = (
        (5_000, ballot(10, TEAM, (1, 1, None), final=False)),
        (6_000, tablet),
        (7_000, ballot(0, TEAM, (1, 1, 1), base=1)),
    )
    seen = [but_receipts(lived(day, work, asks=nobody_asks, until_ms=END_MS)) for work in (one, other)]
    assert told_apart(*seen) == ["chair: frames", "organiser: frames"]  # who drafts, and when, is on their own view
    told = [content for _, name, content in events_of(seen[0]["recused: frames"]) if name == "progress"][-1]
    assert told.keys() == {
        "epoch",
        "revision",
        "sent_at_ms",
        "as_of_ms",
        "teams",
        "missing",
        "reopened",
        "declared",
        "vote",
        "deliberation",
    }
    assert all(team.keys() == {"number", "in", "expected", "drafts"} for team in told["teams"])


def receipts(lived: Lived) -> list[str]:
    """What one juror is given after another's ballot, in a world that is always the same."""
    day = ((0, ballot(0, TEAM, (9, 9, 9))), (1_000, ballot(4, OTHER_TEAM, (5, 6, 7))))
    mine = "/api/events/amiens-2019/ballots"
    seen = lived(day, asks=lambda world: world.ask("juror 4", mine), until_ms=2_000)
    return RECEIPT.findall(seen[f"juror 4: GET {mine}"])


def test_a_receipt_does_not_give_away_the_ballot_before_it(lived: Lived) -> None:
    """It comes from a chain that holds that ballot's scores: whoever guesses them right must not see it by it."""
    first, again = receipts(lived), receipts(lived)
    assert len(first) == len(again) == 1
    assert first != again


def test_control_a_receipt_of_a_chain_without_salt_is_noticed(lived: Lived, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.actions.ballots.salt", lambda: "")
    assert receipts(lived) == receipts(lived)


def test_control_a_progress_with_a_mean_is_noticed(lived: Lived, monkeypatch: pytest.MonkeyPatch) -> None:
    def snapshot(session: Any, event: Any, view: str) -> dict[str, Any]:
        best = max(team["score"] or "" for team in results.ranked(session, event)["teams"])
        return {**progress.snapshot(session, event, view), "best": best}

    monkeypatch.setitem(topics.BUILDERS, "progress", snapshot)
    day = (*DAY[:3], *SHOWN["hidden"])
    high, low = (lived(day, work[:1], asks=nobody_asks, until_ms=5_000) for work in (HIGH, LOW))
    assert told_apart(high, low) == sorted(f"{name}: frames" for name in READERS)

"""What the room may not see yet changes nothing that the room receives.

Two worlds live the same day at the same instants and differ only in secrets: who scored, what, how often and when.
All that a visitor, a screen, a team, a coach and a timekeeper are answered and sent is compared byte for byte:
statuses, headers, bodies, entity tags; frames, their number, their order and their instants, beats among them.
"""

import csv
import json
import re
from collections.abc import Callable, Iterable

import pytest
from flask import Flask, Response
from sqlalchemy import func, select, update

from app import changes
from app.extensions import db
from app.live import sockets
from app.live.publisher import Publisher
from app.models import BallotVersion, Event
from app.queries import results
from tests.conftest import Doors
from tests.contracts.conftest import Lived
from tests.contracts.room_day import (
    FIRST_SECRETS,
    LATE_REMARK,
    MORNING,
    NOON_MS,
    REASON,
    REMARK,
    ROOM,
    SHOWN,
    TEAM,
    ballot,
    results_are_asked,
    shows,
)
from tests.preparing import EXAMPLE
from tests.worlds import Seen, events_of, told_apart

TwoWorlds = Callable[[str], tuple[Seen, Seen]]
NO_FIGURES = {"rank": None, "tied": False, "score": None, "criteria": None, "ballots": None}
STAMPS = ("revision", "sent_at_ms", "as_of_ms", "ballots")
# The count where it is written or drawn, and what follows from it.
OF_THE_COUNT = re.compile(
    r"Content-Length: \d+|results\.all\.\d+"  # headers
    r'|<p class="board__count".*?</p>'  # the page
    r'|(?<="results": \{)"as_of_ms": \d+, "ballots": \{[^}]*\}, "epoch": "\w+", "revision": \d+'  # its island
    r'|(?<=\n\n\{)"epoch":"\w+","revision":\d+,"sent_at_ms":\d+,"as_of_ms":\d+|"ballots":\{[^}]*\}'  # the topic
    r'|(?<="results":)\d+(?=(?:,"\w+":\d+)*\}\}\]$)',  # a beat
    re.DOTALL | re.MULTILINE,
)


def of_results(place: str) -> bool:
    """Whether it is a place where the results are told."""
    return "/results" in place or place.endswith("frames")


def body(seen: Seen, place: str) -> dict[str, object]:
    """The JSON that was answered there."""
    found: dict[str, object] = json.loads(seen[place].split("\n\n", 1)[1])
    return found


def but_for_the_count(seen: Seen) -> Seen:
    """What is told where the results are, beside the count; their frames, and 304 for 200, are looked at apart."""
    kept = {place: text for place, text in seen.items() if of_results(place) and "if-new" not in place}
    for place, text in kept.items():
        lines = [line for line in text.split("\n") if '2["results"' not in line]
        kept[place] = OF_THE_COUNT.sub("…", "\n".join(lines))
    return kept


def results_told(seen: Seen, name: str) -> list[tuple[int, dict[str, object]]]:
    """The results that somebody was sent, and when."""
    return [(at, told) for at, topic, told in events_of(seen[f"{name}: frames"]) if topic == "results"]


def test_hidden_tells_nothing_by_any_answer_or_frame(two_worlds: TwoWorlds) -> None:
    quiet, busy = two_worlds("hidden")
    assert told_apart(quiet, busy) == []


def test_hidden_shows_no_figure_in_the_order_of_the_teams(two_worlds: TwoWorlds) -> None:
    shown = body(two_worlds("hidden")[1], "visitor: GET /api/events/amiens-2019/results")
    assert shown["ballots"] is None
    assert [team["number"] for team in shown["teams"]] == list(range(1, 16))
    for team in shown["teams"]:
        assert NO_FIGURES.items() <= team.items()
        assert team.keys() - NO_FIGURES.keys() == {"number", "title", "short_title", "organisation"}


def test_what_is_for_operators_is_refused_from_outside_and_through_a_proxy_alike(two_worlds: TwoWorlds) -> None:
    paths = ("/metrics", "/metrics?proxied", "/readyz", "/readyz?proxied")
    answers = {two_worlds("hidden")[1][f"visitor: GET {path}"].replace("%3Fproxied", "") for path in paths}
    assert [answer.split("\n")[0] for answer in answers] == ["404 NOT FOUND"]


def test_frozen_tells_nothing_of_what_came_after_the_freeze(two_worlds: TwoWorlds) -> None:
    quiet, busy = two_worlds("frozen")
    assert told_apart(quiet, busy) == []
    shown = body(busy, "visitor: GET /api/events/amiens-2019/results")
    assert [(team["number"], team["rank"], team["score"]) for team in shown["teams"]][:3] == [
        (TEAM - 1, 1, "8.00"),
        (1, 2, "6.00"),
        (2, None, None),
    ]
    assert shown["ballots"]["in"] == 2


def test_a_freeze_of_what_was_hidden_shows_nothing(lived: Lived) -> None:
    frozen = (*MORNING, *SHOWN["hidden"], (4_000, shows("frozen")), (4_500, shows("frozen")))
    quiet, busy = (lived(frozen, secrets, asks=results_are_asked, until_ms=NOON_MS) for secrets in ((), FIRST_SECRETS))
    assert told_apart(quiet, busy) == []


def test_an_event_loaded_as_frozen_has_shown_nothing_yet(app: Flask, doors: Doors) -> None:
    with app.app_context(), changes.transaction() as session:
        session.execute(update(Event).values(visibility="frozen"))
    assert doors.enter("juror").ballot(TEAM).status_code == 200
    shown = doors.stranger().topic("results").get_json()
    assert shown["ballots"] is None
    assert all(NO_FIGURES.items() <= team.items() for team in shown["teams"])


def test_what_was_frozen_is_not_kept_once_something_else_is_shown(app: Flask, doors: Doors) -> None:
    for visibility, kept in (("frozen", True), ("hidden", False)):
        assert doors.enter("organiser").send("POST", "visibility", {"visibility": visibility}).status_code == 200
        with app.app_context():
            assert (db.session.scalars(select(Event.frozen)).one() is not None) is kept


def test_progress_tells_the_count_and_nothing_else(two_worlds: TwoWorlds) -> None:
    quiet, busy = two_worlds("progress")
    assert [place for place in told_apart(quiet, busy) if not of_results(place)] == []
    assert told_apart(but_for_the_count(quiet), but_for_the_count(busy)) == []
    shown = body(busy, "visitor: GET /api/events/amiens-2019/results")
    assert all(NO_FIGURES.items() <= team.items() for team in shown["teams"])


def test_progress_is_sent_where_the_count_changed_and_at_no_other_time(two_worlds: TwoWorlds) -> None:
    quiet, busy = two_worlds("progress")
    begun = results_told(quiet, "visitor")[0][0] - 500
    for name in ROOM:
        told = [(at - begun, tuple(shown["ballots"].values())) for at, shown in results_told(busy, name)]
        assert told == [(500, (0, 144)), (2_000, (1, 144)), (2_100, (2, 144)), (5_000, (3, 144)), (9_000, (3, 143))]
        assert len(results_told(quiet, name)) == 1
        beside = [{**shown, **dict.fromkeys(STAMPS)} for seen in (quiet, busy) for _, shown in results_told(seen, name)]
        assert beside == [beside[0]] * 6
    assert [shown["ballots"] for _, shown in results_told(busy, "latecomer")] == [{"in": 3, "expected": 143}]


def test_a_topic_is_new_only_where_something_may_be_seen(two_worlds: TwoWorlds) -> None:
    asked = "visitor: GET /api/events/amiens-2019/results?if-new"
    answers = {shown: [seen[asked].split()[0] for seen in two_worlds(shown)] for shown in SHOWN}
    assert answers == {
        "hidden": ["304", "304"],
        "progress": ["304", "200"],
        "frozen": ["304", "304"],
        "live": ["304", "200"],
    }


def test_live_tells_scores_by_the_results_alone(two_worlds: TwoWorlds) -> None:
    quiet, busy = two_worlds("live")
    apart = told_apart(quiet, busy)
    assert [place for place in apart if not of_results(place)] == []
    assert "visitor: GET /amiens-2019/results" in apart
    apart = told_apart(but_for_the_count(quiet), but_for_the_count(busy))
    assert [place for place in apart if place.endswith("frames")] == []


def test_live_tells_nothing_of_who_scored_nor_of_drafts(lived: Lived) -> None:
    """The same scores at the same instants from the other juror, with other comments and other drafts."""
    one = ((2_000, ballot(0, TEAM, (9, 9, 9))), (3_000, ballot(3, TEAM, (3, 2, 1), comment=REMARK)))
    other = ((2_000, ballot(3, TEAM, (9, 9, 9), comment=REMARK)), (3_000, ballot(0, TEAM, (3, 2, 1))))
    drafts = ((1_000, ballot(4, TEAM, (1, 2, 3), final=False)), (4_000, ballot(0, 7, (1, None, 3), final=False)))
    live = (*MORNING, *SHOWN["live"])
    seen = [lived(live, *acts, asks=results_are_asked, until_ms=NOON_MS) for acts in ([one], [other, drafts])]
    assert told_apart(*seen) == []
    assert results_told(seen[0], "visitor")[-1][1]["ballots"]["in"] == 2


@pytest.mark.parametrize("shown", SHOWN)
def test_no_juror_and_no_personal_text_is_named_to_the_room(two_worlds: TwoWorlds, shown: str) -> None:
    with (EXAMPLE / "jurors.csv").open(encoding="utf-8-sig") as file:
        jurors = list(csv.DictReader(file, delimiter=";"))
    names = {row["name"] for row in jurors if row["name"].isascii()} | {f'"{row["key"]}"' for row in jurors}
    assert len(names) > len(jurors)
    personal = names | {REMARK, LATE_REMARK, REASON, "juror:"}
    assert {text for text in personal for seen in two_worlds(shown)[1].values() if text in seen} == set()


def noticed(lived: Lived) -> Iterable[str]:
    """Where a broken product lets its two worlds be told apart under `hidden`."""
    morning = (*MORNING, *SHOWN["hidden"])
    quiet, busy = (lived(morning, secrets, asks=results_are_asked, until_ms=NOON_MS) for secrets in ((), FIRST_SECRETS))
    return told_apart(quiet, busy)


def test_control_a_projection_that_counts_ballots_is_noticed(lived: Lived, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "shown", results.ranked)
    assert {"visitor: GET /amiens-2019/results", "visitor: frames"} <= set(noticed(lived))


def test_control_a_publisher_that_sends_on_any_change_is_noticed(lived: Lived, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = Publisher._publish
    monkeypatch.setattr(Publisher, "_publish", lambda self: self._told.clear() or honest(self))
    assert noticed(lived) == ["visitor: frames"]


def test_control_a_beat_that_carries_the_desks_revision_is_noticed(
    lived: Lived, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = Publisher.beat

    def beat(publisher: Publisher) -> None:
        with pytest.MonkeyPatch.context() as patch:
            told = {audience: (*heard, ("progress", "desk")) for audience, heard in sockets.AUDIENCES.items()}
            patch.setattr(sockets, "AUDIENCES", told)
            honest(publisher)

    monkeypatch.setattr(Publisher, "beat", beat)
    assert noticed(lived) == ["visitor: frames"]


def test_control_an_entity_tag_of_hidden_content_is_noticed(lived: Lived, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = Response.set_etag

    def set_etag(response: Response, tag: str, weak: bool = False) -> None:
        honest(response, f"{tag}.{db.session.scalar(select(func.count(BallotVersion.id)))}", weak)

    monkeypatch.setattr(Response, "set_etag", set_etag)
    topic = "visitor: GET /api/events/amiens-2019/results"
    assert noticed(lived) == [topic, f"{topic}?if-new"]

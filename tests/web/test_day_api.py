"""Scoring, phase, visibility, recusals: the rules of the day and what each lets out."""

import json

import pytest

from tests.conftest import Doors
from tests.visiting import Visitor


def results(visitor: Visitor) -> dict[str, object]:
    """The results as this visitor hears them."""
    found: dict[str, object] = visitor.topic("results").get_json()
    return found


def test_live_results_rank_the_teams_and_give_scores_as_strings(doors: Doors) -> None:
    for number, scores in enumerate([(9, 9, 9), (8, 8, 9), (8, 8, 9)]):
        doors.enter("juror").ballot(4 + number, scores)
    teams = results(doors.stranger())["teams"]
    ranked = [(team["number"], team["rank"], team["tied"], team["score"]) for team in teams[:4]]  # type: ignore[index]
    assert ranked == [
        (4, 1, False, "9.00"),
        (5, 2, True, "8.33"),
        (6, 2, True, "8.33"),
        (1, None, False, None),
    ]


def test_progress_lets_out_counts_and_nothing_else(doors: Doors) -> None:
    doors.enter("juror").ballot(4)
    doors.enter("organiser").send("POST", "visibility", {"visibility": "progress"})
    found = results(doors.stranger())
    assert found["ballots"] == {"in": 1, "expected": 144}
    for team in found["teams"]:  # type: ignore[attr-defined]
        assert (team["rank"], team["score"], team["criteria"], team["ballots"]) == (None, None, None, None)


def test_hidden_lets_out_nothing_and_a_ballot_moves_no_public_revision(doors: Doors) -> None:
    organiser, visitor = doors.enter("organiser"), doors.stranger()
    organiser.send("POST", "visibility", {"visibility": "hidden"})
    before = {topic: visitor.topic(topic).get_json() for topic in ("day", "stage", "agenda", "results")}
    doors.enter("juror").ballot(4)
    after = {topic: visitor.topic(topic).get_json() for topic in before}
    for topic in before:
        assert {**before[topic], "sent_at_ms": 0} == {**after[topic], "sent_at_ms": 0}
    assert after["results"]["ballots"] is None


@pytest.mark.parametrize(("before", "face"), [("hidden", "waiting"), ("progress", "progress")])
def test_frozen_while_no_score_was_shown_claims_no_ranking(doors: Doors, before: str, face: str) -> None:
    organiser = doors.enter("organiser")
    doors.enter("juror").ballot(4)
    for visibility in (before, "frozen"):
        organiser.send("POST", "visibility", {"visibility": visibility})
    seen = organiser.client.get(f"/{organiser.slug}/results", headers={"Accept-Language": "en"}).get_data(as_text=True)
    board = seen[seen.index('id="board"') :].partition("</h1>")[0]
    assert "Provisional" not in board
    assert f'data-face="{face}"' in board


@pytest.mark.parametrize("before", ["hidden", "progress", "live"])
def test_frozen_before_any_ballot_promises_no_first_one(doors: Doors, before: str) -> None:
    organiser = doors.enter("organiser")
    for visibility in (before, "frozen"):
        organiser.send("POST", "visibility", {"visibility": visibility})
    doors.enter("juror").ballot(4)
    seen = organiser.client.get(f"/{organiser.slug}/results", headers={"Accept-Language": "en"}).get_data(as_text=True)
    board = seen[seen.index('id="board"') :].partition("</table>")[2]
    assert (
        "No ballot yet" not in board.partition("<script")[0]
        and "The first one comes" not in board.partition("<script")[0]
    )
    face = {"hidden": "waiting", "progress": "progress", "live": "empty"}[before]
    assert f'data-face="{face}"' in seen


def test_frozen_keeps_showing_what_was_there_at_the_freeze(doors: Doors) -> None:
    organiser, juror, visitor = doors.enter("organiser"), doors.enter("juror"), doors.stranger()
    juror.ballot(4, (9, 9, 9))
    live = results(visitor)
    organiser.send("POST", "visibility", {"visibility": "frozen"})
    juror.ballot(5, (10, 10, 10))
    frozen = results(visitor)
    assert (frozen["visibility"], frozen["teams"], frozen["ballots"]) == (
        "frozen",
        live["teams"],
        live["ballots"],
    )
    organiser.send("POST", "visibility", {"visibility": "live"})
    assert results(visitor)["teams"][0]["number"] == 5  # type: ignore[index]


@pytest.mark.parametrize(("path", "field"), [("visibility", "visibility"), ("phase", "phase"), ("scoring", "state")])
@pytest.mark.parametrize("value", ["all", None, 5, ["live"], {"a": 1}])
def test_an_unknown_word_is_refused_at_its_field(doors: Doors, path: str, field: str, value: object) -> None:
    answer = doors.enter("organiser").send("POST", path, {field: value})
    assert (answer.status_code, list(answer.get_json()["fields"])) == (422, [field])


def test_the_announcement_is_not_a_phase_to_be_set_by_hand(doors: Doors) -> None:
    assert doors.enter("organiser").send("POST", "phase", {"phase": "announced"}).status_code == 422


def test_the_chair_may_close_scoring_a_juror_may_not(doors: Doors) -> None:
    assert doors.enter("juror").send("POST", "scoring", {"state": "closed"}).status_code == 404
    assert doors.enter("chair").send("POST", "scoring", {"state": "closed", "reason": "pause"}).status_code == 200
    assert doors.stranger().topic("day").get_json()["scoring"] == "closed"


def test_progress_says_who_has_scored_whom_and_never_a_score(doors: Doors) -> None:
    organiser, juror = doors.enter("organiser"), doors.enter("juror")
    juror.ballot(4, (3, 3, 3), comment="a secret thought")
    juror.ballot(5, (4, 4, None), final=False)
    progress = organiser.topic("progress").get_json()
    four, five = (next(t for t in progress["teams"] if t["number"] == n) for n in (4, 5))
    assert (four["in"], four["drafts"], five["in"], five["drafts"]) == (1, 0, 0, 1)
    assert ["j01", 4] not in progress["missing"]
    assert ["j01", 5] in progress["missing"]
    assert "scores" not in json.dumps(progress) and "secret" not in json.dumps(progress)


def test_a_recusal_takes_a_ballot_out_of_average_and_denominator_and_undo_brings_it_back(
    doors: Doors,
) -> None:
    juror, visitor = doors.enter("juror"), doors.stranger()
    juror.ballot(4, (2, 2, 2))
    expected = results(visitor)["ballots"]["expected"]  # type: ignore[index]
    assert juror.send("POST", "recusals", {"team": 4, "reason": "a neighbour"}).status_code == 200
    assert results(visitor)["ballots"] == {"in": 0, "expected": expected - 1}
    assert juror.ballot(4, base=1).status_code == 403
    assert juror.send("POST", "recusals", {"team": 4, "reason": "", "undo": True}).status_code == 200
    assert results(visitor)["ballots"] == {"in": 1, "expected": expected}


def test_only_the_chair_excludes_another_juror(doors: Doors) -> None:
    body = {"team": 4, "juror": "j02", "reason": "a relative"}
    assert doors.enter("juror").send("POST", "recusals", body).status_code == 403
    assert doors.enter("chair").send("POST", "recusals", body).status_code == 200
    answer = doors.enter("juror", 1).send("POST", "recusals", {"team": 4, "reason": "", "undo": True})
    assert answer.status_code == 403


@pytest.mark.parametrize("visibility", ["hidden", "progress"])
def test_freezing_publishes_nothing_that_the_room_had_not_seen(doors: Doors, visibility: str) -> None:
    organiser = doors.enter("organiser")
    doors.enter("juror").ballot(4, (9, 9, 9))
    organiser.send("POST", "visibility", {"visibility": visibility})
    before = results(doors.stranger())
    organiser.send("POST", "visibility", {"visibility": "frozen"})
    frozen = results(doors.stranger())
    assert (frozen["teams"], frozen["ballots"]) == (before["teams"], before["ballots"])


def test_a_juror_may_step_aside_after_an_exclusion_was_lifted(doors: Doors) -> None:
    juror, chair = doors.enter("juror"), doors.enter("chair")
    chair.send("POST", "recusals", {"team": 4, "juror": "j01", "reason": "a relative"})
    chair.send("POST", "recusals", {"team": 4, "juror": "j01", "reason": "", "undo": True})
    assert juror.send("POST", "recusals", {"team": 4, "reason": "a neighbour"}).status_code == 200


def test_of_a_ranking_the_room_may_see_the_upper_half_alone(doors: Doors) -> None:
    organiser, juror, visitor = doors.enter("organiser"), doors.enter("juror"), doors.stranger()
    for team, scores in ((4, (9, 9, 9)), (5, (8, 8, 8)), (6, (7, 7, 7)), (7, (1, 1, 1))):
        juror.ballot(team, scores)
    assert organiser.send("POST", "visibility", {"visibility": "live", "top_only": True}).status_code == 200
    shown = results(visitor)
    assert shown["ballots"] == {"in": 4, "expected": 144}
    teams = [(team["number"], team["rank"], team["ballots"]) for team in shown["teams"]]  # type: ignore[attr-defined]
    rest = [(number, None, None) for number in range(1, 16) if number not in (4, 5)]
    assert teams == [(4, 1, 1), (5, 2, 1), *rest]
    page = visitor.client.get(f"/{visitor.slug}/results", headers={"Accept-Language": "en"}).get_data(as_text=True)
    table = page.partition("<tbody")[2].partition("</tbody>")[0]
    assert "Provisional ranking, upper half" in page
    assert [f'data-key="{number}"' in table for number in (4, 5, 6, 7)] == [True, True, False, False]


def test_what_is_frozen_stays_whole_or_halved_as_it_was(doors: Doors) -> None:
    organiser, visitor = doors.enter("organiser"), doors.stranger()
    for team, scores in ((4, (9, 9, 9)), (5, (8, 8, 8))):
        doors.enter("juror").ballot(team, scores)
    organiser.send("POST", "visibility", {"visibility": "frozen"})
    whole = results(visitor)["teams"]
    refused = organiser.send("POST", "visibility", {"visibility": "frozen", "top_only": True})
    assert (refused.status_code, set(refused.get_json()["fields"])) == (422, {"top_only"})
    assert results(visitor)["teams"] == whole
    for visibility in ("live", "frozen"):
        sent = {"visibility": visibility, "top_only": True}
        assert organiser.send("POST", "visibility", sent).status_code == 200
        assert [team["rank"] for team in results(visitor)["teams"]][:2] == [1, None]  # type: ignore[attr-defined]


@pytest.mark.parametrize("value", ["yes", 1, [True]])
def test_whether_the_lower_half_is_shown_is_true_or_false(doors: Doors, value: object) -> None:
    answer = doors.enter("organiser").send("POST", "visibility", {"visibility": "live", "top_only": value})
    assert (answer.status_code, set(answer.get_json()["fields"])) == (422, {"top_only"})

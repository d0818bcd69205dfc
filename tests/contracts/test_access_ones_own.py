"""People of one role do not reach what is each other's: team A and B, juror A and B, jurors who may not score a team.

Whatever is sent, a juror reads and writes their own ballots alone.
"""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from sqlalchemy import Select, func, select

from app.models import Ballot, BallotVersion, JournalEntry, Juror, Recusal, SetAside
from tests.contracts.access_people import STEPPED_ASIDE_FROM, Venue
from tests.visiting import Visitor, new_op

Read = Callable[[Select[Any]], list[Any]]

# Teams that both first jurors score (they are of Nord, whose own teams are 1 to 3).
SCORED, OWN = 10, 1
# The venue has one ballot set aside of its own.
NEW_ASIDE = select(SetAside).where(SetAside.number > 1)
SECRET = "Ce commentaire n’est qu’à moi."


@pytest.fixture
def juror_a(venue: Venue) -> Visitor:
    """The first juror, with a ballot."""
    visitor = venue.here.enter("juror", 0)
    assert visitor.ballot(SCORED, (1, 2, 3), comment=SECRET).status_code == 200
    return visitor


@pytest.fixture
def juror_b(venue: Venue, juror_a: Visitor) -> Visitor:
    """The second juror, beside the first."""
    return venue.here.enter("juror", 1)


def ballots_of(visitor: Visitor) -> dict[int, dict[str, Any]]:
    """A juror's own ballots that hold something, by team."""
    return {row["team"]: row for row in visitor.topic("ballots").get_json() if row["revision"]}


def test_a_team_sees_its_own_turn_and_no_other(venue: Venue) -> None:
    pages = {number: venue.here.enter("team", number) for number in (1, 4)}
    for number, title in ((1, "Le bon contact"), (4, "Cantines et familles")):
        text = pages[number].client.get("/amiens-2019/team").get_data(as_text=True)
        assert f"<h1>{title}</h1>" in text
        assert f'"team": {number},' in text
    # There is nothing to choose another team with.
    for asked in ("?team=1", "?number=1", "/1"):
        answer = pages[4].client.get(f"/amiens-2019/team{asked}")
        assert answer.status_code == 404 or "<h1>Cantines et familles</h1>" in answer.get_data(as_text=True)


def test_of_another_team_a_team_reads_what_the_audience_reads(venue: Venue) -> None:
    stranger, team = venue.audience(), venue.here.enter("team", 4)
    public, theirs = (
        _sheet(visitor.client.get("/amiens-2019/teams/1").get_data(as_text=True)) for visitor in (stranger, team)
    )
    assert theirs == public
    for topic in ("day", "stage", "agenda", "results"):
        assert _content(team.topic(topic)) == _content(stranger.topic(topic))


def _sheet(page: str) -> str:
    return page[page.index('<article class="wrap sheet">') : page.index("</article>")]


def _content(answer: Any) -> dict[str, Any]:
    return {**answer.get_json(), "sent_at_ms": 0}


def test_a_session_names_its_own_team_alone(venue: Venue) -> None:
    links = venue.here.enter("team", 4).session()["links"]
    assert [(link["role"], link["team"]) for link in links] == [("team", 4)]


def test_a_jurors_list_holds_their_own_ballots_alone(juror_a: Visitor, juror_b: Visitor) -> None:
    assert ballots_of(juror_a).keys() == {SCORED}
    assert ballots_of(juror_b) == {}
    for asked in ("?juror=j01", "?as=chair&juror=j01", "?author=juror:j01"):
        answer = juror_b.topic(f"ballots{asked}")
        assert answer.status_code == 401 or SECRET not in answer.get_data(as_text=True)


@pytest.mark.parametrize("who", ["juror", "chair", "organiser"])
def test_a_jurors_words_and_scores_are_on_nobody_elses_pages(venue: Venue, juror_a: Visitor, who: str) -> None:
    visitor = venue.here.enter(who, 1 if who == "juror" else 0)
    for path in (f"jury/{SCORED}", "jury", "jury/scores", "jury/versions", "desk", "desk/timer", "results", "stage"):
        assert SECRET not in visitor.client.get(f"/amiens-2019/{path}").get_data(as_text=True), path
    assert SECRET in juror_a.client.get(f"/amiens-2019/jury/{SCORED}").get_data(as_text=True)


def test_a_ballot_is_its_senders_whoever_it_names(juror_a: Visitor, juror_b: Visitor, stored: Read) -> None:
    before = ballots_of(juror_a)
    names = ("juror", "juror_id", "author", "actor", "key", "subject", "as")
    for base, named in enumerate(names):
        assert juror_b.ballot(SCORED, (9, 9, 9), base=base, **{named: "j01"}).status_code == 200
    assert ballots_of(juror_a) == before
    assert ballots_of(juror_b)[SCORED]["scores"] == {"innovation": 9, "transferability": 9, "cost_use": 9}
    authors = select(BallotVersion.author).order_by(BallotVersion.id)
    assert stored(authors) == ["juror:j01", *["juror:j02"] * len(names)]


def test_another_jurors_ballot_is_not_what_a_base_is_judged_by(juror_a: Visitor, juror_b: Visitor) -> None:
    stale = juror_b.ballot(SCORED, (9, 9, 9), base=1)
    assert stale.status_code == 409
    assert stale.get_json()["current"] | {"state": "empty", "revision": 0} == stale.get_json()["current"]
    assert SECRET not in stale.get_data(as_text=True)


def test_another_jurors_op_is_a_new_op(venue: Venue, stored: Read) -> None:
    first, second, op = venue.here.enter("juror", 0), venue.here.enter("juror", 1), new_op()
    mine = first.ballot(SCORED, (1, 2, 3), comment=SECRET, op=op).get_json()
    theirs = second.ballot(SCORED, (1, 2, 3), comment=SECRET, op=op).get_json()
    assert mine["receipt"] != theirs["receipt"]
    assert stored(select(func.count()).select_from(Ballot)) == [2]


def test_a_form_saves_its_senders_ballot_whoever_it_names(juror_a: Visitor, juror_b: Visitor) -> None:
    before = ballots_of(juror_a)
    scores = {f"score-{name}": "9" for name in ("innovation", "transferability", "cost_use")}
    form = {**scores, "base": "0", "juror": "j01", "csrf_token": juror_b.csrf}
    assert juror_b.client.post(f"/amiens-2019/jury/{SCORED}", data=form).status_code == 303
    assert ballots_of(juror_a) == before
    assert ballots_of(juror_b).keys() == {SCORED}


def test_a_juror_takes_nobody_else_out_or_in(juror_b: Visitor, stored: Read) -> None:
    for juror, undo in product(("j01", "nonesuch", 1, ["j01"], {}), (False, True)):
        refused = juror_b.send("POST", "recusals", {"team": SCORED, "reason": "", "juror": juror, "undo": undo})
        assert refused.status_code == 403, (juror, undo)
    assert stored(select(Recusal)) == []


def test_the_chair_takes_another_juror_out_and_no_juror_comes_back_by_themselves(venue: Venue) -> None:
    chair, juror = venue.here.enter("chair"), venue.here.enter("juror")
    assert chair.send("POST", "recusals", {"team": SCORED, "reason": "kin", "juror": "j01"}).status_code == 200
    assert juror.send("POST", "recusals", {"team": SCORED, "reason": "", "undo": True}).status_code == 403
    assert juror.ballot(SCORED).status_code == 403


def test_a_recused_juror_keeps_their_page_and_does_not_score_that_team(venue: Venue, stored: Read) -> None:
    juror = venue.recused()
    page = juror.client.get(f"/amiens-2019/jury/{STEPPED_ASIDE_FROM}").get_data(as_text=True)
    assert 'data-standing="recused"' in page
    written = stored(select(func.count()).select_from(JournalEntry))
    for final in (True, False):
        refused = juror.ballot(STEPPED_ASIDE_FROM, final=final)
        assert (refused.status_code, refused.mimetype) == (403, "application/problem+json")
    assert (
        juror.client.post(f"/amiens-2019/jury/{STEPPED_ASIDE_FROM}", data={"csrf_token": juror.csrf}).status_code == 403
    )
    assert stored(select(Ballot)) == stored(NEW_ASIDE) == []
    assert stored(select(func.count()).select_from(JournalEntry)) == written
    assert juror.ballot(4).status_code == 200
    assert juror.send("POST", "recusals", {"team": STEPPED_ASIDE_FROM, "undo": True}).status_code == 200
    assert juror.ballot(STEPPED_ASIDE_FROM).status_code == 200


def test_a_team_of_ones_own_authority_has_nothing_to_score_and_nothing_to_step_aside_from(
    venue: Venue, stored: Read
) -> None:
    juror, chair = venue.here.enter("juror"), venue.here.enter("chair")
    assert 'data-standing="own"' in juror.client.get(f"/amiens-2019/jury/{OWN}").get_data(as_text=True)
    assert juror.ballot(OWN).status_code == 403
    assert juror.send("POST", "recusals", {"team": OWN, "reason": ""}).status_code == 403
    assert chair.send("POST", "recusals", {"team": OWN, "reason": "", "juror": "j01"}).status_code == 403
    assert stored(select(Ballot)) == stored(select(Recusal)) == stored(NEW_ASIDE) == []


@pytest.mark.parametrize("revoked", [False, True])
def test_a_juror_of_another_event_leaves_nothing_here(venue: Venue, stored: Read, revoked: bool) -> None:
    """The same key, j01, sits on both juries: the event tells them apart."""
    juror = venue.outsider("juror")
    if revoked:
        venue.revoked("juror")
    seen = stored(select(Juror.last_seen_ms))
    written = stored(select(func.count()).select_from(JournalEntry))
    assert juror.ballot(SCORED).status_code == 401
    assert juror.send("POST", "recusals", {"team": SCORED, "reason": ""}).status_code == 401
    assert stored(select(Ballot)) == stored(select(Recusal)) == stored(NEW_ASIDE) == []
    assert stored(select(func.count()).select_from(JournalEntry)) == written
    assert stored(select(Juror.last_seen_ms)) == seen

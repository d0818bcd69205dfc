"""What a juror reads back: all their scores on one page, every version of their ballots, without script too."""

import re
from fractions import Fraction

import pytest

from app.domain.scoring import Criterion, own_mean
from tests.conftest import Doors
from tests.visiting import Visitor, new_op

TEAM, OTHER, ASIDE = 4, 5, 6
# Not on the scale: wherever it is found, somebody wrote it.
SECRET = "un mot que personne d’autre n’a écrit"


def read(visitor: Visitor, path: str) -> str:
    """A page of the jury, its island left out: what is read without script."""
    answer = visitor.client.get(f"/{visitor.slug}/jury/{path}")
    assert answer.status_code == 200
    return re.sub(r"<script.*?</script>", "", answer.get_data(as_text=True), flags=re.DOTALL)


def row(page: str, team: int) -> str:
    """One team's part of a page."""
    return page.split(f'id="team-{team}"', 1)[1].split('id="team-', 1)[0]


def teams(page: str) -> list[int]:
    """The teams of the page of all my scores, in its order."""
    return [int(number) for number in re.findall(r'data-row="(\d+)"', page)]


def test_every_version_is_read_back_with_the_one_that_counts(doors: Doors) -> None:
    juror = doors.enter("juror")
    juror.ballot(TEAM, (7, 8, 9))
    juror.ballot(TEAM, (7, 8, 6), base=1, comment=SECRET)
    juror.ballot(TEAM, (7, None, 6), base=2, final=False)
    found = row(read(juror, "versions"), TEAM)
    words = re.findall(r'chip__word">([^<]+)<', found)
    assert words == ["Brouillon, ne compte pas", "Validée, elle compte", "Validée, ne compte plus"]
    assert re.findall(r'<dd class="figure">([^<]+)<', found) == ["7", "–", "6", "7", "8", "6", "7", "8", "9"]
    assert found.count(SECRET) == 1 and found.count("reçu ") == 2


def test_a_version_tells_its_device_and_whether_it_is_this_one(doors: Doors) -> None:
    tablet, phone = doors.enter("juror"), doors.stranger()
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1"
    form = {"token": doors.link("juror")["token"], "csrf_token": phone.csrf}
    phone.client.post("/enter", data=form, headers={"User-Agent": agent})
    phone.ballot(TEAM)
    tablet.ballot(TEAM, base=1)
    here, there = re.findall(r'version__from second">([^<]+)<', row(read(phone, "versions"), TEAM))
    assert (here, there) == ("Autre session\u00a0: autre appareil", "Cet appareil\u00a0: iPhone, Safari")


def test_what_came_too_late_is_read_back_as_set_aside(doors: Doors) -> None:
    juror = doors.enter("juror")
    doors.enter("organiser").send("POST", "scoring", {"state": "closed"})
    assert juror.ballot(TEAM).status_code == 410
    assert "ne compte pas" in row(read(juror, "versions"), TEAM)


def test_all_my_scores_in_the_order_of_the_day_or_by_my_mean(doors: Doors) -> None:
    juror = doors.enter("juror")
    juror.ballot(OTHER, (3, 3, 4))
    juror.ballot(TEAM, (9, 9, 10))
    juror.ballot(7, (10, None, 10), final=False)
    page = read(juror, "scores")
    assert teams(page) == sorted(teams(page)) and "9,33" in row(page, TEAM)
    assert teams(read(juror, "scores?by=mean"))[:2] == [TEAM, OTHER]
    assert teams(read(juror, "scores?by=nothing")) == teams(page)


def test_a_row_says_in_words_why_nothing_is_scored_there(doors: Doors) -> None:
    juror = doors.enter("juror")
    juror.ballot(ASIDE, (1, 2, 3), comment=SECRET)
    juror.send("POST", "recusals", {"team": ASIDE, "reason": "a link"})
    page = read(juror, "scores")
    assert "Déport" in row(page, ASIDE) and "<select" not in row(page, ASIDE) and SECRET not in page
    assert 1 not in teams(page) and "Votre collectivité, que vous ne notez pas" in page
    doors.enter("organiser").send("POST", "scoring", {"state": "closed"})
    assert 'disabled><option value="">' in row(read(juror, "scores"), TEAM)


def test_a_row_is_saved_without_script_and_comes_back_to_its_place(doors: Doors) -> None:
    juror = doors.enter("juror")
    juror.ballot(TEAM, (7, 8, 9), comment=SECRET)
    form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', row(read(juror, "scores"), TEAM)))
    assert (form["base"], form["comment"]) == ("1", SECRET)
    sent = form | {"score-innovation": "5", "score-transferability": "8", "score-cost_use": "9", "act": "draft"}
    answer = juror.client.post(f"/{juror.slug}/jury/{TEAM}", data=sent)
    assert (answer.status_code, answer.location) == (303, f"/{juror.slug}/jury/scores#team-{TEAM}")
    mine = next(ballot for ballot in juror.topic("ballots").get_json() if ballot["team"] == TEAM)
    assert (mine["state"], mine["counts"], mine["comment"], mine["scores"]["innovation"]) == ("draft", True, SECRET, 5)
    assert "à valider de nouveau" in row(read(juror, "scores"), TEAM)


@pytest.mark.parametrize("path", ["scores", "scores?by=mean", "versions"])
@pytest.mark.parametrize("who", [("juror", 1), ("chair", 0)])
def test_nobody_else_finds_a_jurors_words_or_figures_there(doors: Doors, path: str, who: tuple[str, int]) -> None:
    reader = doors.enter(*who)
    empty = read(reader, path)
    other = doors.enter("juror")
    other.ballot(TEAM, (1, 2, 1), comment=SECRET)
    other.ballot(OTHER, (9, 10, 9))
    drawn = re.compile(r'(name="(?:csrf_token|op)" value=")[^"]*|à \d+\S+\d\d')
    assert drawn.sub(r"\1", read(reader, path)) == drawn.sub(r"\1", empty)


def test_an_older_form_is_joined_and_says_what_the_other_device_wrote(doors: Doors) -> None:
    juror = doors.enter("juror")
    juror.ballot(TEAM, (5, None, None), final=False)
    juror.ballot(TEAM, (8, None, 3), base=1, final=False, comment="there")
    form = {"csrf_token": juror.csrf, "op": new_op(), "base": "1", "comment": "", "act": "draft"}
    scores = {"score-innovation": "7", "score-transferability": "6"}
    answer = juror.client.post(f"/{juror.slug}/jury/{TEAM}", data=form | scores)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "L’autre appareil dit\u00a0: 8." in page and page.count("L’autre appareil dit") == 1
    checked = re.findall(r'name="score-(\w+)" value="(\d+)" checked', page)
    assert checked == [("innovation", "7"), ("transferability", "6"), ("cost_use", "3")]
    assert "there</textarea>" in page and 'name="base" value="2"' in page


def test_a_mean_is_weighted_exact_and_waits_for_every_criterion() -> None:
    criteria = [Criterion("a", "A", 2), Criterion("b", "B", 1)]
    assert own_mean({"a": 5, "b": 0}, criteria) == Fraction(10, 3)
    assert own_mean({"a": 5, "b": None}, criteria) is None
    assert own_mean({"a": 0, "b": 0}, criteria) == 0

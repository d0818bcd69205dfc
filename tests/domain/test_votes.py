"""A vote of the jury: who votes, whose voice decides a draw, what came out."""

from app.domain.votes import Outcome, Voter, casting, outcome, voters

CHAIR = Voter("j01", "80", chair=True)
JURY = [CHAIR, Voter("j02", "59"), Voter("j03", "60"), Voter("j04", "62", sits=False)]
ELSEWHERE = {7: frozenset({"62"}), 9: frozenset({"95"})}


def test_whoever_sits_and_stepped_aside_for_no_team_at_stake_votes() -> None:
    assert voters(JURY, {7, 9}) == ["j01", "j02", "j03"]
    assert voters([CHAIR, Voter("j02", "59", aside=frozenset({9}))], {7, 9}) == ["j01"]
    assert voters([CHAIR, Voter("j02", "59", aside=frozenset({9}))], {7, 8}) == ["j01", "j02"]


def test_the_chair_has_the_casting_vote_unless_their_own_team_is_at_stake() -> None:
    assert casting(JURY, ELSEWHERE, "j02") == "j01"
    own = {7: frozenset({"80"}), 9: frozenset({"95"})}
    assert casting(JURY, own, "j02") == "j02"
    assert casting(JURY, own, None) is None
    assert casting([Voter("j01", "80", chair=True, aside=frozenset({9})), *JURY[1:]], ELSEWHERE, "j03") == "j03"


def test_a_substitute_who_is_concerned_or_does_not_sit_decides_no_draw_either() -> None:
    own = {7: frozenset({"80"}), 9: frozenset({"59"})}
    assert casting(JURY, own, "j02") is None
    assert casting(JURY, own, "j04") is None
    assert casting(JURY, own, "j99") is None


def test_the_most_voices_have_the_places() -> None:
    assert outcome([6, 10], 1, [[6], [10], [10]], [6]) == Outcome({10: 2, 6: 1}, (10,))
    assert outcome([2, 6, 10], 2, [[6, 2], [10, 2], [10, 6], [10, 2]], None) == Outcome({2: 3, 10: 3, 6: 2}, (2, 10))


def test_a_draw_goes_to_whom_the_casting_vote_is_for() -> None:
    assert outcome([6, 10], 1, [[6], [10]], [10]) == Outcome({6: 1, 10: 1}, (10,), by_casting=True)
    assert outcome([6, 10], 1, [[6], [10]], None) == Outcome({6: 1, 10: 1}, None)
    assert outcome([6, 10], 1, [[6], [10]], []) == Outcome({6: 1, 10: 1}, None)


def test_a_draw_that_one_voice_cannot_end_stays_undecided() -> None:
    assert outcome([1, 2, 3], 2, [[1, 2], [2, 3], [3, 1]], [1]).retained is None
    assert outcome([1, 2, 3], 2, [[1, 2], [2, 3], [3, 1]], [1, 3]).retained == (1, 3)


def test_nobody_voted_and_nothing_is_decided() -> None:
    assert outcome([6, 10], 1, [], [6]) == Outcome({6: 0, 10: 0}, None)

"""What is not yours answers like what does not exist: the same status, headers and bytes.

Addresses are compared that have the same length, and each answer is read without the address that was asked. The time
an answer takes is not held to anything.
"""

import re

import pytest

from app import access
from tests.clocks import StillClock
from tests.contracts.access_people import ELSEWHERE, PEOPLE, Venue, at_night
from tests.contracts.access_table import API, EVENT, OF_NO_EVENT, ROUTES, TOPICS, ask, expected, read
from tests.serving import SLUG
from tests.visiting import Visitor, new_op

NONESUCH = "nonesuch-19"
assert len(NONESUCH) == len(SLUG)

# A page or number that is somebody's, and one that is nobody's.
PAGES = {page: re.sub("[a-z]$", "x", page) for page in access.PAGES}
BEHIND_DOORS = {
    ("GET", f"{EVENT}/jury/10"): f"{EVENT}/jury/99",
    ("POST", f"{EVENT}/jury/10"): f"{EVENT}/jury/99",
    ("POST", f"{EVENT}/jury/10/recusal"): f"{EVENT}/jury/99/recusal",
    ("PUT", f"{API}/ballots/10"): f"{API}/ballots/99",
    ("POST", f"{EVENT}/desk/links/20/revoke"): f"{EVENT}/desk/links/99/revoke",
}


def told_apart(visitor: Visitor, pairs: dict[tuple[str, str], str]) -> list[str]:
    """The addresses that are somebody's, and are answered otherwise than those that are nobody's."""
    return [
        f"{method} {theirs}"
        for (method, theirs), nobodys in pairs.items()
        if read(ask(visitor, method, theirs)) != read(ask(visitor, method, nobodys))
    ]


def pages_of_others(role: str) -> dict[tuple[str, str], str]:
    """The pages that are not a role's, each with one that does not exist."""
    return {
        ("GET", f"{EVENT}/{page}"): f"{EVENT}/{nobodys}"
        for page, nobodys in PAGES.items()
        if role not in access.PAGES[page]
    }


def test_a_topic_one_may_not_hear_is_like_one_that_does_not_exist(venue: Venue) -> None:
    deaf = [name for name, person in PEOPLE.items() if "progress" not in expected(person.role)]
    assert len(deaf) > len(PEOPLE) / 2
    # Those whose link is revoked come last: the others of their role are still to enter.
    for name in sorted(deaf, key=lambda name: name.startswith("revoked")):
        assert told_apart(PEOPLE[name].enter(venue), {("GET", f"{API}/progress"): f"{API}/progresx"}) == [], name


@pytest.mark.parametrize("role", access.ROLES)
def test_another_roles_page_is_like_one_that_does_not_exist(venue: Venue, role: str) -> None:
    visitor = venue.here.enter(role)
    pairs = pages_of_others(role)
    assert pairs
    assert told_apart(visitor, pairs) == []
    with_slash = {(method, f"{theirs}/"): f"{nobodys}/" for (method, theirs), nobodys in pairs.items()}
    slashed = {("GET", path) for path in (f"{EVENT}/jury/", f"{EVENT}/desk/")}
    assert told_apart(visitor, {pair: nobodys for pair, nobodys in with_slash.items() if pair in slashed}) == []


@pytest.mark.parametrize("name", ["anonymous", "audience", "screen", "team A", "coach", "timekeeper", "revoked juror"])
def test_numbers_behind_a_closed_door_are_all_alike(venue: Venue, name: str) -> None:
    """Whoever may not ask about a team, a ballot or a link is not told which of them there are."""
    assert told_apart(PEOPLE[name].enter(venue), BEHIND_DOORS) == []


def test_control_numbers_behind_an_open_door_are_not(venue: Venue) -> None:
    assert (
        told_apart(venue.here.enter("juror"), BEHIND_DOORS) == [f"{method} {path}" for method, path in BEHIND_DOORS][:4]
    )


def test_another_events_link_is_like_one_that_does_not_exist(venue: Venue) -> None:
    organiser, theirs = venue.here.enter("organiser"), venue.outsider("juror")
    number = max(_link_numbers(venue))
    revoke = f"{EVENT}/desk/links/%s/revoke"
    assert told_apart(organiser, {("POST", revoke % number): revoke % 99}) == []
    assert ask(organiser, "POST", revoke % number).status_code == 404
    assert theirs.session()["role"] == "juror"


def _link_numbers(venue: Venue) -> list[int]:
    page = venue.account(ELSEWHERE).client.get(f"/{ELSEWHERE}/desk/links").get_data(as_text=True)
    found = [int(number) for number in re.findall(r"/desk/links/(\d+)/revoke", page)]
    assert found and max(found) < 99
    return found


def test_a_juror_is_not_told_which_jurors_there_are(venue: Venue) -> None:
    juror = venue.here.enter("juror")
    named = [
        ask(juror, "POST", f"{API}/recusals", {"op": new_op(), "team": 10, "juror": key}) for key in ("j02", "j99")
    ]
    assert [answer.status_code for answer in named] == [403, 403]
    assert read(named[0]) == read(named[1])


@pytest.mark.parametrize(
    "name",
    ["organiser of another event", *at_night("organiser of another event by link", "juror of another event")],
)
def test_whoever_is_of_another_event_is_answered_here_as_a_stranger_is(
    venue: Venue, still_clock: StillClock, name: str
) -> None:
    stranger, outsider = venue.audience(), PEOPLE[name].enter(venue)
    here = [(method, path) for (method, _), (path, _) in ROUTES.items() if path.startswith((EVENT, API))]
    here += [("GET", f"{API}/{topic}") for topic in (*TOPICS, "nonesuch")]
    for method, path in here:
        assert read(ask(outsider, method, path)) == read(ask(stranger, method, path)), path


@pytest.mark.parametrize(
    "name",
    ["audience", "organiser of all events", *at_night("juror A", "organiser of this event")],
)
def test_an_event_that_does_not_exist_is_answered_alike_to_everybody(venue: Venue, name: str) -> None:
    """Which events there are is no secret: they are listed at `/`. What is below none is nothing to anybody."""
    visitor = PEOPLE[name].enter(venue)
    below = {(method, path.replace(SLUG, NONESUCH)) for (method, _), (path, _) in ROUTES.items() if SLUG in path}
    for method, path in sorted(below):
        answer = ask(visitor, method, path)
        assert answer.status_code == 404, path
        assert read(answer) == read(ask(venue.audience(), method, path)), path


@pytest.mark.parametrize("name", ["organiser by link", "organiser of this event", "juror A", "chair"])
def test_what_is_of_no_event_is_like_what_does_not_exist(venue: Venue, name: str) -> None:
    pairs = {
        (method, path): {"/new": "/n/w"}.get(path, path[:-1] + "x") for (method, _), (path, _) in OF_NO_EVENT.items()
    }
    visitor = PEOPLE[name].enter(venue)
    assert told_apart(visitor, {pair: nobodys for pair, nobodys in pairs.items() if pair[0] == "GET"}) == []


def test_control_a_word_more_is_noticed(venue: Venue) -> None:
    visitor = venue.here.enter("juror")
    assert told_apart(visitor, {("GET", f"{EVENT}/desk"): f"{EVENT}/jury"}) == [f"GET {EVENT}/desk"]
    assert told_apart(visitor, {("GET", f"{EVENT}/teams/98"): f"{EVENT}/desk/timer"}) == [f"GET {EVENT}/teams/98"]

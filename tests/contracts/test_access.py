"""One table: every route and topic against everybody who may ask.

Who may gets an answer of any kind but "who are you?" (401) and "nothing here" (404). A stranger and a revoked link get
401, any other role 404. A route or a topic that is missing from the table fails.
"""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from app import access, changes
from app.actions import organisers
from app.models import Event, Link
from tests.conftest import Doors
from tests.preparing import load_example
from tests.serving import SLUG
from tests.visiting import Visitor, new_op

ALL = frozenset({None, *access.ROLES})
ORGANISERS, CHAIRED = frozenset({"organiser"}), frozenset({"organiser", "chair"})
JURY, TIMERS = frozenset({"juror", "chair"}), frozenset({"organiser", "timekeeper"})
EVENT, API = f"/{SLUG}", f"/api/events/{SLUG}"

Table = dict[tuple[str, str], tuple[str, frozenset[str | None]]]

# Written out, not taken from `access`: what the code allows must agree with what somebody decided here.
# Method and endpoint: an address of it, who may.
ROUTES: Table = {
    ("GET", "entry.door"): ("/enter", ALL),
    ("GET", "entry.login"): ("/login", ALL),
    ("GET", "entry.whoami"): ("/api/session", ALL),
    ("GET", "audience.events"): ("/", ALL),
    ("GET", "audience.home"): (f"{EVENT}/", ALL),
    ("GET", "audience.programme"): (f"{EVENT}/agenda", ALL),
    ("GET", "audience.agenda_calendar"): (f"{EVENT}/agenda.ics", ALL),
    ("GET", "audience.stage"): (f"{EVENT}/stage", ALL),
    ("GET", "audience.results"): (f"{EVENT}/results", ALL),
    ("GET", "audience.team"): (f"{EVENT}/teams/1", ALL),
    ("GET", "audience.brand_css"): (f"{EVENT}/brand.css", ALL),
    ("GET", "statement.accessibility"): ("/accessibility", ALL),
    ("GET", "statement.privacy"): ("/privacy", ALL),
    ("GET", "statement.legal"): ("/legal", ALL),
    ("GET", "statement.help"): ("/help", ALL),
    ("GET", "jury.mine"): (f"{EVENT}/jury", JURY),
    ("GET", "jury.one"): (f"{EVENT}/jury/1", JURY),
    ("POST", "jury.save"): (f"{EVENT}/jury/1", JURY),
    ("POST", "jury.step_aside"): (f"{EVENT}/jury/1/recusal", JURY),
    ("GET", "team.turn"): (f"{EVENT}/team", frozenset({"team"})),
    ("GET", "coach.tables"): (f"{EVENT}/coach", frozenset({"coach"})),
    ("GET", "desk.run"): (f"{EVENT}/desk", ORGANISERS),
    ("GET", "desk.timer"): (f"{EVENT}/desk/timer", TIMERS),
    ("GET", "desk.links"): (f"{EVENT}/desk/links", ORGANISERS),
    ("POST", "desk.revoke"): (f"{EVENT}/desk/links/2/revoke", ORGANISERS),
    ("GET", "api.snapshot"): (f"{API}/day", ALL),
    ("GET", "api.my_ballots"): (f"{API}/ballots", JURY),
    ("PUT", "api.save_ballot"): (f"{API}/ballots/1", JURY),
    ("POST", "api.recuse"): (f"{API}/recusals", JURY),
    ("POST", "api.command_timer"): (f"{API}/timer", TIMERS),
    ("POST", "api.set_scoring"): (f"{API}/scoring", CHAIRED),
    ("POST", "api.set_phase"): (f"{API}/phase", ORGANISERS),
    ("POST", "api.set_visibility"): (f"{API}/visibility", ORGANISERS),
}
# Of no event: for an organiser's account of the whole installation. No link opens them, whatever its role.
OF_NO_EVENT: Table = {
    ("GET", "statement.edit"): ("/legal/edit", ORGANISERS),
    ("POST", "statement.save"): ("/legal/edit", ORGANISERS),
}
# Open to whoever posts, and judged by what is posted; or to this machine's own commands alone.
JUDGED_ELSEWHERE = {
    ("POST", "entry.enter"),
    ("POST", "entry.login"),
    ("POST", "entry.leave"),
    ("POST", "control.obey"),
    ("GET", "operation.alive"),
    ("GET", "operation.ready"),
    ("GET", "operation.metrics"),
}
TOPICS: dict[str, frozenset[str | None]] = {
    "day": ALL,
    "stage": ALL,
    "agenda": ALL,
    "results": ALL,
    "progress": JURY | ORGANISERS,
}


def offered(app: Flask) -> set[tuple[str, str]]:
    """Every method of every route."""
    rules = app.url_map.iter_rules()
    return {(method, rule.endpoint) for rule in rules for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}}


def status(visitor: Visitor, method: str, path: str) -> int:
    """What somebody is answered who asks with an `op` and nothing else."""
    if method == "GET":
        return visitor.client.get(path).status_code
    token = visitor.session()["csrf"]
    sent: dict[str, Any] = {"json": {"op": new_op()}} if path.startswith("/api/") else {"data": {"op": new_op()}}
    return visitor.client.open(path, method=method, headers={"X-CSRFToken": token}, **sent).status_code


def disagreements(visitor: Visitor, role: str | None, table: Table) -> list[str]:
    """Where the table and the application disagree for somebody of that role (None: a stranger)."""
    wrong = []
    for (method, endpoint), (path, who) in table.items():
        found = status(visitor, method, path)
        refusal = 404 if role else 401
        right = found not in (401, 404) if role in who else found == refusal
        if not right:
            wrong.append(f"{method} {endpoint}: {found}")
    return wrong


def missing(app: Flask, table: Table) -> set[tuple[str, str]]:
    """What the application offers and no table names."""
    return offered(app) - table.keys() - OF_NO_EVENT.keys() - JUDGED_ELSEWHERE


def test_every_route_and_topic_is_in_the_table(app: Flask) -> None:
    assert missing(app, ROUTES) == set()
    assert TOPICS.keys() == access.VIEWS.keys()


def test_control_a_route_taken_out_is_missed(app: Flask) -> None:
    fewer = {row: who for row, who in ROUTES.items() if row != ("POST", "api.set_phase")}
    assert missing(app, fewer) == {("POST", "api.set_phase")}


@pytest.mark.parametrize("role", [None, *access.ROLES])
def test_each_role_reaches_what_is_its_own_and_nothing_else(doors: Doors, role: str | None) -> None:
    visitor = doors.enter(role) if role else doors.stranger()
    assert disagreements(visitor, role, ROUTES) == []
    heard = {topic for topic in TOPICS if visitor.topic(topic).status_code == 200}
    assert heard == {topic for topic, who in TOPICS.items() if role in who}


def test_control_a_wrong_row_is_noticed(doors: Doors) -> None:
    wrong = {("GET", "desk.run"): (f"{EVENT}/desk", ALL)}
    assert disagreements(doors.enter("juror"), "juror", wrong) == ["GET desk.run: 404"]


@pytest.mark.parametrize("role", access.ROLES)
def test_a_revoked_link_opens_what_a_stranger_may(app: Flask, doors: Doors, role: str) -> None:
    visitor = doors.enter(role)
    with app.app_context(), changes.transaction() as session:
        session.execute(update(Link).values(revoked_at_ms=1))
    assert disagreements(visitor, None, ROUTES) == []


def test_a_link_of_another_event_opens_nothing_here(app: Flask, event: Event) -> None:
    elsewhere = Doors(app, load_example(app, "elsewhere"))
    for role in access.ROLES:
        assert disagreements(elsewhere.enter(role), None, ROUTES) == [], role


def test_no_link_opens_what_is_of_no_event(doors: Doors) -> None:
    closed = {row: (path, frozenset()) for row, (path, _) in OF_NO_EVENT.items()}
    for role in (None, *access.ROLES):
        visitor = doors.enter(role) if role else doors.stranger()
        assert disagreements(visitor, role, closed) == [], role


@pytest.mark.parametrize("slug", [None, SLUG])
def test_an_account_opens_what_is_of_no_event_where_it_is_of_none_itself(
    app: Flask, event: Event, slug: str | None
) -> None:
    with app.app_context():
        organisers.add("marie", "twelve letters", slug)
    visitor = Visitor(app.test_client(), SLUG)
    form = {"name": "marie", "password": "twelve letters", "csrf_token": visitor.session()["csrf"]}
    assert visitor.client.post("/login", data=form).status_code == 303
    closed = {row: (path, frozenset()) for row, (path, _) in OF_NO_EVENT.items()}
    assert disagreements(visitor, "organiser", closed if slug else OF_NO_EVENT) == []
    assert len(disagreements(visitor, "organiser", OF_NO_EVENT if slug else closed)) == len(OF_NO_EVENT)


def test_what_is_not_yours_answers_like_what_does_not_exist(doors: Doors) -> None:
    visitor = doors.stranger()
    theirs, nobodys = visitor.topic("progress"), visitor.topic("nonesuch")
    assert (theirs.status_code, theirs.get_json()) == (nobodys.status_code, nobodys.get_json())

"""Every method on every address, offered or not: none tells more than the table, and none acts without a CSRF token."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Select, func, select
from werkzeug.test import TestResponse

from app.models import JournalEntry, Link, Visit
from tests.contracts.access_people import PEOPLE, Venue
from tests.contracts.access_table import DOORS, OF_NO_EVENT, ROUTES
from tests.visiting import Visitor, new_op

Read = Callable[[Select[Any]], list[Any]]

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE")
EVERY = ROUTES | OF_NO_EVENT
ADDRESSES = sorted({path for path, _ in EVERY.values()} | set(DOORS.values()))
UNSAFE = [(method, path) for (method, _), (path, _) in EVERY.items() if method != "GET"]
UNSAFE += [("POST", "/enter"), ("POST", "/login"), ("POST", "/logout")]
SOME = ("anonymous", "organiser of all events")
# What a browser is told of its own session, and the wall's hour: nothing of the event is in them.
OUTSIDE = ("Set-Cookie", "Date")


def taken(app: Flask, path: str) -> set[str]:
    """The methods that an address takes."""
    return set(app.url_map.bind("localhost").allowed_methods(path))


def read(answer: TestResponse) -> tuple[str, list[tuple[str, str]], bytes]:
    """Status, headers and body."""
    return answer.status, [line for line in answer.headers if line[0] not in OUTSIDE], answer.get_data()


def test_a_method_that_an_address_does_not_take_is_405_to_everybody_alike(venue: Venue) -> None:
    people = [PEOPLE[name].enter(venue) for name in SOME]
    refused = [(method, path) for path in ADDRESSES for method in METHODS if method not in taken(venue.app, path)]
    # What one reads at `/logout` is the page of an event of that name, which no event can have.
    refused = [asked for asked in refused if asked not in (("GET", "/logout"), ("HEAD", "/logout"))]
    assert len(refused) > len(ADDRESSES)
    for method, path in refused:
        answers = [read(visitor.client.open(path, method=method)) for visitor in people]
        assert answers[0][0].startswith("405"), (method, path)
        allowed = dict(answers[0][1])["Allow"].split(", ")
        assert set(allowed) == taken(venue.app, path), (method, path)
        assert all(answer == answers[0] for answer in answers), (method, path)


def test_options_tells_everybody_the_methods_and_nothing_else(venue: Venue) -> None:
    people = [PEOPLE[name].enter(venue) for name in SOME]
    for path in ADDRESSES:
        if path.startswith("/control/"):
            continue  # nothing is there, for whoever has not its token
        answers = [read(visitor.client.options(path)) for visitor in people]
        assert answers[0][0].startswith("200") and answers[0][2] == b"", path
        assert set(dict(answers[0][1])["Allow"].split(", ")) == taken(venue.app, path)
        assert all(answer == answers[0] for answer in answers), path


@pytest.mark.parametrize("name", [SOME[0], pytest.param(SOME[1], marks=pytest.mark.nightly)])
def test_head_is_get_without_its_body(venue: Venue, name: str) -> None:
    visitor = PEOPLE[name].enter(venue)
    visitor.session()
    for path in ADDRESSES:
        if "GET" in taken(venue.app, path) and path not in DOORS.values():
            got, told = visitor.client.get(path), visitor.client.head(path)
            assert told.get_data() == b""
            # What is packed at another instant has another length.
            other = {"Content-Length"} if path.endswith("/archive/file") else set()
            (status, headers), (same, alike) = read(told)[:2], read(got)[:2]
            assert status == same, path
            assert [each for each in headers if each[0] not in other] == [
                each for each in alike if each[0] not in other
            ]


def send(visitor: Visitor, method: str, path: str, token: str | None) -> TestResponse:
    """What is answered to a command with this token, or without any."""
    headers = {"X-CSRFToken": token} if token is not None else {}
    sent: dict[str, Any] = {"json": {"op": new_op()}} if path.startswith("/api/") else {"data": {"op": new_op()}}
    return visitor.client.open(path, method=method, headers=headers, **sent)


@pytest.mark.parametrize("token", ["none", "somebody else's", "made up"])
def test_without_the_sessions_own_csrf_token_nothing_is_done(venue: Venue, stored: Read, token: str) -> None:
    """By somebody who may do all of it: a page of another site would have their cookie."""
    visitor = venue.account(None)
    for role in ("chair", "timekeeper", "team", "coach"):
        visitor.enter(str(venue.here.link(role)["token"]))
    given = {"none": None, "somebody else's": venue.audience().csrf, "made up": "nonsense"}[token]
    kept = [select(func.count()).select_from(table) for table in (JournalEntry, Visit)]
    kept += [select(Link.revoked_at_ms)]
    before = [stored(query) for query in kept]
    for method, path in UNSAFE:
        answer = send(visitor, method, path, given)
        assert answer.status_code == 400, path
        if path.startswith("/api/"):
            assert answer.get_json()["code"] == "csrf"
    assert [stored(query) for query in kept] == before
    roles = {"organiser", "chair", "timekeeper", "team", "coach"}
    assert {link["role"] for link in visitor.session()["links"]} == roles


def test_control_with_it_the_same_is_done(venue: Venue) -> None:
    visitor = venue.account(None)
    for role in ("chair", "timekeeper", "team", "coach"):
        visitor.enter(str(venue.here.link(role)["token"]))
    for method, path in UNSAFE:
        assert send(visitor, method, path, visitor.csrf).status_code in (303, 403, 409, 410, 422), path
    assert visitor.session()["links"] == []


def test_a_form_of_another_site_is_refused_before_anything_is_read(venue: Venue) -> None:
    visitor = venue.here.enter("organiser")
    token = visitor.csrf
    for method, path in [*UNSAFE, ("POST", "/control/delete")]:
        for origin in ("http://evil.example", "null", "http://localhost.evil.example"):
            headers = {"X-CSRFToken": token, "Origin": origin}
            assert visitor.client.open(path, method=method, headers=headers).status_code == 403, (path, origin)

"""What the desk hears of the jury: rules acknowledged, ballots that wait on a tablet, a problem signalled."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import Event, JournalEntry
from app.queries import verification
from tests.conftest import Doors
from tests.visiting import Visitor


def of_juror(organiser: Visitor, key: str = "j01") -> dict[str, object]:
    """What the desk knows of a juror."""
    rows = organiser.topic("progress").get_json()["jurors"]
    found: dict[str, object] = next(row for row in rows if row["juror"] == key)
    return found


def acknowledge(visitor: Visitor, **headers: str) -> tuple[int, str | None]:
    """Press the button of the rules."""
    form = {"csrf_token": visitor.csrf}
    answer = visitor.client.post(f"/{visitor.slug}/jury/rules", data=form, headers=headers)
    return answer.status_code, answer.location


def test_a_juror_acknowledges_the_rules_once(app: Flask, event: Event, doors: Doors) -> None:
    juror, organiser = doors.enter("juror"), doors.enter("organiser")
    asked = f'<form class="wrap" id="rules-first" method="post" action="/{event.slug}/jury/rules"'
    assert asked in juror.client.get(f"/{event.slug}/jury").get_data(as_text=True)
    assert organiser.topic("progress").get_json()["declared"] == []
    assert acknowledge(juror) == (303, f"/{event.slug}/jury")
    first = of_juror(organiser)["acknowledged_at_ms"]
    assert first is not None
    assert acknowledge(juror)[0] == 303
    assert of_juror(organiser)["acknowledged_at_ms"] == first
    assert asked.replace(" method", " hidden method") in juror.client.get(f"/{event.slug}/jury").get_data(as_text=True)
    assert organiser.topic("progress").get_json()["declared"] == ["j01"]
    with app.app_context():
        kept = db.session.scalars(select(JournalEntry).filter_by(kind="rules.acknowledged")).all()
        assert [entry.payload["juror"] for entry in kept] == ["j01"]
        assert verification.verify(db.session(), db.session.get_one(Event, event.id)).differences == []


def test_acknowledging_comes_back_to_the_open_ballot_and_nowhere_else(doors: Doors) -> None:
    juror = doors.enter("juror")
    slug = juror.slug
    assert acknowledge(juror, Referer=f"http://localhost/{slug}/jury/7")[1] == f"/{slug}/jury/7"
    assert acknowledge(juror, Referer="http://elsewhere.example/steal")[1] == f"/{slug}/jury"


def test_nobody_else_acknowledges(doors: Doors) -> None:
    assert acknowledge(doors.enter("team"))[0] == 404
    assert acknowledge(doors.stranger())[0] == 401


def test_the_rules_are_the_same_for_everybody_and_name_no_hour_of_a_ballot(doors: Doors) -> None:
    stranger = doors.stranger()
    before = stranger.client.get(f"/{stranger.slug}/rules").get_data()
    doors.enter("juror").ballot(4)
    after = stranger.client.get(f"/{stranger.slug}/rules").get_data()
    strip = lambda page: [line for line in page.splitlines() if b"csrf" not in line]  # noqa: E731  # drawn per session
    assert strip(before) == strip(after)


def test_what_waits_and_what_is_wrong_light_at_the_desk_until_seen_to(doors: Doors) -> None:
    juror, organiser = doors.enter("juror"), doors.enter("organiser")
    assert juror.send("POST", "presence", {"waiting": 3, "problem": "cannot_score"}).status_code == 200
    assert (of_juror(organiser)["waiting"], of_juror(organiser)["problem"]) == (3, "cannot_score")
    assert "jurors" not in juror.topic("progress").get_json()
    desk = organiser.client.get(f"/{organiser.slug}/desk", headers={"Accept-Language": "en"}).get_data(as_text=True)
    assert "cannot score" in desk
    form = {"csrf_token": organiser.csrf, "juror": "j01"}
    assert organiser.client.post(f"/{organiser.slug}/desk/jury/seen-to", data=form).status_code == 303
    assert of_juror(organiser)["problem"] is None


@pytest.mark.parametrize(
    ("waiting", "problem", "field"),
    [
        (-1, None, "waiting"),
        (True, None, "waiting"),
        (None, None, "waiting"),
        (0, "fire", "problem"),
        (0, 7, "problem"),
    ],
)
def test_what_a_tablet_cannot_say_is_refused_at_its_field(
    doors: Doors, waiting: object, problem: object, field: str
) -> None:
    answer = doors.enter("juror").send("POST", "presence", {"waiting": waiting, "problem": problem})
    assert answer.status_code == 422
    assert list(answer.get_json()["fields"]) == [field]

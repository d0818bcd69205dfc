"""The reveal over HTTP: off until the list is closed, step by step, put back by a correction, announced at its end."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from app import access, changes
from app.actions import events, reveal
from app.documents import sheets
from app.extensions import db
from app.models import Event, Reveal
from app.queries import export, verification
from app.queries import reveal as asking
from tests.listing import FIRST, Jury, jury
from tests.visiting import Visitor, new_op

__all__ = ["jury"]

GIVEN = {"service": "Direction des finances", "team": 9, "why": "Une idée sobre"}
OF_THE_REVEAL = ("state", "step", "steps")


def move(who: Visitor, action: str, base: int | None = None, path: str = "reveal", **sent: Any) -> tuple[int, Any]:
    """Send one act, for the step of the moment unless another is told."""
    at = told(who)["step"] if base is None else base
    answer = who.send("POST", path, {"base": at, "action": action, **sent})
    return answer.status_code, answer.get_json()


def told(who: Visitor) -> dict[str, Any]:
    """The reveal as somebody hears it."""
    found: dict[str, Any] = who.topic("reveal").get_json()
    return found


def named(found: Any) -> set[int]:
    """The laureates whose titles are in what was told."""
    return {team for team in range(1, 16) if f'"number": {team},' in json.dumps(found)}


def test_it_is_off_until_the_list_is_closed_and_confirmed(jury: Jury) -> None:
    found = told(jury.doors.stranger())
    assert (found["state"], found["step"], found["steps"], found["shown"]) == ("off", 0, 0, None)
    assert move(jury.organiser, "start")[0] == 422
    jury.seal()
    found = told(jury.doors.stranger())
    assert (found["state"], found["step"], found["steps"], found["shown"]) == ("ready", 0, 11, None)
    assert move(jury.organiser, "next")[0] == 422


def test_the_room_is_told_the_step_reached_alone(jury: Jury) -> None:
    jury.seal()
    room = jury.doors.stranger()
    assert move(jury.organiser, "start")[1]["shown"] == {"kind": "title"}
    seen: list[int] = []
    for step in range(1, 11):
        status, answer = move(jury.organiser, "next")
        assert (status, answer["step"], answer["state"]) == (200, step, "running")
        assert told(room)["shown"] == answer["shown"]
        if answer["shown"]["kind"] == "laureate":
            seen.append(answer["shown"]["team"]["number"])
            assert named(answer) == {seen[-1]}
    assert sorted(seen) == FIRST != seen
    assert move(jury.organiser, "next")[0] == 422
    assert [row["team"]["number"] for row in answer["shown"]["laureates"]] == seen
    assert move(jury.organiser, "back")[1]["shown"]["team"]["number"] == seen[-1]
    assert move(jury.organiser, "jump", step=1)[1]["shown"]["team"]["number"] == seen[0]


def test_black_leaves_the_room_nothing_and_waits_for_no_base(jury: Jury) -> None:
    jury.seal()
    move(jury.organiser, "start")
    move(jury.organiser, "next")
    status, answer = move(jury.organiser, "black", base=0)
    assert (status, answer["shown"], answer["step"]) == (200, {"kind": "black"}, 1)
    assert move(jury.organiser, "black", black=True)[1]["shown"] == {"kind": "black"}
    assert move(jury.organiser, "black")[1]["shown"]["kind"] == "laureate"


def test_of_two_presenters_the_second_is_told_where_the_first_has_gone(jury: Jury) -> None:
    jury.seal()
    move(jury.organiser, "start")
    assert move(jury.organiser, "next", base=0)[0] == 200
    status, answer = move(jury.organiser, "next", base=0)
    assert (status, answer["current"]["step"]) == (409, 1)
    assert move(jury.organiser, "next", base="1")[0] == 422  # type: ignore[arg-type]


def test_it_begins_by_taking_the_ranking_off_the_wall_and_keeps_it_off(jury: Jury) -> None:
    jury.organiser.send("POST", "visibility", {"visibility": "live"})
    jury.seal()
    room = jury.doors.stranger()
    assert room.topic("results").get_json()["teams"][0]["score"] is not None
    move(jury.organiser, "start")
    found = room.topic("results").get_json()
    assert (found["visibility"], found["ballots"], found["teams"][0]["score"]) == ("hidden", None, None)
    assert jury.organiser.send("POST", "visibility", {"visibility": "live"}).status_code == 422


def test_finishing_announces_and_nothing_moves_any_more(jury: Jury) -> None:
    jury.seal()
    room = jury.doors.stranger()
    assert room.topic("packets/1").status_code == 401
    move(jury.organiser, "start")
    status, answer = move(jury.organiser, "finish")
    assert (status, answer["state"], answer["step"], answer["shown"]["kind"]) == (200, "done", 10, "recap")
    assert room.topic("day").get_json()["phase"] == "announced"
    assert room.topic("packets/1").status_code == 200
    assert room.topic("results").get_json()["visibility"] == "announced"
    assert [move(jury.organiser, action)[0] for action in ("start", "next", "back", "black", "finish")] == [422] * 5
    assert jury.decide(jury.organiser, "reopen", reason="trop tard")[0] == 422
    assert jury.organiser.send("POST", "announcement", {"text": "Merci à toutes et à tous"}).status_code == 200
    assert jury.verified() == []
    with jury.app.app_context(), changes.transaction() as session:
        session.execute(update(Reveal).values(step=3))
    assert jury.verified() == ["reveal: it does not stand where the journal says"]


def test_a_correction_puts_it_back_and_its_steps_are_those_of_the_next_packet(jury: Jury) -> None:
    jury.seal()
    move(jury.organiser, "start")
    move(jury.organiser, "next")
    assert jury.decide(jury.chair, "reopen", reason="une note mal lue")[0] == 200
    found = told(jury.organiser)
    assert (found["state"], found["step"], found["steps"], found["shown"]) == ("off", 0, 0, None)
    jury.seal([*FIRST[:7], 9])
    move(jury.organiser, "start")
    answer = move(jury.organiser, "jump", step=10)[1]
    assert named(answer) == {*FIRST[:7], 9}


def test_nobody_but_the_organiser_moves_it(jury: Jury) -> None:
    jury.seal()
    for who in (jury.chair, jury.doors.enter("screen"), jury.doors.enter("timekeeper"), jury.doors.enter("juror", 1)):
        assert move(who, "start")[0] in (403, 404)
    assert move(jury.doors.stranger(), "start")[0] == 401
    assert told(jury.organiser)["state"] == "ready"


def test_a_rehearsal_is_marked_and_touches_no_step(jury: Jury) -> None:
    room, path = jury.doors.stranger(), "reveal/rehearsal"
    for ready in (False, True):
        if ready:
            jury.seal()
        before = told(room)
        assert move(jury.organiser, "start", 0, path)[1]["shown"] == {
            "kind": "title",
            "rehearsal": True,
            "at": 0,
            "of": 6,
        }
        assert move(jury.organiser, "next", 0, path)[1]["shown"]["letter"] == "A"
        assert move(jury.organiser, "next", 0, path)[0] == 409
        assert move(jury.organiser, "black", 1, path)[1]["shown"]["kind"] == "black"
        assert [told(room)[name] for name in OF_THE_REVEAL] == [before[name] for name in OF_THE_REVEAL]
        assert move(jury.organiser, "finish", 1, path)[1]["shown"] is None
    move(jury.organiser, "start", 0, path)
    assert "rehearsal" not in move(jury.organiser, "start")[1]["shown"]
    assert move(jury.organiser, "start", 0, path)[0] == 422


def wish(jury: Jury, **wanted: Any) -> tuple[int, Any]:
    """Have the organiser plan the reveal."""
    with jury.app.app_context():
        event = db.session.scalars(select(Event)).one()
        answer = reveal.plan(
            event.id, access.system(event.id), new_op(), reveal.Wish(**{"form": "unranked", "order": "drawn"} | wanted)
        )
        return answer.status, answer.body


def order(jury: Jury) -> list[int]:
    """The order of passage as it is planned."""
    with jury.app.app_context():
        found = asking.steps(db.session(), db.session.scalars(select(Event)).one())
        return [step["team"]["number"] for step in found if step["kind"] == "laureate"]


def test_steps_are_planned_until_it_begins(jury: Jury) -> None:
    assert wish(jury)[0] == 422
    jury.seal()
    drawn = order(jury)
    assert wish(jury) == (200, {"steps": 11})
    assert order(jury) == drawn
    while order(jury) == drawn:
        assert wish(jury, draw_again=True)[0] == 200
    by_hand = [8, 1, 2, 3, 4, 5, 6, 7]
    assert wish(jury, order="by_hand", sequence=by_hand, suspense=False, citations={8: "Un  mot"}, favourite=15) == (
        *(200, {"steps": 11}),
    )
    assert order(jury) == by_hand
    move(jury.organiser, "start")
    assert move(jury.organiser, "next")[1]["shown"]["citation"] == "Un mot"
    assert wish(jury)[0] == 422


@pytest.mark.parametrize(
    ("field", "wanted"),
    [
        ("form", {"form": "alphabetical"}),
        ("order", {"order": "number"}),
        ("sequence", {"order": "by_hand", "sequence": [1, 1, 2, 3, 4, 5, 6, 7]}),
        ("sequence", {"order": "by_hand", "sequence": None}),
        ("favourite", {"favourite": 99}),
        ("citation-1", {"citations": {1: "x" * 121}}),
        ("why-1", {"services": [{"service": "Le guichet", "team": 9, "why": ""}]}),
    ],
)
def test_what_cannot_be_planned_is_said_at_its_field(jury: Jury, field: str, wanted: dict[str, Any]) -> None:
    jury.seal()
    status, body = wish(jury, **wanted)
    assert (status, body["fields"].keys()) == (422, {field})


def test_the_complete_export_goes_on_from_the_same_step(jury: Jury, app: Flask, tmp_path: Path) -> None:
    jury.seal()
    assert wish(jury, citations={1: "Un mot"}, services=[GIVEN])[0] == 200
    move(jury.organiser, "start")
    move(jury.organiser, "next")
    for finished in (False, True):
        if finished:
            move(jury.organiser, "finish")
        with app.app_context():
            event = db.session.scalars(select(Event).filter_by(slug=jury.organiser.slug)).one()
            tables = export.tables(db.session(), event)
            sheets.write_json(tables, tmp_path / "event.json")
            read, faults = sheets.read_event(tmp_path / "event.json")
            assert (read, faults) == (tables, [])
            again = events.load(app.extensions["palmares.keys"], tables, f"again-{finished}".lower())
            db.session.rollback()
            assert asking.snapshot(db.session(), again, "all") == asking.snapshot(db.session(), event, "all")
            assert (again.phase == "announced") is finished
            assert verification.verify(db.session(), again).differences == []
    file = tmp_path / "event.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"order": "drawn"', '"order": "drown"'), "utf-8")
    assert sheets.read_event(file)[0] is None


def plan_form(jury: Jury, **typed: str) -> tuple[int, str]:
    """The organiser sends the form of the steps."""
    form = {"csrf_token": jury.organiser.csrf, "op": new_op(), "form": "unranked", "order": "drawn"}
    path = f"/{jury.organiser.slug}/desk/reveal/plan?lang=en"
    answer = jury.organiser.client.post(path, data={**form, **typed})
    return answer.status_code, answer.get_data(as_text=True)


def test_what_services_chose_is_told_apart_in_the_reveal_then_everywhere(jury: Jury) -> None:
    jury.seal()
    status, page = plan_form(jury, **{"service-1": "Direction des finances", "chosen-1": "9"})
    assert (status, "Say why in a sentence." in page, 'value="Direction des finances"' in page) == (422, True, True)
    typed = {"suspense": "yes", "service-2": str(GIVEN["service"]), "chosen-2": "9", "why-2": str(GIVEN["why"])}
    assert plan_form(jury, **typed)[0] == 303
    room = jury.doors.stranger()
    press = jury.organiser.client.get(f"/{room.slug}/desk/list/press?lang=en").get_data(as_text=True)
    move(jury.organiser, "start")
    shown = [told(room)["shown"]] + [move(jury.organiser, "next")[1]["shown"] for _ in range(10)]
    assert GIVEN["service"] not in json.dumps(shown[:10], ensure_ascii=False)
    assert (shown[10]["kind"], shown[10]["team"]["number"], shown[10]["citation"]) == ("service", 9, GIVEN["why"])
    move(jury.organiser, "finish")
    page = room.client.get(f"/{room.slug}/palmares?lang=en").get_data(as_text=True)
    for said in (press, page.partition("Also honoured")[2]):
        assert "Favourite of Direction des finances" in said and GIVEN["why"] in said
    beside = room.client.get(f"/{room.slug}/palmares.json").get_json()["beside"]
    assert [(each["service"], each["team"], each["citation"]) for each in beside] == [tuple(GIVEN.values())]
    assert jury.verified() == []

"""The hours that phones read: the published one beside the planned one, on the agenda and on the team's own page."""

from flask import Flask
from sqlalchemy import select

from app.actions import published
from app.domain.agenda import MINUTE_MS
from app.extensions import db
from app.models import Event, Slot
from app.web.formats import hour, hour_in_sentence
from tests.conftest import Doors


def test_a_published_hour_stands_beside_the_planned_one(app: Flask, event: Event, doors: Doors) -> None:
    with app.app_context():
        slot = db.session.scalars(select(Slot).filter_by(event_id=event.id, team=1)).one()
        key, planned = slot.key, slot.planned_at_ms
    to = planned + 10 * MINUTE_MS
    with app.app_context():
        assert published.publish(event.id, {key: to}).body == {"hours": {key: to}}
    with app.test_request_context():
        told, said, was = (
            hour(to, event.timezone),
            hour_in_sentence(to, event.timezone),
            hour_in_sentence(planned, event.timezone),
        )
    agenda = doors.stranger().client.get(f"/{event.slug}/agenda?lang=fr").get_data(as_text=True)
    assert f"attendue {told}" in agenda.replace("\u00a0", " ")
    phone = doors.enter("team", 1).client.get(f"/{event.slug}/team?lang=fr").get_data(as_text=True)
    assert f"annoncée à {said}, prévue à {was}".replace("\u00a0", " ") in phone.replace("\u00a0", " ")

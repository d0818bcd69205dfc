"""Named scores lose their names once their time is over, and not before; the register says all of it."""

from pathlib import Path

import pytest
from sqlalchemy import select

from app import changes
from app.cli.event import pseudonymise
from app.extensions import db
from app.models import Event, Juror
from tests.clocks import StillClock
from tests.listing import Jury, jury
from tests.web.test_list_page import page, post
from tests.web.test_personal import traces

__all__ = ["jury"]

DAY_MS = 86_400_000
PERSONAL = "desk/personal"


@pytest.fixture
def over(still_clock: StillClock, jury: Jury) -> Jury:
    """A jury whose day is over, its list closed, its second member named as nobody else is."""
    with jury.app.app_context(), changes.transaction() as session:
        session.scalars(select(Juror).filter_by(key="j02")).one().name = "Quitterie Zwingmann"
    jury.seal()
    with jury.app.app_context(), changes.transaction() as session:
        event = session.scalars(select(Event)).one()
        event.scoring, event.controllers = "closed", "Département de l’Oise\nDépartement du Nord"
    return jury


def named(jury: Jury) -> list[str]:
    """What the jurors are called."""
    with jury.app.app_context():
        return list(db.session.scalars(select(Juror.name).order_by(Juror.position)))


def test_the_page_says_until_when_and_refuses_before(over: Jury) -> None:
    said = page(over.organiser, PERSONAL)
    assert "28 November 2020" in said
    answering = "Responsible together: Département de l’Oise and Département du Nord"
    assert answering in said
    assert answering in page(over.doors.stranger(), "rules")
    assert "personal/pseudonymise" not in said
    code, refused = post(over.organiser, f"{PERSONAL}/pseudonymise")
    assert (code, "2020-11-28" in refused) == (409, True)
    assert "Quitterie Zwingmann" in named(over)


def test_once_the_day_has_come_it_is_said_and_the_names_go(over: Jury, still_clock: StillClock) -> None:
    still_clock.go_on(366 * DAY_MS)
    organiser = over.organiser
    assert f"/{organiser.slug}/desk/personal" in organiser.client.get("/").text
    assert "personal/pseudonymise" in page(organiser, PERSONAL)
    before = organiser.topic("packets/1").get_json()
    assert post(organiser, f"{PERSONAL}/pseudonymise")[0] == 303
    assert named(over) == [f"Membre du jury {place}" for place in range(1, 13)]
    assert over.verified() == []
    assert traces(Path(over.app.instance_path)) == []
    after = organiser.topic("packets/1").get_json()
    assert (after["ballots"], after["ranking"]) == (before["ballots"], before["ranking"])
    assert f"/{organiser.slug}/desk/personal" not in organiser.client.get("/").text
    assert "personal/pseudonymise" not in page(organiser, PERSONAL)


def test_the_command_does_the_same_and_the_event_says_for_how_long(over: Jury, still_clock: StillClock) -> None:
    run = over.app.test_cli_runner().invoke
    assert run(pseudonymise, [over.organiser.slug]).exit_code == 1
    with over.app.app_context(), changes.transaction() as session:
        session.scalars(select(Event)).one().retention_months = 1
    still_clock.go_on(31 * DAY_MS)
    said = run(pseudonymise, [over.organiser.slug])
    assert (said.exit_code, said.output) == (0, "Jurors who lost their name: 12.\n")
    assert over.verified() == []


def test_it_waits_until_nobody_scores(over: Jury, still_clock: StillClock) -> None:
    still_clock.go_on(366 * DAY_MS)
    with over.app.app_context(), changes.transaction() as session:
        session.scalars(select(Event)).one().scoring = "open"
    assert post(over.organiser, f"{PERSONAL}/pseudonymise")[0] == 409
    assert "Quitterie Zwingmann" in named(over)


def test_the_register_names_who_answers_and_for_how_long_in_each_form(over: Jury) -> None:
    said = page(over.organiser, f"{PERSONAL}/register")
    for fact in ("Département du Nord", "12 months after the event", "Not stated yet.", "28 November 2020"):
        assert fact in said, fact
    for form, begins in (("pdf", b"%PDF"), ("odt", b"PK")):
        answer = over.organiser.client.get(f"/{over.organiser.slug}/{PERSONAL}/register/{form}")
        assert (answer.status_code, answer.get_data()[: len(begins)]) == (200, begins)
    assert over.organiser.client.get(f"/{over.organiser.slug}/{PERSONAL}/register/doc").status_code == 404

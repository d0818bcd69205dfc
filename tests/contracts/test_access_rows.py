"""Each row of the application's own access tables is held by the contract: a role more or less in it is noticed.

Every third row and topic by day, every one by night; that they are right as they stand is tried in `test_access.py`.
"""

from collections.abc import Callable, Iterator

import pytest

from app import access
from app.access import PUBLIC
from tests.contracts.access_people import Venue
from tests.contracts.access_table import OF_NO_EVENT, ROUTES, TOPICS, closed, disagreements, expected, heard
from tests.visiting import Visitor

# What each act opens, and each page.
OPENED = {
    "ACTS": {
        "ballot": [
            *("api.my_ballots", "api.my_standing", "api.save_ballot", "api.move_ballot", "api.rehearse"),
            *("jury.save", "jury.move", "rehearsal.judge", "jury_vote.cast"),
        ],
        "contact": ["team.publish_contact"],
        "asking": ["team.ask_for_a_coach"],
        "visiting": ["coach.visit"],
        "coaching": ["desk_coaching.propose", "desk_coaching.put_back", "desk_coaching.visit"],
        "presence": ["api.tell_presence"],
        "acknowledgement": ["jury.acknowledge"],
        "admission": ["desk_jury.admit", "desk_jury.seen_to"],
        "moving": ["desk_jury.move"],
        "paper": ["desk_paper.read", "desk_paper.drop", "desk_paper.put_on_paper", "paper_print.have_printed"],
        "exclusion": ["desk_people.exclude"],
        "attendance": ["desk_people.note", "desk_check_in.tick"],
        "substitution": ["desk_people.substitute", "desk_people.give_back"],
        "recusal": ["api.recuse", "jury.step_aside"],
        "timer": ["api.command_timer"],
        "scoring": ["api.set_scoring", "desk_jury.set_scoring"],
        "agenda": ["api.order_agenda"],
        "phase": ["api.set_phase"],
        "deliberation": ["api.set_deliberation", "deliberation.open_to_jurors"],
        "announcement": ["api_room.announce"],
        "message": ["api_room.tell_speaker"],
        "blackout": ["api_room.black_out"],
        "screens": ["api_screens.direct"],
        "visibility": ["api.set_visibility"],
        "favourite": ["desk_favourite.direct"],
        "reveal": ["api_reveal.move", "api_reveal.rehearse", "desk_reveal.plan"],
        "feedback": ["restitution.word"],
        "release": ["restitution.release"],
        "links": ["desk.revoke", "desk_people.lost_tablet"],
        "rehearsing": ["desk_rehearsal.copy", "desk_rehearsal.set_play", "desk_rehearsal.wipe"],
        "erasure": ["desk_personal.erase", "desk_personal.pseudonymise"],
        "archiving": ["desk_archive.keep"],
        "tables": ["desk_tables.save", "desk_tables.undo", "desk_import.take"],
        "laureates": [
            *("api_list.decide", "api_list.packet", "desk_list.choose", "desk_list.take_back", "desk_list.name"),
            *("desk_list.vote", "desk_list.close", "desk_list.confirm", "desk_list.reopen"),
            *("minutes.attach", "minutes.take_out"),
        ],
    },
    "PAGES": {
        "jury": [
            *("jury.mine", "jury.one", "jury_scores.scores", "jury_scores.read_back", "rehearsal.try_out"),
            "jury_vote.booth",
        ],
        "deliberation": ["deliberation.table"],
        "team": ["team.turn"],
        "coach": ["coach.tables"],
        "desk": ["desk.run"],
        "desk/timer": ["desk.timer"],
        "desk/host": ["desk_day.host"],
        "desk/report": ["desk_day.report", "desk_day.report_csv"],
        "desk/jury": ["desk_jury.seats"],
        "desk/check-in": ["desk_check_in.sheet"],
        "desk/paper": ["desk_paper.overview", "desk_paper.ballot", "paper_print.sheets"],
        "desk/favourite": ["desk_favourite.overview"],
        "desk/links": ["desk.links"],
        "desk/archive": ["desk_archive.overview", "desk_archive.file"],
        "desk/personal": [
            *("desk_personal.overview", "desk_personal.ask", "desk_personal.file"),
            *("desk_personal.register", "desk_personal.register_file"),
        ],
        "desk/print": ["printed.overview", "printed.sheet", "printed.file"],
        "desk/restitution": ["restitution.moderate", "restitution.print_out", "restitution.file"],
        "desk/tables": [
            *("desk_tables.overview", "desk_tables.row", "desk_tables.file", "desk_tables.whole_file"),
            "desk_import.ask",
        ],
        "desk/list": ["desk_list.overview", "minutes.read", "minutes.file", "minutes.scanned"],
        "desk/rehearsal": ["desk_rehearsal.stand"],
        "desk/reveal": ["desk_reveal.remote"],
        "desk/coaching": ["desk_coaching.rounds", "desk_coaching.plan"],
    },
}
# Behind these rows is a second lock: the page of a juror who is none is not there, nor the board of who hears none.
TWICE_LOCKED = ("jury", "deliberation")
ROWS = [(table, row) for table, rows in OPENED.items() for row in rows]

Enter = Callable[[str | None], Visitor]


@pytest.fixture
def enter(venue: Venue) -> Enter:
    """Lets in whoever has a role, once."""
    inside: dict[str | None, Visitor] = {}

    def entered(role: str | None) -> Visitor:
        if role not in inside:
            inside[role] = venue.here.enter(role) if role else venue.audience()
        return inside[role]

    return entered


def test_every_row_is_here() -> None:
    assert OPENED["ACTS"].keys() == access.ACTS.keys() - access.OF_NO_EVENT
    assert OPENED["PAGES"].keys() == access.PAGES.keys()
    named = [endpoint for rows in OPENED.values() for endpoints in rows.values() for endpoint in endpoints]
    restricted = [endpoint for (_, endpoint), (_, who) in ROUTES.items() if None not in who]
    assert sorted(named) == sorted(restricted)


@pytest.mark.parametrize(
    ("table", "row"), [pytest.param(*row, marks=pytest.mark.nightly if at % 3 else ()) for at, row in enumerate(ROWS)]
)
def test_a_role_more_or_less_in_a_row_is_noticed(
    enter: Enter, monkeypatch: pytest.MonkeyPatch, table: str, row: str
) -> None:
    rows = getattr(access, table)
    right = rows[row]
    opened = {at: rule for at, rule in ROUTES.items() if at[1] in OPENED[table][row]}
    if row == "desk/links":
        opened = {at: (f"{path}?show=room", who) for at, (path, who) in opened.items()}  # two cards, not thirty
    for role in access.ROLES:  # that nothing is wrong as it stands: test_access.py
        with monkeypatch.context() as patched:
            patched.setitem(rows, row, right ^ {role})
            wrong = disagreements(enter(role), role, opened)
        if role in right:
            assert len(wrong) == len(opened), f"without {role}, {table}[{row!r}] still opens something"
        elif row not in TWICE_LOCKED:
            assert wrong, f"{role} is let in by {table}[{row!r}] and nobody notices"


def test_an_act_of_no_event_given_to_one_event_or_taken_from_all_is_noticed(
    venue: Venue, monkeypatch: pytest.MonkeyPatch
) -> None:
    anywhere, here = venue.account(None), venue.here.enter("organiser")
    assert disagreements(anywhere, "organiser", OF_NO_EVENT) == []
    assert disagreements(here, "organiser", closed(OF_NO_EVENT)) == []
    with monkeypatch.context() as patched:
        patched.setattr(access, "OF_NO_EVENT", frozenset())
        assert len(disagreements(here, "organiser", closed(OF_NO_EVENT))) == len(OF_NO_EVENT)
    for act in access.OF_NO_EVENT:
        with monkeypatch.context() as patched:
            patched.setitem(access.ACTS, act, frozenset())
            assert disagreements(anywhere, "organiser", OF_NO_EVENT) != []


def altered(topic: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every way to give one listener of a topic another view of it, or none, or one too many."""
    views = access.VIEWS[topic]
    for listener in (PUBLIC, *access.ROLES):
        for view in {None, *views.values()} - {views.get(listener)}:
            others = {name: known for name, known in views.items() if name != listener}
            changed = others | ({listener: view} if view else {})
            if changed.get(listener, changed.get(PUBLIC)) != views.get(listener, views.get(PUBLIC)):
                yield listener, changed


@pytest.mark.parametrize(
    "topic", [pytest.param(topic, marks=pytest.mark.nightly if at % 3 else ()) for at, topic in enumerate(TOPICS)]
)
def test_another_view_of_a_topic_for_any_role_is_noticed(
    enter: Enter, monkeypatch: pytest.MonkeyPatch, topic: str
) -> None:
    alterations = list(altered(topic))
    assert alterations
    for role in {None if listener == PUBLIC else listener for listener, _ in alterations}:
        assert heard(enter(role)) == expected(role)
    for listener, changed in alterations:
        role = None if listener == PUBLIC else listener
        with monkeypatch.context() as patched:
            patched.setitem(access.VIEWS, topic, changed)
            assert heard(enter(role)) != expected(role), (listener, changed)

"""The one table: every route, method and topic, and who may.

Written out, not taken from `access`: what the code allows must agree with what somebody decided here.
Who may gets an answer of any kind but "who are you?" (401) and "nothing here" (404). Whoever has no live link here
gets 401, any other role 404.
"""

import re
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from app import access
from tests.serving import SLUG
from tests.visiting import Visitor, new_op

ALL = frozenset({None, *access.ROLES})
ORGANISERS, CHAIRED = frozenset({"organiser"}), frozenset({"organiser", "chair"})
JURY, TIMERS = frozenset({"juror", "chair"}), frozenset({"organiser", "timekeeper"})
EVENT, API = f"/{SLUG}", f"/api/events/{SLUG}"
# The second coach's, which nobody enters by.
SPARE_LINK = 32

Table = dict[tuple[str, str], tuple[str, frozenset[str | None]]]

# Method and endpoint: an address of it, who may.
ROUTES: Table = {
    ("GET", "entry.door"): ("/enter", ALL),
    ("GET", "entry.login"): ("/login", ALL),
    ("GET", "entry.whoami"): ("/api/session", ALL),
    ("GET", "beginning.ask"): ("/begin", ALL),
    ("GET", "device.try_out"): ("/room", ALL),
    ("GET", "audience.events"): ("/", ALL),
    ("GET", "audience.home"): (f"{EVENT}/", ALL),
    ("GET", "audience.programme"): (f"{EVENT}/agenda", ALL),
    ("GET", "audience.agenda_calendar"): (f"{EVENT}/agenda.ics", ALL),
    ("GET", "audience.team_calendar"): (f"{EVENT}/teams/4/agenda.ics", ALL),
    ("GET", "audience.stage"): (f"{EVENT}/stage", ALL),
    ("GET", "audience.waiting"): (f"{EVENT}/waiting", ALL),
    ("GET", "favourite.ask"): (f"{EVENT}/vote", ALL),
    ("POST", "favourite.vote"): (f"{EVENT}/vote", ALL),
    ("POST", "favourite.send"): (f"{API}/favourite", ALL),
    ("GET", "favourite.code"): (f"{EVENT}/code", ALL),
    ("GET", "desk_favourite.overview"): (f"{EVENT}/desk/favourite", ORGANISERS),
    ("POST", "desk_favourite.direct"): (f"{EVENT}/desk/favourite/vote", ORGANISERS),
    ("GET", "audience.results"): (f"{EVENT}/results", ALL),
    ("GET", "audience.team"): (f"{EVENT}/teams/1", ALL),
    ("GET", "audience.event_rules"): (f"{EVENT}/rules", ALL),
    ("GET", "audience.brand_css"): (f"{EVENT}/brand.css", ALL),
    ("GET", "statement.accessibility"): ("/accessibility", ALL),
    ("GET", "statement.privacy"): ("/privacy", ALL),
    ("GET", "statement.legal"): ("/legal", ALL),
    ("GET", "statement.help"): ("/help", ALL),
    ("GET", "jury.mine"): (f"{EVENT}/jury", JURY),
    ("GET", "jury.one"): (f"{EVENT}/jury/1", JURY),
    ("GET", "jury_scores.scores"): (f"{EVENT}/jury/scores", JURY),
    ("GET", "jury_scores.read_back"): (f"{EVENT}/jury/versions", JURY),
    ("POST", "jury.save"): (f"{EVENT}/jury/1", JURY),
    ("POST", "jury.move"): (f"{EVENT}/jury/1/move", JURY),
    ("POST", "jury.acknowledge"): (f"{EVENT}/jury/rules", JURY),
    ("POST", "jury.step_aside"): (f"{EVENT}/jury/1/recusal", JURY),
    ("GET", "rehearsal.try_out"): (f"{EVENT}/jury/rehearsal", JURY),
    ("POST", "rehearsal.judge"): (f"{EVENT}/jury/rehearsal", JURY),
    ("GET", "jury_vote.booth"): (f"{EVENT}/jury/vote", JURY),
    ("POST", "jury_vote.cast"): (f"{EVENT}/jury/vote", JURY),
    ("GET", "team.turn"): (f"{EVENT}/team", frozenset({"team"})),
    ("POST", "team.publish_contact"): (f"{EVENT}/team/contact", frozenset({"team"})),
    ("POST", "team.ask_for_a_coach"): (f"{EVENT}/team/coach", frozenset({"team"})),
    ("GET", "coach.tables"): (f"{EVENT}/coach", frozenset({"coach"})),
    ("POST", "coach.visit"): (f"{EVENT}/coach/visit", frozenset({"coach"})),
    ("GET", "desk_coaching.rounds"): (f"{EVENT}/desk/coaching", ORGANISERS),
    ("GET", "desk_coaching.plan"): (f"{EVENT}/desk/coaching/plan", ORGANISERS),
    ("POST", "desk_coaching.propose"): (f"{EVENT}/desk/coaching/propose", ORGANISERS),
    ("POST", "desk_coaching.put_back"): (f"{EVENT}/desk/coaching/put-back", ORGANISERS),
    ("POST", "desk_coaching.visit"): (f"{EVENT}/desk/coaching/visit", ORGANISERS),
    ("GET", "desk.run"): (f"{EVENT}/desk", ORGANISERS),
    ("GET", "desk_check_in.sheet"): (f"{EVENT}/desk/check-in", CHAIRED),
    ("POST", "desk_check_in.tick"): (f"{EVENT}/desk/check-in", CHAIRED),
    ("GET", "desk_jury.seats"): (f"{EVENT}/desk/jury", CHAIRED),
    ("POST", "desk_jury.set_scoring"): (f"{EVENT}/desk/jury/scoring", CHAIRED),
    ("POST", "desk_jury.move"): (f"{EVENT}/desk/jury/move", frozenset({"chair"})),
    ("POST", "desk_jury.seen_to"): (f"{EVENT}/desk/jury/seen-to", CHAIRED),
    ("POST", "desk_people.note"): (f"{EVENT}/desk/jury/attendance", CHAIRED),
    ("POST", "desk_people.substitute"): (f"{EVENT}/desk/jury/substitute", ORGANISERS),
    ("POST", "desk_people.give_back"): (f"{EVENT}/desk/jury/give-back", ORGANISERS),
    ("POST", "desk_people.lost_tablet"): (f"{EVENT}/desk/jury/lost-tablet", ORGANISERS),
    ("POST", "desk_people.exclude"): (f"{EVENT}/desk/jury/exclusion", frozenset({"chair"})),
    ("POST", "desk_jury.admit"): (f"{EVENT}/desk/jury/set-aside/1", CHAIRED),
    ("GET", "desk_paper.overview"): (f"{EVENT}/desk/paper", CHAIRED),
    ("GET", "desk_paper.ballot"): (f"{EVENT}/desk/paper/j01/10", CHAIRED),
    ("GET", "paper_print.sheets"): (f"{EVENT}/desk/paper/print", CHAIRED),
    ("POST", "paper_print.have_printed"): (f"{EVENT}/desk/paper/print", CHAIRED),
    ("POST", "desk_paper.read"): (f"{EVENT}/desk/paper/j01/10", CHAIRED),
    ("POST", "desk_paper.drop"): (f"{EVENT}/desk/paper/j01/10/drop", CHAIRED),
    ("POST", "desk_paper.put_on_paper"): (f"{EVENT}/desk/paper/jurors", CHAIRED),
    ("GET", "desk_list.overview"): (f"{EVENT}/desk/list", CHAIRED),
    ("POST", "desk_list.choose"): (f"{EVENT}/desk/list/choose", CHAIRED),
    ("POST", "desk_list.take_back"): (f"{EVENT}/desk/list/take-back", CHAIRED),
    ("POST", "desk_list.name"): (f"{EVENT}/desk/list/names", CHAIRED),
    ("POST", "desk_list.vote"): (f"{EVENT}/desk/list/vote", CHAIRED),
    ("POST", "desk_list.close"): (f"{EVENT}/desk/list/close", CHAIRED),
    ("POST", "desk_list.confirm"): (f"{EVENT}/desk/list/confirm", CHAIRED),
    ("POST", "desk_list.reopen"): (f"{EVENT}/desk/list/reopen", CHAIRED),
    ("GET", "desk_rehearsal.stand"): (f"{EVENT}/desk/rehearsal", ORGANISERS),
    ("POST", "desk_rehearsal.copy"): (f"{EVENT}/desk/rehearsal/copy", ORGANISERS),
    ("POST", "desk_rehearsal.set_play"): (f"{EVENT}/desk/rehearsal/play", ORGANISERS),
    ("POST", "desk_rehearsal.wipe"): (f"{EVENT}/desk/rehearsal/wipe", ORGANISERS),
    ("GET", "desk_reveal.remote"): (f"{EVENT}/desk/reveal", ORGANISERS),
    ("POST", "desk_reveal.plan"): (f"{EVENT}/desk/reveal/plan", ORGANISERS),
    ("GET", "restitution.moderate"): (f"{EVENT}/desk/restitution", CHAIRED),
    ("POST", "restitution.word"): (f"{EVENT}/desk/restitution/word", CHAIRED),
    ("POST", "restitution.release"): (f"{EVENT}/desk/restitution/release", ORGANISERS),
    ("GET", "restitution.print_out"): (f"{EVENT}/desk/restitution/print/sheets", CHAIRED),
    ("GET", "restitution.file"): (f"{EVENT}/desk/restitution/print/sheets/pdf", CHAIRED),
    ("GET", "minutes.read"): (f"{EVENT}/desk/list/minutes/1", CHAIRED),
    ("GET", "minutes.scanned"): (f"{EVENT}/desk/list/minutes/1/signed/1", CHAIRED),
    ("POST", "minutes.attach"): (f"{EVENT}/desk/list/minutes/1/signed", CHAIRED),
    ("POST", "minutes.take_out"): (f"{EVENT}/desk/list/minutes/1/signed/1/take-out", CHAIRED),
    ("GET", "minutes.file"): (f"{EVENT}/desk/list/minutes/1/odt", CHAIRED),
    ("GET", "desk_tables.overview"): (f"{EVENT}/desk/tables", ORGANISERS),
    ("GET", "desk_tables.row"): (f"{EVENT}/desk/tables/teams", ORGANISERS),
    ("POST", "desk_tables.save"): (f"{EVENT}/desk/tables/coaches", ORGANISERS),
    ("POST", "desk_tables.undo"): (f"{EVENT}/desk/tables/undo", ORGANISERS),
    ("GET", "desk_tables.whole_file"): (f"{EVENT}/desk/tables/file/csv-folder", ORGANISERS),
    ("GET", "desk_tables.file"): (f"{EVENT}/desk/tables/teams/file/csv", ORGANISERS),
    ("GET", "desk_import.ask"): (f"{EVENT}/desk/tables/teams/import", ORGANISERS),
    ("POST", "desk_import.take"): (f"{EVENT}/desk/tables/teams/import", ORGANISERS),
    ("GET", "desk.timer"): (f"{EVENT}/desk/timer", TIMERS),
    ("GET", "desk_day.host"): (f"{EVENT}/desk/host", TIMERS),
    ("GET", "desk_day.report"): (f"{EVENT}/desk/report", ORGANISERS),
    ("GET", "desk_day.report_csv"): (f"{EVENT}/desk/report.csv", ORGANISERS),
    ("GET", "desk.links"): (f"{EVENT}/desk/links", ORGANISERS),
    ("GET", "printed.overview"): (f"{EVENT}/desk/print", ORGANISERS),
    ("GET", "printed.sheet"): (f"{EVENT}/desk/print/poster", ORGANISERS),
    ("GET", "printed.file"): (f"{EVENT}/desk/print/poster/pdf", ORGANISERS),
    ("GET", "desk_personal.overview"): (f"{EVENT}/desk/personal", ORGANISERS),
    ("GET", "desk_personal.ask"): (f"{EVENT}/desk/personal/juror/j02", ORGANISERS),
    ("GET", "desk_personal.file"): (f"{EVENT}/desk/personal/juror/j02/file", ORGANISERS),
    ("GET", "desk_personal.register"): (f"{EVENT}/desk/personal/register", ORGANISERS),
    ("GET", "desk_personal.register_file"): (f"{EVENT}/desk/personal/register/odt", ORGANISERS),
    ("POST", "desk_personal.pseudonymise"): (f"{EVENT}/desk/personal/pseudonymise", ORGANISERS),
    ("POST", "desk_personal.erase"): (f"{EVENT}/desk/personal/coach/c2", ORGANISERS),
    ("GET", "desk_archive.overview"): (f"{EVENT}/desk/archive", ORGANISERS),
    ("GET", "desk_archive.file"): (f"{EVENT}/desk/archive/file", ORGANISERS),
    ("POST", "desk_archive.keep"): (f"{EVENT}/desk/archive/state", ORGANISERS),
    ("POST", "desk.revoke"): (f"{EVENT}/desk/links/{SPARE_LINK}/revoke", ORGANISERS),
    ("GET", "api.snapshot"): (f"{API}/day", ALL),
    ("GET", "api.my_standing"): (f"{API}/standing", JURY),
    ("GET", "api.my_ballots"): (f"{API}/ballots", JURY),
    ("PUT", "api.save_ballot"): (f"{API}/ballots/1", JURY),
    ("PUT", "api.rehearse"): (f"{API}/rehearsal", JURY),
    ("POST", "api.move_ballot"): (f"{API}/ballots/1/move", JURY),
    ("POST", "api.tell_presence"): (f"{API}/presence", JURY),
    ("POST", "api.recuse"): (f"{API}/recusals", JURY),
    ("POST", "api.command_timer"): (f"{API}/timer", TIMERS),
    ("POST", "api.order_agenda"): (f"{API}/agenda", ORGANISERS),
    ("POST", "api.set_scoring"): (f"{API}/scoring", CHAIRED),
    ("GET", "deliberation.table"): (f"{EVENT}/deliberation", ORGANISERS | JURY),
    ("POST", "deliberation.open_to_jurors"): (f"{EVENT}/deliberation/open", CHAIRED),
    ("POST", "api.set_deliberation"): (f"{API}/deliberation", CHAIRED),
    ("POST", "api_room.announce"): (f"{API}/announcement", ORGANISERS),
    ("POST", "api_room.tell_speaker"): (f"{API}/message", TIMERS),
    ("POST", "api_room.black_out"): (f"{API}/blackout", TIMERS),
    ("POST", "api_screens.direct"): (f"{API}/screens", ORGANISERS),
    ("POST", "api.set_phase"): (f"{API}/phase", ORGANISERS),
    ("POST", "api.set_visibility"): (f"{API}/visibility", ORGANISERS),
    ("POST", "api_list.decide"): (f"{API}/list", CHAIRED),
    ("POST", "api_reveal.move"): (f"{API}/reveal", ORGANISERS),
    ("POST", "api_reveal.rehearse"): (f"{API}/reveal/rehearsal", ORGANISERS),
    ("GET", "api_list.packet"): (f"{API}/packets/1", CHAIRED),
}
# There once the list is closed, and there alone: tests/web/test_press.py asks for them as each role.
ONCE_CLOSED: Table = {
    ("GET", "press.read"): (f"{EVENT}/desk/list/press", CHAIRED),
    ("GET", "press.file"): (f"{EVENT}/desk/list/press/odt", CHAIRED),
}
# Everybody's once the laureates are announced; before, there is nothing there, whoever asks.
ONCE_ANNOUNCED: Table = {
    ("GET", "palmares.page"): (f"{EVENT}/palmares", ALL),
    ("GET", "palmares.file"): (f"{EVENT}/palmares.csv", ALL),
}
# Of no event: for an organiser's account of the whole installation, and for no link, whatever its role.
OF_NO_EVENT: Table = {
    ("GET", "statement.edit"): ("/legal/edit", ORGANISERS),
    ("POST", "statement.save"): ("/legal/edit", ORGANISERS),
    ("GET", "new_event.ask"): ("/new", ORGANISERS),
    ("POST", "new_event.from_answers"): ("/new", ORGANISERS),
    ("POST", "new_event.from_file"): ("/new/file", ORGANISERS),
    ("POST", "new_event.from_example"): ("/new/example", ORGANISERS),
    ("POST", "desk_archive.destroy"): (f"{EVENT}/desk/archive/destroy", ORGANISERS),
}
# Judged by what is posted, or by where the request comes from: `test_access_doors` says how.
DOORS = {
    ("POST", "entry.enter"): "/enter",
    ("POST", "entry.login"): "/login",
    ("POST", "entry.leave"): "/logout",
    ("POST", "beginning.open_account"): "/begin",
    ("POST", "control.obey"): "/control/delete",
    ("POST", "device.report"): "/room",
    ("GET", "operation.alive"): "/healthz",
    ("GET", "operation.ready"): "/readyz",
    ("GET", "operation.metrics"): "/metrics",
}
# Which view of each topic a role hears; a topic that is not named for a role does not exist for it.
EVERYBODY = dict.fromkeys(ALL, "all")
TOPICS: dict[str, dict[str | None, str]] = {
    "day": EVERYBODY,
    "stage": EVERYBODY,
    "agenda": EVERYBODY,
    "results": EVERYBODY,
    "reveal": EVERYBODY,
    # Everybody's once it is told, as the venue's is.
    "favourite": EVERYBODY | {"organiser": "desk"},
    "progress": {"organiser": "desk", "chair": "desk", "juror": "jury"},
    # Of the juror once deliberation is open, as the venue has it.
    "board": {"organiser": "desk", "chair": "chair", "juror": "juror"},
    "screens": {"organiser": "all"},
    "direction": {"screen": "screen"},
    "coaching": {"organiser": "rounds", "coach": "rounds", "team": "team"},
}

# Drawn for each session, whoever asks for what.
DRAWN = re.compile(r'(csrf(?:_token|-token)?"(?: value=| content=|: ?)")[^"]+')


def offered(app: Flask) -> set[tuple[str, str]]:
    """Every method of every route."""
    rules = app.url_map.iter_rules()
    return {(method, rule.endpoint) for rule in rules for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}}


def missing(app: Flask, table: Table) -> set[tuple[str, str]]:
    """What the application offers and no table names."""
    return offered(app) - table.keys() - ONCE_CLOSED.keys() - ONCE_ANNOUNCED.keys() - OF_NO_EVENT.keys() - DOORS.keys()


def closed(table: Table) -> Table:
    """The same routes, open to nobody."""
    return {row: (path, frozenset()) for row, (path, _) in table.items()}


def status(visitor: Visitor, method: str, path: str, token: str) -> int:
    """What somebody is answered who asks with an `op` and nothing else."""
    if method == "GET":
        return visitor.client.get(path).status_code
    sent: dict[str, Any] = {"json": {"op": new_op()}} if path.startswith("/api/") else {"data": {"op": new_op()}}
    return visitor.client.open(path, method=method, headers={"X-CSRFToken": token}, **sent).status_code


def disagreements(visitor: Visitor, role: str | None, table: Table) -> list[str]:
    """Where the table and the application disagree for somebody of that role (None: nobody of this event)."""
    wrong = []
    token = visitor.csrf if any(method != "GET" for method, _ in table) else ""
    for (method, endpoint), (path, who) in table.items():
        found = status(visitor, method, path, token)
        refusal = 404 if role else 401
        right = found not in (401, 404) if role in who else found == refusal
        if not right:
            wrong.append(f"{method} {endpoint}: {found}")
    return wrong


def heard(visitor: Visitor) -> dict[str, str]:
    """The topics that somebody hears, each with its view: an ETag says which one."""
    answers = {topic: visitor.topic(topic) for topic in TOPICS}
    return {
        topic: answer.headers["ETag"].split(".")[2].partition(":")[0]
        for topic, answer in answers.items()
        if answer.status_code == 200
    }


def expected(role: str | None) -> dict[str, str]:
    """The topics that a role should hear, each with its view."""
    return {topic: views[role] for topic, views in TOPICS.items() if role in views}


def ask(visitor: Visitor, method: str, path: str, body: dict[str, Any] | None = None) -> TestResponse:
    """What somebody is answered who asks, with their CSRF token and an empty command unless told otherwise."""
    if method == "GET":
        return visitor.client.get(path)
    sent = {"json": body or {}} if path.startswith("/api/") else {"data": body or {}}
    return visitor.client.open(path, method=method, headers={"X-CSRFToken": visitor.csrf}, **sent)


def read(answer: TestResponse) -> str:
    """All of an answer but the address it answers, in its own writing and in a query's."""
    headers = [line for line in answer.headers if line[0] != "Date"]  # the wall's hour
    text = f"{answer.status}\n{headers}\n{answer.get_data(as_text=True)}"
    for asked in (answer.request.path, answer.request.path.replace("/", "%2F")):
        text = re.sub(re.escape(asked) + r"(?![\w/%])", "…", text)
    return DRAWN.sub(r"\1…", text)

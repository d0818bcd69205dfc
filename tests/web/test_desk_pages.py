"""The desk's pages before any script: what they say, to whom, and what they never say."""

import re

import pytest

from app.domain.agenda import MINUTE_MS
from tests.clocks import StillClock
from tests.conftest import Doors
from tests.visiting import Visitor


def read(visitor: Visitor, path: str = "") -> str:
    """A page of the desk, in English, as it arrives."""
    answer = visitor.client.get(f"/{visitor.slug}/desk{path}", headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def text_of(html: str) -> str:
    """What a reader sees of it."""
    return re.sub(r"\s+", " ", re.sub(r"<script.*?</script>|<[^>]+>", " ", html, flags=re.DOTALL))


def test_the_desk_says_in_figures_that_the_pitches_do_not_fit(doors: Doors) -> None:
    seen = text_of(read(doors.enter("organiser")))
    assert "At 8 min a team, pitches end at 16:30." in seen
    assert "is planned at 16:00" in seen
    assert "Questions of 3 min ends 16:00" in seen
    assert "moved to 16:30" in seen
    assert "Call team 1" in seen


def test_the_desk_shows_who_has_validated_and_no_score(doors: Doors) -> None:
    doors.enter("juror", 2).ballot(1, (10, 10, 10))
    doors.enter("juror", 3).ballot(1, (10, None, None), final=False)
    page = read(doors.enter("organiser"))
    assert page.count("mark mark--recorded") == 2  # one ballot, and the legend
    assert "draft for team 1, does not count yet" in text_of(page)
    assert "10.00" not in page


def test_ballots_kept_aside_are_listed_with_why(doors: Doors) -> None:
    organiser, late, revoked = doors.enter("organiser"), doors.enter("juror", 2), doors.enter("juror", 3)
    doors.enter("juror", 4).ballot(1, (10, None, None), final=False)
    assert "kept aside" not in text_of(read(organiser))
    address = re.findall(r'action="(/[^"]+/revoke)"', read(organiser, "/links?show=jury"))
    cards = read(organiser, "/links?show=jury").split('class="access"')
    token = str(doors.link("juror", 3)["token"])
    dead = next(place for place, card in enumerate(cards) if token in card) - 1
    csrf = organiser.csrf
    assert organiser.client.post(address[dead], data={"csrf_token": csrf}).status_code == 303
    assert revoked.ballot(1).status_code == 401
    organiser.send("POST", "scoring", {"state": "closed"})
    assert late.ballot(1).status_code == 410
    known = organiser.topic("progress").get_json()["set_aside"]
    assert [(team, why) for _, team, why in known] == [(1, "revoked"), (1, "closed")]
    seen = text_of(read(organiser))
    assert "ballot for team 1 came from a revoked link, kept aside, does not count" in seen
    assert "ballot for team 1 came after closing, kept aside, does not count" in seen
    assert "draft for team 1, does not count yet" not in seen
    assert "draft for team 1, does not count" in seen


def test_what_is_kept_aside_is_the_desks_alone(doors: Doors) -> None:
    assert "set_aside" not in doors.enter("juror").topic("progress").get_json()


def test_a_slot_called_and_not_begun_tells_no_hour_and_no_gap(doors: Doors, still_clock: StillClock) -> None:
    organiser = doors.enter("organiser")
    assert re.search(r'data-act="undo" aria-disabled="true"', read(organiser))
    first = organiser.topic("stage").get_json()["next"]["slot"]
    organiser.timer("call", slot=first)
    page = read(organiser)
    row = page[page.index(f'data-key="{first}"') :]
    assert re.search(r'data-slot="expected">–</td>\s*<td[^>]*data-slot="gap"></td>', row[: row.index("</tr>")])
    assert not re.search(r'data-act="undo" aria-disabled', page)


def test_the_lateness_of_the_header_is_the_gap_of_the_next_line(doors: Doors, still_clock: StillClock) -> None:
    organiser = doors.enter("organiser")
    first = organiser.topic("stage").get_json()["next"]["slot"]
    organiser.timer("call", slot=first)
    organiser.timer("start")
    organiser.timer("stop")
    still_clock.go_on(40 * MINUTE_MS)
    page = read(organiser)
    header = re.search(r'id="late">([^<]*)<', page)
    following = organiser.topic("stage").get_json()["next"]["slot"]
    row = page[page.index(f'data-key="{following}"') :]
    gap = re.search(r'data-slot="gap">([^<]*)<', row)
    assert header is not None
    assert gap is not None
    assert header[1] == f"{gap[1]}\u00a0min"
    assert int(gap[1]) > 20


def test_words_follow_the_reader_not_the_first_one(doors: Doors) -> None:
    organiser = doors.enter("organiser")
    assert "The room sees" in read(organiser)
    french = organiser.client.get(f"/{organiser.slug}/desk", query_string={"lang": "fr"})
    assert "The room sees" not in text_of(french.get_data(as_text=True))


@pytest.mark.parametrize("role", ["juror", "team", "coach", "screen"])
def test_nobody_else_finds_a_desk(doors: Doors, role: str) -> None:
    visitor = doors.enter(role)
    for path in ("", "/timer", "/links"):
        assert visitor.client.get(f"/{visitor.slug}/desk{path}").status_code == 404


def test_the_timekeeper_has_the_timer_and_nothing_more(doors: Doors) -> None:
    timekeeper = doors.enter("timekeeper")
    assert "Call team 1" in text_of(read(timekeeper, "/timer"))
    assert timekeeper.client.get(f"/{timekeeper.slug}/desk/links").status_code == 404


def test_cards_are_printed_by_group_and_none_opens_the_desk(doors: Doors) -> None:
    organiser = doors.enter("organiser")
    everything, jury = read(organiser, "/links"), read(organiser, "/links?show=jury")
    assert everything.count('class="access"') == 12 + 15 + 2 + 2
    assert jury.count('class="access"') == 12
    assert str(doors.link("organiser")["token"]) not in everything


def test_a_card_is_revoked_by_a_plain_form(doors: Doors) -> None:
    organiser, lost = doors.enter("organiser"), doors.link("coach")
    page = read(organiser, "/links?show=coaches")
    address = re.search(r'action="(/[^"]+/revoke)"', page)
    assert address is not None
    csrf = organiser.csrf
    assert organiser.client.post(address[1], data={"csrf_token": csrf}).status_code == 303
    assert str(lost["token"]) not in read(organiser, "/links")
    assert doors.stranger().enter(str(lost["token"])).status_code == 403


def test_a_number_that_no_database_holds_is_a_ballot_that_does_not_exist(doors: Doors) -> None:
    desk = doors.enter("organiser")
    form = {"csrf_token": desk.csrf, "reason": "late"}
    assert desk.client.post(f"/{desk.slug}/desk/jury/set-aside/{2**63}", data=form).status_code == 404


def test_a_timekeeper_sees_the_run_down_and_changes_nothing_of_it(doors: Doors) -> None:
    page = read(doors.enter("timekeeper"), "/timer")
    assert 'data-call="s07"' in page
    assert "data-order" not in page
    assert "run-acts" not in page
    assert 'data-order="s07"' in read(doors.enter("organiser"), "/timer")


def test_the_last_act_on_the_run_down_is_named_where_it_can_be_taken_back(doors: Doors) -> None:
    organiser = doors.enter("organiser")
    assert "data-run-undo" not in read(organiser)
    revision = organiser.topic("agenda").get_json()["revision"]
    organiser.send("POST", "agenda", {"base": revision, "action": "postpone", "slot": "s08"})
    assert "Undo: 2 · Médiation animale, postponed" in text_of(read(organiser))


def test_the_host_reads_who_is_on_and_whom_to_announce_by_the_whole_title(doors: Doors) -> None:
    organiser, host = doors.enter("organiser"), doors.enter("timekeeper")
    organiser.timer("call", slot="s07")
    organiser.timer("start")
    seen = text_of(read(host, "/host"))
    team = organiser.client.get("/amiens-2019/teams/2").get_data(as_text=True)
    title = re.search(r"<h1[^>]*>(.*?)</h1>", team, re.DOTALL)
    assert title is not None
    assert "On stage" in seen
    assert "Turn 1 of 15" in seen
    assert text_of(title[1]).strip() in seen.partition("To announce next")[2]
    assert "Team 2, Nord" in seen


def test_the_report_of_the_day_is_read_printed_and_taken_along(doors: Doors) -> None:
    organiser = doors.enter("organiser")
    organiser.timer("call", slot="s07")
    organiser.timer("start")
    organiser.timer("stop")
    assert "1 team heard" in text_of(read(organiser, "/report"))
    given = organiser.client.get("/amiens-2019/desk/report.csv", headers={"Accept-Language": "en"})
    lines = given.get_data(as_text=True).lstrip("\ufeff").splitlines()
    assert given.mimetype == "text/csv"
    assert lines[0].startswith("Turn;Team;Slot;State;Planned;Published;Began;Ended")
    assert next(line for line in lines if line.startswith("1;1;")).split(";")[3] == "Passed"
    assert len(lines) == 1 + len(organiser.topic("agenda").get_json()["slots"])

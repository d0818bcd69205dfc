"""What happens during the day, and what somebody does with a page before its picture is taken."""

from collections.abc import Callable

from playwright.sync_api import Page

from scripts.screens.day import CRITERIA, Day, scores
from tests.serving import Person, Server

Act = Callable[[Page, Server], object]
# When the first six teams were on stage: a little later each time, as on any such day.
TURNS = (
    ("14:30:40", "14:33:52", "14:38:30"),
    ("14:39:20", "14:42:20", "14:46:40"),
    ("14:47:30", "14:50:45", "14:55:20"),
    ("14:56:10", "14:59:14", "15:03:50"),
    ("15:04:40", "15:07:42", "15:11:40"),
    ("15:12:30", "15:15:36", "15:19:50"),
)


def nothing(_day: Day) -> None:
    """The instant alone."""


def team_seven_is_called(day: Day) -> None:
    """The jury was briefed and six teams have been heard; the seventh walks to the stage."""
    day.at("14:28:00")
    day.acknowledges()
    for number, turn in enumerate(TURNS, start=1):
        day.plays(number, *turn)
    day.at("15:20:30")
    day.call(7)


def team_seven_speaks(day: Day) -> None:
    """Its three minutes begin; one juror has a draft, one has validated, one changed it since, one steps aside."""
    day.at("15:20:50")
    day.organiser.timer("start")
    day.at("15:22:10")
    day.writes(2, 7, {"innovation": 8, "transferability": 7, "cost_use": None})
    day.writes(
        3, 7, {"innovation": 9, "transferability": 8, "cost_use": 8}, "Facile à reprendre dès demain.", final=True
    )
    day.writes(11, 7, {"innovation": 7, "transferability": 8, "cost_use": 8}, final=True)
    day.writes(11, 7, {"innovation": 9, "transferability": 8, "cost_use": 8})
    day.command("recusals", {"team": 7, "reason": "J’ai travaillé sur ce projet"}, who=day.juror(4))


def questions_begin(day: Day) -> None:
    """Five minutes of questions."""
    day.at("15:24:10")
    day.organiser.timer("next")


def questions_are_paused(day: Day) -> None:
    """Somebody brings a microphone."""
    day.at("15:26:31")
    day.organiser.timer("pause")


def questions_go_on(day: Day) -> None:
    """The microphone works."""
    day.at("15:26:55")
    day.organiser.timer("resume")


def the_turn_ends(day: Day) -> None:
    """Team 7 leaves the stage with every expected ballot, two more with a comment."""
    day.at("15:29:58")
    for juror, said in (
        (8, "Le besoin est réel, et déjà mesuré."),
        (9, "Dire ce que cela coûte à une petite commune."),
    ):
        day.writes(juror, 7, dict(zip(CRITERIA, scores(7, juror - 1), strict=True)), said, final=True)
    day.everybody_scores(7)
    day.organiser.timer("stop")


def papers_are_typed(day: Day) -> None:
    """The last juror goes on paper: one ballot counts, one is typed once, of one the two readings differ."""
    chair = day.server.person("chair")
    theirs = scores(8, list(day.jury).index("Agent, Val-d’Oise"))
    day.form(day.organiser, "desk/paper/jurors", juror="j12", on_paper="yes")
    for team, place, who, given in (
        (8, 1, day.organiser, theirs),
        (8, 2, chair, theirs),
        (9, 1, chair, (8, 8, 7)),
        (10, 1, day.organiser, (8, 9, 7)),
        (10, 2, chair, (8, 7, 7)),
    ):
        day.types(who, "j12", team, place, given)


def the_others_are_heard(day: Day) -> None:
    """Teams 8 to 15, eight minutes each; the room sees the ranking again."""
    for number in range(8, 16):
        minutes = (15 * 60 + 31 + 8 * (number - 8) + step for step in (0, 3, 7))
        day.plays(number, *(f"{minute // 60}:{minute % 60:02}:20" for minute in minutes))
    day.shows("live")


def the_room_votes(day: Day) -> None:
    """The favourite vote is open; a few phones have voted."""
    day.form(day.organiser, "desk/favourite/vote", act="open", seats="180", most="1")
    code = day.organiser.get("favourite")["code"]
    for number in range(7):
        voter = Person(day.server.url)
        voter.http.headers["X-CSRFToken"] = voter.session()["csrf"]
        assert voter.send("POST", "favourite", {"team": 7 if number % 3 else 9, "code": code}).status_code == 200


def the_vote_is_closed(day: Day) -> None:
    """The desk reads what came out."""
    day.form(day.organiser, "desk/favourite/vote", act="close")


def scoring_is_closed(day: Day) -> None:
    """What the room sees is frozen, no ballot changes any more: one comes late, and its juror calls."""
    day.shows("frozen")
    day.command("scoring", {"state": "closed", "reason": ""})
    late = {"base": 1, "scores": {"innovation": 8, "transferability": 8, "cost_use": 8}, "comment": "", "final": True}
    assert day.juror(1).send("PUT", "ballots/15", late).status_code == 410
    day.command("presence", {"waiting": 0, "problem": "come_here"}, who=day.juror(1))


def the_jury_deliberates(day: Day) -> None:
    """One team is taken before its rank, with the reason; then the jury votes between the two that are level."""
    teams = [team["number"] for team in day.organiser.get("results")["teams"]]
    listed = {"teams": [*teams[:6], teams[9]], "reason": "Plus facile à reprendre ailleurs, de l’avis du jury."}
    day.command("list", {"action": "choose", **listed})
    day.form(day.organiser, "desk/list/names", confirmer="", casting="j01")
    day.form(day.organiser, "desk/list/vote", stake=[str(team) for team in teams[7:9]], mode="named")


def the_list_is_closed(day: Day) -> None:
    """The vote is counted, the list closed by the organiser and confirmed by the chair."""
    teams = [team["number"] for team in day.organiser.get("results")["teams"]]
    for juror in day.jury.values():
        form = {"vote": "1", "team": str(teams[8])}
        juror.http.post(f"{day.server.url}/{juror.slug}/jury/vote", data=form, timeout=10)  # who stepped aside may not
    day.form(day.organiser, "desk/list/vote", vote="1", reason="Vote nominal, à la demande de la présidence.")
    missing = day.organiser.get("progress")["missing"]
    reasons = {f"{juror}/{team}": "tablette en panne" for juror, team in missing}
    day.command("list", {"action": "close", "absences": reasons})
    day.command("list", {"action": "confirm"}, who=day.server.person("chair"))
    told = {
        "strength_1": "Un besoin que chaque accueil connaît, dit par ceux qui le vivent.",
        "strength_2": "Une solution déjà essayée, qui coûte moins d’une journée à installer.",
        "advice": "Compter dès maintenant le temps rendu aux agents.",
    }
    whole = told | {"next_step": "Un essai dans deux mairies."}
    day.form(day.organiser, "desk/restitution/word", team="1", base="0", **whole)
    day.form(day.organiser, "desk/restitution/word", team="7", base="0", **told)


def the_reveal_is_under_way(day: Day) -> None:
    """The fifth laureate is called."""
    for step in ("start", *["next"] * 5):
        at = day.organiser.get("reveal")["step"]
        day.command("reveal", {"base": at, "action": step})


def the_laureates_are_announced(day: Day) -> None:
    """Two teams have published a contact; the ceremony is over."""
    for team, text in ((10, "innovation@departement.example"), (12, "Direction des collèges, 03 00 00 00 00")):
        day.form(day.server.person("team", team), "team/contact", contact=text)
    day.command("reveal", {"base": day.organiser.get("reveal")["step"], "action": "finish"})


def press(selector: str) -> Act:
    """Somebody presses that."""
    return lambda page, _server: page.locator(selector).first.click()


def score(page: Page, given: int) -> None:
    """The same score for each criterion."""
    for cell in page.locator(f'.ruler__cell input[value="{given}"]').all():
        cell.locator("xpath=..").click()


def validates_without_network(page: Page, _server: Server) -> None:
    """Three scores validated while nothing leaves the tablet."""
    # In the page itself, so that nothing leaves while it is being closed either.
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()); }")
    score(page, 8)
    page.locator("[data-validate]").click()
    page.locator("#stub[data-now=failed]").wait_for()


def two_devices(rank: int, team: int) -> Act:
    """The juror of that rank wrote on another device what they then write otherwise on this one."""

    def act(page: Page, server: Server) -> None:
        elsewhere = server.person("juror", rank)
        known = next(ballot for ballot in elsewhere.get("ballots") if ballot["team"] == team)
        other = 5 if known["scores"].get("innovation") != 5 else 6
        said = {"scores": {"innovation": other, "transferability": 7, "cost_use": None}, "comment": "", "final": False}
        assert elsewhere.send("PUT", f"ballots/{team}", {"base": known["revision"], **said}).status_code == 200
        score(page, 8)
        page.locator("#conflict:not([hidden])").wait_for()

    return act


def types_a_wrong_code(page: Page, _server: Server) -> None:
    """A code that nobody has."""
    page.locator("[name=code]").first.fill("ABCD 2345")
    page.locator("#typing form button").click()
    page.locator(".errors").wait_for()


def gives_a_wrong_password(page: Page, _server: Server) -> None:
    """A name and a password that do not fit."""
    page.locator("[name=name]").fill("organisation")
    page.locator("[name=password]").fill("amiens")
    page.locator("main form button").click()
    page.locator(".errors").wait_for()


def is_tried(page: Page, _server: Server) -> None:
    """Everything has been tried on this device."""
    page.locator("#told p:not([hidden])").wait_for()


def another_juror_enters(page: Page, server: Server) -> None:
    """A second juror opens their link on a tablet that the first one holds."""
    page.goto(f"{server.url}/enter#{server.link('juror', 1)['token']}")
    page.locator(".sitting").wait_for()


def the_event_is_copied(day: Day) -> None:
    """A rehearsal is made of it, and plays by itself."""
    day.form(day.organiser, "desk/rehearsal/copy")
    day.form(day.organiser, "desk/rehearsal/play", speed="60")

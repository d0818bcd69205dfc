"""What a screen reader hears while the day goes: thresholds and acts in whole sentences, never each second.

Every live region of the stage, the desk, the timekeeper's and a team's page is recorded through one turn, in French,
and at night in English; the desk's own command, "started earlier", brings the clock near each threshold.
"""

import re
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hearing import heard, listen, waited
from tests.browsing import DESK, PHONE, TABLET, admitted, enter, opened
from tests.serving import SLUG, Person, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

TEAM = 4
# Seconds before a threshold at which it is approached: more than a slow machine needs for one command.
MARGIN_S = 4
# Who listens, from which page, at which size.
EARS = (
    ("stage", None, "stage", TABLET),
    ("desk", "organiser", "desk", DESK),
    ("timekeeper", "timekeeper", "desk/timer", PHONE),
    ("team", "team", "team", PHONE),
)
TIME = r"(\d+ minutes? )?\d+ (seconde|second)s?"
LEFT = {"fr": rf"il reste ({TIME}|\d+ minutes?)", "en": rf"({TIME}|\d+ minutes?) left"}
OVER = {"fr": rf"le dépassement est de ({TIME}|\d+ minutes?)", "en": rf"({TIME}|\d+ minutes?) over"}


@dataclass(frozen=True)
class Step:
    """Something that happens, what is heard of it, and what the team hears where its ticket says it otherwise."""

    name: str
    act: Callable[["Turn"], object]
    fr: str
    en: str
    team_fr: str = ""
    team_en: str = ""

    def sentence(self, name: str, language: str) -> str:
        """The pattern of the one sentence that this listener hears."""
        own = self.team_fr if language == "fr" else self.team_en
        return own if name == "team" and own else self.fr if language == "fr" else self.en


class Turn:
    """One turn on stage, driven from the desk."""

    def __init__(self, organiser: Person) -> None:
        self.organiser = organiser
        slots = organiser.get("agenda")["slots"]
        self.slot = next(slot["id"] for slot in slots if slot["team"] == TEAM)

    def give(self, action: str, **others: Any) -> None:
        """Command the timer."""
        self.organiser.timer(action, **others)

    def approach(self, threshold_s: int) -> None:
        """Put the start back so that the threshold comes in a few seconds."""
        stage = self.organiser.get("stage")
        timer = stage["timer"]
        left = timer["duration_ms"] + timer["added_ms"] - timer["elapsed_ms"]
        left -= stage["sent_at_ms"] - timer["anchor_at_ms"]
        self.give("back_date", seconds=left // 1000 - threshold_s - MARGIN_S)


def near(threshold_s: int) -> Callable[[Turn], object]:
    """The act of coming near a threshold."""
    return lambda turn: turn.approach(threshold_s)


def nothing(_turn: Turn) -> None:
    """Only time passes."""


SET = {
    "fr": rf"Le chronomètre est réglé, ({LEFT['fr']}|{OVER['fr']})\.",
    "en": rf"The timer was set, ({LEFT['en']}|{OVER['en']})\.",
}
STEPS = (
    Step(
        "called",
        lambda turn: turn.give("call", slot=turn.slot),
        r"L’équipe 4 est appelée\.",
        r"Team 4 is called\.",
        r"C’est à vous\. .*\.",
        r"It is your turn\. Come on stage\. .*\.",
    ),
    Step("started", lambda turn: turn.give("start"), r"Le pitch commence\.", r"The pitch begins\."),
    Step("near one minute", near(60), SET["fr"], SET["en"]),
    Step("one minute", nothing, r"Il reste une minute\.", r"There is one minute left\."),
    Step(
        "paused",
        lambda turn: turn.give("pause"),
        rf"Le chronomètre est en pause, {LEFT['fr']}\.",
        rf"The timer is paused, {LEFT['en']}\.",
    ),
    Step(
        "30 seconds more",
        lambda turn: turn.give("add", seconds=30),
        rf"Le temps est allongé de 30 secondes, {LEFT['fr']}\.",
        rf"The time is longer by 30 seconds, {LEFT['en']}\.",
    ),
    Step(
        "30 seconds more again",
        lambda turn: turn.give("add", seconds=30),
        rf"Le temps est allongé de 30 secondes, {LEFT['fr']}\.",
        rf"The time is longer by 30 seconds, {LEFT['en']}\.",
    ),
    Step(
        "60 seconds less",
        lambda turn: turn.give("add", seconds=-60),
        rf"Le temps est réduit de 1 minute, {LEFT['fr']}\.",
        rf"The time is shorter by 1 minute, {LEFT['en']}\.",
    ),
    Step(
        "resumed",
        lambda turn: turn.give("resume"),
        rf"Le chronomètre repart, {LEFT['fr']}\.",
        rf"The timer goes on, {LEFT['en']}\.",
    ),
    Step("near thirty seconds", near(30), SET["fr"], SET["en"]),
    Step("thirty seconds", nothing, r"Il reste trente secondes\.", r"There are thirty seconds left\."),
    Step("near the end", near(0), SET["fr"], SET["en"]),
    Step("time is up", nothing, r"Le temps est écoulé\.", r"Time is up\."),
    Step("near one minute over", near(-60), SET["fr"], SET["en"]),
    Step("one minute over", nothing, r"Le temps est dépassé d’une minute\.", r"Time has been over for one minute\."),
    Step("near two minutes over", near(-120), SET["fr"], SET["en"]),
    Step("two minutes over", nothing, r"Le temps est dépassé de 2 minutes\.", r"Time has been over for 2 minutes\."),
    Step("questions", lambda turn: turn.give("next"), r"Les questions commencent\.", r"The questions begin\."),
    Step(
        "stopped",
        lambda turn: turn.give("stop"),
        r"Le passage est terminé\.",
        r"The turn is over\.",
        r".*merci\..*",
        r"It is done, thank you\..*",
    ),
)


@dataclass
class Heard:
    """What came to each listener at each step of a turn, in one language, and to the phone of another team."""

    language: str
    said: dict[str, dict[str, list[str]]]
    elsewhere: list[str]


def visit(browser: Browser, server: Server, screens: ExitStack, ear: tuple[Any, ...], language: str) -> Page:
    """A page of that listener, in that language, heard from now on."""
    _, role, path, size = ear
    page = screens.enter_context(opened(browser, size, locale="fr-FR" if language == "fr" else "en-GB"))
    if role:
        admitted(page, server.url, server.link(role, TEAM if role == "team" else 0))
    page.goto(f"{server.url}/{SLUG}/{path}")
    listen(page)
    return page


@pytest.fixture(scope="module", params=["fr", pytest.param("en", marks=pytest.mark.nightly)])
def turn_heard(request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Heard:
    """One turn of team 4, heard by everybody."""
    language = str(request.param)
    with Server(tmp_path_factory.mktemp("turn") / "instance") as day, ExitStack() as screens:
        turn = Turn(day.person("organiser"))
        pages = {ear[0]: visit(browser, day, screens, ear, language) for ear in EARS}
        other = visit(browser, day, screens, ("other team", None, "stage", PHONE), language)
        enter(other, day.url, day.link("team", 12))
        listen(other)
        said: dict[str, dict[str, list[str]]] = {name: {} for name in pages}
        for step in STEPS:
            step.act(turn)
            for name, page in pages.items():
                said[name][step.name] = collect(page, re.compile(step.sentence(name, language)))
        return Heard(language, said, heard(other))


def collect(page: Page, wanted: re.Pattern[str], seconds: float = 30) -> list[str]:
    """What a page says until it says what is wanted, or says nothing more for too long."""
    try:
        page.wait_for_function(
            "(words) => window.heard.some((text) => new RegExp(words, 'u').test(text))",
            arg=wanted.pattern,
            timeout=seconds * 1000,
        )
    except Exception as silence:
        if "Timeout" not in type(silence).__name__:
            raise
    return heard(page)


def faults(said: list[str], wanted: str) -> list[str]:
    """What is wrong in what was heard at a step: one whole sentence was due, and nothing else."""
    return [f"not due: {text}" for text in said if not re.fullmatch(wanted, text)] + (
        [] if len(said) == 1 else [f"{len(said)} sentences instead of one"]
    )


@pytest.mark.parametrize("name", [ear[0] for ear in EARS])
def test_a_turn_is_spoken_at_thresholds_and_acts_in_whole_sentences_and_never_each_second(
    turn_heard: Heard, name: str
) -> None:
    said = turn_heard.said[name]
    wrong = {step.name: faults(said[step.name], step.sentence(name, turn_heard.language)) for step in STEPS}
    assert {step: found for step, found in wrong.items() if found} == {}


def test_the_phone_of_another_team_hears_nothing_of_the_time(turn_heard: Heard) -> None:
    said = turn_heard.elsewhere
    assert not [text for text in said if re.search("chronomètre|temps|reste|secondes|timer|time|left|seconds", text)]
    assert len(said) <= 3  # that its rank moved, at most once for each time it did


def test_a_voice_that_speaks_each_second_is_caught(browser: Browser, fresh_day: Server) -> None:
    """The control: the same ear, on a stage whose digits are copied into its live region."""
    turn = Turn(fresh_day.person("organiser"))
    slots = turn.organiser.get("agenda")["slots"]
    turn.give("call", slot=next(slot["id"] for slot in slots if slot["team"] == 9))
    with ExitStack() as screens:
        page = visit(browser, fresh_day, screens, EARS[0], "fr")
        page.evaluate(
            """() => {
              const digits = document.querySelector('[role=timer]');
              const speak = () => { document.getElementById('announce').textContent = digits.textContent; };
              new MutationObserver(speak).observe(digits, { childList: true, characterData: true, subtree: true });
            }"""
        )
        turn.give("start")
        said = waited(page, "2:57")
        turn.give("stop")
    assert len(faults(said, r"Le pitch commence\.")) >= 4


def test_the_tablet_says_once_where_a_ballot_is_and_then_its_receipt(browser: Browser, fresh_day: Server) -> None:
    with opened(browser, TABLET) as page:
        admitted(page, fresh_day.url, fresh_day.link("juror"))
        page.goto(f"{fresh_day.url}/{SLUG}/jury/5")
        # What the page says of a ballot that nobody touched is written before anybody listens.
        expect(page.locator("[data-freshness-word]").first).to_contain_text("En direct")
        expect(page.locator("#verdict")).to_contain_text("Il reste 3 critères")
        listen(page)
        for count, criterion in enumerate(("innovation", "transferability", "cost_use")):
            page.locator(f'[name="score-{criterion}"]').first.focus()
            page.keyboard.press("ArrowRight")
            expect(page.locator("#stub")).to_have_attribute("data-now", "saved", timeout=30_000)
            said = heard(page)
            drafts = [text for text in said if "Brouillon gardé" in text]
            assert len(drafts) == (1 if count == 0 else 0), said
            assert len(said) == len(drafts) + 1, said
            assert re.search(r"reste|appelée", said[0]), said
        page.locator("[data-validate]").focus()
        page.keyboard.press("Enter")
        said = waited(page, "reçu")
        assert re.fullmatch(r"Validée?, .* reçu [A-Z0-9-]+\..*", said[-1]), said
        assert len(said) <= 2, said
        page.wait_for_function("() => document.querySelector('[data-freshness-word]').textContent.length > 0")
        assert heard(page) == []


def test_seconds_before_a_new_try_are_shown_and_not_spoken(browser: Browser, fresh_day: Server) -> None:
    with opened(browser, TABLET) as page:
        admitted(page, fresh_day.url, fresh_day.link("juror", 1))
        page.goto(f"{fresh_day.url}/{SLUG}/jury/8")
        expect(page.locator("[data-freshness-word]").first).to_contain_text("En direct")
        listen(page)
        page.evaluate(
            """() => { window.shown = new Set(); new MutationObserver(() =>
              window.shown.add(document.querySelector('[data-stub="sending"]').textContent)
            ).observe(document.getElementById('stub'), { subtree: true, childList: true, characterData: true }); }"""
        )
        page.context.set_offline(True)
        page.locator('[name="score-innovation"]').first.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function(
            "() => [...window.shown].filter((words) => /\\d/.test(words)).length >= 3", timeout=60_000
        )
        said = heard(page)
        assert len([text for text in said if "nouvel essai" in text]) == 1, said
        assert not [text for text in said if re.search(r"\d s\b", text)], said
        page.context.set_offline(False)


def test_results_speak_a_summary_and_not_each_cell(browser: Browser, fresh_day: Server) -> None:
    organiser = fresh_day.person("organiser")
    with ExitStack() as screens:
        page = visit(browser, fresh_day, screens, ("results", None, "results", PHONE), "fr")
        for juror in fresh_day.jury():
            for ballot in juror.get("ballots"):
                if (team := ballot["team"]) in (1, 7, 10) and not ballot["counts"]:
                    juror.validate(team, (team - 1, 6, 7), base=ballot["revision"])
        expect(page.locator("#rows")).to_contain_text("7,33", timeout=30_000)
        said = waited(page, "L’album de vie")
        assert all(re.fullmatch(r"Le classement a changé\u00a0?\s?: .*\.", text) for text in said), said
        assert len(said) <= 4, said
        for visibility, sentence in (
            ("hidden", "Les résultats sont masqués."),
            ("live", "Le classement provisoire s’affiche."),
        ):
            assert organiser.send("POST", "visibility", {"visibility": visibility}).status_code == 200
            assert waited(page, sentence) == [sentence]


def test_the_desk_says_what_it_armed_and_what_the_room_sees(browser: Browser, fresh_day: Server) -> None:
    with ExitStack() as screens:
        page = visit(browser, fresh_day, screens, EARS[1], "en")
        page.locator("[name=room]:checked").focus()
        page.keyboard.press("ArrowRight")
        assert waited(page, "Armed") == [
            "Armed, nothing shows yet: confirm within ten seconds. "
            "Frozen, the room will go on seeing the ranking as it is now."
        ]
        page.locator("#room [data-show]").focus()
        page.keyboard.press("Enter")
        said = waited(page, "The room goes on seeing")
        assert len(said) == 1 and said[0].endswith("."), said

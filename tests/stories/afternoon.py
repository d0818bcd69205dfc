"""The people and screens of the afternoon, and what each of them does."""

import re
from contextlib import ExitStack
from fractions import Fraction

from playwright.sync_api import Browser, Page, expect

from tests.browsing import DESK, PHONE, PROJECTOR, TABLET, enter, opened
from tests.serving import SLUG, Person, Server

CRITERIA = ("innovation", "transferability", "cost_use")
Scores = tuple[int, int, int]


class Organiser:
    """At the desk, with a real browser."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page = page
        enter(page, server.url, server.link("organiser"))
        self.next_act = page.locator('#timer [data-act="main"]')

    def calls_team(self, number: int) -> None:
        """Press the one button when it offers the team."""
        expect(self.next_act).to_contain_text(f"Appeler l’équipe {number}")
        self.next_act.click()
        expect(self.page.locator("#timer")).to_have_attribute("data-mode", "armed")

    def starts_the_pitch(self) -> None:
        """Press it again: three minutes begin."""
        self.next_act.click()
        expect(self.page.locator("#timer")).to_have_attribute("data-mode", "running")
        expect(self.page.locator("#timer [data-slot=phase]")).to_have_text("Pitch")

    def passes_to_questions(self) -> None:
        """And again: five minutes of questions."""
        self.next_act.click()
        expect(self.page.locator("#timer [data-slot=phase]")).to_have_text("Questions")

    def ends_the_turn(self) -> None:
        """And a last time."""
        self.next_act.click()
        expect(self.page.locator("#timer")).not_to_have_attribute("data-mode", "running")


class Juror:
    """With a tablet, in a real browser."""

    def __init__(self, page: Page, server: Server, number: int) -> None:
        self.page = page
        self.name = server.link("juror", number)["label"]
        enter(page, server.url, server.link("juror", number))

    def sees_team(self, number: int) -> None:
        """The ballot of the team on stage comes by itself."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(re.compile(rf"Équipe {number}\b"))

    def scores(self, scores: Scores) -> None:
        """One tap for each criterion."""
        for criterion, score in zip(CRITERIA, scores, strict=True):
            self.page.locator(f'[name="score-{criterion}"][value="{score}"]').locator("xpath=..").click()

    def reads(self, words: str) -> None:
        """What the tablet says of the ballot."""
        expect(self.page.locator("#verdict")).to_contain_text(words)

    def validates(self) -> None:
        """The one button; the ballot counts once the tablet says so."""
        self.page.locator("[data-validate]").click()
        self.reads("elle compte")


class Screens:
    """Every real browser of the afternoon, opened together; `stack` closes them together."""

    def __init__(self, stack: ExitStack, browser: Browser, server: Server) -> None:
        sizes = (DESK, TABLET, PROJECTOR, PROJECTOR, PHONE)
        desk, tablet, stage, results, phone = (stack.enter_context(opened(browser, size)) for size in sizes)
        self.organiser = Organiser(desk, server)
        # Juror 2 is of the Oise: the first three teams, of the Nord, are theirs to score.
        self.juror = Juror(tablet, server, 2)
        self.stage, self.results, self.phone = stage, results, phone
        stage.goto(f"{server.url}/{SLUG}/stage")
        results.goto(f"{server.url}/{SLUG}/results")
        enter(phone, server.url, server.link("team", 3))


def others_of_the_jury(server: Server) -> dict[str, Person]:
    """Everybody of the jury but the juror with the real tablet, by name."""
    held = server.link("juror", 2)["label"]
    seated = [link for link in server.links if link["role"] in ("juror", "chair") and link["label"] != held]
    return {str(link["label"]): Person(server.url).enter(link["token"]) for link in seated}


def expected_teams(person: Person) -> set[int]:
    """The teams this juror is to score."""
    return {ballot["team"] for ballot in person.get("ballots")}


def recount(ballots: dict[int, list[Scores]]) -> list[tuple[int, Fraction]]:
    """The ranking by hand: the mean of the means of three criteria of equal weight, best first."""
    means = {
        team: sum((Fraction(sum(scores), 3) for scores in given), Fraction()) / len(given)
        for team, given in ballots.items()
    }
    return sorted(means.items(), key=lambda pair: (-pair[1], pair[0]))


def as_shown(mean: Fraction) -> str:
    """Two decimals, half up, with a decimal comma."""
    hundredths = int(mean * 100 + Fraction(1, 2))
    return f"{hundredths // 100},{hundredths % 100:02}"

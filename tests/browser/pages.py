"""Every page of the product: its address, who sees it in a way of their own, and the sizes it is used at.

A new page needs one row, under the name of its endpoint; `tests/contracts/test_pages.py` asks for it, and for a seat of
each kind of HTML the page has. `moves=False` where a page says the same all day long, `ends=True` where it is there
until the first team is called, `closed=True` where it is once the list is closed (`test_deliberation.py` looks at it).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browsing import DESK, PHONE, PROJECTOR, TABLET, admitted
from tests.inspecting import Inspector, inspected
from tests.serving import SLUG, Server

EVENT = f"/{SLUG}"
UPRIGHT = {"width": TABLET["height"], "height": TABLET["width"]}

# A seat is a role, entered by its first link or, with a rank or a team's number ("juror 2", "team 4"), by that one.
# Two have no link.
STRANGER = "stranger"
ACCOUNT = "account"  # an organiser by name and password
SEATS = (STRANGER, "screen", "team", "coach", "juror", "chair", "timekeeper", "organiser", ACCOUNT)


@dataclass(frozen=True)
class Shown:
    """A page: its address, its seats, its sizes (the one it is mostly used at first)."""

    path: str
    seats: tuple[str, ...]
    sizes: tuple[dict[str, int], ...]
    moves: bool = True
    ends: bool = False
    closed: bool = False


PAGES: dict[str, Shown] = {
    "entry.door": Shown("/enter", (STRANGER,), (PHONE, DESK), moves=False),
    "device.try_out": Shown("/room", (STRANGER,), (TABLET, PHONE), moves=False),
    "entry.login": Shown("/login", (STRANGER,), (DESK, PHONE), moves=False),
    "audience.events": Shown("/", (STRANGER, "organiser", ACCOUNT), (DESK, PHONE), moves=False),
    "beginning.ask": Shown("/begin", (STRANGER,), (DESK, PHONE), moves=False),
    "new_event.ask": Shown("/new", (ACCOUNT,), (DESK, PHONE), moves=False),
    "audience.home": Shown(f"{EVENT}/", (STRANGER,), (DESK, PHONE)),
    "audience.programme": Shown(f"{EVENT}/agenda", (STRANGER, "team"), (PHONE, DESK)),
    "audience.stage": Shown(f"{EVENT}/stage", (STRANGER, "screen"), (PROJECTOR, PHONE)),
    "audience.waiting": Shown(f"{EVENT}/waiting", (STRANGER, "screen"), (PROJECTOR, PHONE)),
    "audience.results": Shown(f"{EVENT}/results", (STRANGER, "screen"), (PROJECTOR, PHONE)),
    "favourite.ask": Shown(f"{EVENT}/vote", (STRANGER,), (PHONE, DESK)),
    "favourite.code": Shown(f"{EVENT}/code", (STRANGER, "screen"), (PROJECTOR, PHONE)),
    "audience.team": Shown(f"{EVENT}/teams/1", (STRANGER, "team"), (PHONE, DESK)),
    "statement.accessibility": Shown("/accessibility", (STRANGER, ACCOUNT), (DESK, PHONE), moves=False),
    "statement.privacy": Shown("/privacy", (STRANGER, ACCOUNT), (DESK, PHONE), moves=False),
    "statement.legal": Shown("/legal", (STRANGER, ACCOUNT), (DESK, PHONE), moves=False),
    "statement.help": Shown("/help", (STRANGER, ACCOUNT), (DESK, PHONE), moves=False),
    "statement.edit": Shown("/legal/edit", (ACCOUNT,), (DESK, PHONE), moves=False),
    "audience.event_rules": Shown(f"{EVENT}/rules", (STRANGER, "juror"), (PHONE, TABLET), moves=False),
    "jury.mine": Shown(f"{EVENT}/jury", ("juror", "chair"), (TABLET, UPRIGHT)),
    # Not the team on stage, whose ballot `jury.mine` shows.
    "jury.one": Shown(f"{EVENT}/jury/7", ("juror", "chair"), (TABLET, UPRIGHT)),
    "jury_scores.scores": Shown(f"{EVENT}/jury/scores", ("juror", "chair"), (TABLET, UPRIGHT, PHONE)),
    "jury_scores.read_back": Shown(f"{EVENT}/jury/versions", ("juror", "chair"), (TABLET, PHONE), moves=False),
    "jury_vote.booth": Shown(f"{EVENT}/jury/vote", ("juror", "chair"), (TABLET, PHONE), moves=False),
    "rehearsal.try_out": Shown(f"{EVENT}/jury/rehearsal", ("juror", "chair"), (TABLET, PHONE), ends=True),
    "team.turn": Shown(f"{EVENT}/team", ("team",), (PHONE, DESK)),
    "coach.tables": Shown(f"{EVENT}/coach", ("coach",), (PHONE, DESK)),
    "desk.run": Shown(f"{EVENT}/desk", ("organiser", ACCOUNT), (DESK, PHONE)),
    "desk_jury.seats": Shown(f"{EVENT}/desk/jury", ("organiser", "chair"), (DESK, PHONE)),
    "desk_check_in.sheet": Shown(f"{EVENT}/desk/check-in", ("organiser", "chair"), (PHONE, DESK)),
    "desk_paper.overview": Shown(f"{EVENT}/desk/paper", ("organiser", "chair"), (DESK, PHONE)),
    "desk_paper.ballot": Shown(f"{EVENT}/desk/paper/j01/10", ("organiser",), (DESK, PHONE), moves=False),
    "paper_print.sheets": Shown(
        f"{EVENT}/desk/paper/print?juror=j01&team=10", ("organiser",), (DESK, PHONE), moves=False
    ),
    "desk_list.overview": Shown(f"{EVENT}/desk/list", ("organiser", "chair"), (DESK, TABLET)),
    "desk_reveal.remote": Shown(f"{EVENT}/desk/reveal", ("organiser",), (PHONE, DESK)),
    "desk_favourite.overview": Shown(f"{EVENT}/desk/favourite", ("organiser",), (DESK, PHONE)),
    "press.read": Shown(f"{EVENT}/desk/list/press", ("organiser",), (DESK, PHONE), closed=True),
    "minutes.read": Shown(f"{EVENT}/desk/list/minutes/1", ("organiser",), (DESK, PHONE), closed=True),
    "restitution.moderate": Shown(f"{EVENT}/desk/restitution", ("organiser", "chair"), (DESK, TABLET, PHONE)),
    "restitution.print_out": Shown(
        f"{EVENT}/desk/restitution/print/diplomas", ("organiser",), (DESK, PHONE), closed=True
    ),
    "deliberation.table": Shown(f"{EVENT}/deliberation", ("organiser", "chair"), (DESK, TABLET, UPRIGHT, PHONE)),
    "desk.timer": Shown(f"{EVENT}/desk/timer", ("organiser", "timekeeper"), (PHONE, DESK)),
    "desk_coaching.rounds": Shown(f"{EVENT}/desk/coaching", ("organiser",), (DESK, PHONE)),
    "desk_coaching.plan": Shown(f"{EVENT}/desk/coaching/plan", ("organiser",), (DESK, PHONE), moves=False),
    "desk_day.host": Shown(f"{EVENT}/desk/host", ("organiser", "timekeeper"), (PHONE, TABLET)),
    "desk_day.report": Shown(f"{EVENT}/desk/report", ("organiser",), (DESK, PHONE), moves=False),
    "desk_tables.overview": Shown(f"{EVENT}/desk/tables", ("organiser",), (DESK, PHONE), moves=False),
    "desk_tables.row": Shown(f"{EVENT}/desk/tables/jurors?row=j08", ("organiser",), (DESK, PHONE), moves=False),
    "desk_import.ask": Shown(f"{EVENT}/desk/tables/teams/import", ("organiser",), (DESK, PHONE), moves=False),
    "desk_rehearsal.stand": Shown(f"{EVENT}/desk/rehearsal", ("organiser",), (DESK, PHONE), moves=False),
    "desk_archive.overview": Shown(f"{EVENT}/desk/archive", ("organiser",), (DESK, PHONE), moves=False),
    "desk_personal.overview": Shown(f"{EVENT}/desk/personal", ("organiser",), (DESK, PHONE), moves=False),
    "desk_personal.register": Shown(f"{EVENT}/desk/personal/register", ("organiser",), (DESK, PHONE), moves=False),
    "desk_personal.ask": Shown(f"{EVENT}/desk/personal/juror/j02", ("organiser",), (DESK, PHONE), moves=False),
    "printed.overview": Shown(f"{EVENT}/desk/print", ("organiser",), (DESK, PHONE), moves=False),
    "printed.sheet": Shown(f"{EVENT}/desk/print/badges?show=jury", ("organiser",), (DESK, PHONE), moves=False),
    "desk.links": Shown(f"{EVENT}/desk/links", ("organiser",), (DESK, PHONE), moves=False),
}
# Pages that are there once the laureates are announced; `test_axe_evening.py` looks at them.
EVENING: dict[str, Shown] = {
    "palmares.page": Shown(f"{EVENT}/palmares", (STRANGER,), (DESK, PHONE), moves=False),
}


def of_seat(seat: str) -> Iterator[tuple[str, Shown]]:
    """The pages that a seat sees in a way of its own."""
    return ((name, shown) for name, shown in PAGES.items() if seat in shown.seats)


def sit(page: Page, server: Server, seat: str) -> None:
    """Take a seat: enter by the role's link, log in, or stay a stranger."""
    if seat == ACCOUNT:
        page.goto(f"{server.url}/login")
        page.locator("[name=name]").fill("organisation")
        page.locator("[name=password]").fill((server.folder / "organiser-password").read_text(encoding="ascii"))
        page.locator("form [type=submit], form button:not([type])").click()
        page.wait_for_url(lambda address: "/login" not in address)
    elif seat != STRANGER:
        role, _, number = seat.partition(" ")
        admitted(page, server.url, server.link(role, int(number or 0)))


@contextmanager
def seated(
    browser: Browser, server: Server, seat: str, size: dict[str, int], language: str = "fr", **options: Any
) -> Iterator[Inspector]:
    """A page whose reader has taken a seat, looked at."""
    with inspected(browser, server.url, size, seat, language, **options) as inspector:
        sit(inspector.page, server, seat)
        yield inspector

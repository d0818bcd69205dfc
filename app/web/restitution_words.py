"""What is handed out, in words, for a page and a PDF alike: the announcer's cards, the teams' sheets, the diplomas."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from app.domain.reveal_steps import Shown
from app.models import Event, Team
from app.queries.feedback import Sheet
from app.web import pages
from app.web.printed_words import Drawing, as_cards, token

CARDS, SHEETS, DIPLOMAS = "cards", "sheets", "diplomas"


def titles() -> dict[str, str]:
    """What each kind is called."""
    return {CARDS: _("Announcer’s cards"), SHEETS: _("The teams’ sheets"), DIPLOMAS: _("Diplomas")}


def announcers(event: Event, called: Sequence[Shown], teams: Mapping[int, Team]) -> Drawing:
    """A card for each laureate, in the order they are called: no rank, no score."""
    known, last = pages.organisations(event), len(called)
    names = [each["team"]["short_title"] or each["team"]["title"] for each in called]
    cards = [
        {
            **_project(known, each["team"]),
            "turn": str(place),
            "of": f"/{last}",
            "turn_in_words": _("%(turn)s of %(count)s", turn=place, count=last),
            "why": each["citation"] or _sentence(teams[each["team"]["number"]]),
            "foot": " · ".join([*_honoured(each), _("Team %(number)s", number=each["team"]["number"])]),
            "then": _("The last one") if place == last else _("Then: %(title)s", title=names[place]),
        }
        for place, each in enumerate(called, 1)
    ]
    return as_cards(event, CARDS, titles()[CARDS], cards)


def _sentence(team: Team) -> str:
    """What is said of a project that has no citation: its problem, or what it does about it."""
    return team.problem or team.solution or ""


def diplomas(event: Event, called: Sequence[Shown], teams: Mapping[int, Team]) -> Drawing:
    """One for each laureate."""
    known = pages.organisations(event)
    cards = [
        {
            **_project(known, each["team"]),
            "what": " · ".join(_honoured(each)),
            "members": teams[each["team"]["number"]].members or "",
            "why": each["citation"] or "",
            "signed": [_("Chair of the jury"), _("Organising authority")],
        }
        for each in called
    ]
    return as_cards(event, DIPLOMAS, titles()[DIPLOMAS], cards)


def told(event: Event, sheets: Sequence[Sheet]) -> Drawing:
    """A sheet for each team that its reader did not step aside from; an empty text is left to write by hand."""
    known, cards = pages.organisations(event), []
    for sheet in sheets:
        if sheet.left:
            continue
        team = sheet.team
        said = {"number": team.number, "title": team.title, "organisation": team.organisation}
        cards.append(
            {
                **_project(known, said),
                "number": team.number,
                "over": _("Team %(number)s", number=team.number),
                "call": _("What the jury says of your project"),
                "parts": _parts(sheet.texts),
            }
        )
    return as_cards(event, SHEETS, titles()[SHEETS], cards)


def _parts(texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """The headings with their texts, empty ones too."""
    named = (
        (_("What is strong"), ("strength_1", "strength_2")),
        (_("One advice"), ("advice",)),
        (_("The next step"), ("next_step",)),
    )
    return [{"heading": name, "texts": [texts.get(field, "") for field in fields]} for name, fields in named]


def _project(known: dict[str, dict[str, Any]], team: Shown) -> dict[str, Any]:
    """A project by its title and who carries it."""
    keys = team["organisation"].split("+")
    return {
        "title": team["title"],
        "organisation": team["organisation"],
        "carried": ", ".join(known[key]["name"] for key in keys),
        "tokens": [token(known, key) for key in keys],
    }


def _honoured(each: Shown) -> list[str]:
    """A laureate, and of which tier where the ceremony tells it."""
    tiers = {"gold": _("Gold award"), "silver": _("Silver award"), "bronze": _("Bronze award")}
    return [_("Laureate"), *([tiers[each["tier"]]] if each["tier"] in tiers else [])]

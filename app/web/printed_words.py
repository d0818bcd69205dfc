"""The printed sheets in words and figures, for the programs that draw them: a list's blocks, a card's texts, a code."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import segno
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app import clock
from app.domain.agenda import MINUTE_MS
from app.domain.badges import Badge
from app.domain.event_values import local_time
from app.domain.programme import Part
from app.models import Event, Team
from app.queries import printed as reading
from app.queries import records
from app.web import pages
from app.web.desk import base_url
from app.web.formats import full_day_in_words, hour, hour_in_sentence, plain
from app.web.minutes_parts import Block, heading, paragraph, table

GUEST_LINES = 20
Drawing = dict[str, Any]


def titles() -> dict[str, str]:
    """What each sheet is called."""
    return {
        "table-cards": _("Table cards"),
        "poster": _("Poster of the room"),
        "agenda": _("Agenda"),
        "badges": _("Badges"),
        "sign-in": _("Sign-in sheets"),
    }


def groups() -> dict[str, str]:
    """Those who wear a badge, together."""
    return {
        "teams": _("Teams"),
        "jury": _("Jury"),
        "coaches": _("Coaches"),
        "organisers": _("Organisers"),
        "guests": _("Guests"),
    }


def worn_as(badge: Badge) -> str:
    """What a badge says its wearer is."""
    if badge.team is not None:
        return str(_("Team %(number)s", number=badge.team))
    if badge.chair:
        return str(_("Chair of the jury"))
    if badge.group == "jury":
        return str(_("Jury"))
    if badge.group == "coaches":
        return str(_("Coach"))
    return str(_("Guest") if badge.group == "guests" else _("Organising team"))


def agenda(event: Event, parts: Iterable[Part]) -> Drawing:
    """The agenda as it is planned: every part of the day, each pitch in it."""
    zone, teams, codes = event.timezone, pages.teams(event), pages.organisations(event)

    def line(team: dict[str, Any], planned_at_ms: int) -> Block:
        carried = "+".join(codes[key]["code"] for key in team["organisation"].split("+"))
        cells = [hour(planned_at_ms, zone), f"{team['number']} · {team['title']}", carried]
        return {"cells": cells, "strong": False}

    def rows(part: Part) -> list[Block]:
        slot, count = part.lines[0].slot, len(part.lines)
        title = ngettext("Pitch of one team", "Pitches of the %(num)s teams", count) if part.pitches else slot.title
        minutes = sum(each.slot.duration_ms for each in part.lines) // MINUTE_MS
        lasts = _("%(minutes)s min", minutes=minutes)
        first: Block = {"cells": [hour(slot.planned_at_ms, zone), title, lasts], "strong": True}
        called = [each.slot for each in part.lines if part.pitches and each.slot.team]
        return [first, *(line(teams[each.team], each.planned_at_ms) for each in called if each.team)]

    found_days = days(event, parts)
    blocks: list[Block | None] = []
    for day, found in found_days:
        blocks.append(heading(plain(full_day_in_words(day))) if len(found_days) > 1 else None)
        listed = [row for part in found for row in rows(part)]
        blocks.append(table([_("Hour"), _("Part"), _("Length")], listed, [16, 120, 22]) | {"points": 10})
    return _list(event, _("Agenda"), blocks)


def days(event: Event, parts: Iterable[Part]) -> list[tuple[str, list[Part]]]:
    """The parts of each day of the event, most often one."""

    def day_of(part: Part) -> str:
        return local_time(part.lines[0].slot.planned_at_ms, event.timezone).date().isoformat()

    return [(day, list(found)) for day, found in groupby(parts, key=day_of)]


def to_sign(session: Session, event: Event) -> list[tuple[str, list[str], list[list[str]]]]:
    """Each list to sign: its title, its headings, what stands on its lines before the hour and the signature."""
    names = {key: each["name"] for key, each in pages.organisations(event).items()}

    def of(organisation: str | None) -> str:
        return " + ".join(names.get(key, key) for key in (organisation or "").split("+") if key)

    jury = [[said(each.name, each.function), of(each.organisation)] for each in records.jurors(session, event)]
    staff = [[each.name, of(each.organisation)] for each in reading.coaches(session, event)]
    staff += [[each.name, ""] for each in reading.organisers(session, event)]
    teams = [
        [f"{each.number} · {each.title} ({of(each.organisation)})", each.members or ""]
        for each in records.teams(session, event)
    ]
    at, signed = _("Hour"), _("Signature")
    people = [_("Name"), _("Authority"), at, signed]
    return [
        (_("Jury"), people, jury),
        (_("Teams"), [_("Team"), _("Present (names)"), at, signed], teams),
        (_("Coaches and organisers"), people, staff),
        (_("Guests"), people, [["", ""]] * GUEST_LINES),
    ]


def sign_in(session: Session, event: Event) -> Drawing:
    """A line to sign on for everybody who is expected, and lines for guests."""
    blocks: list[Block | None] = [paragraph(kept_for())]
    lists = to_sign(session, event)
    for title, head, rows in lists:
        lines: list[Block] = [{"cells": [*cells, "", ""], "strong": False} for cells in rows]
        # A sheet for each: they lie on different tables.
        apart = heading(title) | {"apart": title != lists[0][0]}
        blocks += [apart, table(head, lines, [70, 50, 18, 42]) | {"padding": 2.5, "points": 9}]
    return _list(event, _("Sign-in sheets"), blocks)


def kept_for() -> str:
    """What whoever signs is told of their data."""
    return str(
        _(
            "Who came is noted for safety and for the minutes. Your rights and the time this is kept: %(address)s.",
            address=f"{base_url()}/privacy",
        )
    )


def table_cards(event: Event, teams: Sequence[Team], where: str) -> Drawing:
    """A card for each table; its code is the public page of the project, and opens nothing else."""
    known = pages.organisations(event)
    cards = [
        {
            "over": _("Table no.") if team.table else _("Team"),
            "number": team.table or str(team.number),
            "tokens": [token(known, key) for key in team.organisation.split("+")],
            "title": team.short_title or team.title,
            "under": ", ".join(
                [
                    _("Team %(number)s", number=team.number),
                    *(known[key]["name"] for key in team.organisation.split("+")),
                ]
            ),
            "code": matrix(f"{where}/{event.slug}/teams/{team.number}"),
            "call": _("Scan: the project, and the hour of its pitch."),
            "address": f"{where}/{event.slug}/teams/{team.number}",
        }
        for team in teams
    ]
    return as_cards(event, "table-cards", _("Table cards"), cards)


def poster(event: Event, address: str) -> Drawing:
    """The address of the event for everybody who comes in."""
    card = {
        "title": event.name,
        "code": matrix(address),
        "call": _("Follow the day on your phone"),
        "more": _("Who is on stage, who comes next, the projects, the results."),
        "address": address,
    }
    return as_cards(event, "poster", _("Poster of the room"), [card])


def badges(event: Event, worn: Iterable[Badge]) -> Drawing:
    """Badges of 90 × 55 mm with the marks to cut along."""
    known = pages.organisations(event)
    cards = [
        {
            "name": badge.name,
            "under": badge.under,
            "carried": " + ".join(known[key]["name"] for key in badge.organisation.split("+") if key),
            "tokens": [token(known, key) for key in badge.organisation.split("+") if key],
            "role": worn_as(badge),
        }
        for badge in worn
    ]
    return as_cards(event, "badges", _("Badges"), cards)


def matrix(address: str) -> list[str]:
    """A QR code as lines of 0 and 1."""
    return ["".join(map(str, line)) for line in segno.make(address, error="m").matrix]


def said(name: str, function: str | None) -> str:
    """A person with their function, where they have one."""
    return f"{name}, {function}" if function else name


def token(known: dict[str, dict[str, Any]], key: str) -> dict[str, Any]:
    """The token of an authority, as it is drawn."""
    return {"shape": known[key]["shape"], "code": known[key]["code"], "outlined": known[key]["outlined"]}


def place(event: Event) -> str:
    """Where an event is, and on which day."""
    return ", ".join(part for part in (event.place, plain(full_day_in_words(event.date))) if part)


def _list(event: Event, title: str, blocks: list[Block | None]) -> Drawing:
    at_ms = clock.now_ms()
    warned = paragraph(_("Demonstration: invented figures") if event.demonstration else "")
    return {
        "title": title,
        "event": event.name,
        "reference": place(event),
        "language": str(get_locale()),
        "at_ms": at_ms,
        "foot": _("Printed at %(hour)s.", hour=hour_in_sentence(at_ms, event.timezone)),
        "page": _("Page %(page)s of %(pages)s", page="%(page)s", pages="%(pages)s"),
        "blocks": [block for block in (warned, *blocks) if block],
    }


def as_cards(event: Event, kind: str, title: str, cards: list[dict[str, Any]]) -> Drawing:
    """Cards with what stands on each sheet of them."""
    return {
        "kind": kind,
        "title": title,
        "event": event.name,
        "where": place(event),
        "warning": _("Demonstration: invented figures") if event.demonstration else "",
        "language": str(get_locale()),
        "at_ms": clock.now_ms(),
        "cards": cards,
    }

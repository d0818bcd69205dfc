"""The press kit in words: what the facts of a closed list say, as blocks that a page, a PDF and a text show alike."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from app.domain.palmares import Award, Laureate
from app.domain.reveal_steps import METALS
from app.models import Slot
from app.queries.palmares import Project, Reading
from app.web.formats import full_day_in_words, hour_in_sentence, listed, other_day, plain
from app.web.minutes_parts import Block, heading, items, organisation_named, paragraph
from app.web.minutes_words import grouped
from app.web.palmares import award_word, tier_words


def composed(
    found: Reading, stated: Mapping[str, str], announced: bool, programme: Sequence[Slot], address: str | None
) -> dict[str, Any]:
    """The kit: a release, the palmarès, each project in short; `stated` is what the authority says of itself.

    `address` is where the palmarès is read long after the day, None where that is nowhere.
    """
    packet = found.packet
    event = packet["event"]
    blocks = [
        *_warnings(packet, announced, _announcement(packet, programme)),
        heading(_("Press release")),
        *_release(found, any(slot.kind == "pitch" for slot in programme)),
        *_by_tier(found),
        paragraph(_announcement(packet, programme)),
        paragraph(
            _("The laureates and their projects, to read again: %(address)s", address=address) if address else ""
        ),
        heading(_("The laureates")),
        *_palmares(found),
        heading(_("The projects")),
        *(block for number in found.palmares.teams for block in _project(found, found.projects[number])),
        *_contact(stated),
    ]
    return {
        "title": _("Press kit"),
        "event": ", ".join(part for part in (event["name"], event["place"]) if part),
        "reference": "" if announced else _("Under embargo"),
        "language": str(get_locale()),
        "at_ms": packet["closing"]["confirmed_at_ms"],
        "foot": _("Digest: %(digest)s", digest=grouped(packet["digest"])),
        "page": _("Page %(page)s of %(pages)s", page="%(page)s", pages="%(pages)s"),
        "blocks": [block for block in blocks if block],
    }


def _warnings(packet: dict[str, Any], announced: bool, announcement: str) -> list[Block | None]:
    embargo = _("Under embargo until the laureates are announced. Draft: nothing of it is public yet.")
    return [
        paragraph("" if announced else f"{embargo} {announcement}".strip()),
        paragraph(_("Demonstration: invented figures") if packet["event"]["demonstration"] else ""),
    ]


def _announcement(packet: dict[str, Any], programme: Sequence[Slot]) -> str:
    """When and where the laureates are announced, where that is on another day than the event's."""
    zone = packet["event"]["timezone"]
    for slot in programme:
        day = other_day(slot.planned_at_ms, zone, packet["event"]["date"])
        if slot.kind == "announcement" and day:
            hour = hour_in_sentence(slot.planned_at_ms, zone)
            return str(_("Announcement: %(day)s, %(hour)s. %(title)s.", day=plain(day), hour=hour, title=slot.title))
    return ""


def _release(found: Reading, pitched: bool) -> list[Block | None]:
    packet = found.packet
    event, teams, jury = packet["event"], packet["teams"], [each for each in packet["jury"] if each["sits"]]
    day = plain(full_day_in_words(event["date"]))
    opening = _("On %(day)s, in %(place)s: %(event)s.", day=day, place=event["place"], event=event["name"])
    if not event["place"]:
        opening = _("On %(day)s: %(event)s.", day=day, event=event["name"])
    names = listed([each["name"] for each in packet["organisations"]])
    came = _("Teams: %(teams)s. Authorities: %(names)s.", teams=len(teams), names=names)
    if not pitched:
        came = _(
            "%(projects)s projects were judged, of %(count)s authorities: %(names)s.",
            projects=len(teams),
            count=len(packet["organisations"]),
            names=names,
        )
    criteria = listed([each["label"] for each in packet["rules"]["criteria"]])
    judged = {"jurors": len(jury), "criteria": criteria, "ballots": len(packet["ballots"])}
    scored = _(
        "Each team pitched its project to a jury of %(jurors)s members. Criteria: %(criteria)s. Ballots: %(ballots)s.",
        **judged,
    )
    if not pitched:
        scored = _(
            "A jury of %(jurors)s members read each project. Criteria: %(criteria)s. Ballots: %(ballots)s.", **judged
        )
    chosen = ngettext(
        "The jury honoured %(num)s project:", "The jury honoured %(num)s projects:", len(found.palmares.teams)
    )
    titles = listed([_quoted(found, found.projects[number]) for number in found.palmares.teams])
    return [paragraph(f"{opening} {came}"), paragraph(scored), paragraph(f"{chosen} {titles}.")]


def _by_tier(found: Reading) -> list[Block | None]:
    """How many of each tier, and whose: an authority once, with how many it has."""
    called = [laureate for group in found.palmares.groups for laureate in group.laureates]
    lines = []
    for metal in METALS:
        whose = Counter(_carriers(found, found.projects[each.team]) for each in called if each.tier == metal)
        names = [f"{name} ({count})" if count > 1 else name for name, count in whose.items()]
        if names:
            tier = tier_words()[metal]
            lines.append(_("%(tier)s: %(count)s. %(names)s.", tier=tier, count=whose.total(), names=listed(names)))
    return [items(lines)] if lines else []


def _palmares(found: Reading) -> list[Block | None]:
    blocks: list[Block | None] = []
    for group in found.palmares.groups:
        category = found.categories.get(group.category or "")
        if category:
            sponsor = category["sponsor"]
            said = f"{category['name']} ({_('sponsored by ')}{sponsor})" if sponsor else category["name"]
            blocks.append(paragraph(said))
        blocks.append(items([_laureate(found, each) for each in group.laureates]))
    if found.palmares.beside:
        blocks += [paragraph(_("Also honoured")), items([_beside(found, award) for award in found.palmares.beside])]
    return blocks


def _laureate(found: Reading, laureate: Laureate) -> str:
    parts = [_("Place %(place)s", place=laureate.place)] if laureate.place else []
    parts += [tier_words()[laureate.tier]] if laureate.tier != "laureate" else []
    said = _named(found, found.projects[laureate.team])
    return ", ".join([*parts, said]) + (f". {laureate.citation}" if laureate.citation else "")


def _beside(found: Reading, award: Award) -> str:
    project = found.projects.get(award.team) if award.team is not None else None
    name = _named(found, project) if project else organisation_named(found.packet, award.organisation or "")
    return f"{award_word(award)}, {name}" + (f". {award.citation}" if award.citation else "")


def _project(found: Reading, project: Project) -> list[Block | None]:
    sheet = project.sheet
    told = [
        (_("The problem"), sheet and sheet.problem),
        (_("The solution"), sheet and sheet.solution),
        (_("How it is made"), sheet and sheet.implementation),
        (_("The cost"), sheet and sheet.cost),
        (_("Contact"), project.contact),
    ]
    lines = [_("%(name)s: %(said)s", name=name, said=said) for name, said in told if said]
    return [
        {"kind": "subheading", "text": _named(found, project)},
        items(lines) if lines else paragraph(_("Nothing was given for publication.")),
    ]


def _contact(stated: Mapping[str, str]) -> list[Block | None]:
    said = ", ".join(stated[name] for name in ("authority", "contact") if stated.get(name))
    return [heading(_("Press contact")), paragraph(said)] if said else []


def _named(found: Reading, project: Project) -> str:
    return f"{project.title} ({_carriers(found, project)})"


def _quoted(found: Reading, project: Project) -> str:
    """The same in a sentence, where a title that holds a comma would be read as two."""
    return str(_("“%(title)s” (%(carriers)s)", title=project.title, carriers=_carriers(found, project)))


def _carriers(found: Reading, project: Project) -> str:
    return " + ".join(organisation_named(found.packet, key) for key in project.organisations)

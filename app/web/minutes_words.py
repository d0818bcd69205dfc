"""The minutes in words: a packet as headings, sentences, lists and tables, in the reader's language."""

from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _

from app.domain import minutes
from app.domain.event_values import local_time
from app.domain.minutes import FULL, PUBLIC, Asked
from app.web.formats import full_day_in_words, hour_in_sentence, listed, plain
from app.web.minutes_decisions import decisions
from app.web.minutes_figures import of_team, results
from app.web.minutes_parts import (
    Block,
    Packet,
    heading,
    items,
    organisation_named,
    paragraph,
    team_named,
)
from app.web.minutes_people import apart, composition

# Said with the same words on the page of the rules.
MEAN = (
    "A team’s score is the mean of the ballots it received, computed exactly: a ballot that is missing is not a zero."
)
# The same of an event whose official score is at equal severity.
SEVERITY = (
    "A team’s score is the mean that it would have had if every juror had scored it, each with their usual severity "
    "(“at equal severity”): a ballot that is missing is not a zero."
)
WHY_SEVERITY = (
    "Each juror sees only part of the teams, and no team gains or loses by whom it met: how harsh a juror is shows on "
    "the teams that others scored too, and that alone is taken out."
)


def composed(packet: Packet, which: Asked) -> dict[str, Any]:
    """The minutes as blocks that a page, a PDF or a text show alike."""
    event = packet["event"]
    title = {
        FULL: _("Minutes of the jury’s deliberation"),
        PUBLIC: _("Laureates: the jury’s decision"),
        minutes.TEAM: _("Extract from the minutes, team %(number)s", number=which.team),
    }[which.kind]
    reference = _("Minutes no. %(number)s", number=packet["number"])
    return {
        "title": title,
        "event": f"{event['name']}, {event['place']}",
        "reference": reference,
        "language": str(get_locale()),
        "at_ms": packet["closing"]["confirmed_at_ms"],
        "foot": _("Digest: %(digest)s", digest=grouped(packet["digest"])),
        "page": _("Page %(page)s of %(pages)s", page="%(page)s", pages="%(pages)s"),
        "blocks": [block for block in _blocks(packet, which) if block],
    }


def _blocks(packet: Packet, which: Asked) -> list[Block | None]:
    full = which.kind == FULL
    opening = [paragraph(_opening(packet)), paragraph(_correction(packet)), paragraph(_demonstration(packet))]
    if which.team is not None:
        return [*opening, *of_team(packet, which), *decisions(packet, which), *_method(packet), *_end(packet, which)]
    return [
        *opening,
        *_laureates(packet),
        *composition(packet, full),
        *(apart(packet) if full else ()),
        *_method(packet),
        *(results(packet) if full else ()),
        *decisions(packet, which),
        *_end(packet, which),
    ]


def _opening(packet: Packet) -> str:
    event, at = packet["event"], packet["closing"]["closed_at_ms"]
    said = {
        "day": plain(full_day_in_words(local_time(at, event["timezone"]).date().isoformat())),
        "hour": hour_in_sentence(at, event["timezone"]),
        "place": event["place"],
    }
    closed = _(
        "On %(day)s at %(hour)s, in %(place)s, the jury met behind closed doors. Number of laureates: %(count)s.",
        count=len(packet["laureates"]),
        **said,
    )
    ballots = _(
        "Of %(expected)s ballots expected, %(counted)s were validated and counted.",
        expected=minutes.expected(packet),
        counted=len(packet["ballots"]),
    )
    return f"{closed} {ballots}"


def _correction(packet: Packet) -> str:
    if not packet["corrects"]:
        return ""
    said: str = _(
        "These minutes take the place of no. %(number)s, which is kept. Reason: %(reason)s",
        number=packet["corrects"],
        reason=packet["correction"],
    )
    return said


def _demonstration(packet: Packet) -> str:
    return _("Demonstration: invented figures") if packet["event"]["demonstration"] else ""


def _laureates(packet: Packet) -> list[Block | None]:
    chosen = sorted(each["team"] for each in packet["laureates"])
    return [heading(_("Laureates")), items([team_named(packet, number) for number in chosen])]


def _method(packet: Packet) -> list[Block | None]:
    rules = packet["rules"]
    weights = {criterion["weight"] for criterion in rules["criteria"]}
    named = [
        criterion["label"] if len(weights) == 1 else f"{criterion['label']} ({criterion['weight']})"
        for criterion in rules["criteria"]
    ]
    lines = [
        _(
            "Each juror gave whole numbers from %(low)s to %(high)s for: %(criteria)s.",
            low=rules["scale"]["min"],
            high=rules["scale"]["max"],
            criteria=listed(named),
        ),
        _("All criteria weigh the same.")
        if len(weights) == 1
        else _("The score of a ballot is the mean of its criteria by their weights."),
        *_score(packet),
        _own(packet),
        _("Teams of equal score across the cut, and whatever leaves the ranking, were decided by the jury: see below."),
    ]
    for quota in rules["quotas"]:
        name = organisation_named(packet, quota["organisation"])
        bounds = [_("at least %(least)s", least=quota["min"])] if quota["min"] else []
        bounds += [_("at most %(most)s", most=quota["max"])] if quota["max"] is not None else []
        lines.append(_("Laureates of %(organisation)s: %(bounds)s.", organisation=name, bounds=listed(bounds)))
    return [heading(_("Method")), items(lines)]


def _own(packet: Packet) -> str:
    """Whether jurors score the teams of their own authority."""
    if packet["rules"]["own_organisation"] == "abstain":
        return str(_("A juror does not score the teams of their own organisation: no ballot is expected there."))
    if minutes.by_severity(packet):
        return str(_("Jurors score the teams of their own organisation like any other."))
    return str(_("Jurors score every team, those of their own organisation too."))


def _score(packet: Packet) -> list[str]:
    """How the official score is made, and what it cannot compare."""
    if not minutes.by_severity(packet):
        return [_(MEAN)]
    apart = minutes.panel_count(packet)
    split = _(
        "The jury was in %(count)s panels without a common team, between which these scores do not compare: the jury "
        "decided between their teams, see below.",
        count=apart,
    )
    return [_(SEVERITY), _(WHY_SEVERITY), *([split] if apart > 1 else [])]


def _end(packet: Packet, which: Asked) -> list[Block | None]:
    closing, zone = packet["closing"], packet["event"]["timezone"]
    proof = [
        paragraph(
            _(
                "List closed at %(closed)s, confirmed by a second person at %(confirmed)s.",
                closed=hour_in_sentence(closing["closed_at_ms"], zone),
                confirmed=hour_in_sentence(closing["confirmed_at_ms"], zone),
            )
        ),
        paragraph(_("Digest of packet %(number)s: %(digest)s", number=packet["number"], digest=packet["digest"])),
    ]
    if which.kind == FULL:
        proof.append(
            paragraph(
                _(
                    "Journal: %(entries)s entries, the last one %(head)s",
                    entries=packet["journal"]["entries"],
                    head=packet["journal"]["head"],
                )
            )
        )
    names = [_("Chair of the jury"), _("Secretary of the meeting"), _("Organising authority")]
    signed = [] if which.kind == PUBLIC else [{"kind": "signatures", "names": names}]
    return [heading(_("Closing")), *proof, *signed]


def grouped(digest: str) -> str:
    """The beginning of a digest as it is compared by eye: four groups of four."""
    return " ".join(digest[place : place + 4].upper() for place in range(0, 16, 4))

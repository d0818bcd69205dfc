"""The minutes in words: a packet as headings, sentences, lists and tables, in the reader's language."""

from fractions import Fraction
from typing import Any

from flask_babel import format_date, get_locale
from flask_babel import gettext as _

from app.domain import minutes
from app.domain.event_values import local_time
from app.domain.minutes import FULL, PUBLIC, Asked
from app.domain.scoring import decimal_half_up
from app.web.formats import decimal, hour_in_sentence, listed

# Said with the same words on the page of the rules.
MEAN = (
    "A team’s score is the mean of the ballots it received, computed exactly: a ballot that is missing is not a zero."
)
Packet = dict[str, Any]
Block = dict[str, Any]


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
    opening = [_text(_opening(packet)), _text(_correction(packet)), _text(_demonstration(packet))]
    if which.team is not None:
        return [*opening, *_of_team(packet, which), *_acts(packet, which), *_method(packet), *_end(packet, which)]
    return [
        *opening,
        *_laureates(packet),
        *_composition(packet, full),
        *(_apart(packet) if full else ()),
        *_method(packet),
        *(_results(packet) if full else ()),
        *_acts(packet, which),
        *_end(packet, which),
    ]


def _opening(packet: Packet) -> str:
    event, at = packet["event"], packet["closing"]["closed_at_ms"]
    said = {
        "day": format_date(local_time(at, event["timezone"]).date(), "full"),
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
    return [_heading(_("Laureates")), _items([_team(packet, number) for number in chosen])]


def _composition(packet: Packet, full: bool) -> list[Block | None]:
    zone, lines = packet["event"]["timezone"], []
    for juror in minutes.jury(packet):
        parts = [juror["name"], _("chair of the jury") if juror["chair"] else "", juror["function"] or ""]
        parts += [_("substitute for %(name)s", name=_juror(packet, juror["substitute_for"]))] * bool(
            juror["substitute_for"]
        )
        line = ", ".join(part for part in parts if part)
        if full:
            moves = [
                _("arrived at %(hour)s", hour=hour_in_sentence(move["at_ms"], zone))
                if move["kind"] == "arrived"
                else _("left at %(hour)s", hour=hour_in_sentence(move["at_ms"], zone))
                for move in juror["moves"]
            ]
            line += f" ({', '.join([_('present') if juror['present'] else _('away'), *moves])})"
        lines.append(line)
    return [_heading(_("Composition of the jury")), _items(lines)]


def _apart(packet: Packet) -> list[Block | None]:
    """Who stepped aside or was taken out, and each ballot that is missing, with the reasons."""
    recusals = [
        _told(
            _("%(juror)s stepped aside for team %(team)s", juror=_juror(packet, row["juror"]), team=row["team"])
            if row["kind"] == "recusal"
            else _("%(juror)s was excluded from team %(team)s", juror=_juror(packet, row["juror"]), team=row["team"]),
            row["reason"],
        )
        for row in packet["recusals"]
    ]
    grouped_by: dict[tuple[str, str], list[int]] = {}
    for row in packet["absences"]:
        grouped_by.setdefault((row["juror"], row["reason"]), []).append(row["team"])
    missing = [
        _told(_("%(juror)s, teams %(teams)s", juror=_juror(packet, key), teams=listed(teams)), reason)
        for (key, reason), teams in grouped_by.items()
    ]
    missed = [row for row in packet["out_of_scope"] if row["why"] == "missed"]
    missing += [
        _("%(juror)s, team %(team)s: missed the pitch", juror=_juror(packet, row["juror"]), team=row["team"])
        for row in missed
    ]
    return [
        _heading(_("Recusals and exclusions")),
        _items(recusals) if recusals else _text(_("None.")),
        _heading(_("Ballots that are missing")),
        _items(missing) if missing else _text(_("None.")),
    ]


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
        _(MEAN),
        _("A juror does not score the teams of their own organisation: no ballot is expected there.")
        if rules["own_organisation"] == "abstain"
        else _("Jurors score every team, those of their own organisation too."),
        _("Teams of equal score across the cut, and whatever leaves the ranking, were decided by the jury: see below."),
    ]
    for quota in rules["quotas"]:
        name = _organisation(packet, quota["organisation"])
        bounds = [_("at least %(least)s", least=quota["min"])] if quota["min"] else []
        bounds += [_("at most %(most)s", most=quota["max"])] if quota["max"] is not None else []
        lines.append(_("Laureates of %(organisation)s: %(bounds)s.", organisation=name, bounds=listed(bounds)))
    return [_heading(_("Method")), _items(lines)]


def _results(packet: Packet) -> list[Block | None]:
    criteria, shown = packet["rules"]["criteria"], minutes.scores(packet)
    chosen = {each["team"] for each in packet["laureates"]}
    rows = []
    for row in packet["ranking"]:
        means = [
            decimal(decimal_half_up(Fraction(row["criteria"][c["key"]]), 2)) if row["criteria"] else "–"
            for c in criteria
        ]
        rank = f"{row['rank']} {_('tie')}" if row["tied"] else str(row["rank"] or "–")
        team = next(each for each in packet["teams"] if each["number"] == row["team"])
        cells = [rank, str(row["team"]), team["short_title"], _codes(packet, team), *means]
        cells += [decimal(shown[row["team"]]) if row["rank"] else "–", str(row["ballots"])]
        cells.append(_("yes") if row["team"] in chosen else _("no"))
        rows.append({"cells": cells, "strong": row["team"] in chosen})
    head = [
        _("Rank"),
        _("No."),
        _("Team"),
        _("Org."),
        *(c["label"] for c in criteria),
        _("Score"),
        _("Ballots"),
        _("Laureate"),
    ]
    last = len(head)
    widths = [7, 5, 24, 6, *(17 for _each in criteria), 8, 8, 9]
    figures = [1, *range(4, last - 1)]
    table = {"kind": "table", "head": head, "rows": rows, "figures": figures, "widths": widths}
    return [
        _heading(_("Results")),
        table,
        _text(_("Scores are rounded to be shown; the ranking is by their exact value.")),
    ]


def _of_team(packet: Packet, which: Asked) -> list[Block | None]:
    row = next(each for each in packet["ranking"] if each["team"] == which.team)
    chosen = which.team in {each["team"] for each in packet["laureates"]}
    lines = [_("This team is a laureate.") if chosen else _("This team is not among the laureates.")]
    if row["rank"]:
        score = decimal(minutes.scores(packet)[row["team"]])
        mean_of = _("Its score is %(score)s, the mean of its ballots: %(count)s.", score=score, count=row["ballots"])
        lines.append(mean_of)
        for criterion in packet["rules"]["criteria"]:
            mean = decimal(decimal_half_up(Fraction(row["criteria"][criterion["key"]]), 2))
            lines.append(_("%(criterion)s: %(mean)s on average", criterion=criterion["label"], mean=mean))
    return [_heading(_team(packet, row["team"])), _items(lines)]


def _acts(packet: Packet, which: Asked) -> list[Block | None]:
    lines = [_act(packet, act, which.kind == FULL) for act in minutes.acts(packet, which)]
    if not lines:
        return (
            []
            if which.team is not None
            else [_heading(_("Decisions of the jury")), _text(_("The list is that of the ranking."))]
        )
    return [_heading(_("Decisions of the jury")), _items(lines)]


def _act(packet: Packet, act: dict[str, Any], full: bool) -> str:
    inside, outside = minutes.moved(packet, act)
    said = [
        {
            "choice": _("List recorded at %(hour)s.", hour=_hour(packet, act)),
            "discussion": _("After discussion, at %(hour)s.", hour=_hour(packet, act)),
            "vote": _("By vote, at %(hour)s.", hour=_hour(packet, act)),
        }[act["kind"]]
    ]
    if inside and outside:
        said.append(
            _("Retained: %(inside)s; not retained: %(outside)s.", inside=listed(inside), outside=listed(outside))
        )
    if act["vote"]:
        said += _vote(packet, act["vote"], full)
    if act["reason"]:
        said.append(_("Reason: %(reason)s", reason=act["reason"]))
    if act["taken_back"]:
        said.append(_("(Taken back.)"))
    return " ".join(said)


def _vote(packet: Packet, vote: dict[str, Any], full: bool) -> list[str]:
    said = [
        _("Secret vote; voices: %(voices)s.", voices=_voices(vote))
        if vote["mode"] == "secret"
        else _("Vote by name; voices: %(voices)s.", voices=_voices(vote))
    ]
    if full and vote["choices"]:
        each = [
            f"{_juror(packet, key)} ({listed(teams) if teams else _('blank')})"
            for key, teams in vote["choices"].items()
        ]
        said.append(_("Voted: %(names)s.", names="; ".join(each)))
    if vote["by_casting"]:
        said.append(
            _("In the draw, the casting vote of %(name)s decided.", name=_juror(packet, vote["casting"]))
            if full
            else _("In the draw, the casting vote decided.")
        )
    return said


def _end(packet: Packet, which: Asked) -> list[Block | None]:
    closing, zone = packet["closing"], packet["event"]["timezone"]
    proof = [
        _text(
            _(
                "List closed at %(closed)s, confirmed by a second person at %(confirmed)s.",
                closed=hour_in_sentence(closing["closed_at_ms"], zone),
                confirmed=hour_in_sentence(closing["confirmed_at_ms"], zone),
            )
        ),
        _text(_("Digest of packet %(number)s: %(digest)s", number=packet["number"], digest=packet["digest"])),
    ]
    if which.kind == FULL:
        proof.append(
            _text(
                _(
                    "Journal: %(entries)s entries, the last one %(head)s",
                    entries=packet["journal"]["entries"],
                    head=packet["journal"]["head"],
                )
            )
        )
    names = [_("Chair of the jury"), _("Secretary of the meeting"), _("Organising authority")]
    signed = [] if which.kind == PUBLIC else [{"kind": "signatures", "names": names}]
    return [_heading(_("Closing")), *proof, *signed]


def _text(text: str) -> Block | None:
    return {"kind": "text", "text": text} if text else None


def _heading(text: str) -> Block:
    return {"kind": "heading", "text": text}


def _items(items: list[str]) -> Block:
    return {"kind": "items", "items": items}


def _told(fact: str, reason: str | None) -> str:
    said: str = _("%(fact)s. Reason: %(reason)s", fact=fact, reason=reason) if reason else _("%(fact)s.", fact=fact)
    return said


def _hour(packet: Packet, act: dict[str, Any]) -> str:
    return hour_in_sentence(act["at_ms"], packet["event"]["timezone"])


def _voices(vote: dict[str, Any]) -> str:
    return listed([_("team %(number)s (%(voices)s)", number=team, voices=n) for team, n in vote["voices"].items()])


def _juror(packet: Packet, key: str | None) -> str:
    return next((juror["name"] for juror in packet["jury"] if juror["juror"] == key), key or "")


def _organisation(packet: Packet, key: str) -> str:
    return next((each["name"] for each in packet["organisations"] if each["key"] == key), key)


def _codes(packet: Packet, team: dict[str, Any]) -> str:
    codes = {each["key"]: each["code"] for each in packet["organisations"]}
    return "+".join(codes.get(key, key) for key in team["organisations"])


def _team(packet: Packet, number: int) -> str:
    team = next(each for each in packet["teams"] if each["number"] == number)
    where = " + ".join(_organisation(packet, key) for key in team["organisations"])
    return f"{number} · {team['title']} ({where})"


def grouped(digest: str) -> str:
    """The beginning of a digest as it is compared by eye: four groups of four."""
    return " ".join(digest[place : place + 4].upper() for place in range(0, 16, 4))

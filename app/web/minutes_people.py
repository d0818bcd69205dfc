"""The people of the minutes: who sat in the jury, who stepped aside, whose ballots are missing."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.domain import minutes
from app.web.formats import hour_in_sentence, listed
from app.web.minutes_parts import Block, Packet, heading, items, juror_named, paragraph, told


def composition(packet: Packet, full: bool) -> list[Block | None]:
    """The jury in protocol order; in full, who came and went and who was there at the end."""
    zone, lines = packet["event"]["timezone"], []
    for juror in minutes.jury(packet):
        parts = [juror["name"], _("chair of the jury") if juror["chair"] else "", juror["function"] or ""]
        parts += [_("substitute for %(name)s", name=juror_named(packet, juror["substitute_for"]))] * bool(
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
    return [heading(_("Composition of the jury")), items(lines)]


def apart(packet: Packet) -> list[Block | None]:
    """Who stepped aside or was taken out, and each ballot that is missing, with the reasons."""
    recusals = [told(_recusal(packet, row), row["reason"]) for row in packet["recusals"]]
    grouped_by: dict[tuple[str, str], list[int]] = {}
    for row in packet["absences"]:
        grouped_by.setdefault((row["juror"], row["reason"]), []).append(row["team"])
    missing = [
        told(
            ngettext(
                "%(juror)s, team %(teams)s",
                "%(juror)s, teams %(teams)s",
                len(teams),
                juror=juror_named(packet, key),
                teams=listed(teams),
            ),
            reason,
        )
        for (key, reason), teams in grouped_by.items()
    ]
    missed = [row for row in packet["out_of_scope"] if row["why"] == "missed"]
    missing += [
        _("%(juror)s, team %(team)s: missed the pitch", juror=juror_named(packet, row["juror"]), team=row["team"])
        for row in missed
    ]
    return [
        heading(_("Recusals and exclusions")),
        items(recusals) if recusals else paragraph(_("None.")),
        heading(_("Ballots that are missing")),
        items(missing) if missing else paragraph(_("None.")),
    ]


def _recusal(packet: Packet, row: dict[str, Any]) -> str:
    names = {"juror": juror_named(packet, row["juror"]), "team": row["team"]}
    aside: str = _("%(juror)s stepped aside for team %(team)s", **names)
    excluded: str = _("%(juror)s was excluded from team %(team)s", **names)
    return aside if row["kind"] == "recusal" else excluded

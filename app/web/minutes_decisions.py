"""The acts of the jury in the minutes: what was decided, by discussion or by vote, and why."""

from typing import Any

from flask_babel import gettext as _

from app.domain import minutes
from app.domain.minutes import FULL, Asked
from app.web.formats import hour_in_sentence, listed, parted
from app.web.minutes_parts import Block, Packet, heading, items, juror_named, paragraph


def decisions(packet: Packet, which: Asked) -> list[Block | None]:
    """Every act that stands in these minutes, in its order."""
    lines = [told_act(packet, act, which.kind == FULL) for act in minutes.acts(packet, which)]
    if not lines:
        return (
            []
            if which.team is not None
            else [heading(_("Decisions of the jury")), paragraph(_("The list is that of the ranking."))]
        )
    return [heading(_("Decisions of the jury")), items(lines)]


def told_act(packet: Packet, act: dict[str, Any], full: bool) -> str:
    """One act as it is read: how and when, who was retained, the voices, the reason."""
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
        _("Secret vote; votes: %(voices)s.", voices=_voices(vote))
        if vote["mode"] == "secret"
        else _("Vote by name; votes: %(voices)s.", voices=_voices(vote))
    ]
    if full and vote["choices"]:
        each = [
            f"{juror_named(packet, key)} ({listed(teams) if teams else _('blank')})"
            for key, teams in vote["choices"].items()
        ]
        said.append(_("Voted: %(names)s.", names=parted(each)))
    if vote["by_casting"]:
        said.append(
            _("In the draw, the casting vote of %(name)s decided.", name=juror_named(packet, vote["casting"]))
            if full
            else _("In the draw, the casting vote decided.")
        )
    return said


def _hour(packet: Packet, act: dict[str, Any]) -> str:
    return hour_in_sentence(act["at_ms"], packet["event"]["timezone"])


def _voices(vote: dict[str, Any]) -> str:
    return listed([_("team %(number)s (%(voices)s)", number=team, voices=n) for team, n in vote["voices"].items()])

"""The figures in the minutes: the whole ranking, or what one team is told of its own."""

from fractions import Fraction
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.domain import minutes
from app.domain.minutes import Asked
from app.domain.scoring import PLACES, decimal_half_up
from app.web.formats import decimal
from app.web.minutes_parts import Block, Packet, codes_of, heading, items, paragraph, table, team_named, told


def results(packet: Packet) -> list[Block | None]:
    """Every team with its rank, its means, its score."""
    criteria, by_severity = packet["rules"]["criteria"], minutes.by_severity(packet)
    split = minutes.panel_count(packet) > 1
    head = [
        _("Rank"),
        _("No."),
        _("Team"),
        _("Org."),
        *(c["label"] for c in criteria),
        *([_("Mean of ballots")] if by_severity else []),
        *([_("Panel")] if split else []),
        _("At equal severity") if by_severity else _("Score"),
        _("Ballots"),
        _("Laureate"),
    ]
    widths = [7, 5, 22, 6, *(17 for _each in criteria), 8, 8, 11]
    if by_severity:
        widths = [9, 6, 20, 9, *(22 for _each in criteria), 15, *([14] * split), 14, 12, 14]
    said = _("Means by criterion are those of the ballots received. Teams are ranked by the mean at equal severity.")
    return [
        heading(_("Results")),
        table(head, _rows(packet, by_severity, split), widths, [1, *range(4, len(head) - 1)]),
        paragraph(said) if by_severity else None,
        paragraph(_("Scores are rounded to be shown; the ranking is by their exact value.")),
    ]


def _rows(packet: Packet, by_severity: bool, split: bool) -> list[dict[str, Any]]:
    criteria, shown = packet["rules"]["criteria"], minutes.scores(packet)
    chosen = {each["team"] for each in packet["laureates"]}
    rows = []
    for row in packet["ranking"]:
        means = [
            decimal(decimal_half_up(Fraction(row["criteria"][c["key"]]), PLACES)) if row["criteria"] else "–"
            for c in criteria
        ]
        rank = f"{row['rank']} {_('tie')}" if row["tied"] else str(row["rank"] or "–")
        team = next(each for each in packet["teams"] if each["number"] == row["team"])
        cells = [rank, str(row["team"]), team["short_title"], codes_of(packet, team), *means]
        cells += [_mean(row)] if by_severity else []
        cells += [str(row["panel"] or "–")] if split else []
        cells += [decimal(shown[row["team"]]) if row["rank"] else "–", str(row["ballots"])]
        cells.append(_("yes") if row["team"] in chosen else _("no"))
        rows.append({"cells": cells, "strong": row["team"] in chosen})
    return rows


def of_team(packet: Packet, which: Asked) -> list[Block | None]:
    """One team's own score, and whether it is a laureate."""
    row = next(each for each in packet["ranking"] if each["team"] == which.team)
    chosen = which.team in {each["team"] for each in packet["laureates"]}
    lines = [_("This team is a laureate.") if chosen else _("This team is not among the laureates.")]
    if row["rank"]:
        score = decimal(minutes.scores(packet)[row["team"]])
        said = {"score": score, "count": row["ballots"]}
        lines.append(
            _(
                "Its score at equal severity is %(score)s; the mean of its ballots, %(count)s in number, is %(mean)s.",
                mean=_mean(row),
                **said,
            )
            if minutes.by_severity(packet)
            else told(
                ngettext(
                    "Its score is %(score)s, that of %(num)s ballot",
                    "Its score is %(score)s, the mean of its %(num)s ballots",
                    row["ballots"],
                    score=score,
                ),
                None,
            )
        )
        for criterion in packet["rules"]["criteria"]:
            mean = decimal(decimal_half_up(Fraction(row["criteria"][criterion["key"]]), 2))
            lines.append(_("%(criterion)s: %(mean)s on average", criterion=criterion["label"], mean=mean))
    return [heading(team_named(packet, row["team"])), items(lines)]


def _mean(row: dict[str, Any]) -> str:
    """The mean of a team's ballots, beside its score at equal severity."""
    return decimal(decimal_half_up(Fraction(row["received"]), PLACES)) if row["received"] else "–"

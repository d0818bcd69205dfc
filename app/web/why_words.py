"""Why one team is before another, in sentences and one small table, for whoever may read which figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from flask_babel import gettext as _
from flask_babel import ngettext

from app.domain import why as rule
from app.domain.scoring import PLACES, decimal_half_up, display
from app.domain.why import Part, Why
from app.web.formats import MINUS, decimal, listed
from app.web.minutes_decisions import told_act
from app.web.minutes_parts import Packet, juror_named, organisation_named

Figures = tuple[str, str, str]


@dataclass(frozen=True)
class Answer:
    """What is read: the question it answers, sentences, a line of figures per criterion, and jurors' totals.

    `turned`: it was asked the other way round. `absences`: at equal severity, what the absences make of the two scores.
    """

    why: Why
    turned: bool
    sentences: tuple[str, ...]
    criteria: tuple[tuple[str, *Figures], ...]
    absences: Figures | None
    score: Figures | None
    jurors: tuple[tuple[str, str, str], ...]


def answered(packet: Packet, asked: tuple[int, int], unseen: frozenset[int], reader: str | None) -> Answer:
    """The answer to a question about two teams; `reader` is None, or who reads no totals but their own."""
    found = rule.why(packet, *asked, unseen)
    shown = {team: decimal(text) for team, text in _shown(packet).items()}
    labels = {each["key"]: each["label"] for each in packet["rules"]["criteria"]}
    # What decided comes first, then what the scores say of it.
    sentences = [*_quota(packet, found), *_act(packet, found, reader is None), *_head(packet, found, shown)]
    sentences += [*_chain(found, labels), *_criteria(found, labels), *_jurors(found)]
    totals = {} if found.totals is None else found.totals
    return Answer(
        why=found,
        turned=found.by not in (rule.SHARED, rule.NEITHER) and found.first != asked[0],
        sentences=tuple(sentences),
        criteria=tuple((labels[part.key], *_line(part)) for part in found.parts),
        absences=_absences(found),
        score=None
        if found.gap is None or found.apart
        else (shown[found.first], shown[found.second], _signed(found.gap)),
        jurors=tuple(
            (juror_named(packet, key), _points(totals[key][0]), _points(totals[key][1]))
            for key in [juror["juror"] for juror in packet["jury"]]
            if key in totals and reader in (None, key)
        ),
    )


def _shown(packet: Packet) -> dict[int, str]:
    return display(rule.rows(packet).values())


def _head(packet: Packet, found: Why, shown: Mapping[int, str]) -> list[str]:
    first, second = found.first, found.second
    if found.gap is None:
        if found.by == rule.NEITHER:
            return [_("Neither team has a score: neither is in the ranking.")]
        return [_("Team %(team)s has no score: it is not in the ranking.", team=second)]
    ranks = {row["team"]: row["rank"] for row in packet["ranking"]}
    said = {"first": first, "second": second, "a": shown[first], "b": shown[second]}
    if not found.gap and not found.apart:
        return [
            _(
                "Teams %(first)s and %(second)s have exactly the same score, %(a)s, and share rank %(rank)s.",
                rank=ranks[first],
                **said,
            )
        ]
    said |= {"gap": _in_points(found.gap), "rank": ranks[first], "other": ranks[second]}
    if found.apart:
        apart = _(
            "Team %(first)s has %(a)s, rank %(rank)s, and team %(second)s %(b)s, rank %(other)s. Jurors without a "
            "common team scored them: these scores do not compare, and the jury decides between the two.",
            **said,
        )
        return [apart]
    if found.gap > 0:
        return [_("Team %(first)s is %(gap)s ahead: %(a)s, rank %(rank)s, against %(b)s, rank %(other)s.", **said)]
    return [
        _("By scores team %(first)s is %(gap)s behind: %(a)s, rank %(rank)s, against %(b)s, rank %(other)s.", **said)
    ]


def _criteria(found: Why, labels: Mapping[str, str]) -> list[str]:
    if found.apart:
        return []
    said = []
    for team, sign in ((found.first, 1), (found.second, -1)):
        parts = sorted((part for part in found.parts if part.share * sign > 0), key=lambda part: -abs(part.share))
        named = [
            _("%(criterion)s (%(points)s)", criterion=labels[part.key], points=_size(part.share)) for part in parts
        ]
        if found.effects and (found.effects[0] - found.effects[1]) * sign > 0:
            size = _size(found.effects[0] - found.effects[1])
            named.append(_("%(criterion)s (%(points)s)", criterion=_("effect of absences"), points=size))
        if named:
            said.append(_("For team %(team)s: %(criteria)s.", team=team, criteria=listed(named)))
    return said


def _jurors(found: Why) -> list[str]:
    both = found.both
    if both is None:
        return []
    if both.gap is None:
        return [_("No juror scored both.")]
    count = both.first + both.second + both.equal
    named = [
        _("%(count)s put team %(team)s first", count=both.first, team=found.first),
        _("%(count)s put team %(team)s first", count=both.second, team=found.second),
    ]
    named += [_("%(count)s gave them the same total", count=both.equal)] if both.equal else []
    said = [_("Jurors who scored both: %(count)s; %(named)s.", count=count, named=listed(named))]
    if not both.same:
        ahead = found.first if both.gap > 0 else found.second
        said += [
            _("The others did not score both: recusal, own authority or absence."),
            _("Among those who did, team %(team)s is %(gap)s ahead.", team=ahead, gap=_in_points(both.gap))
            if both.gap
            else _("Among those who did, the two are equal."),
        ]
    return said


def _chain(found: Why, labels: Mapping[str, str]) -> list[str]:
    if found.apart:
        return []
    if found.by == rule.SHARED:
        return [_("Neither is before the other: equal scores are separated only where the list ends, then by a vote.")]
    if found.step is None:
        return []
    if found.step == rule.HEAD_TO_HEAD:
        return [_("The announced rule of ties separates them head to head: more jurors put it first.")]
    return [
        _(
            "The announced rule of ties separates them on “%(criterion)s”, where its mean is higher.",
            criterion=labels[found.step],
        )
    ]


def _quota(packet: Packet, found: Why) -> list[str]:
    if not found.quota:
        return []
    names = listed(organisation_named(packet, key) for key in found.quota)
    moved = _(
        "The quotas bring team %(first)s in and leave team %(second)s out (%(organisations)s).",
        first=found.first,
        second=found.second,
        organisations=names,
    )
    return [moved] if found.act else [moved, _("Nothing is decided until the jury records it.")]


def _act(packet: Packet, found: Why, full: bool) -> list[str]:
    if found.act is None:
        return []
    said = {"first": found.first, "second": found.second}
    decided = (
        _("The jury retained team %(first)s and not team %(second)s, as the scores have it.", **said)
        if found.gap is not None and found.gap > 0
        else _("The jury retained team %(first)s and not team %(second)s.", **said)
    )
    return [decided, told_act(packet, dict(found.act), full)]


def _line(part: Part) -> Figures:
    return _points(part.first), _points(part.second), _signed(part.share)


def _absences(found: Why) -> Figures | None:
    if found.effects is None or not any(found.effects):
        return None
    first, second = found.effects
    return _signed(first), _signed(second), _signed(first - second)


def _points(given: Fraction | None) -> str:
    return "–" if given is None else decimal(decimal_half_up(given, PLACES))


def _size(gap: Fraction) -> str:
    """How large a gap is: two decimals, three where they would say none, the fraction where those would too."""
    for places in (PLACES, PLACES + 1):
        shown = decimal_half_up(abs(gap), places)
        if not gap or Fraction(shown):
            return decimal(shown)
    return str(abs(gap))


def _in_points(gap: Fraction) -> str:
    """The size of a gap with its unit, of which French has one point up to two."""
    return str(ngettext("%(gap)s points", "%(gap)s points", floor(abs(gap)), gap=_size(gap)))


def _signed(gap: Fraction) -> str:
    sign = "+" if gap > 0 else MINUS if gap < 0 else ""
    return f"{sign}{_size(gap)}"

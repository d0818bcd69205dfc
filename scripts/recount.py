"""Recount the packet of a closed list: `python scripts/recount.py PACKET`, with nothing but Python.

It shares no code with the application. It prints one line per team (rank, number, exact score), then `ok`, or the first
difference between what the packet says and what its ballots come to; the exit code is 0 or 1 accordingly, 2 where there
is no packet to read. What counts, in words: a ballot is one whole number per criterion; a team's score is the mean of
its ballots' weighted totals, as an exact fraction; equal scores share the better rank (1, 2, 2, 4).

Where the method is the adjusted mean, the severity of each juror is first found from the teams that jurors scored in
common, and taken out of their ballots: least squares on teams and jurors, the severities of a panel (jurors tied by
common teams) summing to zero. Exact up to thirty jurors, rounded to a billionth of a point beyond.
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import zip_longest
from pathlib import Path
from typing import Any

Packet = dict[str, Any]
MEAN, ADJUSTED = "weighted_mean", "adjusted_mean"
MOST_EXACT, BILLION = 30, 10**9


def canonical(value: object) -> bytes:
    """The one byte string of a JSON value: keys sorted, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def single_values(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every single value with its path, keys in sorted order; an empty list or object is a value."""
    if isinstance(node, dict) and node:
        for key in sorted(node):
            yield from single_values(node[key], f"{path}.{key}" if path else key)
    elif isinstance(node, list) and node:
        for place, each in enumerate(node):
            yield from single_values(each, f"{path}[{place}]")
    else:
        yield path, node


def seal_of(path: str, value: Any) -> str:
    """The seal of one value where it stands."""
    return hashlib.sha256(f"{path}=".encode() + canonical(value)).hexdigest()[:12]


def altered(packet: Packet) -> Iterator[str]:
    """What is not as it was sealed: each value has its own seal, and all together have the digest."""
    body = {key: value for key, value in packet.items() if key not in ("seals", "digest")}
    found, seals = list(single_values(body)), packet.get("seals")
    if not isinstance(seals, list):
        yield "seals: there are none"
        return

    def hold(marks: list[Any]) -> bool:
        return hashlib.sha256(canonical({**body, "seals": marks})).hexdigest() == packet.get("digest")

    right = [seal_of(path, value) for path, value in found]
    if seals != right and hold(right):
        # The values are those that were sealed: it is a seal that is not.
        yield f"seals[{first_apart(seals, right)}]: not what it was"
        return
    sealed, here = {seal for seal in seals if isinstance(seal, str)}, set(right)
    for (path, value), seal in zip(found, right, strict=True):
        if seal not in sealed:
            yield f"{path}: {json.dumps(value, ensure_ascii=False)} is not what was sealed"
    if any(seal not in here for seal in seals):
        paths = ["the beginning", *(path for path, _value in found), "the end"]
        place = first_apart(seals, right)
        yield f"between {paths[place]} and {paths[place + 1]}: what was sealed is not here"
    if not hold(seals):
        yield "digest: not that of this packet"


def first_apart(one: list[Any], other: list[Any]) -> int:
    """The first place at which two lists differ."""
    return next(place for place, (a, b) in enumerate(zip_longest(one, other)) if a != b)


def counted(packet: Packet) -> dict[int, list[dict[str, int]]]:
    """The scores of each team, one entry per ballot that counts."""
    scores: dict[int, list[dict[str, int]]] = {team["number"]: [] for team in packet["teams"]}
    for ballot in packet["ballots"]:
        scores[ballot["team"]].append(ballot["scores"])
    return scores


def mean(sheets: list[dict[str, int]], criteria: list[dict[str, Any]]) -> Fraction:
    """The mean of the weighted totals."""
    weights = sum(criterion["weight"] for criterion in criteria)
    points = sum(criterion["weight"] * sheet[criterion["key"]] for sheet in sheets for criterion in criteria)
    return Fraction(points, weights * len(sheets))


def totals(packet: Packet) -> dict[str, dict[int, Fraction]]:
    """The weighted total that each juror gave each team."""
    found: dict[str, dict[int, Fraction]] = {}
    for ballot in packet["ballots"]:
        given = mean([ballot["scores"]], packet["rules"]["criteria"])
        found.setdefault(ballot["juror"], {})[ballot["team"]] = given
    return found


def panels(given: dict[str, dict[int, Fraction]]) -> list[list[str]]:
    """The jurors in parts that share no team, each part and its jurors in the order of their names."""
    parts: list[list[str]] = []
    waiting = sorted(given)
    while waiting:
        part, teams = {waiting[0]}, set(given[waiting[0]])
        while more := {juror for juror in waiting if juror not in part and teams & given[juror].keys()}:
            part |= more
            teams |= {team for juror in more for team in given[juror]}
        parts.append(sorted(part))
        waiting = [juror for juror in waiting if juror not in part]
    return parts


def severities(part: list[str], given: dict[str, dict[int, Fraction]]) -> dict[str, Fraction]:
    """How far above the others on the same teams each juror of a panel scores: b, in points.

    For juror i: n_i b_i - sum over their teams of the mean b of the team's jurors = sum of (total - mean of the team).
    """
    scored = {team: [juror for juror in part if team in given[juror]] for juror in part for team in given[juror]}
    means = {team: sum((given[juror][team] for juror in own), Fraction(0)) / len(own) for team, own in scored.items()}
    lines = []
    for juror in part[:-1]:
        line = {other: Fraction(0) for other in part}
        line[juror] += len(given[juror])
        for team in given[juror]:
            for other in scored[team]:
                line[other] -= Fraction(1, len(scored[team]))
        lines.append([*line.values(), sum((given[juror][team] - means[team] for team in given[juror]), Fraction(0))])
    lines.append([Fraction(1)] * len(part) + [Fraction(0)])
    return dict(zip(part, solved(lines), strict=True))


def solved(lines: list[list[Fraction]]) -> list[Fraction]:
    """The solution of as many equations as unknowns; of more than thirty, in decimals of fifty digits."""
    if len(lines) <= MOST_EXACT:
        return eliminated(lines, Fraction(0))
    with localcontext() as context:
        context.prec = 50
        found = eliminated([[Decimal(n.numerator) / n.denominator for n in line] for line in lines], Decimal(0))
    return [Fraction(value) for value in found]


def eliminated(lines: list[list[Any]], nothing: Any) -> list[Any]:
    """Gauss: from each equation every unknown but its own is taken out."""
    size = len(lines)
    for k in range(size):
        pivot = max(range(k, size), key=lambda i: abs(lines[i][k]))
        lines[k], lines[pivot] = lines[pivot], lines[k]
        for i in range(k + 1, size):
            if lines[i][k]:
                factor = lines[i][k] / lines[k][k]
                lines[i] = [a - factor * b if b else a for a, b in zip(lines[i], lines[k], strict=True)]
    values = [nothing] * size
    for k in reversed(range(size)):
        known = sum((lines[k][i] * values[i] for i in range(k + 1, size)), nothing)
        values[k] = (lines[k][-1] - known) / lines[k][k]
    return values


def adjusted(packet: Packet) -> tuple[dict[int, Fraction], dict[int, int]]:
    """The adjusted mean of each team, and which panel scored it; a rounded one is the packet's where it is near."""
    given = totals(packet)
    parts = panels(given)
    severity = {juror: b for part in parts for juror, b in severities(part, given).items()}
    panel = {team: place for place, part in enumerate(parts, start=1) for juror in part for team in given[juror]}
    fair: dict[int, list[Fraction]] = {}
    for juror, own in given.items():
        for team, points in own.items():
            fair.setdefault(team, []).append(points - severity[juror])
    means = {team: sum(own, Fraction(0)) / len(own) for team, own in fair.items()}
    if len(given) > MOST_EXACT:
        said = {row["team"]: Fraction(row["exact"] or 0) for row in packet["ranking"]}
        rounded = {team: Fraction(round(value * BILLION), BILLION) for team, value in means.items()}
        near = {team: abs(said.get(team, Fraction(0)) - value) * BILLION <= 1 for team, value in rounded.items()}
        means = {team: said[team] if near[team] else value for team, value in rounded.items()}
    return means, panel


def ranked(packet: Packet) -> list[dict[str, Any]]:
    """The ranking that the ballots come to: best first, equals by number, the unscored last."""
    criteria = packet["rules"]["criteria"]
    by_severity = packet["rules"]["method"] == ADJUSTED
    scores = counted(packet)
    plain = {team: mean(sheets, criteria) for team, sheets in scores.items() if sheets}
    means, panel = adjusted(packet) if by_severity else (plain, {})
    rows: list[dict[str, Any]] = []
    for team in sorted(means, key=lambda team: (-means[team], team)):
        sheets = scores[team]
        better = sum(other > means[team] for other in means.values())
        row: dict[str, Any] = {"team": team, "rank": better + 1, "tied": list(means.values()).count(means[team]) > 1}
        row["exact"] = str(means[team])
        keys = [criterion["key"] for criterion in criteria]
        row["criteria"] = {key: str(Fraction(sum(sheet[key] for sheet in sheets), len(sheets))) for key in keys}
        row["ballots"] = len(sheets)
        rows.append({**row, "received": str(plain[team]), "panel": panel[team]} if by_severity else row)
    nothing: dict[str, Any] = {"rank": None, "tied": False, "exact": None, "criteria": {}, "ballots": 0}
    nothing |= {"received": None, "panel": None} if by_severity else {}
    return rows + [{"team": team, **nothing} for team in sorted(scores) if team not in means]


def pairs(rows: list[dict[str, Any]]) -> list[tuple[str, int]]:
    """Juror and team of each row."""
    return [(row["juror"], row["team"]) for row in rows]


def wrong_ballots(packet: Packet) -> Iterator[str]:
    """A ballot that may not count, and one that is missing without a reason."""
    low, high = packet["rules"]["scale"]["min"], packet["rules"]["scale"]["max"]
    keys = {criterion["key"] for criterion in packet["rules"]["criteria"]}
    jurors = {juror["juror"] for juror in packet["jury"]}
    teams = {team["number"] for team in packet["teams"]}
    aside = {*pairs(packet["recusals"]), *pairs(packet["out_of_scope"])}
    for (juror, team), times in Counter(pairs(packet["ballots"])).items():
        if juror not in jurors or team not in teams:
            yield f"ballot of {juror} for team {team}: there is no such juror or team"
        if times > 1:
            yield f"ballot of {juror} for team {team}: it is there {times} times"
        if (juror, team) in aside:
            yield f"ballot of {juror} for team {team}: that juror does not score that team"
    for ballot in packet["ballots"]:
        given = ballot["scores"]
        if given.keys() != keys or any(type(n) is not int or not low <= n <= high for n in given.values()):
            yield f"ballot of {ballot['juror']} for team {ballot['team']}: its scores are not on the scale"
    known = {*aside, *pairs(packet["ballots"]), *pairs([row for row in packet["absences"] if row["reason"]])}
    for juror in sorted(jurors):
        for team in sorted(teams):
            if (juror, team) not in known:
                yield f"ballot of {juror} for team {team}: missing, and no reason is given"
    yield from wrong_scope(packet)


def wrong_scope(packet: Packet) -> Iterator[str]:
    """Jurors who should not score the teams of their own authority, by the rules."""
    if packet["rules"]["own_organisation"] != "abstain":
        return
    own = set(pairs([row for row in packet["out_of_scope"] if row["why"] == "own"]))
    for juror in packet["jury"]:
        for team in packet["teams"]:
            pair = (juror["juror"], team["number"])
            if (juror["organisation"] in team["organisations"]) != (pair in own):
                yield f"scope of {pair[0]} for team {pair[1]}: not what the rules say of one's own organisation"


def wrong_ranking(packet: Packet) -> Iterator[str]:
    """Where the ranking of the packet is not that of its ballots by its method."""
    if packet["rules"]["method"] not in (MEAN, ADJUSTED):
        yield f"rules.method: {packet['rules']['method']} is no method that is known here"
    right, said = ranked(packet), packet["ranking"]
    for ours, theirs in zip(right, said, strict=False):
        for name, value in ours.items():
            if theirs.get(name) != value:
                yield f"ranking, team {ours['team']}: {name} is {value}, the packet says {theirs.get(name)}"
    if len(right) != len(said):
        yield f"ranking: {len(right)} teams are ranked, the packet says {len(said)}"


def wrong_laureates(packet: Packet) -> Iterator[str]:
    """Where the list is not what the rules allow, or leaves the ranking or breaks a tie without an act that says so."""
    ranking = [row for row in ranked(packet) if row["rank"] is not None]
    place = {row["team"]: row["rank"] for row in ranking}
    listed = [row["team"] for row in packet["laureates"]]
    for row in packet["laureates"]:
        if place.get(row["team"]) is None or row["rank"] != place[row["team"]]:
            yield f"laureate {row['team']}: rank is {place.get(row['team'])}, the packet says {row['rank']}"
    places = packet["rules"]["laureates"]
    if places is not None and len(listed) != min(places, len(ranking)):
        yield f"laureates: {min(places, len(ranking))} are to be chosen, {len(listed)} are"
    if len(set(listed)) != len(listed):
        yield "laureates: a team is there twice"
    held = [act for act in packet["acts"] if not act["taken_back"]]
    if held and sorted(held[-1]["teams"]) != sorted(listed):
        yield f"laureates: act {held[-1]['number']} left another list"
    outside = [team for team in place if team not in listed]
    for team in listed:
        passed = [other for other in outside if place.get(team) and place[other] < place[team]]
        level = [other for other in outside if place[other] == place.get(team)]
        spoken = any(team in act["stake"] and (act["reason"] or act["vote"]) for act in held)
        if (passed or level) and not spoken:
            yield f"laureate {team}: before team {(passed or level)[0]} by no act of the jury"
    parts = len({row["panel"] for row in ranking if row.get("panel")})
    for team in place if parts > 1 else ():
        if not any(team in act["stake"] and (act["reason"] or act["vote"]) for act in held):
            yield f"team {team}: the jury is in {parts} panels whose scores do not compare, and no act of it says why"
    organisations = {team["number"]: team["organisations"] for team in packet["teams"]}
    taken = Counter(key for team in listed for key in organisations.get(team, []))
    for quota in packet["rules"]["quotas"]:
        number, most = taken[quota["organisation"]], quota["max"]
        if number < (quota["min"] or 0) or (most is not None and number > most):
            yield f"quota of {quota['organisation']}: {number} laureates"


def wrong_acts(packet: Packet) -> Iterator[str]:
    """Votes whose voices are not those that were given, and a list confirmed by who closed it."""
    for act in packet["acts"]:
        vote = act["vote"]
        if not vote:
            continue
        given = list((vote["choices"] or {}).values())
        voices = Counter(team for choice in given for team in choice or [])
        if vote["mode"] == "named" and any(voices[int(team)] != n for team, n in vote["voices"].items()):
            yield f"vote {vote['number']}: its voices are not those of its ballots"
        if not set(vote["voted"]) <= set(vote["voters"]):
            yield f"vote {vote['number']}: somebody voted who may not"
        if not set(vote["retained"] or []) <= set(act["teams"]):
            yield f"vote {vote['number']}: a team that was retained is not on the list"
    if packet["closing"]["closed_by"] == packet["closing"]["confirmed_by"]:
        yield "closing: confirmed by who closed it"


CHECKS = (altered, wrong_ballots, wrong_ranking, wrong_laureates, wrong_acts)


def differences(packet: Packet) -> Iterator[str]:
    """All that does not hold, in the order it is looked at."""
    for name, right in (("format", "palmares-packet"), ("version", 1)):
        if packet.get(name) != right:
            yield f"{name}: this is no packet of version 1, or one without what is kept back from the public"
            return
    for check in CHECKS:
        try:
            yield from check(packet)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError, ZeroDivisionError) as error:
            yield f"{check.__name__.replace('_', ' ')}: cannot be counted ({type(error).__name__}: {error})"


def main(arguments: list[str]) -> int:
    """Recount the packet of a file."""
    if len(arguments) != 1:
        print("usage: python scripts/recount.py PACKET", file=sys.stderr)
        return 2
    try:
        packet = json.loads(Path(arguments[0]).read_bytes())
    except (OSError, ValueError) as error:
        print(f"cannot be read: {error}", file=sys.stderr)
        return 2
    found = next(differences(packet) if isinstance(packet, dict) else iter(["format: this is no packet"]), None)
    try:
        for row in ranked(packet):
            print(f"{row['rank'] or '-'}\t{row['team']}\t{row['exact'] or '-'}")
    except (KeyError, TypeError, ValueError, AttributeError):
        pass  # what it is that cannot be counted is said below
    print(found or "ok")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

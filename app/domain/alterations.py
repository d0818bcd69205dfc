"""What a change of an event's tables does to what rests on them: told before it is made, or refused.

Ballots rest on teams, jurors and criteria: none of these goes while one does, and nothing moves a ballot into or out
of scope. The rules of the event stay as they are from the first validated ballot on.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from app.domain.event_rows import AgendaRow, EventTables

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
Pair = tuple[str, int]
# A closed list was made of these.
SEALED = ("criteria", "organisations", "categories", "teams", "jurors", "recusals")
RULES_OF_EVENT = (
    "scale_min",
    "scale_max",
    "comment_at_extremes",
    "own_organisation",
    "missed_pitches",
    "method",
    "laureates",
)
KEY_OF: dict[str, Callable[[Any], str]] = {
    "criteria": lambda row: str(row.key),
    "organisations": lambda row: str(row.key),
    "categories": lambda row: str(row.key),
    "teams": lambda row: str(row.number),
    "jurors": lambda row: str(row.key),
    "recusals": lambda row: f"{row.juror}/{row.team}",
    "coaches": lambda row: str(row.key),
}


class Said(NamedTuple):
    """A sentence for whoever decides: an English msgid and what fills it."""

    text: str
    params: Mapping[str, object] = {}


@dataclass(frozen=True)
class Standing:
    """What rests on the tables: pairs with a ballot in any state, what was noted of jurors, teams and slots."""

    ballots: frozenset[Pair] = frozenset()
    # Jurors who came or left, voted, or hold a paper; teams that a decision of the jury names.
    bound_jurors: frozenset[str] = frozenset()
    bound_teams: frozenset[int] = frozenset()
    # How many jurors have read the rules.
    readers: int = 0
    frozen: bool = False
    closed: bool = False
    # In run order, whether each slot was called, is over, or was declared absent or postponed.
    begun: tuple[bool, ...] = ()


@dataclass(frozen=True)
class Alteration:
    """One row that would be added, changed (`columns` says in what) or removed."""

    table: str
    key: str
    kind: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """What would change, what follows from it, and why it is refused where it is."""

    alterations: tuple[Alteration, ...]
    consequences: tuple[Said, ...] = ()
    refusals: tuple[Said, ...] = ()
    read_again: bool = False

    def of(self, table: str, kind: str) -> list[str]:
        """The keys of a table's rows that are added, changed or removed."""
        return [each.key for each in self.alterations if (each.table, each.kind) == (table, kind)]


def judge(before: EventTables, after: EventTables, standing: Standing) -> Judgement:
    """Compare two states of the tables, and say what the change does."""
    found = tuple(_alterations(before, after))
    new_rules = _rules(before) != _rules(after)
    refusals = [*_rules_refused(found, new_rules, standing), *_rests(before, after, found, standing)]
    refusals += _slots_refused(before.agenda, after.agenda, standing.begun)
    read_again = new_rules and standing.readers > 0 and not standing.frozen
    consequences = list(_consequences(found, standing.readers if read_again else 0))
    return Judgement(found, tuple(consequences), tuple(refusals), read_again)


def matched(before: Sequence[AgendaRow], after: Sequence[AgendaRow]) -> list[int | None]:
    """For each slot of a new agenda, the place of the one it continues: of its team, else of its title, its kind."""
    free = dict(enumerate(before))
    found: list[int | None] = [None] * len(after)
    sames: tuple[Callable[[AgendaRow, AgendaRow], bool], ...] = (
        lambda one, other: one.team is not None and (one.kind, one.team) == (other.kind, other.team),
        lambda one, other: (one.kind, one.title) == (other.kind, other.title) and one.team is None,
        lambda one, other: one.kind == other.kind and one.kind != "pitch",
    )
    for same in sames:
        for place, row in enumerate(after):
            if found[place] is None:
                place_before = next((old for old, known in free.items() if same(row, known)), None)
                if place_before is not None:
                    found[place] = place_before
                    del free[place_before]
    return found


def _alterations(before: EventTables, after: EventTables) -> Iterator[Alteration]:
    if columns := _differences(before.event, after.event):
        yield Alteration("event", after.event.slug, CHANGED, columns)
    for table, key in KEY_OF.items():
        old, new = ({key(row): row for row in getattr(tables, table)} for tables in (before, after))
        yield from (Alteration(table, name, REMOVED) for name in old if name not in new)
        for name, row in new.items():
            if name not in old:
                yield Alteration(table, name, ADDED)
            elif columns := _differences(old[name], row):
                yield Alteration(table, name, CHANGED, columns)
        if list(old) != list(new) and set(old) == set(new):
            yield Alteration(table, "", CHANGED, ("order",))
    yield from _agenda(before.agenda, after.agenda)


def _agenda(before: Sequence[AgendaRow], after: Sequence[AgendaRow]) -> Iterator[Alteration]:
    places = matched(before, after)
    for old, row in enumerate(before):
        if old not in places:
            yield Alteration("agenda", _slot_name(row), REMOVED)
    for place, row in zip(places, after, strict=True):
        if place is None:
            yield Alteration("agenda", _slot_name(row), ADDED)
        elif columns := _differences(before[place], row):
            yield Alteration("agenda", _slot_name(row), CHANGED, columns)
    kept = [place for place in places if place is not None]
    if kept != sorted(kept):
        yield Alteration("agenda", "", CHANGED, ("order",))


def _slot_name(row: AgendaRow) -> str:
    return str(row.team) if row.team is not None else row.title or row.kind


def _differences(one: Any, other: Any) -> tuple[str, ...]:
    names = [field.name for field in fields(one) if field.name != "line"]
    return tuple(name for name in names if getattr(one, name) != getattr(other, name))


def _rules(tables: EventTables) -> tuple[object, ...]:
    """What the page of the rules says: the same parts as its digest is made of."""
    criteria = tuple((c.label, c.description or "", c.weight, tuple(c.levels.items())) for c in tables.criteria)
    quotas = tuple((o.name, o.min_laureates, o.max_laureates) for o in tables.organisations)
    return (
        criteria,
        tuple(quota for quota in quotas if quota[1:] != (None, None)),
        *(getattr(tables.event, name) for name in RULES_OF_EVENT),
    )


def _rules_refused(found: Sequence[Alteration], new_rules: bool, standing: Standing) -> Iterator[Said]:
    if standing.closed and any(each.table in SEALED for each in found):
        yield Said("The list of laureates is closed over these tables: open it again first.")
    if standing.frozen and new_rules:
        yield Said("A ballot was validated: criteria, scale, quotas and the other rules of the event stay as they are.")
    touched = {each.kind for each in found if each.table == "criteria"} & {ADDED, REMOVED}
    scale = any(each.table == "event" and {"scale_min", "scale_max"} & set(each.columns) for each in found)
    if standing.ballots and not standing.frozen and (touched or scale):
        yield Said("Ballots have been begun: which criteria there are and the scale stay as they are.")


def _rests(before: EventTables, after: EventTables, found: Sequence[Alteration], standing: Standing) -> Iterator[Said]:
    """Nobody and nothing that a ballot rests on goes, and no ballot changes its scope."""
    scored = {team for _, team in standing.ballots}
    scoring = {juror for juror, _ in standing.ballots}
    titles = {team.number: team.title for team in before.teams}
    names = {juror.key: juror.name for juror in before.jurors}
    for each in found:
        named = {"team": each.key, "title": titles.get(int(each.key), "")} if each.table == "teams" and each.key else {}
        if each.table == "teams" and each.kind == REMOVED and int(each.key) in scored | standing.bound_teams:
            yield Said("Team %(team)s, %(title)s, stays: ballots or a decision of the jury rest on it.", named)
        if each.table == "teams" and "organisations" in each.columns and int(each.key) in scored:
            text = "The authority of team %(team)s, %(title)s, stays: it says who scores it, and ballots rest on it."
            yield Said(text, named)
        if each.table == "jurors" and each.kind == REMOVED and each.key in scoring | standing.bound_jurors:
            text = "%(juror)s stays: they came, wrote a ballot or voted. Seat a substitute instead."
            yield Said(text, {"juror": names[each.key]})
        seat = {"organisation", "substitute_for", "sits"} & set(each.columns)
        if each.table == "jurors" and seat and each.key in scoring:
            text = "The authority and the seat of %(juror)s stay: ballots rest on them."
            yield Said(text, {"juror": names[each.key]})
    own = [{_own(tables, *pair) for pair in standing.ballots if _own(tables, *pair)} for tables in (before, after)]
    if own[0] != own[1]:
        yield Said("Ballots would come into scope or leave it: whether jurors score their own authority stays.")
    recused = {(row.juror, row.team) for row in after.recusals} - {(row.juror, row.team) for row in before.recusals}
    for juror, team in sorted(recused & standing.ballots):
        text = (
            "%(juror)s has a ballot for team %(team)s: stepping aside is their own act on the tablet, or the chair’s."
        )
        yield Said(text, {"juror": names.get(juror, juror), "team": team})


def _own(tables: EventTables, juror: str, team: int) -> Pair | None:
    """The pair, where the rules keep this juror from this team."""
    home = next((row.organisation for row in tables.jurors if row.key == juror), None)
    carriers = next((row.organisations for row in tables.teams if row.number == team), ())
    return (juror, team) if tables.event.own_organisation == "abstain" and home in carriers else None


def _slots_refused(before: Sequence[AgendaRow], after: Sequence[AgendaRow], begun: Sequence[bool]) -> Iterator[Said]:
    places = matched(before, after)
    kept = {place: row for place, row in zip(places, after, strict=True) if place is not None}
    for place, row in enumerate(before):
        if place < len(begun) and begun[place] and kept.get(place) != row:
            name = _slot_name(row)
            yield Said("The slot “%(slot)s” has begun or was decided upon: it stays as it is.", {"slot": name})
    order = [place for place in places if place is not None and place < len(begun) and begun[place]]
    if order != sorted(order):
        yield Said("Slots that have begun stay in their order.")


def _consequences(found: Sequence[Alteration], readers: int) -> Iterator[Said]:
    holders = {"teams", "jurors", "coaches"}
    if made := sum(each.table in holders and each.kind == ADDED for each in found):
        yield Said("New access cards to print: %(count)s.", {"count": made})
    if dead := sum(each.table in holders and each.kind == REMOVED for each in found):
        yield Said("Access cards that will open nothing any more: %(count)s.", {"count": dead})
    if chairs := sum(each.table == "jurors" and "chair" in each.columns for each in found):
        yield Said("The chair changes: cards to print again: %(count)s.", {"count": chairs})
    if readers:
        text = "Jurors who have read the rules and will be asked to read the new ones: %(count)s."
        yield Said(text, {"count": readers})
    gone = sum(each.table == "agenda" and each.kind == REMOVED for each in found)
    if gone and not any(each.table == "agenda" and each.kind == ADDED for each in found):
        yield Said("Slots of the agenda that go: %(count)s.", {"count": gone})

"""A new event from a few answers: its tables, with its criteria and a drafted day, for `read_tables` to judge."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from app.domain.drafting import Draft, hour_of
from app.domain.event_columns import MOST_TEAMS, SERVER_WORDS, TABLES, folded
from app.domain.event_values import WHOLE
from app.domain.fitting import Fitted, Keys, Row, key_of
from app.domain.putting_in import organisation
from app.domain.raw_tables import RawTable

_Words = tuple[str, str]
# In the event's language, French or English: these words become its own.
SLOTS: dict[str, _Words] = {
    "welcome": ("Accueil", "Welcome"),
    "talk": ("Ouverture", "Opening"),
    "coaching": ("Coaching aux tables", "Coaching at the tables"),
    "lunch": ("Déjeuner", "Lunch"),
    "break": ("Pause", "Break"),
    "briefing": ("Préparation du jury", "Briefing of the jury"),
    "deliberation": ("Délibération du jury", "Deliberation of the jury"),
    "announcement": ("Annonce des lauréats", "Announcement of the laureates"),
}
TEAM: _Words = ("Équipe %s", "Team %s")
LANGUAGES = ("fr", "en")
LONGEST_SLUG = 50


@dataclass(frozen=True)
class Answers:
    """What was answered, as text; `event` by the keys of the event's table."""

    event: Mapping[str, str]
    authority: str
    criteria: RawTable
    counted: int
    teams: Fitted
    jurors: Fitted


def numbers(answers: Answers) -> list[int]:
    """The numbers of the teams that there will be, those that can be read."""
    if answers.teams.rows:
        return [int(found) for _, row in answers.teams.rows if WHOLE.fullmatch(found := row.get("number", ""))]
    return list(range(1, answers.counted + 1))


def lacking(answers: Answers) -> dict[str, str]:
    """What no table can say, by field: who receives, and teams, listed or counted."""
    faults = {}
    if not answers.teams.rows and not 0 < answers.counted <= MOST_TEAMS:
        faults["counted"] = "Paste the teams, or say how many there are: 200 at the most."
    if not answers.authority:
        faults["authority"] = "Say which authority receives."
    return faults


def tables_of(answers: Answers, day: Draft) -> dict[str, RawTable]:
    """The tables of the event that these answers describe."""
    language = answers.event.get("language", "")
    place = LANGUAGES.index(language) if language in LANGUAGES else 0  # what it is, is judged with the tables
    named = {**answers.teams.organisations, **answers.jurors.organisations}
    organisations = [organisation(key, name) for key, name in named.items()]
    host = _host(answers, organisations)
    teams = answers.teams.rows or [
        (number, {"number": str(number), "title": TEAM[place] % number}) for number in range(1, answers.counted + 1)
    ]
    return {
        "event": RawTable(["key", "value"], [(n, [key, said]) for n, (key, said) in enumerate(answers.event.items())]),
        "criteria": answers.criteria,
        "organisations": _table("organisations", [(0, row) for row in organisations]),
        "teams": _table(
            "teams", [(line, {**row, "organisation": row.get("organisation") or host}) for line, row in teams]
        ),
        "jurors": _table("jurors", answers.jurors.rows),
        "agenda": _agenda(day, place),
    }


def slug_of(name: str, date: str, taken: set[str]) -> str:
    """An address that reads like a name and its year, and that no event has."""
    words = folded(name).encode("ascii", "ignore").decode().replace("_", "-")[:LONGEST_SLUG].strip("-")
    year = found[0] if (found := re.findall(r"\d{4}", date)) else ""
    wished = re.sub("-+", "-", "-".join(part for part in (words, year) if part and part not in words[-4:])) or "forum"
    return free_slug(wished, taken)


def free_slug(wished: str, taken: set[str]) -> str:
    """The address that was wished for, or the first one after it that no event has."""
    used = taken | SERVER_WORDS
    return next(slug for n in count(1) if (slug := wished if n == 1 else f"{wished}-{n}") not in used)


def _host(answers: Answers, organisations: list[Row]) -> str:
    """The key of the authority that receives, added where no team and no juror named it."""
    word = folded(answers.authority)
    for row in organisations:
        if word in (folded(row["name"]), folded(row["key"])):
            return row["key"]
    if not word:
        return ""
    key = Keys(row["key"] for row in organisations).free(key_of(answers.authority))
    organisations.append(organisation(key, answers.authority))
    return key


def _agenda(day: Draft, place: int) -> RawTable:
    header = ["start", "minutes", "kind", "title", "team", "floor_minutes"]
    rows = []
    for line, slot in enumerate(day.slots, 2):
        title = "" if slot.team else SLOTS["lunch" if slot.lunch else slot.kind][place]
        rows.append(
            (
                line,
                [
                    hour_of(slot.starts),
                    str(slot.minutes),
                    slot.kind,
                    title,
                    str(slot.team or ""),
                    str(slot.floor or ""),
                ],
            )
        )
    return RawTable(header, rows)


def _table(name: str, rows: Sequence[tuple[int, Row]]) -> RawTable:
    header = [column.name for column in TABLES[name]]
    return RawTable(header, [(line, [row.get(column, "") for column in header]) for line, row in rows])

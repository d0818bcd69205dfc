"""The table model of an event: which tables, which columns, what a cell of each may hold.

Everything else follows from this page: reading, writing, the checks of single cells. What ties tables
together (references, doubles) is judged in `event_checks`.
"""

import re
import unicodedata
from dataclasses import dataclass

from app.domain.official import METHODS

NAME, TEXT, COMMENT = 200, 4_000, 2_000
MOST_ROWS, MOST_TEAMS, MOST_JURORS, MOST_CRITERIA = 2_000, 200, 100, 20
# Of a table that is brought in; the criteria have one more for each score that is described.
MOST_COLUMNS, MOST_LEVELS = 30, 100
ROWS = {"criteria": MOST_CRITERIA, "teams": MOST_TEAMS, "jurors": MOST_JURORS}
PAIRS = MOST_TEAMS * MOST_JURORS
ROWS |= {"ballots": PAIRS, "recusals": PAIRS}

KINDS = ("welcome", "talk", "coaching", "break", "briefing", "pitch", "deliberation", "announcement")
ROLES = ("elected", "agent", "director", "expert")
TIERS = ("laureate", "gold", "silver", "bronze", "excellence", "favourite")


@dataclass(frozen=True)
class Column:
    """One column: its English heading, its French ones, and what its cells hold.

    `holds` is "text", "key", "keys" (joined by `+`), "whole" (from `low` to `high`), "score" (whole, on the
    scale from `low` to `high`), "word" (one of `words`), "yes", "slug", "date", "moment" (a time, or a date
    and a time), "zone", "colour" or "address" (of a page, http or https).
    """

    name: str
    french: tuple[str, ...]
    holds: str = "text"
    required: bool = False
    low: int = 0
    high: int = 0
    longest: int = NAME
    words: tuple[str, ...] = ()


def folded(heading: str) -> str:
    """A heading without accents, case or punctuation: « Mise en œuvre » is mise_en_oeuvre."""
    plain = unicodedata.normalize("NFKD", heading.casefold().replace("œ", "oe"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^\w]+", "_", letters).strip("_")


def _text(name: str, *french: str, longest: int = NAME, required: bool = False) -> Column:
    return Column(name, french, longest=longest, required=required)


def _key(name: str, *french: str, required: bool = True) -> Column:
    return Column(name, french, "key", required)


def _whole(name: str, *french: str, low: int = 0, high: int = 200, required: bool = False) -> Column:
    return Column(name, french, "whole", required, low, high)


def _word(name: str, *french: str, words: tuple[str, ...], required: bool = False) -> Column:
    return Column(name, french, "word", required, words=words)


def _team(required: bool = True) -> Column:
    return _whole("team", "equipe", low=1, high=999, required=required)


_JUROR = _key("juror", "jure", "juree")
_ORGANISATION = ("collectivite", "organisme")
_DAY = 1_440  # minutes

EVENT_KEYS = (
    Column("slug", ("identifiant", "adresse"), "slug", required=True),
    _text("name", "nom", required=True),
    Column("date", (), "date", required=True),
    _text("place", "lieu"),
    Column("public_address", ("adresse_publique",), "address"),
    Column("timezone", ("fuseau_horaire", "fuseau"), "zone"),
    _word("language", "langue", words=("fr", "en")),
    _whole("pitch_minutes", "minutes_de_pitch", "minutes_pitch", low=1, high=_DAY),
    _whole("questions_minutes", "minutes_de_questions", "minutes_questions", high=_DAY),
    _whole("scale_min", "note_min", "note_minimale", high=100),
    _whole("scale_max", "note_max", "note_maximale", low=1, high=100),
    Column("comment_at_extremes", ("commentaire_aux_extremes",), "yes"),
    _whole("laureates", "laureats", low=1),
    _word("own_organisation", "propre_collectivite", words=("score", "abstain")),
    _word("missed_pitches", "pitchs_manques", words=("score", "abstain")),
    _word("method", "methode", words=METHODS),
    _word("visibility", "visibilite", words=("live", "frozen", "progress", "hidden")),
    Column("top_only", ("moitie_haute",), "yes"),
    Column("brand", ("couleur", "charte"), "colour"),
    _whole("retention_months", "mois_de_conservation", low=1, high=1_200),
    _text("controllers", "responsables_conjoints", "responsables", longest=COMMENT),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "event": (_text("key", "cle", required=True), _text("value", "valeur", longest=TEXT)),
    "criteria": (
        _key("key", "cle"),
        _text("label", "libelle", "intitule", required=True),
        _text("description", longest=COMMENT),
        _whole("weight", "poids", "ponderation", "coefficient", low=1, high=1_000, required=True),
    ),
    "organisations": (
        _key("key", "cle"),
        _text("name", "nom", required=True),
        _text("code", longest=8),
        Column("colour", ("couleur", "color"), "colour"),
        _whole("min_laureates", "min_laureats", "minimum_de_laureats"),
        _whole("max_laureates", "max_laureats", "maximum_de_laureats"),
    ),
    "categories": (
        _key("key", "cle"),
        _text("name", "nom", required=True),
        _text("sponsor", "parrain", "partenaire"),
        _whole("gold", "or"),
        _whole("silver", "argent"),
        _whole("bronze"),
    ),
    "teams": (
        _whole("number", "numero", low=1, high=999, required=True),
        _text("title", "titre", required=True),
        _text("short_title", "titre_court", longest=20),
        Column("organisation", (*_ORGANISATION, "collectivites"), "keys", required=True),
        _text("table", longest=20),
        _key("category", "categorie", required=False),
        _text("territory", "territoire"),
        _text("problem", "probleme", longest=TEXT),
        _text("solution", longest=TEXT),
        _text("implementation", "mise_en_oeuvre", longest=TEXT),
        _text("cost", "cout", longest=TEXT),
        _text("members", "membres", longest=TEXT),
        _text("external_id", "identifiant_externe", "numero_externe"),
    ),
    "jurors": (
        _key("key", "cle"),
        _text("name", "nom", required=True),
        _text("function", "fonction"),
        _key("organisation", *_ORGANISATION, required=False),
        _word("role", words=ROLES, required=True),
        Column("chair", ("presidence", "president", "presidente"), "yes"),
        _key("substitute_for", "suppleant_de", "suppleante_de", required=False),
        Column("sits", ("siege",), "yes"),
    ),
    "recusals": (_JUROR, _team(), _text("reason", "motif", "raison", longest=COMMENT)),
    "coaches": (
        _key("key", "cle"),
        _text("name", "nom", required=True),
        _key("organisation", *_ORGANISATION, required=False),
    ),
    "agenda": (
        Column("start", ("debut", "heure"), "moment", required=True),
        _whole("minutes", "duree", low=1, high=_DAY, required=True),
        _word("kind", "type", "genre", words=KINDS, required=True),
        _text("title", "titre"),
        _team(required=False),
        _whole("floor_minutes", "minutes_plancher", "plancher", high=_DAY),
        Column("not_before", ("pas_avant",), "moment"),
        _whole("pitch_minutes", "minutes_de_pitch", "minutes_pitch", low=1, high=_DAY),
        _whole("questions_minutes", "minutes_de_questions", "minutes_questions", high=_DAY),
    ),
    "ballots": (_JUROR, _team(), _text("comment", "commentaire", longest=COMMENT)),
    "awards": (
        _team(required=False),
        _key("organisation", *_ORGANISATION, required=False),
        _key("category", "categorie", required=False),
        _word("tier", "distinction", "niveau", words=TIERS, required=True),
        _text("citation", "eloge", longest=COMMENT),
    ),
}

# Without these there is no event; those with at least one row come first.
FILLED = ("event", "criteria", "organisations", "teams")
REQUIRED = (*FILLED, "jurors", "agenda")

# A criterion's key is a column of the ballots and a field of the API: these are taken.
TAKEN = {"op", "base", "scores", "final"} | {
    heading for column in TABLES["ballots"] for heading in (column.name, *column.french)
}

LEVEL = re.compile(r"(?:level|niveau)_(\d{1,9})")

# First words of the server's own addresses: an event of that name could not be reached.
SERVER_WORDS = frozenset(
    [
        "accessibility",
        "api",
        "begin",
        "control",
        "enter",
        "favicon",
        "healthz",
        "help",
        "legal",
        "login",
        "logout",
        "metrics",
        "new",
        "privacy",
        "readyz",
        "robots",
        "room",
        "session",
        "socket",
        "socket-io",
        "static",
        "words",
    ]
)

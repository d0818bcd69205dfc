"""What people call the columns and the tables of an event in their own files, and which of ours they mean.

`event_columns` names each column once in English and in French; here are the other words, as spreadsheets have them.
"""

from collections.abc import Sequence

from app.domain.event_columns import LEVEL, MOST_COLUMNS, MOST_LEVELS, MOST_ROWS, ROWS, TABLES, folded
from app.domain.raw_tables import Fault, RawTable

# The tables that are taken in one at a time, at the desk.
IMPORTED = ("teams", "jurors", "organisations", "coaches", "agenda", "recusals", "criteria")
# Columns that no list brings in and no form of a row has: decided elsewhere at the desk, or the address itself.
ELSEWHERE: dict[str, frozenset[str]] = {
    "event": frozenset({"slug", "visibility", "top_only"}),
    "jurors": frozenset({"sits"}),
}

TABLE_WORDS = {
    "event": ("evenement", "forum"),
    "criteria": ("criteres", "grille", "grille_de_notation"),
    "organisations": ("collectivites", "organismes", "structures", "departements", "authorities"),
    "categories": ("categories",),
    "teams": ("equipes", "projets", "projects", "candidats", "candidatures", "dossiers", "participants"),
    "jurors": ("jury", "jures", "membres_du_jury", "judges"),
    "recusals": ("deports", "recusations", "conflits_d_interets"),
    "coaches": ("coachs", "accompagnateurs"),
    "agenda": ("programme", "deroule", "ordre_du_jour", "planning", "ordre_de_passage", "schedule"),
    "ballots": ("fiches",),
    "awards": ("prix", "laureats", "distinctions"),
}

_ORGANISATION = (
    *("organisation", "organisme", "structure", "etablissement", "authority", "local_authority", "entity"),
    *("departement", "commune", "ville", "employeur", "nom_de_la_collectivite", "collectivite_porteuse", "porteur"),
    *("collectivite_s", "collectivite_territoriale", "conseil_departemental", "employer", "county"),
)
_PERSON = (
    *("nom_complet", "nom_prenom", "nom_et_prenom", "prenom_nom", "prenom_et_nom", "full_name", "nom_du_jure"),
    *("membre", "membre_du_jury", "nom_du_membre", "identite", "juror", "judge", "jure", "coach", "nom_du_coach"),
)
_TEAM = ("team_number", "no_equipe", "n_equipe", "numero_d_equipe", "numero_de_l_equipe", "projet", "project")

SYNONYMS: dict[str, dict[str, tuple[str, ...]]] = {
    "teams": {
        "number": ("n", "no", "nr", "num", "ordre", "rang", "id", "team", "equipe", "n_equipe", "no_equipe"),
        "title": (
            *("intitule", "intitule_du_projet", "titre_du_projet", "nom_du_projet", "projet", "project"),
            *("project_title", "project_name", "nom", "name", "nom_de_l_equipe", "nom_equipe", "team_name"),
            *("libelle", "idee", "denomination", "intitule_de_l_action", "nom_de_l_action"),
        ),
        "short_title": ("titre_abrege", "nom_court", "short_name", "acronyme", "acronym", "sigle"),
        "organisation": _ORGANISATION,
        "table": ("n_de_table", "no_table", "numero_de_table", "table_number"),
        "category": ("theme", "thematique", "prix", "domaine"),
        "territory": ("perimetre", "lieu", "area", "echelle"),
        "problem": ("probleme_rencontre", "problematique", "constat", "besoin", "enjeu", "pourquoi", "drama", "drame"),
        "solution": ("solution_proposee", "reponse", "description", "resume", "presentation", "summary", "quoi"),
        "implementation": ("realisation", "deploiement", "comment", "methode", "fabrication", "calendrier"),
        "cost": ("budget", "cout_du_projet", "couts", "cout_previsionnel"),
        "members": ("equipe_projet", "participants", "porteurs", "agents", "membres_de_l_equipe", "contacts", "people"),
        "external_id": ("reference", "ref", "n_de_dossier", "no_de_dossier", "numero_de_dossier", "dossier"),
    },
    "jurors": {
        "key": ("code", "identifiant", "id"),
        "name": _PERSON,
        "function": ("titre", "qualite", "poste", "mandat", "job", "position", "fonctions", "title", "fonction_mandat"),
        "organisation": _ORGANISATION,
        "role": ("type", "college", "statut", "categorie", "profil", "kind"),
        "chair": ("preside", "president_du_jury", "presidente_du_jury", "presidence_du_jury", "chairs"),
        "substitute_for": ("suppleant", "remplace", "substitute", "suppleance"),
    },
    "organisations": {
        "key": ("identifiant", "id", "numero", "n"),
        "name": (*_ORGANISATION, "nom_complet", "denomination", "libelle"),
        "code": ("sigle", "abrege", "code_court"),
        "min_laureates": ("minimum", "min", "au_moins"),
        "max_laureates": ("maximum", "max", "au_plus", "quota"),
    },
    "coaches": {"key": ("code", "identifiant", "id"), "name": _PERSON, "organisation": _ORGANISATION},
    "agenda": {
        "start": ("horaire", "heure_de_debut", "a", "time", "hour", "begin", "begins", "horaires", "heure_debut"),
        "minutes": ("duree_min", "duree_minutes", "duree_en_minutes", "duration", "min", "length", "temps"),
        "kind": ("nature", "categorie", "what"),
        "title": ("intitule", "sequence", "activite", "contenu", "nom", "activity", "session", "libelle", "quoi"),
        "team": _TEAM,
        "floor_minutes": ("minimum", "duree_minimale", "at_least"),
    },
    "recusals": {
        "juror": ("membre", "membre_du_jury", "nom", "name", "nom_du_jure", "judge"),
        "team": _TEAM,
        "reason": ("cause", "lien", "justification", "why"),
    },
    "criteria": {
        "key": ("code", "identifiant", "id"),
        "label": ("critere", "nom", "name", "criterion", "nom_du_critere"),
        "description": ("question", "definition", "explication", "aide"),
        "weight": ("coef", "coeff", "pondere", "points", "ponderations"),
    },
}

# A table without a line of headings, as a list that was pasted: what its columns are, in order.
UNHEADED = {
    "teams": ("title", "organisation", "members"),
    "jurors": ("name", "function", "organisation"),
    "organisations": ("name", "code"),
    "coaches": ("name", "organisation"),
    "agenda": ("start", "minutes", "title"),
    "recusals": ("juror", "team", "reason"),
    "criteria": ("label", "weight", "description"),
}


def table_of(name: str) -> str | None:
    """Which table a sheet or a file of this name holds; None where the name does not say."""
    word = folded(name)
    return next((table for table in TABLES if word == table or word in TABLE_WORDS[table]), None)


def columns_of(table: str, header: Sequence[str]) -> list[str | None]:
    """Which column of ours each heading means, none twice; None for a heading that says nothing to us.

    A heading that is ours goes before one that only resembles it.
    """
    found: list[str | None] = [None] * len(header)
    for known in (_own(table), _other(table)):
        for place, written in enumerate(header):
            column = known.get(folded(written)) if found[place] is None else None
            if column is not None and column not in found and column not in ELSEWHERE.get(table, ()):
                found[place] = column
    if table == "criteria":
        for place, written in enumerate(header):
            level = level_of(written) if found[place] is None else None
            found[place] = found[place] or (level if level not in found else None)
    return found


def level_of(heading: str) -> str | None:
    """The column of a score's words, `level_7`, that a heading of the criteria names; no list of columns has it."""
    found = LEVEL.fullmatch(folded(heading))
    return f"level_{int(found[1])}" if found else None


def too_large(table: str, raw: RawTable) -> Fault | None:
    """Why a table is larger than any that can be brought in; None where it is not."""
    most = min(ROWS.get(table, MOST_ROWS), MOST_ROWS)
    lines = [line for line, cells in raw.rows if any(cells)]
    if len(lines) > most:
        text = "This table has %(lines)s lines; %(most)s is the most."
        return Fault(table, lines[most], None, text, {"lines": len(lines), "most": most})
    columns = MOST_COLUMNS + MOST_LEVELS * (table == "criteria")
    if raw.width > columns:
        text = "This table has %(width)s columns; %(most)s is the most."
        return Fault(table, None, None, text, {"width": raw.width, "most": columns})
    return None


def headed(table: str, raw: RawTable) -> tuple[RawTable, list[str | None]]:
    """A table and what its columns are; one whose first line is no line of headings has none, and a line more."""
    columns = columns_of(table, raw.header)
    if any(columns) or not raw.header:
        return raw, columns
    first = raw.rows[0][0] - 1 if raw.rows else 1
    return RawTable([], [(first, raw.header), *raw.rows], raw.whole), unheaded(table, raw.header)


def unheaded(table: str, cells: Sequence[str]) -> list[str | None]:
    """Which column each place of a table without headings is: a number first is the number."""
    columns = list(UNHEADED[table])
    if table == "teams" and cells and cells[0].strip().isdigit():
        columns.insert(0, "number")
    return [columns[place] if place < len(columns) else None for place in range(len(cells))]


def _own(table: str) -> dict[str, str]:
    return {folded(word): column.name for column in TABLES[table] for word in (column.name, *column.french)}


def _other(table: str) -> dict[str, str]:
    return {word: column for column, words in SYNONYMS.get(table, {}).items() for word in words}

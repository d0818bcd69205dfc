"""A table as people keep it becomes a table of ours: headings, keys, names for keys, cells in their own words."""

import pytest

from app.domain.event_columns import TABLES, folded
from app.domain.fitting import Fitted, fit
from app.domain.fitting_cells import fitted_cell, kind_of, role_of
from app.domain.headings import IMPORTED, SYNONYMS, UNHEADED, columns_of, headed, table_of
from app.domain.putting_in import put_in, with_slot, without, without_slot
from app.domain.raw_tables import RawTable
from tests.domain.small_event import small_event, table


@pytest.mark.parametrize(
    ("name", "written", "columns"),
    [
        ("teams", "N°;Intitulé du projet;Collectivité", ["number", "title", "organisation"]),
        ("teams", "Numéro;Nom de l’équipe;Département", ["number", "title", "organisation"]),
        ("teams", "title;Titre du projet;Budget", ["title", None, "cost"]),
        ("jurors", "Nom et prénom;Qualité;Organisme", ["name", "function", "organisation"]),
        ("agenda", "Horaire;Durée (min);Séquence", ["start", "minutes", "title"]),
        ("recusals", "Membre du jury;Équipe;Lien", ["juror", "team", "reason"]),
        ("criteria", "Critère;Coef.;Question", ["label", "weight", "description"]),
    ],
)
def test_headings_that_people_use_are_known(name: str, written: str, columns: list[str | None]) -> None:
    assert columns_of(name, written.split(";")) == columns


def test_every_synonym_names_a_column_that_there_is() -> None:
    for name in IMPORTED:
        known = {column.name for column in TABLES[name]}
        assert SYNONYMS[name].keys() <= known and set(UNHEADED[name]) <= known


def test_a_list_without_headings_is_known_by_its_order() -> None:
    raw, columns = headed("teams", RawTable(["3", "Le bus", "Oise"], [(2, ["4", "Le vélo", "Oise"])]))
    assert columns == ["number", "title", "organisation"]
    assert [line for line, _ in raw.rows] == [1, 2]


@pytest.mark.parametrize(("name", "known"), [("Équipes", "teams"), ("JURY", "jurors"), ("Feuil1", None)])
def test_a_sheet_is_known_by_its_name(name: str, known: str | None) -> None:
    assert table_of(name) == known


@pytest.mark.parametrize(
    ("name", "column", "written", "read"),
    [
        ("teams", "number", "n° 7", "7"),
        ("teams", "number", "12,0", "12"),
        ("agenda", "minutes", "30 min", "30"),
        ("agenda", "minutes", "1 h 15", "75"),
        ("agenda", "start", "9 h 30", "09:30"),
        ("agenda", "start", "2019-11-29 9h", "2019-11-29 09:00"),
        ("agenda", "kind", "Déjeuner", "break"),
        ("jurors", "role", "Élue", "elected"),
        ("jurors", "chair", "X", "yes"),
        ("jurors", "chair", "non", ""),
        ("teams", "number", "sept", "sept"),
    ],
)
def test_a_cell_in_peoples_words_is_read(name: str, column: str, written: str, read: str) -> None:
    assert fitted_cell(next(each for each in TABLES[name] if each.name == column), written) == read


def test_a_function_tells_the_role_and_a_title_the_kind() -> None:
    functions = ("Conseillère départementale", "Directeur général", "Chargée de mission", "Designer")
    assert [role_of(said) for said in functions] == ["elected", "director", "agent", "expert"]
    assert [kind_of(said) for said in ("Pause café", "Accueil", "Table ronde")] == ["break", "welcome", "talk"]


def fitted(name: str, text: str) -> Fitted:
    raw = table(text)
    return fit(name, raw, columns_of(name, raw.header), small_event())


def test_an_authority_is_found_by_its_name_and_a_new_one_is_made_once() -> None:
    found = fitted("teams", "titre;collectivité\n  A;pas de calais\n  B;Val-d’Oise\n  C;Val-d’Oise + 59")
    assert [row["organisation"] for _, row in found.rows] == ["62", "val_d_oise", "val_d_oise+59"]
    assert found.organisations == {"val_d_oise": "Val-d’Oise"}


def test_rows_without_key_take_that_of_their_name_else_the_next_one() -> None:
    found = fitted("teams", "titre;collectivité\n  Cantines;Somme\n  Le vélo;Somme")
    assert [row["number"] for _, row in found.rows] == ["3", "4"]


def test_people_and_teams_are_named_as_they_are_called() -> None:
    found = fitted("recusals", "juré;projet;motif\n  agent, somme;Le bon contact;Un ami")
    assert [row["juror"] for _, row in found.rows] == ["j2"]
    assert [row["team"] for _, row in found.rows] == ["1"]


def test_what_a_file_does_not_say_stays_and_what_is_new_comes_after() -> None:
    after = put_in("teams", fitted("teams", "numéro;titre\n  2;Médiation partout\n  9;Le vélo"), small_event())
    cells = {row[0]: row for _, row in after["teams"].rows}
    assert list(cells) == ["1", "2", "3", "9"]
    assert cells["2"][:4] == ["2", "Médiation partout", "Médiation", "59+62"]
    assert [line for line, _ in after["teams"].rows] == [-1, 2, -3, 3]


def test_the_file_may_be_the_whole_table() -> None:
    after = put_in("teams", fitted("teams", "numéro;titre\n  2;Médiation"), small_event(), others_stay=False)
    assert [cells[0] for _, cells in after["teams"].rows] == ["2"]


def test_a_line_that_is_there_twice_stays_twice_for_whoever_judges() -> None:
    after = put_in("teams", fitted("teams", "numéro;titre\n  2;A\n  2;B"), small_event())
    assert [cells[0] for _, cells in after["teams"].rows] == ["1", "2", "3", "2"]


def test_without_a_team_its_slot_and_its_recusals_go_too() -> None:
    after = without("teams", ("3",), small_event())
    assert [cells[0] for _, cells in after["teams"].rows] == ["1", "2"]
    assert after["recusals"].rows == []


@pytest.mark.parametrize("name", ["teams", "jurors", "organisations", "recusals"])
def test_four_times_the_lines_cost_four_times_the_work(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in words that are folded, not in seconds: no ballot waits for a list."""
    folds = 0

    def counted(text: str) -> str:
        nonlocal folds
        folds += 1
        return folded(text)

    monkeypatch.setattr("app.domain.fitting.folded", counted)

    def work(lines: int) -> int:
        nonlocal folds
        folds = 0
        rows = [(n, [f"Nom {n}", f"Service {n}", f"Collectivité {n}"]) for n in range(lines)]
        found = fit(name, RawTable([], rows), UNHEADED[name], small_event())
        assert len(found.rows) == lines
        return folds

    assert work(800) < 5 * work(200)


def test_the_same_name_many_times_gives_as_many_keys() -> None:
    rows = [(n, ["Le même", "Somme"]) for n in range(1_000)]
    for name, columns in (("organisations", ["name", "code"]), ("jurors", ["name", "function"])):
        found = fit(name, RawTable([], rows), columns, {})
        assert len({row["key"] for _, row in found.rows}) == 1_000


def test_a_cell_that_names_no_authority_stays_for_whoever_judges() -> None:
    for written in ("—", "+", "+".join(f"a{n}" for n in range(50)), "a" * 300):
        found = fit("teams", RawTable([], [(2, ["Titre", written])]), ["title", "organisation"], small_event())
        assert (found.rows[0][1]["organisation"], found.organisations) == (written, {})


def test_long_blanks_in_a_cell_cost_nothing() -> None:
    blank = " " * 200_000
    rows = [(2, [f"n{blank}7", f"a{blank}b"])]
    found = fit("teams", RawTable([], rows), ["number", "organisation"], small_event())
    assert found.rows[0][1]["number"] == "7"


def test_a_slot_takes_its_place_by_its_hour() -> None:
    known = small_event()
    before = [cells[0] for _, cells in known["agenda"].rows]
    after = with_slot({"start": "23:59", "minutes": "5", "kind": "talk"}, None, known)
    assert [cells[0] for _, cells in after["agenda"].rows] == [*before, "23:59"]
    assert without_slot(len(before) + 1, after)["agenda"].rows == [
        (-n, cells) for n, (_, cells) in enumerate(known["agenda"].rows, 1)
    ]

"""Every word that people read or hear comes from the catalogues: no template, script or stylesheet has its own."""

import re
from pathlib import Path

import pytest
from flask import Flask

from app.web.language import EVERYWHERE, LANGUAGES, script_words, words
from app.web.static import modules
from tests import reading_scripts, reading_templates

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))
SHEETS = sorted((ROOT / "static" / "css").rglob("*.css"))

# Said alike whatever the language.
PROPER = {
    *("Palmarès", "Palmarès ·", "Chromebook"),  # the product, and one that it meets
    *("FR", "EN", "Français", "English"),  # each language by its own name
    *("CSV", "JSON", "ODT"),  # forms of files
    *("B", "P", "D", "U", "Z"),  # keys of the keyboard; D is also the mark of a recusal
}
# The signs of units, in the one module that writes figures, and texts that only the browser reads.
SIGNS = {
    "lib/format.js": {"\u00a0s", "\u00a0min", "\u00a0h"},
    "lib/marks.js": {"D"},
    "lib/live.js": {"io server disconnect"},
    "widgets/run_acts.js": {"Home", "End"},
    "widgets/run_drag.js": {"Escape"},
    "widgets/ranking.js": {"cubic-bezier(.2, .7, .2, 1)"},
}
PLACE = re.compile(r"%\((\w+)\)")


def printed() -> frozenset[str]:
    """The attributes whose text a stylesheet puts on the page."""
    return frozenset(
        name for path in SHEETS for name in re.findall(r"attr\(([\w-]+)", path.read_text(encoding="utf-8"))
    )


def script_name(path: Path) -> str:
    """A script as the lists above name it."""
    return str(path.relative_to(ROOT / "static" / "js"))


def test_no_template_holds_a_text_of_its_own() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {said}"
        for path in TEMPLATES
        for said in reading_templates.literals(path.read_text(encoding="utf-8"), printed())
        if said.partition(": ")[2] not in PROPER
    }
    assert found == set()


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("<p>Bonjour</p>", "text: Bonjour"),
        ("<p>{{ _('Team') }} 3 min</p>", "text:  3 min"),
        ("{% if late %}<b>late</b>{% endif %}", "text: late"),
        ('<img alt="A palm">', "img alt: A palm"),
        ('<a title="{{ name }} again">x</a>', "a title: again"),
        ('<nav aria-label="Main"></nav>', "nav aria-label: Main"),
        ('<input placeholder="Name">', "input placeholder: Name"),
        ('<input type="submit" value="Send">', "input value: Send"),
        ('<meta name="description" content="The day">', "meta content: The day"),
        ('<td data-label="Score"></td>', "td data-label: Score"),
        ("<p>{{ 'open' if open else _('Closed') }}</p>", "text, in an expression: open"),
        ("<p>{{ count ~ ' teams' }}</p>", "text, in an expression:  teams"),
        ("{{ button('less', 'Thirty seconds less') }}", "given to a macro: Thirty seconds less"),
        ("{% set words = {'a': 'Hidden'} %}", "given to a macro: Hidden"),
    ],
)
def test_control_a_text_in_a_template_is_noticed(source: str, said: str) -> None:
    found = reading_templates.literals(source, frozenset({"data-label"}))
    assert [one.replace(":  ", ": ") for one in found if one != "text: x"] == [said.replace(":  ", ": ")]


def test_what_a_template_does_not_say_is_left_alone() -> None:
    source = """{#- A comment. -#}{% extends "layouts/base.html" %}{% block layout %}layout--desk dark{% endblock %}
    <input type="radio" name="theme" value="dark"><p class="{{ 'aside--danger' if bad }}">{{ _('Words', n=1) }}</p>
    <script type="application/json">{"words": 1}</script>{{ button('main', _('Start'), '', 'button--main wide') }}"""
    assert reading_templates.literals(source) == []


def test_every_place_of_a_sentence_is_filled_by_its_template() -> None:
    found = {path.name: reading_templates.unfilled(path.read_text(encoding="utf-8")) for path in TEMPLATES}
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_control_a_place_left_open_is_noticed() -> None:
    source = "{{ _('Team %(number)s', nummer=1) }}{{ ngettext('%(num)s of %(all)s', '%(num)s of %(all)s', 2) }}"
    assert reading_templates.unfilled(source) == [
        "Team %(number)s: number nummer",
        "%(num)s of %(all)s: all",
    ]


def test_no_script_holds_a_text_of_its_own() -> None:
    found = {
        f"{script_name(path)}: {said}"
        for path in SCRIPTS
        for said in reading_scripts.literals(path.read_text(encoding="utf-8"))
        if said.partition(": ")[2] not in SIGNS.get(script_name(path), ())
    }
    assert found == set()


@pytest.mark.parametrize(
    "source",
    [
        "button.textContent = 'Send';",
        "button.textContent = ready ? 'send' : '';",
        "setText(place, 'late');",
        "setText(place, `${minutes} min`);",
        "announce(`Team ${number}`);",
        "fill(row, { hour: 'soon' });",
        "setAttribute(mark, 'aria-label', 'late');",
        "mark.setAttribute('title', `late`);",
        "list.append('late');",
        "const words = { live: 'Since a moment' };",
        "document.title = 'Desk';",
        "toast(t('Done.'), { word: 'Undo it' });",
        "setText(place, t(late ? 'Late' : 'On time') + ' again');",
    ],
)
def test_control_a_text_in_a_script_is_noticed(source: str) -> None:
    assert len(reading_scripts.literals(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "// Send 'it' now\nimport { t } from './page.js';",
        "if (key === 'ArrowRight') one(root, '[data-late] span').className = 'chip chip--late';",
        "throw new Error(`The page has no ${selector}.`);",
        "setText(place, t('Sent'));",
        "fill(row, { 'scoring-act': t('Close scoring') });",
        "const WORDS = { live: 'Live, %(age)s ago' };",
        "row.classList.toggle('on-ink', /late in/.test(name));",
    ],
)
def test_what_a_script_does_not_say_is_left_alone(source: str) -> None:
    assert reading_scripts.literals(source) == []


def test_the_words_sent_to_the_scripts_are_those_that_they_use() -> None:
    single, pairs, unknown = set(), set(), []
    for path in SCRIPTS:
        found = reading_scripts.tokens(path.read_text(encoding="utf-8"))
        chosen = reading_scripts.listed(found)
        for call in reading_scripts.said(found):
            single |= set(call.msgids) if len(call.msgids) == 1 else set()
            pairs |= {call.msgids} if len(call.msgids) == 2 else set()
            # What is no literal was chosen among the WORDS of the file.
            unknown += [f"{script_name(path)}, line {call.line}"] if not call.msgids and not chosen else []
        single |= chosen
    assert (single, pairs) == (set(script_words()[0]), set(script_words()[1]))
    assert [name.partition(",")[0] for name in unknown] == ["lib/page.js"]  # tn() itself


def test_every_place_of_a_sentence_is_filled_by_its_script() -> None:
    found = {
        f"{script_name(path)}, line {call.line}: {text}"
        for path in SCRIPTS
        for call in reading_scripts.said(reading_scripts.tokens(path.read_text(encoding="utf-8")))
        for text in call.msgids
        if call.names is not None and not set(PLACE.findall(text)) <= call.names
    }
    assert found == set()


def test_control_what_a_script_asks_in_vain_is_noticed() -> None:
    source = "t('Team %(number)s', { num: 1 }); t(known); tn('%(num)s of %(all)s', '%(num)s of %(all)s', 2, { all });"
    calls = list(reading_scripts.said(reading_scripts.tokens(source)))
    assert [call.msgids for call in calls] == [("Team %(number)s",), (), ("%(num)s of %(all)s",) * 2]
    assert [call.names for call in calls] == [{"num"}, frozenset(), {"num", "n", "all"}]


def asked(entry: str) -> set[str]:
    """Every sentence that a script and those it imports ask for."""
    found = set()
    for path in (entry, *modules(entry)):
        if path.startswith("js/"):
            script = reading_scripts.tokens((ROOT / "static" / path).read_text(encoding="utf-8"))
            said = {text for call in reading_scripts.said(script) for text in call.msgids}
            found |= reading_scripts.listed(script) | said
    return found


@pytest.mark.parametrize("module", sorted(path.name for path in (ROOT / "static/js/pages").iterdir()))
def test_a_page_carries_the_words_of_its_own_scripts_in_its_own_language(app: Flask, module: str) -> None:
    needed = set().union(*(asked(f"js/{name}") for name in (f"pages/{module}", *EVERYWHERE)))
    with app.app_context():
        sent = {language: words(language, module) for language in LANGUAGES}
    assert all(sent[language].keys() == needed for language in LANGUAGES)


def test_pages_carry_words_in_the_reader_s_language_and_a_page_without_scripts_none(app: Flask) -> None:
    with app.app_context():
        assert (words("fr", "stage.js")["Up next"], words("en", "stage.js")["Up next"]) == ("À suivre", "Up next")
        assert words("fr", None) == {}
        # What a template loads by itself, beside or without its page's script, asks for none.
        loaded = set(re.findall(r"static\('js/([\w/]+\.js)'\)", "".join(map(Path.read_text, TEMPLATES))))
    alone = sorted(loaded - {*EVERYWHERE, "early.js"})
    assert alone
    assert [name for name in alone if asked(f"js/{name}")] == []


def test_no_stylesheet_writes_a_word() -> None:
    written = [
        text for path in SHEETS for text in re.findall(r"content:\s*(\"[^\"]*\")", path.read_text(encoding="utf-8"))
    ]
    assert {text for text in written if re.search(r"[^\W\d_]", text)} == {'"D"'}  # the mark of a recusal

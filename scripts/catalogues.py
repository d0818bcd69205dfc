#!/usr/bin/env python3
"""The catalogues: gather every sentence people read, bring the .po files up to date, or check that they are complete.

`python scripts/catalogues.py` writes; `--check` only reads, names every fault, and exits 1 where there is one.
"""

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from app.web.language import LANGUAGES, script_words  # noqa: E402
from scripts.typography import wrong  # noqa: E402

MsgId = str | tuple[str, str]

# Where a plain sentence is meant for people: the edge translates what the rules and actions say.
SPEAKING = ("app/domain", "app/actions", "app/documents", "app/web", "app/access.py", "app/changes.py")
SENTENCE = re.compile(r"[A-Z“%].*[.?]", re.DOTALL)
PLACE = re.compile(r"%\(\w+\)[sd]")
WORD = re.compile(r"[^\W\d_]")

# Heads that would change by themselves, or that nobody fills in.
UNKEPT = re.compile(rb'^"(POT-|PO-Revision|Generated-By|Project-Id|Report-|Last-|Language-Team).*\n', re.MULTILINE)

# The same word in both languages, or one that the forum took from English and keeps.
SAME_IN_BOTH = {
    *("Badges", "Coach", "Coaching", "coach", "Pitch", "Signature"),
    *("Bronze", "Contact", "Excellence", "Place %(place)s"),
    *("Cookies", "Innov.", "Jury", "Pause", "Questions", "Solution", "Table", "Tables", "table %(table)s"),
    *("Bronze", "Page %(page)s/%(pages)s", "%(num)s minute"),
}
# French counts 0 with the singular, so its singular says the figure; these are never said of 0, and may spell it out.
NEVER_OF_NONE = {
    "One laureate",
    "one laureate before the evening",
    "One team before you",
    "Pitch of one team",
    "Time has been over for one minute.",
}


def sentences() -> dict[MsgId, set[str]]:
    """Every msgid with the files that use it."""
    found: dict[MsgId, set[str]] = {}
    for path in sorted((ROOT / "templates").rglob("*.html")):
        with path.open("rb") as file:
            for _, msgid, _, _ in extract("jinja2.ext.babel_extract", file, keywords={"_": None, "ngettext": (1, 2)}):
                found.setdefault(_key(msgid), set()).add(str(path.relative_to(ROOT)))
    for place in SPEAKING:
        top = ROOT / place
        for path in [top] if top.is_file() else sorted(top.rglob("*.py")):
            for text in _spoken(path):
                found.setdefault(text, set()).add(str(path.relative_to(ROOT)))
    single, pairs = script_words()
    for key in [*single, *pairs]:
        found.setdefault(_key(key), set()).add("static/js")
    plural = {one for one, _ in (key for key in found if isinstance(key, tuple))}
    return {key: places for key, places in found.items() if key not in plural}


def _key(msgid: str | Sequence[str]) -> MsgId:
    return msgid if isinstance(msgid, str) else (msgid[0], msgid[1])


def _texts(string: str | Sequence[str] | None) -> list[str]:
    """What a message says, as a list: one text, or one for each number."""
    return [string] if isinstance(string, str) else list(string or [])


def _spoken(path: Path) -> Iterator[MsgId]:
    """The sentences of a Python file: whole literals that end like one, docstrings aside; and what `_()` is given.

    Those that count, of `ngettext()`, are pairs.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    silent = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, documented):
            silent |= {id(s.value) for s in node.body if isinstance(s, ast.Expr)}
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
            texts = (arg.value for arg in node.args if isinstance(arg, ast.Constant))
            yield from (text for text in texts if isinstance(text, str))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "ngettext":
            one, many = (arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant))
            yield str(one), str(many)
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in silent else None
        if isinstance(text, str) and " " in text and SENTENCE.fullmatch(text):
            yield text


def read(language: str) -> Catalog:
    """The catalogue of a language as it is stored; empty where there is none."""
    path = ROOT / "app" / "translations" / language / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str, wanted: dict[MsgId, set[str]]) -> Catalog:
    """The catalogue with exactly the wanted msgids; English is its own translation until somebody says better."""
    known, fresh = read(language), Catalog(locale=language, project="Palmarès", fuzzy=False)
    fresh.header_comment = (
        f"# The sentences of Palmarès in {fresh.locale.english_name}, gathered by scripts/catalogues.py."
    )
    for key in sorted(wanted, key=str):
        message = known.get(key if isinstance(key, str) else key[0])
        kept = message.string if message is not None else ("" if isinstance(key, str) else ("", ""))
        if language == "en" and not any(_texts(kept)):
            kept = key
        fresh.add(key, kept, locations=[(place, 0) for place in sorted(wanted[key])])
    return fresh


def text_of(catalogue: Catalog) -> bytes:
    """A catalogue as its file: no dates and no line numbers, so that it changes only with its sentences."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=120, omit_header=False, include_lineno=False, sort_output=False)
    return UNKEPT.sub(b"", buffer.getvalue())


def faults(language: str, wanted: dict[MsgId, set[str]], known: Catalog) -> Iterator[str]:
    """What a catalogue lacks, has too much, left unfinished, or writes against the habits of its language."""
    stored = {_key(message.id) for message in known if message.id}
    yield from (f"{language}: missing: {key!r}" for key in sorted(wanted.keys() - stored, key=str))
    yield from (f"{language}: no longer used: {key!r}" for key in sorted(stored - wanted.keys(), key=str))
    for message in known:
        if message.id and _key(message.id) in wanted:
            yield from (f"{language}: {fault}: {message.id!r}" for fault in _wrong(language, message))


def _wrong(language: str, message: Message) -> Iterator[str]:
    given, asked = _texts(message.string), _texts(message.id)
    if message.fuzzy:
        yield "fuzzy"
    if not all(given) or len(given) != len(asked):
        yield "not translated"
        return
    wanted = sorted(PLACE.findall(asked[-1]))
    spelt = language == "en" or asked[0] in NEVER_OF_NONE
    for text in given:
        places = sorted(PLACE.findall(text))
        if places != wanted and not (spelt and len(given) > 1 and text is given[0] and set(places) < set(wanted)):
            yield f"not the same places in “{text}”"
        yield from wrong(language, PLACE.sub("1", text))
    if language == "fr" and given == asked and asked[0] not in SAME_IN_BOTH and WORD.search(PLACE.sub("", asked[0])):
        yield "left in English"


def main() -> int:
    """Write the catalogues, or check them."""
    wanted = sentences()
    if "--check" in sys.argv:
        found = [fault for language in LANGUAGES for fault in faults(language, wanted, read(language))]
        print("\n".join(found) or f"catalogues: {len(wanted)} sentences in {' and '.join(LANGUAGES)}")
        return 1 if found else 0
    for language in LANGUAGES:
        path = ROOT / "app" / "translations" / language / "LC_MESSAGES" / "messages.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text_of(updated(language, wanted)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

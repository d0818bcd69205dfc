"""A script as far as its words go: its literals, each with what it is given to, and its calls of t() and tn()."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tests.reading_templates import LETTER, SPOKEN, looks_human

TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<string>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")
    |(?P<number>\d[\w.]*)
    |(?P<word>[#\w$]+)
    |(?P<sign>=>|===|!==|==|!=|\?\?|\?\.|\|\||&&|\.\.\.|[-+*/%=<>!?:;,.(){}\[\]&|^~@`])""",
    re.VERBOSE | re.DOTALL,
)
REGEX = re.compile(r"/(?![*/])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
CHUNK = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*", re.DOTALL)
# After these a slash divides; after anything else it begins a regular expression.
ENDS = re.compile(r"[\w$\)\]'\"`]$")


@dataclass(frozen=True)
class Token:
    """One word, sign or literal; `within` is what it stands in, the innermost last: "t(", "WORDS={", "=["."""

    kind: str
    text: str
    within: tuple[str, ...]
    line: int


def tokens(source: str) -> list[Token]:
    """The tokens of a script, comments left out; a template literal gives one `chunk` for each of its plain parts."""
    found: list[Token] = []
    within: list[str] = []
    at = 0

    def note(kind: str, text: str) -> None:
        found.append(Token(kind, text, tuple(within), source.count("\n", 0, at) + 1))

    while at < len(source):
        if within and within[-1] == "`" and (source[at] == "`" or not source.startswith("${", at)):
            chunk = CHUNK.match(source, at)
            assert chunk is not None
            if chunk.group():
                note("chunk", unescaped(chunk.group()))
            at = chunk.end()
            if source.startswith("`", at):
                within.pop()
                note("sign", "`")
                at += 1
            continue
        if within and within[-1] == "`":
            within.append("${")
            at += 2
            continue
        regex = REGEX.match(source, at)
        if regex and not (found and ENDS.search(found[-1].text) and found[-1].text != "return"):
            note("regex", regex.group())
            at = regex.end()
            continue
        match = TOKEN.match(source, at)
        assert match is not None, f"line {source.count(chr(10), 0, at) + 1}: {source[at : at + 20]!r}"
        kind, text = str(match.lastgroup), match.group()
        if kind == "sign" and text in ")]}":
            within.pop()
        if kind != "space":
            note(kind, unescaped(text[1:-1]) if kind == "string" else text)
        if kind == "sign" and text in "([{`":
            within.append("`" if text == "`" else _opener(found) + text)
        at = match.end()
    return found


def _opener(found: list[Token]) -> str:
    """What a bracket belongs to: the name before it, or the name that it is assigned to."""
    last, before = (found[-2] if len(found) > 1 else None), (found[-3] if len(found) > 2 else None)
    if last is None:
        return ""
    if last.kind == "word":
        return last.text
    return f"{before.text}=" if last.text == "=" and before is not None else ""


def unescaped(text: str) -> str:
    """What a literal means."""
    known = re.sub(r"\\u([0-9a-fA-F]{4})", lambda sign: chr(int(sign[1], 16)), text)
    return re.sub(r"\\(.)", lambda sign: {"n": "\n", "t": "\t"}.get(sign[1], sign[1]), known)


@dataclass(frozen=True)
class Said:
    """A call of t() or tn(): its msgids, or none where they are no literals; the names it fills, or None if unknown."""

    msgids: tuple[str, ...]
    names: frozenset[str] | None
    line: int


def said(found: list[Token]) -> Iterator[Said]:
    """Every call of t() and tn()."""
    for place, (token, following) in enumerate(pairwise(found)):
        if token.text not in ("t", "tn") or token.kind != "word" or following.text != "(":
            continue
        if place and found[place - 1].text in (".", "function"):
            continue
        arguments = _arguments(found, place + 2, (*token.within, f"{token.text}("))
        wanted = 1 if token.text == "t" else 2
        literal = all(len(given) == 1 and given[0].kind == "string" for given in arguments[:wanted])
        names = _names(
            arguments[wanted + (token.text == "tn")] if len(arguments) > wanted + (token.text == "tn") else []
        )
        counted = frozenset({"n", "num"} if token.text == "tn" else ())
        msgids = tuple(given[0].text for given in arguments[:wanted]) if literal else ()
        yield Said(msgids, None if names is None else names | counted, token.line)


def _arguments(found: list[Token], start: int, within: tuple[str, ...]) -> list[list[Token]]:
    """The arguments of a call, each as its tokens."""
    arguments: list[list[Token]] = [[]]
    for token in found[start:]:
        if len(token.within) < len(within):
            break
        if token.text == "," and token.kind == "sign" and token.within == within:
            arguments.append([])
        else:
            arguments[-1].append(token)
    return [given for given in arguments if given]


def _names(given: list[Token]) -> frozenset[str] | None:
    """The names of an object literal; None where it is not one, or takes in another."""
    if not given:
        return frozenset()
    if given[0].text != "{" or any(token.text == "..." for token in given):
        return None
    inside = [token for token in given if len(token.within) == len(given[0].within) + 1]
    names, key = set(), True
    for token in inside:
        if key and token.kind in ("word", "string"):
            names.add(token.text)
            key = False
        key = key or token.text == ","
    return frozenset(names)


def listed(found: list[Token]) -> set[str]:
    """The sentences of the lists called WORDS: a widget chooses among them."""
    mine = [token for token in found if any(place.startswith("WORDS=") for place in token.within)]
    return {
        token.text for token, following in pairwise([*mine, mine[-1]] if mine else []) if _is_value(token, following)
    }


def _is_value(token: Token, following: Token) -> bool:
    return token.kind == "string" and not (following.text == ":" and following.kind == "sign") and token.text != ""


# What is given to these is no text for people: selectors, faults for the console, names of events.
UNSPOKEN = {
    *("querySelector(", "querySelectorAll(", "closest(", "matches(", "matchMedia(", "one(", "Error("),
}
# What is given to these is.
SPOKEN_CALLS = {
    *("setText(", "announce(", "toast(", "say(", "append(", "prepend(", "replaceChildren(", "alert(", "confirm("),
}
SPOKEN_PROPERTIES = {"textContent", "innerText", "innerHTML", "title", "ariaLabel", "placeholder", "alt"}


def literals(source: str) -> list[str]:
    """Every literal of a script that people would read or hear, without having come from the catalogues."""
    found = tokens(source)
    faults = []
    for place, token in enumerate(found):
        if token.kind not in ("string", "chunk") or not LETTER.search(token.text) or _unspoken(token):
            continue
        following = found[place + 1].text if place + 1 < len(found) else ""
        if following == ":" and token.kind == "string" and found[place - 1].text in ("{", ","):
            continue  # the quoted key of an object
        if looks_human(token.text) or _shown(found, place):
            faults.append(f"line {token.line}: {token.text}")
    return faults


def _unspoken(token: Token) -> bool:
    if any(place.startswith("WORDS=") for place in token.within):
        return True
    # A template literal is given to what its backquote stands in.
    calls = [place for place in token.within if place not in ("`", "${")]
    return bool(calls) and (calls[-1] in UNSPOKEN or (calls[-1] in ("t(", "tn(")))


def _shown(found: list[Token], place: int) -> bool:
    """Whether a literal goes straight into the page: into a text, a spoken attribute, or a slot."""
    token = found[place]
    calls = [inner for inner in token.within if inner not in ("`", "${", "(")]
    near = {found[place - 1].text, found[place + 1].text if place + 1 < len(found) else ""}
    if near & {"===", "!==", "==", "!="}:
        return False
    if calls and (calls[-1] in SPOKEN_CALLS or calls[-2:] == ["fill(", "{"] or calls[-1] == "fill("):
        return True
    statement = []
    for before in reversed(found[:place]):
        if before.text in (";", "{", "}") and len(before.within) <= len(token.within):
            break
        statement.append(before)
    if calls and calls[-1] == "setAttribute(":
        return any(before.kind == "string" and before.text in SPOKEN for before in statement)
    assigned = [one for one in statement if one.within == token.within[: len(one.within)]]
    return any(
        sign.text == "=" and name.text in SPOKEN_PROPERTIES and dot.text == "."
        for sign, name, dot in zip(assigned, assigned[1:], assigned[2:], strict=False)
    )

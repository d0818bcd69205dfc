"""The plain marks of a text that people type: headings, lists, steps, links, and places that facts fill in.

A line that begins with `#` is a heading, with `-` an item of a list, with a figure and a point a numbered step; any
other is a line of a paragraph. Nothing else means anything: what looks like HTML is shown as it was typed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.event_columns import folded


@dataclass(frozen=True)
class Span:
    """A stretch of a line: plain words, a link (`href`), or a place that nobody filled in yet (`missing`: the fact)."""

    text: str
    href: str = ""
    missing: str = ""


Line = tuple[Span, ...]


@dataclass(frozen=True)
class Block:
    """Lines of one kind in a row: one "heading", or a "paragraph", a "list", "steps"."""

    kind: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Section:
    """A heading, and what stands below it until the next one; what comes before the first heading has none."""

    heading: Line | None
    blocks: tuple[Block, ...]


MARKS = (
    ("heading", re.compile(r"#+[ \t]+(.*)")),
    ("list", re.compile(r"[-•][ \t]+(.*)")),
    ("steps", re.compile(r"[0-9]{1,2}\.[ \t]+(.*)")),
)
PLACE = re.compile(r"\{([^{}\n]{1,60})\}")
# Both bounded, so that no text however odd takes long to read.
LINK = re.compile(
    r"https?://[^\s<>\"{}|\\^`«»]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", re.IGNORECASE
)
# What ends a sentence does not end an address.
SENTENCE_ENDS = ".,;:!?…'’\"”"


def sections(text: str, words: Mapping[str, str], facts: Mapping[str, str]) -> list[Section]:
    """What a text says, section by section. `words` are the names of facts in texts, `facts` what is known of them."""
    found: list[Section] = []
    for block in blocks(text, words, facts):
        if block.kind == "heading":
            found.append(Section(block.lines[0], ()))
        elif found:
            found[-1] = Section(found[-1].heading, (*found[-1].blocks, block))
        else:
            found.append(Section(None, (block,)))
    return found


def blocks(text: str, words: Mapping[str, str], facts: Mapping[str, str]) -> list[Block]:
    """The blocks of a text, in order: lines of the same kind that follow each other stand in the same one."""
    found: list[Block] = []
    previous = ""
    for typed in text.splitlines():
        kind, line = _kind(typed.strip())
        if not line:
            previous = ""
            continue
        spans = tuple(_spans(line, words, facts))
        if kind == previous and kind != "heading":
            found[-1] = Block(kind, (*found[-1].lines, spans))
        else:
            found.append(Block(kind, (spans,)))
        previous = kind
    return found


def places(text: str) -> set[str]:
    """The words that stand between braces, folded: the names of facts, or mistakes."""
    return {folded(word) for word in PLACE.findall(text)}


def _kind(line: str) -> tuple[str, str]:
    for kind, mark in MARKS:
        if found := mark.fullmatch(line):
            return kind, found[1].strip()
    return "paragraph", line


def _spans(line: str, words: Mapping[str, str], facts: Mapping[str, str]) -> Iterable[Span]:
    end = 0
    for place in PLACE.finditer(line):
        fact = words.get(folded(place[1]))
        if fact is None:
            continue  # shown as it was typed
        yield from _linked(line[end : place.start()])
        yield from _linked(facts[fact]) if facts.get(fact) else (Span(place[0], missing=fact),)
        end = place.end()
    yield from _linked(line[end:])


def _linked(text: str) -> Iterable[Span]:
    """Plain words with their addresses made links."""
    end = 0
    for found in LINK.finditer(text):
        address = found[0].rstrip(SENTENCE_ENDS)
        if address.endswith(")") and "(" not in address:
            address = address.rstrip(")").rstrip(SENTENCE_ENDS)
        if text[end : found.start()]:
            yield Span(text[end : found.start()])
        yield Span(address, href=address if "://" in address else f"mailto:{address}")
        end = found.start() + len(address)
    if text[end:]:
        yield Span(text[end:])

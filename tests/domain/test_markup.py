"""Text as people type it: what becomes a heading, a list, a link, a place; and what stays as it was typed."""

import pytest

from app.domain import markup
from app.domain.markup import Block, Section, Span

WORDS = {"host": "host", "hebergeur": "host"}


def blocks(text: str, **facts: str) -> list[Block]:
    return markup.blocks(text, WORDS, facts)


def spans(line: str, **facts: str) -> list[Span]:
    found = blocks(line, **facts)
    return list(found[0].lines[0]) if found else []


def block(kind: str, *lines: str) -> Block:
    return Block(kind, tuple((Span(line),) for line in lines))


def test_a_text_is_headings_paragraphs_lists_and_steps() -> None:
    text = "Hello\nthere\n\nAgain\n## Who\n- one\n- two\n1. first\n2. second"
    assert blocks(text) == [
        block("paragraph", "Hello", "there"),
        block("paragraph", "Again"),
        block("heading", "Who"),
        block("list", "one", "two"),
        block("steps", "first", "second"),
    ]


def test_every_depth_of_heading_is_one_heading_and_each_stands_alone() -> None:
    assert blocks("# One\n### Two") == [block("heading", "One"), block("heading", "Two")]


@pytest.mark.parametrize(
    "line", ["#hashtag", "-5 degrees", "1.5 metres", "2019. A year", "##", "<b>bold</b>", "*star*"]
)
def test_what_only_looks_like_a_mark_is_a_line_of_a_paragraph(line: str) -> None:
    assert blocks(line) == [block("paragraph", line)]


@pytest.mark.parametrize("text", ["", "  \n\t\n", "\r\n\r\n"])
def test_a_text_without_a_word_has_no_block(text: str) -> None:
    assert blocks(text) == []


def test_sections_begin_at_their_heading_and_what_comes_first_has_none() -> None:
    first, second, third = markup.sections("Lead\n## Who\nWe\n## Empty", WORDS, {})
    assert first == Section(None, (block("paragraph", "Lead"),))
    assert second == Section((Span("Who"),), (block("paragraph", "We"),))
    assert third == Section((Span("Empty"),), ())


@pytest.mark.parametrize(
    ("line", "address", "href"),
    [
        ("See https://example.org/a?b=1.", "https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("(http://example.org)", "http://example.org", "http://example.org"),
        ("https://example.org/wiki/A_(b)", "https://example.org/wiki/A_(b)", "https://example.org/wiki/A_(b)"),
        ("«\u00a0https://example.org\u00a0»", "https://example.org", "https://example.org"),
        ("Write to a.b+c@mairie.example.fr!", "a.b+c@mairie.example.fr", "mailto:a.b+c@mairie.example.fr"),
    ],
)
def test_an_address_is_a_link_without_the_point_that_ends_the_sentence(line: str, address: str, href: str) -> None:
    found = spans(line)
    assert [(span.text, span.href) for span in found if span.href] == [(address, href)]
    assert "".join(span.text for span in found) == line


@pytest.mark.parametrize(
    "line", ["javascript:alert(1)", "ftp://example.org", "www.example.org", "a@b", "@example.org", "//example.org/x"]
)
def test_nothing_else_is_a_link(line: str) -> None:
    assert spans(line) == [Span(line)]


def test_a_link_cannot_carry_what_would_leave_its_attribute() -> None:
    (address,) = [span for span in spans('https://example.org/"onclick="x <b>') if span.href]
    assert address.href == "https://example.org/"


def test_a_fact_fills_its_place_in_either_language_and_without_its_accents() -> None:
    for line in ("At {host}.", "At {hébergeur}.", "At {Hebergeur}."):
        assert spans(line, host="OVH") == [Span("At "), Span("OVH"), Span(".")]


def test_a_fact_may_be_an_address_and_is_no_markup() -> None:
    assert spans("{host}", host="a@example.org") == [Span("a@example.org", href="mailto:a@example.org")]
    assert blocks("{host}", host="## {host}") == [block("paragraph", "## {host}")]


def test_a_place_that_nothing_fills_says_which_fact_is_missing() -> None:
    assert spans("At {host}.") == [Span("At "), Span("{host}", missing="host"), Span(".")]


def test_a_word_between_braces_that_names_no_fact_stays_as_it_was_typed() -> None:
    assert spans("{x} and {", host="OVH") == [Span("{x} and {")]
    assert markup.places("{Hébergeur} {x}") == {"hebergeur", "x"}


@pytest.mark.parametrize("sign", ["a", "a.", "-", "@", "a@", "a@a.", "https://", "{", "{a", "(http://a)"])
def test_no_text_however_odd_takes_long_to_read(sign: str) -> None:
    lines = blocks(sign * (500_000 // len(sign)))  # a reading that goes back over it again and again takes hours
    assert sum(len(span.text) for line in lines[0].lines for span in line) > 400_000

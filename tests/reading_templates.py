"""A template as its reader meets it: every text and every spoken attribute, and what in it comes from no expression."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from jinja2 import Environment, nodes

# A sign of the private area stands for each expression while the HTML around it is read.
FIRST = 0xE000
JINJA = Environment()
LETTER = re.compile(r"[^\W\d_]")
SPOKEN = {
    "title",
    "alt",
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "aria-valuetext",
    "placeholder",
    "label",
}
SETTINGS = {"viewport", "color-scheme", "referrer", "robots", "theme-color"}
PRESSED = {"submit", "button", "reset"}
# A capital then small letters, several words, or a figure with its unit; classes and addresses are none of these.
# A block that stands in an attribute, and a macro that writes some.
IN_ATTRIBUTES = {"layout", "html_attributes", "home"}
ATTRIBUTES = re.compile(r'(?:\s*[\w-]+="[^"]*")+')
HUMAN = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ’]+(?:[\s,.:…?].*)?|.*[\u00a0\u202f].*|.*\w[,.…]?\s+\w.*", re.DOTALL)
CLASSES = re.compile(r"(?=.*(?:--|__))\s*[a-z]+[a-z0-9_-]*(?:\s+[a-z]+[a-z0-9_-]*)*\s*")


def looks_human(text: str) -> bool:
    """Whether a literal reads like something meant for people."""
    return bool(LETTER.search(text) and HUMAN.fullmatch(text) and not CLASSES.fullmatch(text))


class Page(HTMLParser):
    """Collects what people read or hear: texts, and the attributes that are spoken or shown."""

    def __init__(self, shown: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self._spoken = SPOKEN | shown
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the spoken attributes of an element."""
        self._silent = tag in ("script", "style")
        known = dict(attrs)
        for name, value in attrs:
            spoken = name in self._spoken
            spoken |= name == "content" and tag == "meta" and "name" in known and known["name"] not in SETTINGS
            spoken |= name == "value" and tag == "input" and known.get("type") in PRESSED
            if spoken and value:
                self.found.append((f"{tag} {name}", value))

    def handle_endtag(self, tag: str) -> None:
        """Texts are read again after a script."""
        self._silent = False

    def handle_data(self, data: str) -> None:
        """Note a text."""
        text = data.strip(" \r\n\t")  # a no-break space at its edge is part of it
        if not self._silent and data.strip() and not ATTRIBUTES.fullmatch(text):
            self.found.append(("text", text))


def literals(source: str, shown: frozenset[str] = frozenset()) -> list[str]:
    """Every literal with letters that a template shows; `shown` are the attributes that a stylesheet prints."""
    html, expressions = _skeleton(source)
    page = Page(shown)
    page.feed(html)
    page.close()
    found = []
    for place, text in page.found:
        plain = "".join(sign for sign in text if not FIRST <= ord(sign) < FIRST + len(expressions)).strip()
        found += [f"{place}: {plain}"] if LETTER.search(plain) else []
        inside = [expressions[ord(sign) - FIRST] for sign in text if FIRST <= ord(sign) < FIRST + len(expressions)]
        parsed = [JINJA.parse("{{" + expression + "}}").body[0] for expression in inside]
        results = [said for output in parsed for node in output.iter_child_nodes() for said in _results(node)]
        found += [f"{place}, in an expression: {said}" for said in results if LETTER.search(said)]
    found += [f"given to a macro: {said}" for said in _constants(JINJA.parse(source)) if looks_human(said)]
    return found


def _skeleton(source: str) -> tuple[str, list[str]]:
    """The HTML with a sign for each expression, and the expressions."""
    html, expressions = "", []
    inside: str | None = None
    blocks: list[str] = []
    block: list[str] = []
    for _, kind, value in JINJA.lex(source):
        if kind == "variable_begin":
            html += chr(FIRST + len(expressions))
            expressions.append("")
        inside = {"variable_begin": "variable", "block_begin": "block"}.get(kind, inside)
        if kind == "block_begin":
            block = []
        elif kind == "block_end":
            blocks += block[1:2] if block[0] == "block" else []
            del blocks[len(blocks) - (block[0] == "endblock") :]
        elif kind == "name":
            block.append(value)
        if kind.endswith("_end"):
            inside = None
        elif kind == "data" and inside is None and not IN_ATTRIBUTES.intersection(blocks):
            html += value
        elif inside == "variable" and kind != "variable_begin":
            expressions[-1] += value
    return html, expressions


def _results(node: nodes.Node) -> Iterator[str]:
    """The literals that an expression may turn out to be."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.TemplateData):
        yield node.data
    elif isinstance(node, nodes.CondExpr):
        for branch in (node.expr1, node.expr2):
            yield from _results(branch) if branch is not None else ()
    elif isinstance(node, nodes.BinExpr | nodes.Concat):
        for part in node.iter_child_nodes():
            yield from _results(part)


def _constants(node: nodes.Node) -> Iterator[str]:
    """Every literal of a template that is not given to gettext."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in ("_", "ngettext"):
        for given in node.kwargs:
            yield from _constants(given)
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    for child in node.iter_child_nodes():
        yield from _constants(child)


def unfilled(source: str) -> list[str]:
    """Places of a sentence that its template does not fill, or fills in vain."""
    found = []
    for call in JINJA.parse(source).find_all(nodes.Call):
        name = call.node.name if isinstance(call.node, nodes.Name) else None
        if name not in ("_", "ngettext") or not all(isinstance(arg, nodes.Const) for arg in call.args[:1]):
            continue
        texts = [arg.value for arg in call.args if isinstance(arg, nodes.Const) and isinstance(arg.value, str)]
        places = {place for text in texts for place in re.findall(r"%\((\w+)\)", text)} - (
            {"num"} if len(texts) > 1 else set()
        )
        given = {pair.key for pair in call.kwargs}
        found += [f"{texts[0]}: {' '.join(sorted(places ^ given))}"] if places != given else []
    return found

"""axe-core in the page itself, under WCAG 2.2 AA, RGAA and its best practices; and the count of what it looked at."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4", "best-practice")

# What another theme can change on a page that was already judged in one: themes differ by their colours alone.
COLOUR = ("color-contrast", "link-in-text-block")
# It reads the stylesheets, of which axe makes inline copies for it (`preload`): the page's own policy refuses them,
# aloud. It runs apart, in a browser that ignores the policy: see `test_axe.py`.
ORIENTATION = "css-orientation-lock"

RUN = """async ([tags, only, without, preload]) => {
  const runOnly = only.length ? { type: 'rule', values: only } : { type: 'tag', values: tags };
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const found = await axe.run(document, { runOnly, rules, preload, resultTypes: ['violations', 'incomplete'] });
  const told = (results) => results.flatMap(({ id, nodes }) => nodes.map(({ target, any, all, none }) => ({
    rule: id, place: target.join(' '), why: [...any, ...all, ...none].map(({ message }) => message).join('; '),
  })));
  return { violations: told(found.violations), undecided: told(found.incomplete) };
}"""


@dataclass(frozen=True)
class Verdict:
    """What axe says of a page: what is wrong, and what it cannot decide."""

    violations: list[str]
    undecided: list[tuple[str, str]]


@dataclass
class Tally:
    """Every page in every state that axe looked at during this run."""

    looks: set[tuple[str, ...]] = field(default_factory=set)
    violations: int = 0
    undecided: Counter[tuple[str, str]] = field(default_factory=Counter)

    def count(self, look: tuple[str, ...], verdict: Verdict) -> None:
        """Add one look and what came of it."""
        self.looks.add(look)
        self.violations += len(verdict.violations)
        self.undecided.update(verdict.undecided)

    def add(self, other: "Tally") -> None:
        """Add what another process looked at."""
        self.looks |= other.looks
        self.violations += other.violations
        self.undecided += other.undecided

    def sentence(self) -> str:
        """The line at the end of the run."""
        return f"axe: {len(self.looks)} pages × states, {self.violations} violations"


TALLY = Tally()


def judge(page: Page, *rules: str, without: tuple[str, ...] = ()) -> Verdict:
    """Run axe on the page as it is now: all our tags but some rules, or the rules named and no other."""
    if not page.evaluate("typeof axe === 'object'"):
        # The page's policy stops no evaluation by the debugger: nothing has to be loosened for the test.
        page.evaluate(SOURCE)
    found: dict[str, list[dict[str, Any]]] = page.evaluate(
        RUN, [list(TAGS), list(rules), list(without), ORIENTATION in rules]
    )
    wrong = [f"{each['rule']} at {each['place']}: {each['why']}" for each in found["violations"]]
    return Verdict(wrong, [(each["rule"], each["place"]) for each in found["undecided"]])

"""Somebody without a mouse: a page reached by Tab, arrows, Space, Enter and Escape, and nothing else."""

from typing import Any

from playwright.sync_api import Page

# More stops than any page of ours has.
MOST_STOPS = 400

# Where the focus is: a name to read, whether it can be seen there, and a number that tells one stop from another.
HERE = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return null;
  const known = (window.stops ??= new WeakMap());
  if (!known.has(at)) known.set(at, (window.stopsMade = (window.stopsMade ?? 0) + 1));
  const ringed = (element) => {
    if (!element) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
  };
  const box = at.getBoundingClientRect();
  const middle = [box.left + box.width / 2, box.top + box.height / 2];
  const over = document.elementFromPoint(...middle);
  const label = at.closest('label') ?? at;
  const name = at.getAttribute('aria-label') ?? at.textContent.replace(/\\s+/g, ' ').trim().slice(0, 40);
  return {
    stop: known.get(at),
    name: `${at.localName}${at.id && `#${at.id}`} ${at.getAttribute('name') ?? ''} “${name}”`,
    seen: at.checkVisibility() && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    covered: Boolean(over) && !label.contains(over) && !over.contains(at),
    ringed: ringed(at) || ringed(at.nextElementSibling) || ringed(at.parentElement),
  };
}"""

# What can be pressed and was not met: controls of their own, one for each group of radio buttons; and what the
# pointer would press although no key reaches it.
UNMET = """() => {
  const known = window.stops ?? new WeakMap();
  const controls = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex]';
  const groups = new Set();
  const met = (control) => known.has(control) ||
    (control.type === 'radio' && [...document.getElementsByName(control.name)].some((one) => known.has(one)));
  const missed = [...document.querySelectorAll(controls)].filter((control) =>
    control.checkVisibility({ visibilityProperty: true }) && control.tabIndex >= 0 && !control.matches(':disabled')
    && !met(control));
  const pressable = [...document.querySelectorAll('body *')].filter((element) => element.checkVisibility()
    && getComputedStyle(element).cursor === 'pointer' && !element.closest(`${controls}, label`));
  const named = (element) => `${element.localName} “${element.textContent.replace(/\\s+/g, ' ').trim().slice(0, 40)}”`;
  return [...missed, ...pressable].map(named);
}"""


class Keyboard:
    """The keys of one page. A press may not lose the focus, and no walk may be caught."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        """Press keys one after the other, wherever the focus is."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type a text, key by key."""
        self.page.keyboard.type(text)

    def here(self) -> dict[str, Any] | None:
        """Where the focus is; None where it is nowhere."""
        found: dict[str, Any] | None = self.page.evaluate(HERE)
        return found

    def on(self, selector: str) -> bool:
        """Whether the focus is on what this selects."""
        found: bool = self.page.evaluate("(selector) => document.activeElement?.matches(selector)", selector)
        return found

    def reach(self, selector: str, key: str = "Tab") -> None:
        """Go on with Tab until the focus is there; fails where Tab goes all the way round without meeting it."""
        outs = 0
        for _ in range(MOST_STOPS):
            if self.on(selector):
                return
            before = self.here()
            self.press(key)
            after = self.here()
            assert after is None or before is None or after["stop"] != before["stop"], f"caught at {after['name']}"
            outs += after is None
            assert outs < 2, f"Tab never meets {selector}"
        raise AssertionError(f"Tab never meets {selector}")

    def do(self, selector: str, key: str = "Enter") -> None:
        """Reach something and press a key on it."""
        self.reach(selector)
        self.press(key)

    def held(self) -> str:
        """The name of what has the focus; fails where it was lost."""
        # The browser takes the focus from what was hidden when it draws next.
        self.page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        here = self.here()
        assert here is not None, "the focus was lost"
        return str(here["name"])

    def tour(self) -> list[str]:
        """From the top of the page through every stop and out of it; what was wrong on the way."""
        self.page.evaluate("() => { document.activeElement?.blur(); getSelection().removeAllRanges(); }")
        faults, met = [], set()
        for _ in range(MOST_STOPS):
            self.press("Tab")
            here = self.here()
            if here is None or (here["stop"] in met and len(met) > 1 and here["stop"] == 1):
                break
            if here["stop"] in met:
                return [*faults, f"trapped at {here['name']}"]
            met.add(here["stop"])
            faults += [f"{here['name']}: not in view"] if not here["seen"] else []
            faults += [f"{here['name']}: covered"] if here["covered"] else []
            faults += [f"{here['name']}: no ring"] if not here["ringed"] else []
        else:
            return [*faults, "Tab never goes out"]
        return faults + [f"{name}: never met" for name in self.page.evaluate(UNMET)]

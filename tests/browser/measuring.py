"""Every text of a projected screen as the room sees it: how large, where its ink is, whether something cuts it."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

# Half a pixel is rounding; so is a pixel at an edge.
ROUNDING_PX = 0.5
EDGE_PX = 1.0

# Hidden texts, those for screen readers alone included, are not on the wall. A line box says nothing of the ink
# where the line height is below 1: the height of the letters comes from a canvas, their width from the layout.
TEXTS = """() => {
  const pen = document.createElement('canvas').getContext('2d');
  const seen = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    for (let at = element; at; at = at.parentElement) if (getComputedStyle(at).clipPath === 'inset(50%)') return false;
    return true;
  };
  const holds = (element) => {
    let room = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      const box = at.getBoundingClientRect();
      const margin = parseFloat(style.overflowClipMargin) || 0;
      room = { left: Math.max(room.left, box.left), right: Math.min(room.right, box.right),
        top: Math.max(room.top, box.top - margin), bottom: Math.min(room.bottom, box.bottom + margin) };
    }
    return room;
  };
  const inked = (style, text, box) => {
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const ink = pen.measureText(text);
    const upright = style.writingMode === 'horizontal-tb';
    const [start, size] = upright ? [box.top, box.height] : [box.left, box.width];
    const { fontBoundingBoxAscent: over, fontBoundingBoxDescent: under } = ink;
    const line = start + (size - over - under) / 2 + over;
    const [from, to] = [line - ink.actualBoundingBoxAscent, line + ink.actualBoundingBoxDescent];
    return upright
      ? { left: box.left, top: from, right: box.right, bottom: to }
      : { left: from, top: box.top, right: to, bottom: box.bottom };
  };
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode;
    const text = node.textContent.trim();
    const element = node.parentElement;
    if (!text || element.closest('script, style, template, noscript, .skip') || !seen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const style = getComputedStyle(element);
    const inks = [...range.getClientRects()].filter((box) => box.width > 0).map((box) => inked(style, text, box));
    const where = element.closest('[class]').className;
    if (inks.length) found.push({ text, where, px: parseFloat(style.fontSize), inks, room: holds(element) });
  }
  return { texts: found, height: innerHeight, width: innerWidth };
}"""

Box = dict[str, float]


@dataclass(frozen=True)
class Text:
    """One text of a screen: its size, the boxes of its ink, and the box that nothing of it may leave."""

    text: str
    where: str
    px: float
    inks: list[Box]
    room: Box

    def __str__(self) -> str:
        return f"“{self.text}” ({self.where}, {self.px:.1f} px)"

    def cut(self) -> bool:
        """Whether some of it is beyond the screen, or beyond what holds it."""
        return any(
            ink["left"] < self.room["left"] - EDGE_PX
            or ink["top"] < self.room["top"] - EDGE_PX
            or ink["right"] > self.room["right"] + EDGE_PX
            or ink["bottom"] > self.room["bottom"] + EDGE_PX
            for ink in self.inks
        )

    def meets(self, other: "Text") -> bool:
        """Whether the two are written over one another."""
        return any(
            min(a["right"], b["right"]) - max(a["left"], b["left"]) > 2
            and min(a["bottom"], b["bottom"]) - max(a["top"], b["top"]) > 2
            for a in self.inks
            for b in other.inks
        )


@dataclass(frozen=True)
class Wall:
    """A projected screen as it was measured."""

    texts: list[Text]
    width: int
    height: int

    def vh(self, px: float) -> float:
        """Pixels in hundredths of the height of the image."""
        return 100 * px / self.height

    def faults(self, q: float) -> list[str]:
        """What the last row could not read: too small for q, cut, or one over the other."""
        least = q * self.height / 100 - ROUNDING_PX
        found = [f"{text}: smaller than {least:.1f} px" for text in self.texts if text.px < least]
        found += [f"{text}: cut" for text in self.texts if text.cut()]
        pairs = ((a, b) for place, a in enumerate(self.texts) for b in self.texts[:place])
        return found + [f"{a} over {b}" for a, b in pairs if a.meets(b)]


def at_rest(page: Page) -> None:
    """Come back once nothing moves on a page: places and colours are those at which it ends."""
    page.wait_for_function("() => document.getAnimations().every((moving) => moving.playState !== 'running')")


def measure(page: Page) -> Wall:
    """Every text that can be seen on a page, once its letters have come and nothing moves."""
    page.evaluate("() => document.fonts.ready")
    at_rest(page)
    found: dict[str, Any] = page.evaluate(TEXTS)
    return Wall([Text(**text) for text in found["texts"]], found["width"], found["height"])

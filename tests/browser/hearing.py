"""What a screen reader is told by a page: every change of its live regions, in the order in which it came."""

from playwright.sync_api import Page

# A live region is read whole, and once for all that changed in it together. What is hidden, or is in a region that is
# turned off (a timer by its role), is not read.
EAR = """() => {
  const REGION = '[aria-live], [role="status"], [role="alert"], [role="log"], [role="timer"]';
  const heard = (window.heard = []);
  const regionOf = (node) => (node instanceof Element ? node : node.parentElement)?.closest(REGION);
  const usual = (region) => (region.matches('[role="timer"]') ? 'off' : 'polite');
  const loud = (region) => (region.getAttribute('aria-live') ?? usual(region)) !== 'off';
  const read = (region) => {
    const copy = region.cloneNode(true);
    for (const quiet of copy.querySelectorAll('[aria-hidden="true"], [hidden]')) quiet.remove();
    return copy.textContent.replace(/\\s+/g, ' ').trim();
  };
  new MutationObserver((changes) => {
    const regions = new Set(changes.map(({ target }) => regionOf(target)).filter((region) => region && loud(region)));
    for (const region of regions) {
      const text = region.checkVisibility() ? read(region) : '';
      if (text) heard.push(text);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributeFilter: ['hidden'] });
}"""


def listen(page: Page) -> None:
    """Hear a page from now on."""
    page.evaluate(EAR)


def heard(page: Page) -> list[str]:
    """What was heard since the last time this was asked."""
    found: list[str] = page.evaluate("() => window.heard.splice(0)")
    return found


def waited(page: Page, words: str, seconds: float = 30) -> list[str]:
    """Wait until a sentence with those words is heard; all that was heard up to it."""
    page.wait_for_function(
        "(words) => window.heard.some((text) => text.includes(words))", arg=words, timeout=seconds * 1000
    )
    return heard(page)

"""A lost tablet, seen from the desk: two clicks, and the old one is dead while a new card is ready to be scanned."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving import SLUG, Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


def entered(browser: Browser, server: Server, role: str) -> Page:
    """Somebody who opened the link of their card."""
    page = browser.new_context(locale="en", viewport={"width": 1440, "height": 900}).new_page()
    page.goto(next(link["url"] for link in server.links if link["role"] == role))
    page.wait_for_url(f"**/{SLUG}/**")
    return page


def test_two_clicks_kill_the_lost_tablet_and_show_a_new_card(browser: Browser, server: Server) -> None:
    tablet, desk = entered(browser, server, "juror"), entered(browser, server, "organiser")
    expect(tablet.locator("#freshness.chip--live, #freshness")).to_be_visible()
    desk.goto(f"{server.url}/{SLUG}/desk/jury")
    desk.evaluate(
        "document.addEventListener('click', () => (sessionStorage.clicks = +(sessionStorage.clicks || 0) + 1), true)"
    )
    desk.locator("#lost-j01 summary").click()
    desk.locator("#lost-j01 button").click()
    desk.wait_for_url("**/desk/links?card=*")
    expect(desk.locator(".access")).to_have_count(1)
    expect(desk.locator(".access__qr svg")).to_be_visible()
    assert desk.evaluate("sessionStorage.clicks") == "2"
    # Dead at the first thing it asks.
    status = "fetch('/api/events/amiens-2019/ballots').then((answer) => answer.status)"
    assert tablet.evaluate(status) == 401
    code = (desk.locator(".access__code").text_content() or "").replace(" ", "")
    found = browser.new_context(locale="en").new_page()
    found.goto(f"{server.url}/enter")
    found.locator("input[name=code]").fill(code)
    found.locator("input[name=code]").press("Enter")
    found.wait_for_url(f"**/{SLUG}/jury")
    for page in (tablet, desk, found):
        page.context.close()

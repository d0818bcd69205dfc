"""The form of the authority's pages in a real browser: axe looks at its states, and all of it works without script."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pages import ACCOUNT, DESK, PHONE, seated, sit
from tests.browsing import opened
from tests.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
FORM = "/legal/edit"


def fill(page: Page, **typed: str) -> None:
    """Type into fields, by their names."""
    for name, text in typed.items():
        page.locator(f"[name='{name.replace('_', '.')}']").fill(text)


def publish(page: Page) -> None:
    """Press the one main button."""
    page.locator("main .button--main").click()


@pytest.mark.nightly
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_form_refused_contested_and_with_its_history(
    browser: Browser, fresh_day: Server, size: dict[str, int]
) -> None:
    with seated(browser, fresh_day, ACCOUNT, size, "en") as reader, seated(browser, fresh_day, ACCOUNT, size) as other:
        page = reader.page
        reader.goto(FORM, "en")
        other.goto(FORM, "fr")
        fill(other.page, host="Theirs", legal_en="What they wrote")
        publish(other.page)
        other.page.wait_for_url("**/legal")
        width = size["width"]
        fill(page, months="a year", host=f"Mine at {width}", legal_en=f"What I wrote at {width}", legal_fr="x" * 20_001)
        publish(page)
        page.wait_for_selector("#months-error")
        assert page.evaluate("document.activeElement.id") == "errors-title"
        reader.look("statement.edit", "refused", "en")
        fill(page, months="12", legal_fr="")
        publish(page)
        page.wait_for_selector(".statement__theirs")
        assert page.locator(".statement__theirs .typed").all_inner_texts() == ["Theirs", "What they wrote"]
        assert page.locator("[name='legal.en']").input_value() == f"What I wrote at {width}"
        reader.look("statement.edit", "contested", "en")
        publish(page)
        page.wait_for_url("**/legal")
        assert page.locator("main .lead").inner_text() == f"What I wrote at {width}"
        reader.goto(FORM, "en")
        page.locator("summary", has_text="Text in English").first.click()
        assert page.locator("details[open] .typed").inner_text() == "What they wrote"
        reader.look("statement.edit", "with its history", "en")


def test_everything_is_done_without_script(browser: Browser, fresh_day: Server) -> None:
    with opened(browser, DESK, java_script_enabled=False) as page:
        sit(page, fresh_day, ACCOUNT)
        page.goto(f"{fresh_day.url}/privacy?lang=en")
        page.get_by_role("link", name="Modify this page").click()
        fill(page, officer="dpo@somme.example", months="a year")
        publish(page)
        assert "A whole number of months is expected" in page.locator("#months-error").inner_text()
        fill(page, months="12")
        publish(page)
        page.wait_for_url("**/privacy")
        assert page.get_by_role("link", name="dpo@somme.example").get_attribute("href") == "mailto:dpo@somme.example"
        assert "kept for 12 months" in page.locator("main").inner_text()

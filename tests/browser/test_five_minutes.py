"""Five minutes without a network, by the clock on the wall; the rest of what befalls a tablet: `test_offline.py`.

It waits and does nothing else, beside the other files: the first to begin.
"""

import pytest
from playwright.sync_api import Browser

from tests.browser.test_offline import an_outage
from tests.outage import Network
from tests.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.fault, pytest.mark.timeout(900)]

FIVE_MINUTES_S = 300


# Thirty tablets every night, three by day.
NIGHTS = [pytest.param(10, id=f"ten, {turn}", marks=pytest.mark.nightly) for turn in ("once", "twice", "again")]


@pytest.mark.parametrize("tablets", [3, *NIGHTS])
def test_ten_ballots_outlive_five_minutes_and_a_killed_tab_on_each_tablet(
    browser: Browser, server: Server, tablets: int
) -> None:
    with Network(server.port) as network:
        an_outage(browser, server, network, range(tablets), FIVE_MINUTES_S)

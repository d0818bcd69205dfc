"""An address of a room's network ends with the day; one of the whole network does not."""

import pytest

from app.domain.addresses import is_page, passes


@pytest.mark.parametrize(
    ("address", "passing"),
    [
        ("http://192.168.1.10:5000", True),
        ("http://10.0.0.7", True),
        ("http://127.0.0.1:5000", True),
        ("http://localhost:5000", True),
        ("http://portable.local", True),
        ("http://palmares", True),
        ("http://[fd00::7]:5000", True),
        ("", True),
        ("https://palmares.departement.example", False),
        ("https://forum.fr:8443", False),
        ("http://8.8.8.8", False),
        ("http://[2001:4860:4860::8888]", False),
    ],
)
def test_an_address_passes_with_its_room_or_lasts(address: str, passing: bool) -> None:
    assert passes(address) is passing


@pytest.mark.parametrize(
    "address",
    [
        "https://www.departement.example/forum",
        "http://forum.example:8080/2019/amiens/",
        "https://forum.example",
        "HTTPS://Forum.Example/é-2019",
        "http://[2001:4860:4860::8888]/forum",
        "http://192.168.1.10:5000",
    ],
)
def test_the_address_of_a_page_is_told(address: str) -> None:
    assert is_page(address)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "forum", "www.departement.example", "//forum.example", "http://", "https:///forum", "http:forum.example"),
        *("ftp://forum.example", "javascript:alert(1)", "mailto:forum@departement.example"),
        *("https://forum.example/a page", 'https://forum.example/"', "https://forum.example/<b>", "http://[::1"),
        *("https://forum.example:port", "https://forum.example:99999", "https://:80", "https://forum.example:0"),
        *("https://somebody@forum.example", "https://forum.example/?lang=fr", "https://forum.example/#top"),
        *("http://a\nb.example", "http://forum.example\\a"),
    ],
)
def test_what_is_no_address_of_a_page_is_told_too(typed: str) -> None:
    assert not is_page(typed)

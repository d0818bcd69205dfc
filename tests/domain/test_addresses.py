"""An address of a room's network ends with the day; one of the whole network does not."""

import pytest

from app.domain.addresses import passes


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

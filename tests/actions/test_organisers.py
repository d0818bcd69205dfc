"""Accounts: what the door checks where a name is unknown."""

import pytest
from werkzeug.security import generate_password_hash

from app.actions import organisers


def cost(password_hash: str) -> tuple[str, int]:
    """What checking a password against a hash costs: its method and settings, the length of its digest."""
    method, _, digest = password_hash.split("$")
    return method, len(digest)


def test_a_name_that_nobody_has_takes_as_long_as_an_account() -> None:
    assert cost(organisers.NOBODY) == cost(generate_password_hash("a password", method="scrypt"))


@pytest.mark.parametrize("password", ["", "nobody", "0" * 128])
def test_nobody_has_a_password(password: str) -> None:
    assert not organisers.fits(organisers.NOBODY, password)

"""The addresses that this machine answers to, where its system says little of them."""

import socket

import pytest

from app.network import _of_interfaces


@pytest.mark.parametrize("refused", ["if_nameindex", "socket"])
def test_a_system_that_tells_no_interfaces_lets_the_server_start(refused: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(socket, refused, refuses)
    assert _of_interfaces() == []

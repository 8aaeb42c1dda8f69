"""For badges: one issuer who signs, and no network."""

from __future__ import annotations

import socket

import pytest

from tests.badges import Signer


@pytest.fixture(scope="module")
def signer() -> Signer:
    return Signer()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a badge must never make this machine call another")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

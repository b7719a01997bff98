"""An internet for tests: one address of this machine stands for the outside, and names lead anywhere."""

from __future__ import annotations

import itertools
import socket
from typing import TYPE_CHECKING, Any

import pytest

from reader.fetch import networks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.fetch.networks import IPAddress

OUTSIDE = "127.77.0.1"
"""The address that counts as one of the internet while an `Internet` is there; a Site can be served on it."""


class Internet:
    """What names lead to: an address, or several that are given in turn, one at each look-up.

    A name that is not in it is not known; addresses lead to themselves.
    """

    def __init__(self) -> None:
        self.names: dict[str, str | tuple[str, ...] | Iterator[str]] = {}
        self.looked_up: list[str] = []

    def getaddrinfo(self, host: Any, port: Any, *_arguments: Any, **_more: Any) -> Any:
        """In place of the system's."""
        name = host.decode() if isinstance(host, bytes) else host
        self.looked_up.append(name)
        leads_to = name if networks.literal(name) else self.names.get(name.rstrip("."))
        if leads_to is None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if isinstance(leads_to, str):
            leads_to = (leads_to,)
        addresses = leads_to if isinstance(leads_to, tuple) else (next(leads_to),)
        return [
            (
                socket.AF_INET6 if ":" in address else socket.AF_INET,
                socket.SOCK_STREAM,
                6,
                "",
                (address, port, 0, 0) if ":" in address else (address, port),
            )
            for address in addresses
        ]

    def rebind(self, name: str, *addresses: str) -> None:
        """Let a name lead to the first address at the first look-up, and so on; to the last from then on."""
        self.names[name] = itertools.chain(addresses, itertools.repeat(addresses[-1]))


@pytest.fixture
def internet(monkeypatch: pytest.MonkeyPatch) -> Internet:
    """An internet of which only "news.example" is known, at OUTSIDE."""
    with socket.socket() as trial:
        try:
            trial.bind((OUTSIDE, 0))
        except OSError:
            pytest.skip("this system has only one address of its own")
    inside = networks.is_inside

    def is_inside(address: IPAddress) -> bool:
        return inside(address) and str(address) != OUTSIDE

    internet = Internet()
    internet.names["news.example"] = OUTSIDE
    monkeypatch.setattr("reader.fetch.networks.is_inside", is_inside)
    monkeypatch.setattr("reader.fetch.connecting.is_inside", is_inside)
    monkeypatch.setattr(socket, "getaddrinfo", internet.getaddrinfo)
    return internet

"""Certificates are verified, and what is wrong with one is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.fetch import Client, FetchError
from tests.site.certificates import can_be_made, certificate
from tests.site.server import Site, page

if not can_be_made():
    pytest.skip("certificates are made with openssl", allow_module_level=True)

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_trusted_certificate_is_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, context = certificate(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", file)
    async with Site({"/feed": page(b"x")}, tls=context) as site, Client() as client:
        assert (await client.get(site.url("/feed", host="localhost"))).body == b"x"


@pytest.mark.parametrize(
    ("name", "expired", "trusted", "sentence"),
    [
        ("localhost", False, False, "is signed by nobody but itself"),
        ("other.example", False, True, "is for another name"),
        ("localhost", True, True, "has expired"),
    ],
)
async def test_a_certificate_that_does_not_hold_is_refused_and_said_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, expired: bool, trusted: bool, sentence: str
) -> None:
    file, context = certificate(tmp_path, name, expired=expired)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", file)
    async with Site({"/feed": page(b"x")}, tls=context) as site, Client() as client:
        with pytest.raises(FetchError) as caught:
            await client.get(site.url("/feed", host="localhost"))
        assert caught.value.reason == "tls"
        assert sentence in str(caught.value)
        assert site.asked == []

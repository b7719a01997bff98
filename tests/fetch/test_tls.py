"""Certificates are verified, and what is wrong with one is said."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from typing import TYPE_CHECKING

import pytest

from reader.fetch import Client, FetchError
from tests.site.server import Site, page

if shutil.which("openssl") is None:
    pytest.skip("certificates are made with openssl", allow_module_level=True)

if TYPE_CHECKING:
    from pathlib import Path


def certificate(folder: Path, name: str, *, expired: bool = False) -> tuple[str, ssl.SSLContext]:
    """A certificate for `name` that signs itself, and a server's context with it."""
    key, file = str(folder / "key.pem"), str(folder / "cert.pem")
    names = ["-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"]
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    openssl("req", "-x509", *kind, "-keyout", key, "-out", file, "-days", "2", *names)
    if expired:
        openssl("x509", "-in", file, "-signkey", key, "-days", "-1", "-out", file)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, key)
    return file, context


def openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], capture_output=True, check=True)


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

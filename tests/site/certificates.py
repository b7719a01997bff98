"""Certificates for servers of tests: good ones, and such as no client may trust. openssl makes them."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def can_be_made() -> bool:
    """Whether openssl is there."""
    return shutil.which("openssl") is not None


def certificate(folder: Path, name: str, *, expired: bool = False) -> tuple[str, ssl.SSLContext]:
    """A certificate for `name` that signs itself, and a server's context with it."""
    key, file = str(folder / "key.pem"), str(folder / "cert.pem")
    names = ["-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"]
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    _openssl("req", "-x509", *kind, "-keyout", key, "-out", file, "-days", "2", *names)
    if expired:
        _openssl("x509", "-in", file, "-signkey", key, "-days", "-1", "-out", file)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, key)
    return file, context


def _openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], capture_output=True, check=True)

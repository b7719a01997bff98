"""Endpoints that send whoever asks elsewhere."""

from __future__ import annotations

from tests.site.documents import good
from tests.site.server import Endpoint, redirect


def redirects() -> dict[str, Endpoint]:
    """Once, in chains, in circles, to what is no web at all."""
    hops = {f"/redirect-11-hops/{n}": redirect(f"/redirect-11-hops/{n + 1}") for n in range(11)}
    return {
        "/301-once": redirect("/moved/once", 301),
        "/moved/once": good("moved-once"),
        "/308-chain": redirect("/308-chain/2", 308),
        "/308-chain/2": redirect("/moved/chain", 308),
        "/moved/chain": good("moved-chain"),
        "/302-temp": redirect("/moved/temp", 302),
        "/moved/temp": good("moved-temp"),
        "/301-to-other-feed": redirect("/moved/other", 301),
        "/moved/other": good("moved-other"),
        "/redirect-loop": redirect("/redirect-loop/2"),
        "/redirect-loop/2": redirect("/redirect-loop"),
        "/redirect-11-hops": redirect("/redirect-11-hops/0"),
        **hops,
        "/redirect-11-hops/11": good("eleven-hops"),
        "/redirect-file": redirect("file:///etc/passwd"),
        "/redirect-javascript": redirect("javascript:alert(1)"),
        "/redirect-control": redirect("/\x1b]0;x\x07"),
    }

"""Threat 15: https stays https, certificates hold, and no cookie is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.fetch import Client, FetchError
from tests.site.certificates import can_be_made, certificate
from tests.site.server import Site, page, redirect

if not can_be_made():
    pytest.skip("certificates are made with openssl", allow_module_level=True)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.internet import Internet


@pytest.mark.parametrize("through", [(), ("/second",)], ids=["at once", "later"])
async def test_a_password_given_over_https_is_never_followed_by_a_question_over_http(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, through: tuple[str, ...]
) -> None:
    file, context = certificate(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", file)
    async with Site({"/feed": page(b"x")}) as plain, Site(tls=context) as site, Client() as client:
        target = plain.url("/feed", "localhost")
        for path, location in zip(("/feed", *through), (*through, target), strict=True):
            site.endpoints[path] = redirect(location, 301)
        with pytest.raises(FetchError, match="from https to http") as caught:
            await client.get(site.url("/feed", "localhost").replace("://", "://ana:secret@"))
    assert plain.asked == []
    assert "secret" not in str(caught.value)


async def test_an_address_over_https_is_never_replaced_by_one_over_http(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, context = certificate(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", file)
    async with Site({"/feed": page(b"x")}) as plain, Site(tls=context) as site, Client() as client:
        site.endpoints |= {
            "/feed": redirect("/moved", 301),
            "/moved": redirect(plain.url("/feed", "localhost"), 301),
        }
        answer = await client.get(site.url("/feed", "localhost"))
        assert (answer.body, answer.moved_to) == (b"x", site.url("/moved", "localhost"))


async def test_a_cookie_is_not_sent_back_by_any_way(tmp_path: Path) -> None:
    async with Site() as site, Client() as client:
        site.endpoints |= {
            "/go": page(b"", ("Location", "/feed"), ("Set-Cookie", "a=1; Path=/"), status=302),
            "/feed": page(b"x", ("Set-Cookie", "b=2; Path=/; Max-Age=99999")),
        }
        for named_by in (None, site.url("/other"), None):
            await client.get(site.url("/go"), named_by=named_by)
    assert len(site.asked) == 6
    assert not any("cookie" in asked.headers for asked in site.asked)


async def test_a_host_inside_that_proves_its_name_may_name_its_own_pages(
    internet: Internet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A company's wiki under a public name: only the owner of the name has its certificate."""
    file, context = certificate(tmp_path, "wiki.example")
    monkeypatch.setenv("SSL_CERT_FILE", file)
    internet.names |= {"wiki.example": "127.0.0.1", "other.example": "127.0.0.1"}
    async with Site({"/page": page(b"mine")}, tls=context) as site, Client() as client:
        mine, other = site.url("/page", "wiki.example"), site.url("/page", "other.example")
        feed = "https://wiki.example/feed"
        assert (await client.get(mine, named_by=feed)).body == b"mine"
        for url, named_by in (
            (mine, "https://news.example/"),
            (mine, feed.replace("s:", ":")),
            (other, feed),
        ):
            with pytest.raises(FetchError, match="is in a private network"):
                await client.get(url, named_by=named_by)
        with pytest.raises(FetchError, match="is for another name"):  # a name that was led to it
            await client.get(other, named_by="https://other.example/feed")
    assert len(site.asked) == 1

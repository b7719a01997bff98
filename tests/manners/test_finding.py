"""A site's address gives its feeds, and the person chooses."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reader.cli import main
from reader.library import LibraryError
from tests.manners.conftest import World, only_feed
from tests.site.certificates import can_be_made, certificate
from tests.site.documents import good
from tests.site.internet import OUTSIDE, Internet
from tests.site.server import Site, page, redirect

HTML = "text/html"


def link(href: str, title: str = "") -> str:
    return f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">'


def site_with(*links: str, before: str = "") -> bytes:
    return f"<!doctype html><html><head>{before}{''.join(links)}</head><body>x</body></html>".encode()


async def test_the_links_of_a_page_are_its_feeds_in_its_order(world: World) -> None:
    world.site.endpoints["/"] = page(site_with(link("/b", "B"), link("a", "A")), content_type=HTML)
    async with world.library() as library:
        found = await library.find_feeds(world.site.url("/"))
        assert [(one.title, one.url) for one in found] == [
            ("B", world.site.url("/b")),
            ("A", world.site.url("/a")),
        ]


@pytest.mark.skipif(not can_be_made(), reason="certificates are made with openssl")
@pytest.mark.parametrize("copied", ["https://{}/feed", "{}/feed", "feed://{}/feed", "feed:https://{}/feed"])
async def test_an_address_is_taken_as_it_was_copied(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, copied: str
) -> None:
    file, secure = certificate(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", file)
    async with Site({"/feed": good("a")}, tls=secure) as site, world.library() as library:
        [found] = await library.find_feeds(copied.format(f"localhost:{site.port}"))
        assert found.url == site.url("/feed", "localhost")


async def test_the_usual_places_are_asked_where_a_page_names_none(world: World) -> None:
    world.site.endpoints |= {"/": page(site_with(), content_type=HTML), "/feed.xml": good("a")}
    async with world.library() as library:
        [found] = await library.find_feeds(world.site.url("/blog/about"[:1]))
        assert (found.url, found.title) == (world.site.url("/feed.xml"), "a")
        world.site.endpoints.pop("/feed.xml")
        assert await library.find_feeds(world.site.url("/")) == ()


async def test_a_feed_itself_is_found_under_the_address_that_was_given(world: World) -> None:
    world.site.endpoints |= {
        "/feed": good("a"),
        "/for-now": redirect("/feed", 302),
        "/for-good": redirect("/feed", 301),
    }
    async with world.library() as library:
        for given, found in (("/feed", "/feed"), ("/for-now", "/for-now"), ("/for-good", "/feed")):
            [itself] = await library.find_feeds(world.site.url(given))
            assert itself.url == world.site.url(found)


async def test_a_page_with_1000_links_gives_the_first_20_and_asks_for_none_of_them(world: World) -> None:
    links = (link(f"/{number}") for number in range(1000))
    world.site.endpoints["/"] = page(site_with(*links), content_type=HTML)
    async with world.library() as library:
        assert len(await library.find_feeds(world.site.url("/"))) == 20
    assert [request.path for request in world.site.asked] == ["/"]


async def test_links_to_files_scripts_and_the_inside_are_no_feeds(internet: Internet, world: World) -> None:
    inward = (world.site.url("/canary"), "http://localhost/feed", "http://[::1]/", "//127.0.0.1/x")
    hostile = ("file:///etc/passwd", "javascript:alert(1)", "data:,x", "ftp://x.example/", *inward)
    body = site_with(*(link(href) for href in hostile), link("/mine"), before='<base href="file:///etc/">')
    async with Site({"/": page(body, content_type=HTML)}, host=OUTSIDE) as site, world.library() as library:
        found = await library.find_feeds(site.url("/", "news.example"))
        assert [one.url for one in found] == [site.url("/mine", "news.example")]
    assert world.site.asked == []


async def test_a_base_leads_relative_links_elsewhere_once_and_only_on_the_web(world: World) -> None:
    base = '<base href="https://cdn.example/x/"><base href="https://evil.example/">'
    world.site.endpoints["/"] = page(site_with(link("feed"), before=base), content_type=HTML)
    async with world.library() as library:
        [found] = await library.find_feeds(world.site.url("/"))
        assert found.url == "https://cdn.example/x/feed"


async def test_titles_of_feeds_are_safe_to_show(world: World) -> None:
    body = site_with(link("/a", "\x1b]52;c;eA==\x07\x1b[31mRed\u202e"))
    world.site.endpoints["/"] = page(body, content_type=HTML)
    async with world.library() as library:
        [found] = await library.find_feeds(world.site.url("/"))
        assert found.title == "]52;c;eA==[31mRed"


async def test_a_password_goes_with_a_site_to_its_own_feed_only(world: World) -> None:
    links = (link("/mine"), link(world.site.url("/theirs", "localhost")))
    world.site.endpoints["/"] = page(site_with(*links), content_type=HTML)
    world.site.endpoints |= {"/mine": good("mine"), "/theirs": good("theirs")}
    site = world.site.url("/").replace("://", "://anna:geheim@")
    async with world.library() as library:
        mine, theirs = await library.find_feeds(site)
        assert "geheim" not in repr((mine, theirs))
        await library.follow(site, mine)
        await library.follow(site, theirs)
    assert "authorization" in world.last("/mine")
    assert "authorization" not in world.last("/theirs")
    assert world.feeds_toml.read_text(encoding="utf-8").count("geheim") == 1


async def test_a_site_without_feeds_is_said_to_have_none(world: World) -> None:
    world.site.endpoints["/"] = page(site_with(), content_type=HTML)
    async with world.library() as library:
        with pytest.raises(LibraryError, match="names no feed"):
            await library.follow(world.site.url("/"))


class Typed:
    """`reader feeds add`, with what a person would type."""

    def __init__(self, world: World, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.world, self._capture, self._patch = world, capture, patch

    async def __call__(self, *arguments: str, answer: str | None = None) -> tuple[int, str, str]:
        import asyncio
        import io

        if answer is not None:
            typed = io.StringIO(answer)
            typed.isatty = lambda: True  # type: ignore[method-assign]
            self._patch.setattr(sys, "stdin", typed)
            self._patch.setattr("sys.stdout.isatty", lambda: True)
        library = self.world.feeds_toml.with_name("library.db")
        where = ["--feeds", str(self.world.feeds_toml), "--library", str(library)]
        code = await asyncio.to_thread(main, [*where, *arguments])
        out, err = self._capture.readouterr()
        return code, out, err


@pytest.fixture
def typed(world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Typed:
    world.site.endpoints["/"] = page(site_with(link("/b", "Béla"), link("/a", "A")), content_type=HTML)
    world.site.endpoints |= {"/a": good("a"), "/b": good("b")}
    return Typed(world, capsys, monkeypatch)


async def test_feeds_add_lists_the_feeds_of_a_site_and_takes_choose(world: World, typed: Typed) -> None:
    code, out, err = await typed("feeds", "add", world.site.url("/"))
    assert code == 2
    assert out.splitlines()[0] == f"1\tBéla\t{world.site.url('/b')}"
    assert "--choose N" in err
    assert world.feeds_toml.read_text(encoding="utf-8") == ""
    code, _, err = await typed("feeds", "add", world.site.url("/"), "--choose", "3")
    assert (code, "1 to 2" in err) == (2, True)
    assert (await typed("feeds", "add", world.site.url("/"), "--choose", "2"))[0] == 0
    async with world.library() as library:
        assert only_feed(library).url == world.site.url("/a")


@pytest.mark.parametrize(("answer", "code"), [("1\n", 0), ("\n", 2), ("7\n", 2), ("x\n", 2), ("", 2)])
async def test_feeds_add_asks_on_a_terminal(world: World, typed: Typed, answer: str, code: int) -> None:
    said = await typed("feeds", "add", world.site.url("/"), answer=answer)
    assert said[0] == code
    assert "Which one (1 to 2" in said[1]
    assert (world.site.url("/b") in world.feeds_toml.read_text(encoding="utf-8")) is (code == 0)


async def test_an_address_that_cannot_be_asked_is_subscribed_to_as_it_stands(
    world: World, typed: Typed
) -> None:
    code, _, err = await typed("feeds", "add", world.site.url("/not-there"))
    assert (code, "as it stands" in err) == (0, True)
    assert world.site.url("/not-there") in world.feeds_toml.read_text(encoding="utf-8")


async def test_refresh_due_asks_only_what_is_due_and_says_nothing_in_a_pipe(
    world: World, typed: Typed, tmp_path: Path
) -> None:
    world.site.endpoints["/a"] = good("a", ("ETag", '"a"'))
    await typed("feeds", "add", world.site.url("/a"))
    world.forget()
    assert await typed("refresh", "--due") == (0, "", "")
    assert await typed("refresh", "--due") == (0, "", "")
    assert world.asked("/a") == 1
    code, _, err = await typed("refresh", "--due", "1")
    assert (code, "name none" in err) == (2, True)


async def test_feeds_health_prints_a_sentence_and_json(world: World, typed: Typed) -> None:
    world.site.endpoints["/gone"] = page(b"", status=410)
    await typed("feeds", "add", world.site.url("/gone"))
    await typed("refresh")
    code, out, _ = await typed("feeds", "health")
    assert code == 0
    assert out.startswith("1\tgone\tnever\t")
    code, out, _ = await typed("feeds", "health", "--json")
    import json

    record = json.loads(out)
    assert (record["state"], record["asked"], record["ailments"][0]["cure"]) == ("gone", False, "remove")


async def test_feeds_move_gives_a_feed_its_new_address(world: World, typed: Typed) -> None:
    await typed("feeds", "add", world.site.url("/a"))
    await typed("refresh")
    assert (await typed("feeds", "move", "1"))[0] == 1, "it has not moved"
    world.site.endpoints |= {"/a": redirect("/c", 308), "/c": good("a")}
    await typed("refresh")
    assert (await typed("feeds", "move", "1"))[0] == 0
    assert world.site.url("/c") in world.feeds_toml.read_text(encoding="utf-8")

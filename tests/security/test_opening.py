"""Threats 3 and 4: what opens an address gets it as one argument, of http or https, and nothing else."""

from __future__ import annotations

import json
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from reader.extract import extract
from reader.feeds import parse
from reader.opener import CannotOpenError, open_in_browser

if TYPE_CHECKING:
    from pathlib import Path

OPENED = {
    "https://post.example/a?b=1&c=2#d": "https://post.example/a?b=1&c=2#d",
    "HTTPS://POST.example/": "https://post.example/",
    "  https://post.example/  ": "https://post.example/",
    "https://ana:secret@post.example/feed": "https://post.example/feed",
    "https://ana@evil.example@post.example/": "https://post.example/",
    "http://post.example:8080/": "http://post.example:8080/",
    "http://[::1]/": "http://[::1]/",
    "https://post.example/$(id)": "https://post.example/%24(id)",
    "https://post.example/`id`": "https://post.example/%60id%60",
    "https://post.example/;id": "https://post.example/;id",
    "https://post.example/|id": "https://post.example/%7Cid",
    "https://post.example/\"'<>": "https://post.example/%22%27%3C%3E",
    "https://post.example/%s": "https://post.example/%s",
    "https://post.example/%action": "https://post.example/%action",
    "https://post.example/?--new-window": "https://post.example/?--new-window",
    "https://post.example/é": "https://post.example/%C3%A9",
    "https://post.example/\\..\\x": "https://post.example/%5C..%5Cx",
    "https://新聞.example/": "https://新聞.example/",
    "https://post.example/{url}": "https://post.example/%7Burl%7D",
    "https://post.example/..%2f..%2fetc": "https://post.example/..%2f..%2fetc",
}
REFUSED = (
    "-https://post.example/",
    "--help",
    "-",
    "",
    "post.example",
    "//post.example/",
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,x",
    "ftp://post.example/",
    "gopher://post.example/",
    "feed:https://post.example/",
    "view-source:https://post.example/",
    "mailto:a@post.example?attach=/etc/passwd",
    "vscode://x",
    "ms-msdt:/id",
    "https:post.example",
    "https://",
    "https://-flag.example/",
    "https://a b/",
    "https://post.example/a b",
    "https://post.example/\n--flag",
    "https://post.example/\0",
    "https://post.example/\x1b[31m",
    "https://post.example/\u202e",
    "https://post.example/\u200b",
    "https://post.example:0x50/",
    "https://[::1",
    "http://$(id)/",
)


@pytest.fixture
def opener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program xdg-open, the only one on PATH, that writes down what it is called with."""
    folder, said = tmp_path / "bin", tmp_path / "said"
    folder.mkdir()
    program = folder / "xdg-open"
    program.write_text(
        f"#!{sys.executable}\nimport json, sys\nopen({str(said)!r}, 'w').write(json.dumps(sys.argv[1:]))\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("BROWSER", f"{sys.executable} -c 'raise SystemExit' %s")
    return said


@pytest.mark.parametrize(("address", "given"), OPENED.items())
async def test_an_address_is_one_argument_of_the_program(opener: Path, address: str, given: str) -> None:
    await open_in_browser(address)
    assert json.loads(opener.read_text()) == [given]


@pytest.mark.parametrize("address", REFUSED)
async def test_what_is_no_plain_web_address_starts_no_program(opener: Path, address: str) -> None:
    with pytest.raises(CannotOpenError):
        await open_in_browser(address)
    assert not opener.exists()


SCHEMES = (
    "file://",
    "javascript:",
    "data:",
    "ftp://",
    "gopher://",
    "feed:",
    "view-source:",
    "jar:",
    "\tjavascript:",
)
RSS = """<rss version="2.0"><channel><link>{0}</link><item><title>a</title><link>{0}</link>
<guid isPermaLink="true">{0}</guid><enclosure url="{0}" type="audio/mpeg"/></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{0}"><link href="{0}"/>
<entry xml:base="{0}"><title>a</title><link href="{0}"/><id>{0}</id></entry></feed>"""


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_feed_gives_no_address_of_another_scheme(scheme: str) -> None:
    """As link of the feed and of an entry, as permanent guid, as enclosure, and by a base."""
    address = f"{scheme}post.example/x"
    item = {"id": "1", "url": address, "external_url": address, "attachments": [{"url": address}]}
    whole = {"home_page_url": address, "items": [{**item, "content_text": "a"}]}
    for body in (RSS.format(address), ATOM.format(address), json.dumps(whole)):
        feed = parse(body.encode(), url="https://post.example/feed")
        assert feed.entries
        urls = [feed.site, *(entry.url for entry in feed.entries)]
        urls += [enclosure.url for entry in feed.entries for enclosure in entry.enclosures]
        assert [url for url in urls if url and not url.startswith(("https://post", "http://post"))] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_page_gives_no_address_of_another_scheme(scheme: str) -> None:
    """As base, link, picture, writer's page, next page and canonical address."""
    address = f"{scheme}post.example/x"
    prose = "The harbour office counted every ship that came in during the storm. " * 6
    page = f"""<html><head><base href="{address}"><link rel="canonical" href="{address}">
        <link rel="next" href="{address}"><link rel="amphtml" href="{address}">
        <meta property="og:image" content="{address}"></head><body><article><h1>Talks</h1>
        <p>By <a rel="author" href="{address}">Ana Ruiz</a><p>{prose}<a href="{address}">more</a><p>{prose}
        <figure><img src="{address}" width="800" height="600"><figcaption>Quay</figcaption></figure>{prose}"""
    document = extract(page.encode(), "https://post.example/1")
    assert "counted every ship" in document.text
    asked = [document.url, document.next_page, document.amp_url]
    asked += [picture.url for picture in document.pictures]
    asked += [writer.url for writer in document.authors]
    assert [url for url in asked if url and not url.startswith(("https://post", "http://post"))] == []


def test_a_feed_s_password_is_in_no_address_of_its_entries() -> None:
    """Relative addresses are read against where the feed came from; the password stays with the question."""
    from reader.fetch.address import parse_address

    asked = parse_address("https://ana:secret@post.example/feed")
    body = b"<rss><channel><link>/</link><item><title>a</title><link>/1</link></item></channel></rss>"
    feed = parse(body, url=asked.url)
    assert (feed.site, feed.entries[0].url) == ("https://post.example/", "https://post.example/1")

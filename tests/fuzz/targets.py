"""What is fuzzed: for each function what it is given, and what has to be true of what it answers."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import astuple, dataclass, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from reader import takeover
from reader.analyse import analyse, read_bio
from reader.extract.article import read_article
from reader.extract.fragment import read_fragment
from reader.extract.plaintext import read_text
from reader.extract.profiles import read_profile
from reader.feeds import OpmlError, forgiving, parse, read_opml, wellformed, write_opml
from reader.feeds import document as feed_document
from reader.feeds.entry import LONGEST_BODY, LONGEST_TITLE
from reader.feeds.guard import feed_text
from reader.feeds.rhythm import rhythm
from reader.feeds.xml_feed import document_of
from reader.fetch import Client, FetchError, feed_links, leads_inward
from reader.fetch.address import parse_address
from reader.fetch.body import Body
from reader.fetch.response import charset_of, http_date, max_age_of, retry_after_of, validators_of
from reader.query import QueryError, complete, written_query
from reader.query import parse as parse_query
from reader.text import fold, masked, safe_line, safe_text, shorten, width, without_credentials, wrap
from tests.fuzz import skeletons
from tests.fuzz.shapes import damaged, from_scratch
from tests.site.server import Site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.model import Analysis, Document
    from tests.site.server import Request

_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ud800-\udfff]")
_BASE = "https://news.example/a/b"
_BROKEN = "this feed is broken in a way that cannot be read"
_LIMIT = 64 * 1024


@dataclass(frozen=True, slots=True)
class Target:
    """A function under test. `check` raises if what it promises does not hold of an input; one input may take
    so many `seconds` of CPU."""

    inputs: st.SearchStrategy[Any]
    check: Callable[[Any], None]
    seconds: float


def _feed(given: tuple[bytes, str]) -> None:
    body, content_type = given
    document = parse(body, url=_BASE, content_type=content_type)
    if document.error == _BROKEN:
        feed_document._parse(body, _BASE, content_type)  # raises what `parse` has caught
    _clean(document)
    assert len({entry.guid for entry in document.entries}) == len(document.entries)
    for entry in document.entries:
        assert len(entry.title) <= LONGEST_TITLE
        assert max(len(entry.content_html), len(entry.summary_html)) <= LONGEST_BODY + 100
        addresses = [entry.url, *(part.url for part in entry.enclosures), *(a.url for a in entry.writers)]
        assert all(url is None or url.startswith(("http://", "https://")) for url in map(_lower, addresses))
        assert entry.published is None or entry.published.tzinfo is UTC


def _feed_read_twice(text: str) -> None:
    """What the quick reader reads, feedparser reads alike."""
    found = feed_text(text.lstrip())
    quick = wellformed.read(found) if isinstance(found, str) else None
    if isinstance(found, str) and quick is not None:
        judged = forgiving.read(found, _BASE)
        by_both = [document_of(parsed, rhythm(found), _BASE) for parsed in (quick, judged)]
        assert by_both[0] == by_both[1]


def _list(body: bytes) -> None:
    try:
        subscriptions = read_opml(body)
    except OpmlError:
        return
    _clean(subscriptions)
    again = read_opml(write_opml(subscriptions).encode())
    bare = {without_credentials(one.url)[0] for one in subscriptions}  # a list is for others: no passwords
    assert {one.url for one in again} == bare


def _export(body: bytes) -> None:
    """What another program's export says is clean, or refused."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        path.write_bytes(body)
        try:
            survey = takeover.survey(str(path))
            if survey.pages:
                _clean(takeover.pages_in(path, "", 0, texts=True).items)
            _clean(survey.lists.remarks)
        except takeover.TakeoverError as error:
            _clean(str(error))


def _page(html: bytes) -> None:
    _document(read_article(html, _BASE))
    _clean(read_profile(html, _BASE, "Ana Ruiz"))


def _fragment(html: str) -> None:
    _document(read_fragment(html, _BASE))


def _copied(text: str) -> None:
    _document(read_text(text))


def _document(document: Document) -> None:
    _clean(document)
    for block in document.blocks:
        for span in block.spans:
            assert 0 <= span.start <= span.end <= len(block.text), (block.kind, span)
        assert block.picture is None or 0 <= block.picture < len(document.pictures)


def _text(text: str) -> None:
    text = safe_text(text)
    _understood(text, analyse(text, "Ships wait"))


def _text_by_rules(text: str) -> None:
    text = safe_text(text)
    _understood(text, analyse(text, "Ships wait", engine="light"))


def _understood(text: str, found: Analysis) -> None:
    for entity in found.entities:
        assert entity.name.strip()
        assert all(0 <= span.start < span.end <= len(text) for span in entity.mentions)
        assert 0 <= entity.salience <= 1
    for figure in found.figures:
        assert text[figure.start : figure.end] == figure.text


def _bio(text: str) -> None:
    _clean(read_bio(safe_text(text), "Ana Ruiz"))
    _clean(read_bio(safe_text(text)))


def _words(text: str) -> None:
    clean = safe_text(text)
    assert not _STEERS.search(clean.replace("\n", ""))
    assert safe_text(clean) == clean
    line = safe_line(text, 40)
    assert len(line) <= 40
    assert line == safe_line(line, 40)
    assert "\n" not in line
    assert len(shorten(line, 5)) <= 5
    assert fold(fold(clean)) == fold(clean)
    assert all(width(part) <= 12 or len(part) == 1 for part in wrap(line, 12))


def _address(url: str) -> None:
    assert not _STEERS.search(masked(url))
    assert isinstance(leads_inward(_BASE, url), bool)
    for read in (parse_address, parse_address(_BASE).join):
        try:
            address = read(url)
        except FetchError:
            continue
        assert address.url.isascii()
        assert address.scheme in {"http", "https"}
        assert "@" not in address.url.split("/")[2]
        assert parse_address(address.url).url == address.url, "its own form is not its own"
        assert address.private is parse_address(address.url).private
        address.basic_authorization()


def _headers(given: dict[str, str]) -> None:
    now = datetime(2026, 11, 20, 8, tzinfo=UTC)
    for value in given.values():
        moment = http_date(value)
        assert moment is None or moment.tzinfo is UTC
        charset_of(value)
    assert all(
        seconds is None or seconds >= 0 for seconds in (retry_after_of(given, now), max_age_of(given, now))
    )
    kept = validators_of(given)
    assert kept.etag is None or kept.etag == given["etag"]


def _links(page: bytes) -> None:
    links = feed_links(page, _BASE)
    _clean(links)
    assert len(links) <= 20
    assert all(parse_address(link.url) for link in links)


def _body(given: tuple[str, list[bytes]]) -> None:
    coding, chunks = given

    async def arriving() -> AsyncIterator[bytes]:
        for chunk in chunks:
            yield chunk

    async def read() -> bytes:
        return await Body("news.example", coding, _LIMIT).read(arriving())

    with contextlib.suppress(FetchError):
        assert len(asyncio.run(read())) <= _LIMIT


def _answer(answer: bytes) -> None:
    """Whatever a server says, the client gives a response or one sentence."""
    asyncio.run(_asked(answer))


async def _asked(answer: bytes) -> None:
    async def endpoint(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)

    async with Site({"/": endpoint}) as site, Client(timeout=5, max_body=_LIMIT) as client:
        try:
            response = await client.get(site.url("/"))
        except FetchError as error:
            told = str(error)
        else:
            told = response.url
            assert len(response.body) <= _LIMIT
        assert not _STEERS.search(told)


def _query(text: str) -> None:
    complete(text, len(text) // 2)
    try:
        tree = parse_query(text)
    except QueryError as caught:
        error = caught
    else:
        assert parse_query(written_query(tree)) == tree
        return
    assert 0 <= error.start <= error.end <= len(text)


def _clean(value: object) -> None:
    for text in _strings(value):
        found = _STEERS.search(text)
        assert found is None, f"{found[0]!r} in {text[:80]!r}"


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _strings(part)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _strings(astuple(value))


def _lower(url: str | None) -> str | None:
    return url and url.lower()


def _encoded(text: str, codec: str) -> bytes:
    return text.encode(codec, "replace" if codec == "latin-1" else "surrogatepass")


def _bytes(texts: st.SearchStrategy[str], codecs: Iterable[str] = ("utf-8",)) -> st.SearchStrategy[bytes]:
    return st.builds(_encoded, texts, st.sampled_from(list(codecs)))


_MARKED = from_scratch(skeletons.MARKUP)
_FEEDS = damaged(skeletons.FEEDS, skeletons.MARKUP)
_PAGES = damaged((*skeletons.PAGES, *skeletons.FEEDS), skeletons.MARKUP)
_TEXTS = damaged((*skeletons.TEXTS, *skeletons.BIOS), skeletons.PROSE) | from_scratch(skeletons.PROSE)
_KINDS = st.sampled_from(("text/xml", "text/html; charset=big5", "", "x; charset=\x1b")) | st.text(
    max_size=30
)
_ROOTED = st.sampled_from(("<rss><channel>", "<feed>", "<rdf:RDF>", '{"items":[')).flatmap(
    lambda root: _MARKED.map(lambda text: root + text)
)
_CHUNKS = st.lists(
    st.binary(max_size=60)
    | st.sampled_from((b"\x1f\x8b\x08\0\0\0\0\0\0\xff", b"\x78\x9c", b"\x4b\x4c\x4a\x06\0"))
    | st.builds(lambda data, level: gzip.compress(data, level), st.binary(max_size=200), st.integers(0, 9)),
    max_size=8,
)
_NAMES = ("etag", "last-modified", "date", "expires", "retry-after", "cache-control", "content-type")

TARGETS: dict[str, Target] = {
    "feeds": Target(st.tuples(_bytes(_FEEDS | _ROOTED, ("utf-8", "utf-8", "utf-16-le")), _KINDS), _feed, 2),
    "feeds-twice": Target(damaged(skeletons.SIMPLE_FEEDS, skeletons.MARKUP), _feed_read_twice, 4),
    "opml": Target(_bytes(damaged(skeletons.LISTS, skeletons.MARKUP)), _list, 2),
    "exports": Target(_bytes(damaged(skeletons.EXPORTS, skeletons.MARKUP), ("utf-8", "utf-16")), _export, 6),
    "pages": Target(_bytes(_PAGES | _MARKED), _page, 15),
    "fragments": Target(_PAGES | _MARKED, _fragment, 10),
    "copied": Target(_TEXTS, _copied, 10),
    "analyse": Target(_TEXTS, _text, 20),
    "analyse-light": Target(_TEXTS, _text_by_rules, 20),
    "bios": Target(_TEXTS, _bio, 10),
    "text": Target(damaged(skeletons.WORDS, skeletons.PROSE) | st.text(), _words, 2),
    "addresses": Target(damaged(skeletons.ADDRESSES, skeletons.SIGNS), _address, 2),
    "headers": Target(
        st.dictionaries(st.sampled_from(_NAMES), damaged(skeletons.HEADERS, skeletons.SIGNS)), _headers, 2
    ),
    "answers": Target(_bytes(damaged(skeletons.ANSWERS, skeletons.WIRE), ("latin-1",)), _answer, 6),
    "links": Target(_bytes(_PAGES | _MARKED), _links, 2),
    "queries": Target(damaged(skeletons.QUERIES, skeletons.TERMS) | from_scratch(skeletons.TERMS), _query, 2),
    "bodies": Target(st.tuples(st.sampled_from(("gzip", "deflate", "gzip, deflate", "")), _CHUNKS), _body, 2),
}
"""By name. The limits are those that the worker sets, or two seconds where no worker stands between."""

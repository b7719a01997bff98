"""A library in which every text attacks the terminal, as if nothing had been cleaned when it was stored."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reader.jobs import ANALYSER_VERSION, EXTRACTOR_VERSION
from reader.model import (
    Author,
    Block,
    Document,
    Enclosure,
    Entity,
    EntityKind,
    Entry,
    FeedDocument,
    Figure,
    Picture,
    Span,
    Understanding,
    View,
)
from reader.storage import Fetched, Store
from reader.storage import documents as stored_documents
from reader.storage import entries as stored_entries
from reader.storage import feeds as stored_feeds
from reader.storage import fetches as stored_fetches
from reader.storage import marks as stored_marks
from tests.security.attacks import EVERYTHING, PORTIONS

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

ADDRESSES = (
    "https://ana:secret@c.example/page",
    "https://新聞.example/",
    "mailto:ana@post.example?attach=/etc/passwd",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "http://d.example/\x1b]8;;\x1b\\",
    "https://e.example/\u202e;\x07",
)
NOW = datetime.now(UTC)
_ROOMS = (stored_documents, stored_entries, stored_feeds, stored_fetches, stored_marks)


def entry(number: int) -> Entry:
    """The entry that attacks with one portion in every field."""
    attack = PORTIONS[number]
    return Entry(
        guid=f"{number}{attack}",
        url=f"https://post.example/{number}",
        title=f"Title{number} {attack}",
        authors=(f"Byline{number} {attack}",),
        published=NOW - timedelta(minutes=number),
        summary_html=f"<p>Summary{number} {attack}",
        text=f"Summary{number} {attack}",
        tags=(f"category{number} {attack}",),
        enclosures=(Enclosure(f"https://post.example/{number}.mp3", f"audio/{attack}"),),
        language="en",
    )


def document(number: int) -> Document:
    """A page with every kind of block, each of which attacks."""
    attack = PORTIONS[number]
    long = PORTIONS[number] if number else EVERYTHING
    linked = f"Linked {attack} words"
    blocks = (
        Block(
            "paragraph",
            f"Prose {long}. {linked} follow.",
            (
                Span(0, 5, "strong"),
                Span(
                    len(f"Prose {long}. "),
                    len(f"Prose {long}. {linked}"),
                    "link",
                    f"https://a.example/{attack}",
                ),
            ),
        ),
        Block(
            "paragraph",
            "Links " * len(ADDRESSES),
            tuple(Span(6 * n, 6 * n + 5, "link", address) for n, address in enumerate(ADDRESSES)),
        ),
        Block("heading", f"Heading {attack}", level=2),
        Block("list_item", f"Item {attack}", marker=f"•{attack}"),
        Block("quote", f"Quote {attack}"),
        Block("code", f"code = 1\n{attack}\nend", language=f"python{attack}"),
        Block("table", f"Cell {attack}\tOther\nOne {attack}\tTwo {attack}", level=1),
        Block("term", f"Term {attack}"),
        Block("definition", f"Definition {attack}"),
        Block("footnote", f"Footnote {attack}", marker=f"1{attack}"),
        Block("embed", f"Embed {attack}", (Span(0, 5, "link", "https://video.example/x"),)),
        Block("caption", f"Caption {attack}", picture=0),
    )
    return Document(
        title=f"Title{number} {attack}",
        site=f"Site {attack}",
        url=f"https://post.example/{number}",
        published=NOW,
        standfirst=f"Standfirst {attack}",
        blocks=blocks,
        authors=(author(number),),
        contributors=(Author(name=f"Helper {attack}", part="contributor"),),
        pictures=(
            Picture("https://post.example/p.jpg", f"Caption {attack}", f"Credit {attack}", f"Alt {attack}"),
        ),
    )


def author(number: int) -> Author:
    """A writer of whom everything attacks."""
    attack = PORTIONS[number]
    return Author(
        name=f"Writer{number} {attack}",
        role=f"role {attack}",
        outlet=f"Outlet {attack}",
        based_in=f"Place {attack}",
        beats=(f"beat {attack}", f"other {attack}"),
        email=f"mail{attack}@post.example",
        handle=f"@handle{attack}",
        url=f"https://post.example/{attack}",
        bio=f"Bio {attack}",
        filed_from=f"Dateline {attack}",
    )


def understanding(number: int, text: str) -> Understanding:
    """Names and figures that attack in the sidebar and in the table."""
    attack = PORTIONS[number]
    kinds: tuple[EntityKind, ...] = ("person", "organisation", "place", "other")
    return Understanding(
        authors=(
            author(number),
            Author(name=f"Second {attack}", bio=f"Bio {attack}"),
            Author(name=f"Helper {attack}", part="contributor"),
        ),
        entities=tuple(
            Entity(
                f"{kind.title()}name {attack}", kind, (Span(0, 5),), 0.9, (f"alias {attack}", f"too {attack}")
            )
            for kind in kinds
        ),
        figures=(
            Figure(
                0,
                5,
                f"12 {attack}",
                "count",
                12.0,
                unit=f"unit {attack}",
                modifier_text=f"about {attack}",
                counted=f"counted {attack}",
                sentence=f"Sentence {text[:200]} {attack}",
            ),
        ),
        version=ANALYSER_VERSION,
    )


def build(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Make the library, and a feeds.toml that attacks too; return where they are."""
    feeds, file = folder / "feeds.toml", folder / "library.db"
    attack = "".join(f"\\U{ord(c):08X}" for c in PORTIONS[0])
    feeds.write_text(
        "[settings]\nrefresh_on_start = false\nprefetch = 0\npictures = 'off'\n"
        f'[[feed]]\nurl = "http://127.0.0.1:9/feed"\nfolder = "Folder {attack}"\ntags = ["tag {attack}"]\n'
        f'[[feed]]\nurl = "http://127.0.0.1:9/other"\ntitle = "Named {attack}"\n',
        encoding="utf-8",
    )
    with monkeypatch.context() as unwashed:
        for room in _ROOMS:
            for washer in ("safe_line", "safe_text"):
                if hasattr(room, washer):
                    unwashed.setattr(room, washer, lambda text, _limit=0: text)
        _fill(feeds, file)
    return feeds, file


def _fill(feeds: Path, file: Path) -> None:
    from reader.config import load

    with Store.open(file) as store:
        first, second = store.sync_feeds(load(feeds).subscriptions)
        found = FeedDocument(
            f"Feed {EVERYTHING}", "https://post.example/", entries=tuple(map(entry, range(len(PORTIONS))))
        )
        store.record_fetches(
            [
                Fetched(first, NOW, found, None, NOW),
                Fetched(second, NOW, None, None, NOW, f"Trouble {PORTIONS[0]}"),
            ]
        )
        for number, article_id in enumerate(store.ids(View("all"))):
            page = document(number)
            store.put_document(article_id, page, "page", EXTRACTOR_VERSION)
            store.put_understanding(article_id, understanding(number, page.text))
            store.set_tags(article_id, [f"mine {PORTIONS[number]}"])

"""A real library with the invented world in it: what the screens do to it can be looked up on disk."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.jobs import EXTRACTOR_VERSION
from reader.library import Library
from reader.model import Article, Entry, FeedDocument, Subscription
from reader.storage import Store
from tests.tui import world

_SETTINGS = "refresh_on_start = false\nrefresh_minutes = 0\nprefetch = 0\nbackup = 'off'\nstories = false\n"


def shelved(
    folder: Path, articles: list[Article] | None = None, settings: str = "", more: str = ""
) -> Library:
    """Open a library in `folder` with these articles, those of the world by default, under their numbers.

    `settings` are further lines of [settings], `more` stands at the end of feeds.toml. Nothing of it asks
    the web. Article 1 has its document and is understood.
    """
    feeds, file = folder / "feeds.toml", folder / "library.db"
    feeds.write_text(f"[settings]\n{_SETTINGS}{settings}\n\n{_subscriptions()}\n{more}", encoding="utf-8")
    if not file.exists():  # else it is opened again as it is
        file.write_bytes(_stocked(tuple(world.articles() if articles is None else articles)))
    return Library.open(feeds, file)


@cache
def _stocked(articles: tuple[Article, ...]) -> bytes:
    """The file of a library with these articles, which takes longer to make than to copy."""
    with TemporaryDirectory() as name:
        file = Path(name) / "library.db"
        with Store.open(file) as store:
            store.sync_feeds([Subscription(f.url, f.title, f.folder, full_text=False) for f in world.FEEDS])
            _stock(store, articles)
        return file.read_bytes()


def _subscriptions() -> str:
    return "\n".join(
        f'[[feed]]\nurl = "{feed.url}"\ntitle = "{feed.title}"\nfolder = "{feed.folder}"\nfull_text = false\n'
        for feed in world.FEEDS
    )


def _stock(store: Store, articles: tuple[Article, ...]) -> None:
    for article in articles:
        entry = Entry(
            guid=article.url or str(article.id),
            url=article.url,
            title=article.title,
            authors=article.authors,
            published=article.published,
            summary_html=article.summary,
            text=article.summary,
        )
        assert article.feed_id is not None
        store.record_fetch(article.feed_id, FeedDocument(entries=(entry,)))
        store.set_tags(article.id, article.tags)
    store.set_read([one.id for one in articles if one.read], True)
    store.set_saved([one.id for one in articles if one.saved], True)
    for feed in world.FEEDS:
        if feed.error:
            store.record_failure(feed.id, feed.error)
    if articles and articles[0].id == 1:
        store.put_document(1, world.DOCUMENT, "feed", EXTRACTOR_VERSION)
        store.put_understanding(1, world.UNDERSTANDING)

"""newsboat's cache with the articles of a library, and what it reads beside it."""

from __future__ import annotations

import sqlite3
import subprocess
from pathlib import Path

from reader.packing import unpacked

_ITEMS = """
INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread)
SELECT guid, article.title, 'Some Author', article.url, feed.url, newest / 1000000, html(packed), 1 - read
FROM ours.article JOIN ours.feed ON feed.id = feed_id JOIN ours.content ON article_id = article.id
"""


def make_cache(folder: Path, library: Path) -> list[str]:
    """Write urls, config and cache.db with a library's articles into a folder, analysed; return newsboat's
    arguments for them."""
    urls, config, cache = folder / "urls", folder / "config", folder / "cache.db"
    config.write_text("auto-reload no\nrefresh-on-startup no\n", encoding="utf-8")
    ours = sqlite3.connect(library)
    addresses = [row[0] for row in ours.execute("SELECT url FROM feed ORDER BY position")]
    ours.close()
    urls.write_text("\n".join(addresses), encoding="utf-8")
    arguments = ["-u", str(urls), "-C", str(config), "-c", str(cache)]
    subprocess.run(["newsboat", *arguments, "-x", "print-unread"], check=True, capture_output=True)
    connection = sqlite3.connect(cache)
    connection.create_function("html", 1, lambda packed: unpacked(packed)[1])
    connection.execute("ATTACH ? AS ours", (str(library),))
    connection.execute(
        "INSERT OR REPLACE INTO rss_feed (rssurl, url, title) SELECT url, url, title FROM ours.feed"
    )
    connection.execute(_ITEMS)
    connection.commit()
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()
    return arguments

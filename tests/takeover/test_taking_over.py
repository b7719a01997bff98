"""A newsboat user's files taken over: feeds, views, settings, articles with what was done to them."""

from __future__ import annotations

import sqlite3
import tomllib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from reader.demo import DemoServer
from reader.importing import Choice, TakeoverProgress
from reader.library import Library, LibraryError
from reader.model import View
from tests.takeover.newsboat import Row, cache

A, B = "https://a.example/feed", "https://b.example/feed"
FEEDS = [(A, "https://a.example/", "A paper"), (B, "https://b.example/", "Bees")]


def opened(folder: Path, text: str = "# Mine.\n") -> Library:
    folder.mkdir(exist_ok=True)
    (folder / "feeds.toml").write_text(text, encoding="utf-8")
    return Library.open(folder / "feeds.toml", folder / "library.db")


async def test_a_newsboat_user_finds_everything_again(tmp_path: Path, demo: DemoServer) -> None:
    """urls, config and cache.db in one go; then the feeds are fetched, and nothing comes twice. The rows are
    those that newsboat itself writes for these feeds."""
    there, folder = tmp_path / "newsboat", tmp_path / "reader"
    there.mkdir()
    async with opened(tmp_path / "other", demo.feeds_toml) as other:
        await other.refresh()
        feeds = other.feeds()
        rows = _as_newsboat(other)
    (there / "urls").write_text(
        "\n".join(f'{feed.url} news "~My {feed.title}"' for feed in feeds)
        + '\n"query:Unread news:unread = \\"yes\\" and tags # \\"news\\""\nexec:~/bin/feed\n'
    )
    (there / "config").write_text('text-width 90\nbind-key j down\nbrowser "firefox %u"\ncolor all red\n')
    first, second, third, *rest = rows
    states = [replace(first, unread=0, flags="as"), replace(second, deleted=1), replace(third, flags="b")]
    cache(there / "cache.db", [(feed.url, feed.site or "", feed.title) for feed in feeds], [*states, *rest])

    async with opened(folder) as library:
        survey = await library.takeovers.survey([str(there)])
        steps: list[TakeoverProgress] = []
        report = await library.takeovers.take(survey, Choice(star="s"), steps.append)
        assert (report.feeds, report.counts.new, report.counts.read) == (len(feeds), len(rows), 1)
        assert (report.counts.tagged, report.counts.hidden, report.counts.starred) == (2, 1, 1)
        assert steps[-1] == TakeoverProgress(len(rows), len(rows))
        assert {remark.what for remark in report.not_taken} >= {"exec:~/bin/feed", "color all red"}
        assert library.count(View("all")) == len(rows) - 1
        assert library.count(View("unread")) == len(rows) - 2
        assert library.count(View("tag", "flag-a")) == 1
        assert library.count(View("starred")) == 1
        said = tomllib.loads((folder / "feeds.toml").read_text(encoding="utf-8"))
        assert said["feed"][0]["title"] == f"My {feeds[0].title}"
        assert said["feed"][0]["tags"] == ["news"]
        assert said["settings"]["text_width"] == 90
        assert said["view"] == [{"name": "Unread news", "query": "unread feedtag:news"}]
        assert library.count(View("query", "unread feedtag:news")) == len(rows) - 2
        assert said["settings"]["keys"]["down"] == "j,down"
        assert said["settings"]["keys_preset"] == "newsboat"
        assert "open_command" not in said["settings"], "what runs programs is not taken by itself"

        fetched = await library.refresh()
        assert (fetched.new, fetched.failed) == (0, ())
        assert library.count(View("unread")) == len(rows) - 2, "what was read and deleted stays so"

        text = (folder / "feeds.toml").read_text(encoding="utf-8")
        again = await library.takeovers.take(await library.takeovers.survey([str(there)]), Choice(star="s"))
        assert (again.feeds, again.views, again.settings, again.counts.new) == (0, 0, (), 0)
        assert (again.counts.read, again.counts.tagged, again.counts.starred) == (0, 0, 0)
        assert (folder / "feeds.toml").read_text(encoding="utf-8") == text


def _as_newsboat(library: Library) -> list[Row]:
    """What newsboat has of the articles of a library."""
    address = {feed.id: feed.url for feed in library.feeds()}
    with closing(sqlite3.connect(library.feeds_path.with_name("library.db"))) as connection:
        rows = connection.execute(
            "SELECT guid, title, feed_id, url, published FROM article ORDER BY id"
        ).fetchall()
    return [
        Row(guid, title, address[feed_id], url, "Somebody", published // 1_000_000)
        for guid, title, feed_id, url, published in rows
    ]


async def test_a_dry_run_says_what_would_come_and_changes_nothing(tmp_path: Path) -> None:
    cache(tmp_path / "cache.db", FEEDS, [Row("1", "One", A), Row("2", "Two", B), Row("3", "Three", A)])
    (tmp_path / "urls").write_text(f"{A}\n")
    async with opened(tmp_path / "reader") as library:
        survey = await library.takeovers.survey([str(tmp_path)])
        report = await library.takeovers.take(survey, dry_run=True)
        assert (report.feeds, report.counts.new, report.left) == (1, 2, 1)
        assert report.sentence == "Would take over 1 feed, 2 articles (0 read, 0 tagged), 1 setting."
        assert library.feeds() == []
        assert library.feeds_path.read_text() == "# Mine.\n"


async def test_a_takeover_of_feeds_is_taken_back(tmp_path: Path) -> None:
    (tmp_path / "urls").write_text(f"{A}\n{B} tag\n")
    async with opened(tmp_path / "reader") as library:
        await library.takeovers.take(await library.takeovers.survey([str(tmp_path / "urls")]))
        assert [feed.url for feed in library.feeds()] == [A, B]
        await library.history.undo()
        assert library.feeds_path.read_text() == "# Mine.\n"


async def test_a_cache_alone_brings_its_feeds_with_their_names(tmp_path: Path) -> None:
    path = cache(
        tmp_path / "any.name", FEEDS, [Row("1", "One <b>bold</b> &amp; two", A, "https://a.example/1")]
    )
    async with opened(tmp_path / "reader") as library:
        report = await library.takeovers.take(await library.takeovers.survey([str(path)]))
        assert [feed.title for feed in library.feeds()] == ["A paper", "Bees"]
        [article] = library.articles(library.article_ids(View("all")))
        assert (article.title, article.summary) == ("One bold & two", "Text.")
        assert report.counts.new == 1


async def test_what_was_done_here_already_stays(tmp_path: Path) -> None:
    """An article that is in both is read where it is read in either; its tags come together."""
    path = cache(tmp_path / "cache.db", FEEDS, [Row("1", "One", A, unread=1, flags="a")])
    async with opened(tmp_path / "reader") as library:
        survey = await library.takeovers.survey([str(path)])
        await library.takeovers.take(survey)
        [number] = library.article_ids(View("all"))
        await library.set_read([number], True)
        await library.set_tags(number, ["mine"])
        report = await library.takeovers.take(survey)
        [article] = library.articles([number])
        assert article.read
        assert article.tags == ("flag-a", "mine")
        assert report.counts.known == 1


async def test_items_without_a_guid_are_known_by_what_the_feed_will_say(tmp_path: Path) -> None:
    rows = [
        Row("https://a.example/1Sun, 29 Nov 2026 10:00:00 GMT", "Dated", A, "https://a.example/1"),
        Row("https://a.example/12", "Another's address begins so", A, "https://a.example/1"),
        Row(" spaced  guid ", "Spaced", A, "/3"),
    ]
    path = cache(tmp_path / "cache.db", FEEDS, rows)
    async with opened(tmp_path / "reader") as library:
        await library.takeovers.take(await library.takeovers.survey([str(path)]))
    with closing(sqlite3.connect(tmp_path / "reader" / "library.db")) as connection:
        guids = {guid for (guid,) in connection.execute("SELECT guid FROM article")}
    assert guids == {"https://a.example/1", "https://a.example/12", "spaced guid"}


async def test_opml_is_told_by_its_content_with_folders_and_tags(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(
        '<opml version="2.0"><body><outline text="World"><outline text="East">'
        f'<outline type="rss" text="A" xmlUrl="{A}" category="x,y"/></outline></outline></body></opml>'
    )
    async with opened(tmp_path / "reader") as library:
        survey = await library.takeovers.survey([str(tmp_path / "list.txt")])
        assert survey.kind == "opml"
        await library.takeovers.take(survey)
        [feed] = library.feeds()
        assert (feed.title, feed.folder, feed.tags) == ("A", "World / East", ("x", "y"))


HOSTILE: dict[str, str] = {
    "a view for a table": "CREATE TABLE rss_feed (rssurl); CREATE VIEW rss_item AS SELECT 1 AS id",
    "a generated column": "CREATE TABLE rss_feed (rssurl); CREATE TABLE rss_item (id, x AS (1))",
    "other columns": "CREATE TABLE rss_feed (rssurl); CREATE TABLE rss_item (id)",
    "nothing": "CREATE TABLE other (id)",
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_file_that_only_looks_like_a_cache_is_refused_with_a_sentence(
    tmp_path: Path, name: str
) -> None:
    with closing(sqlite3.connect(tmp_path / "cache.db")) as connection:
        connection.executescript(HOSTILE[name])
    async with opened(tmp_path / "reader") as library:
        with pytest.raises(LibraryError):
            await library.takeovers.survey([str(tmp_path / "cache.db")])


async def test_rows_that_newsboat_never_wrote_are_left_out(tmp_path: Path) -> None:
    rows = [
        Row("1", "Good", A),
        Row(b"\xff\xfe", b"\x00", A),
        Row("2", "No feed", "javascript:alert(1)"),
        Row("3", "\x1b]52;c;YQ==\x07 Title \u202e", A, "javascript:alert(1)", content="<p>\x1b[31mred</p>"),
        Row("4", "Far", A, published=2**62),
        Row("5", "Long", A, content="<p>" + "x" * 1_000_000),
    ]
    path = cache(tmp_path / "cache.db", FEEDS, rows)
    async with opened(tmp_path / "reader") as library:
        report = await library.takeovers.take(await library.takeovers.survey([str(path)]))
        assert report.skipped == 2
        titles = {article.title: article for article in library.articles(library.article_ids(View("all")))}
        assert titles.keys() == {"Good", "]52;c;YQ== Title", "Far", "Long"}
        assert titles["]52;c;YQ== Title"].url is None
        assert titles["Far"].published is None


async def test_the_cache_is_never_written_to(tmp_path: Path) -> None:
    path = cache(tmp_path / "cache.db", FEEDS, [Row("1", "One", A)])
    before, path_state = path.read_bytes(), sorted(one.name for one in tmp_path.iterdir())
    path.chmod(0o400)
    async with opened(tmp_path / "reader") as library:
        await library.takeovers.take(await library.takeovers.survey([str(path)]))
    assert path.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([*path_state, "reader"])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"just some words\n", "neither OPML nor"),
        (b"\0\1\2", "not a text"),
        (b"<opml><body><outline", "not well-formed"),
        (b"SQLite format 3\0" + b"x" * 500, "cannot be read"),
    ],
)
async def test_other_files_are_refused_with_a_sentence(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "file").write_bytes(content)
    async with opened(tmp_path / "reader") as library:
        with pytest.raises(LibraryError, match=why):
            await library.takeovers.survey([str(tmp_path / "file")])
        with pytest.raises(LibraryError, match="There is no"):
            await library.takeovers.survey([str(tmp_path / "missing")])


async def test_a_large_cache_is_taken_in_steps_that_can_be_stopped(tmp_path: Path) -> None:
    path = cache(tmp_path / "cache.db", FEEDS, [Row(f"{n}", f"Title {n}", A) for n in range(1_200)])
    async with opened(tmp_path / "reader") as library:
        survey = await library.takeovers.survey([str(path)])

        def stop(progress: TakeoverProgress) -> None:
            if progress.done >= 1_000:
                raise KeyError

        with pytest.raises(KeyError):
            await library.takeovers.take(survey, None, stop)
        assert library.count(View("all")) == 1_000
        report = await library.takeovers.take(survey)
        assert (report.counts.new, report.counts.known) == (200, 1_000)


def test_newsboat_is_found_where_it_keeps_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.takeover.places import newsboat_places

    monkeypatch.setenv("HOME", str(tmp_path))
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(variable, raising=False)
    assert newsboat_places() == ()
    (tmp_path / ".newsboat").mkdir()
    (tmp_path / ".newsboat" / "urls").write_text(A)
    assert newsboat_places() == (str(tmp_path / ".newsboat"),)
    (tmp_path / ".config" / "newsboat").mkdir(parents=True)
    (tmp_path / ".config" / "newsboat" / "urls").write_text(A)
    expected = (str(tmp_path / ".config" / "newsboat"), str(tmp_path / ".local" / "share" / "newsboat"))
    assert newsboat_places() == expected


async def test_what_newsboat_ignores_is_hidden_by_a_rule(tmp_path: Path) -> None:
    (tmp_path / "urls").write_text(f"{A}\n")
    (tmp_path / "config").write_text(
        f'ignore-article "*" "title =~ \\"sponsored\\""\nignore-article "{A}" "author = \\"Robot\\""\n'
    )
    async with opened(tmp_path / "reader") as library:
        survey = await library.takeovers.survey([str(tmp_path)])
        report = await library.takeovers.take(survey)
        assert report.rules == 2
        assert "2 rules" in report.sentence
        assert [(rule.when, rule.do) for rule in library.rules.all] == [
            ("title:/sponsored/i", ("hide",)),
            (f'feedurl:="{A}" (author:=Robot)', ("hide",)),
        ]
        assert (await library.takeovers.take(survey)).rules == 0
        await library.history.undo()
        assert library.rules.all == ()

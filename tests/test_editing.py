"""Feeds and folders changed by a person: what stands in feeds.toml then, and how it is taken back."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from reader.library import Library, LibraryError
from reader.model import Entry, FeedDocument, View
from reader.storage import Store

FEEDS = """\
# My feeds.

[settings]
text_width = 70  # narrow

# --- World ---

# The one I like best.
[[feed]]
url = "https://a.example/feed"  # since 2019
title = "A"
folder = "World"
# interval = 90

# Slow.
[[feed]]
url = "https://b.example/feed"
title = "B"
folder = "World"

# --- The rest ---

[[feed]]
url = "https://c.example/feed"
title = "C"
folder = "Science"

[[feed]]
url = "https://d.example/feed"
[feed.auth]
command = [
    "pass",
    "show",
]

[settings.keys]
# mine
next_unread = "n"
"""


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    (tmp_path / "feeds.toml").write_text(FEEDS, encoding="utf-8")
    library = Library.open(tmp_path / "feeds.toml", tmp_path / "library.db")
    async with library:
        yield library


def text(library: Library) -> str:
    return library.feeds_path.read_text(encoding="utf-8")


def urls(library: Library) -> str:
    """The feeds by their letters, in their order."""
    return "".join(feed.url.removeprefix("https://")[0] for feed in library.feeds())


def number(library: Library, letter: str) -> int:
    return next(feed.id for feed in library.feeds() if feed.url.startswith(f"https://{letter}."))


async def test_a_removed_feed_goes_with_the_comment_above_it_and_comes_back_in_its_place(
    library: Library,
) -> None:
    await library.editing.remove([number(library, "b")])
    assert urls(library) == "acd"
    assert "Slow." not in text(library)
    for kept in ("since 2019", "# interval = 90", "The one I like best.", "--- The rest ---", "# mine"):
        assert kept in text(library)
    assert "again" in await library.history.undo()
    assert text(library) == FEEDS
    assert urls(library) == "abcd"
    await library.history.redo()
    assert urls(library) == "acd"


async def test_its_articles_are_as_they_were_when_a_removed_feed_is_back(library: Library) -> None:
    feed_id = number(library, "a")
    with Store.open(library.feeds_path.with_name("library.db")) as store:
        entries = tuple(Entry(guid=str(n), title=f"Article {n}") for n in range(3))
        first, second, _third = store.record_fetch(feed_id, FeedDocument(entries=entries)).new
    await library.set_read([first], True)
    await library.set_saved([second], True)
    await library.set_tags(second, ["kept"])
    before = library.articles(library.article_ids(View("feed", str(feed_id))))
    await library.editing.remove([feed_id])
    assert library.count(View("all")) == 0
    assert library.count(View("saved")) == 1, "what was saved stays in its list"
    await library.history.undo()
    assert number(library, "a") == feed_id
    assert library.articles(library.article_ids(View("feed", str(feed_id)))) == before
    assert library.count(View("all")) == 3
    assert library.count(View("unread")) == 2


Deed = Callable[[Library], object]
DEEDS: dict[str, Callable[[Library], object]] = {
    "rename": lambda one: one.editing.rename(number(one, "a"), 'The "A" paper'),
    "rename back": lambda one: one.editing.rename(number(one, "a"), ""),
    "folder": lambda one: one.editing.put_in([number(one, "a"), number(one, "d")], "New"),
    "no folder": lambda one: one.editing.put_in([number(one, "a")], ""),
    "mute": lambda one: one.editing.mute([number(one, "a"), number(one, "c")], True),
    "interval": lambda one: one.editing.set_interval([number(one, "d")], 240),
    "tags": lambda one: one.editing.set_tags([number(one, "c")], ["x", "y z"]),
    "full text": lambda one: one.editing.take_full_text([number(one, "c")], True),
    "down": lambda one: one.editing.shift(number(one, "a"), 1),
    "up": lambda one: one.editing.shift(number(one, "b"), -1),
    "folder down": lambda one: one.editing.shift_folder("World", 1),
    "folder up": lambda one: one.editing.shift_folder("Science", -1),
    "rename folder": lambda one: one.editing.rename_folder("World", "Planet"),
    "remove folder": lambda one: one.editing.remove_folder("World"),
    "remove two": lambda one: one.editing.remove([number(one, "a"), number(one, "d")]),
}


@pytest.mark.parametrize("name", DEEDS)
async def test_every_change_keeps_what_else_is_written_and_is_taken_back_exactly(
    library: Library, name: str
) -> None:
    await DEEDS[name](library)  # type: ignore[misc]
    changed = text(library)
    assert changed != FEEDS
    gone = () if name == "remove two" else ("The one I like best.", "# since 2019", "# interval = 90")
    for comment in (*gone, "# My feeds.", "# narrow", "--- World ---", "# Slow.", "# mine"):
        assert comment in changed
    await library.history.undo()
    assert text(library) == FEEDS
    await library.history.redo()
    assert text(library) == changed


async def test_values_are_what_was_said(library: Library) -> None:
    await library.editing.rename(number(library, "a"), 'The "A" paper')
    await library.editing.set_interval([number(library, "a")], 240)
    await library.editing.put_in([number(library, "a")], "New")
    await library.editing.set_tags([number(library, "a")], ["x", "y z"])
    await library.editing.mute([number(library, "a")], True)
    await library.editing.take_full_text([number(library, "a")], False)
    assert tomllib.loads(text(library))["feed"][0] == {
        "url": "https://a.example/feed",
        "title": 'The "A" paper',
        "folder": "New",
        "interval": 240,
        "tags": ["x", "y z"],
        "mute": True,
        "full_text": False,
    }
    await library.editing.rename(number(library, "a"), "")
    await library.editing.set_interval([number(library, "a")], None)
    await library.editing.mute([number(library, "a")], False)
    assert tomllib.loads(text(library))["feed"][0].keys() == {"url", "folder", "tags", "full_text"}
    [changed, *_] = library.editing.listed()
    assert (changed.feed.title, changed.subscription.tags) == ("a.example/feed", ("x", "y z"))


async def test_a_feed_moves_with_its_comments_among_those_of_its_folder(library: Library) -> None:
    await library.editing.shift(number(library, "a"), 1)
    assert urls(library) == "bacd"
    moved = text(library)
    assert moved.index("# Slow.") < moved.index("b.example") < moved.index("The one I like best.")
    assert moved.index("The one I like best.") < moved.index("a.example") < moved.index("--- The rest ---")
    assert await library.editing.shift(number(library, "a"), 1) == "A is the last there."


async def test_a_folder_moves_with_its_feeds(library: Library) -> None:
    await library.editing.shift_folder("Science", -1)
    assert urls(library) == "cabd"
    await library.editing.shift_folder("Science", 1)
    assert urls(library) == "abcd"
    assert await library.editing.shift_folder("Science", 5) == "“Science” is the last folder."


async def test_what_was_written_with_an_editor_meanwhile_is_kept_also_by_undo(library: Library) -> None:
    await library.editing.remove([number(library, "b")])
    edited = text(library).replace("text_width = 70", "text_width = 90").replace('"C"', '"See"')
    library.feeds_path.write_text(edited + '\n[[feed]]\nurl = "https://e.example/feed"\n', encoding="utf-8")
    await library.history.undo()
    assert urls(library) == "abcde"
    assert library.settings.text_width == 90
    assert [feed.title for feed in library.feeds()][2] == "See"
    assert "# Slow." in text(library)


async def test_undo_of_what_was_changed_otherwise_meanwhile_changes_nothing_and_says_so(
    library: Library,
) -> None:
    await library.editing.rename(number(library, "a"), "Mine")
    library.feeds_path.write_text(text(library).replace('"Mine"', '"Theirs"'), encoding="utf-8")
    before = text(library)
    with pytest.raises(LibraryError, match="changed since"):
        await library.history.undo()
    assert text(library) == before


async def test_a_file_changed_outside_is_noticed_once_and_read(library: Library) -> None:
    assert not await library.editing.reread()
    library.feeds_path.write_text(FEEDS.replace('"World"', '"Earth"'), encoding="utf-8")
    assert await library.editing.reread()
    assert {feed.folder for feed in library.feeds()} == {"Earth", "Science", ""}
    assert not await library.editing.reread()
    await library.editing.rename(number(library, "a"), "Mine")
    assert not await library.editing.reread(), "what was written here is known"


async def test_a_mistake_made_outside_is_said_once_and_nothing_is_lost(library: Library) -> None:
    broken = FEEDS.replace('title = "B"', "title = B")
    library.feeds_path.write_text(broken, encoding="utf-8")
    with pytest.raises(LibraryError, match=r"feeds.toml:18: not valid TOML"):
        await library.editing.reread()
    assert not await library.editing.reread()
    assert urls(library) == "abcd"
    with pytest.raises(LibraryError, match="was not changed"):
        await library.editing.remove([number(library, "a")])
    assert text(library) == broken
    library.feeds_path.write_text(FEEDS, encoding="utf-8")
    assert await library.editing.reread()


async def test_subscribing_is_taken_back_and_done_again(library: Library) -> None:
    await library.subscribe("https://user:secret@e.example/feed", "World")
    assert urls(library) == "abcde"
    assert "secret" in text(library)
    assert (
        await library.history.undo()
        == "https://•••@e.example/feed is no longer subscribed to; articles stay."
    )
    assert text(library) == FEEDS
    await library.history.redo()
    assert urls(library) == "abcde"


async def test_a_feed_whose_address_moved_has_its_articles_also_when_that_is_taken_back(
    library: Library,
) -> None:
    feed_id = number(library, "a")
    with Store.open(library.feeds_path.with_name("library.db")) as store:
        store.record_fetch(feed_id, FeedDocument(entries=(Entry(guid="1", title="One"),)))
        store.note_move("https://a.example/feed", "https://x.example/feed")
    await library.editing.follow_move(feed_id)
    assert number(library, "x") == feed_id
    await library.history.undo()
    assert number(library, "a") == feed_id
    assert library.count(View("feed", str(feed_id))) == 1


@pytest.mark.parametrize(
    "written",
    [
        'feed = [{url = "https://a.example/"}, {url = "https://b.example/"}]\n',
        '[[feed]]\nurl = "https://a.example/"\ntitle = """\n[[feed]]\nurl = 1\\"""\\\n"""\n[[feed]]\nurl = "https://b.example/"\n',
        "[[ feed ]] # one\r\nurl = 'https://a.example/'\r\n[[feed]]\r\nurl = 'https://b.example/'",
        '[["feed"]]\nurl = "https://a.example/"\n\n[["feed"]]\nurl = "https://b.example/"\n',
    ],
)
async def test_feeds_written_in_other_ways_are_changed_too(tmp_path: Path, written: str) -> None:
    (tmp_path / "feeds.toml").write_text(written, encoding="utf-8", newline="")
    async with Library.open(tmp_path / "feeds.toml", tmp_path / "library.db") as library:
        await library.editing.mute([number(library, "b")], True)
        await library.editing.remove([number(library, "a")])
        await library.subscribe("https://c.example/")
        feeds = tomllib.loads(text(library))["feed"]
        assert feeds == [{"url": "https://b.example/", "mute": True}, {"url": "https://c.example/"}]
        for _ in range(3):
            await library.history.undo()
        assert library.feeds_path.read_bytes().decode() == written

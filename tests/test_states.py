"""Two libraries agree without a server: the state of each is written to a file and joined into the other."""

from __future__ import annotations

import io
import json
import random
import tomllib
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import pytest_asyncio

from reader.demo import DemoServer
from reader.library import Library, LibraryError
from reader.model import View
from tests.takeover import exports

Opens: TypeAlias = Callable[..., Any]


@pytest_asyncio.fixture
async def opens(tmp_path: Path) -> AsyncIterator[Opens]:
    """Open libraries of one's own, each in its folder."""
    async with AsyncExitStack() as stack:

        async def opened(name: str, feeds: str = "[settings]\nbackup = 'off'\n") -> Library:
            folder = tmp_path / name
            folder.mkdir()
            (folder / "feeds.toml").write_text(feeds, encoding="utf-8")
            library = Library.open(folder / "feeds.toml", folder / "library.db")
            return await stack.enter_async_context(library)

        yield opened


def lines(library: Library) -> list[dict[str, Any]]:
    """What a library's state says, without when articles came, which is each library's own."""
    out = io.BytesIO()
    library.states.write_to(out)
    said = [json.loads(line) for line in out.getvalue().splitlines()]
    return [{key: value for key, value in line.items() if key != "added"} for line in said]


def articles(library: Library) -> list[dict[str, Any]]:
    return [line for line in lines(library) if line["is"] == "article"]


async def carry(source: Library, target: Library, folder: Path) -> str:
    path = folder / "state.jsonl"
    await source.states.write(path, overwrite=True)
    return (await target.states.join(path)).sentence


def few(demo: DemoServer) -> str:
    """A feeds.toml with two feeds of the demo edition: more would say no more."""
    head, *feeds = demo.feeds_toml.split("[[feed]]")
    return "[[feed]]".join([head, *feeds[:2]])


async def test_marks_notes_and_highlights_come_to_the_other_machine(
    opens: Opens, tmp_path: Path, demo: DemoServer
) -> None:
    here, there = await opens("here", few(demo)), await opens("there", few(demo))
    await here.refresh()
    await there.refresh()
    first, second, third, *_ = here.article_ids(View())
    export = tmp_path / "wallabag.json"
    export.write_text(json.dumps(exports.WALLABAG[:1]), encoding="utf-8")
    await here.takeovers.take(await here.takeovers.survey([str(export)]))
    page = here.article_ids(View("highlighted"))[0]
    await here.marks.write_note(first, "A note.")
    await here.set_read([first], True)
    await here.marks.star([second])
    await here.set_saved([second], True)
    await here.set_tags(second, ["mine", "two words"])
    await here.marks.set_hidden([third], True)
    await here.marks.colour_tag("mine", 3)
    said = await carry(here, there, tmp_path)
    assert said == "Brought 1 article, 3 articles with more marks, 1 other thing."
    assert lines(there) == lines(here)
    assert await carry(here, there, tmp_path) == "Both say the same: nothing was changed."
    assert await carry(there, here, tmp_path) == "Both say the same: nothing was changed."
    # The text is not there yet: what was marked is found in it once it is.
    number = there.article_ids(View("highlighted"))[0]
    assert [one.lost for one in there.marks.of(number).highlights] == [True, True]
    await there.takeovers.take(await there.takeovers.survey([str(export)]))
    document = there.stored_document(number)
    assert document is not None
    found = [one for one in there.marks.of(number).highlights if not one.lost]
    assert [document.analysed_text[one.start : one.end] for one in found] == [found[0].words]
    assert found[0].note == "my remark"
    assert len(there.marks.of(number).highlights) == len(here.marks.of(page).highlights) == 2


async def test_what_is_not_here_yet_waits_with_its_marks_and_is_no_change_when_it_comes(
    opens: Opens, tmp_path: Path, demo: DemoServer
) -> None:
    here, there = await opens("here", few(demo)), await opens("there")
    await here.refresh()
    first, second, *_ = here.article_ids(View())
    await here.set_read([first], True)
    await here.set_tags(second, ["mine"])
    kept = await here.later.keep("http://127.0.0.1:9/page")
    await here.marks.write_note(kept.article.id, "Of a page.")
    said = await carry(here, there, tmp_path)
    assert said.startswith(f"Brought {len(here.feeds())} feeds, 3 articles")
    assert [feed.url for feed in there.feeds()] == sorted(feed.url for feed in here.feeds())
    [tagged] = there.articles(list(there.article_ids(View("tag", "mine"))))
    [original] = here.articles([second])
    assert (tagged.title, tagged.url, tagged.published) == (original.title, original.url, original.published)
    assert articles(there) == articles(here)
    await there.refresh()
    assert there.count(View()) == here.count(View())
    [tagged] = there.articles([tagged.id])
    assert tagged.summary == original.summary
    assert tagged.changed is None, "what was only expected is no change when it comes"
    assert there.count(View("unread")) == here.count(View("unread"))
    assert [one.url for one in await there.later.waiting(20)] == ["http://127.0.0.1:9/page"]
    assert there.problems() == []


async def test_articles_of_feeds_that_nobody_subscribes_to_are_not_lost(
    opens: Opens, tmp_path: Path, demo: DemoServer
) -> None:
    here, there = await opens("here", few(demo)), await opens("there")
    await here.refresh()
    number = here.article_ids(View())[0]
    await here.marks.star([number])
    [article] = here.articles([number])
    assert article.feed_id is not None
    await here.unsubscribe(article.feed_id)
    await carry(here, there, tmp_path)
    assert [one.title for one in there.articles(list(there.article_ids(View("starred"))))] == [article.title]
    assert articles(there) == articles(here)


async def test_subscriptions_views_and_rules_come_without_secrets_and_programs(
    opens: Opens, tmp_path: Path
) -> None:
    here = await opens(
        "here",
        """
[[feed]]
url = "https://a.example/feed"
title = "A"
folder = "World"
tags = ["x"]
mute = true
keep = "90d"
[[feed]]
url = "https://b.example/feed"
auth = {user = "me", password = "secret"}
headers = {X-Key = "hidden"}
[[view]]
name = "Mine"
query = "unread tag:x"
[[rule]]
when = "title:sponsored"
do = ["hide"]
[[rule]]
when = "title:ships"
run = ["notify-send", "{title}"]
""",
    )
    there = await opens(
        "there",
        """# My own remark.
[[feed]]
url = "https://a.example/feed"
folder = "Asia"
tags = ["y"]
[[view]]
name = "Mine"
query = "starred"
""",
    )
    path = tmp_path / "state.jsonl"
    await here.states.write(path)
    text = path.read_text(encoding="utf-8")
    assert "secret" not in text
    assert "hidden" not in text
    report = await there.states.join(path)
    assert (report.feeds, report.feeds_changed, report.views, report.rules) == (1, 1, 1, 1)
    assert report.left == ("The rule title:ships runs a program; --programs takes it, too.",)
    said = (tmp_path / "there" / "feeds.toml").read_text(encoding="utf-8")
    assert said.startswith("# My own remark.")
    first = there.feeds()[0]
    assert (first.title, first.folder, set(first.tags), first.muted) == (
        "A",
        "Asia",
        {"x", "y", "World"},
        True,
    )
    assert [(view["name"], view["query"]) for view in tomllib.loads(said)["view"]] == [
        ("Mine", "starred"),
        ("Mine (2)", "unread tag:x"),
    ]
    assert [rule.when for rule in there.rules.all] == ["title:sponsored"]
    assert (await there.states.join(path)).sentence == "Both say the same: nothing was changed."
    await there.history.undo()
    assert len(there.feeds()) == 1
    assert (await there.states.join(path, programs=True)).rules == 2


async def test_two_libraries_agree_whoever_begins(opens: Opens, tmp_path: Path, demo: DemoServer) -> None:
    """Random marks on both sides, then each takes the other's, in either order."""
    chance = random.Random(7)  # noqa: S311
    pairs = [(await opens(f"a{order}", few(demo)), await opens(f"b{order}", few(demo))) for order in (0, 1)]
    for pair in pairs:
        for library in pair:
            await library.refresh()
    ids = {library: list(library.article_ids(View())) for pair in pairs for library in pair}
    count = min(map(len, ids.values()))
    for _ in range(60):
        side, place, deed = chance.randrange(2), chance.randrange(12), chance.randrange(6)
        assert place < count
        word = chance.choice(["a", "ab", "ship", "note"])
        for pair in pairs:
            await _do(pair[side], ids[pair[side]][place], deed, word)
    await carry(pairs[0][0], pairs[0][1], tmp_path)
    await carry(pairs[0][1], pairs[0][0], tmp_path)
    await carry(pairs[1][1], pairs[1][0], tmp_path)
    await carry(pairs[1][0], pairs[1][1], tmp_path)
    states = [_timeless(library) for pair in pairs for library in pair]
    assert states[0] == states[1] == states[2] == states[3]
    assert [articles(pairs[0][0]), articles(pairs[1][0])] == [articles(pairs[0][1]), articles(pairs[1][1])]


async def _do(library: Library, number: int, deed: int, word: str) -> None:
    match deed:
        case 0:
            await library.set_read([number], True)
        case 1:
            await library.set_saved([number], True)
        case 2:
            await library.marks.star([number])
        case 3:
            await library.marks.change_tags([number], [word])
        case 4:
            await library.marks.write_note(number, word)
        case _:
            await library.marks.set_hidden([number], True)


def _timeless(library: Library) -> list[dict[str, Any]]:
    times = ("saved", "starred", "noted", "note_changed")
    return [
        {key: bool(value) if key in times else value for key, value in line.items()}
        for line in articles(library)
    ]


async def test_stories_and_names_that_a_person_corrected_come_too(
    opens: Opens, tmp_path: Path, demo: DemoServer
) -> None:
    here, there = await opens("here", few(demo)), await opens("there", few(demo))
    await here.refresh()
    await there.refresh()
    first, second, third, fourth, *_ = here.article_ids(View())
    await here.newsroom.join([first, second])
    await here.newsroom.join([third, fourth])
    await here.newsroom.take_out(fourth)
    await carry(here, there, tmp_path)
    kinds = ("together", "apart")
    assert [line for line in lines(there) if line["is"] in kinds] == [
        line for line in lines(here) if line["is"] in kinds
    ]
    assert {line["is"] for line in lines(there)} >= set(kinds)
    assert await carry(here, there, tmp_path) == "Both say the same: nothing was changed."


async def test_a_state_is_written_whole_or_not_at_all(opens: Opens, tmp_path: Path) -> None:
    library = await opens("here")
    target = tmp_path / "state.jsonl"
    target.write_text("mine")
    with pytest.raises(LibraryError, match="is there already"):
        await library.states.write(target)
    assert target.read_text() == "mine"
    await library.states.write(target, overwrite=True)
    assert target.read_text() == '{"is":"state","version":1}\n'
    assert oct(target.stat().st_mode & 0o777) == "0o600"
    with pytest.raises(LibraryError, match="could not be written"):
        await library.states.write(tmp_path / "nowhere" / "state")
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".state")] == []


HOSTILE = [
    b"{",
    b'{"is":"article"}',
    b'{"is":"article","feed":"","guid":""}',
    b'{"is":"article","feed":"file:///etc","guid":"x"}',
    b'{"is":"article","feed":"","guid":"x","saved":99999999999999999999}',
    b'{"is":"article","feed":"","guid":"x","saved":-5}',
    b'{"is":"article","feed":"","guid":"x","url":"a\\u001b[31m"}',
    b'{"is":"article","feed":"","guid":"x","read":"yes"}',
    b'{"is":"feed","url":"exec:rm"}',
    b'{"is":"program","run":["x"]}',
    b"[" * 100_000,
    b'{"is":"article","feed":"","guid":"' + b"x" * 5_000_000 + b'"}',
    b"\xff\xfe",
]


IMPOSSIBLE: list[dict[str, Any]] = [
    {"is": "feed", "url": "https://z.example/", "interval": -4},
    {"is": "feed", "url": "https://z.example/", "interval": 1},
    {"is": "feed", "url": "https://z.example/", "keep": "bogus"},
    {"is": "feed", "url": "https://z.example/", "tags": [""]},
    {"is": "feed", "url": "https://z.example/", "auto_download": -7},
    {"is": "view", "name": "a", "query": "((("},
    {"is": "view", "name": " ", "query": "lisbon"},
    {"is": "view", "name": "a", "query": "x" * 3000},
    {"is": "rule", "when": "x", "do": ["explode"]},
    {"is": "rule", "when": "(((", "do": ["star"]},
    {"is": "rule", "when": "x"},
    {"is": "rule", "when": " ", "do": ["star"]},
    {"is": "rule", "when": "x", "do": [""]},
]
SOUND: list[dict[str, Any]] = [
    {
        "is": "feed",
        "url": "https://a.example/",
        "interval": 5,
        "keep": "90d",
        "tags": ["x"],
        "auto_download": 3,
    },
    {"is": "view", "name": "b", "query": "lisbon"},
    {"is": "rule", "when": "lisbon", "do": ["star"]},
]


def state(folder: Path, *said: dict[str, Any]) -> Path:
    path = folder / "state"
    path.write_text('{"is":"state","version":1}\n' + "".join(f"{json.dumps(one)}\n" for one in said))
    return path


@pytest.mark.parametrize("dry_run", [False, True])
async def test_lines_that_could_not_be_in_feeds_toml_are_counted_and_the_others_come(
    opens: Opens, tmp_path: Path, dry_run: bool
) -> None:
    library = await opens("here")
    report = await library.states.join(state(tmp_path, *IMPOSSIBLE, *SOUND), dry_run=dry_run)
    assert (report.wrong, report.feeds, report.views, report.rules) == (len(IMPOSSIBLE), 1, 1, 1)
    if not dry_run:
        report = await library.states.join(state(tmp_path, *IMPOSSIBLE, *SOUND))
        assert report.sentence == "Both say the same: nothing was changed."


@pytest.mark.parametrize("dry_run", [False, True])
async def test_what_feeds_toml_has_no_place_for_is_told_and_not_counted(
    opens: Opens, tmp_path: Path, dry_run: bool
) -> None:
    library = await opens("here", "rule = [{when = 'ships', do = ['star']}]\n")
    piped = {"is": "rule", "when": "harbour", "do": ["pipe no-such"]}
    path = state(tmp_path, piped, *SOUND)
    report = await library.states.join(path, programs=True, dry_run=dry_run)
    assert (report.wrong, report.feeds, report.views, report.rules) == (0, 1, 1, 0)
    assert report.left == (
        "The rule harbour cannot be in this feeds.toml.",
        "The rule lisbon cannot be in this feeds.toml.",
    )


async def test_a_hostile_state_costs_a_count_of_lines(opens: Opens, tmp_path: Path) -> None:
    library = await opens("here")
    good = {
        "is": "article",
        "feed": "",
        "guid": "https://x.example/a",
        "title": "\x1b]52;c;x\x07 T",
        "notes": ["\x1b[31mred"],
        "highlights": [{"words": "w\u202e", "notes": ["\x07n"]}],
        "tags": ["\x1bt", ""],
    }
    path = tmp_path / "state"
    head = b'{"is":"state","version":1}\n'
    path.write_bytes(head + b"\n".join([*HOSTILE, json.dumps(good).encode()]) + b"\n")
    report = await library.states.join(path)
    assert (report.wrong, report.articles, report.feeds) == (len(HOSTILE), 1, 0)
    [article] = library.articles(list(library.article_ids(View())))
    assert (article.title, article.tags) == ("]52;c;x T", ("t",))
    marks = library.marks.of(article.id)
    assert marks.note is not None
    assert (marks.note.text, marks.highlights[0].words, marks.highlights[0].note) == ("[31mred", "w", "n")
    for body, why in ((b"x", "not a state"), (b'{"is":"state","version":99}\n', "newer Reader")):
        path.write_bytes(body)
        with pytest.raises(LibraryError, match=why):
            await library.states.join(path)
    with pytest.raises(LibraryError, match="There is no"):
        await library.states.join(tmp_path / "nothing")
    assert library.problems() == []

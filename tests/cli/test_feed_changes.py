"""`reader feeds` and what it changes in feeds.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_commands import Shell

FEEDS = """\
# Mine.
[[feed]]
url = "https://a.example/feed"
title = "Alpha"
folder = "World"

# The other one.
[[feed]]
url = "https://b.example/feed"
title = "Beta"
folder = "World"

[[feed]]
url = "https://c.example/feed"
title = "Gamma"
folder = "Science"
"""


@pytest.fixture
def feeds(tmp_path: Path) -> Path:
    path = tmp_path / "feeds.toml"
    path.write_text(FEEDS, encoding="utf-8")
    return path


@pytest.fixture
def shell(feeds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(feeds, tmp_path / "library.db", capsys)


def written(feeds: Path, index: int = 0) -> dict[str, Any]:
    feed: dict[str, Any] = tomllib.loads(feeds.read_text(encoding="utf-8"))["feed"][index]
    return feed


@pytest.mark.parametrize(
    ("command", "key", "value"),
    [
        (("rename", "Alpha", "The first"), "title", "The first"),
        (("rename", "Alpha"), "title", None),
        (("move", "Alpha", "New place"), "folder", "New place"),
        (("move", "Alpha", ""), "folder", None),
        (("mute", "Alpha", "Beta"), "mute", True),
        (("interval", "Alpha", "2h"), "interval", 120),
        (("tags", "Alpha", "x", "y z"), "tags", ["x", "y z"]),
        (("full-text", "Alpha", "always"), "full_text", True),
        (("full-text", "Alpha", "never"), "full_text", False),
        (("folder", "World", "--rename", "Planet"), "folder", "Planet"),
        (("folder", "World", "--remove"), "folder", None),
    ],
)
def test_what_is_said_of_a_feed_is_written_and_its_comments_stay(
    shell: Shell, feeds: Path, command: tuple[str, ...], key: str, value: object
) -> None:
    code, _, err = shell("feeds", *command)
    assert (code, err) == (0, "")
    assert written(feeds).get(key) == value
    text = feeds.read_text(encoding="utf-8")
    assert text.startswith("# Mine.\n[[feed]]")
    assert "# The other one.\n[[feed]]" in text


def test_a_changed_feed_is_told_as_it_is_now(shell: Shell) -> None:
    [record] = shell.json("feeds", "interval", "Alpha", "90")
    assert (record["title"], record["interval"], record["full_text"]) == ("Alpha", 90, None)
    assert [one["muted"] for one in shell.json("feeds", "mute", "Alpha", "Gamma")] == [True, True]
    assert shell("feeds", "unmute", "Alpha")[1] == "Alpha is no longer muted.\n"
    assert shell("feeds", "interval", "Alpha")[1] == "Alpha is asked as the settings say.\n"
    shell("feeds", "tags", "Alpha", "x", "y")
    assert shell("feeds", "tags", "Alpha", "--remove", "x")[1] == "y\n"


def test_feeds_and_folders_stand_where_they_are_put(shell: Shell) -> None:
    shell("feeds", "order", "Alpha", "--down")
    assert [one["title"] for one in shell.json("feeds")] == ["Beta", "Alpha", "Gamma"]
    shell("feeds", "folder", "Science", "--up")
    assert [one["title"] for one in shell.json("feeds")] == ["Gamma", "Beta", "Alpha"]
    shell("feeds", "order", "Alpha", "--up", "3")
    assert [one["title"] for one in shell.json("feeds")] == ["Gamma", "Alpha", "Beta"]


def test_what_cannot_be_done_is_said_and_nothing_is_written(shell: Shell, feeds: Path) -> None:
    for command, complaint in (
        (("interval", "Alpha", "often"), "Write how often"),
        (("interval", "Alpha", "1"), "5 to 527,040 minutes"),
        (("folder", "Nowhere", "--remove"), "There is no folder “Nowhere”"),
        (("folder", "World", "--rename", " "), "needs a name"),
        (("move", "Alpha"), "is where it was"),
    ):
        code, out, err = shell("feeds", *command)
        assert (code, out) == (1, "")
        assert complaint in err
    assert shell("feeds", "folder", "World")[0] == 2
    assert feeds.read_text(encoding="utf-8") == FEEDS

"""`--json`: one object a line with the fields that docs/json.md promises, whatever is in them."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from reader.demo import DemoServer
from tests.cli.test_commands import PAGE, Shell, shell
from tests.reference.fields import BY_NAME, WHO
from tests.site.server import Site, page

__all__ = ["shell"]
ROOT = Path(__file__).parents[2]
READER = (sys.executable, "-m", "reader")
RULE = ("rules", "add", "sines", "--do", "star", "--name", "ports")


def check(records: Sequence[dict[str, Any]], *names: str) -> None:
    """Every object has the fields that are promised, in their order, and no other."""
    assert records
    always = [key for name in names for key in BY_NAME[name].fields]
    sometimes = [key for name in names for key in BY_NAME[name].sometimes]
    for record in records:
        assert [key for key in record if key not in sometimes] == list(dict.fromkeys(always))


def test_every_command_prints_the_fields_that_are_promised(
    shell: Shell, demo: DemoServer, tmp_path: Path
) -> None:
    text = tmp_path / "page.txt"
    text.write_text(PAGE, encoding="utf-8")
    check(shell.json("refresh"), "Fetched feed")
    articles = shell.json("list")
    number = str(articles[0]["id"])
    check(articles, "Article")
    check(shell.json("search", "the"), "Article")
    check(shell.json("tag", number, "x"), "Article")
    check(shell.json("list", "--count"), "Count")
    check(shell.json("mark", number, "read"), "Changed articles")
    check(shell.json("tag", "--where", "tag:x", "y", "--dry-run"), "Changed articles")
    check(shell.json("tag", "--rename", "x", "z"), "Changed articles")
    check(shell.json("feeds"), "Feed")
    check(shell.json("feeds", "health"), "Health of a feed")
    check(shell.json("feeds", "rename", "1", "Other"), "Changed feed")
    check(
        shell.json("feeds", "find", f"{demo.base_url}/meridian/feed.xml"),
        "Found feed",
    )
    check(shell.json(*RULE), "Rule")
    check(shell.json("rules"), "Rule")
    check(shell.json("rules", "test"), "Rule")
    check(shell.json("rules", "test", "ports"), "Article")
    check(shell.json("rules", "remove", "ports"), "Rule")
    shell("backup")
    check(shell.json("backup", "--list"), "Backup")
    check(shell.json("purge", "--dry-run"), "Purge")
    check(shell.json("doctor"), "Check")
    check(shell.json("config"), "Places")
    check(shell.json("config", "--get", "theme"), "Setting")
    check(shell.json("--keys"), "Action")
    check(shell.json("feeds", "remove", "1"), "Feed")


def test_what_is_read_in_full_has_the_fields_that_are_promised(shell: Shell, tmp_path: Path) -> None:
    shell("refresh")
    number = str(next(record["id"] for record in shell.json("search", "Sines") if record["authors"]))
    [shown] = shell.json("show", number)
    article, document = BY_NAME["Article"].fields, BY_NAME["Document"].fields
    assert set(shown) == {*article, *document}
    check(shown["authors"], "Author")
    check([one for kind in shown["entities"].values() for one in kind], "Entity")
    check(shown["figures"], "Figure")
    assert {key for block in shown["blocks"] for key in block} <= {
        "kind",
        "text",
        "level",
        "marker",
        "language",
        "links",
        "marks",
    }
    text = tmp_path / "page.txt"
    text.write_text(PAGE, encoding="utf-8")
    check(shell.json("inspect", str(text)), "Document")
    for record in shell.json("who", shown["entities"]["place"][0]["name"]):
        assert list(record) == ["is", *WHO[record["is"]]]
    check(shell.json("stories", "--since", "9w"), "Story")
    told = shell.json("story", number)
    check([record for record in told if "counted" not in record], "Part of a story")
    if counted := [record for record in told if "counted" in record]:
        check(counted, "Figure of a story")
    check(shell.json("brief", "--since", "9w"), "Story in a briefing")
    if related := shell.json("related", number):
        check(related, "Related article")


async def test_what_a_feed_says_is_one_line_and_steers_no_terminal(tmp_path: Path) -> None:
    evil = "a&#10;b \u202e c &#x9b;31m \u2028 d"
    item = f"<item><guid>1</guid><title>{evil}</title></item>"
    feed = f"<rss version='2.0'><channel><title>{evil}</title>{item}</channel></rss>"
    async with Site({"/a.xml": page(feed.encode(), content_type="application/rss+xml")}) as site:
        (tmp_path / "feeds.toml").write_text(f'[[feed]]\nurl = "{site.url("/a.xml")}"\n', encoding="utf-8")
        where = ("--feeds", str(tmp_path / "feeds.toml"), "--library", str(tmp_path / "l.db"))
        for command in ("refresh", "list", "feeds"):
            process = await asyncio.create_subprocess_exec(
                *READER, *where, command, "--json", stdout=asyncio.subprocess.PIPE
            )
            out, _ = await process.communicate()
            [line] = out.decode().split("\n")[:-1]
            assert json.loads(line)
            assert line.isprintable()


def test_a_name_that_is_no_text_comes_back_as_it_is(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/a\nb\x1b[31m\xff.toml"
    for encoding in ("utf-8", "latin-1"):
        done = subprocess.run(
            [*READER, "--feeds", odd, "config", "--json"],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONIOENCODING": encoding},
        )
        [line] = done.stdout.splitlines()
        assert os.fsencode(json.loads(line)["feeds"]) == odd
        assert b"\x1b" not in line


def test_nothing_is_lost_where_the_locale_cannot_write_it(
    shell: Shell, demo_feeds: Path, tmp_path: Path
) -> None:
    shell("refresh")
    done = subprocess.run(
        [
            *READER,
            "--feeds",
            demo_feeds,
            "--library",
            tmp_path / "library.db",
            "list",
            "--json",
            "--limit",
            "0",
        ],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    )
    titles = {json.loads(line.decode("latin-1"))["title"] for line in done.stdout.splitlines()}
    assert titles == {record["title"] for record in shell.json("list", "--limit", "0")}
    assert any(not title.isascii() for title in titles)


def test_an_object_is_there_before_the_next_is_waited_for(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    process = subprocess.Popen(
        [*READER, "inspect", str(tmp_path / "page.txt"), "-", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    impatience = threading.Timer(60, process.kill)
    impatience.start()
    with process:
        assert json.loads(process.stdout.readline())["title"] == "Harbour reopens after storm"
        assert process.poll() is None
        process.stdin.write(PAGE.encode())
        process.stdin.close()
        assert json.loads(process.stdout.readline())["title"] == "Harbour reopens after storm"
    impatience.cancel()
    assert process.returncode == 0


@pytest.mark.parametrize("command", ["list --limit 0", "feeds", "--keys"])
def test_whoever_has_seen_enough_may_go(shell: Shell, demo_feeds: Path, tmp_path: Path, command: str) -> None:
    shell("refresh")
    where = f"--feeds '{demo_feeds}' --library '{tmp_path}/library.db'"
    line = f"{{ '{sys.executable}' -m reader {where} {command} --json; echo $? >&2; }} | head -n 1"
    done = subprocess.run(["sh", "-c", line], capture_output=True, check=False)
    assert (done.stdout.count(b"\n"), done.stderr) == (1, b"0\n")
    assert json.loads(done.stdout)


# What docs/json.md shows

EXAMPLES = re.findall(
    r"^    (reader .*\| jq .*)$", (ROOT / "docs" / "json.md").read_text("utf-8"), re.MULTILINE
)


@pytest.fixture(scope="module")
def on_path(demo: DemoServer, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which `reader` has articles."""
    folder = tmp_path_factory.mktemp("shell")
    (folder / "feeds.toml").write_text(demo.feeds_toml, encoding="utf-8")
    (folder / "reader").write_text(f"#!/bin/sh\nexec '{sys.executable}' -m reader \"$@\"\n", encoding="utf-8")
    (folder / "reader").chmod(0o700)
    environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    environment |= {"READER_FEEDS": str(folder / "feeds.toml"), "READER_LIBRARY": str(folder / "library.db")}
    subprocess.run(["reader", "refresh", "--quiet"], env=environment, check=True)
    subprocess.run(
        ["sh", "-c", "reader show $(reader list --limit 1 | cut -f 1)"],
        env=environment,
        check=True,
        capture_output=True,
    )
    return environment


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not there")
@pytest.mark.parametrize("line", EXAMPLES)
def test_the_lines_that_are_shown_say_something(line: str, on_path: dict[str, str]) -> None:
    done = subprocess.run(
        ["sh", "-c", f"set -e; {line}"], env=on_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()


def test_five_lines_are_shown() -> None:
    assert len(EXAMPLES) == 5

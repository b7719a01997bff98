"""`reader refresh` where nobody looks: quiet, told by notifications, alone at it, and ended by a signal."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from reader import opener
from reader.demo import DemoServer
from reader.library import Library
from reader.model import View
from reader.storage.turn import RefreshTurn
from tests.cli.test_commands import Shell, shell
from tests.site.server import Endpoint, Request, Site, page

__all__ = ["shell"]
needs_locks = pytest.mark.skipif(sys.platform == "win32", reason="there are no locks on files")
needs_affinity = pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="no system call for it")
ITEM = "<item><guid>{n}</guid><title>Ferry number {n}</title><description>It sails.</description></item>"


def feed(*numbers: int) -> Endpoint:
    items = "".join(ITEM.format(n=number) for number in numbers)
    body = f"<rss version='2.0'><channel><title>Ferries</title>{items}</channel></rss>"
    return page(body.encode(), content_type="application/rss+xml")


def is_open(file: Path, pid: int) -> bool:
    """Whether a process has a file open, as far as the system tells."""
    files = Path(f"/proc/{pid}/fd")
    return not files.exists() or any(link.resolve() == file for link in files.iterdir())


def threads_of(pid: int) -> list[int]:
    return [int(one.name) for one in Path(f"/proc/{pid}/task").iterdir()]


class Gate:
    """A feed that answers once it is opened."""

    def __init__(self, *numbers: int) -> None:
        self.asked, self.open = asyncio.Event(), asyncio.Event()
        self._feed = feed(*numbers)

    async def __call__(self, request: Request, writer: asyncio.StreamWriter) -> None:
        self.asked.set()
        await self.open.wait()
        await self._feed(request, writer)


class Desk:
    """A feeds.toml, a library beside it, and `reader` as a process."""

    def __init__(self, folder: Path, site: Site, *paths: str, settings: str = "", more: str = "") -> None:
        self.library, self._feeds = folder / "library.db", folder / "feeds.toml"
        subscribed = "".join(f'[[feed]]\nurl = "{site.url(path)}"\n' for path in paths)
        self._feeds.write_text(f"[settings]\n{settings}\n{more}\n{subscribed}", encoding="utf-8")

    async def start(self, *arguments: str, **environment: str) -> asyncio.subprocess.Process:
        where = ("--feeds", str(self._feeds), "--library", str(self.library))
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "reader", *where, *arguments),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={**os.environ, **environment},
        )

    async def run(self, *arguments: str, **environment: str) -> tuple[int | None, str, str]:
        process = await self.start(*arguments, **environment)
        return await ended(process)

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Library]:
        async with Library.open(self._feeds, self.library) as library:
            yield library

    async def until_there_are(self, count: int) -> None:
        async with asyncio.timeout(60):
            while True:
                async with self.opened() as library:
                    if library.article_count() == count:
                        return
                await asyncio.sleep(0.05)


async def ended(process: asyncio.subprocess.Process) -> tuple[int | None, str, str]:
    async with asyncio.timeout(60):
        out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


def notifier(folder: Path) -> tuple[str, Path]:
    """A line of settings with a program that keeps what it is told, and where."""
    told = folder / "told"
    code = "import json, sys; print(json.dumps(sys.argv[2:]), file=open(sys.argv[1], 'a'))"
    return f"notify = {json.dumps([sys.executable, '-c', code, str(told), '{title}', '{text}'])}", told


# What a cron mail would say


def test_quiet_says_nothing_of_what_went_well(shell: Shell) -> None:
    assert shell("refresh", "--quiet") == (0, "", "")
    assert shell("refresh", "-q", "--due") == (0, "", "")


def test_quiet_says_in_a_line_for_each_feed_what_went_wrong(shell: Shell, demo: DemoServer) -> None:
    shell("feeds", "add", f"{demo.base_url}/gone.xml", "--title", "The Gone")
    code, out, err = shell("refresh", "--quiet")
    assert (code, out) == (1, "")
    assert err.startswith("reader: The Gone: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("wrong", [["--due", "1"], ["--quite"], ["no such feed"]])
def test_wrong_usage_is_code_2_and_nothing_is_fetched(shell: Shell, wrong: list[str]) -> None:
    code, out, err = shell("refresh", *wrong)
    assert (code, out) == (2, "")
    assert err
    assert shell.json("list") == []


# On whose processors


@needs_affinity
@pytest.mark.parametrize(("feeds", "leaves_one"), [(1, False), (200, True)])
async def test_a_refresh_of_many_feeds_leaves_one_processor_to_others(
    tmp_path: Path, feeds: int, *, leaves_one: bool
) -> None:
    gate, mine = Gate(1), os.sched_getaffinity(0)
    async with Site({"/": gate}) as site:
        process = await Desk(tmp_path, site, *(f"/?{n}" for n in range(feeds))).start("refresh", "--quiet")
        await gate.asked.wait()
        left = {thread: os.sched_getaffinity(thread) for thread in threads_of(process.pid)}
        assert set(map(frozenset, left.values())) == {
            frozenset((leaves_one and mine - {min(mine)}) or mine),
        }
        gate.open.set()
        assert await ended(process) == (0, "", "")


@needs_affinity
async def test_a_program_that_such_a_refresh_starts_may_have_them_all(tmp_path: Path) -> None:
    told, mine = tmp_path / "told", os.sched_getaffinity(0)
    code = (
        "import os, sys, time\n"
        "for _ in range(500):\n"
        "    if len(os.sched_getaffinity(0)) == int(sys.argv[2]): break\n"
        "    time.sleep(0.01)\n"
        "open(sys.argv[1], 'w').write(str(sorted(os.sched_getaffinity(0))))\n"
    )
    program = [sys.executable, "-c", code, str(told), str(len(mine)), "{text}"]
    async with Site({"/": feed(1)}) as site:
        many = (f"/?{n}" for n in range(200))
        desk = Desk(tmp_path, site, *many, settings=f"notify = {json.dumps(program)}")
        assert await desk.run("refresh", "--quiet", "--notify") == (0, "", "")
    assert told.read_text() == str(sorted(mine))


# Notifications


async def test_new_articles_are_told_once_with_the_first_titles(tmp_path: Path) -> None:
    setting, told = notifier(tmp_path)
    async with Site({"/a.xml": feed(1, 2, 3, 4, 5)}) as site:
        desk = Desk(tmp_path, site, "/a.xml", settings=setting)
        assert await desk.run("refresh", "--quiet", "--notify") == (0, "", "")
        [title, text] = json.loads(told.read_text())
        assert title == "5 new articles"
        assert text.count("Ferry number") == 3
        assert text.endswith(" and 2 more")
        assert await desk.run("refresh", "--quiet", "--notify") == (0, "", ""), "nothing is new"
        assert len(told.read_text().splitlines()) == 1


async def test_what_rules_have_read_is_not_told_but_what_they_tell_is(tmp_path: Path) -> None:
    setting, told = notifier(tmp_path)
    rules = "[[rule]]\nname = 'two'\nwhen = 'title:2'\ndo = ['notify']\n"
    rules += "[[rule]]\nwhen = '-title:2'\ndo = ['mark read']\n"
    async with Site({"/a.xml": feed(1, 2, 3)}) as site:
        desk = Desk(tmp_path, site, "/a.xml", settings=setting, more=rules)
        assert await desk.run("refresh", "--quiet", "--notify") == (0, "", "")
    assert sorted(map(json.loads, told.read_text().splitlines())) == [
        ["1 new article", "Ferry number 2"],
        ["Reader: two", "Ferry number 2"],
    ]


async def test_a_notification_that_cannot_be_shown_is_something_that_failed(tmp_path: Path) -> None:
    async with Site({"/a.xml": feed(1)}) as site:
        desk = Desk(
            tmp_path, site, "/a.xml"
        )  # where the settings say "off" the person asks for it all the same
        code, out, err = await desk.run("refresh", "-q", "--notify", PATH=str(tmp_path))
        assert (code, out) == (1, "")
        assert err.startswith("reader: nothing shows notifications here; write notify = ")
        async with desk.opened() as library:
            assert library.article_count() == 1


@pytest.mark.skipif(sys.platform != "linux", reason="where systemd keeps the desktop's bus")
def test_the_desktop_of_somebody_logged_in_is_found_without_being_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Path, "is_socket", lambda path: str(path) == f"/run/user/{os.getuid()}/bus")
    for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    opener.find_desktop()
    assert os.environ["DBUS_SESSION_BUS_ADDRESS"] == f"unix:path=/run/user/{os.getuid()}/bus"
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "mine")
    opener.find_desktop()
    assert os.environ["DBUS_SESSION_BUS_ADDRESS"] == "mine"


# Two at once


@needs_locks
async def test_what_is_due_is_left_to_a_reader_that_is_at_it(tmp_path: Path) -> None:
    gate = Gate(1)
    async with Site({"/a.xml": gate, "/b.xml": feed(2)}) as site:
        desk = Desk(tmp_path, site, "/a.xml", "/b.xml")
        first = await desk.start("refresh")
        await gate.asked.wait()
        assert await desk.run("refresh", "--due") == (0, "", "")
        gate.open.set()
        code, out, _ = await ended(first)
        assert (code, "2 new articles" in out) == (0, True)
        assert [request.path for request in site.asked].count("/a.xml") == 1


@needs_locks
async def test_a_person_waits_for_the_other_and_asks_what_that_did_not(tmp_path: Path) -> None:
    gate = Gate(1)
    async with Site({"/a.xml": gate, "/b.xml": feed(2)}) as site:
        desk = Desk(tmp_path, site, "/a.xml", "/b.xml")
        first = await desk.start("refresh", site.url("/a.xml"))
        await gate.asked.wait()
        second = await desk.start("refresh")
        while not is_open(tmp_path / "library.db", second.pid):  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(0.05)
        await asyncio.sleep(1)  # a moment later it wants its turn
        assert second.returncode is None
        assert len(site.asked) == 1
        gate.open.set()
        assert (await ended(first))[0] == 0
        code, out, err = await ended(second)
        assert (code, err) == (0, "")
        assert out.startswith("1 feeds: 1 new articles")
        assert "1 left to another Reader" in out
        assert sorted(request.path for request in site.asked) == ["/a.xml", "/b.xml"]


@needs_locks
async def test_the_application_asks_nothing_by_itself_beside_another_and_can_be_stopped_waiting(
    tmp_path: Path,
) -> None:
    async with Site({"/a.xml": feed(1)}) as site:
        desk = Desk(tmp_path, site, "/a.xml")
        async with desk.opened() as library:
            other = RefreshTurn(library._store._connections.path)
            assert other.take()
            assert (await library.refresh_due()).elsewhere == 1
            waiting = asyncio.create_task(library.refresh())
            while not library.stop_refreshing():  # noqa: ASYNC110 - nothing tells
                await asyncio.sleep(0)
            report = await waiting
            assert (report.feeds, report.elsewhere, site.asked) == (0, 1, [])
            other.give_back()
            assert (await library.refresh_due()).new == 1


# Signals


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of Unix")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
async def test_a_signal_ends_it_in_order_and_what_came_is_kept(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    gate = Gate(3)
    async with Site({"/a.xml": feed(1, 2), "/never.xml": gate}) as site:
        desk = Desk(tmp_path, site, "/a.xml", "/never.xml")
        process = await desk.start("refresh", "--quiet")
        await desk.until_there_are(2)
        process.send_signal(number)
        assert await ended(process) == (code, "", "reader: stopped after 1 feed; what came is kept\n")
        async with desk.opened() as library:
            assert library.count(View("all")) == 2
            assert not library.problems()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of Unix")
async def test_the_second_signal_ends_it_at_once(tmp_path: Path) -> None:
    gate = Gate(3)
    sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
    rule = f"[[rule]]\nwhen = 'ferry'\nrun = {json.dumps(sleeper)}\n"
    async with Site({"/a.xml": feed(1), "/never.xml": gate}) as site:
        desk = Desk(tmp_path, site, "/a.xml", "/never.xml", more=rule)
        process = await desk.start("refresh", "--quiet")
        await desk.until_there_are(1)
        process.send_signal(signal.SIGTERM)
        while process.returncode is None:  # the rule's program sleeps, for which it waits a while
            await asyncio.sleep(0.5)
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
        code, _, _ = await ended(process)
        assert code == -signal.SIGTERM
        async with desk.opened() as library:
            assert not library.problems()

"""A feed that hangs, fills or kills its parser costs itself; another process goes on with the others."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from reader.asking import Asking
from reader.fetch import Client
from reader.model import Subscription, View
from reader.refresh import refresh
from reader.storage import Store
from reader.worker import JobError, Worker
from tests.site.documents import good, rss
from tests.site.server import Site, page

if TYPE_CHECKING:
    from pathlib import Path

# The worker's own program, with a parser that does what a feed tells it to. No known bytes do that to the
# real one: its limits stand before it. The kill is the last line.
TRAPPED = """
import ctypes, functools, os, sys, time
import reader.jobs.feeds, reader.worker_process
real = reader.jobs.feeds.parse_feed
@functools.wraps(real)
def parse_feed(body, url, content_type):
    if b"HANG" in body:
        time.sleep(600)
    if b"EAT" in body:
        eaten = [bytes(2**26) for _ in range(2**16)]
    if b"CRASH" in body:
        ctypes.string_at(1)
    if b"EXIT" in body:
        os._exit(0)
    return real(body, url, content_type)
reader.jobs.feeds.parse_feed = parse_feed
sys.argv[1:] = sys.argv[-1:]
reader.worker_process.main()
"""
TOLD = {
    "HANG": "reading it took longer than 4 seconds",
    "EAT": "reading it needed too much memory",
    "CRASH": "reading it needed too much memory or broke the parser",
    "EXIT": "reading it needed too much memory or broke the parser",
}


@pytest.fixture
def trapped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers are started with a parser that obeys."""
    (tmp_path / "trapped.py").write_text(TRAPPED, encoding="utf-8")
    program = tmp_path / "python"
    command = f"exec '{sys.executable}' -P '{tmp_path / 'trapped.py'}' \"$@\""
    program.write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setattr("sys.executable", str(program))


@pytest.mark.usefixtures("trapped")
async def test_what_a_feed_does_to_its_parser_is_told_and_costs_no_other_feed(tmp_path: Path) -> None:
    endpoints = {f"/{word}": page(rss(word)) for word in TOLD} | {
        f"/good/{n}": good(f"good-{n}") for n in range(6)
    }
    store = Store.open(tmp_path / "library.db")
    worker = Worker(longest=4)
    async with Site(endpoints) as site, Client() as client:
        store.sync_feeds([Subscription(site.url(path)) for path in endpoints])
        report = await refresh(store.feeds(), store, Asking(client, worker), at_once=4)
        health = {feed.url: (feed.error, feed.total) for feed in store.feeds()}
        assert {word: health[site.url(f"/{word}")] for word in TOLD} == {
            word: (told, 0) for word, told in TOLD.items()
        }
        assert [health[site.url(f"/good/{n}")] for n in range(6)] == [(None, 2)] * 6
    assert len(report.failed) == len(TOLD)
    assert store.count(View("all")) == 12
    await worker.close()
    store.close()


@pytest.mark.usefixtures("trapped")
@pytest.mark.parametrize("word", TOLD)
async def test_a_process_that_a_feed_has_ended_is_another_one_for_the_next(word: str) -> None:
    worker = Worker(longest=4)
    assert (await worker.parse_feed(rss("first"), None, None)).entries
    before = worker.pid
    with pytest.raises(JobError):
        await worker.parse_feed(rss(word), None, None)
    assert (await worker.parse_feed(rss("next"), None, None)).title == "next"
    assert (worker.pid == before) is (word == "EAT"), "an allocation that fails ends the job alone"
    await worker.close()

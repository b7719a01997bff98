"""How many workers a refresh has."""

import asyncio

import pytest

from reader import pair
from reader.worker import Worker
from tests.processes import children, runs

pytestmark = pytest.mark.own_workers

FEED = (
    b"<rss version='2.0'><channel><title>Ships</title><item><title>Sines waits</title></item></channel></rss>"
)


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pair, "processors", lambda: 2)


async def _processes(documents: int, *, alone: bool = True) -> int:
    """How many processes parse, of a worker and what is started beside it."""
    before = _family()
    worker = Worker()
    async with pair.parser_of(worker, documents, alone=alone) as parser:
        feeds = await asyncio.gather(*(parser.parse_feed(FEED, None, None) for _ in range(20)))
        assert {feed.title for feed in feeds} == {"Ships"}
        during = len(_family() - before)
    async with asyncio.timeout(10):  # its pipe is closed a moment before it has ended
        while len(_family() - before) > 1:  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(0.02)
    assert worker.pid is not None  # it is whoever's it was
    await worker.close()
    assert _family() <= before
    return during


def _family() -> set[str]:
    own = children()
    return set(filter(runs, own.union(*map(children, own))))


async def test_many_documents_are_read_by_two_processes() -> None:
    assert await _processes(pair.TWO_FROM) == 2


async def test_few_are_read_by_one() -> None:
    assert await _processes(pair.TWO_FROM - 1) == 1


async def test_beside_the_application_one_is_enough() -> None:
    assert await _processes(500, alone=False) == 1


async def test_one_processor_has_one_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pair, "processors", lambda: 1)
    assert await _processes(500) == 1


async def test_what_takes_long_in_one_leaves_the_other_free() -> None:
    worker = Worker()
    async with pair.parser_of(worker, 50, alone=True) as parser:
        await asyncio.gather(*(parser.parse_feed(FEED, None, None) for _ in range(4)))
        slow = asyncio.create_task(parser.parse_feed(_large(), None, None))
        await asyncio.sleep(0)
        for _ in range(5):
            await parser.parse_feed(FEED, None, None)
        assert not slow.done()
        assert len((await slow).entries) > 100
    await worker.close()


def _large() -> bytes:
    items = "".join(f"<item><title>Ship {n}</title><guid>{n}</guid></item>" for n in range(40_000))
    return f"<rss version='2.0'><channel><title>Ships</title>{items}</channel></rss>".encode()

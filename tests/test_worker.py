"""The worker process: what it does, and what it survives."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from reader.model import Block, Document
from reader.worker import JobError, Worker

PAGE = b"<html><title>Ships wait</title><body><article>" + b"".join(
    b"<p>Anna Meyer counted %d ships outside the port of Sines on Monday, and said that more would come.</p>"
    % n
    for n in range(11, 17)
)


@pytest_asyncio.fixture
async def worker() -> AsyncIterator[Worker]:
    worker = Worker()
    yield worker
    await worker.close()


async def test_pages_feeds_and_texts_are_read_in_another_process(worker: Worker) -> None:
    page = await worker.extract_page(PAGE, "https://example.org/ships")
    assert "Anna Meyer counted 11 ships" in page.text
    assert worker.pid not in {None, os.getpid()}
    feed = await worker.parse_feed(
        b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', None, None
    )
    assert feed.error is None
    text = await worker.extract_text("Ships wait\n\nAnna Meyer counted 11 ships.")
    assert text.blocks


async def test_a_document_comes_back_understood(worker: Worker) -> None:
    document = Document(blocks=(Block("paragraph", "Anna Meyer counted 12 ships near Lisbon."),))
    understanding = await worker.understand(document)
    assert {entity.name for entity in understanding.entities} >= {"Anna Meyer", "Lisbon"}
    assert [figure.value for figure in understanding.figures] == [12]


async def test_what_takes_too_long_is_killed_and_the_next_job_runs(worker: Worker) -> None:
    with pytest.raises(JobError, match=r"took longer than 0\.001 seconds"):
        await worker.extract_page(PAGE, None, deadline=0.001)
    assert (await worker.extract_page(PAGE, None)).text


async def test_a_worker_that_dies_costs_one_job(worker: Worker) -> None:
    await worker.extract_text("Ready\n\nIt is up.")
    first = worker.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    results = await asyncio.gather(
        worker.extract_page(PAGE, None), worker.extract_page(PAGE, None), return_exceptions=True
    )
    assert sum(isinstance(result, Document) for result in results) >= 1
    assert all(isinstance(result, Document | JobError) for result in results)
    assert worker.pid != first


async def test_a_cancelled_job_leaves_the_worker_usable(worker: Worker) -> None:
    job = asyncio.create_task(worker.extract_page(PAGE, None))
    await asyncio.sleep(0.01)
    job.cancel()
    with pytest.raises(asyncio.CancelledError):
        await job
    assert (await worker.extract_page(PAGE, None)).text


async def test_what_a_person_waits_for_goes_before_what_comes_by_itself(worker: Worker) -> None:
    await worker.extract_text("Ready\n\nIt is up.")
    order: list[str] = []

    async def feed(number: int) -> None:
        await worker.parse_feed(b"<rss version='2.0'><channel/></rss>", None, None)
        order.append(f"feed {number}")

    async def page() -> None:
        await worker.extract_page(PAGE, None)
        order.append("page")

    feeds = [asyncio.create_task(feed(number)) for number in range(4)]
    await asyncio.sleep(0)
    await asyncio.gather(page(), *feeds)
    assert order.index("page") <= 1


async def test_many_jobs_at_once_all_get_their_own_answer(worker: Worker) -> None:
    texts = [f"Ships wait\n\nAnna Meyer counted {n} ships in the port." for n in range(30)]
    documents = await asyncio.gather(*(worker.extract_text(text) for text in texts))
    assert all(f"counted {n} ships" in document.text for n, document in enumerate(documents))


async def test_nothing_is_left_running_after_close() -> None:
    worker = Worker()
    await worker.extract_text("Ready\n\nIt is up.")
    pid = worker.pid
    assert pid is not None
    await worker.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)

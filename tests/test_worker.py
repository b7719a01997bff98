"""The worker process: what it does, and what it survives."""

import asyncio
import os
import signal
import struct
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
import pytest_asyncio

from reader.model import Block, Document
from reader.worker import JobError, Worker
from tests.processes import children, runs

pytestmark = pytest.mark.own_workers

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


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="cannot see a process's threads")
async def test_a_worker_takes_one_thread_however_many_cores_there_are(worker: Worker) -> None:
    assert (await worker.extract_page(PAGE, None)).text
    threads = Path(f"/proc/{worker.pid}/task")
    assert len(list(threads.iterdir())) == 1
    assert (await worker.understand(Document(blocks=(Block("paragraph", "Anna Meyer left."),)))).entities
    assert len(list(threads.iterdir())) <= 2  # onnxruntime keeps one that waits


async def test_a_document_comes_back_understood(worker: Worker) -> None:
    document = Document(blocks=(Block("paragraph", "Anna Meyer counted 12 ships near Lisbon."),))
    understanding = await worker.understand(document)
    assert {entity.name for entity in understanding.entities} >= {"Anna Meyer", "Lisbon"}
    assert [figure.value for figure in understanding.figures] == [12]


async def test_an_engine_that_is_not_there_is_told_in_one_sentence() -> None:
    worker = Worker(engine="spacy:no_such_model")
    try:
        with pytest.raises(JobError, match=r"^spaCy (?:is not installed; pip|has no model)"):
            await worker.understand(Document(blocks=(Block("paragraph", "Anna Meyer left."),)))
    finally:
        await worker.close()


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


async def test_after_close_no_process_is_started_for_what_still_waits() -> None:
    worker = Worker()
    await worker.extract_text("Ready\n\nIt is up.")
    jobs = [asyncio.create_task(worker.extract_page(PAGE, None)) for _ in range(5)]
    await asyncio.sleep(0)
    await worker.close()
    results = await asyncio.gather(*jobs, return_exceptions=True)
    assert worker.pid is None
    assert isinstance(results[-1], JobError)


@pytest.mark.parametrize(
    "answer",
    [b"\x92\x01\xc0", b"\x93", b"", b"\x91" * 100_000, msgspec.msgpack.encode(({"blocks": 3}, None))],
    ids=["wrong type", "broken", "empty", "deep", "wrong field"],
)
async def test_a_worker_that_answers_nonsense_is_replaced(
    answer: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    await answers_instead(struct.pack(">I", len(answer)) + answer, monkeypatch, tmp_path)


async def test_a_worker_that_announces_too_much_is_replaced(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    await answers_instead(b"\xff\xff\xff\xff", monkeypatch, tmp_path)


async def answers_instead(written: bytes, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """One job with a worker that writes these bytes, and one after it with a good one."""
    (folder / "answer").write_bytes(written)
    fake = folder / "python"
    fake.write_text(f"#!/bin/sh\ncat '{folder / 'answer'}'\nexec sleep 60\n", encoding="utf-8")
    fake.chmod(0o700)
    worker = Worker()
    with monkeypatch.context() as patched:
        patched.setattr("sys.executable", str(fake))
        with pytest.raises(JobError):
            await worker.extract_page(PAGE, None, deadline=30)
    assert (await worker.extract_page(PAGE, None)).text
    await worker.close()


async def test_a_worker_that_cannot_be_started_fails_its_job(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/no/such/program")
    with pytest.raises(JobError, match="could not be started"):
        await Worker().extract_page(PAGE, None)


def test_a_worker_whose_reader_is_gone_ends_itself(tmp_path: Path) -> None:
    program = (
        "import functools, sys, time, reader.jobs.pages as pages, reader.worker_process as worker\n"
        "worker.LONGEST_JOB = 1\n"
        "real = pages.extract_text\n"
        "pages.extract_text = functools.wraps(real)(lambda _: time.sleep(60))\n"
        "sys.argv[1:] = []\n"
        "worker.main()\n"
    )
    request = msgspec.msgpack.encode(("extract_text", ("x",)))
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=struct.pack(">I", len(request)) + request,
        check=False,
        timeout=50,
    )
    assert done.returncode == -signal.SIGALRM


async def test_a_worker_that_is_closed_while_it_starts_leaves_no_process() -> None:
    worker, before = Worker(), children()
    job = asyncio.create_task(worker.extract_page(PAGE, None))
    while not children() - before:  # noqa: ASYNC110 - nothing tells
        await asyncio.sleep(0)
    assert worker.pid is None  # it is not up yet
    await worker.close()
    assert children() == before
    with pytest.raises(JobError, match="closing"):
        await job


async def test_a_job_that_is_cancelled_again_and_again_leaves_no_process_when_the_worker_closes() -> None:
    worker, before = Worker(), children()
    await worker.extract_page(PAGE, None)
    job = asyncio.create_task(worker.extract_page(PAGE, None))
    for _ in range(3):
        await asyncio.sleep(0)
        job.cancel()
    await worker.close()
    assert children() == before
    assert job.cancelled()


async def test_a_worker_that_rests_has_no_process_and_works_again() -> None:
    worker = Worker()
    await worker.extract_text("A text.")
    pids = [worker.pid]
    await worker.rest()
    pids.append(worker.pid)
    await worker.extract_text("A text.")
    pids.append(worker.pid)
    await worker.close()
    assert pids[1] is None
    assert len({*pids}) == 3


async def test_a_rest_that_is_cancelled_leaves_no_process_when_the_worker_closes() -> None:
    worker, before = Worker(), children()
    await worker.extract_text("A text.")
    rest = asyncio.create_task(worker.rest())
    await asyncio.sleep(0)
    rest.cancel()
    await worker.close()
    assert rest.cancelled()
    assert children() == before


# Two halves

FEED = (
    b"<rss version='2.0'><channel><title>Ships</title><item><title>Sines waits</title></item></channel></rss>"
)


@pytest_asyncio.fixture
async def halves() -> AsyncIterator[tuple[Worker, Worker]]:
    first = Worker()
    second = first.divide()
    assert second is not None
    yield first, second
    await second.close()
    await first.close()


async def test_a_process_that_divides_reads_feeds_twice_at_once(halves: tuple[Worker, Worker]) -> None:
    documents = await asyncio.gather(*(half.parse_feed(FEED, None, None) for half in halves * 5))
    assert {document.title for document in documents} == {"Ships"}
    first, second = halves
    assert str(first.pid) in children()
    assert children(str(first.pid)) == {str(second.pid)}
    assert (await second.extract_page(PAGE, None)).text  # it does all that a worker does


async def test_both_halves_end_when_they_are_let_go() -> None:
    first = Worker()
    second = first.divide()
    assert second is not None
    await asyncio.gather(*(half.parse_feed(FEED, None, None) for half in (first, second)))
    numbers = [first.pid or 0, second.pid or 0]
    await second.close()
    await first.close()
    for number in numbers:
        with pytest.raises(ProcessLookupError):
            os.kill(number, 0)


async def test_one_half_that_is_killed_costs_one_job_and_the_other_goes_on(
    halves: tuple[Worker, Worker],
) -> None:
    for killed, other in (halves, halves[::-1]):
        await asyncio.gather(*(half.parse_feed(FEED, None, None) for half in halves))
        with pytest.raises(JobError, match=r"took longer than 0\.001 seconds"):
            await killed.extract_page(PAGE, None, deadline=0.001)
        assert (await other.parse_feed(FEED, None, None)).title == "Ships"
        assert (await killed.parse_feed(FEED, None, None)).title == "Ships"


async def test_a_half_that_dies_unseen_is_replaced(halves: tuple[Worker, Worker]) -> None:
    _, second = halves
    await second.parse_feed(FEED, None, None)
    died = second.pid
    assert died is not None
    os.kill(died, signal.SIGKILL)
    results = await asyncio.gather(
        *(second.parse_feed(FEED, None, None) for _ in range(3)), return_exceptions=True
    )
    assert sum(isinstance(result, JobError) for result in results) <= 1
    assert second.pid not in {None, died}


async def test_where_no_other_half_comes_a_process_of_its_own_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_whole = tmp_path / "python"
    only_whole.write_text(f'#!/bin/sh\n[ $# -gt 4 ] && exit 1\nexec {sys.executable} "$@"\n')
    only_whole.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(only_whole))
    first = Worker()
    second = first.divide()
    assert second is not None
    assert (await second.parse_feed(FEED, None, None)).title == "Ships"
    assert (await first.parse_feed(FEED, None, None)).title == "Ships"  # it has seen that it ended
    await asyncio.gather(first.close(), second.close())


async def test_a_process_that_cannot_be_started_is_told_by_both_halves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    first = Worker()
    second = first.divide()
    assert second is not None
    for half in (first, second):
        with pytest.raises(JobError, match="could not be started"):
            await half.parse_feed(FEED, None, None)
    await asyncio.gather(first.close(), second.close())


async def test_a_process_that_runs_does_not_divide(worker: Worker) -> None:
    await worker.parse_feed(FEED, None, None)
    assert worker.divide() is None


_DIVIDED = """
import asyncio
from reader.worker import Worker

async def main():
    first = Worker()
    second = first.divide()
    await asyncio.gather(*(half.parse_feed(b"<rss version='2.0'><channel/></rss>", None, None)
                           for half in (first, second)))
    print(first.pid, second.pid, flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


def test_neither_half_outlives_a_program_that_was_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", _DIVIDED], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        halves = [int(number) for number in program.stdout.readline().split()]
        program.kill()
    assert len(halves) == 2
    end = time.monotonic() + 10
    while any(map(runs, halves)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(map(runs, halves))

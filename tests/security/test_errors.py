"""Threats 19, 20 and 21: what servers and exceptions say is washed before it is kept, shown or logged."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest
from textual.app import App

from reader.cli.output import tell_troubles
from reader.fetch import Client, FetchError
from reader.library import Library
from reader.worker import JobError
from tests.security.attacks import EVERYTHING
from tests.security.written import foreign_in
from tests.site.server import Site, head
from tests.tui.conftest import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.site.server import Request
    from tests.tui.conftest import OpenReader

__all__ = ["reading"]

ESCAPES = "a\x1b]0;owned\x07b\x1b[31mc\x9b5md\x85e\x7f"
ANSWERS: dict[str, bytes] = {
    "status": f"HTTP/1.1 404 {ESCAPES}\r\nContent-Length: 0\r\n\r\n".encode("latin-1"),
    "location": head(("Location", f"ftp://{ESCAPES}/"), status=302),
    "coding": head(("Content-Encoding", ESCAPES), ("Content-Length", "1")) + b"x",
    "type": head(("Content-Type", f"image/{ESCAPES}"), ("Content-Length", "1")) + b"x",
    "charset": head(("Content-Type", f"text/xml; charset={ESCAPES}"), ("Content-Length", "1")) + b"x",
    "no http": f"{ESCAPES}\r\n\r\n".encode("latin-1"),
    "json": head(("Content-Length", "40")) + b'{"error": "\x1b[31m", "items": "\x1b]0;x\x07"  ',
    "page": head(("Content-Type", "text/html"), ("Content-Length", "26")) + b"<title>\x1b[31mno</title>   ",
    "xml": head(("Content-Length", "30")) + b"<rss><channel><\x1b[31m></\x9b></",
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
async def test_what_a_server_answers_is_washed_in_every_place_where_it_is_told(
    answer: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def endpoint(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)

    async with Site({"/feed": endpoint}) as site:
        url = site.url("/feed")
        (tmp_path / "feeds.toml").write_text(f'[[feed]]\nurl = "{url}"\n', encoding="utf-8")
        async with Library.open(tmp_path / "feeds.toml", tmp_path / "library.db") as library:
            report = await library.refresh()
            [feed] = library.feeds()
            told = [error for _, error in report.failed] + [feed.error or ""]
        async with Client() as client:
            try:
                response = await client.get(url)
                told.append(response.content_type)
            except FetchError as error:
                told.append(str(error))
    assert any(told)
    assert [foreign_in(text) for text in told[:-1]] == [()] * (len(told) - 1)
    assert all(len(text) <= 500 for text in told)


@pytest.mark.parametrize("error", [FetchError, JobError])
def test_an_error_s_sentence_holds_no_command(error: Callable[..., Exception]) -> None:
    made = error(EVERYTHING, "status") if error is FetchError else error(EVERYTHING)
    assert foreign_in(str(made)) == ()


@pytest.fixture
def complaints() -> Iterator[None]:
    log = logging.getLogger("reader")
    before = log.handlers, log.propagate
    tell_troubles()
    yield
    log.handlers, log.propagate = before


@pytest.mark.usefixtures("complaints")
def test_a_line_of_the_log_is_one_line_and_holds_no_command(capsys: pytest.CaptureFixture[str]) -> None:
    address = f"http://a.example/{EVERYTHING}\nreader: forged\rreader: forged"
    logging.getLogger("reader.gallery").warning("not kept: %s", address)
    try:
        raise ValueError(address)
    except ValueError:
        logging.getLogger("reader.tui").exception("a task failed")
    written = capsys.readouterr().err
    assert foreign_in(written) == ()
    lines = written.splitlines()
    assert all(line.startswith("reader: ") for line in lines)
    assert "not kept: http://a.example/" in lines[0]


async def test_what_is_copied_is_washed_and_bounded(
    reading: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Into the clipboard goes what a person copies, by a key and at no other time."""
    copied: list[str] = []
    monkeypatch.setattr(App, "copy_to_clipboard", lambda _, text: copied.append(text))
    async with reading() as reader:
        await reader.press("enter", "e", "escape", "u", "escape", "G", "g")
        assert copied == []
        reader.screen._copy(EVERYTHING + "x" * 500_000)
        await reader.press("y")
    assert [foreign_in(text.replace("\t", "")) for text in copied] == [(), ()]
    assert max(map(len, copied)) == 100_000

"""`reader downloads` and `reader play`."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from reader.cli import main
from reader.model import Enclosure, Entry, FeedDocument
from reader.storage import Store

SOUND = b"ten bytes!" * 100


class _Sound(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        missing = self.path != "/1.mp3"
        self.send_response(404 if missing else 200)
        self.send_header("Content-Type", "audio/mpeg")
        self.send_header("Content-Length", "0" if missing else str(len(SOUND)))
        self.end_headers()
        self.wfile.write(b"" if missing else SOUND)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[list[str]]:
    """The arguments for a library with two articles, of which the second has a file that is not there."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Sound)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    at = f"http://127.0.0.1:{server.server_port}"
    played = tmp_path / "played"
    player = [sys.executable, "-c", f"import sys; open({str(played)!r}, 'w').write(sys.argv[1])", "{file}"]
    lines = f"download_folder = '{tmp_path / 'casts'}'\n"
    lines += f'[settings.open_with]\n"audio/*" = {json.dumps(player)}\n'
    feeds = tmp_path / "feeds.toml"
    feeds.write_text(f'[settings]\n{lines}[[feed]]\nurl = "{at}/feed"\ntitle = "Harbour"\n', encoding="utf-8")
    base = ["--feeds", str(feeds), "--library", str(tmp_path / "library.db")]
    assert main([*base, "list"]) == 0
    entries = tuple(
        Entry(f"{n}", title=f"Part {n}", enclosures=(Enclosure(f"{at}/{n}.mp3", "audio/mpeg", 1000),))
        for n in (2, 1)
    )
    with Store.open(tmp_path / "library.db") as store:
        store.record_fetch(1, FeedDocument(entries=(*entries, Entry("3", title="Silent", text="x"))))
    yield base
    server.shutdown()
    thread.join()
    server.server_close()


def number_of(base: list[str], title: str, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert main([*base, "--json", "list"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return str(next(row["id"] for row in rows if row["title"] == title))


def test_the_queue_is_filled_fetched_listed_and_emptied(
    shelf: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, missing = number_of(shelf, "Part 1", capsys), number_of(shelf, "Part 2", capsys)
    assert main([*shelf, "downloads", "add", good, missing]) == 0
    assert main([*shelf, "downloads", "run"]) == 1
    told = capsys.readouterr()
    assert "Part 2: 127.0.0.1" in told.err
    assert "answered 404" in told.err
    file = tmp_path / "casts" / "Harbour" / "Part 1.mp3"
    assert file.read_bytes() == SOUND
    assert str(file) in told.out
    assert main([*shelf, "--json", "downloads", "list"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["title"], row["state"], row["file"]) for row in rows] == [
        ("Part 1", "done", str(file)),
        ("Part 2", "failed", None),
    ]
    assert main([*shelf, "downloads", "remove", str(rows[0]["id"]), str(rows[1]["id"]), "99"]) == 1
    assert "There is no such download." in capsys.readouterr().err
    assert not file.exists()
    assert main([*shelf, "downloads"]) == 0
    assert capsys.readouterr().out == ""


def test_what_comes_with_an_article_is_played_and_the_article_is_read(
    shelf: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = number_of(shelf, "Part 1", capsys)
    assert main([*shelf, "play", good]) == 0
    assert (tmp_path / "played").read_text().endswith("/1.mp3")
    assert main([*shelf, "downloads", "add", good]) == 0
    assert main([*shelf, "downloads", "run"]) == 0
    assert main([*shelf, "play", good]) == 0
    assert (tmp_path / "played").read_text() == str(tmp_path / "casts" / "Harbour" / "Part 1.mp3")
    capsys.readouterr()
    assert main([*shelf, "downloads"]) == 0
    assert "played" in capsys.readouterr().out
    with Store.open(tmp_path / "library.db") as store:
        article = store.article(int(good))
        assert article is not None
        assert article.read


def test_what_cannot_be_played_is_told(shelf: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    silent = number_of(shelf, "Silent", capsys)
    assert main([*shelf, "play", silent]) == 2
    assert "no file comes with this article" in capsys.readouterr().err
    assert main([*shelf, "play", "999"]) == 2
    assert main([*shelf, "play", number_of(shelf, "Part 1", capsys), "--file", "2"]) == 2
    assert "there is no file 2, but 1 1.mp3" in capsys.readouterr().err

"""Kills in the middle of a refresh: `python -m tests.faults.kill --times 200`.

`reader refresh` fetches from a server on loopback that has something new each time, while another process
reads, saves and tags. One of the two is killed (SIGKILL) at a random moment, again and again. Nothing that
was acknowledged may be lost, and the file and its search index must be sound.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from threading import Thread
from typing import IO

from tests.faults.acknowledged import Acknowledged

_FEEDS = 30
_ITEMS = 20
_ROOT = Path(__file__).parents[2]


def main() -> None:
    """Kill, and say what was acknowledged and what was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        acknowledged, lost = kill(Path(folder), times, told=lambda line: print(line, flush=True))
        spent = time.monotonic() - begun
        print(f"{times} kills in {spent:.0f} s; {acknowledged.actions:,} acknowledged actions")
        print(f"{len(lost)} lost or not sound; integrity of file and search index checked")
        print(*lost, sep="\n")


def kill(folder: Path, times: int, told: object = None) -> tuple[Acknowledged, list[str]]:
    """Kill so often in a library in that folder; return what was acknowledged and what of it was lost."""
    chance = random.Random(times)  # noqa: S311
    library, acknowledged = folder / "library.db", Acknowledged()
    server = _Server(("127.0.0.1", 0), _News)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    port = server.server_port
    feeds = "".join(f'[[feed]]\nurl = "http://127.0.0.1:{port}/{n}"\n' for n in range(_FEEDS))
    (folder / "feeds.toml").write_text(feeds, encoding="utf-8")
    where = ["--feeds", str(folder / "feeds.toml"), "--library", str(library)]
    refresh = [sys.executable, "-m", "reader", *where, "refresh"]
    subprocess.run(refresh, cwd=_ROOT, check=True, capture_output=True)  # so that there is something to do
    said = folder / "said"
    doer: subprocess.Popen[bytes] | None = None
    lost: list[str] = []
    try:
        for number in range(times):
            if doer is None:
                with said.open("w") as output:
                    doer = _doing(library, number, output)
            with subprocess.Popen(
                refresh,
                cwd=_ROOT,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            ) as refreshing:
                with suppress(subprocess.TimeoutExpired):
                    refreshing.wait(chance.uniform(0.3, 2.5))
                if number % 5 == 4:
                    acknowledged.note(_ended(doer, said))
                    doer = None
                with suppress(ProcessLookupError):
                    os.killpg(refreshing.pid, signal.SIGKILL)
            if number % 25 == 24 or number == times - 1:
                acknowledged.note(_ended(doer, said))
                doer = None
                lost += acknowledged.lost_in(library)
                if callable(told):
                    told(
                        f"{number + 1} kills, {acknowledged.actions:,} acknowledged actions, {len(lost)} lost"
                    )
    finally:
        _ended(doer, said)
        server.shutdown()
        server.server_close()
    return acknowledged, lost


def _doing(library: Path, number: int, output: IO[str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.faults.doing", str(library), "0", str(number)]
    return subprocess.Popen(command, cwd=_ROOT, stdout=output)


def _ended(process: subprocess.Popen[bytes] | None, said: Path) -> list[str]:
    """Kill the process that does things; return the lines that it had said."""
    if process is None:
        return []
    process.kill()
    process.wait()
    return said.read_text().splitlines(keepends=True)


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that were killed."""


class _News(BaseHTTPRequestHandler):
    """Feeds that have something new whenever they are asked."""

    protocol_version = "HTTP/1.1"
    _asked = count()

    def do_GET(self) -> None:
        """Answer with items that nobody has seen."""
        issue = next(self._asked)
        items = "".join(
            f"<item><guid>{issue}-{n}</guid><title>Number {issue} {n}</title>"
            f"<description>{'The harbour counted ships. ' * 20}</description></item>"
            for n in range(_ITEMS)
        )
        body = f'<rss version="2.0"><channel><title>F</title>{items}</channel></rss>'.encode()
        with suppress(ConnectionError):
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


if __name__ == "__main__":
    main()

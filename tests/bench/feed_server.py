"""Made-up feeds on the loopback address: `python -m tests.bench.feed_server FEEDS PAUSE` prints its port.

Each address, /0.xml and so on, has an ETag and a Last-Modified and answers 304 to either, PAUSE seconds after
it was asked. Beyond the first 500 the feeds say the same again.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.made_up import made_up_feed

_DIFFERENT = 500
_CHANGED = "Sat, 21 Nov 2026 08:00:00 GMT"


@contextmanager
def feed_server(feeds: int, pause: float = 0.0) -> Iterator[int]:
    """Serve in a process of its own, whose work is not counted; give the port."""
    command = [sys.executable, "-m", "tests.bench.feed_server", str(feeds), str(pause)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


async def _serve(feeds: int, pause: float) -> None:
    bodies = [made_up_feed(number).encode() for number in range(min(feeds, _DIFFERENT))]

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                number = int(head.split(b" ", 2)[1].strip(b"/").partition(b".")[0])
                tag = f'"paper-{number}"'
                known = tag.encode() in head or _CHANGED.encode() in head
                body = b"" if known else bodies[number % _DIFFERENT]
                length = "" if known else f"Content-Length: {len(body)}\r\nContent-Type: application/xml\r\n"
                status = "304 Not Modified" if known else "200 OK"
                await asyncio.sleep(pause)
                writer.write(
                    f"HTTP/1.1 {status}\r\nETag: {tag}\r\nLast-Modified: {_CHANGED}\r\n{length}\r\n".encode()
                    + body
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), float(sys.argv[2])))

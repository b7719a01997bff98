"""HTTP on loopback with bodies both ways, for servers that are made up."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qs, parse_qsl, unquote

if TYPE_CHECKING:
    from types import TracebackType


@dataclass(frozen=True, slots=True)
class Asked:
    """A request; `path` is decoded and begins with a slash."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def form(self) -> list[tuple[str, str]]:
        return parse_qsl(self.body.decode(), keep_blank_values=True)

    def field(self, name: str) -> str:
        """A form's field as PHP sees it: the last of several."""
        return next((value for key, value in reversed(self.form) if key == name), "")

    def fields(self, name: str) -> list[str]:
        return [value for key, value in self.form if key == name]

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Said:
    """An answer."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


def as_json(value: object, status: int = 200) -> Said:
    return Said(status, json.dumps(value).encode(), (("Content-Type", "application/json"),))


def as_text(text: str, status: int = 200, *headers: tuple[str, str]) -> Said:
    return Said(status, text.encode(), (("Content-Type", "text/plain"), *headers))


Answering = Callable[[Asked], Said]


@dataclass(slots=True)
class Served:
    """Serves `answering` on a free port; an async context manager. `asked` is every request in order."""

    answering: Answering
    asked: list[Asked] = field(default_factory=list)
    _server: asyncio.Server | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=1 << 20)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                while True:
                    asked = await _read(reader)
                    self.asked.append(asked)
                    writer.write(_written(self.answering(asked)))
                    await writer.drain()
        finally:
            self._tasks.discard(task)
            writer.close()


async def _read(reader: asyncio.StreamReader) -> Asked:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.rstrip("\r\n").split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    path, _, query = target.partition("?")
    pairs = {name: values[-1] for name, values in parse_qs(query, keep_blank_values=True).items()}
    return Asked(method, unquote(path), pairs, headers, body)


def _written(said: Said) -> bytes:
    lines = [f"HTTP/1.1 {said.status} So", *(f"{name}: {value}" for name, value in said.headers)]
    if not any(name.lower() == "content-length" for name, _ in said.headers):
        lines.append(f"Content-Length: {len(said.body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + said.body

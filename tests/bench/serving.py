"""A server in a process of its own, so that its work is not counted."""

from __future__ import annotations

from collections.abc import Callable
from http.server import ThreadingHTTPServer
from multiprocessing import get_context
from multiprocessing.connection import Connection

Made = Callable[..., ThreadingHTTPServer]


def served(make: Made, *arguments: object) -> int:
    """Serve what a module's function `make` gives until this process ends, and return the port."""
    context = get_context("spawn")
    here, there = context.Pipe()
    context.Process(target=_serve, args=(there, make, arguments), daemon=True).start()
    return int(here.recv())


def _serve(pipe: Connection, make: Made, arguments: tuple[object, ...]) -> None:
    server = make(*arguments)
    pipe.send(server.server_port)
    server.serve_forever()

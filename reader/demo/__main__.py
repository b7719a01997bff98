"""`python -m reader.demo`: serve the demo edition until Ctrl-C, for whoever works on the reader."""

from __future__ import annotations

import sys
from threading import Event

from reader.demo.server import DemoServer


def main() -> int:
    with DemoServer() as server:
        sys.stdout.write(f"{server.base_url}\n")
        sys.stdout.flush()
        try:
            Event().wait()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())

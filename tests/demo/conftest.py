"""The demo edition at one fixed moment, and a server that serves it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest

from reader.demo import DemoServer, Edition

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


@pytest.fixture(scope="session")
def edition() -> Edition:
    return Edition.load(NOW)


@pytest.fixture(scope="session")
def served(edition: Edition) -> Iterator[DemoServer]:
    with DemoServer(edition) as server:
        yield server


@pytest.fixture
def client(served: DemoServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.base_url) as client:
        yield client

"""What it takes to open an article: the store, somebody who asks the web, and the worker."""

from __future__ import annotations

from typing import Protocol

from reader.fetch import Response
from reader.model import Validators
from reader.storage import Store
from reader.values import dataclass
from reader.worker import Worker


class Web(Protocol):
    """Whoever asks an address: `fetch.Client`, or a more modest one. Raises FetchError."""

    async def get(
        self,
        url: str,
        *,
        validators: Validators | None = None,
        accept: str = ...,
        deadline: float | None = None,
        named_by: str | None = None,
    ) -> Response:
        """Return what `url` answers; see `fetch.Client.get`."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where articles are opened. At a `patient` one nobody waits: less is asked of the web."""

    store: Store
    client: Web
    worker: Worker
    patient: bool = False

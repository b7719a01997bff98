"""What a server does not do unless its protocol says otherwise: one sentence each, and nothing is asked."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.sync.wire import Wire


class Unable:
    """The part of `Server` that not all can do: labels, and changes of subscriptions."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def labels(self) -> tuple[str, ...]:
        return ()

    async def labelled(self, label: str) -> frozenset[str]:  # noqa: ARG002
        return frozenset()

    async def set_label(self, ids: Collection[str], label: str, value: bool) -> None:  # noqa: ARG002
        raise self._wire.unwilling("keeps no labels")

    async def subscribe(self, url: str, title: str = "", folder: str = "") -> None:  # noqa: ARG002
        raise self._wire.unwilling("cannot subscribe to a feed by this API")

    async def unsubscribe(self, feed: str) -> None:  # noqa: ARG002
        raise self._wire.unwilling("cannot end a subscription by this API")

    async def rename(self, feed: str, title: str) -> None:  # noqa: ARG002
        raise self._wire.unwilling("cannot rename a feed by this API")

    async def move(self, feed: str, folder: str) -> None:  # noqa: ARG002
        raise self._wire.unwilling("cannot move a feed by this API")

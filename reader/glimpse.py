"""The library's small window: what the first frame shows, at a tenth of the price of opening the door."""

from __future__ import annotations

from reader.storage.glimpses import KEY, Glimpse, glimpse

__all__ = ["KEY", "Glimpse", "glimpse"]

"""Other readers' files: what subscriptions, articles and settings are in them. Pure, and bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.takeover.exports import pages_in
    from reader.takeover.newsboat_cache import items_in
    from reader.takeover.surveying import newsboat, survey
    from reader.takeover.values import TakeoverError

__all__ = ["TakeoverError", "items_in", "newsboat", "pages_in", "survey"]

_HOMES = {"TakeoverError": "values", "items_in": "newsboat_cache", "pages_in": "exports"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'surveying')}"), name)

"""Accounts on servers kept in step with the library: subscriptions, articles and marks, both ways.

Cheap to import: each name brings its module when it is asked for.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.accounts.room import Accounts

__all__ = ["Accounts"]


def __getattr__(name: str) -> object:
    if name in __all__:
        return getattr(importlib.import_module("reader.accounts.room"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""A small invented news world, served over loopback HTTP: for `reader --demo` and for the tests.

Importing this package is cheap; what it exports is loaded when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.demo.edition import DemoArticle, Edition
    from reader.demo.outlets import Outlet, feeds_toml
    from reader.demo.server import DemoServer

__all__ = ["DemoArticle", "DemoServer", "Edition", "Outlet", "feeds_toml"]

_HOMES = {"DemoArticle": "edition", "Edition": "edition", "Outlet": "outlets", "feeds_toml": "outlets"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'server')}"), name)

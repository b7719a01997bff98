from __future__ import annotations

from tests.site.internet import internet

__all__ = ["internet"]

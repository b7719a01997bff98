"""What the tests of several threats stand on."""

from tests.site.internet import internet

__all__ = ["internet"]

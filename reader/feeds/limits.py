"""What a feed's markup may be made of, whoever reads it."""

MOST_ATTRIBUTES = 256
"""Of one element."""
MOST_ELEMENTS = 250_000
DEEPEST = 1000


class TooMuchError(Exception):
    """A document that is built to be slow. Its text is the rest of a sentence about the feed.

    No SAXException: after one of those feedparser would read the document again, forgivingly.
    """

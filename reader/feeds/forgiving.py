"""feedparser as it is used here: the judge of every feed that `wellformed` does not read."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

import feedparser
import feedparser.api
import feedparser.datetimes
from feedparser.mixin import _FeedParserMixin

from reader.feeds.elements import MOST_TAGS
from reader.feeds.guard import without_traps
from reader.feeds.limits import TooMuchError
from reader.feeds.moment import parts_of

# Its list of drivers to try, libxml2's by default, which has opened files named in doctypes.
feedparser.api.PREFERRED_XML_PARSERS[:] = ["reader.feeds.sax"]

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_AUTHOR = 1000
_add_tag, _sync_author_detail = _FeedParserMixin._add_tag, _FeedParserMixin._sync_author_detail
_save_author = _FeedParserMixin._save_author
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


def _add_one_of_few_tags(
    parser: _FeedParserMixin, term: str | None, scheme: str | None, label: str | None
) -> None:
    """Each new tag is compared with all: a hundred thousand of them would take minutes."""
    if len(parser._get_context().get("tags") or ()) < MOST_TAGS:
        _add_tag(parser, term, scheme, label)


def _sync_short_author_detail(parser: _FeedParserMixin, key: str = "author") -> None:
    """An e-mail address is looked for from each letter on: a megabyte of letters would take an hour."""
    context = parser._get_context()
    if len(dict.get(context, key) or "") > _LONGEST_AUTHOR:
        context[key] = context[key][:_LONGEST_AUTHOR]
    _sync_author_detail(parser, key)


def _save_person(parser: _FeedParserMixin, key: str, value: str, prefix: str = "author") -> None:
    """The owner of a podcast would take the name of the author before, which is another's."""
    if prefix == "author":
        _save_author(parser, key, value)


def _date(value: str) -> Sequence[int] | None:
    """Its own readers of dates take from the clock what they did not read."""
    found = parts_of(value)
    return found.utctimetuple() if isinstance(found, datetime) else found


feedparser.datetimes._date_handlers[:] = [_date]
_FeedParserMixin._add_tag = _add_one_of_few_tags
_FeedParserMixin._save_author = _save_person
_FeedParserMixin._sync_author_detail = _sync_short_author_detail


def read(text: str, url: str | None) -> dict[str, Any]:
    """Return feedparser's result; where a known trap makes it raise, that of the text without traps.

    Raises TooMuchError for a document that is built to be slow.
    """
    try:
        return _feedparser(text, url)
    except TooMuchError:
        raise
    except Exception:  # it raises ValueError, re.error, IndexError and others on what is hostile or odd
        return _feedparser(without_traps(text), url)


def _feedparser(text: str, url: str | None) -> dict[str, Any]:
    headers = {"content-type": "application/xml; charset=utf-8"}
    if url and "xml:base" in text:  # else every address is resolved where it is used, once
        headers["content-location"] = url
    source = io.BytesIO((_DECLARATION + text).encode("utf-8", "replace"))
    # What it would do to the HTML in the feed doubles the time, and is done where the HTML is read.
    parsed: dict[str, Any] = feedparser.parse(
        source, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    return parsed

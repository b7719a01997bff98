"""Every field, flag and sort key of the language, with a sentence on each: one table for all who need it."""

from __future__ import annotations

from typing import Literal

from reader.values import dataclass

Kind = Literal["words", "names", "text", "label", "number", "age", "time", "figure", "setting"]
"""What a field takes: words of the text; words of one name; a part of a text; a whole label; a number; a
length of time; a moment; what is said of a figure; something about the whole query."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field: `example` is one of its values, `known` says which values there are, for completion."""

    name: str
    kind: Kind
    summary: str
    example: str
    also: tuple[str, ...] = ()
    known: str = ""


_FIELDS = (
    Field("anywhere", "words", "title, authors and text; what words without a field mean", "ferry", ("all",)),
    Field("title", "words", "words of the title", "ferry", ("headline",)),
    Field("text", "words", "words of the text", "harbour", ("body", "content")),
    Field("summary", "text", "part of the summary in lists", "pier"),
    Field("author", "names", "who wrote it", '"Ida Lund"', ("by", "byline"), "author"),
    Field("role", "names", "what one of its authors is", "reporter", ("job",), "role"),
    Field("outlet", "names", "whom one of its authors works for", "Guardian", (), "outlet"),
    Field("based", "names", "where one of its authors is based", "Taipei", ("based-in",), "based"),
    Field("person", "names", "somebody named in the text", '"Kim Jong Un"', (), "person"),
    Field(
        "org", "names", "an organisation named in the text", "NATO", ("organisation", "organization"), "org"
    ),
    Field("place", "names", "a place named in the text", "Lisbon", ("location",), "place"),
    Field("entity", "names", "anybody or anything named in the text", "Olympics", ("name",), "entity"),
    Field("who", "names", "who or what is named, by the full name", '"Kim Jong Un"', (), "entity"),
    Field(
        "about", "names", "whom or what the text is about, by the full name", '"Kim Jong Un"', (), "entity"
    ),
    Field("figure", "figure", "a number in the text", ">1m", ("number",)),
    Field("money", "figure", "a sum of money in the text", ">1m"),
    Field("percent", "figure", "a percentage in the text", ">5"),
    Field("count", "figure", "how many of something the text says", ">240"),
    Field("unit", "figure", "the unit of that number", "dollar"),
    Field("kind", "figure", "the kind of that number", "money", (), "kind"),
    Field("counted", "figure", "what that number counts", "soldiers"),
    Field("feed", "text", "part of the feed's title", "sports", ("feedtitle", "source"), "feed"),
    Field("feedurl", "text", "part of the feed's address", "example.org", ("rssurl",)),
    Field(
        "feedsite",
        "text",
        "part of the address of the feed's site",
        "example.org",
        ("feedlink", "feedweburl"),
    ),
    Field("feedabout", "text", "part of what the feed says of itself", "harbour", ("feeddescription",)),
    Field("feedtag", "label", "a tag of its feed", "europe", (), "feedtag"),
    Field("feedid", "number", "the feed's number, as `reader feeds` gives it", "3"),
    Field("feedunread", "number", "how many unread articles its feed has", ">10", ("unread_count",)),
    Field("feedtotal", "number", "how many articles its feed has", "<100", ("total_count",)),
    Field("feedposition", "number", "its feed's place among the feeds, from 1", "<=3", ("feedindex",)),
    Field("feedage", "age", "how old its feed's newest article is", "<1d", ("latest_article_age",)),
    Field("feeddate", "time", "when its feed last brought something", "today", ("feedchanged",)),
    Field("folder", "label", "its feed's folder", "World", ("section",), "folder"),
    Field("tag", "label", "a tag of the article or of its feed", "blue", ("tags", "flags"), "tag"),
    Field("category", "label", "a word under which the publisher files it", "Politics", ("subject",)),
    Field("lang", "label", "its language", "en", ("language",), "lang"),
    Field("url", "text", "part of its address", "sport", ("link",)),
    Field("site", "text", "part of its site's name", "example.org", ("host",)),
    Field("guid", "text", "part of what the feed knows it by", "12345"),
    Field("id", "number", "its number, as `reader list` gives it", "240"),
    Field("enclosure", "text", "part of the type or address of a file with it", "audio", ("podcast",)),
    Field("words", "number", "how long it is, in words", ">500", ("length",)),
    Field("minutes", "number", "how long it takes to be read", "<5", ("reading",)),
    Field("position", "number", "its place in its feed, 1 is the newest", "<=5", ("articleindex",)),
    Field("age", "age", "how old it is", "<3d"),
    Field("date", "time", "when it was published", "2026-11-01", ("published",)),
    Field("since", "time", "published then or later", "1w", ("newer", "after")),
    Field("before", "time", "published earlier", "1w", ("older", "until")),
    Field("on", "time", "published on that day", "yesterday", ("day",)),
    Field("added", "time", "when it came into the library", "today", ("synced", "fetched")),
    Field("saved-at", "time", "when it was saved", "1w", ("savedat",)),
    Field("changed", "time", "when what it says changed after it came", "1w", ("revised",)),
    Field("note", "text", "part of a note on it", '"ask Ana"', ("notes",)),
    Field("highlight", "text", "part of a highlighted passage", "harbour", ("highlights",)),
    Field(
        "story",
        "text",
        "told in one story with it",
        '"port strike"',
        (),
        "story",
    ),
    Field("sort", "setting", "the order, by one key or several; - reverses one", "-date", ("order",), "sort"),
    Field("limit", "setting", "at most so many articles", "20", ("max",)),
)
FIELDS = {field.name: field for field in _FIELDS}
"""Every field by its name."""
NAMES = {name: field.name for field in _FIELDS for name in (field.name, *field.also)}
"""The name of each field by all names that it goes under."""

FLAGS = {
    "unread": "not read yet",
    "read": "read",
    "saved": "saved to be read later",
    "starred": "with a star",
    "tagged": "with a tag of its own",
    "noted": "with a note",
    "highlighted": "with a highlighted passage",
    "enclosure": "with a file, such as a podcast",
    "new": "come since the last session",
    "today": "of the last 24 hours",
    "full": "kept with its full text",
    "truncated": "of which only a part is kept",
    "changed": "of which the text or the headline changed after it came",
    "paywalled": "behind a paywall",
    "kept": "a page or file without a feed",
    "muted": "muted by a rule, or of a feed that is muted or was removed",
    "hidden": "taken out of the lists",
}
"""What an article can be, in a word."""
FLAG_NAMES = {
    **{name: name for name in FLAGS},
    "marked": "starred",
    "flagged": "starred",
    "podcast": "enclosure",
}

SORT_KEYS = {
    "date": "when it was published",
    "feed": "the feed's title",
    "title": "its title",
    "author": "its first author",
    "saved": "when it was saved",
    "added": "when it came into the library",
    "unread": "unread ones first",
    "words": "how long it is",
    "relevance": "how well it fits the words",
}
"""What articles can be sorted by. Written so, the least comes first; -date is the newest first."""

FIGURE_KINDS = (
    *("count", "money", "percent", "measure", "age", "duration", "score", "ratio", "multiple", "rank"),
)
MOMENTS = {
    "today": "since midnight",
    "yesterday": "the day before",
    "lastsession": "when the application was last closed",
    "lastrefresh": "when the last refresh that brought something began",
}
KEYWORDS = ("and", "or", "not")

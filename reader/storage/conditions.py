"""What a query says as conditions on the rows of `article`, and the sources where to begin."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from reader.query.fields import FIELDS
from reader.query.tree import And, Figure, Flag, Node, Not, Or, Range, Term, Text, Value
from reader.storage import names_meant, predicates, stories_meant, who_meant
from reader.storage.beginnings import words_beginning
from reader.storage.condition import Among, Condition, all_of, any_of, during, exists, within
from reader.storage.feeds_meant import FeedsMeant
from reader.storage.figures_meant import figures, figures_source
from reader.storage.moments import Moments
from reader.storage.parts_meant import in_part
from reader.storage.search import phrase, unfinished
from reader.storage.sources import Source, either
from reader.storage.times import stored
from reader.text import encodable
from reader.words import words_of

WORDS_A_MINUTE = 230
_STUB = 80
"""With fewer words, and no page that was read, it is the beginning of an article (see `fetches`)."""
_DAY = 24 * 3_600_000_000

_LISTED = "(SELECT value FROM json_each(?))"
_FOUND = "SELECT rowid AS article_id FROM search WHERE search MATCH ?"
_COLUMNS = {"title": "{title} : ", "text": "{text} : ", "author": "{authors} : ", "anywhere": ""}
_CREDITS = {"role": "role", "outlet": "outlet", "based": "based_in"}
_KINDS = {"person": ("person",), "org": ("organisation",), "place": ("place",), "entity": ()}

# What was read of an article, or, before that, what its feed gave of it.
_TEXT = (
    "(EXISTS (SELECT 1 FROM document WHERE article_id = article.id AND fits(?, document.text))"
    " OR NOT EXISTS (SELECT 1 FROM document WHERE article_id = article.id)"
    " AND EXISTS"
    " (SELECT 1 FROM content WHERE article_id = article.id AND kept_fits(?, packed, content.text)))"
)
_TRUNCATED = (
    "(article.id IN (SELECT article_id FROM document WHERE truncated = 1)"  # noqa: S608
    f" OR ifnull(article.word_count, 0) < {_STUB}"
    " AND NOT EXISTS (SELECT 1 FROM document WHERE article_id = article.id AND source != 'feed'))"
)
# The place of an article in its feed, counted no further than it matters.
_POSITION = (
    "(SELECT 1 + count(*) FROM (SELECT 1 FROM article AS newer"
    " WHERE newer.feed_id IS article.feed_id AND newer.hidden = 0"
    " AND (newer.newest, newer.id) > (article.newest, article.id) LIMIT ?))"
)
_TAGGED = (
    f"(EXISTS (SELECT 1 FROM article_tag WHERE article_id = article.id AND tag IN {_LISTED})"  # noqa: S608
    " OR article.listed = 1 AND ifnull(article.feed_id, 0) IN"
    f" (SELECT feed_id FROM feed_tag WHERE tag IN {_LISTED}))"
)
_TAG_SOURCE = (
    f"SELECT article_id FROM article_tag WHERE tag IN {_LISTED} UNION ALL"  # noqa: S608
    " SELECT id FROM article WHERE hidden = 0 AND listed = 1"
    f" AND feed_id IN (SELECT feed_id FROM feed_tag WHERE tag IN {_LISTED})"
)
_ALL_TAGS = "SELECT DISTINCT tag FROM article_tag UNION SELECT tag FROM feed_tag"
_TAGS_AMONG = f"SELECT tag FROM article_tag WHERE article_id IN {_LISTED} UNION SELECT tag FROM feed_tag"  # noqa: S608
_OF_KIND = (
    " JOIN entity ON entity.article_id = alias.article_id AND entity.ordinal = alias.entity AND kind = ?"
)
_FLAGS = {
    "unread": "article.read = 0",
    "read": "article.read = 1",
    "saved": "article.saved IS NOT NULL",
    "starred": "article.starred IS NOT NULL",
    "tagged": exists("article_tag", "1"),
    "noted": f"({exists('note', '1')} OR {exists('highlight', 'highlight.note != {0}')})".format("''"),
    "highlighted": exists("highlight", "1"),
    "enclosure": exists("enclosure", "1"),
    "changed": exists("revision", "steps > 0"),
    "paywalled": "article.id IN (SELECT article_id FROM document WHERE paywalled = 1)",
    "kept": "article.feed_id IS NULL",
    "hidden": "article.hidden = 1",
    "truncated": _TRUNCATED,
    "full": f"NOT {_TRUNCATED}",
}
_FLAG_SOURCES = {
    "saved": "SELECT id AS article_id FROM article WHERE saved IS NOT NULL AND hidden = 0",
    "starred": "SELECT id AS article_id FROM article WHERE starred IS NOT NULL AND hidden = 0",
    "tagged": "SELECT article_id FROM article_tag",
    "noted": "SELECT article_id FROM note UNION ALL SELECT article_id FROM highlight WHERE note != ''",
    "highlighted": "SELECT article_id FROM highlight",
    "paywalled": "SELECT article_id FROM document WHERE paywalled = 1",
    "changed": "SELECT article_id FROM revision WHERE steps > 0",
    "kept": "SELECT id AS article_id FROM article WHERE feed_id IS NULL AND hidden = 0",
}

_NOTES = "SELECT article_id FROM note UNION ALL SELECT article_id FROM highlight"
_FIELD_SOURCES = {"note": _NOTES, "highlight": _NOTES, "changed": _FLAG_SOURCES["changed"]}


class Conditions:
    """Makes conditions of the parts of a query, for one library at one moment.

    Where only some articles are asked about, no more than these are looked up.
    """

    def __init__(self, connection: sqlite3.Connection, moments: Moments, among: Among | None = None) -> None:
        self._connection, self._moments, self._among = connection, moments, among
        self._feeds = FeedsMeant(connection, moments, among)
        self._meant: dict[Value, tuple[str, tuple[str, ...]]] = {}

    def of(self, node: Node) -> Condition:
        """Return the condition of a part of a query."""
        if (expression := self.expression(node)) is not None:
            return self._found(expression)
        match node:
            case And(parts):
                return self.together(parts)
            case Or(parts):
                return any_of([self.of(part) for part in parts])
            case Not(part):
                return ~self.of(part)
            case Flag(name):
                return self._flag(name)
            case Figure():
                return figures(node)
            case Term("story", values):
                return stories_meant.condition(self._connection, values)
            case Term(field, values) if field in self._feeds:
                return _of_feeds(self._feeds.of(field, values))
            case Term(field, values):
                return any_of([self._value(field, value) for value in values])

    def together(self, parts: Iterable[Node]) -> Condition:
        """Return what holds where all parts do; the index of words is asked once."""
        expressions, others = [], []
        for part in parts:
            if (expression := self.expression(part)) is None:
                others.append(self.of(part))
            else:
                expressions.append(expression)
        if expressions:
            others.append(self._found(" AND ".join(expressions)))
        return all_of(others)

    def found_one_by_one(self, node: Node) -> Condition | None:
        """Return the condition of a part that is about words for some few articles: asked for each alone."""
        expression = self.expression(node)
        if expression is None:
            return None
        return Condition(f"EXISTS ({_FOUND} AND rowid = article.id)", (expression,))

    def expression(self, node: Node) -> str | None:
        """Return a part as an expression of FTS5's, None if it is not about words alone."""
        match node:
            case And(parts) | Or(parts):
                each = [self.expression(part) for part in parts]
                known = [one for one in each if one is not None]
                sign = " AND " if isinstance(node, And) else " OR "
                return f"({sign.join(known)})" if len(known) == len(each) else None
            case Term(field, values) if FIELDS[field].kind == "words":
                texts = [value for value in values if isinstance(value, Text) and not value.exact]
                if len(texts) == len(values):
                    return "(" + " OR ".join(self._words(field, text) for text in texts) + ")"
        return None

    def source(self, node: Node) -> Source | None:
        """Return what gives the articles of a part by an index, None if nothing does."""
        if (expression := self.expression(node)) is not None:
            return Source(_FOUND, (expression,))
        match node:
            case Or(parts):
                sources = [source for part in parts if (source := self.source(part)) is not None]
                return either(sources) if len(sources) == len(parts) else None
            case Flag(name) if name in _FLAG_SOURCES:
                return Source(_FLAG_SOURCES[name])
            case Figure():
                return figures_source(node)
            case And(parts):
                first = next((source for part in parts if (source := self.source(part)) is not None), None)
                return None if first is None else replace(first, exact=False)
            case Term("id", values):
                return _numbered(values)
            case Term("story", values):
                return stories_meant.source(self._connection, values)
            case Term(field, values) if field in self._feeds:
                return _from_feeds(self._feeds.of(field, values))
            case Term(field, values):
                return self._source_of(field, values)
        return None

    def _source_of(self, field: str, values: tuple[Value, ...]) -> Source | None:
        if field == "tag":
            tags = self._tags(values)
            return Source(_TAG_SOURCE, (tags, tags))
        if field in who_meant.FIELDS:
            return either([who_meant.source(self._connection, field, value) for value in values])
        if field in _KINDS:
            return either([self._named(field, value) for value in values])
        if field == "author":
            texts = [value for value in values if isinstance(value, Text)]
            return either([self._written_by(text) for text in texts]) if len(texts) == len(values) else None
        wider = _FIELD_SOURCES.get(field)
        return None if wider is None else Source(wider, exact=False)

    def _words(self, field: str, value: Text) -> str:
        text = encodable(value.text.replace("\0", " "))
        words = phrase(text)
        if value.begins:
            words = unfinished(words, words_beginning(self._connection, text) if text.isalnum() else None)
        return _COLUMNS[field] + words

    def _value(self, field: str, value: Value) -> Condition:
        match FIELDS[field].kind:
            case "words":
                return _in_text(field, value)
            case "names":
                return self._name(field, value)
            case "number" if isinstance(value, Range):
                return _number(field, value)
            case "age" if isinstance(value, Range):
                return during("article.newest", self._moments.ages(value))
            case "time":
                return self._time(field, value)
            case "label":
                return self._label(field, value)
        return in_part(field, encodable(predicates.part(value)))

    def _found(self, expression: str) -> Condition:
        if self._among is None:
            return Condition(f"article.id IN ({_FOUND})", (expression,))
        within = (expression, self._among.first, self._among.last)
        return Condition(f"article.id IN ({_FOUND} AND rowid BETWEEN ? AND ?)", within)

    # Names

    def _name(self, field: str, value: Value) -> Condition:
        if field in _CREDITS:
            like = encodable(predicates.name(value))
            return Condition(exists("author", f"fits(?, {_CREDITS[field]})"), (like,))
        if field in who_meant.FIELDS:
            return who_meant.condition(self._connection, field, value)
        meant, parameters = self._names_meant(value)
        if field == "author":
            written = Condition(exists("author", f"+name_id IN ({meant})"), parameters)
            return any_of([self._byline(value), written])
        kind = _KINDS[field]
        entity = exists("entity", f"+name_id IN ({meant})" + " AND kind = ?" * len(kind))
        join = _OF_KIND if kind else ""
        alias = (
            f"EXISTS (SELECT 1 FROM alias{join} WHERE alias.article_id = article.id"  # noqa: S608
            f" AND +alias.name_id IN ({meant}))"
        )
        return any_of([Condition(entity, (*parameters, *kind)), Condition(alias, (*kind, *parameters))])

    def _names_meant(self, value: Value) -> tuple[str, tuple[str, ...]]:
        if value not in self._meant:
            self._meant[value] = names_meant.fitting(self._connection, value)
        return self._meant[value]

    def _named(self, field: str, value: Value) -> Source:
        """Where articles begin that name somebody: the same as above by the indexes of names."""
        meant, parameters = self._names_meant(value)
        kind = _KINDS[field]
        join = _OF_KIND if kind else ""
        sql = (
            f"SELECT article_id FROM entity INDEXED BY entity_named WHERE name_id IN ({meant})"  # noqa: S608
            f"{' AND kind = ?' * len(kind)} UNION ALL"
            f" SELECT alias.article_id FROM alias INDEXED BY alias_named{join}"
            f" WHERE alias.name_id IN ({meant})"
        )
        return Source(sql, (*parameters, *kind, *kind, *parameters))

    def _byline(self, value: Value) -> Condition:
        """Whom the feed names as the author."""
        like = Condition("any_fits(?, article.authors)", (encodable(predicates.name(value)),))
        return all_of([self._found(_byline_words(value)), like]) if isinstance(value, Text) else like

    def _written_by(self, value: Text) -> Source:
        meant, parameters = self._names_meant(value)
        sql = (
            f"{_FOUND} UNION ALL SELECT article_id FROM author INDEXED BY author_of_name"  # noqa: S608
            f" WHERE name_id IN ({meant})"
        )
        return Source(sql, (_byline_words(value), *parameters), exact=False)

    # Times and labels

    def _time(self, field: str, value: Value) -> Condition:
        match field:
            case "since":
                return Condition("article.newest >= ?", (self._moments.begin(value),))
            case "before":
                return Condition("article.newest < ?", (self._moments.begin(value),))
            case "added":
                return during("article.added", self._moments.span(value))
            case "changed":
                span = during("revision.changed", self._moments.span(value))
                return Condition(exists("revision", f"steps > 0 AND {span.sql}"), span.parameters)
            case "saved-at":
                return during("article.saved", self._moments.span(value))
        return during("article.newest", self._moments.span(value))

    def _label(self, field: str, value: Value) -> Condition:
        if field == "tag":
            tags = self._tags((value,))
            return Condition(_TAGGED, (tags, tags))
        like = encodable(predicates.whole(value))
        if field == "category":
            return Condition(exists("content", "any_fits(?, categories)"), (like,))
        if isinstance(value, Text) and not value.begins and not value.exact:
            region = encodable(predicates.whole(Text(f"{value.text}-", begins=True)))
            return Condition("(fits(?, article.language) OR fits(?, article.language))", (like, region))
        return Condition("fits(?, article.language)", (like,))

    def _tags(self, values: Iterable[Value]) -> str:
        """The tags there are that any value means, as JSON."""
        holds = [predicates.predicate(predicates.whole(value)) for value in values]
        if self._among is None:
            rows = self._connection.execute(_ALL_TAGS).fetchall()
        else:
            rows = self._connection.execute(_TAGS_AMONG, (self._among.ids,)).fetchall()
        return json.dumps([tag for (tag,) in rows if any(one(tag) for one in holds)])

    def _flag(self, name: str) -> Condition:
        match name:
            case "new":
                return Condition("article.added > ?", (self._moments.session_ended,))
            case "today":
                return Condition("article.newest >= ?", (stored(self._moments.now) - _DAY,))
            case "muted":
                return any_of([Condition("article.muted = 1"), _of_feeds(self._feeds.unlisted())])
        return Condition(_FLAGS[name])


def _of_feeds(feeds: list[int]) -> Condition:
    return Condition(f"ifnull(article.feed_id, 0) IN {_LISTED}", (json.dumps(feeds),))


def _from_feeds(feeds: list[int]) -> Source | None:
    """Where the articles of feeds begin; kept pages, whose feed would be 0, are in no index of feeds."""
    if feeds[:1] == [0]:
        return None
    sql = f"SELECT id AS article_id FROM article WHERE hidden = 0 AND feed_id IN {_LISTED}"  # noqa: S608
    return Source(sql, (json.dumps(feeds),))


def _numbered(values: Iterable[Value]) -> Source | None:
    numbers = []
    for value in values:
        if not isinstance(value, Range) or not isinstance(value.low, float) or value.low != value.high:
            return None
        numbers.append(value.low)
    sql = "SELECT CAST(value AS INTEGER) AS article_id FROM json_each(?)"
    return Source(sql, (json.dumps(numbers),), exact=False)


def _byline_words(value: Text) -> str:
    words = words_of(encodable(value.text))
    each = [phrase(word) for word in words]
    if value.begins and each:
        each[-1] += " *"
    return " AND ".join(_COLUMNS["author"] + word for word in each) or '""'


def _in_text(field: str, value: Value) -> Condition:
    """An expression, or the whole of a text: what the index of words does not answer."""
    like = encodable(predicates.part(value))
    title, text = Condition("fits(?, article.title)", (like,)), Condition(_TEXT, (like, like))
    match field:
        case "title":
            return title
        case "text":
            return text
    return any_of([title, Condition("any_fits(?, article.authors)", (like,)), text])


def _number(field: str, value: Range) -> Condition:
    match field:
        case "id":
            return within("article.id", value)
        case "words":
            return within("ifnull(article.word_count, 0)", value)
        case "minutes":
            return within(f"ifnull(article.word_count, 0) / {WORDS_A_MINUTE}.0", value)
    furthest = max(end for end in (value.low, value.high) if isinstance(end, float))
    limit = int(min(max(furthest, 0), 1e6)) + 1
    place = within(_POSITION, value)
    return Condition(place.sql, tuple(said for bound in place.parameters for said in (limit, bound)))

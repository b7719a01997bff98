"""Which articles have rare names, words and figures in common with one: by the index of words, then by what
was understood of them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from heapq import nlargest

from reader.model import Entity, Understanding
from reader.related import Clue, Kin, Shared, best, rarity, tells
from reader.storage.articles import by_ids
from reader.storage.connections import Connections
from reader.storage.patience import StoppedError, patience
from reader.storage.search import phrase
from reader.storage.understandings import understanding
from reader.values import dataclass
from reader.words import words_of

_MOST_NAMES, _MOST_WORDS, _MOST_ALIASES = 14, 10, 2
_SALIENT = 0.08
_NEWEST = 300
"""Of the articles that have something the newest are looked at."""
_MOST_CANDIDATES = 40
_SHORTEST_WORD = 4
_LARGE, _YEARS = 100, range(1900, 2101)  # smaller numbers, and years, are in many texts
_SECONDS = 3.0
_FOUND = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?"
_HEADS = """
SELECT article.id, title, story_id FROM article
LEFT JOIN story_article ON story_article.article_id = article.id
WHERE article.id IN (SELECT value FROM json_each(?)) AND hidden = 0
"""
_KNOWN = """
SELECT article_id FROM understanding WHERE article_id IN (SELECT value FROM json_each(?)) AND version > 0
"""
_NAMED = """
SELECT article_id, name, salience FROM entity WHERE article_id IN (SELECT value FROM json_each(?))
UNION ALL
SELECT entity.article_id, alias.name, salience FROM alias
JOIN entity ON entity.article_id = alias.article_id AND entity.ordinal = alias.entity
WHERE alias.article_id IN (SELECT value FROM json_each(?1))
"""
_FIGURES = """
SELECT article_id, value, unit, counted_head FROM figure
WHERE article_id IN (SELECT value FROM json_each(?)) AND value IS NOT NULL
    AND kind IN ('count', 'money', 'measure', 'percent', 'rank')
"""
_FigureKey = tuple[float, str | None, str | None]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A clue as the index is asked for it."""

    clue: Clue
    expression: str


class RelatedArticles:
    """The part of a `Store` that finds related articles."""

    def __init__(self, connections: Connections) -> None:
        self._reading = connections.reading

    def of(self, article_id: int, stop: Callable[[], bool] = lambda: False) -> list[Kin]:
        """Return the articles that are most related to one, at most five, the best first; none of its own
        story. Raise StoppedError once `stop` says so."""
        with self._reading() as connection, patience(connection, stop, _SECONDS):
            article = next(iter(by_ids(connection, (article_id,))), None)
            if article is None:
                return []
            known = understanding(connection, article_id) or Understanding()
            articles = int(connection.execute("SELECT coalesce(max(id), 0) FROM article").fetchone()[0])
            shared: defaultdict[int, list[Clue]] = defaultdict(list)
            for asked in _asked(article.title, known):
                if stop():
                    raise StoppedError("The search was stopped.")
                clue, found = _look(connection, asked, articles)
                for number in found if tells(clue) else ():
                    shared[number].append(clue)
            shared.pop(article_id, None)
            kin = _compared(connection, article_id, known, shared)
        return best(kin, article.title)


def _asked(title: str, known: Understanding) -> Iterator[_Asked]:
    """Yield what is looked for: the article's names, then the words of its headline that are in none."""
    names = sorted((one for one in known.entities if one.salience >= _SALIENT), key=lambda one: -one.salience)
    within = set[str]()
    for entity in names[:_MOST_NAMES]:
        words = words_of(entity.name)
        within.update(words)
        if words and len("".join(words)) > 2:
            yield _Asked(Clue(entity.name, entity.kind, entity.salience), _named(entity))
    spelt = [word for word in dict.fromkeys(words_of(title)) if word not in within]
    for word in [one for one in spelt if len(one) >= _SHORTEST_WORD and not one.isdigit()][:_MOST_WORDS]:
        yield _Asked(Clue(word, "word", 1.0), f"{{title text}} : {phrase(word)}")


def _named(entity: Entity) -> str:
    others = [one for one in entity.aliases if len(one) > 2][:_MOST_ALIASES]
    spellings = [entity.name, *(others if entity.kind == "organisation" else ())]
    return f"{{title text}} : ({' OR '.join(map(phrase, spellings))})"


def _look(connection: sqlite3.Connection, asked: _Asked, articles: int) -> tuple[Clue, list[int]]:
    """Return a clue with how rare it is, and the newest articles that have it.

    Where there are more, how many is told from how far back the newest of them reach.
    """
    found = [number for (number,) in connection.execute(_FOUND, (asked.expression, _NEWEST))]
    having = len(found)
    if having == _NEWEST:
        having = round(_NEWEST * articles / max(1, articles - found[-1] + 1))
    return replace(asked.clue, rarity=rarity(having, articles)), found


def _compared(
    connection: sqlite3.Connection, article_id: int, known: Understanding, shared: dict[int, list[Clue]]
) -> list[Kin]:
    """Look at the likeliest closely: at their headlines, their names, their figures."""
    likest = nlargest(
        _MOST_CANDIDATES, shared, key=lambda number: (sum(clue.weight for clue in shared[number]), number)
    )
    asked, own = json.dumps(likest), json.dumps([article_id])
    saliences = _saliences(connection, asked)
    read = {number for (number,) in connection.execute(_KNOWN, (asked,))}
    figures, of_own = _figures(connection, asked), _figures(connection, own).get(article_id, {})
    written = {(one.value, one.unit, one.counted_head): one.text for one in known.figures}
    story = next((row[2] for row in connection.execute(_HEADS, (own,))), None)
    found = []
    for number, title, of_story in connection.execute(_HEADS, (asked,)):
        if story is not None and of_story == story:
            continue
        title_words = set(words_of(title))
        both = [
            _shared(clue, title_words, saliences.get(number, {}), number in read) for clue in shared[number]
        ]
        same = of_own.keys() & figures.get(number, {}).keys()
        both += [Shared(Clue(written[key], "figure", 1.0, 1.0)) for key in sorted(same, key=str)[:2]]
        found.append(Kin(number, title, of_story, tuple(both)))
    return found


def _shared(clue: Clue, title: set[str], saliences: dict[str, float], read: bool) -> Shared:
    words = words_of(clue.written)
    if title.issuperset(words):
        return Shared(clue, in_title=True)
    if clue.kind == "word":
        return Shared(clue, salience=0.0)
    return Shared(clue, salience=saliences.get(" ".join(words), 0.0) if read else None)


def _saliences(connection: sqlite3.Connection, asked: str) -> dict[int, dict[str, float]]:
    found: defaultdict[int, dict[str, float]] = defaultdict(dict)
    for number, name, salience in connection.execute(_NAMED, (asked,)):
        spelt = " ".join(words_of(name))
        found[number][spelt] = max(found[number].get(spelt, 0.0), salience)
    return found


def _figures(connection: sqlite3.Connection, asked: str) -> dict[int, dict[_FigureKey, None]]:
    """The figures of articles that few others have by chance: large ones of something, and no years."""
    found: defaultdict[int, dict[_FigureKey, None]] = defaultdict(dict)
    for number, value, unit, head in connection.execute(_FIGURES, (asked,)):
        is_year = unit is None and value in _YEARS
        if (unit or head) and not is_year and _digits(value) >= (2 if abs(value) >= _LARGE else 3):
            found[number][value, unit, head] = None
    return found


def _digits(value: float) -> int:
    """How many digits of a number say something: round ones are given for many things."""
    return len(f"{abs(value):.12f}".rstrip("0").replace(".", "").strip("0"))

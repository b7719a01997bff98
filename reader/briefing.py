"""A briefing: the stories of some time by weight, each told in sentences that stand in its articles.

Nothing is written here that no article says: a brief has a lead sentence, what several articles count, and
quotes, each with its place in its article. What was not found is left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from reader.dossier import Counted, Dossier, Point, Told, dossier
from reader.excerpt import Excerpts
from reader.model import Article
from reader.text import fold, safe_line
from reader.values import dataclass

FEWEST = 5
"""Where fewer stories than this have several articles, single articles are told, too."""
_MOST_TABLES, _MOST_GIVEN, _MOST_QUOTES = 3, 4, 3
_NEWEST = 0.3  # what a lead gains for standing in the newest article
_REPEATED = 0.3  # what a quote gains with every other source that has it
_SAME_WORDS = 0.6
_IN_A_WORD = 13  # below are numbers that are written in a word
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Citation:
    """Words as they stand in an article, `start` to `end` of its analysed text; `before` and `after` are the
    rest of their sentence."""

    article: Article
    start: int
    end: int
    words: str
    before: str = ""
    after: str = ""

    @property
    def sentence(self) -> str:
        return self.before + self.words + self.after


@dataclass(frozen=True, slots=True)
class Quoted:
    """Sentences that quote somebody."""

    speaker: str
    cited: Citation


@dataclass(frozen=True, slots=True)
class Given:
    """One figure for a thing, as it is written; `disputed` says that another source had another one at about
    the same time."""

    written: str
    cited: Citation
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """A thing that several articles count, with each figure that was given for it, the oldest first."""

    what: str
    given: tuple[Given, ...]

    @property
    def disputed(self) -> bool:
        """Whether sources disagree on it."""
        return any(one.disputed for one in self.given)


@dataclass(frozen=True, slots=True)
class Brief:
    """One story of a briefing: its articles, the newest first. `ready` says that nothing more will come."""

    title: str
    articles: tuple[Article, ...]
    sources: int
    weight: float
    lead: Citation | None = None
    tallies: tuple[Tally, ...] = ()
    quotes: tuple[Quoted, ...] = ()
    ready: bool = False

    @property
    def key(self) -> int:
        """A number by which it is known from one state to the next."""
        return min(article.id for article in self.articles)


@dataclass(frozen=True, slots=True)
class Briefing:
    """The stories since a moment, the weightiest first."""

    since: datetime
    briefs: tuple[Brief, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether every story is told as far as it can be."""
        return all(brief.ready for brief in self.briefs)


def weight(sources: int, articles: int, *, marked: bool = False, favour: float = 0.0) -> float:
    """Return how much a story weighs: 2 log2 sources + log2 (1 + articles) + marked + favour.

    `articles` are those that do not repeat another's text; twice the sources weigh two more, twice the
    articles one more. `marked` says that the person starred or saved one of them; `favour`, 0 to 1, is how
    often that was done with the feed of its that it was done with most, the most favoured feed having 1.
    """
    return 2 * math.log2(max(1, sources)) + math.log2(1 + articles) + marked + favour


def headline(articles: Sequence[Article]) -> str:
    """Return the title of a story: the headline that has most in common with the others, of the newest."""
    spelt = [set(_WORD.findall(fold(article.title))) for article in articles]

    def shared(number: int) -> float:
        own = spelt[number]
        return sum(len(own & other) / (1 + len(own | other)) for other in spelt if other is not own)

    best = max(range(len(articles)), key=lambda number: (shared(number), -number), default=None)
    return safe_line(articles[best].title) if best is not None else ""


def told_of(brief: Brief, story: Sequence[Told], said: Mapping[int, Excerpts], *, ready: bool) -> Brief:
    """Return a brief with what is known of its articles now; `said` has excerpts by the article's number."""
    own = [told for told in story if told.copies is None] or list(story)
    lead = _lead(own, said)
    about = " ".join((*(article.title for article in brief.articles), lead.words if lead else ""))
    tallies = _tallies(dossier(story), about) if any(told.understanding for told in story) else ()
    return replace(brief, lead=lead, tallies=tallies, quotes=_quotes(own, said, lead), ready=ready)


def _lead(story: Sequence[Told], said: Mapping[int, Excerpts]) -> Citation | None:
    """The sentence that tells best what happened, of the newest articles before the older ones."""
    best: tuple[float, Citation] | None = None
    for place, told in enumerate(sorted(story, key=_moment, reverse=True)):
        for one in said.get(told.article.id, Excerpts()).leads:
            good = one.weight + _NEWEST * (1 - place / len(story))
            if best is None or good > best[0]:
                best = good, Citation(told.article, one.start, one.end, one.text)
    return None if best is None else best[1]


def _moment(told: Told) -> float:
    return told.when.timestamp() if told.when is not None else 0.0


# Figures


def _tallies(told: Dossier, about: str) -> tuple[Tally, ...]:
    """What is disputed, then what the headlines or the lead speak of, then what several sources count; of the
    last no numbers that are written in a word."""
    spoken_of = set(_WORD.findall(fold(about)))

    def rank(counted: Counted) -> int:
        names = set(_WORD.findall(fold(f"{counted.what} {counted.points[0].figure.counted_head}")))
        if counted.disputed or names & spoken_of:
            return 0 if counted.disputed else 1
        sources = {point.told.article.feed_title for point in counted.points}
        small = all(abs(point.value) < _IN_A_WORD for point in counted.points)
        return 2 if len(sources) > 1 and not small else 3

    best = sorted((one for one in told.counted if rank(one) < 3), key=rank)
    return tuple(Tally(safe_line(one.what), _given(one)) for one in best[:_MOST_TABLES])


def _given(counted: Counted) -> tuple[Given, ...]:
    """Each figure once, where it was given last, what is disputed before the rest is cut off."""
    last: dict[float, Point] = {}
    for point in counted.points:
        disputed = point.disputed or (point.value in last and last[point.value].disputed)
        last.pop(point.value, None)
        last[point.value] = replace(point, disputed=disputed)
    points = list(last.values())
    kept = sorted(points, key=lambda point: not point.disputed)[:_MOST_GIVEN]
    return tuple(Given(_written(point), _cited(point), point.disputed) for point in points if point in kept)


def _written(point: Point) -> str:
    figure = point.figure
    text = safe_line(figure.text)
    if figure.counted and text.casefold().endswith(f" {figure.counted.casefold()}"):
        text = text[: -len(figure.counted)].rstrip()
    before = safe_line(figure.modifier_text)
    return text if not before or before.casefold() in text.casefold() else f"{before} {text}"


def _cited(point: Point) -> Citation:
    figure = point.figure
    at = figure.sentence.find(figure.text)
    before = figure.sentence[:at] if at >= 0 else ""
    after = figure.sentence[at + len(figure.text) :] if at >= 0 else ""
    return Citation(point.told.article, figure.start, figure.end, figure.text, before, after)


# Quotes


def _quotes(story: Sequence[Told], said: Mapping[int, Excerpts], lead: Citation | None) -> tuple[Quoted, ...]:
    """The best quotes, one of each speaker; one that several sources have gains by that, and stands once."""
    found = [
        (one.weight, Quoted(one.speaker, Citation(told.article, one.start, one.end, one.text)))
        for told in story
        for one in said.get(told.article.id, Excerpts()).quotes
        if lead is None or one.text != lead.words
    ]
    weighed = [
        (good + _REPEATED * len(_others(one, [other for _, other in found])), one) for good, one in found
    ]
    chosen = list[Quoted]()
    for _, one in sorted(weighed, key=lambda pair: -pair[0]):
        alike = any(_is_same(one, other) or fold(one.speaker) == fold(other.speaker) for other in chosen)
        if not alike and len(chosen) < _MOST_QUOTES:
            chosen.append(one)
    return tuple(chosen)


def _others(one: Quoted, all_of_them: Iterable[Quoted]) -> set[str]:
    """The other sources that have a quote."""
    own = one.cited.article.feed_title
    return {
        other.cited.article.feed_title
        for other in all_of_them
        if other.cited.article.feed_title != own and _is_same(one, other)
    }


def _is_same(one: Quoted, other: Quoted) -> bool:
    words, others = (set(_WORD.findall(fold(quoted.cited.words))) for quoted in (one, other))
    return len(words & others) > _SAME_WORDS * min(len(words), len(others))

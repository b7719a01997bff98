"""When an article was published: what the page states, then its address, then what it shows."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.extract.asides import is_aside
from reader.extract.dates import read_address, read_day_within, read_time
from reader.extract.jsonld import types_of
from reader.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from reader.extract.statements import PageFacts

_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "og:pubdate",
    "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "article.published",
    "dc.date.issued", "dcterms.issued", "citation_publication_date", "citation_online_date",
    "cxenseparse:recs:publishtime", "article:published", "originalpublicationdate", "publication_date",
    "publicationdate", "rnews:datepublished", "article_date_original", "published_at", "bt:pubdate",
    "ob:date",
)  # fmt: skip
# These tell the day on which a page was made at least as often.
_CREATED = (
    "dcterms.created", "dc.date.created", "date.created", "datecreated", "dc.date", "dcterms.date", "date",
    "citation_date", "pdate", "created", "pub_date", "release_date", "video:release_date",
)  # fmt: skip
_NAMED_PUBLISHED = re.compile(r"publish\w{0,4}[_:.-]?(?:time|date|at)\Z|date[_:.-]?publish|pubdate")
_QUOTED_TIME = re.compile(r"""["'](?<=[:=\s\\]["'])(\d{4}[\dT:+.Z -]{4,30})""", re.IGNORECASE)
_NAME_OF_TIME = re.compile(
    r"""\b(?:date_?published|publish(?:ed)?_?(?:date|at|time)|(?:first_?)?publication_?date|created_?at)\\{0,3}["']?"""
    r"""\s?[:=]\s?\\{0,3}\Z""",
    re.IGNORECASE,
)
_LONGEST_NAME = 50  # letters of the name of a time with the signs between the two
_MAX_SOURCE = 2_000_000
_SURE = 5.0  # from here on a shown line goes before what the page's system says of its making
_LEAST = -1.4
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified",
    "dcterms.modified", "revised", "article:modified", "dc.date.modified",
)  # fmt: skip
_MAX_ELEMENTS = 12_000
_MAX_DATED = 60
_MAX_LINE = 160
_NEAR = 60  # elements from the heading
_TIME_ZONE_ONLY = timedelta(minutes=1)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:(?:19|20)\d\d(?!\d)|\d{1,2}\.\d{1,2}\.\d\d(?![\d.]))")
_NAMED_DATE = re.compile(
    r"(?:^|[\s_-])(?:\w{0,12}date?s?|datum|fecha|time|timestamp|published|posted|meta|created)(?:$|[\s_-])"
)
_SAYS_PUBLISHED = re.compile(
    r"\b(?:published|posted|first published|created|veröffentlicht|erschienen|erstellt|eingestellt|publié|"
    r"publicado|pubblicato|geplaatst|gepubliceerd|publisert|publicerad|opublikowano|datum|date|stand)\b",
    re.IGNORECASE,
)
_NOT_PUBLISHED = re.compile(
    r"\b(?:updated|modified|aktualisiert|geändert|mis à jour|actualizado|since|seit|bis|"
    r"until|born|geboren|expires?)\b",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
_MUTE = frozenset({"script", "style", "noscript", "template", "option", "title", "textarea"})


def published(tree: HtmlElement, facts: PageFacts, url: str | None, html: bytes = b"") -> datetime | None:
    """Return when the article was published, in the zone of the page where it states one.

    `html` is the source of the page, for what its scripts say: they are not in the tree.
    """
    stated = [time for time in map(read_time, _stated(facts)) if time is not None]
    if stated:
        return _in_its_zone(stated[0], [*stated, *_made(facts), *_machine_times(facts)])
    marked = next(_marked_times(facts), None)
    if marked is not None:
        return marked
    line, likelihood = _shown(tree)
    made = next(_made(facts), None)
    if line is not None and likelihood >= _SURE:
        return line
    return made or read_address(url or facts.canonical or "") or _in_scripts(html) or line


def _stated(facts: PageFacts) -> Iterator[object]:
    """Yield what data and tags state of the publication, the most certain first."""
    yield facts.article.get("datePublished")
    yield from _from_metas(facts, _PUBLISHED)
    yield facts.article.get("dateCreated")
    yield from (
        node.get("datePublished")
        for node in facts.linked.nodes[:50]
        if any(kind.endswith("Page") for kind in types_of(node))
    )
    yield from (value for name, value in facts.metas.items() if _NAMED_PUBLISHED.search(name))


def _made(facts: PageFacts) -> Iterator[datetime]:
    """Yield the times at which the page's system made the page."""
    return (time for value in _from_metas(facts, _CREATED) if (time := read_time(value)) is not None)


def _in_scripts(html: bytes) -> datetime | None:
    """Return the first day of publication that the data in a page's scripts gives."""
    text = html[:_MAX_SOURCE].decode("latin-1")
    for quoted in _QUOTED_TIME.finditer(text):
        before = text[max(0, quoted.start() - _LONGEST_NAME) : quoted.start()]
        if _NAME_OF_TIME.search(before):
            return read_time(quoted[1])
    return None


def modified(facts: PageFacts) -> datetime | None:
    """Return when the page says that the article was last changed."""
    values = (facts.article.get("dateModified"), *_from_metas(facts, _MODIFIED))
    return next((time for time in map(read_time, values) if time is not None), None)


def _from_metas(facts: PageFacts, names: Iterable[str]) -> Iterator[str]:
    return (facts.metas[name] for name in names if name in facts.metas)


def _in_its_zone(time: datetime, others: Iterable[datetime]) -> datetime:
    """Return a time that is given in UTC as another statement of the same moment gives it in local time."""
    if time.utcoffset():
        return time
    same = (one for one in others if one.utcoffset() and abs(one - time) < _TIME_ZONE_ONLY)
    return next(same, time)


def _machine_times(facts: PageFacts) -> Iterator[datetime]:
    for element in facts.times[:10]:
        time = read_time(element.get("datetime"))
        if time is not None:
            yield time


def _marked_times(facts: PageFacts) -> Iterator[datetime]:
    """Yield the times in elements that are marked as the article's own."""
    for element in facts.times:
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        if "datepublished" in marks or "published" in marks or element.get("pubdate") is not None:
            time = read_time(element.get("datetime") or element.get("content") or "".join(element.itertext()))
            if time is not None and not is_aside(element):
                yield time


def _shown(tree: HtmlElement) -> tuple[datetime | None, float]:
    """Return the day in the line that is likeliest to tell when the article was published, and how likely."""
    best: datetime | None = None
    best_score = _LEAST
    latest = datetime.now(UTC) + timedelta(days=2)
    for element, line, time, distance in _dated_lines(tree):
        score = _likelihood(element, line, distance) if time < latest else _LEAST
        if score > best_score:
            best, best_score = time, score
    return best, best_score


def _dated_lines(tree: HtmlElement) -> list[tuple[HtmlElement, str, datetime, int]]:
    """Return elements with a line that holds a day, which day, and how far from a heading."""
    headings: list[int] = []
    dated: list[tuple[HtmlElement, str, datetime, int]] = []
    for place, element in enumerate(tree.iter()):
        if place > _MAX_ELEMENTS or len(dated) >= _MAX_DATED:
            break
        if element.tag == "h1":
            headings.append(place)
        if element.tag not in _MUTE and _may_hold_day(element):
            dated += ((element, line, time, place) for line, time in _days_in(element))
    return [
        (element, line, time, min((abs(place - one) for one in headings[:20]), default=10**6))
        for element, line, time, place in dated
    ]


def _may_hold_day(element: HtmlElement) -> bool:
    """Whether a digit stands beside an element, or may stand in its attributes."""
    text, tail = element.text, element.tail
    written = (text is not None and _DIGIT.search(text)) or (tail is not None and _DIGIT.search(tail))
    return bool(written) or element.tag == "time"


def _days_in(element: HtmlElement) -> Iterator[tuple[str, datetime]]:
    stated = element.get("datetime") if element.tag == "time" else None
    for text in (element.text, element.tail):
        if not text and not stated:
            continue
        line = (text or "").lstrip()
        if stated or _YEAR.search(line, 0, 3 * _MAX_LINE):
            line = safe_line(line[: 3 * _MAX_LINE])
            time = read_time(stated) or read_day_within(line if len(line) <= _MAX_LINE else line[:40])
            stated = None
            if time is not None and not _COPYRIGHT.search(line):
                yield line, time


def _likelihood(element: HtmlElement, line: str, distance: int) -> float:
    """Return how likely a dated line tells the day of publication, 0 where it does not."""
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
    score: float = 1.0
    score += 2.2 * max(0.0, 1 - distance / _NEAR)
    score += 1.5 * (element.tag == "time") + 1.5 * _is_named_so(names)
    score += 1.5 * (_SAYS_PUBLISHED.search(line) is not None)
    score += 1.0 * (len(line) < 40) - 1.0 * (len(line) > 100)
    score -= 3.0 * (_NOT_PUBLISHED.search(line) is not None) + 4.0 * is_aside(element)
    return score


@lru_cache(maxsize=1024)
def _is_named_so(names: str) -> bool:
    return _NAMED_DATE.search(names[:200].lower()) is not None

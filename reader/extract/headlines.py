"""What the article is called: the page's statements of its headline, weighed against one another.

A page names its article in linked data, for sharing (og:title), in its first heading and in <title>. Where
they differ, <title> is the one written for search engines: of two other statements the one that it repeats is
the worse. A heading counts as the headline only where it speaks of what the others speak of, since many pages
set their own name, or "Menu", as the first heading.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from reader.extract.jsonld import text_of, unescaped
from reader.text import fold, safe_line
from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from reader.extract.statements import Heading, PageFacts

_MAX_TITLE = 1000
_MAX_PIECES = 8
_RELATED = 0.4  # which share of a heading's words must be those of other statements
_SPELT_BY_SLUG = 0.7
_SHARED = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title",
           "citation_title")  # fmt: skip
_SEPARATOR = re.compile(r"\s+(?:[-–—|·•»«›/*~>]+|::)\s+|\s*[|｜ㅣ]\s*|(?<=\w)：(?=\w)|(?<=\W)[-–] (?=\S)")
_MARK = re.compile(r"[-–—|·•»«›/*~>:：｜ㅣ]")  # any separator holds one
_ANY_SEPARATOR = re.compile(rf"{_SEPARATOR.pattern}|\s*:\s+(?=\S)")  # a colon may follow a kicker as well
_IN_METAS = ("headline", "hdl", "article:title", "title")
_MARKS = frozenset("-–—|｜ㅣ_：")
_QUOTES = "\"'“”„«»‘’"
_ROOT_FIRST = frozenset("»«›>/")
_LEAF_FIRST = frozenset("|-–—·•｜ㅣ*~")
_WORD = re.compile(r"\w+")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NOT_NAMING = re.compile(r"\.(?:com?\.)?[a-z]{2,4}\Z|\W")
_CUT_OFF = ("…", "...")
_SLUG_WORD = re.compile(r"[^\W\d_]+|\d{1,4}")
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})


@dataclass(frozen=True, slots=True)
class Statements:
    """The headline as each place of the page states it, sites' names cut off; empty where it does not."""

    data: str = ""
    shared: str = ""
    heading: str = ""
    title: str = ""
    others: tuple[str, ...] = ()


def headlines(facts: PageFacts, names: Sequence[str], url: str | None) -> tuple[str, ...]:
    """Return the headline of a page and after it every other statement of it; `names` are the site's own."""
    stated = statements(facts, names, url)
    best = whole(chosen(stated, slug_words(url)), stated)
    every = (best, stated.data, stated.shared, stated.heading, stated.title, *stated.others)
    return tuple(dict.fromkeys(text for text in every if text))


def statements(facts: PageFacts, names: Sequence[str], url: str | None) -> Statements:
    """Return what the page calls its article, by the place that says so."""
    slug = slug_words(url)
    title = _first_of([facts.title])
    heads = [heading for heading in facts.headings if heading.level == 1][:12]
    site_heads = {key_of(head.text) for head in heads if _names_the_site(head.text, title, names, slug)}
    firm = {key_of(head.text) for head in heads} - site_heads
    known = firm | {key_of(head.text) for head in facts.headings if len(_WORD.findall(head.text)) > 2}
    known = (known | {key_of(facts.metas.get(name, "")) for name in _IN_METAS}) - site_heads
    stated, named = text_of(facts.article.get("headline")), text_of(facts.article.get("name"))
    data = without_site(named if key_of(named) in firm or not stated else stated, names, known, firm)
    shared = _first_of(facts.metas.get(name, "") for name in (*_SHARED, *(() if data else _IN_METAS)))
    spelt = [*(head.text for head in heads), *(safe_line(facts.metas.get(name, "")) for name in _IN_METAS)]
    shared = without_site(_before_mark(shared, spelt), names, known, firm | {key_of(data)})
    spoken = {word for text in (data, shared, " ".join(slug)) for word in words_of(text)}
    known |= {key_of(data), key_of(shared)}
    if data or shared:
        title = without_site(title, names, known, known)
    else:
        title = without_site(title, names, known, known, slug, _ANY_SEPARATOR)
    heading = _headline_among(heads, spoken or words_of(title), site_heads, (data, shared, title), names)
    others = [facts.metas.get("twitter:title", ""), *(one.text for one in heads)]
    return Statements(data, shared, heading, title, tuple(safe_line(unescaped(one)) for one in others if one))


def _first_of(texts: Iterable[str]) -> str:
    return next((line for text in texts if (line := safe_line(unescaped(text), _MAX_TITLE))), "")


def chosen(stated: Statements, slug: Sequence[str]) -> str:
    """Return the best of the statements: what two of them agree on, or what <title> does not repeat."""
    data, shared, heading, title = stated.data, stated.shared, stated.heading, stated.title
    if data and shared:
        return data if same(data, shared) else _less_sought(stated, slug)
    once = data or shared
    if not once or not heading:
        return once or heading or title
    if same(title, heading):
        return once if len(words_of(once)) > 2 else heading
    return heading if same(title, once) else once


def _less_sought(stated: Statements, slug: Sequence[str]) -> str:
    """Return the one of two differing statements that is not the one for search engines."""
    data, shared, heading, title = stated.data, stated.shared, stated.heading, stated.title
    if same(title, shared):
        spelt = overlap(slug, words_of(shared))
        sure = spelt >= _SPELT_BY_SLUG and spelt > overlap(slug, words_of(data))
        return shared if same(heading, shared) and sure else data
    if same(heading, shared):
        return shared
    return shared if same(title, data) else data


def whole(text: str, stated: Statements) -> str:
    """Return a headline that an ellipsis or a quotation mark cuts off as another statement has it whole."""
    start = text.rstrip(".… ")
    if len(start) < 20:
        return text
    for one in (stated.data, stated.shared, stated.heading, stated.title, *stated.others):
        if one.startswith(start) and not one.endswith(_CUT_OFF):
            rest = one[len(start) :].lstrip()
            if rest and (text.endswith(_CUT_OFF) or rest[0] in _QUOTES):
                return one
    return text


def without_site(
    title: str,
    names: Sequence[str],
    known: Container[str],
    firm: Container[str],
    slug: Sequence[str] = (),
    separator: re.Pattern[str] = _SEPARATOR,
) -> str:
    """Cut the site's names off a title, and what else stands beside a part that is known as a headline.

    `known` are the keys of the page's headings and statements, `firm` those that stand as they are."""
    parts = _parts(title, separator)
    if len(parts) < 2 or key_of(title) in firm:
        return "" if any(plain_name(title) == plain_name(name) for name in names) else title
    runs = [(first, last) for first in range(len(parts)) for last in range(first + 1, len(parts) + 1)]
    runs.sort(key=lambda run: run[0] - run[1])
    for first, last in runs[1:]:
        text = title[parts[first][0] : parts[last - 1][1]]
        if key_of(text) in known and len(text) >= _least(text):
            return text
    named = [any(same_name(title[start:end], name) for name in names) for start, end in parts]
    if all(named):
        return ""
    if any(named):
        return _between(title, parts, named)
    return _by_address(title, parts, slug) if slug else title


def _before_mark(title: str, others: Iterable[str]) -> str:
    """Return the beginning of a title that another statement spells alike, where a mark without spaces ends
    it: "Headline-Section|Site"."""
    for text in others:
        rest = title.removeprefix(text)
        if len(rest) < len(title) * 0.6 and rest[:1] in _MARKS:
            return text
    return title


def _between(title: str, parts: Sequence[tuple[int, int]], named: list[bool]) -> str:
    first, last = named.index(False), len(named) - 1 - named[::-1].index(False)
    return title[parts[first][0] : parts[last][1]]


def _by_address(title: str, parts: Sequence[tuple[int, int]], slug: Sequence[str]) -> str:
    """Return the part of a title that says what the page's address says, where only one does."""
    shares = [overlap(slug, words_of(title[start:end])) for start, end in parts]
    best = max(range(len(parts)), key=shares.__getitem__)
    rest = [share for at, share in enumerate(shares) if at != best]
    return title[parts[best][0] : parts[best][1]] if shares[best] >= 0.6 and max(rest) < 0.2 else title


@lru_cache(maxsize=512)
def _parts(title: str, separator: re.Pattern[str] = _ANY_SEPARATOR) -> tuple[tuple[int, int], ...]:
    """Return where the parts of a title lie between its separators."""
    gaps = [match.span() for match in separator.finditer(title)] if _MARK.search(title) else []
    gaps = gaps[: _MAX_PIECES - 1]
    starts, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(title)]
    return tuple((start, end) for start, end in zip(starts, ends, strict=True) if end > start)


def _names_the_site(heading: str, title: str, names: Sequence[str], slug: Sequence[str]) -> bool:
    """Whether a heading is the site's name: it is known as that, or ends <title> after more words."""
    if overlap(words_of(heading), slug) > _RELATED:
        return False
    parts = _parts(title)
    if len(parts) < 2 or any(same_name(heading, name) for name in names):
        return len(parts) > 1
    front, back = title[: parts[-2][1]], title[parts[1][0] :]
    if same(heading, title[parts[-1][0] :]):
        gap = title[parts[-2][1] : parts[-1][0]].strip()
        return gap[:1] in _LEAF_FIRST and len(front) > len(heading)
    gap = title[parts[0][1] : parts[1][0]].strip()
    return same(heading, title[: parts[0][1]]) and gap[:1] in _ROOT_FIRST and len(back) > len(heading)


def _headline_among(
    heads: Sequence[Heading],
    spoken: Iterable[str],
    site_heads: Container[str],
    stated: Iterable[str],
    names: Sequence[str],
) -> str:
    """Return the heading that speaks most of what the other statements speak of, without its kicker."""
    wanted = set(spoken)
    best, best_share = "", _RELATED
    for heading in heads:
        share = overlap(words_of(heading.text), wanted)
        if key_of(heading.text) not in site_heads and share > best_share:
            best, best_share = _without_kicker(heading, stated), share
    return without_site(best, names, (), {key_of(text) for text in stated})


def _without_kicker(heading: Heading, stated: Iterable[str]) -> str:
    """Return a heading without the line before it, where other statements do without that line."""
    for text in filter(None, stated):
        if any(same(text, part) for part in heading.parts):
            return text
        before = heading.text.removesuffix(text)
        if before != heading.text and before.rstrip()[-1:].isalnum() and before.endswith(" "):
            return text
    pieces = {key_of(text[start:end]) for text in stated for start, end in _parts(text)}
    long = (part for part in heading.parts[1:] if len(_WORD.findall(part)) > 2)
    return next((part for part in long if key_of(part) in pieces), heading.text)


def _least(text: str) -> int:
    return 4 if _WIDE.search(text) else 10


def same(one: str, other: str) -> bool:
    """Whether two spellings are of one headline."""
    return bool(one) and key_of(one) == key_of(other)


@lru_cache(maxsize=512)
def key_of(text: str) -> str:
    """Return what two spellings of a headline have in common."""
    return " ".join(_WORD.findall(text.casefold()))


def same_name(one: str, other: str) -> bool:
    """Whether two texts name the same site: "The Daily Post" and "dailypost.com", "ABC News" and "ABC"."""
    plain, wanted = plain_name(one), plain_name(other)
    if not plain or not wanted:
        return False
    if plain == wanted or (len(plain) > 3 and plain in wanted):
        return True
    if len(wanted) > 3 and wanted in plain:
        return len(plain) <= len(wanted) + 12
    return len(one) < 20 and key_of(one).startswith(f"{key_of(other)} ")


@lru_cache(maxsize=512)
def plain_name(text: str) -> str:
    """Return the letters of a name, without the ending of a web address."""
    return _NOT_NAMING.sub("", text[:200].lower() if text.isascii() else fold(text[:200]))


@lru_cache(maxsize=512)
def words_of(text: str) -> frozenset[str]:
    """Return the words of a text as they are compared, umlauts also spelt out; letters of wide scripts."""
    if text.isascii():
        return frozenset(_WORD.findall(text.lower()))
    plain = text.casefold()
    wide = _WIDE.findall(plain)
    if len(wide) > 4:
        return frozenset(wide)
    return frozenset(_WORD.findall(f"{fold(plain)} {fold(plain.translate(_SPELT_OUT))}"))


def overlap(words: Iterable[str], others: Iterable[str]) -> float:
    """Return which share of the first words is among the others, from 0 to 1."""
    mine, rest = set(words), set(others)
    return len(mine & rest) / len(mine) if mine else 0.0


def slug_words(address: str | None) -> tuple[str, ...]:
    """Return the words of the longest name in an address's path, none where it is no sentence."""
    path = unquote(urlsplit(address or "").path[:600])
    names = [re.split(r"[-_+., ]+", fold(name)) for name in path.split("/")]
    words = max(([word for word in name if _SLUG_WORD.fullmatch(word)] for name in names), key=len)
    return tuple(words) if len(words) >= 3 else ()

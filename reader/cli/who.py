"""`reader who`: all that the library's articles say of somebody or something, and what is done about it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from reader.acquaintance import Acquaintance, Companion, Known, Named, Place
from reader.cli.naming import DONE, FAILED
from reader.cli.output import complain, remark, say, say_json, say_rows
from reader.library import Library, LibraryError
from reader.text import fold, safe_line

_MOST = 50
_KINDS = {"person": "people", "organisation": "organisations", "place": "places", "other": "other names"}


async def who(library: Library, arguments: argparse.Namespace) -> int:
    """Print what is known of a name, or do what the options say."""
    found = _authors(library, arguments.name) if arguments.author else []
    found = found or (
        [] if arguments.author else library.acquaintances.known_as(arguments.name, arguments.kind)
    )
    if not found:
        complain(f"“{safe_line(arguments.name, 80)}” is named in no article that was understood.")
        return FAILED
    known = found[0]
    if (said := await _done(library, known, arguments)) is not None:
        if arguments.json:
            say_json({**_named(known), "said": said})
        else:
            say(safe_line(said))
        return DONE
    one = await library.acquaintances.about(known)
    most = _MOST if arguments.limit is None else arguments.limit or len(one.articles)
    articles = [
        named
        for start in range(0, min(most, len(one.articles)), 500)
        for named in library.acquaintances.named_in(known, one.articles[start : min(start + 500, most)])
    ]
    if arguments.json:
        for record in _records(library, one, articles):
            say_json(record)
    elif arguments.plain:
        for sentence in _sentences(one, articles):
            say(sentence)
    else:
        _say(one, articles)
    if len(found) > 1:
        remark(f"also: {', '.join(other.label for other in found[1:8])}")
    return DONE


def _authors(library: Library, name: str) -> list[Known]:
    known = library.acquaintances.author(name)
    others = [
        one for one in library.acquaintances.authors_like(name) if known is None or one.key != known.key
    ]
    return [known, *others] if known is not None else others


async def _done(library: Library, known: Known, arguments: argparse.Namespace) -> str | None:
    """Do what an option asks for and return a sentence about it; None if only looking is asked for."""
    acquaintances = library.acquaintances
    if arguments.follow:
        return await acquaintances.follow(known)
    if arguments.unfollow:
        return await acquaintances.unfollow(known, (await acquaintances.about(known)).others)
    if arguments.mute or arguments.unmute:
        return await (acquaintances.mute(known) if arguments.mute else acquaintances.unmute(known))
    if arguments.notify or arguments.silence:
        return await acquaintances.notice(known, arguments.notify)
    if arguments.another_in is not None:
        return await acquaintances.mean(known, arguments.another_in)
    if arguments.not_as:
        others = (await acquaintances.about(known)).others
        wanted = {fold(arguments.not_as), fold(arguments.name)}
        other = next((one for one in others if fold(one.label) in wanted), None)
        if other is None:
            raise LibraryError(f"“{safe_line(arguments.not_as, 80)}” and “{known.label}” are two already.")
        return await acquaintances.say_apart(known, other)
    if not arguments.same_as:
        return None
    alike = acquaintances.known_as(arguments.same_as, known.kind) or acquaintances.known_as(arguments.same_as)
    if not alike:
        raise LibraryError(
            f"“{safe_line(arguments.same_as, 80)}” is named in no article that was understood."
        )
    return await acquaintances.say_same(known, alike[0])


def _say(one: Acquaintance, articles: list[Named]) -> None:
    say(f"{safe_line(one.known.label)}: {_summary(one)}")
    rows = [("is", f"{told.articles:,}", told.said) for told in one.told]
    rows += [("also called", f"{other.articles:,}", other.name) for other in one.spellings]
    rows += [("the same as", "", other.label) for other in one.others]
    rows += [
        (f"with {_KINDS[c.known.kind]}{one.in_newest}", f"{c.articles:,}", c.known.label)
        for c in _company(one)
    ]
    say_rows(rows)
    figures = [(near.place.article_id, f"{near.text} {near.counted}".strip()) for near in one.figures[:12]]
    say_rows([(str(number), "figure", said) for number, said in figures])
    say_rows([(str(n.place.article_id), f"{n.when:%Y-%m-%d}", n.title) for n in articles])


def _company(one: Acquaintance) -> list[Companion]:
    return [c for kind in _KINDS for c in [c for c in one.company if c.known.kind == kind][:8]]


def _summary(one: Acquaintance) -> str:
    counts = f"{_count(one.mentions, 'mention')} in {_count(len(one.articles), 'article')}"
    if one.first is None or one.last is None:
        return f"{one.known.kind}, {counts}"
    return f"{one.known.kind}, {counts}, from {one.first.when:%Y-%m-%d} to {one.last.when:%Y-%m-%d}"


def _sentences(one: Acquaintance, articles: list[Named]) -> Iterator[str]:
    """Whole sentences, one a line: to be heard."""
    yield f"{safe_line(one.known.label)}: {_summary(one)}."
    for told in one.told:
        yield f"Said to be {safe_line(told.said)}, in {_count(told.articles, 'article')}."
    for spelling in one.spellings:
        yield f"Also called {safe_line(spelling.name)}, in {_count(spelling.articles, 'article')}."
    for other in one.others:
        yield f"The same as {safe_line(other.label)}."
    for kind, plural in _KINDS.items():
        some = [c for c in one.company if c.known.kind == kind][:8]
        if some:
            named = ", ".join(f"{safe_line(c.known.label)} in {c.articles:,}" for c in some)
            yield f"With {plural}{one.in_newest}: {named}."
    for near in one.figures[:12]:
        said = safe_line(f"{near.text} {near.counted}".strip())
        yield f"Figure in article {near.place.article_id}: {said}."
    for named_here in articles:
        title = safe_line(named_here.title).rstrip(".")
        yield f"{named_here.place.article_id}. {title}. {safe_line(named_here.sentence)}"


def _records(library: Library, one: Acquaintance, articles: list[Named]) -> Iterator[Mapping[str, Any]]:
    acquaintances = library.acquaintances
    yield {
        "is": "name",
        **_named(one.known),
        "articles": len(one.articles),
        "mentions": one.mentions,
        "first": one.first.when.isoformat() if one.first is not None else None,
        "last": one.last.when.isoformat() if one.last is not None else None,
        "followed": acquaintances.followed(one.known, one.others) is not None,
        "notify": acquaintances.noticed(one.known) is not None,
        "muted": acquaintances.muted(one.known) is not None,
    }
    for week, mentions in enumerate(one.weeks):
        if mentions and one.since is not None:
            yield {
                "is": "week",
                "from": f"{one.since + timedelta(weeks=week):%Y-%m-%d}",
                "mentions": mentions,
            }
    for spelling in one.spellings:
        yield {"is": "alias", "name": spelling.name, "articles": spelling.articles, **_placed(spelling.place)}
    for told in one.told:
        said = {"role": told.role, "organisation": told.organisation, "articles": told.articles}
        yield {"is": "description", **said, **_placed(told.place)}
    for other in one.others:
        yield {"is": "same", **_named(other)}
    for companion in one.company:
        counts = {"articles": companion.articles, "of": one.company_from}
        yield {"is": "company", **_named(companion.known), **counts}
    for near in one.figures:
        said = {"text": near.text, "counted": near.counted, "sentence": near.sentence}
        yield {"is": "figure", **said, **_placed(near.place)}
    for named in articles:
        said = {"title": named.title, "feed": named.feed_title, "date": named.when.isoformat()}
        yield {"is": "article", **said, "sentence": named.sentence, **_placed(named.place)}


def _named(known: Known) -> dict[str, Any]:
    return {"name": known.label, "kind": known.kind}


def _placed(place: Place) -> dict[str, int]:
    return {"article": place.article_id, "start": place.start, "end": place.end}


def _count(many: int, noun: str) -> str:
    return f"{many:,} {noun}" + ("" if many == 1 else "s")

"""What the worker does with foreign bytes: feeds parsed, pages extracted, texts understood, pictures decoded.

Each job is a plain function from values to values. `JOBS` names them with the types that cross the pipe.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from reader.analyse import ANALYSER_VERSION
from reader.excerpt import Excerpts
from reader.extract import EXTRACTOR_VERSION
from reader.model import (
    Author,
    Canvas,
    Document,
    Drawing,
    Entity,
    Entry,
    FeedDocument,
    Gist,
    KeptPicture,
    Placed,
    Placing,
    Subject,
    Understanding,
)
from reader.portable import Lines, Template
from reader.revision import Comparison, Wording
from reader.takeover.values import Batch, Pages, StatePart, Survey, TakeoverError

__all__ = ["ANALYSER_VERSION", "EXTRACTOR_VERSION", "JOBS", "Job", "RefusedError"]


class RefusedError(Exception):
    """A job that cannot be done here. Its text is one sentence for a person."""


def parse_feed(body: bytes, url: str | None, content_type: str | None) -> FeedDocument:
    """Read a feed document; what is wrong with it is in `FeedDocument.error`.

    Its entries are packed here: the pipe carries half, and whoever stores them has nothing left to do.
    """
    from reader.feeds import parse

    document = parse(body, url=url, content_type=content_type)
    return replace(document, entries=tuple(map(_packed, document.entries)))


def _packed(entry: Entry) -> Entry:
    from reader.packing import packed

    whole, check = packed(entry.text, entry.content_html or entry.summary_html)
    return Entry(  # `replace` takes three times as long
        guid=entry.guid,
        url=entry.url,
        title=entry.title,
        authors=entry.authors,
        published=entry.published,
        updated=entry.updated,
        text=entry.text,
        tags=entry.tags,
        enclosures=entry.enclosures,
        language=entry.language,
        writers=entry.writers,
        packed=whole,
        check=check,
    )


def extract_page(page: bytes, url: str | None) -> Document:
    """Take the article out of a web page."""
    from reader.extract import extract

    return extract(page, url)


def extract_fragment(markup: str, url: str | None) -> Document:
    """Read an entry's own HTML, all of which is article."""
    from reader.extract import extract_fragment

    return extract_fragment(markup, url)


def extract_text(text: str) -> Document:
    """Take the article out of a page that was copied as plain text."""
    from reader.extract import extract_text

    return extract_text(text)


def understand(document: Document, engine: str = "") -> Understanding:
    """Find who wrote it, who and what is named, and the figures. Offsets lie in `analysed_text`.

    `engine` finds the names; see `Settings.engine`. Raise RefusedError if it cannot be had.
    """
    from reader.analyse import EngineError, analyse

    try:
        found = analyse(
            document.analysed_text,
            document.title,
            language=document.language,
            engine=engine,
            stated=_stated(document),
        )
    except EngineError as error:
        raise RefusedError(str(error)) from None
    authors = tuple(describe(author, document.site) for author in _writers(document))
    return Understanding(authors, found.entities, found.figures, ANALYSER_VERSION, found.approximate, engine)


def _stated(document: Document) -> tuple[Subject, ...]:
    """The names that the page states: those of its subjects, its writers with full names, agencies."""
    from reader.analyse.gazetteers import given_names, given_names_elsewhere
    from reader.extract.names import is_agency, looks_like_person

    def is_full(name: str) -> bool:
        given = name.partition(" ")[0]
        known = given in given_names() or given in given_names_elsewhere() or not given[:1].isupper()
        return known and looks_like_person(name)  # a byline may be anything else

    writers = [one for one in (*document.authors, *document.contributors) if one.name]
    names = [one.name or "" for one in writers if one.kind == "person"]
    people = (Subject(name, "person") for name in names if is_full(name))
    agencies = (Subject(one.name or "", "organisation") for one in writers if is_agency(one.name or ""))
    return (*document.subjects, *people, *agencies)


def _writers(document: Document) -> tuple[Author, ...]:
    """The authors of any document, those of a feed too: what is an organisation, who helped, filed where."""
    from reader.extract.datelines import with_places_and_help
    from reader.extract.organisations import with_kinds

    lines = [block.text for block in document.blocks]
    authors = with_kinds((*document.authors, *document.contributors), (document.site or "",))
    return with_places_and_help(authors, lines, document.text[:200])


def describe(author: Author, site: str | None) -> Author:
    """Fill an author's empty fields from the bio; what the page stated outright stays."""
    from reader.analyse import read_bio

    if author.kind == "organisation" or not author.bio:
        told = author.outlet or not author.name or author.kind == "organisation"
        return author if told else replace(author, outlet=site)
    read = read_bio(author.bio, author.name)
    return replace(
        author,
        name=author.name or read.name,
        role=read.role or author.role,
        outlet=read.outlet or author.outlet or site,
        based_in=read.based_in or author.based_in,
        beats=read.beats or author.beats,
        email=author.email or read.email,
        handle=author.handle or read.handle,
        url=author.url or read.url,
    )


def gists(articles: list[tuple[str, str, str | None]]) -> list[Gist]:
    """Say in few words what articles (title, text, language) are about."""
    from reader.analyse import gists

    return gists(articles)


def place(new: Placing, others: list[Placing]) -> Placed | None:
    """Find out where a new article belongs; see `analyse.likeness.place`."""
    from reader.analyse import place

    return place(new, others)


def excerpts(document: Document, headlines: list[str], entities: list[Entity]) -> Excerpts:
    """Find the sentences that tell best what headlines are about, and who is quoted saying what."""
    from reader.analyse.excerpts import excerpts

    return excerpts(document, headlines, entities)


def extract_profile(page: bytes, url: str | None, name: str) -> Author:
    """Read what a writer's own page says of the writer of that name; without bio and role if nothing."""
    from reader.extract import extract_profile

    return describe(extract_profile(page, url, name), None)


def keep_picture(data: bytes) -> KeptPicture:
    """Decode a picture and make it what the library keeps; what is wrong with it is in its `error`."""
    from reader.pictures import keep

    return keep(data)


def draw_picture(data: bytes, canvas: Canvas) -> Drawing:
    """Make a kept picture ready for a terminal."""
    from reader.pictures import draw

    return draw(data, canvas)


def compare(before: Wording, after: Wording, language: str | None, engine: str) -> Comparison:
    """Put two wordings of an article side by side, and say what kind of change that is."""
    from reader.analyse.revising import find_changes
    from reader.changes import compared, compared_line

    headline = compared_line(before.title, after.title)
    paragraphs = compared(_paragraphs(before), _paragraphs(after))
    return Comparison(
        headline, paragraphs, find_changes(headline, paragraphs, language=language, engine=engine)
    )


def _paragraphs(wording: Wording) -> list[str]:
    """The paragraphs of a wording, without its headline, which some pages have in their text as well."""
    from reader.changes import paragraphs_of
    from reader.wording import LONGEST, plain

    text = wording.text
    if wording.html.strip():
        text = extract_fragment(wording.html[: 4 * LONGEST], None).text or text
    paragraphs = paragraphs_of(text[:LONGEST])
    return paragraphs[1:] if paragraphs and plain(paragraphs[0]) == plain(wording.title) else paragraphs


def survey(places: list[str], read_as: str) -> Survey:
    """Say what another reader's file has, or newsboat's folders, if there are several. Raise RefusedError."""
    from reader import takeover

    try:
        return takeover.survey(places[0], read_as) if len(places) == 1 else takeover.newsboat(tuple(places))
    except TakeoverError as error:
        raise RefusedError(str(error)) from None


def pages_in(place: str, read_as: str, after: int, texts: bool) -> Pages:
    """Return some pages of another program's export. Raise RefusedError."""
    from reader import takeover

    try:
        return takeover.pages_in(Path(place), read_as, after, texts=texts)
    except TakeoverError as error:
        raise RefusedError(str(error)) from None


def cached_items(cache: str, after: int, limit: int) -> Batch:
    """Return some articles of a newsboat cache. Raise RefusedError."""
    from reader import takeover

    try:
        batch = takeover.items_in(Path(cache), after, limit)
    except TakeoverError as error:
        raise RefusedError(str(error)) from None
    return replace(batch, items=tuple(replace(one, entry=_packed(one.entry)) for one in batch.items))


def state_part(path: str, at: int) -> StatePart:
    """Return some lines of another library's state. Raise RefusedError."""
    from reader.takeover import states

    try:
        return states.state_part(Path(path), at)
    except TakeoverError as error:
        raise RefusedError(str(error)) from None


def portable_lines(path: str, after: int, limit: int) -> Lines:
    """Return some lines of a library that was written as such. Raise RefusedError."""
    from reader.takeover.lines import lines_in

    try:
        return lines_in(path, after, limit)
    except TakeoverError as error:
        raise RefusedError(str(error)) from None


def render_template(template: Template, record: dict[str, Any]) -> str:
    """Fill a template with what is known of an article; see `export.templates`. Raise RefusedError."""
    from reader.export.templates import TemplateError, render

    try:
        return render(template, record)
    except TemplateError as error:
        raise RefusedError(str(error)) from None


def clean_entries(entries: list[Entry]) -> list[Entry]:
    """Wash and pack entries that came in no feed's document, such as those of a server."""
    from reader.feeds import cleaned

    return [_packed(cleaned(entry)) for entry in entries]


@dataclass(frozen=True, slots=True)
class Job:
    """A function of this module, and the types of its arguments and of its result."""

    function: Callable[..., Any]
    arguments: Any
    result: Any


JOBS: Mapping[str, Job] = {
    "parse_feed": Job(parse_feed, tuple[bytes, str | None, str | None], FeedDocument),
    "extract_page": Job(extract_page, tuple[bytes, str | None], Document),
    "extract_fragment": Job(extract_fragment, tuple[str, str | None], Document),
    "extract_text": Job(extract_text, tuple[str], Document),
    "extract_profile": Job(extract_profile, tuple[bytes, str | None, str], Author),
    "understand": Job(understand, tuple[Document, str], Understanding),
    "gists": Job(gists, tuple[list[tuple[str, str, str | None]]], list[Gist]),
    "place": Job(place, tuple[Placing, list[Placing]], Placed | None),
    "excerpts": Job(excerpts, tuple[Document, list[str], list[Entity]], Excerpts),
    "keep_picture": Job(keep_picture, tuple[bytes], KeptPicture),
    "survey": Job(survey, tuple[list[str], str], Survey),
    "pages_in": Job(pages_in, tuple[str, str, int, bool], Pages),
    "cached_items": Job(cached_items, tuple[str, int, int], Batch),
    "state_part": Job(state_part, tuple[str, int], StatePart),
    "portable_lines": Job(portable_lines, tuple[str, int, int], Lines),
    "render_template": Job(render_template, tuple[Template, dict[str, Any]], str),
    "clean_entries": Job(clean_entries, tuple[list[Entry]], list[Entry]),
    "compare": Job(compare, tuple[Wording, Wording, str | None, str], Comparison),
    "draw_picture": Job(draw_picture, tuple[bytes, Canvas], Drawing),
}

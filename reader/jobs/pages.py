"""Pages, fragments and plain texts made into documents, and documents understood."""

from __future__ import annotations

from dataclasses import replace

from reader.analyse import ANALYSER_VERSION
from reader.jobs.refused import RefusedError
from reader.model import Author, Document, Subject, Understanding


def extract_page(page: bytes, url: str | None, charset: str | None = None) -> Document:
    """Take the article out of a web page."""
    from reader.extract import extract

    return extract(page, url, charset)


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


def extract_profile(page: bytes, url: str | None, name: str, charset: str | None = None) -> Author:
    """Read what a writer's own page says of the writer of that name; without bio and role if nothing."""
    from reader.extract import extract_profile

    return describe(extract_profile(page, url, name, charset), None)

"""Omnivore's export: lists of metadata, and for each page its text and what was marked in it, by its slug."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

from reader.bookmark import Quote
from reader.takeover.archives import Archive
from reader.takeover.gathering import Found, Gathering, quote_in, text_of
from reader.takeover.json_lists import parsed, read_json
from reader.takeover.values import TakeoverError

_METADATA = re.compile(r"metadata_\d+_to_\d+\.json")
_LARGEST_NOTES = 4 * 1024 * 1024
_HEADING = re.compile(r"#{1,6}\s")


def is_omnivore(archive: Archive) -> bool:
    """Whether a folder or an archive is what Omnivore gave."""
    return any(_METADATA.fullmatch(PurePosixPath(name).name) for name in archive.names())


def read_omnivore(archive: Archive, gathered: Gathering) -> None:
    """Gather the pages of an export."""
    names = {f"{PurePosixPath(one).parent.name}/{PurePosixPath(one).name}": one for one in archive.names()}
    for name in archive.names():
        if _METADATA.fullmatch(PurePosixPath(name).name):
            gathered.file = name
            try:
                read_json(parsed(text_of(archive.read(name))), "omnivore", gathered)
            except TakeoverError as error:
                gathered.leave("", str(error))
    for found in gathered.found:
        gathered.put(_completed(archive, names, found, gathered))
    gathered.finish()


def _completed(archive: Archive, names: dict[str, str], found: Found, gathered: Gathering) -> Found:
    """A page with the names of its files, and with the passages that its notes hold."""
    slug, mark = found.page, found.bookmark
    content, marked = names.get(f"content/{slug}.html", ""), names.get(f"highlights/{slug}.md")
    if marked is not None:
        try:
            note, quotes = notes_in(text_of(archive.read(marked, _LARGEST_NOTES)))
            mark = replace(mark, note=note, quotes=quotes)
        except TakeoverError as error:
            gathered.leave(mark.title, str(error))
    return Found(mark, page=content if slug else "")


def notes_in(text: str) -> tuple[str, tuple[Quote, ...]]:
    """Return (note, passages) of a Markdown file: each passage is a quote, and what follows it was written
    beside it; what stands before the first is the note on the page."""
    note: list[str] = []
    passages: list[tuple[list[str], list[str]]] = []
    within = False
    for line in text.splitlines():
        if line.startswith(">"):
            if not within:
                passages.append(([], []))
            passages[-1][0].append(line.lstrip("> ").rstrip())
            within = True
            continue
        within = False
        if not _HEADING.match(line):
            (passages[-1][1] if passages else note).append(line.strip())
    quotes = tuple(
        quote for words, beside in passages for quote in quote_in("\n".join(words), "\n".join(beside).strip())
    )
    return "\n".join(note).strip(), quotes

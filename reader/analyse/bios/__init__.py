"""Bios: what a writer's box says of its writer."""

from __future__ import annotations

import re

from reader.analyse.bios.beats import beat_of_role, read_beats
from reader.analyse.bios.contact import read_contact
from reader.analyse.bios.names import about, read_name
from reader.analyse.bios.places import read_place
from reader.analyse.bios.roles import read_job
from reader.analyse.sentences import sentences
from reader.model import Author
from reader.text import safe_text

__all__ = ["read_bio"]

_LONGEST = 4_000
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,120}[)\]]")


def read_bio(text: str, name: str | None = None) -> Author:
    """Return what a writer's box says: name, present role and outlet, place, beats and contact.

    `name` is the byline, where one is known; it wins over the name in the text. Only the first 4,000
    characters are read. Never raises; what the box does not say is None or empty.
    """
    bio = " ".join(safe_text(text[:_LONGEST]).split())
    contact = read_contact(bio)
    plain = _BRACKETS.sub("", bio)
    told = tuple(plain[start:end] for start, end in sentences(plain))
    name = name or read_name(told)
    told = about(told, name)
    job = read_job(told)
    return Author(
        name=name,
        role=job.role,
        outlet=job.outlet,
        based_in=read_place(told),
        beats=read_beats(told) or beat_of_role(job.role),
        email=contact.email,
        handle=contact.handle,
        url=contact.url,
        bio=bio or None,
    )

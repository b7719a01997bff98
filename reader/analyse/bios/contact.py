"""How a writer can be reached: e-mail address, handle, own page."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
# "jane.doe [at] example.com", "jane(at)example(dot)com"
_HIDDEN = re.compile(
    r"(?<![\w.+-])([\w.+-]{1,64})\s?[\[({]\s?at\s?[\])}]\s?([\w-]{1,63}(?:(?:\."
    r"|\s?[\[({]\s?dot\s?[\])}]\s?)[\w-]{1,63}){1,4})",
    re.IGNORECASE,
)
_DOT = re.compile(r"\s?[\[({]\s?dot\s?[\])}]\s?", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w.@/])@\w{2,30}(?:\.\w{2,20}){0,3}(?!@)\b")
# Behind the name that opens a bio or a sentence, or behind the network's name.
_OWN = re.compile(r"(?:(?:^|[.!?] )(?:[A-ZÀ-Þ][\w.'’-]* ?){1,5}|\b(?:[Tt]witter|X|Instagram|[Hh]andle) )\($")
_MOST_HANDLES = 20
_URL = re.compile(r"https?://[^\s<>\"')\]]{3,200}|\bwww\.[\w-]{1,63}\.[^\s<>\"')\]]{2,200}")


class Contact(NamedTuple):
    """What was found; None where it was not."""

    email: str | None
    handle: str | None
    url: str | None


def read_contact(text: str) -> Contact:
    """Return the first e-mail address, handle and web address of `text`; a masked address is unmasked."""
    email = _EMAIL.search(text)
    hidden = None if email else _HIDDEN.search(text)
    address = email[0].rstrip(".-") if email else None
    if hidden:
        address = f"{hidden[1]}@{_DOT.sub('.', hidden[2])}"
    handles = islice(_HANDLE.finditer(text), _MOST_HANDLES)
    handle = next((one for one in handles if not _is_anothers(text[: one.start()])), None)
    url = _URL.search(text)
    return Contact(address, handle[0] if handle else None, url[0].rstrip(".,;") if url else None)


def _is_anothers(before: str) -> bool:
    """Whether a handle stands in brackets behind a name that the bio speaks of: "runs PostLab (@postlab)"."""
    return before.endswith("(") and _OWN.search(before[-160:]) is None

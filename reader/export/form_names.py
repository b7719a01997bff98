"""The forms that come with the reader, and what the files of others may be."""

from __future__ import annotations

from importlib.resources import files

from reader.portable import Template

BUILT_IN = {"article": ".md", "highlights": ".md", "page": ".html"}
"""The forms to begin with, and the endings of what they give."""
ENDINGS = frozenset(
    f".{one}"
    for kinds in ("md markdown txt text html htm xhtml xml", "org adoc rst tex typ json csv tsv bib ris")
    for one in kinds.split()
)
LARGEST = 256 * 1024
"""Bytes of a form."""


def built_in(name: str) -> Template:
    """Return one of `BUILT_IN`."""
    ending = BUILT_IN[name]
    text = files("reader.export").joinpath("forms", f"{name}{ending}").read_text(encoding="utf-8")
    return Template(name, text, ending)

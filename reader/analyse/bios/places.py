"""Where a writer works."""

from __future__ import annotations

import re

_NAME = r"(?:[A-ZÀ-ÞŁŚŽ][\w.'’-]{0,30}|D\.C\.)"
_PLACE = (
    rf"((?:the )?{_NAME}(?:(?: | de | del | la | of | am | upon ){_NAME}){{0,3}}"
    rf"(?:, {_NAME}(?: {_NAME}){{0,2}}){{0,2}})"
)
_SAID = (
    re.compile(rf"\b(?:writes|reports|works)\b[^.,;]{{0,60}}? out of {_PLACE}"),
    re.compile(
        rf"\b(?i:based|stationed|living|(?:is|are|am|['’]m) located) (?i:in|at|near|out of|between) {_PLACE}"
    ),
    re.compile(rf"\b(?i:bureau|newsroom|offices?) (?i:in) {_PLACE}"),
    re.compile(rf"\b(?i:basée?|installée?|établie?) (?i:à|au|en) {_PLACE}"),
    re.compile(rf"\b(?i:con sede|basad[oa]|residente|radicad[oa]|afincad[oa]|con base) (?i:en) {_PLACE}"),
    re.compile(rf"\b(?i:mit Sitz in|basiert in|basata? a) {_PLACE}"),
    re.compile(
        rf"\b(?i:lives|resides|writes and lives|works|lebt|wohnt|lebt und arbeitet"
        rf"|arbeitet) (?:and works )?(?i:in|near) {_PLACE}"
    ),
    re.compile(rf"\b(?i:vit|habite|réside|travaille|vive|reside) (?i:à|en|a) {_PLACE}"),
)
_HYPHENED = re.compile(r"\b(?:[A-Z]\w{0,30}['’]s )?([A-Z][\w.-]{1,30}(?: [A-Z][\w.-]{1,30}){0,2})[- ]based\b")
_WRITER_IN = re.compile(
    r"\b(?i:reporter|journalist|writer|photographer|photojournalist|freelancer|correspondent|editor|author"
    r"|columnist|chief|journaliste|journalistin|korrespondent(?:in)?"
    rf"|corresponsal|periodista|correspondante?)"
    rf"(?: (?i:at|for|of|with|der|bei|beim|für|chez|pour|au|de) (?:(?:the|die|das|la|le"
    rf"|el) )?{_NAME}(?: {_NAME}){{0,3}})?"
    rf" (?:in|à|en) {_PLACE}"
)
_WORKED = re.compile(rf"\b(?i:has worked as a (?:journalist|reporter|writer)) in {_PLACE}")
_PAST = re.compile(r"\b(?:previously|formerly|was|were|prior|before that|used to)\b", re.IGNORECASE)
_VERB = re.compile(r" (?:is|has|covers|writes|reports|works|leads|edits|joined|specializes|specialises)\b")
_NO_PLACE = frozenset(
    """
    The He She They It His Her I Internet Web Linux Windows Android Twitter Follow Email
    Contact English January February March April May June
    July
    August September October November December
    """.split()  # noqa: SIM905  # a list of thirty strings reads worse
)


def read_place(sentences: tuple[str, ...]) -> str | None:
    """Return the place where the bio's present tense puts its writer; None where it names none."""
    present = [sentence for sentence in sentences if not _PAST.search(sentence)]
    for patterns in (_SAID, (_HYPHENED,), (_WRITER_IN, _WORKED)):
        for sentence in present:
            for pattern in patterns:
                place = pattern.search(sentence)
                if place and place[1].split()[0].rstrip(",") not in _NO_PLACE:
                    return _plain(_without_subject(place[1], sentence[place.end() :]))
    return None


def _without_subject(place: str, after: str) -> str:
    """Drop the writer from "Based in Oslo, Ann Lee covers …"."""
    return place.rpartition(", ")[0] or place if _VERB.match(after) else place


def _plain(place: str) -> str:
    place = place.removesuffix("'s").removesuffix("’s").rstrip(",")
    return place if re.search(r"\b[A-Z]\.[A-Z]\.$", place) else place.rstrip(".")

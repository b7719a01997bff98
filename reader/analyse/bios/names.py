"""Whose bio it is."""

from __future__ import annotations

import re

from reader.analyse.bios.titles import TITLE

_PART = r"(?:[A-ZÀ-ÞŁŚŠŽČ](?:[\w’'-]{1,30}|\.(?:[A-Z]\.){0,2}))"
_PARTICLE = r"(?:(?:de|da|di|del|della|der|den|van|von|la|le|bin|al|el|du|dos|ten|ter|zu) )"
_NAME = rf"{_PART}(?: {_PARTICLE}{{0,2}}{_PART}){{0,4}}"
_VERB = (
    r"(?:is|was|has|covers?|joined|writes?|reports?|works?|serves?|leads?|hosts?|edits?|began|started"
    r"|graduated|lives?|contributes"
    r"|specializes|specialises|focuses|oversees|ist|schreibt|berichtet|arbeitet|est|couvre|écrit|är|é|er|bevakar"
    r"|travaille|es|escribe|cubre"
    r"|trabaja|è|scrive|wurde|leitet|anchors|produces|blogs|heads|runs|co-hosts|spent|currently)"
)
_TITLE = r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Sir|Dame|Rev)\.? )?"
_SUBJECT = re.compile(
    rf"^(?:About |By |Von |Par |Por |Currently,? |Based (?:in|at) [^.]{{2,60}}?, "
    rf"|An? [^,.]{{3,80}}, )?{_TITLE}({_NAME})(?:,[^.]{{1,80}},)?,? {_VERB}(?!\w)"
)
# "Award-winning columnist Ana Ruiz writes", "Ana Ruiz, Foreign Correspondent"
_AFTER_JOB = re.compile(rf"^[^.,]{{0,80}}?{TITLE.pattern} (?-i:({_NAME})) {_VERB}(?!\w)", re.IGNORECASE)
_LABELLED = re.compile(rf"^({_PART}(?: {_PARTICLE}{{0,2}}{_PART}){{1,4}})(?:, | [-–—|] )(?=[^.]{{0,60}}$)")
_APPOSED = re.compile(rf"^(?:By )?{_TITLE}({_NAME}), (?:an?|the|our|une?|eine?) ")
_FROM = re.compile(
    rf"\b(?i:more (?:articles|stories|posts|from|by)(?: (?:from|by))?|(?:posts|articles|stories) by"
    rf"|view all (?:posts )?by"
    rf"|written by|about) ({_NAME})"
)
_PRONOUN = frozenset(
    ["He", "She", "They", "It", "I", "His", "Her", "The", "This", "We", "In", "Follow", "Read", "Got"]
)


def read_name(sentences: tuple[str, ...]) -> str | None:
    """Return the name of whom the sentences speak: the subject of the first, the fullest of its forms."""
    first: str | None = None
    for sentence in sentences[:3]:
        subject = (
            _AFTER_JOB.match(sentence)
            or _SUBJECT.match(sentence)
            or _APPOSED.match(sentence)
            or (_LABELLED.match(sentence) if TITLE.search(sentence) else None)
        )
        if subject and subject[1].split()[0] not in _PRONOUN:
            first = _once(subject[1])
            break
    for sentence in sentences:
        named = _FROM.search(sentence)
        if named and (first is None or (len(named[1]) > len(first) and named[1].startswith(first))):
            return named[1].rstrip(".") if not re.search(r"\b[A-Z]\.$", named[1]) else named[1]
    return first


def about(sentences: tuple[str, ...], name: str | None) -> tuple[str, ...]:
    """Leave out the sentences whose subject has another full name: a box may tell of several people."""
    own = {part.casefold() for part in (name or "").split()}
    return tuple(sentence for sentence in sentences if not own or not _is_on_another(sentence, own))


def _is_on_another(sentence: str, own: set[str]) -> bool:
    subject = _SUBJECT.match(sentence)
    words = subject[1].split() if subject else []
    return len(words) > 1 and words[0] not in _PRONOUN and own.isdisjoint(word.casefold() for word in words)


def _once(name: str) -> str:
    """Drop the start of the sentence that a heading ran into: "Ana Ruiz Ana" is Ana Ruiz."""
    words = name.split()
    for size in range(1, len(words) // 2 + 1):
        if len(words) > size and words[-size:] == words[:size]:
            return " ".join(words[:-size])
    return name

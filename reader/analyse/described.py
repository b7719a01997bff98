"""What a text says its people are: "Energy Minister Petra Lindholm", "John Smith, a spokesman for Acme".

Only what stands right before a name or in apposition behind it counts, in texts in English.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from reader.model import Description, Entity, Span
from reader.occupations import head_of
from reader.text import safe_line

_MOST_MENTIONS, _MOST_TOLD = 5, 3
_BEFORE, _AFTER = 90, 110
_LONGEST = 80
# "Energy Minister ", "the striker ", "Acme's chief executive, "
_TITLE = re.compile(
    r"(?:[\w’'.&-]+ ){0,7}(?:[\w’'-]+)(?:, | )$",
)
_APPOSED = re.compile(
    r"(?:,? \(?\d{1,3}\)?, |, | \(|, who (?:is|was|serves as|works as) | (?:is|was) )"
    r"(?P<said>(?:an? |the |its |their |our |now |then |formerly |former )*[^,.;:()\n]{3,100})"
)
# Before a title, none of these is a part of it.
_NOT_OF_TITLE = re.compile(
    r"(?:.*\s)?(?:(?i:the|an?|of|and|or|but|that|than|who|whom|whose|which|when|where|why|while|with|without|"
    r"by|from|to|in|on|at|as|for|under|over|after|before|about|between|against|into|is|was|are|were|be|been|"
    r"has|have|had|he|she|it|they|we|i|you|his|her|their|our|its|not|also|said|says|say|told)|[a-z]+ed)\s+",
    re.DOTALL,
)
_ONE = re.compile(r"(?:^|\s)(?:the|an?|its)\s+$", re.IGNORECASE)
_CLAUSE = re.compile(r"(?:who|which|whose|where|that|when|because|if|so)\b", re.IGNORECASE)
_STARTS = re.compile(r".*(?:^|[,;:(“”\"\n] ?|[.!?]\s)", re.DOTALL)
_ARTICLE = re.compile(
    r"^(?:(?:an?|the|its|their|our|his|her|now|then|and|with|by|as|said|says)\s+)+", re.IGNORECASE
)
_ENDS = re.compile(
    r"\s(?:who|which|that|said|says|told|has|had|will|was|is|and (?:has|was|is)|when|where|after)\b"
)
_FORMER = re.compile(r"^(?:former(?:ly)?|ex-|late|retired)\s?", re.IGNORECASE)
_WHOSE = re.compile(r"^(?:company|firm|group|country|club|team|city|party)[’']s\s+", re.IGNORECASE)
_LINK = re.compile(r"^\s+(?:of|for|at|with|from|in|to)\s")


def describe(text: str, entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Return the entities with what the text says its people are, offsets in it: at most three for each."""
    bodies = sorted(
        (span.start, span.end, one.name)
        for one in entities
        if one.kind in {"organisation", "place"}
        for span in one.mentions
    )
    named = sorted((span.start, span.end) for one in entities for span in one.mentions)
    return tuple(
        replace(one, described=_descriptions(text, one, bodies, named)) if one.kind == "person" else one
        for one in entities
    )


def _descriptions(
    text: str, person: Entity, bodies: Sequence[tuple[int, int, str]], named: Sequence[tuple[int, int]]
) -> tuple[Description, ...]:
    told: dict[tuple[str, str], Description] = {}
    for mention in person.mentions[:_MOST_MENTIONS]:
        for found in (_title(text, mention), _apposition(text, mention, named)):
            if found is not None and (one := _read(text, found, bodies)) is not None:
                told.setdefault((one.role.casefold(), one.organisation.casefold()), one)
    return tuple(told.values())[:_MOST_TOLD]


def _title(text: str, mention: Span) -> Span | None:
    """What stands right before a name, back to the last comma or the sentence's beginning."""
    before = text[max(0, mention.start - _BEFORE) : mention.start]
    if (match := _TITLE.search(before)) is None:
        return None
    start = match.start()
    if (lead := _STARTS.match(before[: match.end() - 2])) is not None:
        start = max(start, lead.end())
    speaks_of_one = re.match(r"[A-Z][^,.]*\w[’']s? ", before[start:]) is not None
    if (lead := _NOT_OF_TITLE.match(before[start:])) is not None:
        speaks_of_one = speaks_of_one or _ONE.search(lead[0]) is not None
        start += lead.end()
    words = before[start:].rstrip(", ")
    if not words or not head_of(words.split()[-1]) or (before.endswith(", ") and not speaks_of_one):
        return None  # "the striker, Ana Ruiz", but not "the minister met, Ana Ruiz …"
    at = mention.start - len(before) + start
    return Span(at, at + len(words))


def _apposition(text: str, mention: Span, named: Sequence[tuple[int, int]]) -> Span | None:
    match = _APPOSED.match(text[mention.end : mention.end + _AFTER])
    if match is None:
        return None
    start, said = mention.end + match.start("said"), match["said"]
    if (end := _ENDS.search(said)) is not None:
        said = said[: end.start()]
    words = said.split()
    names_follow = any(start == begin for begin, _ in named[bisect_left(named, (start, 0)) :][:1])
    if (
        not words
        or _CLAUSE.match(said)
        or (names_follow and not re.search("[’']s", said) and not head_of(words[-1]))
    ):
        return None  # a list of names, not what one of them is
    return Span(start, start + len(said.rstrip()))


def _read(text: str, place: Span, bodies: Sequence[tuple[int, int, str]]) -> Description | None:
    said = text[place.start : place.end]
    lead = _ARTICLE.match(said)
    start = place.start + (lead.end() if lead else 0)
    phrase = text[start : place.end]
    if not phrase or len(phrase) > _AFTER or not head_of(phrase):
        return None
    own = [body for body in bodies[bisect_left(bodies, (start, 0, "")) :][:4] if body[1] <= place.end]
    organisation = own[0][2] if own else ""
    role = phrase
    for begin, end, _ in own:
        role = _without(role, text[begin:end])
    role = safe_line(_WHOSE.sub("", _FORMER.sub("", role)).strip(" ,-–—"), _LONGEST)
    if not head_of(role) or len(role.split()) > 8:
        return None
    role = " ".join(word if len(word) > 1 and word.isupper() else word.lower() for word in role.split())
    return Description(role, organisation, start, place.end)


def _without(role: str, body: str) -> str:
    """Take a body's name out of a phrase, with what binds it: "spokesman for Acme" is a spokesman."""
    before, _, after = role.partition(body)
    if not before.strip():
        return re.sub(
            r"^[’']s?\s+", "", after.lstrip("’'s ") if after.startswith(("’s", "'s")) else after
        ).strip()
    before = re.sub(r"\s+(?:of|for|at|with|from|in|to)(?:\s+the)?\s*$", "", before)
    return f"{before.rstrip()}{after}" if not _LINK.match(after) else before.rstrip()

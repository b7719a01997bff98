"""Who is quoted saying what: sentences with words in quotation marks that are put into a person's mouth.

A speaker is a person of the text's names who stands beside a verb of saying, outside the quotation marks, in
the sentences that hold them. What is put into nobody's mouth, or into that of "a spokesman for" somebody, is
left out: a wrong speaker is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reader.analyse.sentences import sentences
from reader.excerpt import Quote
from reader.model import Document, Entity
from reader.values import dataclass

_LONGEST_BLOCK, _MOST_BLOCKS = 2_500, 300
_LONGEST, _MOST = 420, 40
_FEWEST = 5  # words of somebody's: fewer are a term, not a quote
_FAR_BEFORE, _FAR_AFTER = 70, 45  # characters between a name and the verb after it, before it
_FROM_QUOTE, _TO_QUOTE = 60, 130  # characters from a quote to who said it, and from there to a quote
_QUOTED = re.compile(
    '“[^“”]{8,600}[”“]|„[^„“”"]{8,600}[“”"]|«[^«»]{8,600}»|»[^«»]{8,600}«|"[^"]{8,600}"|”[^“”]{8,600}”'
    r"|(?<!\w)‘[^‘\n]{8,600}?’(?!\w)|「[^「」]{5,300}」|『[^『』]{5,300}』"
)
_SAID = re.compile(
    r"\b(?:said|says|saying|told|tells|added|adds|adding|warned|warns|argued|argues|wrote|writes|explained|explains|"
    r"insisted|insists|noted|notes|stated|announced|replied|recalled|recalls|declared|posted|testified|"
    r"quoted as saying|"
    r"sagte|sagt|erklärte|erklärt|betonte|betont|warnte|warnt|meinte|meint|schrieb|"
    r"a dit|a déclaré|a affirmé|a expliqué|a ajouté|dit|déclare|affirme|explique|assure|souligne|ajoute|"
    r"estime|dijo|dice|afirmó|afirma|señaló|explicó|aseguró|declaró|agregó|añadió|advirtió|"
    r"ha detto|ha dichiarato|ha spiegato|ha aggiunto|afferma|spiega|aggiunge|"
    r"disse|diz|afirmou|declarou|explicou|acrescentou|"
    r"zei|zegt|verklaarde|benadrukte|sade|säger|sa|sier|sagde|siger|sanoi|"
    r"powiedział|powiedziała|mówi|stwierdził|stwierdziła|řekl|řekla|dedi|söyledi|"
    r"сказал|сказала|заявил|заявила|отметил|отметила|сообщил|сообщила|сказав|заявив|зазначив)\b"
    "|表示|指出|说道|說道|強調|述べ|語った"
)
_ACCORDING = re.compile(
    r"\b(?:according to|selon|d[’']après|laut|según|secondo|segundo|volgens|aldus|по словам|за словами)\s+\Z",
    re.IGNORECASE,
)
_TO_LISTENER = frozenset("told tells warned warns".split())  # "told Ana Silva": who listens  # noqa: SIM905
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|be|is|are|not|never|wurde|wurden|fue|fueron|n[’']t)\s+\Z", re.IGNORECASE
)
_BEFORE_OTHERS = re.compile(
    r"\b(?:for|of|to|by|with|about|against|from|than|on|in|at|and|de|del|di|von|des|du|da|do|für|zu|mit|über|gegen|"
    r"por|para|con|avec|pour|sur|met|voor|van|över|om)\s(?:[A-Z][\w.’'-]{0,20}\s){0,3}\Z"
)
_IN_ANOTHERS_NAME = re.compile(
    r"\b(?:spokes\w+|aide|lawyer|attorney|advis[eo]r|brother|wife|husband|son|daughter|mother|father|sister|office|"
    r"sprecher\w*|anw[aä]lt\w*|porte-parole|avocate?|portavoz|abogad[oa]|portavoce|avvocat[oa]|porta-voz|woordvoerder)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r"\b(?:and|whose|und|et|y|en)\b")
_OWNING = re.compile(r"['’]s?\b")
_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Named:
    """One place where a person is named, in a stretch of text."""

    start: int
    end: int
    person: Entity

    def moved(self, by: int) -> _Named:
        return replace(self, start=self.start + by, end=self.end + by)


def quotes(document: Document, entities: Sequence[Entity]) -> tuple[Quote, ...]:
    """Return the quotes of a document in their order; `entities` are its names."""
    people = sorted(
        (_Named(at.start, at.end, one) for one in entities if one.kind == "person" for at in one.mentions),
        key=lambda named: named.start,
    )
    found = list[Quote]()
    if not people:
        return ()
    blocks = zip(document.blocks, document.placed_blocks(), strict=True)
    for block, (at, end) in list(blocks)[:_MOST_BLOCKS]:
        if block.kind in {"paragraph", "list_item", "quote"} and at >= 0 and len(found) < _MOST:
            here = [one.moved(-at) for one in people if at <= one.start and one.end <= end]
            told = _of_block(block.text[:_LONGEST_BLOCK], here) if here else ()
            found += [replace(one, start=one.start + at, end=one.end + at) for one in told]
    return tuple(found[:_MOST])


def _of_block(text: str, people: Sequence[_Named]) -> Iterator[Quote]:
    quoted = [found.span() for found in _QUOTED.finditer(text)]
    for start, end in _stretches(sentences(text), quoted):
        inside = [(a, b) for a, b in quoted if start <= a and b <= end]
        said = sum(map(_words, (text[a:b] for a, b in inside)))
        if end - start > _LONGEST or said < _FEWEST:
            continue
        outside = _without(text, inside)
        named = [one for one in people if start <= one.start and one.end <= end and _is_outside(one, inside)]
        speaker = _speaker(outside[:end], named, inside, start)
        if speaker is not None:
            weight = speaker.salience + min(said, 30) / 30 * said / max(1, _words(text[start:end]))
            yield Quote(speaker.name, start, end, text[start:end], round(weight, 3))


def _stretches(spans: Iterable[_Place], quoted: Sequence[_Place]) -> Iterator[_Place]:
    """Yield the sentences that hold words in quotation marks, together where a quotation goes on."""
    whole: _Place | None = None
    for start, end in spans:
        goes_on = whole is not None and any(a < whole[1] and b > start for a, b in quoted)
        if whole is not None and not goes_on:
            yield whole
            whole = None
        if any(a < end and b > start for a, b in quoted):
            whole = (whole[0] if whole is not None else start), end
    if whole is not None:
        yield whole


def _without(text: str, inside: Iterable[_Place]) -> str:
    """The text with what is in quotation marks as spaces."""
    for start, end in inside:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _is_outside(one: _Named, inside: Iterable[_Place]) -> bool:
    return not any(a < one.end and one.start < b for a, b in inside)


def _words(text: str) -> int:
    return len(_WORD.findall(text)) + len(_UNSPACED.findall(text)) // 2


def _speaker(text: str, named: Sequence[_Named], inside: Sequence[_Place], start: int) -> Entity | None:
    """Return who says it, None where that is not sure; `text` has spaces for what is quoted."""
    verbs = [
        found for found in _SAID.finditer(text, start) if not _PASSIVE.search(text[start : found.start()])
    ]
    found = dict[str, Entity]()
    for one in named:
        if _OWNING.match(text, one.end) or _is_about(text[start : one.start]):
            continue
        if _ACCORDING.search(text[start : one.start]):
            found[one.person.name] = one.person
            continue
        for verb in verbs:
            cluster = min(one.start, verb.start()), max(one.end, verb.end())
            if _is_beside(text, one, verb, named, verbs) and _is_near(cluster, inside):
                found[one.person.name] = one.person
    return next(iter(found.values())) if len(found) == 1 else None


def _is_about(before: str) -> bool:
    """Whether what stands before a name makes it somebody who is spoken of or to."""
    return _BEFORE_OTHERS.search(before[-80:]) is not None and _ACCORDING.search(before) is None


def _is_beside(
    text: str, one: _Named, verb: re.Match[str], named: Sequence[_Named], verbs: Sequence[re.Match[str]]
) -> bool:
    first = one.end <= verb.start()
    gap = text[one.end : verb.start()] if first else text[verb.end() : one.start]
    low, high = (one.end, verb.start()) if first else (verb.end(), one.start)
    if len(gap) > (_FAR_BEFORE if first else _FAR_AFTER) or ";" in gap or "  " in gap.strip():
        return False
    if (not first and verb[0] in _TO_LISTENER) or _IN_ANOTHERS_NAME.search(gap):
        return False
    if first and _ANOTHER.search(gap):
        return False
    others = any(low <= other.start < high for other in named) or any(low <= v.start() < high for v in verbs)
    return not others


def _is_near(cluster: _Place, inside: Iterable[_Place]) -> bool:
    """Whether a quotation stands beside a name with its verb."""
    return any(
        0 <= cluster[0] - end <= _FROM_QUOTE or 0 <= start - cluster[1] <= _TO_QUOTE for start, end in inside
    )

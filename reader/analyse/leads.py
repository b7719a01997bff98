"""Which sentence tells best what an article is about: as a rule its first, unless that is furniture.

A sentence weighs the more the more it has of what the headlines of a story have in common, the earlier it
stands, and with a figure; less if it is very short or long, leans on one before it ("But he …") or is
somebody's words. Sentences that speak to the reader (of newsletters, subscriptions, cookies) count for none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from reader.analyse.gisting import gist
from reader.analyse.sentences import sentences
from reader.excerpt import Excerpt
from reader.model import Document

MOST = 3
_BLOCKS, _OF_BLOCK = 8, 3  # paragraphs that are looked at, and sentences of each
_LONGEST_BLOCK = 2_000
_FEWEST, _MOST_WORDS = 6, 45
_LONGEST = 420  # characters of a sentence
_COVERS, _EARLY, _FIGURE = 3.0, 1.0, 0.15
_LEANS, _QUOTES, _ASKS, _SHORT, _LONG = 0.6, 0.5, 0.6, 0.5, 0.4
_FURNITURE = re.compile(
    r"\b(?:subscri\w+|newsletters?|sign(?:ing)? up|click here|follow us|read more|cookies?|"
    r"all rights reserved|advertisement|this article (?:was|is|has)|first published|photo(?:graph)?s? by|"
    r"listen to|podcast|"
    r"abonnier\w+|anmeld\w+|infolettre|abonn(?:ez|é)\w*|inscrivez\w*|suscr[ií]b\w*|bolet[ií]n|iscriviti|"
    r"assine|nieuwsbrief|your inbox|opens in (?:a )?new)\b|©|\bcopyright\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?:[A-ZÀ-ÞŁŚŻ]{3,20}[\w ,.’'/-]{0,40}(?:\([^()]{2,30}\))?|[A-ZÀ-Þ][\w’' .,/-]{2,40}\([A-Za-z]{2,12}\)"
    r"|[\u0600-\u06ff]{2,20})\s?[—–|:-]{1,2}\s+"
)
_LEANING = re.compile(
    r"(?:And|But|So|Yet|Also|He|She|It|They|That|This|These|Those|However|Meanwhile|Still|Then|"
    r"Er|Sie|Es|Aber|Doch|Und|Il|Elle|Ils|Mais|Et|Pero|Él|Ella|Ma|Mas|Ele|Ela|Maar|Hij|Zij)\b"
)
_SPEECH = re.compile('[“”„«»"「」]')
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e01-\u0e2e]")
_ENDED = re.compile(r"""[.!。！…]["”’»)\]」]{0,3}\Z""")


def leads(document: Document, headlines: Sequence[str]) -> tuple[Excerpt, ...]:
    """Return the sentences of a document that tell best what `headlines` are about, the first of them most;
    the best first."""
    wanted = [dict(gist(line, "").words) for line in dict.fromkeys((*headlines, document.title)) if line]
    weighed = [
        Excerpt(start, end, text, round(weight, 3))
        for order, (start, end, text) in enumerate(_sentences(document))
        if (weight := _weight(text, order, wanted)) > 0
    ]
    return tuple(sorted(weighed, key=lambda one: (-one.weight, one.start))[:MOST])


def _sentences(document: Document) -> Iterator[tuple[int, int, str]]:
    """Yield the sentences at the beginning of a document that may lead, with their places."""
    looked_at = 0
    for block, (at, _) in zip(document.blocks, document.placed_blocks(), strict=True):
        if block.kind != "paragraph" or at < 0:
            continue
        text = block.text[:_LONGEST_BLOCK]
        begun = dateline.end() if (dateline := _DATELINE.match(text)) else 0
        looked_at += 1
        for start, end in sentences(text)[:_OF_BLOCK]:
            start = max(start, begun) if begun < end else start
            if end - start <= _LONGEST and _ENDED.search(text[start:end]):
                yield at + start, at + end, text[start:end]
        if looked_at == _BLOCKS:
            return


def _covered(text: str, wanted: Sequence[Mapping[str, float]]) -> float:
    """How much a sentence has, 0 to 1, of the first headline, of that which it fits best, and of all."""
    own = {word for word, _ in (*gist("", text).words, *gist(text, "").words)}
    shares = [
        sum(weight for word, weight in words.items() if word in own) / sum(words.values())
        for words in wanted
        if words
    ]
    return 0.5 * shares[0] + 0.3 * max(shares) + 0.2 * sum(shares) / len(shares) if shares else 0.0


def _weight(text: str, order: int, wanted: Sequence[Mapping[str, float]]) -> float:
    words = len(text.split()) + len(_UNSPACED.findall(text)) // 2
    if words < _FEWEST or _FURNITURE.search(text):
        return 0.0
    weight = _COVERS * _covered(text, wanted) + _EARLY / (1 + order / 2)
    weight += _FIGURE * any(letter.isdigit() for letter in text)
    weight -= _LEANS * (_LEANING.match(text) is not None) + _QUOTES * (_SPEECH.search(text) is not None)
    weight -= _ASKS * text.rstrip('”"’»)').endswith("?")
    return weight - _SHORT * (words < 2 * _FEWEST - 2) - _LONG * (words > _MOST_WORDS)

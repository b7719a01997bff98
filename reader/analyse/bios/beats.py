"""What a writer covers."""

from __future__ import annotations

import re

from reader.analyse.bios.titles import TITLE

_COVERS = re.compile(
    r"\b(?:covers?|covering|(?:writ(?:es?|ing)|blogs|reports?|reporting|berichtet|schreibt) (?:about|on"
    r"|über)"
    r"|speciali[sz](?:es|ing|ed) in|specialist in|focus(?:es|ing|ed|ses|sing|sed)?(?: (?:largely|mainly"
    r"|mostly|primarily|chiefly"
    r"|especially))? on|with an? (?:special |particular |keen )?(?:interest|focus) (?:in|on)"
    r"|comments on|reports on"
    r"|couvre|spécialisée? (?:en|dans)|suit|cubre|bevakar|escribe sobre|especializad[oa] en|si occupa di"
    r"|whose (?:work|writing|reporting) (?:focuses on|covers)|beat (?:is|includes)|coverage of)\s+",
    re.IGNORECASE,
)
# What a beat ends with: the outlet, the place, another clause.
_ENDS = re.compile(
    r"[;:!?](?=\s|$)|\.$|\.\.|\s(?:for|pour|für|para|at|chez|bei|from|since|as well as for|while|who"
    r"|that|which|where|when"
    r"|after|before|based|out of|depuis|seit|desde|during|with a)\s"
    r"|,\s(?:always|and (?:has|is|was|previously|formerly|lives|also|the author|a )|but|where|who|which"
    r"|with|such as"
    r"|based|including|from|among|joining|having|she|he|they|it|i)\b|,?\s(?:and|und|et|y) (?:has|is|was"
    r"|previously|formerly"
    r"|lives|also|joined|the work|ist|est|es"
    r"|(?:appears|anchors|contributes|(?:co-?)?hosts|edits|leads|manages|oversees|presents|produces|runs"
    r"|teaches|writes) (?!and\b))"
    r"|\s[–—(]|\s-\s"
)
_AND = re.compile(r",?\s+(?:and|und|et|y|e|&)\s+", re.IGNORECASE)
_LEADING = re.compile(r"^(?:the|all things|everything|issues (?:of|around)|topics (?:like|such as)"
r"|a range of topics,? "
                      r"(?:including|such as)|les?|la|el|los|las|über|die|das|der|a|an|news about"
                      r"|stories about"
                      r"|the world of|the business of|the intersection of)\s+", re.IGNORECASE)  # fmt: skip
_ADJECTIVE = re.compile(r"(?:an|ean|ern|ese|ish|ic|al|ive|ary|UK|US|EU|U\.S\.|U\.K\.)$")
_NOUNS = frozenset(
    """
    japan iran sudan oman jordan taiwan bhutan azerbaijan music traffic clinic military capital festival
    animal
    montreal senegal portugal nepal logic pacific
    """.split()  # noqa: SIM905
)
_PAST = re.compile(r"\b(?:previously|formerly|was|were|prior|before|used to|worked|spent|began|started"
r"|studied|has covered"
                   r"|had|after covering|vorher|zuvor|auparavant|antes)\b", re.IGNORECASE)  # fmt: skip
_MOST = 8


def read_beats(sentences: tuple[str, ...]) -> tuple[str, ...]:
    """Return what the sentences of a bio say its writer covers now, as a list of subjects."""
    for sentence in sentences:
        for covers in _COVERS.finditer(sentence):
            if _PAST.search(sentence[: covers.start()]):
                break
            beats = _listed(sentence[covers.end() :])
            if beats:
                return beats
    return ()


def _listed(text: str) -> tuple[str, ...]:
    ends = _ENDS.search(text)
    text = (text[: ends.start()] if ends else text).strip(" .,;:")
    return tuple(beat for beat in map(_plain, split_list(text)) if beat)[:_MOST]


def split_list(text: str) -> list[str]:
    """Split "A, B and C" at the commas and the last "and"; an "and" inside an item stays.

    Without commas "A and B" is two items, unless A is an adjective or "between" stands before.
    """
    parts = [part for part in text.split(", ") if part]
    if len(parts) > 1:
        last = re.sub(r"^(?:and|und|et|y|e|&)\s+", "", parts[-1])
        if last == parts[-1] and not re.search(r"\bbetween\b", last):
            pieces = _AND.split(last, maxsplit=1)
            return [*parts[:-1], *pieces] if not _is_adjective(pieces[0]) else parts
        return [*parts[:-1], last]
    pieces = _AND.split(text)
    if len(pieces) == 2 and not _is_adjective(pieces[0]) and not re.search(r"\bbetween\b", pieces[0]):
        return pieces
    return [text]


def _is_adjective(words: str) -> bool:
    """Whether "and" joins two adjectives here: "Asian and European trade"."""
    last = words.rpartition(" ")[2]
    return bool(_ADJECTIVE.search(last)) and last.lower() not in _NOUNS and not last.endswith("stan")


def _plain(beat: str) -> str:
    return _LEADING.sub("", beat.strip(' .,;:"“”')).strip()


# Words of a role that name no subject.
_GENERIC = frozenset(
    """
    senior staff news freelance general assignment chief managing deputy executive associate assistant
    lead junior national contributing award-winning veteran investigative digital special foreign
    independent principal former multimedia data features feature breaking copy web online video night
    weekend global international local regional opinion all-rounder ideas photo reporting bureau in and
    based trainee guest editorial british american french german australian canadian brazilian
    freelancing full-time part-time book investigations contributing
    """.split()  # noqa: SIM905
)
_DESK = re.compile(
    r"^(.+?)\s+(?:reporter|correspondent|editor|writer|columnist"
    r"|journalist)$",
    re.IGNORECASE,
)


def beat_of_role(role: str | None) -> tuple[str, ...]:
    """Return the subject inside a role: "business reporter" covers business."""
    desk = _DESK.match(role or "")
    if desk and TITLE.search(desk[1]):
        return ()
    words = [word for word in desk[1].split() if word.lower().strip(",&") not in _GENERIC] if desk else []
    return (" ".join(words),) if 0 < len(words) < 4 and len(words[0]) > 1 else ()

"""Names that a page's own data states, found in its text: the surest in languages that no model reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.analyse.candidates import split
from reader.analyse.declension import Declined
from reader.analyse.foreign import bare, body
from reader.analyse.mentions import Mention
from reader.analyse.personal import NOT_NAMES, person, surnames_again
from reader.analyse.scripts import SCRIPTS, bounded
from reader.analyse.tokens import tokens
from reader.analyse.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.analyse.tagging import Tagger
    from reader.model import EntityKind, Subject

_MOST = 100
_TITLES = NOT_NAMES | vocabulary(
    """
    Papst Prinz Prinzessin Königin Kanzlerin Präsidentin Dr. Prof. Sir Lady Lord Pape Reine Roi Prince
    Princesse Papa Rey Reina Rei Rainha Re Regina Papież Król Президент Король Папа
    """
)
_DOTTED = re.compile(r"\.\s?\w{1,2}\.\Z")
_LEGAL_FORM = re.compile(
    r"(?:AG|SE|GmbH|KG|e\. ?V\.|S\.? ?A\.?|SpA|S\.p\.A\.|S\.r\.l\.|B\.V\.|N\.V\.|AB|A\.Ş\.|Inc\.?|Ltd\.?|plc)"
)


class StatedTagger:
    """An engine whose names are joined by those that the page states."""

    def __init__(self, tagger: Tagger, language: str, stated: Sequence[Subject]) -> None:
        self._tagger, self._language = tagger, language
        kinds = ((_bare_name(one.name), one.kind or told_kind(one.name, language)) for one in stated[:_MOST])
        self.forms: dict[str, str] = {}
        self._names = {name: kind for name, kind in reversed(list(kinds)) if name and kind}

    def tag(self, text: str) -> list[Mention]:
        """Return the names in order of place, none overlapping another."""
        listed = self._tagger.tag(text)
        self.forms = {}
        found = _joined(listed, list(_places(text, self._language, self._names, self.forms)))
        if self._language in SCRIPTS:
            return found
        return sorted([*found, *surnames_again(text, found)])


def told_kind(name: str, language: str) -> EntityKind | None:
    """Return the kind that the words of a name tell by themselves: a given name before others, the head or
    the legal form of a body. A keyword that tells none could be anything, and so could one of nouns that
    German writes with capitals."""
    words = [token.text for token in tokens(name)]
    if not words or language in SCRIPTS or not words[0][0].isupper():
        return None
    if language != "de" and person(words, 0, language, is_place=lambda _: False) == len(words):
        return "person"
    if body(words, 0) == len(words) or (len(words) > 1 and _LEGAL_FORM.fullmatch(name.partition(" ")[2])):
        return "organisation"
    return None


def _bare_name(name: str) -> str:
    """A name without the title before it and the full stop after it: "König Charles III."."""
    words = name.split()
    while len(words) > 2 and words[0] in _TITLES:
        del words[0]
    stripped = " ".join(words)
    return stripped if _DOTTED.search(stripped) else stripped.rstrip(".,;:")


def _places(
    text: str, language: str, names: Mapping[str, EntityKind], forms: dict[str, str]
) -> Iterator[Mention]:
    """Yield where the names stand, in all forms that the language gives them; keep these in `forms`."""
    if language in SCRIPTS:
        for match in bounded(names, language).finditer(text):
            yield Mention(*match.span("name"), names[match["name"]])
        return
    written = {tuple(token.text for token in tokens(name)): name for name in names}
    written.pop((), None)
    declined = Declined(list(written), language)
    for sentence in split(text):
        found = [bare(token, language) for token in sentence.tokens]
        words = [token.text for token in found]
        i = 0
        while i < len(words):
            name = declined.at(words, i) if words[i] else ()
            if name:
                start, end = found[i].start, found[i + len(name) - 1].end
                forms[" ".join(text[start:end].split())] = written[name]
                yield Mention(start, end, names[written[name]])
            i += max(1, len(name))


def _joined(listed: Sequence[Mention], stated: Sequence[Mention]) -> list[Mention]:
    """Both in order, of those that overlap the longer; of two alike the listed place, else the stated."""
    both = [*((m, m.kind != "place") for m in listed), *((m, False) for m in stated)]
    both.sort(key=lambda one: (one[0].start, -one[0].end, one[1]))
    kept: list[Mention] = []
    for mention, _ in both:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.end - mention.start > kept[-1].end - kept[-1].start:
            kept[-1] = mention
    return kept

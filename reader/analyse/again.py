"""Other places of names that an engine found once."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from reader.analyse import gazetteers
from reader.analyse.mentions import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.model import EntityKind

_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_MOST_NAMES = 2000
_MOST_PLACES = 5000
_LONGEST = 8  # words
_SHORTEST = 3  # letters of a family name


def again(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the places that no mention covers of names of several words, and of the family names of people
    who were named in full before. Time is linear in the text."""
    names = _names(text, mentions)
    if not names:
        return []
    taken = [(mention.start, mention.end) for mention in mentions]
    found = _places(text, names)
    return list(islice(_free(found, taken), _MOST_PLACES))


def _names(text: str, mentions: Iterable[Mention]) -> dict[str, list[tuple[tuple[str, ...], EntityKind]]]:
    """The names to look for by their first words, the longest first."""
    names: dict[tuple[str, ...], EntityKind] = {}
    for mention in islice(mentions, _MOST_NAMES):
        words = tuple(match[0] for match in _WORD.finditer(text, mention.start, mention.end))
        if not 1 < len(words) <= _LONGEST:
            continue
        names.setdefault(words, mention.kind)
        if mention.kind == "person" and _tells(words[-1]):
            names.setdefault(words[-1:], "person")
    by_first: dict[str, list[tuple[tuple[str, ...], EntityKind]]] = {}
    for words, kind in sorted(names.items(), key=lambda item: -len(item[0])):
        by_first.setdefault(words[0], []).append((words, kind))
    return by_first


def _tells(family: str) -> bool:
    """Whether a family name is hardly anything else."""
    return (
        len(family) >= _SHORTEST
        and family[0].isupper()
        and not family.isupper()
        and family.lower() not in gazetteers.common_words()
        and family not in gazetteers.known_names()
    )


def _places(text: str, names: dict[str, list[tuple[tuple[str, ...], EntityKind]]]) -> Iterator[Mention]:
    words = list(_WORD.finditer(text))
    for i, word in enumerate(words):
        for name, kind in names.get(word[0], ())[:_LONGEST]:
            run = words[i : i + len(name)]
            if tuple(match[0] for match in run) == name and run[-1].end() - word.start() < 120:
                yield Mention(word.start(), run[-1].end(), kind)
                break


def _free(found: Iterable[Mention], taken: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """Those that overlap nothing taken and none before; both come in order."""
    i, end = 0, 0
    for mention in found:
        while i < len(taken) and taken[i][1] <= mention.start:
            i += 1
        if mention.start >= end and (i == len(taken) or taken[i][0] >= mention.end):
            yield mention
            end = mention.end

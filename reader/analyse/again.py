"""Other places of names that an engine found once."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from reader.analyse import acronyms, gazetteers
from reader.analyse.mentions import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.model import EntityKind

_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_MOST_NAMES = 2000
_MOST_PLACES = 5000
_LONGEST = 8  # words
_WIDEST = 120  # letters
_SHORTEST = 3  # letters of a person's name
_FEWEST = 2  # more words than that have initials that are nothing else


def again(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the places that no mention covers: of names of several words, of the first and last names of
    people who are named in full, of the initials of bodies, of places in capitals. Time is linear in the
    text."""
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
        if mention.kind == "place" and len(words) <= _LONGEST and len(words[0]) > _SHORTEST:
            names.setdefault(tuple(word.upper() for word in words), "place")
        if not 1 < len(words) <= _LONGEST:
            continue
        names.setdefault(words, mention.kind)
        for less in _less(words, mention.kind):
            names.setdefault(less, mention.kind)
    by_first: dict[str, list[tuple[tuple[str, ...], EntityKind]]] = {}
    for words, kind in sorted(names.items(), key=lambda item: -len(item[0])):
        by_first.setdefault(words[0], []).append((words, kind))
    return by_first


def _less(words: tuple[str, ...], kind: EntityKind) -> Iterator[tuple[str, ...]]:
    """What else the one of that name is called, where it is hardly anything else."""
    if kind == "person":
        yield from ((word,) for word in (words[-1], words[0]) if _tells(word))
    elif kind == "organisation" and len(words) > _FEWEST and not words[0].isupper():
        yield from ((initials,) for initials in acronyms.initials(words))


def _tells(name: str) -> bool:
    return (
        len(name) >= _SHORTEST
        and name[0].isupper()
        and not name.isupper()
        and name.lower() not in gazetteers.common_words()
        and name not in gazetteers.known_names()
    )


def _places(text: str, names: dict[str, list[tuple[tuple[str, ...], EntityKind]]]) -> Iterator[Mention]:
    words = list(_WORD.finditer(text))
    for i, word in enumerate(words):
        for name, kind in names.get(word[0], ())[:_LONGEST]:
            run = words[i : i + len(name)]
            if tuple(match[0] for match in run) != name or run[-1].end() - word.start() >= _WIDEST:
                continue
            if len(name) > 1 or kind != "person" or _stands_alone(words, i):
                yield Mention(word.start(), run[-1].end(), kind)
                break


def _stands_alone(words: Sequence[re.Match[str]], i: int) -> bool:
    """Whether no capitalised word follows: that would be another's name."""
    following = words[i + 1] if i + 1 < len(words) else None
    return following is None or following.start() > words[i].end() + 1 or not following[0][0].isupper()


def _free(found: Iterable[Mention], taken: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """Those that overlap nothing taken and none before; both come in order."""
    i, end = 0, 0
    for mention in found:
        while i < len(taken) and taken[i][1] <= mention.start:
            i += 1
        if mention.start >= end and (i == len(taken) or taken[i][0] >= mention.end):
            yield mention
            end = mention.end

"""Acronyms: those that a text introduces, and those that are the initials of a name in it."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from reader.analyse.mentions import Mention
from reader.analyse.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.model import EntityKind

_SHORT = r"(?P<short>(?:[^\W\d_]{2,20} ){0,1}[^\W\d_](?:[^\W_]|[.&-]){1,9}(?:\([A-Z]\))?)"
_POSSESSIVE = r"(?:['’]s?)?"
_BRACKETED = re.compile(rf"{_POSSESSIVE}\s?\(\s?(?:the |or )?[\"“‘']?{_SHORT}[\"”’']?\s?[);,]")
_TOLD = re.compile(
    rf"{_POSSESSIVE},? (?:or|abbreviated (?:as|to)|aka|(?:also |better |commonly |widely )?known (?:as"
    rf"|(?P<initials>by its [\w ]{{0,24}}(?:initials|acronym)(?: of)?))),? (?:the )?[\"“‘']?{_SHORT}(?!\w)"
)
_REACH = 80
_MOST = 60
_MOST_SHORTS = 300
_FEW_LETTERS = 3  # of an acronym: each must be an initial
_NEAR = 50  # how many full names that begin with its letter an acronym is compared with
_LETTER = re.compile(r"[^\W_]")
_SMALL = vocabulary("of the for and & in on to de du des del la di da et y e")
_BODIES: frozenset[EntityKind] = frozenset(("organisation", "other"))


def introduced(text: str, mentions: Sequence[Mention]) -> dict[str, tuple[str, Mention]]:
    """Return acronym → (full name, its mention) for each name that the text abbreviates in the same breath:
    "Full Name (FN)", "Full Name, or FN,", "Full Name, known as FN"."""
    found: dict[str, tuple[str, Mention]] = {}
    for mention in mentions:
        reach = mention.end + _REACH
        match = _BRACKETED.match(text, mention.end, reach)
        told = match or _TOLD.match(text, mention.end, reach)
        if told is None or len(found) >= _MOST:
            continue
        short, name = told["short"], text[mention.start : mention.end]
        sure = match is not None or told["initials"] is not None
        if is_acronym(short.split()[-1]) and _introduces(short, name, mention.kind, sure=sure):
            found.setdefault(short, (name, mention))
    return found


def is_acronym(name: str) -> bool:
    """Whether a name is written as an acronym: two capitals, no space, at most ten letters."""
    return sum(c.isupper() for c in name) >= 2 and len(name) <= 10 and " " not in name


def _introduces(short: str, name: str, kind: EntityKind, *, sure: bool) -> bool:
    if short == name or len(name) < len(short) + 3:
        return False
    words, letters = _without_shared(short, name)
    if not letters or not words:
        return False
    if initialism(letters, words) if kind in _BODIES else _exactly(letters, words):
        return True
    # A body may have the initials of its name in another language, if brackets or words say that it has.
    bare = short.split()[-1]
    return kind in _BODIES and sure and bare.isupper() and (" " in name or _subsequence(letters, name))


def _without_shared(short: str, name: str) -> tuple[list[str], str]:
    """Leave out the words that both begin with: "Africa CDC", "Africa Centres for Disease Control"."""
    words, first = split(name), short.split()[:-1]
    if words[: len(first)] != first:
        return [], ""
    return words[len(first) :], "".join(_LETTER.findall(short.split()[-1])).lower()


def _subsequence(letters: str, name: str) -> bool:
    rest = iter(name.lower())
    return letters[0] == name[0].lower() and all(letter in rest for letter in letters)


def split(name: str) -> list[str]:
    """Return the words of a name, those joined by a hyphen apart."""
    return [word for word in re.split(r"[\s\-–/]+", name) if word]


def initialism(letters: str, words: Sequence[str]) -> bool:
    """Whether small letters are the initials of the words in order: all but small words give one at least,
    and a word may give more ("Intergovernmental" gives "ig")."""
    given = [word.strip("\"'“”‘’(),.").lower() for word in words[:12]]
    return bool(letters) and _fits(letters, [word for word in given if word])


def _fits(letters: str, words: Sequence[str]) -> bool:
    """Whether the letters are used up by the words; `reached` are the counts that could be used by now."""
    reached = {0}
    for word in words:
        further = {at for at in reached if word in _SMALL}
        for at in reached:
            if letters[at : at + 1] == word[0]:
                further |= _inside(letters, at, word)
        reached = further
    return len(letters) in reached


def _inside(letters: str, at: int, word: str) -> set[int]:
    """How many letters may be used up after a word that gives its first one and at most two more."""
    reached, place = {at + 1}, 1
    for used in range(at + 1, min(at + 3, len(letters))):
        place = word.find(letters[used], place) + 1
        if place == 0:
            break
        reached.add(used + 1)
    return reached


def of_names(shorts: Iterable[str], names: Iterable[str]) -> dict[str, str]:
    """Return acronym → the first of `names` whose initials it is, or that it takes more letters of."""
    exact: dict[str, str] = {}
    by_letter: dict[str, list[str]] = defaultdict(list)
    for name in names:
        words = [word for word in split(name) if word[0].isalpha()]
        if sum(word.lower() not in _SMALL for word in words) > 1:
            by_letter[words[0][0].lower()].append(name)
            for form in initials(words):
                exact.setdefault(form, name)
    found: dict[str, str] = {}
    for short in islice(shorts, _MOST_SHORTS):
        letters = short.replace(".", "").replace("&", "")
        if not letters.isalpha():  # "OPEC+" is another
            continue
        near = by_letter.get(letters[:1].lower(), [])[:_NEAR] if len(letters) > _FEW_LETTERS else []
        full = exact.get(letters.upper()) or next(
            (name for name in near if initialism(letters.lower(), split(name))), None
        )
        if full:
            found[short] = full
    return found


def _exactly(letters: str, words: Sequence[str]) -> bool:
    return letters.upper() in initials([word for word in words if word[0].isalpha()])


def initials(words: Sequence[str]) -> set[str]:
    """Return the initials of a name in capitals, with those of its small words and without."""
    every = "".join(word[0] for word in words)
    large = "".join(word[0] for word in words if word.lower() not in _SMALL)
    return {every.upper(), large.upper()}


def again(
    text: str, acronyms: Mapping[str, tuple[str, Mention]], mentions: Iterable[Mention]
) -> list[Mention]:
    """Return the places of introduced acronyms that no mention covers, with the kind of the full name."""
    if not acronyms:
        return []
    taken = {at for m in mentions for at in (m.start, m.end - 1)}
    longest = sorted(acronyms, key=len, reverse=True)
    words = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])")
    free = (m for m in words.finditer(text) if m.start() not in taken and m.end() - 1 not in taken)
    return [Mention(m.start(), m.end(), acronyms[m[0]][1].kind) for m in islice(free, 2000)]

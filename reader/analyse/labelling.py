"""Labels of words in a sentence → names at their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.analyse import gazetteers
from reader.analyse.linear import KINDS
from reader.analyse.mentions import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.analyse.candidates import Sentence


def mentions(sentence: Sentence, labels: Sequence[int], first: int = 0) -> Iterator[Mention]:
    """Yield the names of a sentence; `labels` are those of its words from the one at `first` on."""
    begun = -1
    for i, label in enumerate([*labels, 0]):
        inside = label and label % 2 == 0
        if begun >= 0 and not inside:
            named = sentence.tokens[first + begun : first + i]
            if not sentence.style or _is_name([token.text for token in named]):
                yield Mention(named[0].start, named[-1].end, KINDS[(labels[begun] - 1) // 2])
            begun = -1
        if label % 2 == 1:
            begun = i


def _is_name(words: list[str]) -> bool:
    """Whether capitals mean something here: in a headline plain words have them too."""
    if " ".join(words).title() in gazetteers.known_names() or " ".join(words) in gazetteers.known_names():
        return True
    return any(w[0].isalpha() and w.lower() not in gazetteers.common_words() for w in words if len(w) > 1)

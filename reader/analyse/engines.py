"""Other engines that find names, for those who have them: spaCy's pipelines and GLiNER's models.

`spacy:en_core_web_trf` and `gliner:urchade/gliner_medium-v2.1` are such settings: a model that is installed
or stands in a folder. Neither is fetched here.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from reader.analyse.analysis import EngineError
from reader.analyse.mentions import Mention
from reader.analyse.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model import EntityKind

_SPACY_KINDS: dict[str, EntityKind] = {
    **dict.fromkeys(("PERSON", "PER"), "person"),
    "ORG": "organisation",
    **dict.fromkeys(("GPE", "LOC", "FAC"), "place"),
    **dict.fromkeys(("NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "MISC"), "other"),
}
_GLINER_KINDS: dict[str, EntityKind] = {
    "person": "person",
    "organization": "organisation",
    "location": "place",
    "nationality": "other",
    "event": "other",
    "product": "other",
    "title of a work": "other",
    "law": "other",
}
_SURE = 0.5  # what GLiNER must give a name at least
_ROOM = 1500  # characters that GLiNER is shown at once; it reads 384 words


@lru_cache(maxsize=1)
def engine(name: str) -> SpacyTagger | GlinerTagger:
    """Return the engine of a setting such as "spacy:en_core_web_sm". Raise EngineError if it is not there."""
    family, _, model = name.partition(":")
    if family == "spacy" and model:
        return SpacyTagger(model)
    if family == "gliner" and model:
        return GlinerTagger(model)
    raise EngineError(f"there is no engine {name!r}; write spacy:MODEL or gliner:MODEL")


class SpacyTagger:
    """A pipeline of spaCy: it reads the language it was made for."""

    def __init__(self, model: str) -> None:
        try:
            import spacy
        except ImportError:
            raise EngineError("spaCy is not installed; pip install spacy") from None
        try:
            self._pipeline = spacy.load(model, disable=("lemmatizer", "parser", "textcat"))
        except (OSError, ValueError, ImportError):
            raise EngineError(f"spaCy has no model {model!r}; python -m spacy download {model}") from None

    def reads(self, language: str) -> bool:
        """Whether it can read texts in `language` (two letters)."""
        return self._pipeline.lang in (language, "xx")

    def tag(self, text: str) -> list[Mention]:
        """Return the names in order of place, none overlapping another."""
        found = self._pipeline(text).ents
        return [
            Mention(name.start_char, name.end_char, _SPACY_KINDS[name.label_])
            for name in found
            if name.label_ in _SPACY_KINDS
        ]


class GlinerTagger:
    """A model of GLiNER. Most read many languages, so it is asked for each."""

    def __init__(self, model: str) -> None:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")  # what is not on the disk is not there
        try:
            from gliner import GLiNER
        except ImportError:
            raise EngineError("GLiNER is not installed; pip install gliner") from None
        try:
            self._model: Any = GLiNER.from_pretrained(model, local_files_only=True)
        except Exception:  # its libraries raise their own of many kinds
            raise EngineError(f"GLiNER has no model {model!r} on this machine") from None

    def reads(self, language: str) -> bool:  # noqa: ARG002
        """Whether it can read texts in `language`."""
        return True

    def tag(self, text: str) -> list[Mention]:
        """Return the names in order of place, none overlapping another."""
        labels = list(_GLINER_KINDS)
        found = []
        for start, end in _parts(text):
            for name in self._model.predict_entities(text[start:end], labels, threshold=_SURE, flat_ner=True):
                kind = _GLINER_KINDS.get(name["label"])
                if kind is not None:
                    found.append(Mention(start + name["start"], start + name["end"], kind))
        return sorted(found)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Yield runs of whole sentences that fit, a longer sentence alone and cut."""
    begun = until = -1
    for start, end in sentences(text):
        if begun >= 0 and end - begun > _ROOM:
            yield begun, until
            begun = -1
        if begun < 0:
            begun = start
        until = min(end, begun + _ROOM)
    if begun >= 0:
        yield begun, until

"""Other engines: chosen by name, told of plainly when they are not there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.analyse import EngineError, analyse, engines
from reader.model import Entity

TEXT = "Ada Lovelace spoke in London. Lovelace left on Monday."

# What of spaCy and GLiNER the engines use, as these have it.
SPACY = """
class Name:
    def __init__(self, text, words, label):
        self.start_char, self.label_ = text.index(words), label
        self.end_char = self.start_char + len(words)
class Pipeline:
    lang = "de"
    def __call__(self, text):
        names = [("Ada Lovelace", "PER"), ("London", "LOC"), ("Monday", "DATE")]
        return type("Doc", (), {"ents": [Name(text, *name) for name in names if name[0] in text]})
def load(name, disable=()):
    if name != "de_core_news_sm":
        raise OSError(f"[E050] Can't find model '{name}'.")
    return Pipeline()
"""
GLINER = """
class GLiNER:
    @classmethod
    def from_pretrained(cls, name, local_files_only=False):
        if name != "small" or not local_files_only:
            raise FileNotFoundError(name)
        return cls()
    def predict_entities(self, text, labels, threshold=0.5, flat_ner=True):
        at = text.find("London")
        found = {"start": at, "end": at + 6, "text": "London", "label": "location", "score": 0.9}
        return [found] if at >= 0 else []
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "spacy.py").write_text(SPACY, encoding="utf-8")
    (tmp_path / "gliner.py").write_text(GLINER, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    engines.engine.cache_clear()
    yield
    engines.engine.cache_clear()
    for name in ("spacy", "gliner"):
        sys.modules.pop(name, None)


def kinds(entities: tuple[Entity, ...]) -> dict[str, str]:
    return {entity.name: entity.kind for entity in entities}


@pytest.mark.usefixtures("installed")
def test_a_pipeline_of_spacy_finds_the_names_of_its_language() -> None:
    found = analyse(TEXT, language="de", engine="spacy:de_core_news_sm")
    assert kinds(found.entities) == {"Ada Lovelace": "person", "London": "place"}
    assert not found.approximate


@pytest.mark.usefixtures("installed")
def test_other_languages_are_left_to_what_comes_with_the_reader() -> None:
    english = analyse(TEXT, language="en", engine="spacy:de_core_news_sm")
    assert english.entities == analyse(TEXT, language="en").entities
    assert analyse("Ada Lovelace parle.", language="fr", engine="spacy:de_core_news_sm").approximate


@pytest.mark.usefixtures("installed")
def test_gliner_reads_a_long_text_in_parts() -> None:
    text = "Nothing is said here at all. " * 100 + "They met in London."
    found = analyse(text, language="fr", engine="gliner:small")
    assert [(text[m.start : m.end], e.kind) for e in found.entities for m in e.mentions] == [
        ("London", "place")
    ]


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("engine", "sentence"),
    [
        ("spacy:fr_core", "spaCy has no model 'fr_core'; python -m spacy download fr_core"),
        ("gliner:huge", "GLiNER has no model 'huge' on this machine"),
    ],
)
def test_a_model_that_is_not_there_is_a_sentence(engine: str, sentence: str) -> None:
    with pytest.raises(EngineError) as caught:
        analyse(TEXT, engine=engine)
    assert str(caught.value) == sentence


@pytest.mark.parametrize("library", ["spacy", "gliner"])
def test_a_library_that_is_not_installed_is_a_sentence(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    engines.engine.cache_clear()
    with pytest.raises(EngineError, match=f"is not installed; pip install {library}"):
        analyse(TEXT, engine=f"{library}:model")


def test_the_light_engine_needs_no_model_of_25_megabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert kinds(analyse(TEXT, language="en", engine="light").entities) == {
        "Ada Lovelace": "person",
        "London": "place",
    }

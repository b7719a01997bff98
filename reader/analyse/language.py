"""The language a text is in, guessed by its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter

_SAMPLE = 4000
_WORD = re.compile(r"[^\W\d_]+")
_COMMONEST = {
    "en": "the of and to in that is was for it with as on be at by this had not are but from have an they",
    "de": "der die und das ist nicht ein eine den dem von zu mit sich auf für des im auch wird wurde bei",
    "fr": "le les et des est une dans qui que pour du pas sur au par il elle avec sont ce cette aux plus été",
    "es": "el los y las que en una por con para del se su es al lo como más pero sus fue ha este",
    "it": "il di che è la per un una non del della con sono da si nel alla gli dei anche ha le più come",
    "pt": "o os e as que em uma não por com para do da dos se na no foi mais como ao pelo são",
    "nl": "de het een en van is dat niet op te zijn voor met die aan er ook bij naar heeft wordt uit om",
    "sv": "och att det som en på är av för med till den har de inte om ett han men var jag sig",
    "pl": "i w nie na się z do to że jest o jak po co za od przez dla ale są był oraz",
    "tr": "ve bir bu da de için ile çok olarak daha olan gibi sonra ne kadar ise ama",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMONEST.items()}
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("uk", re.compile("[іїєґ]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
)
_OTHER_LETTER = re.compile("[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufdff]")
_FEW_WORDS = 12


def spoken(text: str, language: str | None = None) -> str:
    """Return the two-letter code of a text's language: that of its BCP 47 tag, else a guess."""
    return (language or guess(text)).split("-")[0].split("_")[0].lower()


def guess(text: str) -> str:
    """Return the two-letter code of the text's language; "en" if too short to say, "" if it is not known."""
    sample = text[:_SAMPLE]
    letters = sum(map(len, _WORD.findall(sample)))
    if letters and len(_OTHER_LETTER.findall(sample)) > 0.3 * letters:
        return _by_script(sample, letters)
    words = Counter(_WORD.findall(sample.lower()))
    total = sum(words.values())
    hits = {tag: sum(words[w] for w in common) for tag, common in _WORDS.items()}
    best = max(hits, key=lambda tag: (hits[tag], tag == "en"))
    if total < _FEW_WORDS and hits[best] - hits["en"] < 2:
        return "en"
    # Headlines and lists hold few of the small words: they are English until another language shows.
    return best if hits[best] > hits["en"] or hits["en"] else ("en" if _plain_ascii(sample) else "")


def _plain_ascii(sample: str) -> bool:
    return sum(c > "\x7f" and c.isalpha() for c in sample) <= 0.01 * len(sample)


def _by_script(sample: str, letters: int) -> str:
    for tag, pattern in _SCRIPTS:
        share = 0.03 if tag in ("ja", "uk") else 0.2
        if len(pattern.findall(sample)) > share * letters:
            return tag
    return ""

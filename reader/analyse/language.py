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
    # Those below are told from the others, and nothing is found in them.
    "da": "og i at det er en til på som af de for med den der ikke et har fra var jeg ved",
    "nb": "og i det er som en på til av for med at de har ikke den et om var fra ble",
    "fi": "ja on että ei se oli hän myös ovat mutta kun joka sen tai mukaan kuin ole vuoden",
    "cs": "a v se na je že s o do to z i ve pro by jako ale za od které po bylo jsou",
    "ro": "și de în a la cu pe din că este un o pentru care nu mai au fost sunt prin",
    "hu": "a az és hogy nem is egy van meg de csak volt ez már mint még után el",
    "id": "yang dan di dengan untuk dari pada ini itu dalam tidak akan ke juga oleh ada bisa para",
    "vi": "và của là có trong được cho không với một các người này đã khi để những",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMONEST.items()}
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("el", re.compile("[\u0370-\u03ff\u1f00-\u1fff]")),
    ("uk", re.compile("[іїєґ]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
)
# Letters and words of other languages in the same script.
_NOT = {
    "ar": re.compile("[پچژگٹڈڑے]"),
    "ru": re.compile("[ъўәғқңөұһђћјљњѓќ]"),
    "uk": re.compile("[ўәғқңөұһыэё]"),
    "hi": re.compile(r"(?:आहे|आणि|छन्|भएको)"),
}
_RARE = 0.004
_OTHER_LETTER = re.compile("[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufdff]")
_FEW_WORDS = 12


def spoken(text: str, language: str | None = None) -> str:
    """Return the two-letter code of a text's language: that of its BCP 47 tag, else a guess."""
    return (language or guess(text)).split("-")[0].split("_")[0].lower()


def commonest(language: str) -> frozenset[str]:
    """Return the words that a language, by its two-letter code, uses most; none of a language not known."""
    return _WORDS.get(language, frozenset())


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
            other = tag in _NOT and len(_NOT[tag].findall(sample)) > _RARE * letters
            return "" if other else tag
    return ""

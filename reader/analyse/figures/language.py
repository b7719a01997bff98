"""Which language a text is in, as far as its number format depends on it."""

from __future__ import annotations

import re

from reader.analyse.figures.words import word_set

_READ = 4_000
_FEWEST = 3
_WORD = re.compile(r"[^\W\d_]+")
_COMMON = {
    "en": word_set("the of and to in is that for was with on as by at it from his has have an are were be"),
    "de": word_set(
        "der die das und den von mit ist im zu nicht auf ein eine dem des sich auch es wurde nach"
    ),
    "fr": word_set("le la les des et du une est dans pour par qui au sur plus pas aux avec ce ont été"),
    "es": word_set("el la los las del y en un una que por con para se su es al más fue como"),
    "it": word_set("il di che la del della e per non una con sono gli nel anche dei le è alla da"),
    "pt": word_set("o os da do das dos e em um uma que não para com por no na mais foi ao são"),
    "nl": word_set("de het een van en dat niet zijn op te voor met aan er bij naar ook wordt door"),
    "sv": word_set("och att det som en på är av för med har till den inte om ett han var vid"),
    "da": word_set("og at det som en på er af for med har til den ikke der et de han var ved blev"),
    "nb": word_set("og at det som en på er av for med har til den ikke et de han var ved ble fra"),
    "pl": word_set("w i na z się nie do że jest to o jak za od po przez dla oraz są był"),
    "ru": word_set("и в на не что с по как из к за от для это его о до он при был"),
    "uk": word_set("і в на не що з у як до за від для це його та про він при був"),
}


def guess_language(text: str) -> str:
    """Return the tag of the language whose commonest words lead in `text`, "" where none does."""
    words = _WORD.findall(text[:_READ].lower())
    hits = {tag: sum(word in common for word in words) for tag, common in _COMMON.items()}
    best = max(hits, key=lambda tag: hits[tag])
    # English keeps a tie: its words are read too.
    return best if hits[best] >= _FEWEST and hits[best] > 1.3 * hits["en"] else ""

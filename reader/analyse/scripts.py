"""Names in scripts that do not mark them by capitals: countries, cities and bodies from lists, no more."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.analyse import gazetteers
from reader.analyse.mentions import Mention
from reader.analyse.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.model import EntityKind

SCRIPTS = frozenset(("ja", "zh", "ko", "ar", "hi"))
_KATAKANA = re.compile("[\u30a1-\u30fc・]+")
_HANGUL, _ARABIC, _DEVANAGARI = "\uac00-\ud7af", "\u0621-\u0652", "\u0900-\u0963\u0970-\u097f"
# A name before one of these is part of another: a people, a language, a sea, a university, a newspaper.
_JAPANESE = "人|語|系|製|風|料理|海|洋|新聞|経済|大学|銀行|証券|電力|湾|地方|五輪|タワー|ドーム"
_CHINESE = "人|语|語|籍|海|洋|菜|日报|时报|日報|大学|大學|银行|銀行|湾|灣"
# What may follow a name in Korean: a particle, or what a country has.
_KOREAN = (
    "은|는|이|가|을|를|의|에|에서|에게|와|과|로|으로|도|만|부터|까지|보다|산|발|측|정부|군|대통령|총리|외교부|국방부"
    "|당국|외무부|의회|법원|경찰|내|행"
)
_BOUNDS = {
    "ja": ("", f"(?!{_JAPANESE})"),
    "zh": ("", f"(?!{_CHINESE})"),
    "ko": (f"(?<![{_HANGUL}])", f"(?=(?:{_KOREAN})?(?![{_HANGUL}]))"),
    "ar": (f"(?<![{_ARABIC}])[وف]?[بلك]?", f"(?![{_ARABIC}])"),
    "hi": (f"(?<![{_DEVANAGARI}])", f"(?![{_DEVANAGARI}])"),
}
# Names that are also plain words, or the beginning of longer names.
_PLAIN = {
    "ja": vocabulary("タイ チリ マリ バリ"),
    "zh": vocabulary("马里 海地 阿曼 乍得 巴林"),
    "ko": vocabulary(
        "인도 수단 가나 말리 오만 부탄 피지 차드 저지 다카 로메 방기 치타 자야푸라 가자 리가 나소 오랄"
    ),
    "ar": vocabulary("مالي عمان غانا بنين تشاد جيرسي روما"),
    "hi": vocabulary("माली चाड टोगो पेरू लीमा रोम नासाउ जर्सी"),
}


def names_in_script(text: str, language: str) -> Iterator[Mention]:
    """Yield the names of a text in one of `SCRIPTS`, in order."""
    bodies = gazetteers.bodies_elsewhere(language)
    for match in _pattern(language).finditer(text):
        kind: EntityKind = "organisation" if match["name"] in bodies else "place"
        yield Mention(*match.span("name"), kind)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    listed = {
        *gazetteers.territories(language),
        *gazetteers.cities_elsewhere(language),
        *gazetteers.bodies_elsewhere(language),
    }
    return bounded(listed - _PLAIN[language], language)


def bounded(names: Iterable[str], language: str) -> re.Pattern[str]:
    """Return a pattern of names in one of `SCRIPTS`, as no part of longer words."""
    before, after = _BOUNDS[language]
    names = sorted((name for name in names if len(name) > 1), key=len, reverse=True)
    return re.compile(f"{before}(?P<name>{'|'.join(map(_whole, names)) or '(?!)'}){after}")


def _whole(name: str) -> str:
    """A pattern of the name; in katakana it is no part of a longer word."""
    written = re.escape(name)
    return f"(?<![ァ-ー]){written}(?![ァ-ー])" if _KATAKANA.fullmatch(name) else written

"""Writers' names in a byline."""

from __future__ import annotations

import re

from reader.text import safe_line

_MAX_NAMES = 12
_MAX_LENGTH = 80
_LEAD = re.compile(
    r"^\W*(?:(?:written|posted|published|reported|story|words|text|article|geschrieben|autor(?:in|en)?|"
    r"authors?|ein artikel|"
    r"un article|escrito|redatto)\s*(?:by|von|par|por|da|di)?\s*[:|]?\s+|(?:by|von|par|por|door|di|av|af|"
    r"od|przez)\s*[:|]?\s+(?=\S))+",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\s*(?:;|\||\n|•|·|\s/\s|,|\s&\s|\s\+\s|\s(?:and|und|et|og|och|en|with|mit|avec)\s)\s*(?:(?:and|und|"
    r"et|by)\s+)?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S*(?:@|https?:|www\.)\S*")
_NOISE = re.compile(
    r"\s*[(\[{].{0,80}?[)\]}]|\s*(?:updated|published|posted|last modified|modified)\b.*$|\s+[-–—]\s.*$",
    re.IGNORECASE,
)
_TITLES = frozenset({
    "jr", "jr.", "sr", "sr.", "phd", "ph.d.", "md", "m.d.", "ii", "iii", "iv", "esq", "esq.",
})  # fmt: skip
_NOT_NAMES = re.compile(
    r"^(?:admin(?:istrator)?|editors?|editor in chief|author|staff|guest|unknown|none|null|redaktion|"
    r"the editors|webmaster|"
    r"(?:[\w-]+ ){0,4}"
    r"(?:reporter|writer|correspondent|editor|contributor|columnist|journalist|producer)s?|posts? by .*|"
    r"view (?:all|more)\b.*|"
    r"see (?:all|more)\b.*|more (?:from|by)\b.*|follow\b.*|share\b.*|comments?|by|von|par|por)$",
    re.IGNORECASE,
)
_DATE_LIKE = re.compile(r"\d{1,2}[:./]\d\d|\b(?:19|20)\d\d\b|\b\d+ (?:min|hours?|days?)\b", re.IGNORECASE)


def read_byline(byline: str) -> tuple[str, ...]:
    """Return the names in a byline: "By Ann Lee and Bo Chen, Reuters" gives three. Roles and dates go."""
    line = _NOISE.sub("", _ADDRESS.sub(" ", _LEAD.sub("", safe_line(byline, 400) + " ").strip()))
    names: list[str] = []
    for part in _PARTS.split(line):
        name = clean_name(part)
        if name.casefold() in _TITLES and names:
            names[-1] += f", {name}"
        elif name and name not in names:
            names.append(name)
    return tuple(names[:_MAX_NAMES])


def clean_name(text: str) -> str:
    """Return one name without "By", addresses and quotes; empty where the text cannot be a name."""
    name = _LEAD.sub("", _ADDRESS.sub(" ", safe_line(text)) + " ").strip(' \t,;:|–—-"“”«»/•·')
    if not name or len(name) > _MAX_LENGTH or _DATE_LIKE.search(name) or _NOT_NAMES.match(name):
        return ""
    return name if any(char.isalpha() for char in name) and len(name.split()) <= 8 else ""

"""Writers' names in a byline."""

from __future__ import annotations

import re

from reader.text import safe_line

_MAX_NAMES = 12
_MAX_LENGTH = 80
_BY = r"(?:by|von|par|por|door|di|da|av|af|od|przez)"
_WROTE = (
    r"(?:written|posted|published|reported|story|words|text|article|interview|analysis|"
    r"geschrieben|erstellt|eingestellt|verfasst|veröffentlicht|publiziert|(?:ein )?(?:artikel|beitrag)|"
    r"publié|écrit|rédigé|un article|propos recueillis|escrito|publicado|redatto|scritto|pubblicato|"
    r"geschreven|skrevet|skriven)"
)
_LEAD = re.compile(
    rf"^\W*(?:(?i:{_WROTE})\s+(?i:{_BY})\s*[:|]?\s+|(?i:{_WROTE}|authors?|"
    r"aut(?:or(?:in|en|innen|es)?|eure?s?|ore)|redaktion|reporter)\s*[:|]\s*|"
    rf"(?i:autor(?:en|in)?|authors?|{_WROTE})\s+(?=[^\W\d_a-z])|(?i:{_BY})\s*[:|]?\s+(?=\S))+"
)
_PARTS = re.compile(
    r"\s*(?:;|\||\n|•|·|\s?/\s|(?<=[a-z]{2})/(?=[A-Z])|,|\s&\s|\s\+\s|"
    r"\s(?:and|und|et|og|och|en|with|mit|avec)\s)\s*(?:(?:and|und|et|by)\s+)?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S*(?:@|https?:|www\.)\S*")
_NOISE = re.compile(
    r"\s*[(\[{].{0,80}?[)\]}]|\s*(?:updated|published|posted|last modified|modified|publiziert|"
    r"veröffentlicht|aktualisiert)\b.*$|\s+[-–—]\s.*$",
    re.IGNORECASE,
)
_TITLES = frozenset({
    "jr", "jr.", "sr", "sr.", "phd", "ph.d.", "md", "m.d.", "ii", "iii", "iv", "esq", "esq.",
})  # fmt: skip
# What stands before a name that is no writer's.
_OTHER_CREDIT = re.compile(
    r"^\W*(?:photo(?:graph)?s?|fotos?|bild(?:er)?|pictures?|images?|illustrations?|videos?|grafik|graphics?|"
    r"übersetz\w*|translat\w*|traduc\w*|traduit|edited|camera|kamera)\b",
    re.IGNORECASE,
)
_ROLE_BEFORE = re.compile(
    r"^(?:\S{0,30}-)?(?:expert(?:e|in)|redakteur(?:in)?|chefredakteur(?:in)?|autor(?:in)|"
    r"korrespondent(?:in)?|reporter(?:in)?)\s+(?=\w+\s+\w)",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    r"\s*(?:기자|記者|특파원)$|\s+for (?:the |The )?[A-Z].*$|\s+(?:in|à) [A-Z][\w.]+(?: [A-Z][\w.]+)?$|"
    r"\s+(?:am|vor|sagt|Sagt|says)(?:\s.*)?$"
)
# A body of several: "defense ministries"; it is nobody who wrote, and no body's name either.
_SEVERAL = re.compile(
    r"^(?:the )?.*\b(?:ministries|governments|authorities|agencies|officials|embassies|departments|sources)$",
    re.IGNORECASE,
)
_PHOTO_BY = re.compile(
    r"^\W*(?:photo(?:graph)?|picture|image|illustration|video|foto)s?\s(?:by|von|par|courtesy)\b",
    re.IGNORECASE,
)
_NOT_NAMES = re.compile(
    r"^(?:admin(?:istrator)?|(?:no |the )?authors?|guest|unknown|none|null|webmaster|name\s?\*?|"
    r"\d+\b.*|alle beiträge|twitter|facebook|instagram|linkedin|whatsapp|e-?mail|print|kontakt|contact|"
    r"posts? by .*|artikel von|(?:über|about|à propos)\b.*|"
    r"publi\w+ (?:am|le|on)|view (?:all|more)\b.*|alles von .*|"
    r"see (?:all|more)\b.*|more (?:from|by)\b.*|follow\b.*|share\b.*|please .*|comments?|by|von|par|por)$",
    re.IGNORECASE,
)
# Names of a post or of nobody in particular: authors only where there is no other.
_GENERIC = re.compile(
    r"^(?:(?:the |our )?editors?(?: in chief)?|(?:news|web|online|guest|staff)?\s?(?:staff|desk|team)|"
    r"redaktion|online-?redaktion|la rédaction|rédaction|redacción|redazione|redactie|nachrichten|news|"
    r"(?:[\w-]+ ){0,4}(?:reporter|writer|correspondent|editor|contributor|columnist|journalist|producer)s?|"
    r"gastautor(?:in)?|gastbeitrag|red|agenturen|agencies|agencias|agences)$",
    re.IGNORECASE,
)
_AGENCIES = re.compile(
    r"^(?:a?dpa|afp|ap|apa|sid|reuters|efe|ansa|lusa|tass|xinhua|pti|ani|upi|jiji|kyodo|keystone|sda|ats|"
    r"epd|kna|bloomberg(?: news)?|(?:the )?associated press|agence france-presse|deutsche presse-agentur|"
    r"(?:the )?press association|pa media|(?:the )?canadian press|"
    r"australian associated press|aap|anp|belga|ntb|ritzau|stt|pap|ctk|čtk|interfax|yonhap|anadolu|ians|"
    r"united press international|thomson reuters|wam|bernama|antara|europa press|adnkronos|apa-ots|"
    r"news agencies)(?: staff)?$",
    re.IGNORECASE,
)
_DATE_LIKE = re.compile(
    r"\d{1,2}[:./]\d\d|\b(?:19|20)\d\d\b|\b\d+ (?:min\w*|hours?|days?|stunden|tagen?)\b", re.IGNORECASE
)
_PARTICLES = frozenset({
    "von", "van", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "el", "al", "bin",
    "ibn", "ben", "y", "e", "zu", "zum", "ten", "ter", "af", "av",
})  # fmt: skip
_WIDE_NAME = re.compile(r"[\u3400-\u9fff\uac00-\ud7af\u3040-\u30ff・\s]{2,12}\Z")


def read_byline(byline: str) -> tuple[str, ...]:
    """Return the names in a byline: "By Ann Lee and Bo Chen, Reuters" gives three. Roles and dates go."""
    line = _NOISE.sub("", _ADDRESS.sub(" ", _LEAD.sub("", safe_line(byline, 400) + " ").strip()))
    if line.lower().startswith("the ") and _SEVERAL.match(line):  # "The Russian, Syrian defense ministries"
        return ()
    names: list[str] = []
    for part in _PARTS.split(line):
        name = "" if _OTHER_CREDIT.match(part) else clean_name(part)
        if name.casefold() in _TITLES and names:
            names[-1] += f", {name}"
        elif name and name not in names:
            names.append(name)
    return tuple(_without_roles(names)[:_MAX_NAMES])


def _without_roles(names: list[str]) -> list[str]:
    """Return the names without "Transport reporter" among them, unless they are all like that."""
    return [name for name in names if not is_generic(name)] or names[:1]


def clean_name(text: str) -> str:
    """Return one name without "By", addresses and quotes; empty where the text cannot be a name."""
    name = _LEAD.sub("", _ADDRESS.sub(" ", safe_line(text, 400)) + " ").strip(' \t,;:|–—-"“”«»/•·')
    name = _AFTER_NAME.sub("", _ROLE_BEFORE.sub("", name)).strip()
    if _PHOTO_BY.match(name) or (_SEVERAL.match(name) and not is_generic(name) and not is_agency(name)):
        return ""
    if not name or len(name) > _MAX_LENGTH or _DATE_LIKE.search(name) or _NOT_NAMES.match(name):
        return ""
    return name if any(char.isalpha() for char in name) and len(name.split()) <= 8 else ""


def is_generic(name: str) -> bool:
    """Whether a name is that of a post: "Staff writer", "Redaktion"."""
    return _GENERIC.match(name) is not None


def is_agency(name: str) -> bool:
    """Whether a name is that of a news agency."""
    return _AGENCIES.match(name) is not None


def looks_like_person(name: str) -> bool:
    """Whether a text has the shape of a person's full name: two to five words, all capitalised."""
    if _WIDE_NAME.match(name):
        return len(name.replace(" ", "")) <= 8
    words = name.replace(",", " ").split()
    if not 2 <= len(words) <= 5 or any(char.isdigit() or char in '?!:„“”"' for char in name):
        return False
    return all(word.lower() in _PARTICLES or word[:1].isupper() for word in words) and words[0][:1].isupper()

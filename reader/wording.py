"""What of a text counts when it changes: not white space, typography and counters; and what says of itself
that it corrects. Standard library only."""

from __future__ import annotations

import re

LONGEST = 200_000
"""Characters of a text that are compared and kept; what is longer is compared as far as that."""
_LONGEST_NOTE = 1_500  # characters of a paragraph that may be a correction

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
        "…": "...",
    }
)
_NUMBER = r"(?<![\w.,])\d[\d.,]{0,12}\s?[kKM]?\s?"
# Counters of what readers did, how long a text takes, and how long ago it is: they change by themselves.
# Words that news count, too, such as votes and shares, are not among them.
_COUNTERS = re.compile(
    rf"{_NUMBER}(?:comments?|views?|likes?|retweets?|reposts?|repl(?:y|ies)|upvotes?|page ?views|"
    r"min(?:ute)?s? read|minutos? de lectura|min de lecture|Min(?:uten)? Lesezeit|minuti di lettura|"
    r"Kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|kommentarer?|"
    r"(?:second|minute|hour|day|week|month|year)s? ago|"
    r"комментари(?:й|я|ев)|просмотр(?:а|ов)?)(?!\w)"
    r"|(?<!\w)(?:points|score|comments|views|likes|replies|karma) ?[:(] ?\d[\d.,]{0,12}\)?"
    rf"|(?<!\w)(?:vor|il y a|hace|há) {_NUMBER}"
    r"(?:Minuten?|Stunden?|Tag(?:en)?|minutes?|heures?|jours?|minutos?|horas?|d[ií]as?)(?!\w)",
    re.IGNORECASE,
)
# When the text was last touched: a line of nothing but a date.
_DATED = (
    r"(?:jan|feb|fév|fev|mar|mär|apr|avr|abr|mai|may|maj|jun|jui|jul|aug|aoû|ago|sep|set|oct|okt|ott|out|nov|dec|dez|"
    r"dic|déc|des|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек|"
    r"mon|tue|wed|thu|fri|sat|sun|die|mit|don|fre|sam|son|lun|mié|jeu|ven|dom|sáb|sab|today|yesterday|heute)\w*|"
    r"at|on|the|um|uhr|am|pm|a\.m|p\.m|le|à|el|de|a las|il|alle|em|às|den|kl|в|st|nd|rd|th|[A-Z]{2,5}"
)
_STAMP = re.compile(
    r"(?:last )?(?:updated?|modified|published|aktualisiert|zuletzt aktualisiert|stand|mis à jour|publié|"
    r"actualizado|publicado|aggiornato|pubblicato|atualizado|bijgewerkt|oppdatert|uppdaterad|opdateret|"
    rf"обновлено|оновлено|güncelleme)(?:[\s:.,/()+-]|\d|(?i:{_DATED})(?![^\W\d]))*",
    re.IGNORECASE,
)
_LONGEST_STAMP = 110

# Words with which a text begins to correct itself, before a colon, a dash, a bracket or a date.
_LABELS = (
    r"corrections?|corrected|correction and clarification|corrections and clarifications|clarifications?|"
    r"erratum|errata|corrigend(?:um|a)|editor[’']?s note of correction|"
    r"korrektur(?:hinweis)?|berichtigung|richtigstellung|korrigiert|"
    r"rectificati(?:f|on)|correctif|erreur corrigée|"
    r"correcci[oó]n|rectificaci[oó]n|fe de err(?:or|at)[ae]s|aclaraci[oó]n|"
    r"correzione|rettifica|errata corrige|precisazione|"
    r"corre[cç][aã]o|retifica[cç][aã]o|"
    r"correctie|rectificatie|rättelse|rettelse|retting|korjaus|oikaisu|oprava|sprostowanie|korekta|helyreigazítás|"
    r"исправлени[ея]|поправка|уточнение|опровержение|виправлення|уточнення|düzeltme"
)
_LABELLED = re.compile(
    rf"[\s*\[(_]{{0,4}}(?:{_LABELS})[\])*_]{{0,3}}(?:\s?[:：\-–—(|]|,? (?:on )?[\w .,]{{3,24}}[:：])|"
    r"[\s\[(【（]{0,3}(?:訂正|お詫びと訂正|更正|勘误|정정|바로잡습니다)[\])】）]{0,2}\s?[:：]",
    re.IGNORECASE,
)
_ABOUT = (
    r"(?:article|story|report|post|piece|headline|caption|column|review|obituary|page|newsletter|blog|"
    r"photo caption|summary|timeline|interview|profile|dispatch|item|entry)"
)
_SAYS = re.compile(
    rf"(?:an? )?(?:earlier|previous|original|prior) versions? of (?:this|the) {_ABOUT}|"
    rf"this {_ABOUT} (?:has been|was|is being) (?:\w+ )?(?:corrected|amended|"
    r"updated to (?:correct|clarify|fix)|"
    r"edited to (?:correct|clarify|fix)|changed to (?:correct|clarify|fix)|revised to (?:correct|clarify))|"
    r"in einer (?:früheren|vorherigen|ersten|älteren) version (?:dieses|des) (?:\w+|artikels)|"
    r"une (?:première |précédente )?version (?:précédente|antérieure|initiale)? ?de (?:cet|cette|l[’'])|"
    r"(?:cet article|cette dépêche) a été (?:corrigée?|rectifiée?|modifiée? pour corriger)|"
    r"(?:una|en una) versi[oó]n (?:anterior|previa) de (?:este|esta)|"
    r"(?:este art[ií]culo|esta noticia) ha sido (?:corregid|rectificad)[oa]|"
    r"(?:una|in una) (?:precedente versione|versione precedente) di quest|"
    r"(?:uma|em uma|numa) vers[aã]o anterior (?:deste|desta)|"
    r"(?:een|in een) eerdere versie van dit|"
    r"(?:en|i en) tidigare version av (?:den här|denna)|en tidligere versjon av denne|"
    r"(?:в|ранее в) (?:предыдущей|более ранней|прежней|первоначальной) версии (?:этой |этого |данной )?"
    r"(?:статьи|новости|материала|текста|заметки)|"
    r"у попередній версії (?:цієї )?(?:статті|новини)|"
    r"bu haberin önceki (?:sürümünde|versiyonunda)",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Return a text without what makes no difference to a reader: typography, and more than one space."""
    return " ".join((text if text.isascii() else text.translate(_PLAIN)).split())


def essence(text: str) -> str:
    """Return what counts of a text: neither white space nor typography nor counters."""
    paragraphs = (one for one in text[:LONGEST].split("\n\n") if not is_noise(one))
    return plain(_COUNTERS.sub(" ", " ".join(map(plain, paragraphs))))


def differs(before: str, after: str) -> bool:
    """Whether a text says something else than another, as far as a reader would care."""
    return before != after and essence(before) != essence(after)


def is_noise(paragraph: str) -> bool:
    """Whether a paragraph is only counters, or the time at which the text was touched."""
    kept = plain(paragraph)
    if len(kept) > _LONGEST_STAMP:
        return False
    return _STAMP.fullmatch(kept) is not None or not any(map(str.isalpha, _COUNTERS.sub(" ", kept)))


def corrects(paragraph: str) -> bool:
    """Whether a paragraph says that the text it stands in was wrong and is now put right."""
    head = plain(paragraph[:_LONGEST_NOTE])
    return _LABELLED.match(head) is not None or _SAYS.search(head) is not None

"""What people are said to be, by the field they are known in: "minister" is of politics, "striker" of sport.

Words that many fields have, such as "spokesman" or "director", are known and belong to none.
"""

from __future__ import annotations

import re
from functools import cache

_FIELDS = {
    "politics": """
        minister premier senator mayor lawmaker congressman congresswoman
        councillor councilman councilwoman alderman ambassador diplomat parliamentarian legislator mp
        candidate monarch king queen prince princess envoy statesman
    """,
    "sport": """
        striker midfielder defender goalkeeper winger coach footballer sprinter swimmer cyclist skier
        golfer boxer pitcher quarterback batsman bowler athlete referee skater runner wrestler
        jockey rower gymnast cricketer biathlete
    """,
    "arts": """
        singer actor actress novelist poet painter musician composer guitarist drummer rapper comedian
        playwright filmmaker sculptor violinist pianist dancer curator illustrator soprano
    """,
    "law": """
        judge prosecutor lawyer attorney detective sergeant inspector constable sheriff solicitor barrister
        coroner policeman policewoman superintendent
    """,
    "business": """
        ceo banker investor entrepreneur trader broker accountant shipowner industrialist
    """,
    "learning": """
        professor researcher scientist lecturer scholar biologist physicist historian astronomer geologist
        chemist mathematician economist archaeologist philosopher
    """,
    "medicine": "doctor surgeon physician nurse paramedic midwife dentist",
    "forces": "general colonel admiral lieutenant soldier commander brigadier corporal",
    "faith": "bishop archbishop pope priest rabbi imam vicar pastor",
    "press": "journalist reporter editor correspondent columnist newsreader broadcaster",
    "trades": """
        farmer fisherman baker carpenter electrician plumber mechanic beekeeper miner postman butcher
        gardener welder
    """,
    "": """
        president chancellor governor founder co-founder player champion conductor
        spokesman spokeswoman spokesperson director chairman chairwoman chair chief head officer leader
        manager captain secretary teacher student pilot engineer owner member official adviser advisor
        activist campaigner driver analyst author photographer chef major resident trainer expert
        negotiator commissioner coordinator organiser organizer treasurer executive speaker deputy
    """,
}
_PHRASES = {
    "chief executive": "business",
    "managing director": "business",
    "police chief": "law",
    "attorney general": "law",
    "secretary general": "",
    "governor general": "",
}
_FIELD_OF = {word: field for field, words in _FIELDS.items() for word in words.split()}
_BOUNDARY = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@cache
def head_of(role: str) -> str:
    """Return the word that says what somebody is, in small letters: of "energy minister for the north" it is
    "minister"; "" where no word is known."""
    words = [_singular(word) for word in _BOUNDARY.findall(role.casefold())]
    known = [place for place, word in enumerate(words) if word in _FIELD_OF]
    if not known:
        return ""
    # What stands behind "of" or "for" is whom it is done for: "adviser to the president".
    links = [place for place, word in enumerate(words) if word in {"of", "for", "to", "at", "in", "with"}]
    before = [place for place in known if not links or place < links[0]]
    return words[before[-1]] if before else words[known[0]]


@cache
def field_of(role: str) -> str:
    """Return the field that a role is known in, "" for one that many fields have."""
    folded = role.casefold()
    for phrase, field in _PHRASES.items():
        if phrase in folded:
            return field
    return _FIELD_OF.get(head_of(role), "")


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and word[:-1] in _FIELD_OF else word

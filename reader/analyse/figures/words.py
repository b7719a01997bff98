"""Closed classes of English words, and how a noun is made singular."""

from __future__ import annotations


def word_set(listed: str) -> frozenset[str]:
    """Return the words of `listed`, which are parted by white space."""
    return frozenset(listed.split())


DETERMINERS = word_set(
    """
    the a an its his her their our my your this that these those any some every each all
    """
)
PREPOSITIONS = word_set(
    """
    of in on at by for from with without to into onto over under above below between among against
    across along around about after before during since until till through throughout per via within
    towards toward upon off out up down near despite besides than as like including versus vs amid
    behind beyond inside outside following concerning regarding past unlike
    """
)
CONJUNCTIONS = word_set(
    """
    and or but nor so yet if because while when whereas although though unless whether where
    """
)
PRONOUNS = word_set(
    """
    i you he she it we they me him them us who whom whose which what that there here himself herself
    itself themselves each everyone everybody somebody someone nobody none other others another both
    either neither
    """
)
AUXILIARIES = word_set(
    """
    is are was were be been being am has have had having do does did will would can could shall should
    may might must isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't
    wouldn't can't couldn't not never
    """
)
ADVERBS = word_set(
    """
    ago later earlier away apart again also already only just even still now then too very so more
    less fewer most least together yesterday today tomorrow tonight worldwide nationwide annually
    daily weekly monthly overall alone apiece instead rather quite almost nearly maybe perhaps once
    twice thrice never ever always often soon yet further respectively simultaneously currently
    recently previously immediately straightaway forever anyway sometimes eventually finally online
    offline abroad aboard ahead back forward forwards thereafter thus therefore however meanwhile
    please
    """
)
# Verbs that often follow a counted noun without an auxiliary, or a subject that is a number.
VERBS = word_set(
    """
    spoke speaks lay lies flew flies drew threw broke chose swore wore tore sang hid drove rode wrote
    ate shot hit hits thought taught fought caught struck sank shook stole woke wept swept hung dug
    said says say told tells left leave leaves took take takes taken made make makes came come comes
    went go goes got get gets gave give gives given put puts saw see sees seen knew know known led
    lead leads met meet meets kept keep keeps held hold holds lost lose loses won win wins ran run
    runs sat sit sits stood stand stands fell fall falls rose rise rises grew grow grows sold sell
    sells bought buy buys died die dies became become becomes began begin begins brought bring brings
    built sent send sends spent spend spends paid pay pays received receive receives need needs needed
    want wants wanted live lives lived remain remains remained join joins joined work worked include
    includes included suffered require requires required show shows showed shown seem seems appear
    appears help helps helped arrive arrived flee fled face faces faced killed injured wounded
    arrested beat beats find found finds carry carries feature features contain contains
    """
)
WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = word_set(
    """
    january february march april may june july august september october november december jan feb mar
    apr jun jul aug sep sept oct nov dec
    """
)
FUNCTION_WORDS = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | PRONOUNS | AUXILIARIES | ADVERBS
NOT_IN_NOUN_PHRASE = (
    FUNCTION_WORDS
    | WEEKDAYS
    | word_set(
        """
    january february april june july august september october november december
    """
    )
)

_IRREGULAR = {
    "feet": "foot", "teeth": "tooth", "mice": "mouse",
    "geese": "goose", "oxen": "ox", "lice": "louse", "lives": "life",
    "criteria": "criterion", "phenomena": "phenomenon", "crises": "crisis", "analyses": "analysis",
    "theses": "thesis", "bases": "base", "gases": "gas", "buses": "bus", "shoes": "shoe", "toes": "toe",
    "people": "people", "police": "police", "cattle": "cattle", "series": "series", "species": "species",
    "aircraft": "aircraft", "spacecraft": "spacecraft", "staff": "staff", "troops": "troop",
    "movies": "movie", "cookies": "cookie", "zombies": "zombie", "ties": "tie", "pies": "pie",
    "axes": "axe", "news": "news", "calories": "calorie", "selfies": "selfie", "rookies": "rookie",
    "veggies": "veggie", "headquarters": "headquarters", "barracks": "barracks",
    "crossroads": "crossroads", "media": "media", "data": "data", "fungi": "fungus",
}  # fmt: skip
_SHORT_PLURALS = word_set("mps tvs pcs cds mks ads vps mds")
# Plurals in -is; other words in -is are singular: "crisis", "analysis".
_PLURALS_IN_IS = word_set(
    """
    israelis iraqis saudis pakistanis yemenis bangladeshis kuwaitis omanis emiratis qataris bahrainis
    azeris nepalis somalis bengalis punjabis maoris kiwis nazis rabbis taxis skis safaris alibis bikinis
    """
)
# Nouns that end in -s and still stand before another noun.
_S_BEFORE_NOUN = word_set(
    """
    sports sales arms goods news savings operations communications systems customs business class
    press mass glass cross games rights works human-rights women's men's series species measles
    mathematics politics physics athletics economics logistics electronics robotics olympics diabetes
    aids rabies mumps drugs jobs skills futures veterans awards
    """
)
_USE_KEEPS_E = word_set(
    """
    house cause use abuse excuse spouse clause pause fuse muse refuse nurse warehouse mouse
    """
)


# Irregular plurals also as the end of a word: "midwives", "gunmen", "schoolchildren".
_IRREGULAR_ENDINGS = (
    ("women", "woman"), ("men", "man"), ("children", "child"), ("wives", "wife"), ("knives", "knife"),
    ("wolves", "wolf"), ("shelves", "shelf"), ("selves", "self"), ("halves", "half"), ("calves", "calf"),
    ("leaves", "leaf"), ("loaves", "loaf"), ("sheaves", "sheaf"), ("thieves", "thief"), ("hooves", "hoof"),
    ("scarves", "scarf"), ("wharves", "wharf"),
)  # fmt: skip
_ENDS_IN_MEN = word_set(
    "specimen regimen abdomen acumen omen yemen ramen stamen semen turkmen bremen amen hymen"
)


def _irregular_ending(word: str) -> tuple[str, str] | None:
    if word in _ENDS_IN_MEN:
        return None
    return next((pair for pair in _IRREGULAR_ENDINGS if word.endswith(pair[0])), None)


_NO_PLURAL = word_set("news staff series species")


def is_plural(word: str) -> bool:
    """Whether the lower-case `word` looks like a plural noun."""
    if word in _IRREGULAR:
        return word not in _NO_PLURAL
    word = word.removesuffix("'")
    if _irregular_ending(word) or word in _PLURALS_IN_IS or word in _SHORT_PLURALS:
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "ous"))


def goes_before_noun(word: str) -> bool:
    """Whether `word` ends in -s and may all the same be followed by the noun it describes: "sports"."""
    return word in _S_BEFORE_NOUN


def singular(word: str) -> str:
    """Return the singular of a lower-case English noun by the regular rules and a short list."""
    last = word.rpartition("-")[2]
    if last in _IRREGULAR:
        return word[: len(word) - len(last)] + _IRREGULAR[last]
    word = word.removesuffix("'")
    if not is_plural(word):
        return word
    ending = _irregular_ending(word)
    if ending:
        return word.removesuffix(ending[0]) + ending[1]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("uses"):
        return word[:-1] if word[:-1] in _USE_KEEPS_E else word[:-2]
    if word.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return word[:-2]
    if word.endswith("oes"):
        return word[:-2]
    return word[:-1]

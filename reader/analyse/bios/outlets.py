"""For whom a writer works: the name that follows a job or a verb."""

from __future__ import annotations

import re

from reader.analyse.bios.titles import LINK

_NAMED = r"[A-ZÀ-Þ0-9][\w.&!+’'-]{0,40}"
_ARTICLE = r"(?:(?:the|der|die|das|den|dem|la|le|el|los|il) |l['’])?"
_SMALL = r"of|the|and|&|on|for|de|du|la|le|des|do|da|y|und|et|der|die|del|och"
# An outlet is a run of names, or a site's address; small words may join names.
OUTLET = (
    rf"{_ARTICLE}((?:{_NAMED}|(?!the )[a-z0-9]{{2,8}} (?:magazine|radio|news)|"
    rf"(?:www\.)?[a-z0-9-]{{2,40}}\.[a-z]{{2,6}}\b)"
    rf"(?: (?:(?:{_SMALL}) ){{0,2}}{_NAMED}){{0,6}})"
)
# German "für" is an employer's with an article alone: "Redakteurin für Politik" says what she covers.
_DIRECT = re.compile(rf"^\s?(?!für (?!d(?:ie|as|en) )){LINK} {OUTLET}")
_LATER = re.compile(rf"\b(?:for|at|with|pour|für(?= d(?:ie|as|en) )|bei|chez|para|på) {OUTLET}")
_JOINED = re.compile(
    r"\b(?:joined|rejoined|works (?:for|at)|writes (?:regularly |weekly )?for|contributes to|reports for|"
    r"edits|a (?:regular )?contributor to|schreibt für|arbeitet (?:für|bei)|"
    r"travaille (?:pour|chez|au)|écrit pour|trabaja (?:en|para)|escribe (?:en|para)|jobbar på|arbetar på)"
    rf" {OUTLET}"
)
_TEAM = r"(?:editorial |news |reporting )?(?:staff|team)"
_STAFF = re.compile(
    rf"\b(?:is|as) (?:an? )?(?:part|members?) of (?:{OUTLET}(?= {_TEAM})|the {_TEAM} (?:of|at) {OUTLET})"
)
_DESK = re.compile(rf"\b(?:Ressort|Redaktion|Team|Newsdesk) (?:\w+ )?(?:der|des|von|beim?) {OUTLET}")
_STARTED = re.compile(
    rf"\b(?:began|started)\b[^.]{{0,60}}? (?:at|with|for) {OUTLET}[^.]{{0,60}}\b"
    r"(?:and|where (?:he|she|they)) (?:has since|is now|now|went on to become)\b"
)
_COVERS = re.compile(
    r"\b(?:covers?|covering|couvre|berichtet|cubre|writes about|reports on|bevakar)\b[^.]{3,120}? "
    rf"(?:for|at|pour|für|para) {OUTLET}"
)
_BEFORE = re.compile(
    r"\b(?:[Pp]rior to|[Bb]efore)(?: joining)?(?: the)?(?: (?:editorial )?(?:staff|team) (?:at|of))?"
    rf"(?: the)? {OUTLET},"
)
_PAST = re.compile(
    r"\b(?:previously|formerly|was|were|had been|used to|until|before|prior|interned|worked)\b", re.IGNORECASE
)
_NO_OUTLET = frozenset(
    """
    The A An I He She They His Her Our Their Twitter X Facebook Instagram LinkedIn Mastodon Bluesky Signal
    English Spanish French German London Paris Berlin Politik Wirtschaft Kultur Sport
    """.split()  # noqa: SIM905  # a list of thirty strings reads worse
)
_NO_OUTLET_NOUN = re.compile(r"\w*(?:gebiet|bereich|ressort|themen?|region|redaktion|desk)$", re.IGNORECASE)
_PRODUCT = re.compile(r" (?:newsletter|podcast|blog|column|show|series|book)s?\b")  # made for an outlet
_DESK_OF = re.compile(r"^.{0,40}\b(?:[Dd]esk|[Tt]eam|[Bb]ureau|[Ss]ection) (?:of|at) (?:the )?(?=[A-Z])")
_HOUSE = re.compile(
    r"((?:[A-Z][\w.&’'-]*\s){1,4}(?:News|Times|Post|Herald|Tribune|Magazine|Radio|TV|Journal|Press|Mail|Sun|Star|"
    r"Telegraph|Globe|Gazette|Chronicle|Observer|Review|Media)|Reuters|Bloomberg|Guardian|Newsweek|"
    r"BBC|CNN|NBC|ABC|CBS|NPR|PBS|AP|AFP|ITV|ITN|CBC|SBS|RTÉ|MSNBC|ESPN|CNBC)\s(?=[a-z])"
)
_NOT_OF_A_HOUSE = frozenset(
    "breaking senior digital local world chief deputy national general online daily evening sports".split()  # noqa: SIM905
)
_JOINING = re.compile(r"\s+(?:and|&|the|of|on|for|de|y|und|et|och)$")


def house_before(job: str) -> tuple[str | None, str]:
    """Part the outlet from a job that begins with it: "Harbour News staff writer" is staff writer there.

    Only a name of the press counts, and only where the job itself is in small letters: "Breaking News Editor"
    names no outlet.
    """
    house = _HOUSE.match(job)
    if house is None or house[1].split()[0].lower() in _NOT_OF_A_HOUSE:
        return None, job
    return house[1], job[house.end() :]


def outlet_after(rest: str) -> str | None:
    """Return the outlet that a job's complement names: what follows the job at once, or further on."""
    direct = _DIRECT.match(rest)
    if direct and not _PRODUCT.match(rest, direct.end()) and (outlet := outlet_named(direct[1])):
        return outlet
    return next(filter(None, (outlet_named(later[1]) for later in _LATER.finditer(rest[:200]))), None)


def outlet_named(name: str) -> str | None:
    """Return a name without what its run took in at the end; None where it can be no outlet's."""
    name = re.split(r"['’]s (?=[a-z])", name)[0].rstrip(".,;'’")
    name = _DESK_OF.sub("", name)
    name = _JOINING.sub("", name.removesuffix("'s").removesuffix("’s"))
    first = name.split(" ", 1)[0]
    if not name or (first in _NO_OUTLET and (first != "The" or name == "The")):
        return None
    return None if _NO_OUTLET_NOUN.match(first) else name


def outlet_told(sentences: tuple[str, ...]) -> str | None:
    """Return the outlet that a bio tells of in other words: joined, started at, writes for, came to."""
    present = [sentence for sentence in sentences if not _PAST.search(sentence)]
    tellings = (
        (_STAFF, sentences),
        (_DESK, present),
        (_JOINED, sentences),
        (_STARTED, sentences),
        (_COVERS, present),
        (_BEFORE, sentences),
    )
    for pattern, told in tellings:
        for sentence in told:
            found = pattern.search(sentence)
            if found and (outlet := outlet_named(found[1] or found[found.lastindex or 1])):
                return outlet
    return None

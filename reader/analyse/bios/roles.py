"""What a writer is, and for whom: role and outlet."""

from __future__ import annotations

import re
from typing import NamedTuple

_NAMED = r"[A-ZÀ-Þ0-9][\w.&!+’'-]{0,40}"
# An outlet is a run of names; small words may join them.
_OUTLET = (
    rf"(?:(?:the|der|die|das|la|le|el|los) )?((?:{_NAMED}|[a-z]{{2,8}} (?:magazine|radio|news))"
    rf"(?: (?:(?:of|the|and|&|on|for|de|du|la|le|des|y|und|et|der|die|del) ){{0,2}}{_NAMED}){{0,6}})"
)
_LINK = r"(?:at|for|with|of|to|by|from|bei|beim|für|von|der|des|chez|pour|au|à|de|del|en|para|per|di)"
_IS = re.compile(
    r"(?:\b(?:is|are|am|works as|serves as|ist|arbeitet als|est|es|è)|(?<=\bI)['’]m)(?: currently| now"
    r"| also| actuellement"
    r"| derzeit)?\s+(?:an?\s|(?-i:the)\s|our\s|one of the\s|un\s|une\s|una\s|eine?\s|die\s|der\s|le\s"
    r"|la\s|el\s|il\s)?",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:reporters?|journalists?|writers?|editors?|editor-in-chief|correspondents?|columnists?"
    r"|authors?|co-authors?"
    r"|contributors?|hosts?|presenters?|anchors?|producers?|publishers?|bureau chief|chief|critics?"
    r"|blogger|photographer"
    r"|photojournalist|analysts?|fellows?|professors?|lecturer|researchers?|director|founders?"
    r"|co-founders?|consultant|ceo"
    r"|advisors?|advisers?|partner|president|lawyer|historian|economist|scientist|musician|intern"
    r"|commentator|broadcaster"
    r"|podcaster|cartoonist|designer|developer|strategist|expert|freelancers?|head|manager|student"
    r"|teacher|secretary"
    r"|minister|officer|engineer|activist|filmmaker|essayist|novelist|poet|critic|staffer"
    r"|journaliste|rédact(?:eur|rice)(?: en chef)?|correspondante?|chroniqueu(?:r|se)|grand reporter"
    r"|reporterin|redakteur(?:in)?"
    r"|chefredakteur(?:in)?|korrespondent(?:in)?|autorin|autor|journalistin|kolumnist(?:in)?|periodista"
    r"|corresponsal"
    r"|redactora?|editora|escritora?|giornalista|corrispondente)\b",
    re.IGNORECASE,
)
_ROLE_ENDS = re.compile(
    rf"\s{_LINK}\s|\s(?:based|covering|who|that|in|on|whose|where|specializing|specialising|focusing"
    rf"|focused|living|basée?"
    r"|living|reporting|writing|currently|über|und zuständig|since|and (?:the|an?|our|his|her|former)"
    r"|und (?:die|der)"
    r"|et (?:la|le|une?)|en|with|helping|based)\b"
    r"|[,.;:!?(–—|]|\s-\s|$",
    re.IGNORECASE,
)
_OF_OUTLET = re.compile(rf"^\s?{_LINK} {_OUTLET}")
_LATER_OUTLET = re.compile(rf"\b(?:for|at|with|pour|für|bei|chez|para) {_OUTLET}")
_POSSESSIVE = re.compile(rf"^(?:the )?({_NAMED}(?: {_NAMED}){{0,4}}?)(?:['’]s|(?<=s)['’]) (.+)$")
_JOINED = re.compile(
    r"\b(?:joined|works (?:for|at)|writes (?:regularly |weekly )?for|contributes to|reports for"
    r"|a (?:regular )?contributor"
    r" to|rejoined|edits|schreibt für|arbeitet (?:für|bei)|travaille (?:pour|chez|au)|écrit pour"
    r"|trabaja (?:en|para)|escribe (?:en|para))"
    rf" {_OUTLET}"
)
_BEFORE = re.compile(
    r"\b(?:[Pp]rior to|[Bb]efore)(?: joining)?(?: the)?(?: (?:editorial )?(?:staff|team) (?:at"
    r"|of))?(?: the)? "
    rf"{_OUTLET},"
)
_PAST = re.compile(
    r"\b(?:previously|formerly|was|were|had been|used to be|prior to|before (?:that|joining)|until"
    r"|interned|worked|has worked"
    r"|began|started|served|war|zuvor|était|auparavant|anciennement|fue|era)\b",
    re.IGNORECASE,
)
# "A Chicago-based reporter, Ana Ruiz covers …"
_OPENING = re.compile(r"^(?:An?|Our) ([^,.]{3,80}), [A-ZÀ-Þ]")
_FORMER = re.compile(r"^(?:former|ex-|retired|ehemaliger?|ancien(?:ne)?)\b", re.IGNORECASE)
_NO_OUTLET = frozenset(
    """
    The A An I He She They His Her Twitter X Facebook Instagram LinkedIn Mastodon Bluesky Signal English
    """.split()  # noqa: SIM905
)
_NATIONAL = re.compile(
    r"^(?:[A-Z]\w+(?:an|ish|ese|ch|ean|i)|award-winning|[A-Z][\w.’' -]{1,40}[- ]based)\s+(?=\w)"
)


class Job(NamedTuple):
    """A role and the outlet it is held at; either may be None."""

    role: str | None
    outlet: str | None


def read_job(sentences: tuple[str, ...]) -> Job:
    """Return the present role and outlet of a bio's sentences; past ones do not count."""
    role: str | None = None
    outlet: str | None = None
    for sentence in sentences:
        if _PAST.search(_main_clause(sentence)):
            continue
        job = _stated(sentence)
        role, outlet = role or job.role, outlet or job.outlet
        if role and outlet:
            break
    return Job(role, outlet or _joined(sentences))


def _main_clause(sentence: str) -> str:
    return re.split(r",? (?:who|where|that|and has|but|which) ", sentence, maxsplit=1)[0]


def _stated(sentence: str) -> Job:
    """Read "is a ROLE at OUTLET", "is OUTLET's ROLE", "NAME, a ROLE at OUTLET,"."""
    outlet: str | None = None
    for verb in _IS.finditer(sentence):
        after = sentence[verb.end() : verb.end() + 300]
        possessive = _POSSESSIVE.match(after)
        if possessive and _TITLE.search(possessive[2][:80]):
            role = _role_in(possessive[2])
            return Job(role, _outlet(possessive[1]))
        role = _role_in(after)
        if role:
            return Job(role, _outlet_after(after, role))
        outlet = outlet or None
    if opening := _OPENING.match(sentence):
        return Job(_role_in(opening[1]), None)
    apposed = re.search(r",\s+(?:an?|the|our)\s+", sentence)
    if apposed and apposed.start() < 60:
        after = sentence[apposed.end() : apposed.end() + 300]
        role = _role_in(after)
        return Job(role, _outlet_after(after, role) if role else None)
    return Job(None, None)


def _role_in(after: str) -> str | None:
    """Return the role that begins `after`, as far as its first preposition: "senior editor and host"."""
    ends = _ROLE_ENDS.search(after)
    role = (after[: ends.start()] if ends else after).strip()
    role = _NATIONAL.sub("", role)
    first, joined, second = role.partition(" and ")
    if joined and not _TITLE.search(second):
        role = first
    if not role or len(role) > 80 or not _TITLE.search(role) or _FORMER.match(role):
        return None
    return role


def _outlet_after(after: str, role: str) -> str | None:
    rest = after[after.find(role) + len(role) :]
    direct = _OF_OUTLET.match(rest)
    if direct and (outlet := _outlet(direct[1])) and not _is_book(role, rest):
        return outlet
    for later in _LATER_OUTLET.finditer(rest[:200]):
        if outlet := _outlet(later[1]):
            return outlet
    return None


def _is_book(role: str, rest: str) -> bool:
    return bool(re.search(r"authors?$", role)) and rest.lstrip().startswith("of")


def _outlet(name: str) -> str | None:
    name = re.split(r"['’]s (?=[a-z])", name)[0].rstrip(".,;'’")
    name = re.sub(r"\s+(?:and|&|the|of|on|for|de|y|und|et)$", "", name)
    return None if not name or name.split()[0] in _NO_OUTLET - {"The"} or name in ("The", "A") else name


def _joined(sentences: tuple[str, ...]) -> str | None:
    """Return the outlet that the writer joined, writes for, or came to after others."""
    for sentence in sentences:
        joined = _JOINED.search(sentence)
        if joined and (outlet := _outlet(joined[1])):
            return outlet
    for sentence in sentences:
        covers = re.search(
            rf"\b(?:covers?|covering|couvre|berichtet|cubre)\b[^.]{{3,120}}? (?:for|at|pour|für"
            rf"|para) {_OUTLET}",
            sentence,
        )
        if covers and not _PAST.search(sentence) and (outlet := _outlet(covers[1])):
            return outlet
    for sentence in sentences:
        before = _BEFORE.search(sentence)
        if before and (outlet := _outlet(before[1])):
            return outlet
    return None

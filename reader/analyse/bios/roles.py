"""What a writer is, and for whom: role and outlet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.analyse.bios.outlets import OUTLET, house_before, outlet_after, outlet_named, outlet_told
from reader.analyse.bios.titles import LINK, TITLE, is_former, title_at, without_praise

_NAMED = r"[A-ZÀ-Þ0-9][\w.&!+’'-]{0,40}"
_DETERMINER = (
    r"(?:an?\s|(?-i:the)\s|our\s|one of the\s|eine[rs]? der\s|un\s|une\s|una\s|um\s|uma\s|eine?\s|en\s|"
    r"die\s|der\s|le\s|la\s|el\s|il\s)?"
)
_IS = re.compile(
    r"(?:\b(?:is|are|am|works as|serves as|has been|ist|bin|arbeitet als|est|es|è|é|är|er)|(?<=\bI)['’]m)"
    r"(?: (?:sie|er|ich))?(?: (?:seit|since|depuis|desde|sedan)(?: \w+)? \d{4})?"
    r"(?: (?:currently|now|also|actuellement|derzeit|aktuell|heute|também|als))?"
    rf"\s+{_DETERMINER}",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(rf"^(?:the )?({_NAMED}(?: {_NAMED}){{0,4}}?)(?:['’]s|(?<=s)['’]) (.+)$")
# What compounds of other languages begin with: "NDR-Reporterin".
_ACRONYM = re.compile(r"^([A-ZÄÖÜ]{2,6})-(?=(?:Chef)?(?:[Rr]eporter|[Rr]eda|[Kk]orresp|[Jj]ourn|[Aa]utor))")
# "joined X in 2010 as a reporter", "started working as a reporter": a post that was taken up and not left.
_ENTERED = re.compile(
    rf"\b(?:joined (?:{OUTLET})?[^.;]{{0,40}}? as|(?:started|began)(?: working)? as|became|"
    r"was (?:named|appointed|made)|was promoted to)\s+(?:an?\s|the\s|its\s|our\s)?"
)
_LEFT = re.compile(
    r"\b(?:until|left|before (?:joining|becoming|moving|that)|prior to|previously|formerly|years? later)\b"
)
# The next post of a list; what stands before it is the complement of the one before.
_NEXT = re.compile(
    r"(?:(?P<comma>, )(?:an?|the|our|his|her) |,? and (?:(?:also|previously) )?(?:(?:an?|the|our|his|her) )?)"
    r"(?=\w)"
)
_PAST = re.compile(
    r"\b(?:previously|formerly|was|were|had been|used to be|prior to|before (?:that|joining)|until|interned|"
    r"worked|has worked|began|started|served|war|zuvor|était|auparavant|anciennement|fue|era)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:currently|now|at present|derzeit|aktuell|actuellement|actualmente)\b", re.IGNORECASE)
# "A Chicago-based reporter, Ana Ruiz covers …", "Business columnist Ana Ruiz writes …"
_OPENING = re.compile(r"^(?:An?|Our) ([^,.]{3,80}), [A-ZÀ-Þ]")
_BEFORE_NAME = re.compile(
    rf"^((?:[\w.’'-]+ ){{0,5}}?{TITLE.pattern}) (?-i:{_NAMED}(?: {_NAMED}){{1,3}}) (?:covers|writes|"
    r"reports|hosts|leads|edits|works|specializes|specialises|explores|focuses)\b",
    re.IGNORECASE,
)
# "Ana Ruiz, Foreign Correspondent": a name and a job, and no more.
_LABELLED = re.compile(
    rf"^{_NAMED}(?: {_NAMED}){{1,3}}(?:, | [-–—|] )([^,.]{{4,60}}(?:, [^,.]{{3,40}})?)[.\s]*$"
)
# "As a reporter at The Ledger, she covers …"
_SERVING = re.compile(
    r"^(?:As an? |As the |(?:Seit (?:\w+ )?\d{4} )?als (?:einer? )?|En tant que )"
    rf"((?:[\w.’'-]+ ){{0,4}}?(?:\w+-)?{TITLE.pattern})",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:An?|The|Our|Ein|Eine|Un|Une|Una) (?=[\w-])")
_BARE = re.compile(r"^(?:[\w.’'&-]+ ){0,5}?(?:[\w.’'-]*-)?$")
_MOST = 4


class Job(NamedTuple):
    """A role and the outlet it is held at; either may be None."""

    role: str | None
    outlet: str | None


class _Post(NamedTuple):
    """One post of a sentence; `apart` says that a comma, not "and", parts it from the one before."""

    title: str
    outlet: str | None
    apart: bool = False


def read_job(sentences: tuple[str, ...]) -> Job:
    """Return the present role and outlet of a bio's sentences; past ones do not count.

    What is called former is told only where there is nothing else, and then without its outlet.
    """
    jobs = [_stated(sentence) for sentence in sentences if not _PAST.search(_main_clause(sentence))]
    role = next((job.role for job in jobs if job.role), None)
    outlet = next((job.outlet for job in jobs if job.outlet), None)
    now = [_stated(sentence) for sentence in sentences if _NOW.search(sentence)]
    if (
        jobs
        and not jobs[0].outlet
        and (present := next((job for job in now if job.role and job.outlet), None))
    ):
        role, outlet = present
    if role is None:
        entered = _entered(sentences)
        role, outlet = entered.role, outlet or entered.outlet
    return Job(role, outlet or outlet_told(sentences))


def _main_clause(sentence: str) -> str:
    return re.split(r",? (?:who|where|that|and has|but|which) ", sentence, maxsplit=1)[0]


def _stated(sentence: str) -> Job:
    """Read "is a ROLE at OUTLET", "is OUTLET's ROLE", "NAME, a ROLE at OUTLET,", "ROLE at OUTLET."."""
    if serving := _SERVING.match(sentence):
        return Job(without_praise(serving[1]), outlet_after(sentence[serving.end() :][:120]))
    for verb in _IS.finditer(sentence):
        after = sentence[verb.end() : verb.end() + 300]
        possessive = _POSSESSIVE.match(after)
        if possessive and TITLE.search(possessive[2][:80]) and (title := title_at(possessive[2])):
            return Job(without_praise(title), outlet_named(possessive[1]))
        if posts := list(_posts(after)):
            return _joined(posts)
    if opening := _OPENING.match(sentence) or _BEFORE_NAME.match(sentence):
        title = title_at(opening[1])
        return Job(without_praise(title) if title else None, None)
    apposed = re.search(r",\s+(?:an?|the|our)\s+", sentence)
    if apposed and apposed.start() < 60:
        return _joined(list(_posts(sentence[apposed.end() : apposed.end() + 300])))
    if labelled := _LABELLED.match(sentence):
        return _joined(list(_posts(labelled[1])))
    bare = _ARTICLE.sub("", sentence)
    return _joined(list(_posts(bare[:300]))) if _opens_with_title(bare) else Job(None, None)


def _opens_with_title(sentence: str) -> bool:
    """Whether a sentence has no subject and begins with a job: "Reporter covering courts"."""
    title = TITLE.search(sentence[:80])
    if title is None or not _BARE.match(sentence[: title.start()]):
        return False
    follows = sentence[title.end() : title.end() + 12]
    return (
        re.match(
            rf"[\s.,;]*(?:$|[·|]|{LINK}\s|and\s|und\s|in\s|covering|based|who\b|[,.&]|y\s|på\s|am\s)", follows
        )
        is not None
    )


def _posts(after: str) -> Iterator[_Post]:
    """Yield the posts that a text begins with: "advisor to funds and a partner at HOF" has two."""
    apart = False
    for _ in range(_MOST):
        title = title_at(after)
        if title is None:
            return
        rest = after[after.find(title) + len(title) :]
        book = re.search(r"authors?$", title) and rest.lstrip().startswith("of")
        upcoming = _upcoming(rest)
        ours = rest[: upcoming.start()] if upcoming else rest
        yield _Post(title, None if book else outlet_after(ours), apart)
        if upcoming is None:
            return
        apart, after = upcoming["comma"] is not None, rest[upcoming.end() :]


def _upcoming(rest: str) -> re.Match[str] | None:
    """Return where the next post begins, if one does before anything else is told."""
    for following in _NEXT.finditer(rest[:120]):
        title = title_at(rest[following.end() :])
        if title is not None and TITLE.search(" ".join(title.split()[:6])):
            return following
    return None


def _joined(posts: list[_Post]) -> Job:
    """Return the posts up to the first that names an outlet as one role.

    A semicolon parts what the text sets apart, and what is past from what is not.
    """
    role, past = "", False
    for post in posts:
        title = without_praise(post.title)
        if role and title.split()[-1] == role.split()[-1]:
            return Job(role, post.outlet)
        if role and len(role) + len(title) > 80:
            break
        parting = "; " if post.apart or past else " and "
        role = f"{role}{parting}{title}" if role else title
        past = is_former(title)
        if post.outlet and not past:
            return Job(role, post.outlet)
        if employer := _ACRONYM.match(title):
            return Job(role, employer[1])
        house, bare = house_before(title)
        if house and role == title:
            return Job(bare, house)
    if len(posts) == 1 and past:
        return Job(None, None)
    return Job(role or None, None)


def _entered(sentences: tuple[str, ...]) -> Job:
    """Return the post that was taken up last and, as far as the bio says, not left."""
    job = Job(None, None)
    for sentence in sentences:
        if _LEFT.search(sentence):
            continue
        for entered in _ENTERED.finditer(sentence):
            after = sentence[entered.end() : entered.end() + 200]
            if title := title_at(after):
                outlet = outlet_named(entered[1]) if entered[1] else outlet_after(after[len(title) :])
                job = Job(without_praise(title), outlet or job.outlet)
    return job

"""What a writer is: the noun phrase of a job, without praise and without what follows it."""

from __future__ import annotations

import re

_TITLE_WORDS = (
    r"(?:reporters?|journalists?|writers?|editors?|editor-in-chief|editor-at-large|correspondents?|"
    r"columnists?|authors?|co-authors?|contributors?|hosts?|co-hosts?|presenters?|anchors?|producers?|"
    r"publishers?|bureau chief|chief|critics?|reviewers?|bloggers?|vloggers?|photographers?|videographers?|"
    r"photojournalists?|analysts?|fellows?|professors?|lecturers?|researchers?|directors?|founders?|"
    r"co-founders?|owners?|consultants?|copywriters?|ceo|advisors?|advisers?|partners?|presidents?|lawyers?|"
    r"historians?|economists?|scientists?|musicians?|interns?|commentators?|broadcasters?|podcasters?|"
    r"cartoonists?|illustrators?|designers?|developers?|strategists?|experts?|freelancers?|heads?|managers?|"
    r"students?|teachers?|secretary|ministers?|officers?|engineers?|activists?|filmmakers?|essayists?|"
    r"novelists?|poets?|staffers?|curators?|educators?|speakers?|coordinators?|entrepreneurs?|trainees?|"
    r"translators?|moderators?|newsreaders?|physicians?|dean|chair|attorneys?|counsels?|executives?|coach(?:es)?|"
    r"trainers?|academics?|scholars?|stylists?|enthusiasts?|advocates?|campaigners?|philosophers?|pastors?|chefs?|"
    r"artists?|actors?|actress|comedians?|singers?|composers?|investors?|nurses?|doctors?|surgeons?|architects?|"
    r"programmers?|technologists?|librarians?|veterans?|nutritionists?|dietitians?|therapists?|physicists?|chemists?|"
    r"\w{3,20}(?:ologists?|icians?|ographers?)|"
    r"journaliste|rédact(?:eur|rice)(?: en chef)?|correspondante?|chroniqueu(?:r|se)|grand reporter|"
    r"envoyée? spéciale?|(?:[\w-]{0,30}-)?(?:reporterin|redakteur(?:in)?|redaktor(?:in)?|"
    r"chefredakteur(?:in)?|korrespondent(?:in)?|journalistin|kolumnist(?:in)?|autorin|autor|leiter(?:in)?|"
    r"fotograf(?:in)?|wissenschaftler(?:in)?|mitarbeiter(?:in)?|moderator(?:in)?|historiker(?:in)?)|(?:mit-?)?gründer(?:in)?|geschäftsführer(?:in)?|"
    r"inhaber(?:in)?|rechtsanwalt|rechtsanwältin|lehrer(?:in)?|volontär(?:in)?|"
    r"periodista|corresponsal|redactora?|editora|escritora?|jornalista|repórter|redatora?|"
    r"colunista|coordenadora?|giornalista|corrispondente|redattore|redattrice|redacteur|verslaggever|"
    r"redaktör|redaktør|journalisten|krönikör|skribent)"
)
TITLE = re.compile(rf"\b{_TITLE_WORDS}(?!\w)", re.IGNORECASE)
_ENDS_IN_TITLE = re.compile(rf"(?:^|[\s-]){_TITLE_WORDS}$", re.IGNORECASE)
LINK = (
    r"(?:at|for|with|of|to|by|bei|beim|für|von|vom|der|des|chez|pour|au|à|de|del|do|da|en(?! chef)|para|per|"
    r"di|na|no|på|for|hos|bij|voor)"
)
_ENDS = re.compile(
    rf"\s{LINK}\s|\s(?:based|covering|who|that|in|on|om|mit|zu[mr]?|whose|where|specializing|specialising|focusing|focused|"
    r"living|from|i|em|basée?|reporting|writing|currently|über|am|im|und zuständig|since|seit|sedan|depuis|"
    r"und (?:die|der)|"
    r"et (?:la|le|une?)|en(?! chef)|with|helping|som|producing|filing|working|leading|overseeing)\b"
    r"|\sand (?=(?:the|an?|our|his|her|former|co-?author of|has|is|was|lives|writes|covers|"
    r"hosts|works|runs|teaches|leads|edits|reports|contributes|holds|serves|produces|presents)\s)"
    r"|[,.;:!?(–—|·]|\s-\s|$",
    re.IGNORECASE,
)
# "reporter, editor and author": jobs of one list, none with an article or a complement of its own.
_LISTED = re.compile(
    r"(?P<more>(?:, (?!(?:an?|the|and)\b)[^\s,.;]+(?: [^\s,.;]+){0,3}){1,5})(?:,? (?:and|und|et|y|e)"
    rf" (?!(?:an?|the)\b)(?:[^\s,.;]+ ){{0,2}}?{_TITLE_WORDS}(?!\w)(?! of)|(?=,? and the? ))",
    re.IGNORECASE,
)
# Words before a job that say where somebody is from or praise, and nothing of the job.
_EPITHET = re.compile(
    r"^(?:(?:an?|the|our|one of the) )?(?:"
    r"(?:(?:[A-Z][\w.’']+(?: Prize| Award)?|multi|award|prize|critically)[- ]){1,4}"
    r"(?:winning|nominated|acclaimed|based|born|trained|educated|raised)|"
    r"(?:[a-z]+-)?(?:winning|nominated|acclaimed|selling|known)|"
    r"all-round(?:er)?|veteran|seasoned|experienced|passionate|dedicated|versatile|talented|multi-?talented|"
    r"avid|keen|aspiring|budding|young|acclaimed|renowned|noted|respected|prolific|accomplished|celebrated|"
    r"award-?winning|best-?selling|self-taught|long-?time|longstanding|lifelong|curious|proud|leading"
    r"),?\s+(?=\w)"
)
# A nationality before the word for a writer; before "correspondent" and "editor" it is what is covered.
_NATIONAL = re.compile(
    r"^[A-Z]\w+(?:an|ish|ese|ch|ean|i)(?:-[A-Z]\w+)? (?=(?:(?:freelance|independent|investigative|"
    r"award-winning) )?(?:journalist|writer|author|reporter|photographer|photojournalist|filmmaker|poet|"
    r"novelist|essayist|historian|academic|blogger|musician)\b)"
)
_FORMER = re.compile(r"^(?:former|ex-|retired|ehemaliger?|ancien(?:ne)?|antigu[oa]|ex )", re.IGNORECASE)
_SUBJECT = re.compile(
    r" of (?:the )?[^\s,.;()]+(?: (?!at |for |with )[^\s,.;()]+){0,4}(?= (?:at|for|with) (?:the )?[A-Z0-9])"
)
_HAS_FIELD = re.compile(
    r"\b(?:professor|lecturer|head|director|chair|dean|fellow|president|manager|chief|student|secretary)$",
    re.IGNORECASE,
)
_LONGEST = 80


def title_at(text: str) -> str | None:
    """Return the job that a text begins with, "senior editor and host", as far as its first complement.

    A field stays with it where the employer follows: "head of news at the BBC" is head of news.
    """
    ends = _ENDS.search(text)
    job = (text[: ends.start()] if ends else text).strip()
    if not job or len(job) > _LONGEST or not TITLE.search(job):
        return None
    first, joined, second = job.partition(" and ")
    if joined and not TITLE.search(second):
        return first
    end = len(text) - len(text.lstrip()) + len(job)
    if (listed := _LISTED.match(text, end)) and _are_titles(listed):
        job += listed[0]
    elif _HAS_FIELD.search(job) and (subject := _SUBJECT.match(text, end)):
        job += subject[0]
    return job if len(job) <= _LONGEST else job[: job.find(",")] if "," in job else None


def without_praise(job: str) -> str:
    """Return a job without nationality and praise: "award-winning Brazilian writer" is writer."""
    for _ in range(4):
        bare = _NATIONAL.sub("", _EPITHET.sub("", job))
        if bare == job or not TITLE.search(bare):
            break
        job = bare
    return job


def is_former(job: str) -> bool:
    """Whether a job is called a past one: "former editor"."""
    return _FORMER.match(job) is not None


def _are_titles(listed: re.Match[str]) -> bool:
    return all(_ENDS_IN_TITLE.search(job) for job in listed["more"].split(", ") if job)

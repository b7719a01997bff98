"""Lines that stand around articles everywhere: what a line says tells that it is no part of the text."""

from __future__ import annotations

import re
from functools import lru_cache

from reader.extract.inline import holds, speaks_other_script, words_in

_MAX_LINE = 320


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _sentence(words: str, pattern: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """Return a pattern and words of which its sentences hold one: those are far cheaper to ask for."""
    return frozenset(words.split()), re.compile(pattern, re.IGNORECASE)


# A whole line that is a button or a label.
_LABEL = _any(
    r"reply|report|recommend|"
    r"share|tweet|pin(?: it)?|e-?mail|print|save|bookmark|copy(?: the)? link|link copied!?|facebook|"
    r"twitter|whatsapp|linkedin|"
    r"reddit|telegram|flipboard|pinterest|messenger|x|instagram|threads|bluesky|mastodon|rss|like|close|"
    r"menu|search|home|next|"
    r"previous|prev|back|open|play|pause|mute|ok|submit|sign in|log ?in|register|more|skip|teilen|"
    r"drucken|merken|partager|"
    r"imprimer|compartir|compartilhar|condividi|delen|dela|del|udostępnij|поделиться|シェア|分享|공유",
    r"(?:share|email|print|save|tweet|gift|like|rate|listen to|bookmark) this(?: article| story| page|"
    r" post)?",
    r"(?:share|post|send|tweet)\s+(?:this\s+)?(?:story|article|post)?\s*(?:on|via|with|by|to)\s+.{2,40}",
    r"share this (?:story|article|page|post)\s*[:|].{0,200}",
    r"advert(?:ise?ments?)?|(?:paid |sponsored )?(?:ads?|content|post)|sponsored(?: by .{1,40})?|promoted|"
    r"anzeige|werbung|publicité|"
    r"publicidad|pubblicità|publicidade|reklama?|annonse?|advertentie|реклама|広告|广告|광고|إعلان(?:ات)?|פרסומת",
    r"(?:©|\(c\))\s?.{0,60}",
    r"(?:article|story|content|text) (?:continues|resumes) (?:below|after).{0,60}|"
    r"scroll (?:down )?to continue.{0,60}|continue reading below|this slideshow requires javascript",
    r"(?:image|photo|picture|slide|foto|bild|imagen) \d{1,3} (?:of|/|von|de|di|sur) \d{1,3}",
    r"like this (?:story|article|post|video)\?.{0,20}\bshare\b.{0,40}",
    r"(?P<code>button|embed|gallery|playlist|video|audio)\b.{0,200}\[/(?P=code)|"
    r"(?:gallery|caption|embed|button|video|audio|playlist) \w+=.{0,200}",
    r"(?:click |tap )?(?:here )?(?:to )?(?:continue reading|keep reading|read (?:more|on|full (?:story|"
    r"article)|the (?:full|whole) "
    r"(?:story|article))|show more|see more|view more|load more|learn more|find out more|"
    r"see full (?:story|article)|"
    r"weiterlesen|mehr lesen|lire la suite|en savoir plus|leer más|seguir leyendo|leggi tutto|"
    r"continua a leggere|leia mais|"
    r"lees meer|läs mer|les mer|læs mere|czytaj (?:dalej|więcej)|читать далее|続きを読む|阅读更多|더 ?보기)",
    r"(?:related|recommended|suggested|more|top|latest|popular|trending|featured)(?: (?:stories|"
    r"articles?|news|posts?|content|"
    r"topics?|coverage|reading|videos?|links?|now|for you|headlines|tags))?",
    r"(?:more|also) (?:from|on|in|about|like|stories|for)\b.{0,60}|(?:you )?(?:may|"
    r"might) (?:also )?(?:like|be interested).{0,40}|"
    r"(?:most|must)[ -](?:read|popular|viewed|shared|commented)\b.{0,40}|editors?['’]?s? (?:picks?|"
    r"choice)|don['’]?t miss|up next|"
    r"read next|what to read next|what(?:['’]s| is) trending|recommended (?:for you|by .{1,30})|"
    r"in this (?:article|story)|"
    r"auch interessant|lesen sie auch|mehr zum thema|das könnte sie auch interessieren.{0,20}|"
    r"à lire aussi|sur le même sujet|"
    r"lee también|te puede interesar|leggi anche|leia também|lees ook|läs också|les også|читайте также|"
    r"関連記事|相关阅读|관련기사",
    r"(?:tags?|topics?|keywords?|filed under|categor(?:y|ies)|schlagw[oö]rte[r]?|themen|etiquetas|"
    r"mots-clés|теги)\s*(?:[:|].{0,200})?",
    r"(?:\d+ )?comments?(?: \(\d+\))?|(?:leave|post|add|write) a (?:comment|reply).{0,40}|"
    r"join the (?:conversation|discussion).{0,40}|"
    r"(?:view|show|see|read|hide|load)(?: all| the)?(?: \d+)? comments?.{0,20}|"
    r"comments? (?:are )?(?:closed|off|policy)|have your say|"
    r"kommentare?(?: \(\d+\))?|kommentar abgeben|commentaires?|comentarios?|commenti",
    r"(?:\S+ ){1,4}(?:logo|icon|avatar|headshot)|getty images|shutterstock|istock(?:photo)?|no caption",
    r"(?:back to|return to|go to) (?:top|home ?page|index|homepage)|view (?:original|profile|gallery|"
    r"all)|\d+ ?/ ?\d+|\d+ (?:of|shares?|"
    r"views?|likes?)(?: \d+)?|(?:estimated )?(?:reading time|read time|lesezeit|tempo de leitura|"
    r"temps de lecture|tiempo de lectura)"
    r"\W.{0,20}|\d+[ -]min(?:ute)?s?(?: read)?",
    r"created (?:with|using) .{1,40}|made with (?:flourish|datawrapper|infogram|visme)|"
    r"embed (?:this )?(?:chart|graphic)|"
    r"(?:get|download) (?:the )?(?:data|image|pdf)|highcharts\.com|infogram|datawrapper",
    r"(?:click|tap)(?: on)? (?:the )?(?:meter|stars?|emoji|button)s?\b.{0,60}|.{0,40}\b(?:fairness|bias|"
    r"trust|mood)[ -]?meter",
)
_SMALL_LABEL = re.compile(_LABEL.pattern)  # of small letters alone: half the time
# A line that begins like this is about another page: a stub with a link.
_STUB = re.compile(
    r"\W*(?:(?:read|see|watch|listen|learn|find out|discover)(?: more| also| next| now| this| too)|"
    r"(?:also|must)[ -](?:read|see|watch)|"
    r"related(?: (?:stor(?:y|ies)|articles?|news|coverage|video|content|link|post))?|more(?: on this|"
    r" like this| coverage)?|"
    r"recommended|opinion|explained|watch|listen|video|photos|gallery|full (?:story|coverage)|"
    r"don['’]?t miss|(?:check|see) (?:it )?out|"
    r"lesen sie auch|mehr dazu|mehr zum thema|siehe auch|à lire(?: aussi)?|voir aussi|lire aussi|"
    r"lea también|lee también|leer también|"
    r"leggi anche|leia (?:também|mais)|saiba mais|lees ook|läs också|läs mer|les også|læs også|"
    r"czytaj (?:też|także|również)|"
    r"читайте также)\s*(?:[:|»>–—]|-\s)(?=.{3})",
    re.IGNORECASE,
)
# Sentences of widgets: newsletters, ratings, consent, subscriptions, rights, reader panels.
_WIDGETS = (
    _sentence(
        "newsletter newsletters inbox alerts email emails mail mails updates digest briefing",
        r"\b(?:sign(?:ing)?[ -]?up|subscrib(?:e|ing)|register)\b.{0,60}\b(?:newsletters?|inbox|alerts?|"
        r"e-?mails?|updates|digest|briefing)\b",
    ),
    _sentence(
        "inbox email mail phone",
        r"\b(?:newsletters?|briefing|digest|headlines|stories|news|updates|tips|"
        r"advice)\b.{0,60}\b(?:straight |right |directly |delivered )?(?:in)?to "
        r"your (?:inbox|e-?mail|phone)\b",
    ),
    _sentence(
        "inbox subscribe sign enter thank",
        r"\b(?:in|to) your inbox\b|\bsubscribe (?:now|today|here)\b|\bsign up (?:here|now|today|below)\b|"
        r"\benter your e-?mail\b|"
        r"\bthank you for (?:subscribing|signing up|registering)\b|\b(?:sign up|subscribe) (?:for|to) (?:our|"
        r"the|my)\b.{0,60}",
    ),
    _sentence(
        "signing subscribing registering clicking submitting entering",
        r"\bby (?:signing up|subscribing|registering|clicking|submitting|entering)\b.{0,120}\b(?:agree|"
        r"accept|terms|policy|consent)\b",
    ),
    _sentence(
        "rating feedback thoughts comment comments opinion rate helpful useful",
        r"\b(?:submit|give|share|leave)\b.{0,20}\byour (?:rating|feedback|thoughts|comments?|opinion)\b|"
        r"\brate this (?:article|story|page|recipe)\b|"
        r"\byour rating\b|\bwas this (?:article|page|story) (?:helpful|useful)\b|\bhow (?:would you|"
        r"do you) rate\b",
    ),
    _sentence(
        "cookies cookie privacy terms",
        r"\bthis (?:site|website|page) uses cookies\b|\bwe(?: and our partners)? use cookies\b|\b(?:accept|"
        r"manage|reject)(?: all)? cookies\b|"
        r"\bcookie (?:policy|settings|preferences|notice)\b|\bprivacy policy\b.{0,60}\bterms\b|"
        r"\bterms of (?:use|service)\b.{0,60}\bprivacy\b",
    ),
    _sentence(
        "rights material copy content rechte droits derechos",
        r"\ball rights reserved\b|\bthis (?:material|copy|content)\b.{0,60}\b(?:may not be|"
        r"is for your personal)\b|\balle rechte vorbehalten\b|"
        r"\btous droits réservés\b|\btodos los derechos reservados\b|無断(?:転載|複製)|무단.{0,4}전재",
    ),
    _sentence(
        "follow like join find download get",
        r"\bfollow (?:us|him|her|them|me|@\w+|our|the author)\b(?: \S+){0,2} (?:on|at|for)\b.{0,60}|"
        r""
        r"^(?:please )?follow .{2,40} on (?:facebook|instagram|twitter|tiktok|youtube)"
        r"(?:(?:, and |, | and | & )\w+){0,6}\W*$|\b(?:like|join|find) us on (?:facebook|"
        r"twitter|instagram|whatsapp|telegram)\b|\bdownload (?:the|our)\b.{0,30}\bapp\b|"
        r"\bget the\b.{0,30}\bapp\b",
    ),
    _sentence(
        "already subscribe log sign register article content story trial abonnés abonnenten",
        r"\balready (?:a )?(?:subscriber|member|registered)\b|\b(?:subscribe|log in|sign in|"
        r"register) to (?:continue|read|unlock|view|comment)\b|"
        r"\bthis (?:article|content|story) is (?:only )?(?:for|available to) (?:subscribers|members)\b|"
        r"\bfree trial\b.{0,40}\bcancel\b|"
        r"\bréservée? aux abonnés\b|\bnur für abonnenten\b",
    ),
    _sentence(
        "javascript adblock ad browser error later",
        r"\b(?:enable|activate|turn on) javascript\b|\bdisable (?:your )?ad ?block|"
        r"\byour browser (?:does not|doesn['’]t|is)\b.{0,60}|"
        r"\bbrowser version with limited support\b|\ban error (?:has )?occurred\b.{0,40}|"
        r"\bplease try again later\b",
    ),
    _sentence(
        "journalism reporting accuracy accountable account commission affiliate",
        r"\bcommitted to (?:[\w-]+ ){0,3}(?:journalism|reporting|accuracy)\b|"
        r"\bhold us (?:accountable|to account)\b|\bearn (?:us )?(?:a|an affiliate) commission\b|"
        r"\baffiliate links?\b.{0,60}\bcommission\b",
    ),
    _sentence(
        "comment comments",
        r"\bcomment (?:policy|guidelines|rules)\b|\bmoderat(?:e|ing|ion) .{0,20}\bcomments\b",
    ),
    _sentence(
        "click clicking",
        r"\bclick here\b.{0,60}\b(?:app|subscribe|newsletter|more (?:information|news|stories)|sign up|"
        r"download)\b|\bon the go by clicking here\b",
    ),
    _sentence(
        "appeared",
        r"\bthe post\b.{1,200}\b(?:appeared first|first appeared) on\b",
    ),
    _sentence(
        "articles article stories story",
        r"\b(?:your|of) \d+ free (?:articles?|stories)\b|"
        r"\bfree (?:articles?|stories) (?:this|per|left|remaining)\b",
    ),
    _sentence(
        "coverage https http",
        r"^(?:follow|find|see|read|full) .{0,80}\bcoverage\b.{0,80}\bhttps?://\S+$|"
        r"^more .{2,40}:? https?://\S+(?: and https?://\S+)*$",
    ),
    _sentence(
        "related",
        r"^related (?:content|stories|articles|coverage|posts) \S.{10,200}$",
    ),
    _sentence(
        "comments readers guidelines data",
        r"\b(?:keep|keeping) comments\b|\breaders have (?:commented|voted)\b|\bcommunity guidelines\b|"
        r"\bget the data\b|"
        r"メールマガジン|ニュースレター|をお届けします|利用規約に同意|無料会員",
    ),
    _sentence(
        "created",
        r"\bcreated with (?:highcharts|raph|datawrapper|flourish|sketch)\b",
    ),
    _sentence(
        "vote rate react judge",
        r"\b(?:tap|click|use|press|move)(?: on)? (?:the|a) [\w ]{2,30} to (?:vote|rate|react|judge)\b",
    ),
    _sentence(
        "support donate",
        r"\b(?:you|please) (?:can )?(?:support|donate)\b.{0,60}\b(?:us|our (?:work|journalism)|patreon|"
        r"paypal|donation)\b",
    ),
)
_BY_WORD = {
    word: tuple(pattern for words, pattern in _WIDGETS if word in words)
    for word in frozenset().union(*(words for words, _ in _WIDGETS))
}
_WIDGET_WORDS = frozenset(_BY_WORD)
_COMMENTS = re.compile(
    r"(?:\d+ )?comments?(?:\W{1,3}\d+\W?)?|(?:leave|post|add|write) a (?:comment|reply)|"
    r"join the (?:conversation|discussion)|"
    r".{0,40}\breaders have commented|kommentare?(?:\W{1,3}\d+\W?)?|kommentar abgeben|"
    r"(?:\d+ )?commentaires?(?:\W{1,3}\d+\W?)?|comentarios?|commenti|комментарии|コメント|댓글",
    re.IGNORECASE,
)
# One of these is in any line that opens comments.
_OF_COMMENTS = (
    "comment", "kommentar", "comentario", "reply", "conversation", "discussion", "комментарии", "コメント",
    "댓글",
)  # fmt: skip
_CHART_MARK = re.compile(
    r"\b(?:created|made) with (?:highcharts|rapha|datawrapper|flourish|infogram|d3|chart\.?js|amcharts|"
    r"plotly)|^chart(?: title)?\W*$|"
    r"^(?:bar|line|pie) chart\b|^end of interactive chart|^the chart has \d",
    re.IGNORECASE,
)
_HANDS = re.compile(
    r"[(\[]?(?:(?:additional |with )?reporting|writing|editing|compiled|edited|translated|written|with files|"
    r"with reporting|with assistance|mit material|mit agenturmaterial|avec)\s?(?:by|from|von)\s.{3,300}|"
    r"mit agenturmaterial\W*|"
    r"[–-] additional reporting by .{3,100}",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    r"\W*(?:(?:first |last |originally )?(?:published|updated|posted|modified|aktualisiert|"
    r"veröffentlicht|erstellt|stand|publié|mis à jour|"
    r"publicado|actualizado|pubblicato|aggiornato|uppdaterad|publicerad|publisert|oppdatert|güncelleme|"
    r"опубликовано)\b[^.!?]{0,80}|"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|"
    r"sun)(?:day)?,?\s+)?(?:\d{1,2}[./ -])?\s?(?:[^\W\d]{3,10}\.?)?\s?(?:\d{1,2}(?:st|nd|rd|th)?,?\s)?"
    r"(?:19|20)\d\d\b[\s,.|•·/–—-]*(?:(?:at|um|à|a las|alle|"
    r"kl\.?)\s)?(?:\d{1,2}[:.h]\d\d(?:[:.]\d\d)?)?\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{2,5}|uhr)?|"
    r"\d{1,2}(?P<sign>[./-])\d{1,2}(?P=sign)(?:19|20)\d\d|(?:19|20)\d\d(?P<mark>[./-])\d{1,2}(?P=mark)\d{1,2}|"
    r"\d{1,2}:\d\d\s?(?:[ap]\.?m\.?)?\s?[A-Z]{2,5}?,?\s[^\W\d]{3,10}\s\d{1,2},?\s(?:19|20)\d\d|"
    r"\d+ (?:minutes?|hours?|days?|weeks?|months?|years?) ago)\W*",
    re.IGNORECASE,
)
_PARTING = "|•·-–—"
_PARTS = re.compile(r"[|•·]")
_DASHED_PARTS = re.compile(r"[|•·]|\s[-–—]\s")
_FILED = re.compile(
    r"(?:tags?|topics?|keywords?|filed under|categor(?:y|ies|ia|ias|ie|ien)|schlagw[oö]rte[r]?|themen|"
    r"etiquetas|mots-clés|rubri(?:k|que))\s*:.{0,120}",
    re.IGNORECASE,
)
_DAY_AT_END = re.compile(
    r"(?:\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    r"\b(?:[A-Z][a-z]{2,8}\.? \d{1,2},? (?:19|20)\d\d|\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d\d)"
    r"(?:,?\s(?:at )?\d{1,2}[:.]\d\d.{0,40})?$"
)
_ORIGIN = re.compile(
    r"(?!.*\d)[(\[]?"
    r"(?:(?:this|the) (?:article|story|post|piece|essay|report|column|interview)\s"
    r"(?:(?:is|was|has been)\s)?)?"
    r"(?:(?:originally|first|also|previously) (?:published|appeared|posted|printed)|reprinted|republished)"
    r"\b(?: here)? (?:on|at|in|from|with)\b.{2,60}",
    re.IGNORECASE,
)
_ELEMENT = re.compile(
    r"<(?:img|iframe|script|div|a|span|video|embed)\s[^<>=]*=[^<>]*>\s*(?:</\w+>)?", re.IGNORECASE
)
_BYLINE = re.compile(
    r"\W*(?i:by|von|par|por|door|text|words by|written by|reported by|(?:publicado|escrito) por|"
    r"(?:published|posted) by|veröffentlicht von|publié par|pubblicato da)[: ]\s*"
    r"(?:[A-ZÀ-ÖØ-Þ][\w.'’-]+(?:,? |$)|(?:and|und|et|y|de|van|der|for|the|&|"
    r",) ?){2,16}\W*"
    r"(?:\||$).{0,60}"
)


def is_furniture(line: str) -> bool:
    """Whether a whole line is a button, a label, a stub for another page or a sentence of a widget."""
    if len(line) > _MAX_LINE:
        return False
    bare = line.strip(" \t.…:|·•>»›→▼▲+-–—_*#[]()\"'“”")
    if not bare or not any(char.isalnum() for char in bare):
        return True
    if _is_bare_label(bare) or _STUB.match(line) or is_widget(line):
        return True
    if line[0] == "<" and _ELEMENT.fullmatch(line):
        return True
    parts = [part.strip() for part in re.split(r"[|•·]", bare)] if len(bare) <= 120 else []
    return len(parts) > 1 and all(_is_bare_label(part) or not part for part in parts)


def is_widget(line: str) -> bool:
    """Whether a line is a sentence of a widget: a newsletter's, a rating's, a consent banner's."""
    if len(line) > _MAX_LINE:
        return False
    if speaks_other_script(line):
        return any(pattern.search(line) for _, pattern in _WIDGETS)
    said = _WIDGET_WORDS.intersection(words_in(line))
    if not said:
        return False
    return any(pattern.search(line) for pattern in {one for word in said for one in _BY_WORD[word]})


def opens_comments(line: str) -> bool:
    """Whether a line is the heading of a page's comments."""
    if len(line) > 80 or not holds(line.lower(), _OF_COMMENTS):
        return False
    return _COMMENTS.fullmatch(line.strip(" \t.…:|·•>»-–—*[]()")) is not None


def is_stub(line: str) -> bool:
    """Whether a line begins like "Read more:" and goes on with another page's title."""
    return len(line) <= _MAX_LINE and bool(_STUB.match(line))


def is_label(line: str) -> bool:
    """Whether a line is nothing but a button or the heading of a widget."""
    return len(line) <= _MAX_LINE and _is_bare_label(line.strip(" \t.…:|·•>»›→-–—*[]()"))


def _is_bare_label(bare: str) -> bool:
    label = _SMALL_LABEL.fullmatch(bare.lower()) if bare.isascii() else _LABEL.fullmatch(bare)
    return label is not None


def is_chart_mark(line: str) -> bool:
    """Whether a line is what a chart's script leaves; its axis labels follow it."""
    return len(line) <= 120 and bool(_CHART_MARK.search(line))


def is_date_line(line: str) -> bool:
    """Whether a line is only a date, with or without "Updated"."""
    return len(line) <= 120 and bool(_DATE_LINE.fullmatch(line))


@lru_cache(maxsize=512)
def is_credit_line(line: str) -> bool:
    """Whether a line only tells when the text was written, by whom, and under what it is filed."""
    if is_origin(line):
        return False
    if is_date_line(line) or is_byline(line) or (len(line) <= _MAX_LINE and _HANDS.fullmatch(line)):
        return True
    if len(line) > 200:
        return False
    end = _DAY_AT_END.search(line) if " 20" in line or " 19" in line else None
    if end and end.start() and is_byline(line[: end.start()]):
        return True
    if not holds(line, _PARTING):
        return False
    return _tells_all(_PARTS.split(line)) or _tells_all(_DASHED_PARTS.split(line), more_than_days=True)


def _tells_all(parts: list[str], *, more_than_days: bool = False) -> bool:
    """Whether every part of a line is a date, a byline or what the text is filed under, one a date or byline;
    with `more_than_days` not all of them dates, as in a period."""
    parts = [part.strip() for part in parts if part.strip()]
    if len(parts) < 2:
        return False
    days, names = sum(map(is_date_line, parts)), sum(map(is_byline, parts))
    filed = sum(_FILED.fullmatch(part) is not None for part in parts)
    if more_than_days and not names + filed:
        return False
    return days + names > 0 and days + names + filed >= len(parts)


def is_origin(line: str) -> bool:
    """Whether a line tells where a text appeared before."""
    return len(line) <= 160 and "ed " in line and bool(_ORIGIN.fullmatch(line))


def is_byline(line: str) -> bool:
    """Whether a line is only "By" and names."""
    return len(line) <= 160 and bool(_BYLINE.fullmatch(line))

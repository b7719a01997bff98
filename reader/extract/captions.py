"""Captions: what a picture shows and who made it, parted."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from reader.extract.inline import SENTENCE_END, holds, speaks_other_script, squeezed, words_in
from reader.extract.lines import is_credit_line
from reader.extract.pictures import is_pixel, shows_nothing, size_of, source_of
from reader.model import Picture
from reader.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from reader.extract.segments import Segment

_MAX_CAPTION = 1200
_MAX_CREDIT = 120
_LONGEST_UNTOLD = 500
_LONGEST_LABEL = 100
_TEXT_TAGS = frozenset({"p", "li", "td", "blockquote", "a", "span"})
_WORD = r"(?:[A-Z0-9À-ÖØ-ÞĀ-Ž@][\w.'’&@-]*|of|the|de|del|der|van|von|for|and|via|by|y|et|und|&|\|)"
# A sign between words is never one of them, and is not given back: fifty slashes could be parted in more ways
# than can be tried.
_NAME = rf"{_WORD}(?:[ ,/]++{_WORD}){{0,9}}"
_LABEL = (
    r"(?:(?:file |handout )?(?:photo(?:graph)?(?:er|y)?s?|images?|pictures?|illustration|credits?|"
    r"graphic|video|fotos?|bild(?:er)?|crédits?|"
    r"crédito|foto(?:grafía|grafie)?|fonte|quelle|kuva|zdjęcie|фото|写真|사진|图片|تصوير|الصورة|"
    r"צילום)(?: credits?| source)?)"
)
_LABEL_PARTS = (
    "photo", "image", "picture", "illustration", "credit", "graphic", "video", "foto", "bild", "crédit",
    "fonte", "quelle", "kuva", "zdjęcie", "фото", "写真", "사진", "图片", "تصوير", "الصورة", "צילום",
)  # fmt: skip
_LABELLED_CREDIT = re.compile(
    rf"[\s.(\[|–—-]*\b{_LABEL}\s*(?::|\bby\b|\bcourtesy(?: of)?\b|\bvia\b|©|"
    rf"/)\s*(?P<credit>[^()\[\]]{{2,{_MAX_CREDIT}}}?)[)\].]*$",
    re.IGNORECASE,
)
_CLAIMED_CREDIT = re.compile(
    rf"[\s.(\[|–—-]*(?P<credit>(?:©|\(c\)|copyright\b|"
    rf"courtesy(?: of)?\b)[^()\[\]]{{2,{_MAX_CREDIT}}}?)[)\].]*$",
    re.IGNORECASE,
)
# Each after what stands in any text that it fits, in small letters: one of them is far cheaper to look for.
_CREDITS = (
    (_LABEL_PARTS, _LABELLED_CREDIT),
    (("©", "(c)", "copyright", "courtesy"), _CLAIMED_CREDIT),
    (
        ("撮影", "提供"),
        re.compile(r"[\s。(（=＝]+(?P<credit>[^\s。、=＝(（]{2,40}(?:撮影|提供)[^。)）]{0,30})[)）]?$"),
    ),
    (("＝",), re.compile(r"＝(?P<credit>[^\s。、＝()（）「」]{1,20})$")),
    (
        ("/",),
        re.compile(rf"(?:^|[.!?…)”\"]|\s[|–—-])\s*[(\[]?(?P<credit>{_NAME}\s?/\s?{_NAME})[)\].]*$"),
    ),
    (("(", "["), re.compile(rf"[.!?…”\"]\s*[(\[](?P<credit>{_NAME})[)\]]\.?$")),
    (
        (".", "!", "?", "…", "”", '"', "|"),
        re.compile(rf"(?:[.!?…”\"]\s+|\.\.\.\s*|\s\|\s)(?P<credit>{_NAME})$"),
    ),
)
_LABELLED = re.compile(
    rf"(?:{_LABEL} copyright\b|{_LABEL}\s*(?::|\bby\b|\bcourtesy(?: of)?\b)|©)\s*", re.IGNORECASE
)
# The label of what opens, enlarges or counts a picture.
_WIDGET = re.compile(
    r"(?:[\w-]{1,30} ){0,3}(?:auf|zu|ein|aus)klappen|(?:bild|foto)(?:er)? (?:vergrößern|anzeigen|öffnen)|"
    r"(?:(?:click|tap) (?:here )?to )?(?:open|enlarge|expand|zoom|close|view|show|hide)"
    r"(?: (?:the |this |full ?)?(?:image|photo|picture|gallery|screen|caption|slideshow|size)){0,2}|"
    r"(?:image|photo|slide)? ?\d{1,3} ?(?:/|of|von|de|sur) ?\d{1,3}|"
    r"agrandir(?: l['’]image)?|ampliar(?: (?:imagen|foto))?|ingrandisci|caption|"
    r"(?:video|embed|image|bild|foto|legende|player wird geladen)\W*",
    re.IGNORECASE,
)
# What a page calls a caption for those who do not see it under its picture.
_CALLED = re.compile(
    r"\A(?:(?:image caption|bildunterschrift|bildlegende|legende|légende|caption)\s*:\s*|image caption,?\s+)",
    re.IGNORECASE,
)
# The end of a line that tells when a text appeared: a day with a time, or how long ago.
_DAY = (
    r"(?:\d{1,2}\. ?\d{1,2}\. ?(?:19|20)\d\d|\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d\d|"
    r"(?:19|20)\d\d[/-]\d{1,2}[/-]\d{1,2}|[^\W\d]{3,12}\.? (?:\d{1,2}(?:st|nd|rd|th)?,? |de )?(?:19|20)\d\d)"
)
_UNIT = (
    r"(?:min|minute[ns]?|minut[io]s?|h|hours?|stunden?|horas?|heures?|or[ae]|timm(?:e|ar)|timer?|days?|tag(?:en)?|"
    r"d[ií]as?|jours?|giorn[oi]|dag(?:ar|er)?|weeks?|wochen?|semanas?|semaines?|months?|monat(?:en)?|mes(?:es)?|"
    r"mois|years?|jahr(?:en)?|a[ñn]os?|ans?)"
)
_SOME = r"(?:\d{1,3}|an?|one|ein\w{0,2}|une?|uma?|una|en|ett)"
_MOMENT = re.compile(
    rf"{_DAY}(?:,| at| um| à| kl\.?|[ ·|–-]){{0,4}}\d{{1,2}}[:.h]\d\d\s?(?:[ap]\.?m\.?)?"
    r"(?: ?(?:uhr|h|hs|hrs|[A-Z]{2,4}))?\W*$|"
    rf"\b(?:hace|vor|il y a|há|faz|för|for) {_SOME} {_UNIT}(?: si?eda?n)?\W*$|"
    rf"\b{_SOME} ?{_UNIT} (?:ago|fa)\W*$|\d{{1,3}} ?(?:分|時間|小[时時]|天|日|시간|분|일) ?[前전]$",
    re.IGNORECASE,
)
# One of these is in a line that tells a moment.
_CENTURIES = ("20", "19", "前", "전")
_AGO = (" ago", " fa", "hace ", "vor ", "il y a ", "há ", "faz ", "för ", "for ")
_LEGAL = re.compile(r"copyright|all rights reserved|©.{0,40}\b(?:19|20)\d\d\b", re.IGNORECASE)
# Words of which a marked credit holds one; in other scripts than Latin the patterns themselves are asked.
_LABEL_WORDS = frozenset({
    "photo", "photos", "photograph", "photographs", "photographer", "photographers", "photography", "image",
    "images", "picture", "pictures", "illustration", "credit", "credits", "graphic", "video",
    "foto", "fotos", "bild", "bilder", "crédit", "crédits", "crédito", "fotografía", "fotografie",
    "fonte", "quelle", "kuva", "zdjęcie",
})  # fmt: skip
_RIGHT_WORDS = frozenset({"c", "copyright", "courtesy"})
_CREDIT_WORDS = _LABEL_WORDS | _RIGHT_WORDS | frozenset({
    "getty", "reuters", "afp", "ap", "press", "epa", "efe", "shutterstock", "stock", "istock", "istockphoto",
    "alamy", "dpa", "imago", "pa", "bloomberg", "tass", "xinhua", "anadolu", "ansa", "keystone", "unsplash",
    "pexels", "wikimedia", "handout",
})  # fmt: skip
_CREDIT_SIGNS = ("©", "/")
_AGENCY = re.compile(
    r"(?:[^.!?…]{0,40}[\s/])?(?:getty(?: images)?|reuters|afp|a\.?p\.?|associated press|epa(?:-efe)?|"
    r"shutterstock|i?stock(?:photo)?|alamy|dpa|"
    r"imago|pa(?: media| images)?|bloomberg|tass|xinhua|anadolu|ansa|efe|keystone|unsplash|pexels|"
    r"wikimedia(?: commons)?|handout)"
    r"(?:[\s/].{0,40})?",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:in )?(?:this|these|an?|the)?\s?(?:undated |handout |file |satellite |aerial |"
    r"combination )*(?:photo(?:graph)?s?|pictures?|images?|"
    r"screengrab|illustration)\b(?:.{0,60}\b(?:shows?|released|taken|provided|depicts?|made)\b|[,:])|"
    r"(?:file|stock|handout|archive) (?:photo|image)|"
    r"pictured\b|from left\b|\(l-r\)",
    re.IGNORECASE,
)
_CREDIT_CLASS = re.compile(
    r"credit|copyright|photographer|(?:image|img|photo|media|caption)[-_]*(?:source|author|agency|by)|"
    r"attribution|byline|(?:^|[\s_-])source$",
    re.IGNORECASE,
)


def split_credit(text: str) -> tuple[str, str]:
    """Part a caption into its words and its credit: "A dam. Photo: Ann Lee" → ("A dam.", "Ann Lee")."""
    text = safe_line(text, _MAX_CAPTION)
    if _AGENCY.fullmatch(text) and len(text) <= 60:
        return "", _bare(text)
    plain = text[-200:].lower()
    for signs, pattern in _CREDITS:
        match = pattern.search(text, max(0, len(text) - 200)) if holds(plain, signs) else None
        if match and match["credit"].strip():
            start = match.start("credit")
            lead = text[: match.start()] + _sentence_end(text[match.start() : start])
            credit = match["credit"].strip(" .,|/-–—:©")
            if _is_credit(credit, lead):
                return lead.strip(" |–—-([").strip(), credit
    return text, ""


def _bare(credit: str) -> str:
    """Take brackets and a label off a credit: "(Image: Ann Lee)" → "Ann Lee"."""
    bare = _LABELLED.sub("", credit.strip(" ()[]|–—-/")).strip(" .,|/–—:©-") or credit
    return bare + ")" if bare.count("(") > bare.count(")") else bare


def _sentence_end(between: str) -> str:
    """Return the closing marks that belong to the caption, not to the credit after it."""
    match = re.match(r"\s*[.!?…”\")]+", between)
    return match[0] if match else ""


def _is_credit(credit: str, lead: str) -> bool:
    words = credit.split()
    return bool(credit) and len(words) <= 14 and (not lead.strip() or len(credit) < max(60, len(lead)))


def opens_like_caption(text: str) -> bool:
    """Whether a line speaks of the picture that it stood under: "This photo shows …"."""
    return bool(_OPENING.match(text))


def has_certain_credit(text: str) -> bool:
    """Whether a line ends in a credit that is marked as one: a label, a copyright sign, a photo agency."""
    tail = text[-160:]
    said, other = words_in(tail), speaks_other_script(tail)
    if not other and not holds(tail, _CREDIT_SIGNS) and _CREDIT_WORDS.isdisjoint(said):
        return False
    if (other or not _LABEL_WORDS.isdisjoint(said)) and _LABELLED_CREDIT.search(tail):
        return True
    if (other or "©" in tail or not _RIGHT_WORDS.isdisjoint(said)) and _CLAIMED_CREDIT.search(tail):
        return True
    credit = split_credit(text)[1]
    return bool(credit) and _AGENCY.fullmatch(credit) is not None


def is_caption(block: Segment, *, picked: bool) -> bool:
    """Whether a paragraph is a caption though not marked as one.

    It is short and ends in a marked credit; or it shares a box with a picture and little else, and, where it
    was picked for the article, its words too are a caption's.
    """
    if block.kind != "paragraph" or len(block.text) > _LONGEST_UNTOLD or is_signature(block.text):
        return False
    if len(block.text) <= 300 and has_certain_credit(block.text) and not _LEGAL.search(block.text):
        return True
    if picked and not _is_worded_so(block.text):
        return _is_mere_label(block.text) and _holds_little_else(picture_box(block), block.text)
    return picture_box(block) is not None


def _is_mere_label(text: str) -> bool:
    return len(text) <= _LONGEST_LABEL and not text.endswith(SENTENCE_END)


def _holds_little_else(box: HtmlElement | None, text: str) -> bool:
    return box is not None and len("".join(box.itertext()).strip()) <= len(text) + 10


def is_signature(text: str) -> bool:
    """Whether a line only tells who wrote a text and when it appeared: "Ann Lee, 3 May 2026, 9:30"."""
    return len(text) <= 120 and (is_credit_line(text) or _tells_moment(text))


def _tells_moment(text: str) -> bool:
    """Whether a line ends in a day with a time, or in how long ago something was."""
    told = holds(text, _CENTURIES) or holds(text.lower(), _AGO)
    return told and _MOMENT.search(text) is not None


def _is_worded_so(text: str) -> bool:
    """Whether a text gives two makers, "Ann Lee / Agency", or speaks of a picture."""
    opens = opens_like_caption(text)
    if not opens and "/" not in text:
        return False
    credit = split_credit(text)[1]
    return "/" in credit or (opens and (bool(credit) or len(text) <= 300))


def picture_box(block: Segment) -> HtmlElement | None:
    """Return the element around a block that holds a picture and hardly any text but the block's."""
    own = len(block.text)  # not the element's text: loose text belongs to a box with much else in it
    for depth, around in enumerate((block.element, *block.element.iterancestors())):
        # Not len(around), which counts all children of an article once for each block.
        if depth > 3 or next(islice(around, 12, None), None) is not None:
            return None
        if around.tag not in _TEXT_TAGS and not all(shows_nothing(image) for image in around.iter("img")):
            crowded = len("".join(around.itertext())) > 1.6 * own + 200
            return None if crowded or _is_teaser(around) else around
    return None


def _is_teaser(box: HtmlElement) -> bool:
    """Whether a box's picture leads to the same other page as a line of its text."""
    links = [(link.get("href"), next(link.iter("img"), None) is not None) for link in box.iter("a")]
    shown = {href for href, pictured in links if pictured and href}
    return any(href in shown for href, pictured in links if not pictured)


def picture_of(parts: Sequence[Segment], url: str | None, image: HtmlElement | None = None) -> Picture:
    """Return the picture that the caption segments of one figure belong to, `image` where it has several."""
    figure = figure_of(parts[0].element)
    credit = "" if image is not None else _marked_credit(figure)
    image = _image_in(figure) if image is None else image
    texts = [_CALLED.sub("", part.text) for part in parts if not _WIDGET.fullmatch(part.text)]
    texts, apart = (texts, "") if credit else _credit_apart(texts)
    texts = _without_headline(texts)
    alt = safe_line(image.get("alt") or "", 300) if image is not None else ""
    caption = _without_alt(" ".join(texts), alt)
    if credit:
        caption = _without_credit(caption, credit).strip(" |–—-()[]/")
        credit = _bare(credit)
    elif apart:
        credit = apart
    else:
        caption, credit = split_credit(caption)
    width, height = size_of(image)
    return Picture(
        url=source_of(image, url),
        caption=safe_line(caption, _MAX_CAPTION),
        credit=safe_line(credit, _MAX_CREDIT),
        alt=alt,
        width=width,
        height=height,
    )


def _credit_apart(texts: list[str]) -> tuple[list[str], str]:
    """Return the other texts of a caption and the one among them that is nothing but a marked credit."""
    for at, text in enumerate(texts):
        if len(texts) > 1 and len(text) <= _MAX_CREDIT and _LABELLED.match(text):
            lead, credit = split_credit(text)
            if credit and not lead:
                return texts[:at] + texts[at + 1 :], credit
    return texts, ""


def _without_credit(caption: str, credit: str) -> str:
    """Take a credit off a caption where it stands last, or else first; its words within are the caption's."""
    before, found, after = caption.rpartition(credit)
    if found and after.strip(" .)]"):
        before, found, after = caption.partition(credit)
    return safe_line(f"{before} {after}") if found else caption


def _without_alt(caption: str, alt: str) -> str:
    """Drop the image's alternative text where a caption repeats it as its headline."""
    rest = caption[len(alt) :].lstrip(" .:|–—-")
    repeats = bool(alt) and caption.startswith(alt) and alt[-1:] not in ".!?…"
    return rest if repeats and len(rest) > len(alt) and rest[:1].isupper() else caption


def figure_of(element: HtmlElement) -> HtmlElement:
    """Return the element around a caption and its picture: the figure, or the nearest that has an image."""
    nearest = element
    for depth, around in enumerate((element, *element.iterancestors())):
        if around.tag == "figure":
            return nearest if nearest is not element and _has_several(around) else around
        if depth <= 4 and nearest is element and next(around.iter("img"), None) is not None:
            nearest = around
        if depth > 8:
            break
    return nearest


def images_in(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the images in an element, without pixels that count readers and copies for old browsers."""
    for image in element.iter("img"):
        if not is_pixel(image) and not any(up.tag == "noscript" for up in image.iterancestors()):
            yield image


def _has_several(figure: HtmlElement) -> bool:
    return len(list(islice(images_in(figure), 2))) > 1


def _without_headline(texts: list[str]) -> list[str]:
    """Drop a short headline over the caption proper, and copies."""
    first = dict[str, str]()
    for text in texts:
        first.setdefault(squeezed(text), text)
    kept = list(first.values())
    if (
        len(kept) > 1
        and len(kept[0]) <= 60 < len(kept[1])
        and kept[0][-1:] not in ".!?…"
        and not split_credit(kept[0])[1]
    ):
        return kept[1:]
    return kept


def _marked_credit(figure: HtmlElement) -> str:
    for element in figure.iter("span", "cite", "small", "p", "div", "em", "i", "li", "footer"):
        if _CREDIT_CLASS.search(element.get("class") or "") or _CREDIT_CLASS.search(
            element.get("itemprop") or ""
        ):
            text = safe_line("".join(element.itertext()))
            if 1 < len(text) <= _MAX_CREDIT:
                return text
    return ""


def _image_in(element: HtmlElement) -> HtmlElement | None:
    return next((image for image in element.iter("img") if not is_pixel(image)), None)

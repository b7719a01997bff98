"""The head, the body and the signature of a mail that was pasted as text."""

from __future__ import annotations

import re

from reader.text import safe_line
from reader.values import dataclass

_HEADER = re.compile(r"(?P<name>[A-Za-zÀ-ÿ][\wÀ-ÿ-]{0,40})\s?:\s*(?P<value>.*)")
_KNOWN = frozenset({
    "from", "to", "cc", "bcc", "subject", "date", "sent", "reply-to", "von", "an", "betreff", "datum",
    "gesendet", "de", "à", "objet", "envoyé", "asunto", "para", "enviado", "da", "oggetto", "inviato",
    "van", "aan", "onderwerp", "verzonden", "message-id", "received", "return-path", "mime-version",
    "content-type", "list-id",
})  # fmt: skip
_SUBJECT = frozenset({"subject", "betreff", "objet", "asunto", "oggetto", "onderwerp"})
_SENDER = frozenset({"from", "von", "de", "da", "van"})
_DATE = frozenset({"date", "sent", "datum", "gesendet", "envoyé", "enviado", "inviato", "verzonden"})
_FORWARD = re.compile(
    r"(?:\s*(?:re|fwd?|aw|wg|tr|sv|rv|antw)\s*(?:\[\d+\])?:|\s*\[[^\[\]]{1,40}\])+\s*", re.IGNORECASE
)
_ATTRIBUTION = re.compile(
    r"[\s>]*+(?:(?:on|am|le|el|il|op|den|em|w dniu) .{6,160} (?:wrote|schrieb|a écrit|escribió|ha scritto|"
    r"schreef|skrev|escreveu|pisze|napisał(?:\(a\))?)(?: .{1,80})?\s?:\s*|"
    r".{4,120}(?:写道|寫道|さんは書きました|님이 작성)\s?[:：]?\s*|"
    r"-{2,}\s*(?:forwarded|original|weitergeleitete|ursprüngliche|message transféré|mensaje reenviado)"
    r".{0,30}-{2,}\s*|begin forwarded message:\s*)",
    re.IGNORECASE,
)
_ATTRIBUTION_BEGINS = re.compile(r"[\s>]*+(?:on|am|le|el|il|op|den|em) .{6,150}$", re.IGNORECASE)
_SIGNATURE = re.compile(r"^(?P<quote>[> ]*)-- ?$")
_FOOTER = re.compile(r"^(?P<quote>[> ]*)(?:_{20,}|-{30,}|={30,})\s*$")
_SENT_FROM = re.compile(
    r"[> ]*(?:(?:sent|gesendet|verschickt|envoyé|enviado|inviato|verzonden|skickat) "
    r"(?:from|von|via|mit|depuis|de|desde|da|vanaf|från) (?:my |meinem |mon |mi |mijn |il mio |min )?.{2,40}|"
    r"von meinem .{2,40} gesendet|get outlook for .{2,20})",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"unsubscribe|mailing list|listinfo|view (?:this (?:e-?mail|message) )?(?:in|online)|"
    r"you (?:are receiving|received|have received) this|abmelden|abbestellen|newsletter abbestellen|"
    r"désinscri|désabonn|darse de baja|cancelar (?:la )?suscripción|disiscriv|afmelden|"
    r"配信停止|退订|수신거부",
    re.IGNORECASE,
)
_TAIL = 14  # rows at the end among which a list's footer stands


@dataclass(frozen=True, slots=True)
class Mail:
    """What a text says as a mail; any other text is all body."""

    body: str
    subject: str = ""
    sender: str = ""
    date: str = ""


def read_mail(text: str) -> Mail:
    """Return a text's parts: headers where two or more stand at its top; signatures go, quoted ones too."""
    rows = text.lstrip("\n ").split("\n")
    while rows and (not rows[0].strip() or _ATTRIBUTION.fullmatch(rows[0][:300])):
        del rows[0]
    headers, after = _headers(rows)
    if not headers:
        return Mail("\n".join(_without_signatures(rows)))
    body = _without_list_footer(_without_signatures(_unflowed(rows[after:])))
    return Mail(
        "\n".join(body),
        subject=_FORWARD.sub("", safe_line(_decoded(_first(headers, _SUBJECT)), 300), count=1),
        sender=re.sub(r"<[^>]{0,200}>|\"", "", safe_line(_decoded(_first(headers, _SENDER)), 200)).strip(),
        date=safe_line(_first(headers, _DATE), 100),
    )


def _headers(rows: list[str]) -> tuple[dict[str, str], int]:
    """Return the headers at the top by name, folded ones joined, and where they end; none for under two."""
    found: dict[str, str] = {}
    last, after = "", 0
    for row in rows:
        folded = bool(last) and row[:1] in {" ", "\t"} and bool(row.strip())
        match = None if folded else _HEADER.match(row.strip()[:2000])
        name = match["name"].lower() if match else ""
        if folded:
            if len(found[last]) < 2000:
                found[last] = f"{found[last]} {row.strip()[:2000]}"
        elif match and (name in _KNOWN or "-" in name):
            last = name
            found.setdefault(last, match["value"].strip())
        else:
            break
        after += 1
    return (found, after) if len(_KNOWN.intersection(found)) > 1 else ({}, 0)


def _first(headers: dict[str, str], names: frozenset[str]) -> str:
    return next((value for name, value in headers.items() if name in names), "")


def _decoded(value: str) -> str:
    """Return a header with its encoded words read."""
    if "=?" not in value:
        return value
    from email.errors import MessageError
    from email.header import decode_header, make_header

    try:
        return str(make_header(decode_header(value[:2000])))
    except (LookupError, ValueError, MessageError):
        return value


def _unflowed(rows: list[str]) -> list[str]:
    """Join rows that end in a space, as a mail that says "format=flowed" breaks its paragraphs."""
    joined: list[str] = []
    open_depth: int | None = None
    for row in rows:
        depth = len(row) - len(row.lstrip(">"))
        flows = row.endswith(" ") and len(row) > 40 and not _SIGNATURE.match(row)
        if open_depth == depth and row.strip(" >"):
            joined[-1] += row[depth:].lstrip(" ") if depth else row
        else:
            joined.append(row)
        open_depth = depth if flows else None
    return joined


def _without_signatures(rows: list[str]) -> list[str]:
    """Drop each signature: from its "-- " to the end, or to where a quote ends that it stands in; who wrote
    what when; and a forwarded mail's head."""
    kept: list[str] = []
    quote: str | None = None
    skip = False
    for at, row in enumerate(rows):
        after = rows[at + 1] if at + 1 < len(rows) else ""
        if match := _SIGNATURE.match(row):
            quote = match["quote"].replace(" ", "")
        elif quote is not None and quote and not row.lstrip().startswith(">"):
            quote = None
        told = len(row) <= 300 and bool(
            _ATTRIBUTION.fullmatch(row) or _SENT_FROM.fullmatch(row.strip()[:100])
        )
        broken = (
            len(row) <= 160 and len(after) <= 160 and bool(_ATTRIBUTION_BEGINS.fullmatch(row))
            and bool(_ATTRIBUTION.fullmatch(f"{row.rstrip()} {after.lstrip('> ')}"))
        )  # fmt: skip
        if quote is None and not (told or broken or skip):
            kept.append(row)
        skip = broken and not told
    return _without_inner_heads(kept)


def _without_inner_heads(rows: list[str]) -> list[str]:
    """Drop the heads of mails that are forwarded or quoted in full: three or more headers in a row."""
    kept: list[str] = []
    run: list[str] = []
    for row in [*rows, ""]:
        match = _HEADER.match(row.strip("> \t")[:300])
        if match and match["name"].lower() in _KNOWN:
            run.append(row)
            continue
        kept += run if len(run) < 3 else []
        run = []
        kept.append(row)
    return kept[:-1]


def _without_list_footer(rows: list[str]) -> list[str]:
    """Drop what a mailing list adds: from a rule, or its first words, near the end of the mail."""
    for at in range(max(1, len(rows) - _TAIL), len(rows)):
        said = bool(_LIST.search(" ".join(rows[at : at + 6])[:2000]))
        if said and (_FOOTER.match(rows[at]) or _LIST.search(rows[at][:500])):
            return rows[:at]
    return rows

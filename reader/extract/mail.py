"""The head, the body and the signature of a mail that was pasted as text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.text import safe_line

_HEADER = re.compile(
    r"(?P<name>from|to|cc|bcc|subject|date|sent|reply-to|von|an|betreff|datum|de|objet|"
    r"asunto)\s*:\s*(?P<value>.*)",
    re.IGNORECASE,
)
_SUBJECT = frozenset({"subject", "betreff", "objet", "asunto"})
_SENDER = frozenset({"from", "von", "de"})
_DATE = frozenset({"date", "sent", "datum"})
_FORWARD = re.compile(r"(?:re|fwd?|aw|wg|tr)\s*:\s*", re.IGNORECASE)
_ATTRIBUTION = re.compile(
    r"[\s>]*+(?:on|am|le|el) .{6,120} (?:wrote|schrieb|a écrit|escribió)\s?:\s*|-{2,}\s*(?:forwarded|"
    r"original) message\s*-{2,}",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^(?P<quote>[> ]*)-- ?$")


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
    headers: dict[str, str] = {}
    at = 0
    while at < len(rows) and (match := _HEADER.match(rows[at].strip())):
        headers.setdefault(match["name"].lower(), match["value"].strip())
        at += 1
    body = "\n".join(_without_signatures(rows[at if len(headers) > 1 else 0 :]))
    if len(headers) < 2:
        return Mail(body)
    return Mail(
        body,
        subject=_FORWARD.sub("", safe_line(_first(headers, _SUBJECT), 300)),
        sender=re.sub(r"<[^>]{0,200}>|\"", "", safe_line(_first(headers, _SENDER), 200)).strip(),
        date=safe_line(_first(headers, _DATE), 100),
    )


def _first(headers: dict[str, str], names: frozenset[str]) -> str:
    return next((value for name, value in headers.items() if name in names), "")


def _without_signatures(rows: list[str]) -> list[str]:
    """Drop each signature: from its "-- " to the end, or to where a quote ends that it stands in."""
    kept: list[str] = []
    quote: str | None = None
    for row in rows:
        if match := _SIGNATURE.match(row):
            quote = match["quote"].replace(" ", "")
        elif quote is not None and quote and not row.lstrip().startswith(">"):
            quote = None
        if quote is None and not _ATTRIBUTION.fullmatch(row):
            kept.append(row)
    return kept

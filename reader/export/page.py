"""An article as a page that stands alone: its pictures are in it, and a browser asks nobody for anything."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from unicodedata import bidirectional

from reader.annotation import Annotations
from reader.export.addresses import web_address
from reader.export.body import Look, blocks_markup, title_markup
from reader.export.facts import facts, shortfall
from reader.export.piece import Piece, picture_type
from reader.model import Document
from reader.text import safe_line, safe_text, without_credentials

STYLE = """\
:root { color-scheme: light dark; }
body { margin: 2rem auto; max-width: 42rem; padding: 0 1rem; font: 1.1rem/1.6 Georgia, serif;
  color: #1c1c1a; background: #fdfcf8; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; }
.facts, figcaption, .missing { color: #5b5a55; font-size: .9em; }
img { max-width: 100%; height: auto; }
figure { margin: 1.5rem 0; }
pre, table { display: block; overflow-x: auto; }
pre, code { font: .9em/1.45 ui-monospace, monospace; }
pre { padding: .75rem; background: #f1efe7; }
th, td { padding: .25rem .75rem; text-align: start; vertical-align: top; border-top: 1px solid #cfccc0; }
blockquote { margin: 1rem 0; padding-inline-start: 1rem; border-inline-start: 3px solid #cfccc0; }
mark { color: inherit; background: #fbe89a; }
a { color: #12508c; }
@media (prefers-color-scheme: dark) {
  body { color: #e6e3da; background: #1b1b1a; }
  .facts, figcaption, .missing { color: #aaa69b; }
  pre { background: #272725; }
  mark { background: #5c4d10; }
  a { color: #8ebbe8; }
}
@media print {
  body { max-width: none; margin: 0; font-size: 11pt; color: #000; background: none; }
  pre, table { display: table; white-space: pre-wrap; }
  figure, table, pre, blockquote { break-inside: avoid; }
  a { color: inherit; }
}
"""
_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "ug", "ur", "yi"}
)
_NOTHING_ELSE = "form-action 'none'; base-uri 'none'"
_LOOKED_AT = 200  # letters of a text, for its direction


def article_page(piece: Piece) -> str:
    """The article as one file of HTML, with its highlights in the text and its notes below it."""
    inside = {address: _inline_picture(data) for address, data in piece.pictures.items()}
    look = Look(pictures=inside, marked=piece.marks.highlights)
    return page(
        piece.document.title or piece.article.title,
        article_body(piece, look),
        language=piece.document.language or piece.article.language,
        rightwards=not is_right_to_left(piece.document),
    )


def article_body(piece: Piece, look: Look) -> str:
    """What stands in the body of a page or chapter."""
    document, missing = piece.document, shortfall(piece.document)
    standfirst = escape(safe_line(document.standfirst), quote=False)
    parts = [
        title_markup(document)
        or f"<h1>{escape(safe_line(piece.article.title) or 'Untitled', quote=False)}</h1>",
        f'<p class="facts">{facts_markup(document)}</p>',
        f"<p><strong>{standfirst}</strong></p>" if standfirst else "",
        blocks_markup(document, look),
        f'<p class="missing">{escape(missing)}</p>' if missing else "",
        marks_markup(piece.marks),
    ]
    return "\n".join(part for part in parts if part)


def facts_markup(document: Document) -> str:
    """Site, writers and time on one line, and a link to where the article stood."""
    address = web_address(document.url)
    said = facts(document)
    if not address:
        return escape(said, quote=False)
    shown = safe_line(without_credentials(document.url or "")[0])
    before = said.removesuffix(shown).removesuffix(" · ")
    link = f'<a href="{escape(address)}">{escape(shown, quote=False)}</a>'
    return f"{escape(before, quote=False)} · {link}" if before else link


def marks_markup(marks: Annotations) -> str:
    """The person's note, and the highlights as quotes with their notes."""
    parts = list[str]()
    if marks.note is not None:
        parts += ["<h2>Note</h2>", *_paragraphs(marks.note.text)]
    if marks.highlights:
        parts.append("<h2>Highlights</h2>")
        for one in marks.highlights:
            parts.append(f"<blockquote>{''.join(_paragraphs(one.words))}</blockquote>")
            parts += _paragraphs(one.note)
    return "\n".join(parts)


def page(title: str, body: str, *, language: str | None = None, rightwards: bool = True) -> str:
    """A whole page around a body. Its policy lets a browser show what is in the page and nothing else."""
    allowed = b64encode(sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{allowed}'; {_NOTHING_ELSE}"
    named = language_tag(language)
    attributes = (f' lang="{named}"' if named else "") + ("" if rightwards else ' dir="rtl"')
    head = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escape(safe_line(title), quote=False)}</title>",
        f"<style>{STYLE}</style>",
    ]
    top = "\n".join(["<!doctype html>", f"<html{attributes}>", "<head>", *head, "</head>"])
    return f"{top}\n<body>\n<article>\n{body}\n</article>\n</body>\n</html>\n"


def language_tag(language: str | None) -> str:
    """Return a language as its tag (RFC 5646); empty for what is none."""
    parts = (language or "").replace("_", "-").split("-")
    primary = parts[0].lower()
    if not (primary.isascii() and primary.isalpha() and 2 <= len(primary) <= 3):
        return ""
    kept = [primary]
    for part in parts[1:]:
        if part.isascii() and part.isalpha() and len(part) == 4 and len(kept) == 1:
            kept.append(part.title())
        elif part.isascii() and part.isalpha() and len(part) == 2:
            return "-".join([*kept, part.upper()])
        else:
            break
    return "-".join(kept)


def is_right_to_left(document: Document) -> bool:
    """Say whether a document is written from right to left: by its language, else by its letters."""
    if tag := language_tag(document.language):
        return tag.partition("-")[0] in _RIGHT_TO_LEFT
    return reads_leftwards([document.title, *(block.text for block in document.blocks[:5])])


def reads_leftwards(texts: Sequence[str]) -> bool:
    """Say whether the first letters of texts are mostly those of scripts that run from right to left."""
    letters = [bidirectional(one) for one in " ".join(text[:_LOOKED_AT] for text in texts) if one.isalpha()]
    strong = letters[:_LOOKED_AT]
    return sum(one in {"R", "AL"} for one in strong) * 2 > len(strong)


def _inline_picture(data: bytes) -> str:
    return f"data:{picture_type(data)[0]};base64,{b64encode(data).decode('ascii')}"


def _paragraphs(text: str) -> list[str]:
    return [
        f"<p>{escape(' '.join(part.split()), quote=False)}</p>"
        for part in safe_text(text).split("\n")
        if part.strip()
    ]

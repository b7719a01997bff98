"""What plain text can say of a text's marks: small figures in Unicode, struck words, footnotes' signs."""

from __future__ import annotations

from collections.abc import Iterable

from reader.model import Span

_RAISED = str.maketrans("0123456789+-=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def signed(text: str, spans: Iterable[Span]) -> str:
    """Return a text with its raised and lowered letters, struck words and footnotes told apart.

    What Unicode has no small letters for stays as it is.
    """
    parts, at = list[str](), 0
    for span in sorted(spans, key=lambda span: span.start):
        if at <= span.start < span.end <= len(text) and (said := _said(text[span.start : span.end], span)):
            parts += (text[at : span.start], said)
            at = span.end
    return "".join((*parts, text[at:]))


def _said(words: str, span: Span) -> str:
    match span.kind:
        case "superscript":
            return _small(words, _RAISED)
        case "subscript":
            return _small(words, _LOWERED)
        case "struck":
            return f"~{words}~"
        case "footnote":
            return f"[{words.strip('[]')}]"
    return ""


def _small(words: str, letters: dict[int, int]) -> str:
    return words.translate(letters) if all(ord(letter) in letters for letter in words) else ""

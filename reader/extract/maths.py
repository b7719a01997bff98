"""Formulas of a page as TeX: where the page holds it, and from MathML where it does not."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, unquote_plus, urlsplit

from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

_MAX_TEX = 4000
_MAX_DEPTH = 40
_SOURCES = ("data-math", "data-latex", "data-tex", "data-formula", "alttext")
_WRAPPED = re.compile(r"\{\\(?:display|text|script)style\s(.*)\}", re.DOTALL)
_TEX_IMAGE = re.compile(r"(?:^|[\s_-])(?:la)?tex(?:$|[\s_-])|math|equation", re.IGNORECASE)
_COMMAND = re.compile(r"\\[a-zA-Z]{2,}|[\^_]\{")
_SIGNS = {
    "∑": r"\sum", "∏": r"\prod", "∫": r"\int", "∮": r"\oint", "∞": r"\infty", "≠": r"\neq", "≤": r"\leq",
    "≥": r"\geq", "≈": r"\approx", "≡": r"\equiv", "∼": r"\sim", "×": r"\times", "⋅": r"\cdot", "·": r"\cdot",
    "±": r"\pm", "∓": r"\mp", "÷": r"\div", "→": r"\rightarrow", "←": r"\leftarrow", "⇒": r"\Rightarrow",
    "⇔": r"\Leftrightarrow", "↦": r"\mapsto", "∈": r"\in", "∉": r"\notin", "⊂": r"\subset", "⊆": r"\subseteq",
    "∪": r"\cup", "∩": r"\cap", "∀": r"\forall", "∃": r"\exists", "¬": r"\neg", "∧": r"\wedge",
    "∨": r"\vee", "∂": r"\partial", "∇": r"\nabla", "√": r"\sqrt", "…": r"\ldots", "⋯": r"\cdots",
    "⋮": r"\vdots", "⋱": r"\ddots", "⟨": r"\langle", "⟩": r"\rangle", "∥": r"\parallel", "⊥": r"\perp",
    "∘": r"\circ", "∗": "*", "−": "-", "\u2061": "", "\u2062": "", "\u2063": "", "{": r"\{", "}": r"\}",
    "ℝ": r"\mathbb{R}", "ℂ": r"\mathbb{C}", "ℕ": r"\mathbb{N}", "ℤ": r"\mathbb{Z}", "ℚ": r"\mathbb{Q}",
    "ϕ": r"\phi", "ϵ": r"\epsilon", "ϑ": r"\vartheta", "ħ": r"\hbar", "ℏ": r"\hbar", "ℓ": r"\ell",
}  # fmt: skip
_ACCENTS = {
    "¯": "overline",
    "‾": "overline",
    "^": "hat",
    "ˆ": "hat",
    "~": "tilde",
    "˜": "tilde",
    r"\rightarrow": "vec",
    "˙": "dot",
}
_FUNCTIONS = frozenset({
    "sin", "cos", "tan", "log", "ln", "exp", "lim", "max", "min", "sup", "inf", "det", "dim", "gcd", "arg",
    "deg",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Formula:
    """TeX without its dollar signs; `display` says that it stands on its own."""

    tex: str
    display: bool = False


def formula_of(element: HtmlElement) -> Formula | None:
    """Return the formula that an element of a page draws; None where its source is not to be had."""
    display = _is_display(element)
    math = element if element.tag == "math" else next(element.iter("math"), None)
    tex = _stated(element) or (_annotation(math) or _stated(math) if math is not None else "")
    if not tex:
        script = next((one for one in element.iter("script") if is_tex_script(one)), None)
        tex = (script.text or "") if script is not None else ""
    if not tex and math is not None:
        tex = _row(math, 0)
    return _formula(tex, display or (math is not None and math.get("display") == "block"))


def formula_in_script(script: HtmlElement) -> Formula | None:
    """Return the formula that a script element holds for a script to draw."""
    return _formula(script.text or "", "mode=display" in (script.get("type") or ""))


def is_tex_script(script: HtmlElement) -> bool:
    """Whether a script element holds a formula."""
    return (script.get("type") or "").startswith("math/tex")


def is_drawn_again(element: HtmlElement) -> bool:
    """Whether an element is what a script drew from the formula in the script element after it."""
    before, after = element, element.getnext()
    for _ in range(2):
        if after is None or (before.tail or "").strip():
            return False
        if after.tag == "script" and is_tex_script(after):
            return True
        before, after = after, after.getnext()
    return False


def formula_in_image(image: HtmlElement) -> Formula | None:
    """Return the formula of which an image is a drawing: in its alternative text, or in its address."""
    alt = image.get("alt") or ""
    if _COMMAND.search(alt) or (alt and _TEX_IMAGE.search(image.get("class") or "")):
        return _formula(alt, False)
    address = image.get("src") or ""
    if "%5C" not in address and "\\" not in address and "cht=tx" not in address:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if "cht=tx" in parts.query:
        return _formula("".join(parse_qs(parts.query).get("chl", [])).replace(" ", "+"), False)
    tex = unquote(parts.query) or unquote_plus(parts.path.rpartition("/")[2])
    return _formula(tex, False) if _COMMAND.search(tex) else None


def _formula(tex: str, display: bool) -> Formula | None:
    tex = tex.strip()[:_MAX_TEX]
    if tex.startswith("$") and tex.endswith("$") and len(tex) > 2:
        tex = tex.strip("$")
    wrapped = _WRAPPED.fullmatch(tex)
    tex = (wrapped[1] if wrapped else tex).strip()
    return Formula(tex, display) if tex else None


def _is_display(element: HtmlElement) -> bool:
    classes = element.get("class") or ""
    return element.get("display") in {"true", "block"} or "display" in classes or "block" in classes


def _annotation(math: HtmlElement) -> str:
    for note in math.iter("annotation"):
        if "tex" in (note.get("encoding") or "").lower():
            return "".join(note.itertext())
    return ""


def _stated(element: HtmlElement) -> str:
    return next((text for name in _SOURCES if (text := element.get(name))), "")


def _row(element: HtmlElement, depth: int) -> str:
    return _joined(_parts(element, depth))


def _joined(parts: Iterable[str]) -> str:
    return " ".join(filter(None, parts))


def _tex(element: HtmlElement, depth: int) -> str:
    """Return the TeX of one element of MathML."""
    tag = element.tag
    if depth > _MAX_DEPTH or tag in {"annotation", "annotation-xml", "mspace", "mphantom"}:
        return ""
    if tag in {"mi", "mo", "mn", "ms", "mtext"}:
        return _leaf(" ".join("".join(element.itertext()).split()), tag)
    if tag == "mtable":
        rows = [" & ".join(_row(cell, depth + 2) for cell in row) for row in element if row.tag == "mtr"]
        return r"\begin{matrix} " + r" \\ ".join(rows) + r" \end{matrix}"
    if tag == "mfenced":
        return f"{element.get('open', '(')}{', '.join(_parts(element, depth))}{element.get('close', ')')}"
    if tag == "msqrt":
        return rf"\sqrt{{{_row(element, depth)}}}"
    parts = _parts(element, depth)  # read once: twice at each depth would be for ever
    if tag == "mover" and len(parts) == 2:
        return _over(*parts)
    build = _BUILT.get(tag)
    if build is not None and len(parts) == build.count("%s"):
        return build % tuple(parts)
    return _joined(parts)


def _over(base: str, sign: str) -> str:
    accent = _ACCENTS.get(sign)
    return rf"\{accent}{{{base}}}" if accent else rf"\overset{{{sign}}}{{{base}}}"


def _parts(element: HtmlElement, depth: int) -> list[str]:
    return [_tex(child, depth + 1) for child in element if isinstance(child.tag, str)]


_BUILT = {
    "mfrac": r"\frac{%s}{%s}", "msup": "%s^{%s}", "msub": "%s_{%s}", "msubsup": "%s_{%s}^{%s}",
    "munder": "%s_{%s}", "munderover": "%s_{%s}^{%s}",
}  # fmt: skip


def _leaf(text: str, tag: str) -> str:
    if tag == "mtext":
        return rf"\text{{{text}}}" if text else ""
    if text in _FUNCTIONS:
        return f"\\{text}"
    return _SIGNS.get(text) or "".join(_SIGNS.get(sign, _greek(sign)) for sign in text)


def _greek(sign: str) -> str:
    """Return the TeX name of a Greek letter, other signs as they are."""
    if not "\u0391" <= sign <= "\u03c9":
        return sign
    words = unicodedata.name(sign, "").split()
    if words[:2] == ["GREEK", "SMALL"]:
        return f"\\{words[-1].lower()}"
    return f"\\{words[-1].capitalize()}" if words[:2] == ["GREEK", "CAPITAL"] else sign

"""What `text.safe_text` takes out of texts that are not of ordinary characters alone.

Standard library only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

# C0 and C1 controls, DEL, soft hyphen, bidi marks and overrides, zero-width and invisible letters, Hangul
# fillers, annotation marks, surrogates, noncharacters and tags. Newline and tab are handled apart.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U0001bca0-\U0001bca3\U00013430-\U0001343f\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
# A run of combining marks is cut after this many: no script stacks more, "zalgo" text does.
_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_MARKS += "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_MARK_RUN = re.compile(f"([{_MARKS}]{{4}})[{_MARKS}]+")
# Other scripts' marks stack a little higher. They are no letters to `re`, so a run of them is among what is
# neither letter, space nor of the blocks of signs; which of that are marks is asked of each.
_SIGN_RUN = re.compile(r"[^\w\s\x00-\u02ff\u2000-\u2bff\u3000-\u3029\u3030-\u3098\U0001f000-\U0001faff]{9,}")
_MOST_MARKS = 8
# Joiners are letters' business in Arabic, Indic and emoji, and the selector of coloured forms that of emoji;
# anywhere else they only hide.
_STRAY_JOINER = re.compile(
    "(?<![\u0600-\u1fff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
    "|(?<![#*0-9©®‼⁉™ℹ\u2190-\u2bff〰〽㊗㊙\U0001f000-\U0001faff])\ufe0f"
)
_NEEDS_WORK = re.compile(f"{_UNSAFE.pattern}|[\t\n\u200c\u200d\ufe0f]|[{_MARKS}]{{5}}|{_SIGN_RUN.pattern}")


def is_unsafe(text: str) -> bool:
    """Whether a text may hold something that is to be taken out, so that `without_unsafe` has to look."""
    return _NEEDS_WORK.search(text) is not None


def without_unsafe(text: str, instead: Callable[[str], str]) -> str:
    """Return `text` with `instead(run)` in place of each run of characters that are to be taken out."""
    # Removing one thing can bring two others together; three rounds have always settled it.
    for _ in range(4):
        before = text
        text = _UNSAFE.sub(lambda run: instead(run[0]), text)
        text = _MARK_RUN.sub(lambda run: run[1] + instead(run[0][len(run[1]) :]), text)
        text = _STRAY_JOINER.sub(lambda run: instead(run[0]), text)
        text = _SIGN_RUN.sub(lambda run: _lower_stacks(run[0], instead), text)
        if text == before:
            break
    return text


def _lower_stacks(run: str, instead: Callable[[str], str]) -> str:
    kept, marks = "", 0
    for character in run:
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        kept += character if marks <= _MOST_MARKS else instead(character)
    return kept

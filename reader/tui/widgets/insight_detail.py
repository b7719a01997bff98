"""The foot of the sidebar: the sentence of a figure, the whole caption of a picture, all names of a name."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from reader.text import safe_line
from reader.tui.widgets.bidi import as_seen_here, has_right_to_left
from reader.tui.widgets.wrapping import break_lines, clip

_FEWEST = 3


class InsightDetail(Static):
    """Some lines under a rule; nothing where there is nothing to add to a row."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self.display = False

    def tell(self, text: str, stressed: str, width: int, room: int) -> None:
        """Show `text` in lines of `width` columns, at most `room`, with the `stressed` words strong."""
        self.display = bool(text)
        if text:
            self.update(detail_lines(text, stressed, max(8, width), max(_FEWEST, room)))


def detail_lines(text: str, stressed: str, width: int, most: int) -> Content:
    """Return `text` broken to `width` columns, cut after `most` lines at an ellipsis."""
    text = safe_line(text)
    begin = _whole(text, stressed)
    end = begin + len(stressed)
    broken = break_lines(text, width)
    lines: list[Content] = []
    for number, (left, right) in enumerate(broken[:most]):
        last = number == most - 1 < len(broken) - 1
        line = clip(text[left:], width) if last else text[left:right]
        if begin < 0 or has_right_to_left(line):
            lines.append(Content.styled(as_seen_here(line), "$ink"))
            continue
        cuts = [min(max(0, at - left), len(line)) for at in (begin, end)]
        parts = (line[: cuts[0]], line[cuts[0] : cuts[1]], line[cuts[1] :])
        styles = ("$ink", "$ink-strong bold", "$ink")
        lines.append(Content.assemble(*zip(parts, styles, strict=True)))
    return Content("\n").join(lines)


def _whole(text: str, words: str) -> int:
    """Return where `words` stand in `text` with no letter or digit beside them; -1 where they do not."""
    at = text.find(words) if words else -1
    while at >= 0 and (text[at - 1 : at].isalnum() or text[at + len(words) :][:1].isalnum()):
        at = text.find(words, at + 1)
    return at

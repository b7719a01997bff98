"""Where a page tells of its writers: boxes under their names, under a heading, notes at the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.extract.bios import (
    JOB,
    MAX_BIO,
    MIN_BIO,
    MOST_BIOS,
    Bio,
    announced,
    is_about,
    is_bio_heading,
    opens_with_job,
    reads_like_bio,
)
from reader.extract.furniture import common_ancestor
from reader.extract.inline import holds, squeezed
from reader.extract.lines import is_furniture
from reader.text import safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.extract.outline import Outline
    from reader.extract.segments import Segment
    from reader.model import Author

_REACH = 4  # blocks after a heading "About the writer", or after a name, that may be the box
_LABEL = 80  # letters of a line over a bio at most
_AROUND = 250  # letters that a box may hold besides its bio
_BOX_WORDS = ("bio", "author", "writer", "contributor", "journalist")
_ROLE_WORD = re.compile(
    r"(?:^|[\s_-])(?:[a-z]+-)*(?:job|role|position|function|funktion|(?:author|autor)-?title)", re.IGNORECASE
)


class _Label(NamedTuple):
    """What stands over a bio: whose it is, as the page writes the name, and a line on the job."""

    name: str
    role: str | None


def bios_on(blocks: Sequence[Segment], around: Outline, authors: Sequence[Author]) -> list[Bio]:
    """Return what a page says of its writers: under a heading that announces it, in a box named so, under a
    writer's name, or as a note that begins with it."""
    boxed = _boxed(blocks, around)
    authors = authors[:MOST_BIOS]
    names = {squeezed(author.name): author.name for author in authors if author.name}
    found: list[Bio] = []
    under, whose = 0, None
    for at, block in enumerate(blocks):
        if is_bio_heading(block.text, authors):
            under, whose = _REACH, announced(block.text, authors)
        elif under and _as_name(block) not in names:
            under = 0 if block.kind == "heading" else under - 1
        if not MIN_BIO <= len(block.text) <= MAX_BIO:
            continue
        in_box = id(block) in boxed
        label = _label_over(blocks, at, names, in_box=in_box)
        noted = any(is_about(block.text, author.name or "") for author in authors)
        placed = (under or in_box) and reads_like_bio(block.text, authors)
        if noted or placed or label is not None:
            found.append(Bio(block.text, *(label or (whose if under else None,))))
        if len(found) == MOST_BIOS:
            break
    return found


def _as_name(line: Segment) -> str | None:
    """Return a line as names are compared, None for one that is too long to be one."""
    return squeezed(line.text) if len(line.text) <= _LABEL else None


def _label_over(blocks: Sequence[Segment], at: int, names: dict[str, str], *, in_box: bool) -> _Label | None:
    """Return the writer's name over a block, if the two stand in a box of their own."""
    for before in range(at - 1, max(-1, at - 1 - _REACH), -1):
        line = _as_name(blocks[before])
        if line is None:
            return None
        name = names.get(line) or _unknown_name(blocks[before], blocks[at], names, in_box=in_box)
        if name:
            alone = _stand_alone(blocks, before, at)
            told = in_box or opens_with_job(blocks[at].text)
            return _Label(name, _role_in(blocks[before + 1 : at])) if alone and told else None
    return None


def _role_in(lines: Sequence[Segment]) -> str | None:
    """Return the first line that tells a job."""
    for line in lines:
        named = _ROLE_WORD.search(line.element.get("class") or "") is not None
        if not is_furniture(line.text) and (named or _is_job(line)):
            return safe_line(line.text)
    return None


def _is_job(line: Segment) -> bool:
    return len(line.text.split()) <= 8 and JOB.search(line.text) is not None and not line.text.endswith(".")


def _unknown_name(line: Segment, block: Segment, names: dict[str, str], *, in_box: bool) -> str | None:
    """Return the line over a boxed bio of a page that names no author, if the bio begins with it."""
    if names or not in_box or len(line.text) > 40:
        return None
    name = safe_line(line.text)
    return name if is_about(block.text, name) else None


def _stand_alone(blocks: Sequence[Segment], first: int, last: int) -> bool:
    """Whether the smallest element around two blocks holds little else, and no article."""
    around = common_ancestor([blocks[first].element, blocks[last].element])
    if around is None or around.tag in ("body", "html") or next(around.iter("h1"), None) is not None:
        return False
    room = len(blocks[last].text) + _AROUND
    for text in around.itertext(
        "a", "b", "div", "em", "h2", "h3", "h4", "h5", "i", "li", "p", "span", "strong"
    ):
        room -= len(text.strip())
        if room < 0:
            return False
    return True


def _boxed(blocks: Sequence[Segment], around: Outline) -> set[int]:
    """Return the ids of the blocks that stand in an element whose names say that it is a writer's box."""
    rooms = around.rooms()
    return {
        id(block)
        for block, place in zip(blocks, around.places, strict=True)
        if rooms[place] == "bio" and _is_in_named_box(around, place)
    }


def _is_in_named_box(around: Outline, place: int) -> bool:
    """Whether an element around, not the whole page, has a word in its names by which boxes may be called."""
    while place >= 0:
        node = around.nodes[place]
        if node.tag != "body" and holds(node.names.lower(), _BOX_WORDS):
            return True
        place = node.parent
    return False

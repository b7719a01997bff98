"""An article's Markdown → its parts: the HTML that pages and feeds carry, and the clean blocks behind it."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from reader.model import Block, BlockKind, Picture
from reader.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

_FOOTNOTE = re.compile(r"\[\^(\d{1,2})\]:\s+")
_FOOTNOTE_MARK = re.compile(r"\[\^(\d{1,2})\]")
_DEFINITION = re.compile(r"\n: ")
_LIVE_HEADING = re.compile(r"(\d{1,2}:\d\d)\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Part:
    """One top-level piece of a body. `html` is the whole element, `inner` what stands in it.

    `time` is that of a live entry's heading. A picture's part is of kind "caption"; a list is one part of
    kind "list_item" with a block for each item, and so are all footnotes together; a definition list is one
    of kind "definition".
    """

    kind: BlockKind
    html: str
    inner: str = ""
    blocks: tuple[Block, ...] = ()
    picture: Picture | None = None
    time: str = ""


def read_body(markdown: str, *, media: str = "", dateline: str = "") -> tuple[Part, ...]:
    """Read a body. Pictures lie under the address `media`; `dateline` opens the first paragraph."""
    from markdown_it.tree import SyntaxTreeNode

    tokens = _parser().parse(markdown)
    for token in tokens:
        _mark_footnotes(token)
    parts = list(_footnotes_last(_part(node, media) for node in SyntaxTreeNode(tokens).children))
    if dateline:
        first = next(index for index, part in enumerate(parts) if part.kind == "paragraph")
        parts[first] = _opened(parts[first], dateline)
    return tuple(parts)


def picture_html(picture: Picture) -> str:
    """A plain figure, as feeds carry it."""
    words = " ".join(
        word for word in (picture.caption, f"({picture.credit})" if picture.credit else "") if word
    )
    image = f'<img src="{escape(picture.url or "")}" alt="{escape(picture.alt)}">'
    return f"<figure>{image}<figcaption>{escape(words)}</figcaption></figure>"


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("reference")


def _part(node: SyntaxTreeNode, media: str) -> Part:
    html = _render(node.to_tokens())
    match node.type:
        case "paragraph":
            return _paragraph(node, html, media)
        case "heading":
            return _heading(node, html)
        case "bullet_list" | "ordered_list":
            return Part("list_item", html, blocks=tuple(_items(node)))
        case "blockquote":
            quoted = (Block("quote", _text(leaf)) for leaf in node.walk() if leaf.type == "inline")
            return Part("quote", html, _render(node.to_tokens()[1:-1]), tuple(quoted))
        case "fence" | "code_block":
            code = Block("code", node.content.rstrip("\n"), language=node.info.strip() or None)
            return Part("code", html, blocks=(code,))
        case "table":
            return Part("table", html, blocks=(Block("table", _table(node), level=1),))
        case "hr":
            return Part("rule", html, blocks=(Block("rule", ""),))
    raise ValueError(f"a body cannot hold a {node.type}")


def _paragraph(node: SyntaxTreeNode, html: str, media: str) -> Part:
    inline = node.children[0]
    if [child.type for child in inline.children] == ["image"]:
        return _picture(inline.children[0], media)
    if _DEFINITION.search(inline.content):
        return _definitions(inline.content)
    inner, text = _inline_html(inline), _text(inline)
    if number := inline.meta.get("footnote"):
        note = Block("footnote", text, marker=number)
        return Part("list_item", f'<li id="fn{number}">{inner}</li>', inner, (note,))
    return Part("paragraph", html, inner, (Block("paragraph", text),))


def _definitions(content: str) -> Part:
    """A paragraph of terms, each followed by lines that begin with a colon, as a definition list."""
    html, blocks = ["<dl>"], []
    for line in content.split("\n"):
        inline = _inline(line.removeprefix(": "))
        kind: BlockKind = "definition" if line.startswith(": ") else "term"
        tag = "dd" if kind == "definition" else "dt"
        html.append(f"<{tag}>{_inline_html(inline)}</{tag}>")
        blocks.append(Block(kind, _text(inline)))
    return Part("definition", "\n".join([*html, "</dl>"]), blocks=tuple(blocks))


def _inline(text: str) -> SyntaxTreeNode:
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(_parser().parseInline(text)).children[0]


def _opened(part: Part, dateline: str) -> Part:
    words = dateline.rstrip()
    inner = f"<strong>{escape(words)}</strong>{dateline[len(words) :]}{part.inner}"
    block = Block("paragraph", dateline + part.blocks[0].text)
    return Part("paragraph", f"<p>{inner}</p>", inner, (block,))


def _heading(node: SyntaxTreeNode, html: str) -> Part:
    inline, level = node.children[0], int(node.tag[1])
    inner, text, time = _inline_html(inline), _text(inline), ""
    if entry := _LIVE_HEADING.match(text):
        time, text = entry[1], text[entry.end() :]
        inner = _LIVE_HEADING.sub("", inner, count=1)
        html = f"<h{level}>{inner}</h{level}>"
    return Part("heading", html, inner, (Block("heading", text, level=level),), time=time)


def _picture(image: SyntaxTreeNode, media: str) -> Part:
    caption, credit, alt = ([field.strip() for field in image.content.split("|")] + ["", ""])[:3]
    name = str(image.attrs["src"]).rsplit(".", 1)[0]
    picture = Picture(f"{media}{name}.png", caption, credit, alt)
    return Part("caption", picture_html(picture), blocks=(Block("caption", caption),), picture=picture)


def _items(node: SyntaxTreeNode, depth: int = 0) -> Iterator[Block]:
    start = int(node.attrs.get("start", 1))
    for number, item in enumerate(node.children, start):
        marker = f"{number}." if node.type == "ordered_list" else "•"
        for child in item.children:
            if child.type in ("bullet_list", "ordered_list"):
                yield from _items(child, depth + 1)
            else:
                yield Block("list_item", _text(child.children[0]), level=depth, marker=marker)


def _table(node: SyntaxTreeNode) -> str:
    rows = (row for row in node.walk() if row.type == "tr")
    return "\n".join("\t".join(_text(cell.children[0]) for cell in row.children) for row in rows)


def _text(inline: SyntaxTreeNode) -> str:
    return "".join(_leaf_text(leaf) for leaf in inline.walk() if not leaf.children)


def _leaf_text(leaf: SyntaxTreeNode) -> str:
    if leaf.type in ("softbreak", "hardbreak"):
        return " "
    return leaf.content if leaf.type in ("text", "code_inline") else leaf.meta.get("text", "")


def _inline_html(inline: SyntaxTreeNode) -> str:
    from markdown_it.renderer import RendererHTML

    return RendererHTML().renderInline(inline.to_tokens()[0].children or [], _parser().options, {})


def _render(tokens: Sequence[Token]) -> str:
    parser = _parser()
    return str(parser.renderer.render(tokens, parser.options, {})).strip()


def _mark_footnotes(token: Token) -> None:
    """Turn every [^1] of an inline token into a superscript link, and note which footnote it defines."""
    if token.type != "inline" or not token.children:
        return
    if defined := _FOOTNOTE.match(token.content):
        token.meta["footnote"] = defined[1]
        token.children[0].content = token.children[0].content[defined.end() :]
    token.children = [piece for child in token.children for piece in _split_marks(child)]


def _split_marks(token: Token) -> Iterator[Token]:
    if token.type != "text" or "[^" not in token.content:
        yield token
        return
    for index, piece in enumerate(_FOOTNOTE_MARK.split(token.content)):
        if index % 2:
            mark = f'<sup><a href="#fn{piece}">{piece}</a></sup>'
            yield token.copy(type="html_inline", content=mark, meta={"text": piece})
        elif piece:
            yield token.copy(content=piece)


def _footnotes_last(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts with all footnotes gathered into one ordered list at the end."""
    notes = []
    for part in parts:
        if part.html.startswith('<li id="fn'):
            notes.append(part)
        else:
            yield part
    if notes:
        items = "\n".join(note.html for note in notes)
        blocks = tuple(block for note in notes for block in note.blocks)
        yield Part("list_item", f'<ol class="footnotes">\n{items}\n</ol>', blocks=blocks)

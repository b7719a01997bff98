"""Threat 2: markup in what a feed says is text; it is drawn as it is written and does nothing."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.model import Block, Document, Entity, Feed, Figure, Span, Understanding
from tests.tui import world
from tests.tui.conftest import reading
from tests.tui.fake_library import FakeLibrary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

    from tests.tui.conftest import OpenReader, Reader

__all__ = ["reading"]

TITLES = (
    "[@click=app.quit]Press me[/]",
    "[@click=app.quit()]Press[/@click=app.quit()]",
    "[@click='screen.browse(1)']x[/]",
    "[@click=app.bell]",
    "[link=file:///etc/passwd]here[/link]",
    "[link=javascript:alert(1)]x[/]",
    "[link]bare[/link]",
    "[/foo]",
    "[/]",
    "[/bold]",
    "a [/red] b",
    "[red]",
    "[red]alarm[/red]",
    "[bold red on white]x[/]",
    "[blink]x",
    "[on red]x",
    "[#ff0000]x[/]",
    "[$accent]x[/]",
    "[not bold]x[/not bold]",
    "[reverse]x[/reverse]",
    "[dim]x[/dim]",
    "[u]x[/u]",
    "[s]x[/s]",
    "[rgb(1,2,3)]x[/]",
    "[auto]x[/auto]",
    "[bold",
    "bold]",
    "[[bold]]",
    "[[",
    "]]",
    "[]",
    "[ ]",
    "[=x]",
    "[a=b]",
    "[a=[b]]",
    '[a="]"]',
    "[a='b' c=\"d\"]",
    "\\[red]x",
    "\\\\[red]x",
    "\\\\\\[/]",
    "x\\",
    "[red\\]x",
    ":smile: :red_heart-emoji:",
    ":warning-text: x",
    "**bold** _thin_ `code`",
    "# Heading",
    "[words](javascript:alert(1))",
    "![alt](http://127.0.0.1/x.png)",
    "<b>x</b> &amp; &#91;",
    "<script>alert(1)</script>",
    "{0} {x!r} {{y}}",
    "%s %d %(x)s %%",
    "$PATH ${x} $(id) `id`",
    "~~struck~~ ==marked==",
    "| a | b |",
    "1. one",
    "- item",
    "[x] done [ ] not",
    "[1]: http://a.example",
    "[Update] Minister [of trade] resigns",
    "[Video/Photos] 12 [hours] of [rain]",
    "[/][/][/]",
)
NAMES = [title for title in TITLES if len(title) < 20][:24]
"""Titles that fit into the pane of the feeds."""


def test_the_corpus_is_of_some_size() -> None:
    assert len(set(TITLES)) == len(TITLES) >= 60


def hostile_library() -> FakeLibrary:
    """Markup as title, summary, writer and tag of each article, as folder and name of each feed, and as
    everything in the first article."""
    rows = [
        replace(
            world.articles()[0],
            id=number + 1,
            feed_id=number % 8 + 1,
            feed_title=title,
            title=title,
            authors=(title,),
            summary=title,
            tags=(title,),
        )
        for number, title in enumerate(TITLES)
    ]
    feeds = [
        Feed(n + 1, f"https://post.example/{n}", TITLES[n], TITLES[n + 8], error=TITLES[n + 16])
        for n in range(8)
    ]
    kinds = ("paragraph", "heading", "list_item", "quote", "term", "footnote", "caption", "embed")
    blocks = [Block(kind, title, level=2) for kind in kinds for title in TITLES[:8]]  # type: ignore[arg-type]
    blocks += [Block("paragraph", title, (Span(0, 1, "link", title),)) for title in TITLES]
    blocks += [Block("code", "\n".join(TITLES)), Block("table", "\n".join(f"{title}\tx" for title in TITLES))]
    page = Document(title=TITLES[0], standfirst=TITLES[1], blocks=tuple(blocks))
    known = Understanding(
        authors=(replace(world.DOCUMENT.authors[0], name=TITLES[0], role=TITLES[7], beats=TITLES[20:22]),),
        entities=tuple(Entity(title, "person", (Span(0, 3),), 0.5, (TITLES[0],)) for title in TITLES),
        figures=tuple(Figure(0, 3, title, "count", 1.0, counted=title, sentence=title) for title in TITLES),
    )
    return FakeLibrary(rows=rows, subscriptions=feeds, documents={1: page}, understandings={1: known})


async def test_markup_is_drawn_as_it_is_written_in_every_pane_and_does_nothing(reading: OpenReader) -> None:
    async with reading(hostile_library(), width=200, height=60) as reader:
        screen = reader.screen
        assert missing(await seen(reader, screen.articles, "g", *["pagedown"] * 10)) == []
        assert missing(await seen(reader, screen.reader, "g", "enter", *["pagedown"] * 14)) == []
        sidebar = await seen(reader, screen.sidebar, "tab", *["pagedown"] * 9)
        assert missing(sidebar, [title for title in TITLES if len(title) < 27]) == []
        assert missing(await seen(reader, None, "e", *["pagedown"] * 8)) == []
        await reader.press("escape", "shift+tab")
        assert missing(await seen(reader, None, "u", *["pagedown"] * 8)) == []
        await reader.press("escape", "h", "h", "h")
        assert reader.at == "feeds"
        feeds = await seen(reader, screen.feeds, "g", "G")
        assert missing(feeds, NAMES[:16]) == []
        for title in TITLES:
            screen.say(title, trouble=True)
            assert await reader.comes_to_show(title)
        await reader.press("slash")
        await reader.write("Minister [of trade]", "enter")
        assert await reader.comes_to_show("“Minister [of trade]”")
        assert reader.app.is_running


def missing(text: str, titles: Sequence[str] = TITLES) -> list[str]:
    """The titles that do not stand in a text, wherever its lines are broken."""
    squeezed = "".join(text.split())
    return [title for title in titles if "".join(title.split()) not in squeezed]


async def seen(reader: Reader, pane: Widget | None, *keys: str) -> str:
    """What a pane, or the whole screen, shows after each of these keys; no part of it leads anywhere."""
    text = ""
    for key in keys:
        await reader.press(key)
        strips = reader.app.screen._compositor.render_strips()
        if pane is not None:
            place = pane.region
            strips = [strip.crop(place.x, place.right) for strip in strips[place.y : place.bottom]]
        for strip in strips:
            text += re.sub("[▎│•▏ ]+", " ", strip.text).rstrip() + "\n"
            for segment in strip:
                style = segment.style
                assert style is None or style.link is None, segment.text
                assert style is None or "app.quit" not in repr(style.meta), segment.text
    return text


PARSES = re.compile(
    r"from_markup|render_markup|(?<!programs\.)\bnotify\(|\.tooltip\b|\.sub_title\b|rich\.print"
)
SHOWN_AS_TEXT = {"Static", "Label", "Button", "Checkbox", "RadioButton", "Tooltip"}


def test_no_widget_reads_markup() -> None:
    """What is given to a widget and is no text of our own comes with markup=False, or as Content."""
    found = []
    for path in (Path(__file__).parents[2] / "reader" / "tui").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        found += [f"{path.name}: {match[0]}" for match in PARSES.finditer(source)]
        calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
        for call in calls:
            if isinstance(call.func, ast.Name) and call.func.id in SHOWN_AS_TEXT:
                ours = all(isinstance(text, ast.Constant) and text.value for text in call.args)
                if not (ours or any(keyword.arg == "markup" for keyword in call.keywords)):
                    found.append(f"{path.name}:{call.lineno}")
    assert found == []

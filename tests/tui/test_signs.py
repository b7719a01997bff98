"""Signs in ASCII alone, no colours, and nothing that moves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input

from reader.config import Settings
from reader.model import Article, Block, Span
from reader.tui import signs
from reader.tui.app import ReaderApp
from reader.tui.terminal import Terminal, background_is_light, luma_of, terminal
from tests.tui import world
from tests.tui.fake_library import FakeLibrary
from tests.tui.test_themes import SCREENS, press

QUIET = Settings(refresh_on_start=False, refresh_minutes=0)


@pytest.fixture(autouse=True)
def _unicode_again() -> Any:
    yield
    signs.use(signs.UNICODE)


def in_ascii(text: str) -> str:
    return text.encode("ascii", "replace").decode().replace("?", "x")


def plain_world() -> FakeLibrary:
    """The world with no letter beyond ASCII in it, so that whatever is beyond it is our own."""
    blocks = [
        replace(block, text=in_ascii(block.text), marker=block.marker and "•") for block in world.BODY[:12]
    ]
    note = Block("paragraph", "A note1 and CO2 in 10m2.", (Span(6, 7, "footnote"), Span(14, 15, "subscript")))
    blocks += [
        note,
        Block("footnote", "It is said here.", marker="1"),
        Block("embed", "A film"),
        Block("rule", ""),
        Block("quote", "A quotation.", level=1),
    ]
    document = replace(world.DOCUMENT, blocks=tuple(blocks), standfirst="A pay offer; the lemons wait.")
    articles: list[Article] = [
        replace(one, title=in_ascii(one.title), feed_title=in_ascii(one.feed_title))
        for one in world.articles()
    ]
    return FakeLibrary(
        rows=articles,
        subscriptions=[replace(feed, title=in_ascii(feed.title)) for feed in world.FEEDS],
        documents={1: document},
        health=[replace(one, title=in_ascii(one.title)) for one in world.HEALTH],
        settings=QUIET,
    )


def shown(app: ReaderApp) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


@pytest.mark.parametrize("size", [(160, 45), (80, 24)], ids=str)
@pytest.mark.parametrize("name", SCREENS)
async def test_no_screen_draws_a_sign_beyond_ascii_of_its_own(name: str, size: tuple[int, int]) -> None:
    library: Any = plain_world()
    app = ReaderApp(library, None, Terminal(ascii=True))
    async with app.run_test(size=size) as pilot:
        await press(pilot, SCREENS[name])
        seen = shown(app)
        for key in ("pagedown", "pagedown"):
            await press(pilot, (key,))
            seen += shown(app)
    assert sorted({c for c in seen if not c.isascii()}) == []


async def test_the_texts_of_articles_stay_as_they_are() -> None:
    library: Any = FakeLibrary(settings=QUIET)
    app = ReaderApp(library, None, Terminal(ascii=True))
    async with app.run_test(size=(160, 45)) as pilot:
        await press(pilot, ("enter",))
        assert "“Nobody wants this strike" in shown(app)
        assert "東京都は「新しい港湾計画」" in await further_down(pilot)


async def further_down(pilot: Pilot[None]) -> str:
    seen = ""
    app: Any = pilot.app
    for _ in range(3):
        await press(pilot, ("pagedown",))
        seen += shown(app)
    return seen


async def test_a_link_asked_for_by_its_number_has_the_same_number_in_ascii() -> None:
    library: Any = FakeLibrary(settings=replace(QUIET, open_command=("true", "{url}")))
    app = ReaderApp(library, None, Terminal(ascii=True))
    async with app.run_test(size=(160, 45)) as pilot:
        await press(pilot, ("enter",))
        assert "offer[1]" in shown(app)
        await press(pilot, ("semicolon",))
        assert "[1]" in shown(app)


def test_every_sign_is_as_wide_in_ascii() -> None:
    signs.use(signs.ASCII)
    for sign in signs._SPELT:
        assert cell_len(signs.spelt(sign)) == cell_len(sign), sign


# No colours


async def test_with_no_color_no_colour_is_sent_and_what_matters_stands_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    library: Any = FakeLibrary(settings=QUIET)
    app = ReaderApp(library)
    async with app.run_test(size=(180, 45)) as pilot:
        await press(pilot, ("enter", "tab", "n"))
        drawn = [segment for strip in app.screen._compositor.render_strips() for segment in strip]
        colours = {style.color.name for s in drawn if (style := s.style) and style.color is not None}
        papers = {style.bgcolor.name for s in drawn if (style := s.style) and style.bgcolor is not None}
        assert colours | papers <= {"default"}
        row = next(s for s in drawn if s.text.startswith("Marta Ilves") and s.style and s.style.reverse)
        assert row is not None, "the row under the cursor is reversed"
        assert any(s.text == "Marta Ilves" and s.style and s.style.bold and s.style.reverse for s in drawn)
        assert any(s.text == "Ilves" and s.style and s.style.underline for s in drawn), "its other places"
        assert any("•" in s.text for s in drawn), "what is unread"
        assert any(s.text == signs.signs().bar_quiet for s in drawn), "where the other panes are"


async def test_no_theme_can_be_chosen_where_there_are_no_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    library: Any = FakeLibrary(settings=QUIET)
    app = ReaderApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ("C",))
        assert "NO_COLOR" in shown(app)
        assert app.theme == "ansi-dark"


async def test_sixteen_colours_are_the_terminals_own() -> None:
    library: Any = FakeLibrary(settings=QUIET)
    app = ReaderApp(library, None, Terminal(palette="few"))
    async with app.run_test(size=(160, 45)) as pilot:
        await press(pilot, ("enter",))
        drawn = [segment for strip in app.screen._compositor.render_strips() for segment in strip]
        assert not [s for s in drawn if s.style and s.style.color and s.style.color.triplet]
        assert not [s for s in drawn if s.style and s.style.bgcolor and s.style.bgcolor.triplet]


# Themes


async def test_c_goes_through_our_themes_and_the_last_one_is_kept() -> None:
    library: Any = FakeLibrary(settings=QUIET)
    app = ReaderApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        seen = []
        for _ in range(4):
            await press(pilot, ("C",))
            seen.append(app.theme.removeprefix("reader-"))
        assert seen == ["light", "contrast-dark", "contrast-light", "dark"]
        await press(pilot, ("C",))
    assert ReaderApp(library).theme == "reader-light"


async def test_a_theme_chosen_in_colours_is_not_that_of_a_terminal_without() -> None:
    library: Any = FakeLibrary(settings=QUIET, state={"theme instead of reader-dark": "nord"})
    assert ReaderApp(library).theme == "nord"
    assert ReaderApp(library, None, Terminal(palette="few")).theme == "ansi-dark"
    assert ReaderApp(library, None, Terminal(palette="few", light=True)).theme == "ansi-light"


@pytest.mark.parametrize(
    ("light", "theme"), [(True, "reader-light"), (False, "reader-dark"), (None, "reader-dark")]
)
def test_auto_follows_the_background(light: bool | None, theme: str) -> None:
    library: Any = FakeLibrary(settings=replace(QUIET, theme="auto"))
    assert ReaderApp(library, None, Terminal(light=light)).theme == theme


def test_a_background_is_read_however_many_digits_it_has() -> None:
    from reader.tui import terminal as asked

    for answer, light in ((b"rgb:fafa/f7f7/f0f0", True), (b"rgb:1e/1e/2e", False), (b"rgba:0/0/0", False)):
        found = asked._BACKGROUND_IS.search(b"\x1b]11;" + answer)
        assert found is not None
        assert (luma_of(found) > 0.5) is light


def test_where_nobody_answers_the_environment_tells_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    monkeypatch.setenv("COLORFGBG", "0;15")
    assert background_is_light() is True
    monkeypatch.setenv("COLORFGBG", "15;0")
    assert background_is_light() is False
    monkeypatch.delenv("COLORFGBG")
    assert background_is_light() is None


@pytest.mark.parametrize(
    ("setting", "encoding", "wanted"),
    [
        ("auto", "UTF-8", False),
        ("auto", "ANSI_X3.4-1968", True),
        ("ascii", "UTF-8", True),
        ("unicode", "", False),
    ],
)
def test_the_locale_says_whether_signs_are_ascii(
    monkeypatch: pytest.MonkeyPatch, setting: Any, encoding: str, wanted: bool
) -> None:
    monkeypatch.setattr("locale.getencoding", lambda: encoding)
    assert terminal(replace(QUIET, signs=setting)).ascii is wanted


@pytest.mark.parametrize(
    ("term", "colorterm", "palette"),
    [
        ("xterm", "", "few"),
        ("linux", "", "few"),
        ("xterm-256color", "", "256"),
        ("xterm", "truecolor", "full"),
    ],
)
def test_the_environment_tells_the_colours(
    monkeypatch: pytest.MonkeyPatch, term: str, colorterm: str, palette: str
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLORTERM", colorterm)
    monkeypatch.setenv("NO_COLOR", "1")
    assert terminal(QUIET).palette == palette


# Nothing that moves


async def test_with_reduced_motion_nothing_slides_and_no_cursor_blinks() -> None:
    library: Any = FakeLibrary(settings=replace(QUIET, reduced_motion=True))
    app = ReaderApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.animation_level == "none"
        await press(pilot, ("slash",))
        assert [line.cursor_blink for line in app.screen.query(Input)] == [False]


async def test_without_it_the_cursor_blinks() -> None:
    library: Any = FakeLibrary(settings=QUIET)
    app = ReaderApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ("slash",))
        assert [line.cursor_blink for line in app.screen.query(Input)] == [True]

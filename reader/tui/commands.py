"""The commands by name: typed after a colon, or picked from the palette. One table for both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from reader.model import View

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `takes` names its argument, "" where it has none."""

    name: str
    takes: str
    description: str
    run: Callable[[MainScreen, str], object]

    @property
    def usage(self) -> str:
        return f"{self.name} {self.takes}".rstrip()


COMMANDS: tuple[Command, ...] = (
    Command("search", "WORDS", "Search all articles", lambda s, words: s.search_for(words)),
    Command("find", "WORDS", "Find words in the article", lambda s, words: s.find(words)),
    Command("add", "ADDRESS", "Keep a page or a file to read later", lambda s, source: s.add_source(source)),
    Command("subscribe", "ADDRESS", "Subscribe to a feed or a site", lambda s, url: s.subscribe_to(url)),
    Command("tag", "NAMES", "Set the article's tags, parted by commas", lambda s, names: s.set_tags(names)),
    Command("theme", "NAME", "Use other colours", lambda s, name: s.use_theme(name)),
    Command("width", "COLUMNS", "Set the text in lines of so many columns", lambda s, n: s.use_text_width(n)),
    Command("refresh", "", "Fetch this feed", lambda s, _: s.action_refresh()),
    Command("refresh-all", "", "Fetch all feeds", lambda s, _: s.action_refresh_all()),
    Command("health", "", "How the feeds are, and what helps", lambda s, _: s.action_health()),
    Command("unread", "", "Show unread articles", lambda s, _: s.show_view(View("unread"), go=True)),
    Command("today", "", "Show today's articles", lambda s, _: s.show_view(View("today"), go=True)),
    Command("saved", "", "Show saved articles", lambda s, _: s.show_view(View("saved"), go=True)),
    Command("all", "", "Show all articles", lambda s, _: s.show_view(View("all"), go=True)),
    Command("next", "", "The next unread article", lambda s, _: s.action_next_unread()),
    Command("read", "", "Mark the article read or unread", lambda s, _: s.action_toggle_read()),
    Command("save", "", "Keep the article, or no longer", lambda s, _: s.action_toggle_saved()),
    Command("all-read", "", "Mark everything in this list read", lambda s, _: s.action_all_read()),
    Command("undo", "", "Take back what was done last", lambda s, _: s.action_undo()),
    Command("redo", "", "Do again what was taken back", lambda s, _: s.action_redo()),
    Command("open", "", "Open the article in the browser", lambda s, _: s.action_browser()),
    Command("links", "", "The links of the article", lambda s, _: s.action_links()),
    Command("copy", "", "Copy the article's address", lambda s, _: s.action_copy()),
    Command("insight", "", "Show or hide names and figures", lambda s, _: s.action_sidebar()),
    Command("names", "", "All names and figures in a table", lambda s, _: s.action_insights()),
    Command("writers", "", "Ask the pages of its writers who they are", lambda s, _: s.action_writers()),
    Command("pictures", "", "Show or hide the pictures", lambda s, _: s.action_pictures()),
    Command("zen", "", "Only the text", lambda s, _: s.action_zen()),
    Command("help", "", "All keys", lambda s, _: s.action_help()),
    Command("quit", "", "Leave the reader", lambda s, _: s.app.exit()),
)


def parse(line: str) -> tuple[Command | None, str, str]:
    """Return (command, argument, complaint). A beginning that only one command has is enough."""
    name, _, argument = line.strip().removeprefix(":").partition(" ")
    command = _named(name)
    if command is None and (begun := _begun(name)):
        return None, "", f"“{name}” could be {' or '.join(begun)}."
    if command is None:
        return None, "", f"There is no command “{name}”; ? shows the keys, Ctrl+P all commands."
    if command.takes and not argument.strip():
        return None, "", f"The command is “{command.usage}”."
    return command, argument.strip(), ""


def complete(line: str, arguments: Callable[[str], Sequence[str]]) -> str | None:
    """Return the whole line that `line` may become; `arguments` gives what may follow a command."""
    name, space, argument = line.partition(" ")
    if not space:
        return next(
            (c.name + (" " if c.takes else "") for c in COMMANDS if name and c.name.startswith(name)), None
        )
    _before, _comma, last = argument.rpartition(",")
    wanted = last.lstrip()
    lead = line[: len(line) - len(wanted)]
    found = next((a for a in arguments(name) if wanted and a.startswith(wanted) and a != wanted), None)
    return lead + found if found else None


def hint(line: str) -> str:
    """Return what the line will do, for the end of the prompt."""
    name = line.strip().partition(" ")[0]
    command = _named(name) if name else None
    if command is not None:
        return f"{command.usage} — {command.description}"
    return "  ".join(_begun(name)[:6]) if name else "Tab completes"


def _begun(name: str) -> list[str]:
    return [command.name for command in COMMANDS if name and command.name.startswith(name)]


def _named(name: str) -> Command | None:
    begun = [command for command in COMMANDS if name and command.name.startswith(name)]
    exact = [command for command in begun if command.name == name]
    return exact[0] if exact else begun[0] if len(begun) == 1 else None


class ReaderCommands(Provider):
    """Our commands in the palette; one that takes an argument opens the prompt for it."""

    async def discover(self) -> Hits:
        for title, help_text, callback in self._entries():
            yield DiscoveryHit(title, callback, help=help_text)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for title, help_text, callback in self._entries():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), callback, help=help_text)

    def _entries(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        from reader.tui.screens.main import MainScreen

        screen = self.screen
        if not isinstance(screen, MainScreen):
            return
        for command in COMMANDS:
            start = partial(screen.begin_command, f"{command.name} ") if command.takes else None
            yield command.description, f":{command.usage}", start or partial(command.run, screen, "")

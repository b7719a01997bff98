"""One action: what it is called, what it does, which keys start it, and where it counts."""

from __future__ import annotations

from typing import Literal

from reader.values import dataclass

Pane = Literal["feeds", "list", "reader", "sidebar", "passage"]
"""Where keys count: the four panes, and a passage of the text while it is chosen."""
Panes = frozenset[Pane]
EVERYWHERE: Panes = frozenset({"feeds", "list", "reader", "sidebar"})
TEXT: Panes = frozenset({"list", "reader", "sidebar"})
NOWHERE: Panes = frozenset()


def within(*panes: Pane) -> Panes:
    """Return these panes as a set."""
    return frozenset(panes)


@dataclass(frozen=True, slots=True)
class Action:
    """One action of the application. Its row in the table gives it its keys, its command, its entry in the
    palette and its line in the help.

    id: its name in [settings.keys]; with hyphens it is its command.
    label: one word for the foot of the screen.
    description: one line for the help, the palette and the command line.
    group: the heading in the help; the name of one of the files beside this one.
    keys: of the preset "default", parted by commas; a sequence has spaces: "g g".
    run: what happens on its key: a method of the main screen without "action_", with arguments, such as
        "move(1)"; by default the id's.
    panes: where its keys count. footer: where the foot of the screen names it.
    takes: what its command takes, such as "ADDRESS"; in brackets where it may be left out.
    given: the method of the main screen that gets this argument. Where `run` is empty, too, the command
        line is opened for it.
    counted: what runs instead of `run` after a number, which stands for "{}": "move({})".
    aliases: other names of the command. former: ids that it had in older releases.
    command: its command where that is not the id.
    """

    id: str
    label: str
    description: str
    group: str
    keys: str = ""
    run: str = ""
    panes: Panes = EVERYWHERE
    footer: Panes = NOWHERE
    takes: str = ""
    given: str = ""
    counted: str = ""
    aliases: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    command: str = ""

    @property
    def name(self) -> str:
        """Its command."""
        return self.command or self.id.replace("_", "-")

    @property
    def names(self) -> tuple[str, ...]:
        """Its command, and whatever else that may be called."""
        return (self.name, *self.aliases)

    @property
    def usage(self) -> str:
        return f"{self.name} {self.takes}".rstrip()

    @property
    def call(self) -> str:
        """What to run without an argument: an action of the main screen, as Textual writes one."""
        if self.run:
            return self.run
        return f"begin_command('{self.name} ')" if self.takes else self.id

    @property
    def needs_argument(self) -> bool:
        return bool(self.takes) and not self.takes.startswith("[")

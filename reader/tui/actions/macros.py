"""Macros: several commands that run one after the other, as [settings.macros] has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.text import safe_line
from reader.tui.actions.action import Action
from reader.tui.actions.spelling import Keys, UnknownKeyError, key_of, sequence, written
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.config import Settings
    from reader.tui.actions.presets import Chain

GROUP = "Macros"
_LONGEST_KEYS = 4


@dataclass(frozen=True, slots=True)
class Macro:
    """Commands with a name, which may be their key. `action` is its row beside the table's; `line` is where
    feeds.toml has it. One that is `brief` runs again after itself where its key is pressed twice; else the
    second time ends the first."""

    action: Action
    commands: tuple[str, ...]
    line: int = 0
    problems: tuple[str, ...] = ()
    brief: bool = False


def chained(chains: Sequence[Chain]) -> list[Macro]:
    """Return what a preset has on one key and we have in several actions."""
    return [
        Macro(
            Action(
                f"chain {number}",
                chain.label,
                _told(chain.commands),
                GROUP,
                chain.keys,
                f"macro({number})",
                chain.panes,
                command=f"chain-{number + 1}",
            ),
            chain.commands,
            brief=True,
        )
        for number, chain in enumerate(chains)
    ]


def macros(settings: Settings, actions: Sequence[Action], first: int = 0) -> list[Macro]:
    """Return the macros of the settings, in their order, over the actions that they may run; `first` is the
    number of the first."""
    names = {name for action in actions for name in (*action.names, action.id)}
    return [
        _macro(number, name, commands, settings.lines.get(f"macros.{name}", 0), actions, names)
        for number, (name, commands) in enumerate(settings.macros.items(), start=first)
    ]


def _told(commands: Sequence[str]) -> str:
    return safe_line(" · ".join(commands), 200)


def _macro(
    number: int, name: str, commands: tuple[str, ...], line: int, actions: Sequence[Action], names: set[str]
) -> Macro:
    from reader.tui.actions.commands import parse

    label = safe_line(name, 40)
    complaints = (parse(command, actions)[2] for command in commands)
    problems = [f"the macro {label} cannot run: {said}" for said in complaints if said]
    if name in names:
        problems.append(f"there is a command {label} already, so the macro goes by the name my-{label}")
        label = f"my-{label}"
    keys = None if name in names else _keys(name)
    row = Action(
        f"macro {number}",
        label,
        _told(commands),
        GROUP,
        written(keys) if keys else "",
        f"macro({number})",
        command="".join(label.split()),
    )
    return Macro(row, commands, line, tuple(problems))


def _keys(name: str) -> Keys | None:
    """Read the keys that a macro's name is, in which a comma is a key; None if it is a word."""
    try:
        return sequence(name)
    except UnknownKeyError:
        signs = len(name) <= _LONGEST_KEYS and not name.isalnum() and not any(map(str.isspace, name))
        return tuple(map(key_of, name)) if signs and "-" not in name and "_" not in name else None

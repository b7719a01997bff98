"""Which keys a screen has that came up over the main one: its own, and those that it borrows from there.

A screen writes its keys as the preset "default" has them. Where one of them moves, chooses, closes, or does
something else that both screens know, it stands for the main screen's action of that key, and that action's
keys count in its place: those of another preset, and those that feeds.toml gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import cached_property

from textual.binding import Binding

from reader.tui.actions import ACTIONS
from reader.tui.actions.action import Action, Pane
from reader.tui.actions.keymap import PANES, Keymap, handed_out
from reader.tui.actions.passages import GROUP as PASSAGES
from reader.tui.actions.spelling import Keys, alternatives, printed
from reader.values import dataclass

HERE: Pane = "feeds"
"""The pane whose keys a list has that came up; what does not count there is borrowed from another."""
_MOVING = ("down", "up", "top", "bottom", "page_down", "page_up")
_SHARED = frozenset(
    {*_MOVING, "open", "enter", "leave", "back", "quit", "exit", "help", "undo", "redo", "copy", "search"}
)
_ALWAYS = frozenset(
    {"escape", "enter", "space", "up", "down", "left", "right", "home", "end", "pageup", "pagedown"}
)
"""Keys without a letter, which do what is written on them in every preset, unless it has them for something
else that counts here."""
_DEFAULT = {
    keys[0]: action
    for action in reversed(ACTIONS)
    if action.group != PASSAGES
    for keys in alternatives(action.keys)
    if len(keys) == 1
}


@dataclass(frozen=True, slots=True)
class KeyRow:
    """The keys of one action of a screen, as they are printed, and what they do."""

    keys: str
    description: str
    action: str


@dataclass(frozen=True)
class ScreenKeys:
    """The keys of one screen.

    bindings: as it writes them, its own before those of every such screen. main: the keys of the main screen.
    own: how many of the bindings are its own.
    """

    bindings: Sequence[Binding]
    main: Keymap
    own: int
    _does: dict[str, Binding] = field(default_factory=dict)
    """What each key does in the preset "default"."""

    def __post_init__(self) -> None:
        for binding in self.bindings:
            for key in binding.key.split(","):
                self._does.setdefault(key, binding)

    def declares(self, key: str) -> bool:
        """Say whether the screen writes this key, in whatever preset it counts."""
        return key in self._does

    @cached_property
    def keymap(self) -> Keymap:
        """What keys start here, all of it in the pane `HERE`."""
        first = [claim for role, claim in self._borrowed() if role in self.main.own]
        rest = [claim for _, claim in self._borrowed()]
        always = [(self._action(binding), (key,)) for key, binding in self._does.items() if key in _ALWAYS]
        found = handed_out([*first, *self._kept(), *rest, *always], HERE)
        lost = [claim for claim in self._kept() if not found.keys(claim[0].id)]
        if not lost:
            return found
        behind = [(action, (*self.main.leader, *keys)) for action, keys in lost]
        return handed_out([*first, *self._kept(), *rest, *always, *behind], HERE)

    def rows(self) -> list[KeyRow]:
        """Return what its keys do, in the order in which the screen writes them."""
        actions = dict.fromkeys(self._action(one) for one in self.bindings if one.description)
        keys = ((one, self.keymap.printed(one.id)) for one in actions)
        return [KeyRow(said, one.description, one.run) for one, said in keys if said]

    def said(self, key: str) -> str:
        """Return what is to be pressed for what a key does in the preset "default", "" where nothing is."""
        binding = self._does.get(key)
        if binding is None:
            return ""
        action = self._action(binding)
        if self.keymap.started(HERE, (key,)) == action:
            return printed((key,))
        return self.keymap.first(action.id)

    def does(self, key: str) -> str:
        """Return what a key does in the preset "default", as an action of the screen; "" for nothing."""
        binding = self._does.get(key)
        return binding.action if binding is not None else ""

    def _action(self, binding: Binding) -> Action:
        number = next(n for n, one in enumerate(self.bindings) if one is binding)
        counted = next((one.counted for one in _moving() if one.run == binding.action), "")
        label = binding.description
        return Action(f"here{number}", label, label, "", run=binding.action, counted=counted)

    def _role(self, key: str, binding: Binding) -> Action | None:
        """Return the main screen's action that a key stands for, None where it is the screen's own."""
        action = _DEFAULT.get(key)
        closes = "escape" in binding.key.split(",")
        return action if action is not None and (closes or action.id in _SHARED) else None

    def _kept(self) -> list[tuple[Action, Keys]]:
        """Return what the screen has for itself, with its keys."""
        return [
            (self._action(binding), (key,))
            for key, binding in self._does.items()
            if self._role(key, binding) is None and binding in self.bindings[: self.own]
        ]

    def _borrowed(self) -> Iterator[tuple[str, tuple[Action, Keys]]]:
        """Yield each borrowed action's id, with what it is here and one of its keys."""
        roles: dict[str, Binding] = {}
        for key, binding in self._does.items():
            if (role := self._role(key, binding)) is not None:
                roles.setdefault(role.id, binding)
        for name, binding in roles.items():
            for keys in self._keys(name):
                yield name, (self._action(binding), keys)

    def _keys(self, name: str) -> Iterator[Keys]:
        """Yield the keys of a main screen's action, where it is one of lists those that count in lists."""
        for keys in self.main.keys(name):
            places = [pane for pane in PANES if (one := self.main.started(pane, keys)) and one.id == name]
            if HERE in places or not self._counts_here(name):
                yield keys

    def _counts_here(self, name: str) -> bool:
        return any(
            (one := self.main.started(HERE, keys)) is not None and one.id == name
            for keys in self.main.keys(name)
        )


def _moving() -> list[Action]:
    return [action for action in ACTIONS if action.id in _MOVING]

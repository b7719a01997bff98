"""Which keys start what, pane by pane: a preset, with what feeds.toml says on top of it."""

from __future__ import annotations

import difflib
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, get_args

from reader.text import safe_line
from reader.tui.actions.action import NOWHERE, Action, Pane, Panes
from reader.tui.actions.macros import GROUP as MACROS
from reader.tui.actions.spelling import Keys, UnknownKeyError, alternatives, parted, printed, sequence
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.config import Settings
    from reader.tui.actions.macros import Macro

PANES: tuple[Pane, ...] = get_args(Pane)
PLACES: Mapping[Pane, str] = {
    "feeds": "the feeds",
    "list": "the list",
    "reader": "the text",
    "sidebar": "the panel",
    "passage": "a passage",
}


@dataclass(frozen=True, slots=True)
class _Claim:
    """Keys that an action is to have. `line` is where feeds.toml says so, 0 where the preset does; `only`
    are the panes for which it says so, all of the action's if it is empty."""

    action: Action
    keys: Keys
    only: Panes = NOWHERE
    line: int = 0
    own: bool = False
    fallback: bool = False
    """The keys of the preset "default" for what another preset does not name: they yield altogether."""

    @property
    def panes(self) -> list[Pane]:
        return [pane for pane in PANES if pane in (self.only or self.action.panes)]


@dataclass(frozen=True, slots=True)
class Keymap:
    """What each sequence of keys starts in each pane.

    actions: the table, and the macros after it.
    troubles: what is wrong with the keys that feeds.toml gives, a sentence each.
    own: ids of the actions whose keys, or which themselves, are the person's own.
    macros: what the actions run that are called "macro(NUMBER)".
    leader: what comes before the keys of what has lost its own to others.
    instead: what the foot of the screen names in the place of an action, by its id.
    """

    actions: tuple[Action, ...]
    troubles: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()
    macros: tuple[Macro, ...] = ()
    leader: Keys = ()
    instead: Mapping[str, Action] = field(default_factory=dict)
    _starts: Mapping[Pane, Mapping[Keys, Action]] = field(default_factory=dict)
    _begins: Mapping[Pane, frozenset[Keys]] = field(default_factory=dict)
    _keys: Mapping[str, tuple[Keys, ...]] = field(default_factory=dict)

    def started(self, pane: Pane, keys: Keys) -> Action | None:
        """Return what these keys start."""
        return self._starts[pane].get(keys)

    def begun(self, pane: Pane, keys: Keys) -> bool:
        """Say whether a longer sequence begins so."""
        return keys in self._begins[pane]

    def following(self, pane: Pane, keys: Keys) -> list[tuple[str, str]]:
        """Return (key, what it is for) of all that may follow these keys."""
        found: dict[str, list[str]] = {}
        for longer, action in self._starts[pane].items():
            if len(longer) > len(keys) and longer[: len(keys)] == keys:
                label = action.label if len(longer) == len(keys) + 1 else "…"
                found.setdefault(longer[len(keys)], []).append(label)
        return [(key, " ".join(dict.fromkeys(labels))) for key, labels in found.items()]

    def footed(self, pane: Pane) -> list[Action]:
        """Return what the foot of the screen names in a pane, of those that have keys."""
        named = (action for action in self.actions if pane in action.footer)
        told = (one if (one := self.instead.get(a.id)) and pane in one.panes else a for a in named)
        return [action for action in told if self.keys(action.id)]

    def elsewhere(self, keys: Keys) -> Action | None:
        """Return what these keys start in some pane."""
        return next((self._starts[pane][keys] for pane in PANES if keys in self._starts[pane]), None)

    def keys(self, action_id: str) -> tuple[Keys, ...]:
        """Return all keys of an action, in the order in which they are given."""
        return self._keys.get(action_id, ())

    def printed(self, action_id: str) -> str:
        """Return all keys of an action as they are printed on a keyboard."""
        return "  ".join(map(printed, self.keys(action_id)))

    def first(self, action_id: str) -> str:
        """Return the first of an action's keys as it is printed, "" if it has none."""
        return printed(self.keys(action_id)[0]) if self.keys(action_id) else ""


def keymap(settings: Settings) -> Keymap:
    """Return the keys that settings give."""
    from reader.tui.actions import ACTIONS
    from reader.tui.actions.macros import chained, macros
    from reader.tui.actions.pipes import pipes
    from reader.tui.actions.presets import PRESETS

    preset = PRESETS[settings.keys_preset]
    chains, piped = chained(preset.chains), pipes(settings)
    runnable = (*ACTIONS, *(pipe.action for pipe in piped))
    own = macros(settings, runnable, len(chains))
    making = _Making((*runnable, *(macro.action for macro in (*chains, *own))))
    making.take_own(settings.keys, settings.lines)
    for row in (*own, *piped):
        making.take_macro(row)
    making.take_preset({one.action.id: one.action.keys for one in chains} | dict(preset.keys), preset.only)
    making.lead(preset.leader)
    instead = {one.instead: macro.action for one, macro in zip(preset.chains, chains, strict=True)}
    return replace(making.made((*chains, *own)), leader=sequence(preset.leader), instead=instead)


def handed_out(claims: Iterable[tuple[Action, Keys]], pane: Pane) -> Keymap:
    """Return what keys start in one pane where each goes to the first that claims it."""
    claims = list(claims)
    making = _Making(tuple(dict.fromkeys(action for action, _ in claims)))
    for action, keys in claims:
        making.take(action, keys, pane)
    return making.made()


class _Making:
    """Gives keys out, to whoever comes first, and notes who could not have which."""

    def __init__(self, actions: tuple[Action, ...]) -> None:
        self.actions = actions
        self.troubles: list[str] = []
        self.own: set[str] = set()
        self._unbound: set[str] = set()
        self._had: dict[str, list[Keys]] = {}
        self._starts: dict[Pane, dict[Keys, _Claim]] = {pane: {} for pane in PANES}
        self._begins: dict[Pane, dict[Keys, _Claim]] = {pane: {} for pane in PANES}
        self._named = {name: action for action in actions for name in action.former}
        self._named |= {name: action for action in actions for name in action.names}
        self._named |= {action.id: action for action in actions}

    def take_own(self, keys: Mapping[str, str], lines: Mapping[str, int]) -> None:
        """Give out what [settings.keys] says."""
        for name, text in keys.items():
            line = lines.get(f"keys.{name}", 0)
            action = self._named.get(name) or self._named.get(name.replace("-", "_"))
            if action is None:
                self._complain(line, f"there is no action “{safe_line(name, 40)}”{self._near(name)}")
                continue
            self.own.add(action.id)
            if not text.strip():
                self._unbound.add(action.id)
            for one in self._read(text, line):
                self._give(_Claim(action, one, line=line, own=True))

    def _read(self, text: str, line: int) -> Iterator[Keys]:
        for part in parted(text):
            try:
                yield sequence(part)
            except UnknownKeyError:
                named = f"“{safe_line(part.strip(), 40)}”" if part.strip() else "nothing after a comma"
                self._complain(line, f"{named} is no key; keys are written “n”, “f8”, “ctrl+d” or “g g”")

    def take(self, action: Action, keys: Keys, pane: Pane) -> None:
        """Give an action keys in a pane, unless it has them or they are taken."""
        if keys not in self._had.get(action.id, ()):
            self._give(_Claim(action, keys, frozenset({pane})))

    def take_macro(self, macro: Macro) -> None:
        """Give a macro its keys."""
        self.own.add(macro.action.id)
        for problem in macro.problems:
            self._complain(macro.line, problem)
        for one in alternatives(macro.action.keys):
            self._give(_Claim(macro.action, one, line=macro.line, own=True))

    def take_preset(self, preset: Mapping[str, str], only: Mapping[str, Panes]) -> None:
        """Give out what a preset says, then what the default says of the other actions."""
        rest = self._keyless()
        for name, keys in preset.items():
            self._unbound |= {name} if not keys else set()
            for one in alternatives(keys) if name in rest else ():
                self._give(_Claim(rest[name], one, only.get(name, NOWHERE)))
        for action in self._keyless().values():
            for one in alternatives(action.keys) if action.id not in preset else ():
                self._give(_Claim(action, one, fallback=bool(preset)))

    def lead(self, leader: str) -> None:
        """Give those that have lost all of their keys to the preset one after its leader; say of those that
        have lost them to a line of feeds.toml that they have none."""
        for action in self._keyless().values():
            claims = [_Claim(action, one) for one in alternatives(action.keys)]
            if claims and not any(map(self._lost, claims)):
                for lead in (sequence(leader), sequence(leader) * 2):
                    if action.id not in self._had:
                        self._give(_Claim(action, (*lead, *claims[0].keys), fallback=True))

    def _keyless(self) -> dict[str, Action]:
        """Return the actions by id that have no key yet and may have one."""
        settled = {*self._had, *self._unbound}
        return {action.id: action for action in self.actions if action.id not in settled}

    def made(self, macros: tuple[Macro, ...] = ()) -> Keymap:
        """Return what was given out."""
        return Keymap(
            self.actions,
            tuple(dict.fromkeys(self.troubles)),
            frozenset(self.own),
            macros=macros,
            _starts={
                pane: {keys: one.action for keys, one in starts.items()}
                for pane, starts in self._starts.items()
            },
            _begins={pane: frozenset(begins) for pane, begins in self._begins.items()},
            _keys={name: tuple(keys) for name, keys in self._had.items()},
        )

    def _give(self, claim: _Claim) -> None:
        """Give an action its keys in the panes where they are free."""
        panes = claim.panes
        taken = {pane: first for pane in panes if (first := self._in_the_way(pane, claim)) is not None}
        if taken and claim.own:
            self._conflict(claim, taken)
        if len(taken) == len(panes) or (taken and claim.fallback):
            return
        self._had.setdefault(claim.action.id, []).append(claim.keys)
        for pane in panes:
            if pane not in taken:
                self._starts[pane][claim.keys] = claim
                for length in range(1, len(claim.keys)):
                    self._begins[pane].setdefault(claim.keys[:length], claim)

    def _in_the_way(self, pane: Pane, claim: _Claim) -> _Claim | None:
        """Return what has these keys in a pane, or begins or ends within them."""
        starts, begins = self._starts[pane], self._begins[pane]
        beginnings = (claim.keys[:length] for length in range(1, len(claim.keys) + 1))
        return next((starts[keys] for keys in beginnings if keys in starts), None) or begins.get(claim.keys)

    def _conflict(self, claim: _Claim, taken: Mapping[Pane, _Claim]) -> None:
        """Say that keys of feeds.toml are taken already; the later line is the one that loses."""
        first = next(iter(taken.values()))
        partly = len(taken) < len(claim.panes)
        where = f" in {places(taken)}" if partly else ""
        other = f"{_name(first.action)} (line {first.line})"
        if first.keys == claim.keys:
            why = f"{other} has it"
        elif len(first.keys) > len(claim.keys):
            why = f"“{printed(first.keys)}” of {other} begins with it"
        else:
            why = f"“{printed(first.keys)}” of {other} comes first"
        self._complain(
            claim.line, f"“{printed(claim.keys)}” cannot start {_name(claim.action)}{where}: {why}"
        )

    def _lost(self, claim: _Claim) -> bool:
        """Say that an action has lost its last key to a line of feeds.toml, if it has; return whether."""
        ways = (self._in_the_way(pane, claim) for pane in claim.panes)
        first = next((way for way in ways if way is not None and way.own), None)
        if first is not None:
            what = f"“{printed(first.keys)}” starts {_name(first.action)} and no longer {claim.action.id}"
            remedy = f'give that another key, or write {claim.action.id} = ""'
            self._complain(first.line, f"{what}; {remedy}")
        return first is not None

    def _near(self, name: str) -> str:
        near = difflib.get_close_matches(name, self._named, n=1)
        return f"; did you mean {self._named[near[0]].id}?" if near else "; `reader --keys` lists all"

    def _complain(self, line: int, problem: str) -> None:
        where = f"feeds.toml line {line}" if line else "feeds.toml"
        self.troubles.append(f"{where}: {problem}{'' if problem.endswith(('?', '.')) else '.'}")


def places(panes: Container[Pane]) -> str:
    """Name panes in a sentence."""
    *most, last = (place for pane, place in PLACES.items() if pane in panes)
    return f"{', '.join(most)} and {last}" if most else last


def _name(action: Action) -> str:
    return f"the macro {action.label}" if action.group == MACROS else action.id

"""Actions by name, as they are typed after a colon."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.tui.actions import ACTIONS, Action


def parse(line: str, actions: Sequence[Action] = ACTIONS) -> tuple[Action | None, str, str]:
    """Return (action, argument, complaint). A beginning that only one command has is enough."""
    name, _, argument = line.strip().removeprefix(":").partition(" ")
    action, begun = _named(name, actions), _begun(name, actions)
    if action is None and begun:
        return None, "", f"“{name}” could be {' or '.join(begun)}."
    if action is None:
        return None, "", f"There is no command “{name}”; ? shows all keys."
    if action.needs_argument and not argument.strip():
        return None, "", f"The command is “{action.usage}”."
    return action, argument.strip(), ""


def complete(line: str, arguments: Callable[[str], Sequence[str]]) -> str | None:
    """Return the whole line that `line` may become; `arguments` gives what may follow the command of an
    action, by the action's id."""
    name, space, argument = line.partition(" ")
    if not space:
        begun = (action for action in ACTIONS if name and action.name.startswith(name))
        return next((a.name + (" " if a.takes else "") for a in begun), None)
    action = _named(name)
    _before, _comma, last = argument.rpartition(",")
    wanted = last.lstrip()
    lead = line[: len(line) - len(wanted)]
    may = arguments(action.id) if action is not None and wanted else ()
    found = next((a for a in may if a.startswith(wanted) and a != wanted), None)
    return lead + found if found else None


def hint(line: str) -> str:
    """Return what the line will do, for the end of the prompt."""
    name = line.strip().partition(" ")[0]
    action = _named(name) if name else None
    if action is not None:
        return f"{action.usage} — {action.description}"
    return "  ".join(_begun(name)[:6]) if name else "Tab completes"


def _begun(name: str, actions: Sequence[Action] = ACTIONS) -> list[str]:
    """Return the commands that begin so, each action's once."""
    begun = ([one for one in action.names if name and one.startswith(name)] for action in actions)
    return [names[0] for names in begun if names]


def _named(name: str, actions: Sequence[Action] = ACTIONS) -> Action | None:
    exact = next((action for action in actions if name in action.names), None)
    if exact is not None or not name:
        return exact
    begun = [a for a in actions if any(one.startswith(name) for one in a.names)]
    return begun[0] if len(begun) == 1 else None

"""The text of a feeds.toml with a setting more, or with another value of one: pure, from text to text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from reader.config.blocks import UnusualError, at_top, lines_of

Setting: TypeAlias = bool | int | str | list[str]
_TABLE = re.compile(r"\s*\[+\s*([^\[\]]+?)\s*\]+\s*(?:#.*)?$")
_BARE = str.maketrans("", "", " \t\"'")


def with_setting(text: str, key: str, value: Setting, table: str = "") -> str | None:
    """Return the text with a setting more, in [settings] or in a table of it such as "keys"; None if it is
    there already. It comes below the comment that explains it, if there is one.

    Raise UnusualError if the settings are written in a way that cannot be added to.
    """
    settings: Any = tomllib.loads(text).get("settings", {})
    inside = settings.get(table, {}) if table else settings
    if not isinstance(inside, dict) or key in inside:
        return None
    added = _with_line(text, key, value, table)
    return added if _says(added, text, key, value, table) else _rewritten(text, key, value, table)


def _with_line(text: str, key: str, value: Setting, table: str) -> str:
    """The text with a line more, where the tables have heads of their own."""
    line = line_of(key, value) + "\n"
    name = f"settings.{table}" if table else "settings"
    lines = lines_of(text)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    headers = [
        (number, found[1].translate(_BARE)) for number, one in at_top(lines) if (found := _TABLE.match(one))
    ]
    start = next((number for number, said in headers if said == name), None)
    if start is None:
        at = _before_feeds(lines, headers) if table else 0
        new = [f"[{name}]\n", line, "\n"]
        return "".join([*lines[:at], *new, *lines[at:]])
    end = next((number for number, _ in headers if number > start), len(lines))
    at = _below_example(lines, start, end, key)
    return "".join([*lines[:at], line, *lines[at:]])


def with_setting_changed(text: str, key: str, value: Any, table: str = "") -> str:
    """Return the text with a setting as it is to be, in the place where it stands, or as `with_setting`."""
    added = with_setting(text, key, value, table)
    return _rewritten(text, key, value, table) if added is None else added


def _rewritten(text: str, key: str, value: Any, table: str) -> str:
    """The text with a setting as it is to be, by tomlkit, which knows every way to write tables."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    document: Any = tomlkit.parse(text)
    unusual = UnusualError(f"its settings are written in a way in which {key} cannot be put there")
    try:
        inside = document.setdefault("settings", {})
        inside = inside.setdefault(table, {}) if table else inside
        inside[key] = value
        written = str(tomlkit.dumps(document))
    except (TOMLKitError, AttributeError, TypeError):
        raise unusual from None
    if not _says(written, text, key, value, table):
        raise unusual
    return written


def _says(changed: str, text: str, key: str, value: Any, table: str) -> bool:
    """Whether a changed text says what the text says and that setting, and no more."""
    wanted: dict[str, Any] = tomllib.loads(text)
    inside = wanted.setdefault("settings", {})
    inside = inside.setdefault(table, {}) if table else inside
    if not isinstance(inside, dict):
        return False
    inside[key] = value
    try:
        return tomllib.loads(changed) == wanted
    except ValueError:
        return False


def value_of(said: str) -> Any:
    """Return what is typed as a value: true, 80, "a text" or ["a", "list"] as TOML has it; else a text."""
    try:
        value = tomllib.loads(f"value = {said}")["value"] if "\n" not in said else said
        repr(value)  # a number of thousands of digits, which is written with fewer signs, could not be
    except (ValueError, RecursionError, KeyError):
        return said
    return said if value != value else value  # what is not a number is no setting either


def toml_of(value: Any) -> str:
    """Return a value as feeds.toml has it."""
    import tomlkit

    item = tomlkit.item(list(value) if isinstance(value, tuple) else _plain(value))
    return str(item.as_string()).strip()


def _plain(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    import tomlkit

    inline = tomlkit.inline_table()
    inline.update({key: list(one) if isinstance(one, tuple) else one for key, one in value.items()})
    return inline


def line_of(key: str, value: Setting) -> str:
    """Return a setting as it is written."""
    import tomlkit

    return f"{tomlkit.key(key).as_string()} = {tomlkit.item(value).as_string()}"


def _below_example(lines: Sequence[str], start: int, end: int, key: str) -> int:
    """The line after "# key = …" with what goes on below it, else the one after the table's head."""
    for number in range(start + 1, end):
        if re.match(rf"#\s?{re.escape(key)}\s*=", lines[number]):
            at = number + 1
            while at < end and re.match(r"#\s{6,}\S", lines[at]):
                at += 1
            return at
    return start + 1


def _before_feeds(lines: Sequence[str], headers: Sequence[tuple[int, str]]) -> int:
    """The line before the first table that is not of the settings, and before the comments above it."""
    for number, name in headers:
        if not name.startswith("settings"):
            at = number
            while at and lines[at - 1].strip().startswith("#"):
                at -= 1
            return at
    return len(lines)

"""Handing an address to the browser: as one argument of a program, never through a shell."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from reader import programs

_SAFE = "!#%&()*+,/:;=?@[]~-._"
_NAME = re.compile(r"[\w.-]+")  # letters of any script; a name cannot be escaped as a path can
_IPV6 = re.compile(r"[0-9a-f:.]+")


class CannotOpenError(programs.ProgramError):
    """Why an address was not opened, in one sentence."""


def checked(url: str) -> str:
    """Return `url` as it may be given to a program: http(s), no name and password, nothing odd in it."""
    url = url.strip()
    if any(c.isspace() or not c.isprintable() for c in url):
        raise CannotOpenError("This address has spaces or control characters in it; it was not opened.")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise CannotOpenError("This address cannot be read; it was not opened.") from None
    if parts.scheme.lower() not in {"http", "https"} or not host:
        raise CannotOpenError("Only web addresses (http, https) are opened.")
    if host.startswith("-") or not (_NAME.fullmatch(host) or _IPV6.fullmatch(host)):
        raise CannotOpenError("This address has no proper host; it was not opened.")
    name = f"[{host}]" if ":" in host else host
    place = name if port is None else f"{name}:{port}"
    path, query, fragment = (quote(part, safe=_SAFE) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme.lower(), place, path, query, fragment))


def arguments(url: str, command: Sequence[str] = ()) -> list[str]:
    """Return the program and its arguments. "{url}" in the settings' command is the address."""
    address = checked(url)
    if command:
        if any("{url}" in part for part in command):
            return [part.replace("{url}", address) for part in command]
        return [*command, address]
    return [*opener(), address]


def opener() -> list[str]:
    """Return what the system opens an address or a file with. Raise CannotOpenError if there is nothing."""
    for program in _openers():
        if found := shutil.which(program[0]):
            return [found, *program[1:]]
    raise CannotOpenError("No program to open pages was found; set open_command in the settings.")


def notifier() -> tuple[str, ...]:
    """Return the program that shows notifications here, with its arguments; nothing if there is none."""
    for program in (("notify-send", "--app-name=Reader", "{title}", "{text}"),):
        if found := shutil.which(program[0]):
            return (found, *program[1:])
    return ()


def find_desktop() -> None:
    """Let programs find the desktop that the person is logged in to, if they were told nothing of one: those
    of cron are not, and notifications would reach nobody."""
    if sys.platform == "linux" and not {"DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"} & set(os.environ):
        bus = Path(f"/run/user/{os.getuid()}/bus")  # where systemd has it
        if bus.is_socket():
            os.environ["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={bus}"


def _openers() -> tuple[tuple[str, ...], ...]:
    if sys.platform == "darwin":
        return (("open",),)
    if sys.platform == "win32":
        return (("rundll32", "url.dll,FileProtocolHandler"),)
    return (("xdg-open",), ("gio", "open"), ("wslview",), ("termux-open-url",))


async def open_in_browser(url: str, command: Sequence[str] = ()) -> str:
    """Open `url`; return a sentence about it. CannotOpenError says why it was not opened."""
    argv = arguments(url, command)
    try:
        await programs.start(argv)
    except programs.ProgramError as error:
        raise CannotOpenError(str(error)) from None
    return f"Opened {urlsplit(argv[-1]).hostname or 'the page'} in the browser."

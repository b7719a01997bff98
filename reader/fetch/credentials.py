"""What a private feed is asked with: a header from feeds.toml, a password from a command or the keyring.

Nothing of it is logged or told; what goes wrong is said without it.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import os
import signal
import time
from typing import TYPE_CHECKING

from reader.fetch.error import FetchError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.model import Account, Auth, Subscription

_COMMAND_SECONDS = 30.0
_KEPT_SECONDS = 300.0
_LONGEST_SECRET = 4096


class Credentials:
    """Comes by secrets when a feed is asked, and keeps them for five minutes: one command for many feeds."""

    def __init__(self, command_seconds: float = _COMMAND_SECONDS) -> None:
        self._command_seconds = command_seconds
        self._kept: dict[Auth, tuple[float, str]] = {}
        self._turn = asyncio.Lock()

    async def headers(self, subscription: Subscription | None) -> Mapping[str, str]:
        """Return the headers for the address's own origin. Raise FetchError if a secret cannot be had."""
        if subscription is None or not subscription.private:
            return {}
        headers = dict(subscription.headers)
        if subscription.auth is not None:
            headers["Authorization"] = await self._authorization(subscription.auth)
        return headers

    def forget(self, holder: Subscription | Account | None) -> None:
        """Ask anew the next time: the server would not take it."""
        if holder is not None and holder.auth is not None:
            self._kept.pop(holder.auth, None)

    async def _authorization(self, auth: Auth) -> str:
        secret = await self.secret(auth)
        if auth.keyring:
            return _basic(auth.keyring.rpartition("/")[2], secret)
        return _basic(auth.user, secret) if auth.user else f"Bearer {secret}"

    async def secret(self, auth: Auth) -> str:
        """Return a password or a token. Raise FetchError if it cannot be had."""
        if auth.password:
            return auth.password
        async with self._turn:  # a command may ask the person; one question at a time
            kept = self._kept.get(auth)
            if kept is None or time.monotonic() - kept[0] > _KEPT_SECONDS:
                kept = time.monotonic(), await self._secret(auth)
                self._kept[auth] = kept
        return kept[1]

    async def _secret(self, auth: Auth) -> str:
        said = await (self._told(auth.command) if auth.command else asyncio.to_thread(_kept_in, auth.keyring))
        secret = said.split("\n", 1)[0].strip("\r")
        if not secret or not secret.isprintable():
            sentence = (
                "the command for its password gave nothing that is one"
                if auth.command
                else "the keyring holds no password for it"
            )
            raise FetchError(sentence, "credentials")
        return secret

    async def _told(self, command: tuple[str, ...]) -> str:
        """The beginning of what a program prints, run without a shell and without a terminal."""
        nowhere = asyncio.subprocess.DEVNULL
        try:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=nowhere,
                stdout=asyncio.subprocess.PIPE,
                stderr=nowhere,
                start_new_session=True,
            )
        except (OSError, ValueError):
            raise FetchError("the command for its password cannot be run", "credentials") from None
        try:
            async with asyncio.timeout(self._command_seconds):
                said = await _beginning(process)
                code = await process.wait()
        except TimeoutError:
            sentence = f"the command for its password did not end within {self._command_seconds:g} seconds"
            raise FetchError(sentence, "credentials") from None
        finally:
            await _end(process)
        if code:
            raise FetchError(f"the command for its password failed (it ended with {code})", "credentials")
        return said.decode("utf-8", "replace")


def _basic(user: str, password: str) -> str:
    """RFC 7617."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")


def _kept_in(name: str) -> str:
    service, _, user = name.rpartition("/")
    try:
        import keyring
    except ImportError:
        sentence = "its password is in the keyring, and the package keyring is not installed"
        raise FetchError(sentence, "credentials") from None
    try:
        return keyring.get_password(service, user) or ""
    except Exception:  # each system's backend has errors of its own
        raise FetchError("the keyring would not give its password", "credentials") from None


async def _beginning(process: asyncio.subprocess.Process) -> bytes:
    """The first of what a program prints; the rest is read and dropped, so that it can end."""
    said = b""
    while process.stdout is not None and (piece := await process.stdout.read(65_536)):
        said = (said + piece)[:_LONGEST_SECRET]
    return said


async def _end(process: asyncio.subprocess.Process) -> None:
    """End a program with all that it started."""
    if process.returncode is None:
        with contextlib.suppress(OSError, AttributeError):  # Windows has no groups
            os.killpg(process.pid, signal.SIGKILL)
        with contextlib.suppress(OSError):
            process.kill()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):
                await _beginning(process)
                await process.wait()

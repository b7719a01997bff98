"""newsboat, as a second client of an account on a tt-rss server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sync.ttrss_served import Account

_UNREAD = re.compile(r"(\d+) unread")


def missing() -> str:
    """What this machine lacks to run it; "" if nothing."""
    return "" if shutil.which("newsboat") else "newsboat is not installed"


def unread(account: Account, folder: Path) -> int:
    """How many articles of an account newsboat calls unread, with its files in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    config, urls = folder / "config", folder / "urls"
    urls.touch()
    config.write_text(
        'urls-source "ttrss"\n'
        f'ttrss-url "{account.url}"\nttrss-login "{account.user}"\nttrss-password "{account.password}"\n'
        'ttrss-mode "multi"\nprepopulate-query-feeds yes\n',
        encoding="utf-8",
    )
    places = ["-C", str(config), "-u", str(urls), "-c", str(folder / "cache.db")]
    done = subprocess.run(
        ["newsboat", *places, "-x", "reload", "print-unread"],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"},
        check=False,
    )
    said = _UNREAD.search(done.stdout)
    assert said is not None, done.stdout + done.stderr
    return int(said[1])

"""Debian's Tiny Tiny RSS on loopback, for tests: a copy of the package's files, a PostgreSQL cluster of its
own and PHP's built-in server. No service is started, nothing outside its temporary folder is written.

It needs the packages that `.ci/run` installs, and root, because neither tt-rss nor initdb runs as root: they
run as the user postgres. The copy is changed in three places so that it fetches feeds from loopback and keeps
their ports.
"""

from __future__ import annotations

import hashlib
import json
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from tests.sync.feeds_served import FeedsServed

if TYPE_CHECKING:
    from types import TracebackType

PACKAGE = Path("/usr/share/tt-rss")
_OWNER = "postgres"
_CONFIG = Path("/etc/tt-rss/config.php")
_WAIT = 60.0
# What the copy does otherwise: loopback and any port may be fetched, and an address keeps its port.
_CHANGES = (
    ("if ($extended_filtering) {", "if (false) {"),
    (
        "\"://\" . $parts['host'];",
        "\"://\" . $parts['host'] . (isset($parts['port']) ? ':' . $parts['port'] : '');",
    ),
    (' || strpos($ip_addr, "127.") === 0', ""),
    (' || strpos($fetch_effective_ip_addr, "127.") === 0', ""),
)


def missing() -> str:
    """What this machine lacks to run it; "" if nothing."""
    if not PACKAGE.is_dir() or not _CONFIG.is_file():
        return "the package tt-rss is not installed"
    if _programs() is None or not shutil.which("php") or not shutil.which("psql"):
        return "PostgreSQL or PHP is not installed"
    if os.geteuid() != 0 or not shutil.which("runuser"):
        return "only root can run tt-rss as another user"
    return ""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who uses the server."""

    url: str
    user: str
    password: str = field(repr=False)
    number: int = 0


class TinyTinyServed:
    """A server with `accounts` of one's own, and `feeds` that it can fetch; a context manager."""

    def __init__(self) -> None:
        self.feeds = FeedsServed()
        self._folder = Path(tempfile.mkdtemp(prefix="reader-tt-rss-"))
        self._port, self._database_port = _free_port(), _free_port()
        self._php: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where the web application is."""
        return f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> Self:
        try:
            self._copy()
            self._begin_database()
            self._serve()
            self.feeds.__enter__()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.feeds.__exit__(kind, error, trace)
        self._end()

    def account(self, user: str = "") -> Account:
        """Make an account that has nothing yet, with the API switched on."""
        user, password = user or f"u{secrets.token_hex(6)}", secrets.token_hex(8)
        salt = secrets.token_hex(16)
        digest = hashlib.sha256(f"{salt}{password}".encode()).hexdigest()
        number = self.sql(
            "insert into ttrss_users (login, pwd_hash, access_level, salt, created, last_login)"
            f" values ('{user}', 'MODE2:{digest}', 0, '{salt}', now(), now()) returning id"
        )
        self.sql(
            f"insert into ttrss_user_prefs (owner_uid, pref_name, value) select {number}, pref_name,"
            " case pref_name when 'ENABLE_API_ACCESS' then 'true' else def_value end from ttrss_prefs"
        )
        return Account(self.url, user, password, int(number))

    def label(self, account: Account, name: str) -> None:
        """Make a label, as a person does in the preferences."""
        self.sql(
            "insert into ttrss_labels2 (owner_uid, caption, fg_color, bg_color)"
            f" values ({account.number}, '{name}', '', '')"
        )

    def folder(self, account: Account, feed: str, name: str) -> None:
        """Put a feed into a category, which is made if need be."""
        where = f"owner_uid = {account.number} and title = '{name}'"
        if not self.sql(f"select id from ttrss_feed_categories where {where}"):
            self.sql(
                f"insert into ttrss_feed_categories (owner_uid, title) values ({account.number}, '{name}')"
            )
        number = self.sql(f"select id from ttrss_feed_categories where {where}")
        self.sql(
            f"update ttrss_feeds set cat_id = {number} where owner_uid = {account.number} and id = {feed}"
        )

    def subscribe(self, account: Account, url: str) -> str:
        """Subscribe to a feed without asking the API; return its number."""
        return self.sql(
            "insert into ttrss_feeds (owner_uid, feed_url, title) values"
            f" ({account.number}, '{url}', '[Unknown]') returning id"
        )

    def update(self, account: Account) -> None:
        """Have all feeds of an account fetched now, past the copies that are kept for half a minute."""
        for kept in (self._folder / "cache" / "feeds").iterdir():
            kept.unlink()
        for number in self.sql(f"select id from ttrss_feeds where owner_uid = {account.number}").split():
            php = ["php", "update.php", "--update-feed", number, "--force-refetch", "--quiet"]
            self._run(*php, cwd=self._folder / "www")

    def state(self, account: Account) -> dict[str, tuple[bool, bool]]:
        """Every article of an account by the last part of its address: whether it is read, and starred."""
        rows = self.sql(
            "select substring(link from '[^/]*$') || ' ' || (not unread)::int || ' ' || marked::int from"
            f" ttrss_user_entries join ttrss_entries on ref_id = id where owner_uid = {account.number}"
        )
        return {name: (read == "1", star == "1") for name, read, star in map(str.split, rows.splitlines())}

    def api(self, account: Account, op: str, **asked: object) -> Any:
        """Ask the API directly, in a session of its own; return the answer's content."""
        login = self._post({"op": "login", "user": account.user, "password": account.password})
        return self._post({"op": op, "sid": login["session_id"], **asked})

    def sql(self, statement: str) -> str:
        """Run SQL on its database; return the rows, their columns parted by "|"."""
        return self._psql("ttrss", "ttrss", "-c", statement).strip()

    def _post(self, question: dict[str, object], seconds: float = _WAIT) -> Any:
        request = urllib.request.Request(f"{self.url}/api/", json.dumps(question).encode())  # noqa: S310
        with urllib.request.urlopen(request, timeout=seconds) as answer:  # noqa: S310
            return json.load(answer)["content"]

    def _copy(self) -> None:
        """Copy the package's files, with links to what they share with other packages followed."""
        for name in (
            "lock",
            "icons",
            "socket",
            "cache/images",
            "cache/upload",
            "cache/export",
            "cache/feeds",
        ):
            (self._folder / name).mkdir(parents=True)
        for name in ("cache/js", "cache/simplepie"):
            (self._folder / name).mkdir()
        www = self._folder / "www"
        leave = {str(PACKAGE / "www"): {"config.php", "feed-icons"}}
        shutil.copytree(PACKAGE / "www", www, ignore=lambda folder, _: leave.get(folder, set()))
        (www / "feed-icons").symlink_to(self._folder / "icons")
        (www / "config.php").write_text(self._config(), encoding="utf-8")
        helper = www / "classes" / "urlhelper.php"
        text = helper.read_text(encoding="utf-8")
        for old, new in _CHANGES:
            assert old in text, f"this version of tt-rss reads otherwise: {old}"
            text = text.replace(old, new)
        helper.write_text(text, encoding="utf-8")
        user = pwd.getpwnam(_OWNER)
        for path in (self._folder, *self._folder.rglob("*")):
            os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)

    def _config(self) -> str:
        """The package's configuration with this copy's places and database."""
        own = {
            "DB_TYPE": "pgsql",
            "DB_HOST": "127.0.0.1",
            "DB_PORT": str(self._database_port),
            "DB_USER": "ttrss",
            "DB_NAME": "ttrss",
            "DB_PASS": "",
            "SELF_URL_PATH": f"{self.url}/",
            "LOCK_DIRECTORY": str(self._folder / "lock"),
            "CACHE_DIR": str(self._folder / "cache"),
            "LOG_DESTINATION": "",
        }
        text = re.sub(r"^.*include_once.*$", "", _CONFIG.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for name, value in own.items():
            text, times = re.subn(rf"define\('{name}',[^;]*\);", f"define('{name}', '{value}');", text)
            assert times == 1, f"this version of tt-rss has no {name} in its configuration"
        return text.replace("'CHECK_FOR_UPDATES', true", "'CHECK_FOR_UPDATES', false")

    def _begin_database(self) -> None:
        programs = _programs()
        assert programs is not None
        data = self._folder / "database"
        how = ("-A", "trust", "-U", _OWNER, "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        self._run(str(programs / "initdb"), "-D", str(data), *how)
        options = f"-h 127.0.0.1 -p {self._database_port} -k {self._folder / 'socket'} -c fsync=off"
        log = str(self._folder / "database.log")
        self._run(str(programs / "pg_ctl"), "-D", str(data), "-w", "-s", "-l", log, "-o", options, "start")
        make = ("create role ttrss login", "create database ttrss owner ttrss encoding 'UTF8'")
        self._psql(_OWNER, "postgres", *(part for statement in make for part in ("-c", statement)))
        self._psql("ttrss", "ttrss", "-f", str(PACKAGE / "schema" / "ttrss_schema_pgsql.sql"))
        self.sql("delete from ttrss_feeds")

    def _psql(self, user: str, database: str, *arguments: str) -> str:
        where = ("-h", "127.0.0.1", "-p", str(self._database_port), "-U", user, "-d", database)
        quiet = {**os.environ, "PGOPTIONS": "-c client_min_messages=warning"}
        command = ["psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", *where, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=quiet, timeout=_WAIT, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _run(self, *command: str, cwd: Path | None = None) -> None:
        """Run a program as the user postgres."""
        whole = ["runuser", "-u", _OWNER, "--", *command]
        nowhere = subprocess.DEVNULL
        with (self._folder / "programs.log").open("ab") as log:
            subprocess.run(
                whole,
                cwd=cwd or self._folder,
                stdin=nowhere,
                stdout=log,
                stderr=log,
                timeout=_WAIT,
                check=True,
            )

    def _serve(self) -> None:
        serve = (
            "php",
            "-d",
            "expose_php=0",
            "-S",
            f"127.0.0.1:{self._port}",
            "-t",
            str(self._folder / "www"),
        )
        with (self._folder / "web.log").open("wb") as log:
            self._php = subprocess.Popen(
                ["runuser", "-u", _OWNER, "--", *serve],
                cwd=self._folder / "www",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, "PHP_CLI_SERVER_WORKERS": "4"},
                start_new_session=True,
            )
        until = time.monotonic() + _WAIT
        while True:
            try:
                self._post({"op": "isLoggedIn"}, 2)
            except OSError:
                assert time.monotonic() < until, "PHP's server did not answer"
                time.sleep(0.05)
            else:
                return

    def _end(self) -> None:
        """End what was started, and remove its folder."""
        programs, data = _programs(), self._folder / "database"
        if self._php is not None:
            os.killpg(self._php.pid, signal.SIGTERM)  # the workers of PHP's server outlive it
            self._php.wait(_WAIT)
        if programs is not None and (data / "postmaster.pid").exists():
            self._run(str(programs / "pg_ctl"), "-D", str(data), "-s", "-w", "-m", "immediate", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)


def _programs() -> Path | None:
    """Where Debian keeps the programs of the newest PostgreSQL."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    return found[-1] if found else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

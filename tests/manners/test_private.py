"""What a private feed is asked with goes to its own server and nowhere else."""

from __future__ import annotations

import asyncio
import base64
import stat
import sys
from pathlib import Path

import pytest

from reader import config
from reader.cli import main
from reader.feeds.opml import write_opml
from reader.fetch import Credentials, FetchError
from reader.model import Auth, Subscription
from tests.manners.conftest import World, only_feed
from tests.site.certificates import can_be_made, certificate
from tests.site.documents import good
from tests.site.server import Site, page, redirect

PASSWORD = "hunter2-geheim"  # noqa: S105
BASIC = "Basic " + base64.b64encode(f"anna:{PASSWORD}".encode()).decode()
PRINTS = f"[{sys.executable!r}, '-c', 'print(\"{PASSWORD}\")']"


@pytest.mark.parametrize(
    ("said", "header"),
    [
        (f'auth = {{user = "anna", password = "{PASSWORD}"}}', BASIC),
        (f'auth = {{user = "anna", command = {PRINTS}}}', BASIC),
        (f"auth = {{command = {PRINTS}}}", f"Bearer {PASSWORD}"),
        (f'headers = {{Authorization = "Token {PASSWORD}"}}', f"Token {PASSWORD}"),
    ],
)
async def test_a_private_feed_is_asked_with_a_password_a_token_or_a_header(
    world: World, said: str, header: str
) -> None:
    world.site.endpoints["/feed"] = good("a")
    async with world.library(f'url = "{world.site.url("/feed")}"\n{said}') as library:
        assert (await library.refresh()).failed == ()
    assert world.last("/feed")["authorization"] == header


async def test_a_password_from_the_keyring(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    class Keyring:
        @staticmethod
        def get_password(service: str, user: str) -> str | None:
            return PASSWORD if (service, user) == ("news/ledger", "anna") else None

    monkeypatch.setitem(sys.modules, "keyring", Keyring)
    world.site.endpoints["/feed"] = good("a")
    url = world.site.url("/feed")
    async with world.library(f'url = "{url}"\nauth = {{keyring = "news/ledger/anna"}}') as library:
        assert (await library.refresh()).failed == ()
        assert world.last("/feed")["authorization"] == BASIC
    async with world.library(f'url = "{url}"\nauth = {{keyring = "news/other/anna"}}') as library:
        assert "the keyring holds no password for it" in str((await library.refresh()).failed)
    monkeypatch.setitem(sys.modules, "keyring", None)
    async with world.library(f'url = "{url}"\nauth = {{keyring = "news/ledger/anna"}}') as library:
        assert "the package keyring is not installed" in str((await library.refresh()).failed)


async def test_secrets_are_sent_only_to_the_origin_they_were_given_for(world: World) -> None:
    world.site.endpoints |= {
        "/here": redirect("/there"),
        "/there": redirect(world.site.url("/away", "localhost")),
        "/away": good("a"),
    }
    feed = f'url = "{world.site.url("/here")}"\nauth = {{user = "anna", password = "{PASSWORD}"}}'
    async with world.library(f'{feed}\nheaders = {{X-Token = "geheim"}}') as library:
        assert (await library.refresh()).failed == ()
    assert world.last("/there")["x-token"] == "geheim"
    assert not {"authorization", "x-token"} & world.last("/away").keys()


async def test_a_password_in_an_address_is_not_kept_in_the_library_nor_told(
    world: World, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    world.site.endpoints["/feed"] = page(b"", status=401)
    url = world.site.url("/feed")
    written = url.replace("://", f"://anna:{PASSWORD}@")
    async with world.library(written) as library:
        report = await library.refresh()
        assert only_feed(library).url == url
        assert PASSWORD not in repr((report, library.feeds(), library._subscriptions.configuration))
    assert world.last("/feed")["authorization"] == BASIC
    arguments = ["--feeds", str(world.feeds_toml), "--library", str(tmp_path / "library.db")]
    for command in (
        ["refresh"],
        ["feeds", "list"],
        ["feeds", "list", "--json"],
    ):
        await asyncio.to_thread(main, [*arguments, *command])
    out, err = capfd.readouterr()
    assert "401" in err
    assert PASSWORD not in out + err
    for file in tmp_path.glob("library.db*"):
        assert PASSWORD.encode() not in file.read_bytes()


async def test_a_library_that_was_kept_with_passwords_forgets_them_and_keeps_the_articles(
    world: World,
) -> None:
    world.site.endpoints["/feed"] = good("a")
    url = world.site.url("/feed")
    written = url.replace("://", f"://anna:{PASSWORD}@")
    async with world.library(written) as library:
        await library.refresh()
        with library._store._writing() as connection:  # as it was before
            connection.execute("UPDATE feed SET url = ?", (written,))
    async with world.library(written) as library:
        assert (only_feed(library).url, only_feed(library).total) == (url, 2)


async def test_feeds_toml_and_library_that_hold_secrets_are_their_owners_alone(
    world: World, tmp_path: Path
) -> None:
    world.feeds_toml.write_text(
        f'[[feed]]\nurl = "https://a.example/"\nauth = {{user = "anna", password = "{PASSWORD}"}}\n'
    )
    world.feeds_toml.chmod(0o644)
    async with world.library() as library:
        assert stat.S_IMODE(world.feeds_toml.stat().st_mode) == 0o600
        assert stat.S_IMODE((tmp_path / "library.db").stat().st_mode) == 0o600
        world.feeds_toml.chmod(0o644)
        await library.subscribe("https://b.example/")
        assert stat.S_IMODE(world.feeds_toml.stat().st_mode) == 0o600


async def test_a_feeds_toml_without_secrets_stays_as_open_as_it_was(world: World) -> None:
    world.feeds_toml.write_text('[[feed]]\nurl = "https://a.example/"\n')
    world.feeds_toml.chmod(0o644)
    async with world.library() as library:
        await library.subscribe("https://b.example/")
    assert stat.S_IMODE(world.feeds_toml.stat().st_mode) == 0o644


async def test_subscribing_with_a_password_writes_it_beside_the_address(world: World) -> None:
    async with world.library() as library:
        feed = await library.subscribe(f"https://anna:{PASSWORD}@a.example/feed")
        assert feed.url == "https://a.example/feed"
    written = world.feeds_toml.read_text(encoding="utf-8")
    assert 'url = "https://a.example/feed"' in written
    assert f'auth = {{user = "anna", password = "{PASSWORD}"}}' in written
    assert stat.S_IMODE(world.feeds_toml.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import time; time.sleep(60)", "did not end within 0.5 seconds"),
        ("raise SystemExit(3)", "it ended with 3"),
        ("pass", "gave nothing that is one"),
        ("print('\\x1b[31mx')", "gave nothing that is one"),
        ("print('x' * 10**6, end='', flush=True); import time; time.sleep(60)", "did not end"),
    ],
)
async def test_a_command_that_gives_no_password_is_one_sentence_in_time(code: str, told: str) -> None:
    auth = Auth(command=(sys.executable, "-c", f"import sys; print('{PASSWORD}', file=sys.stderr); {code}"))
    with pytest.raises(FetchError, match=told) as caught:
        await Credentials(0.5).headers(Subscription("https://a.example/", auth=auth))
    assert PASSWORD not in str(caught.value)


async def test_a_command_is_a_list_of_arguments_and_no_shell(tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    auth = Auth(command=("echo", f"x; touch {trap}; $(touch {trap})"))
    headers = await Credentials().headers(Subscription("https://a.example/", auth=auth))
    assert headers["Authorization"] == f"Bearer x; touch {trap}; $(touch {trap})"
    assert not trap.exists()


async def test_a_command_is_asked_once_for_many_feeds_and_again_when_it_was_refused(
    world: World, tmp_path: Path
) -> None:
    count = tmp_path / "count"
    code = f"open({str(count)!r}, 'a').write('x'); print('{PASSWORD}')"
    auth = f"auth = {{command = [{sys.executable!r}, '-c', {code!r}]}}".replace('\\"', '"')
    world.site.endpoints |= {f"/{n}": good(str(n)) for n in range(5)}
    feeds = [f'url = "{world.site.url(f"/{n}")}"\n{auth}' for n in range(5)]
    async with world.library(*feeds) as library:
        await library.refresh()
        assert count.read_text() == "x"
        world.site.endpoints["/0"] = page(b"", status=401)
        await library.refresh()
        await library.refresh()
        assert count.read_text() == "xx"


@pytest.mark.skipif(not can_be_made(), reason="certificates are made with openssl")
async def test_a_redirect_from_https_to_http_of_the_same_host_takes_no_secret_along(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, secure = certificate(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", file)
    world.site.endpoints["/plain"] = good("a")
    plain = world.site.url("/plain", "localhost")
    async with Site({"/feed": redirect(plain)}, tls=secure) as site:
        feed = f'url = "{site.url("/feed", "localhost")}"\nheaders = {{X-Token = "geheim"}}'
        async with world.library(feed) as library:
            await library.refresh()
        assert site.asked[0].headers["x-token"] == "geheim"
    assert "x-token" not in world.last("/plain")


@pytest.mark.parametrize(
    "said",
    [
        f'auth = {{user = "anna", pasword = "{PASSWORD}"}}',
        f'auth = {{user = "anna", password = "{PASSWORD}", keyring = "a/b"}}',
        f'auth = "{PASSWORD}"',
        f'auth = {{user = "an:na", password = "{PASSWORD}"}}',
        f'auth = {{command = "pass show {PASSWORD}"}}',
        "auth = {command = []}",
        'auth = {keyring = "nameless"}',
        'auth = {user = "anna"}',
        "auth = {}",
        f'headers = {{X-Token = "{PASSWORD}\\r\\nHost: evil.example"}}',
        f'headers = {{"X Token" = "{PASSWORD}"}}',
        f'headers = {{Host = "{PASSWORD}"}}',
        f'auth = {{user = "anna", password = "{PASSWORD}',
    ],
)
def test_a_mistake_in_what_is_secret_is_told_without_the_secret(tmp_path: Path, said: str) -> None:
    with pytest.raises(config.ConfigurationError) as caught:
        config.parse(f'[[feed]]\nurl = "https://a.example/"\n{said}\n', tmp_path / "feeds.toml")
    assert PASSWORD not in str(caught.value)
    assert ":3: " in str(caught.value)


def test_no_export_has_a_password() -> None:
    written = f'[[feed]]\nurl = "https://anna:{PASSWORD}@a.example/feed"\n'
    subscriptions = config.parse(written, Path("feeds.toml")).subscriptions
    assert PASSWORD not in write_opml(subscriptions)
    exported = write_opml([Subscription(f"https://anna:{PASSWORD}@a.example/feed")])
    assert 'xmlUrl="https://a.example/feed"' in exported
    assert PASSWORD not in exported


async def test_a_command_runs_apart_from_the_terminal_and_can_be_ended_with_all_it_started() -> None:
    asks = "import os, sys; print(os.getsid(0) == os.getpgid(0) == os.getpid(), sys.stdin.read() == '')"
    auth = Auth(command=(sys.executable, "-c", asks))
    headers = await Credentials().headers(Subscription("https://a.example/", auth=auth))
    assert headers["Authorization"] == "Bearer True True"

"""What there is to take over at a path: told by what is in the file, not by its name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reader.feeds.opml import LARGEST_LIST, OpmlError, opml_list
from reader.paths import expanded
from reader.takeover.archives import read_file
from reader.takeover.exports import survey_export
from reader.takeover.kinds import KINDS
from reader.takeover.newsboat_cache import feeds_in, is_database
from reader.takeover.newsboat_config import COMMANDS, read_config
from reader.takeover.newsboat_urls import read_newsraft, read_urls
from reader.takeover.quoting import lines_of, words_of
from reader.takeover.states import is_state
from reader.takeover.values import Lists, Remark, Survey, TakeoverError, Wish

_LARGEST = 2 * 1024 * 1024
_LOOKED_AT = 200
_FEEDS_AS = ("opml", "newsboat", "newsraft")
_PAGES_AS = tuple(kind for kind in KINDS if not kind.startswith(_FEEDS_AS))
_ADDRESSES = ("http://", "https://", "query:", "filter:", "exec:", "file://", "$(")


def survey(path: str, read_as: str = "") -> Survey:
    """Say what can be taken over from a file or a folder. Raise TakeoverError.

    `read_as` is one of `KINDS` if the person says what it is, "" where its content is to tell.
    """
    place = expanded(path)
    if place.is_dir() and not read_as.startswith(_PAGES_AS) and (found := _folder(place)) is not None:
        return found
    if not read_as and is_state(place):
        raise TakeoverError(f"{place} is another Reader's state; `reader import --state` takes it in.")
    if place.is_file() and is_database(place):
        return Survey("newsboat cache", str(place), cache=str(place), feeds=feeds_in(place))
    if read_as.startswith(_FEEDS_AS):
        return _feeds(place, read_as)
    if place.is_file() and b"<opml" in _beginning(place).lower():
        return _feeds(place, "opml")
    if (pages := survey_export(place, read_as)) is not None:
        return pages
    if place.is_dir():
        raise TakeoverError(f"There is nothing in {place} that can be taken over.")
    return _feeds(place, read_as)


def _feeds(place: Path, read_as: str) -> Survey:
    """Say what a list of feeds has, or a configuration."""
    body = read_file(place, LARGEST_LIST)
    if read_as in {"", "opml"}:
        try:
            listed = opml_list(body)
        except OpmlError as error:
            if read_as or b"<opml" in body[:65_536].lower():
                raise TakeoverError(f"{place}: {error}.") from None
        else:
            left = (Remark(place.name, 0, what, "not taken", why) for what, why in listed.left)
            return Survey("opml", str(place), Lists(listed.subscriptions, remarks=tuple(left)))
    text = _text(place, body)
    words = [words_of(line) for _, line in list(lines_of(text))[:_LOOKED_AT]]
    begins = [line[0] for line in words if line]
    if read_as == "newsboat config" or (
        begins and not read_as and sum(word in COMMANDS for word in begins) * 2 > len(begins)
    ):
        return Survey("newsboat config", str(place), _configuration(place))
    sections = any(word == "@" or (word.startswith("@") and not word.startswith("@@")) for word in begins)
    if read_as == "newsraft feeds" or (sections and not read_as):
        return Survey("newsraft feeds", str(place), read_newsraft(text, place.name))
    if read_as == "newsboat urls" or any(word.startswith(_ADDRESSES) for word in begins):
        return Survey("newsboat urls", str(place), read_urls(text, place.name))
    raise TakeoverError(
        f"{place} is neither OPML nor newsboat's urls, config or cache.db, nor newsraft's feeds, nor a list "
        "of pages of a kind that is known; `reader import --help` names them."
    )


def newsboat(folders: tuple[str, ...]) -> Survey:
    """Say what newsboat keeps in its folders, which may be two: its configuration and its data."""
    files = {name: _first(folders, name) for name in ("urls", "config", "cache.db")}
    urls, config, cache = files["urls"], files["config"], files["cache.db"]
    if urls is None and cache is None:
        raise TakeoverError(f"newsboat has neither urls nor cache.db in {' or '.join(folders)}.")
    lists = read_urls(_text(urls, read_file(urls, _LARGEST))) if urls is not None else Lists()
    said = _configuration(config) if config is not None else Lists()
    if said.cache and (named := expanded(said.cache)).is_file():
        cache = named
    both = replace(
        said,
        subscriptions=lists.subscriptions,
        views=(*lists.views, *said.views),
        wishes=(Wish("keys_preset", "newsboat"), *said.wishes),
        remarks=(*lists.remarks, *said.remarks),
    )
    feeds = feeds_in(cache) if cache is not None else ()
    return Survey("newsboat", folders[0], both, str(cache or ""), feeds)


def _folder(place: Path) -> Survey | None:
    """What newsboat or newsraft keeps in a folder, None if it is neither's."""
    if _first((str(place),), "urls") or _first((str(place),), "cache.db"):
        return newsboat((str(place),))
    if (feeds := place / "feeds").is_file():
        return survey(str(feeds))
    return None


def _beginning(place: Path) -> bytes:
    try:
        with place.open("rb") as file:
            return file.read(65_536)
    except OSError:
        return b""


def _first(folders: tuple[str, ...], name: str) -> Path | None:
    places = (Path(folder) / name for folder in folders)
    return next((place for place in places if place.is_file()), None)


def _configuration(path: Path) -> Lists:
    def include(name: str, _where: str) -> str | None:
        named = expanded(name)
        try:
            return _text(path, read_file(named if named.is_absolute() else path.parent / named, _LARGEST))
        except TakeoverError:
            return None

    return read_config(_text(path, read_file(path, _LARGEST)), path.name, include)


def _text(path: Path, body: bytes) -> str:
    if b"\0" in body:
        raise TakeoverError(f"{path} is not a text.")
    return body.decode("utf-8-sig", "replace")

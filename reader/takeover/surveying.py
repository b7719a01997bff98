"""What there is to take over at a path: told by what is in the file, not by its name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reader.feeds.opml import LARGEST_LIST, OpmlError, read_opml
from reader.takeover.newsboat_cache import feeds_in, is_database
from reader.takeover.newsboat_config import COMMANDS, read_config
from reader.takeover.newsboat_urls import read_newsraft, read_urls
from reader.takeover.quoting import lines_of, words_of
from reader.takeover.values import Lists, Survey, TakeoverError, Wish

_LARGEST = 2 * 1024 * 1024
_LOOKED_AT = 200
_ADDRESSES = ("http://", "https://", "query:", "filter:", "exec:", "file://", "$(")


def survey(path: str) -> Survey:
    """Say what can be taken over from a file, or from a folder of newsboat's. Raise TakeoverError."""
    place = Path(path).expanduser()
    if place.is_dir():
        return _folder(place)
    if place.is_file() and is_database(place):
        return Survey("newsboat cache", str(place), cache=str(place), feeds=feeds_in(place))
    body = _bytes(place, LARGEST_LIST)
    try:
        return Survey("opml", str(place), Lists(read_opml(body)))
    except OpmlError as error:
        if b"<opml" in body[:65_536].lower():
            raise TakeoverError(f"{place}: {error}.") from None
    text = _text(place, body)
    words = [words_of(line) for _, line in list(lines_of(text))[:_LOOKED_AT]]
    begins = [line[0] for line in words if line]
    if begins and sum(word in COMMANDS for word in begins) * 2 > len(begins):
        return Survey("newsboat config", str(place), _configuration(place))
    if any(word == "@" or (word.startswith("@") and not word.startswith("@@")) for word in begins):
        return Survey("newsraft feeds", str(place), read_newsraft(text, place.name))
    if any(word.startswith(_ADDRESSES) for word in begins):
        return Survey("newsboat urls", str(place), read_urls(text, place.name))
    raise TakeoverError(
        f"{place} is neither OPML nor newsboat's urls, config or cache.db, nor newsraft's feeds."
    )


def newsboat(folders: tuple[str, ...]) -> Survey:
    """Say what newsboat keeps in its folders, which may be two: its configuration and its data."""
    files = {name: _first(folders, name) for name in ("urls", "config", "cache.db")}
    urls, config, cache = files["urls"], files["config"], files["cache.db"]
    if urls is None and cache is None:
        raise TakeoverError(f"newsboat has neither urls nor cache.db in {' or '.join(folders)}.")
    lists = read_urls(_text(urls, _bytes(urls, _LARGEST))) if urls is not None else Lists()
    said = _configuration(config) if config is not None else Lists()
    if said.cache and (named := Path(said.cache).expanduser()).is_file():
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


def _folder(place: Path) -> Survey:
    if _first((str(place),), "urls") or _first((str(place),), "cache.db"):
        return newsboat((str(place),))
    if (feeds := place / "feeds").is_file():
        return survey(str(feeds))
    raise TakeoverError(f"There is no urls and no cache.db in {place}.")


def _first(folders: tuple[str, ...], name: str) -> Path | None:
    places = (Path(folder) / name for folder in folders)
    return next((place for place in places if place.is_file()), None)


def _configuration(path: Path) -> Lists:
    def include(name: str, _where: str) -> str | None:
        named = Path(name).expanduser()
        try:
            return _text(path, _bytes(named if named.is_absolute() else path.parent / named, _LARGEST))
        except TakeoverError:
            return None

    return read_config(_text(path, _bytes(path, _LARGEST)), path.name, include)


def _bytes(path: Path, largest: int) -> bytes:
    if not path.is_file():  # a pipe would be waited for
        raise TakeoverError(f"{path} is not a file." if path.exists() else f"There is no {path}.")
    try:
        with path.open("rb") as file:
            body = file.read(largest + 1)
    except OSError as error:
        raise TakeoverError(f"{path} cannot be read: {(error.strerror or 'it failed').lower()}.") from None
    if len(body) > largest:
        raise TakeoverError(f"{path} is larger than {largest // 2**20} MB.")
    return body


def _text(path: Path, body: bytes) -> str:
    if b"\0" in body:
        raise TakeoverError(f"{path} is not a text.")
    return body.decode("utf-8-sig", "replace")

"""What a person changes about feeds and folders: written into feeds.toml, and a deed that can be undone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial

from reader.config import Edit, Place, Value
from reader.history import Deed, History
from reader.model import Feed, Subscription
from reader.storage import LibraryError, Store
from reader.subscriptions import Subscriptions
from reader.text import masked, safe_line
from reader.values import dataclass

LEAST_INTERVAL, MOST_INTERVAL = 5, 527_040
"""Minutes."""


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A feed with what the person says of it in feeds.toml."""

    feed: Feed
    subscription: Subscription


class FeedEditing:
    """Changes subscriptions. Every method returns a sentence about what was done, and raises LibraryError,
    with one sentence, if it cannot be; then nothing was changed."""

    def __init__(self, store: Store, subscriptions: Subscriptions, history: History) -> None:
        self._store, self._subscriptions, self._history = store, subscriptions, history

    def listed(self) -> list[Subscribed]:
        """Return the subscriptions in the order of feeds.toml."""
        said = self._subscriptions.by_address
        return [
            Subscribed(feed, said.get(feed.url) or Subscription(feed.url)) for feed in self._store.feeds()
        ]

    async def reread(self) -> bool:
        """Read feeds.toml again if somebody else wrote to it; say whether. See `Subscriptions.reread`."""
        return await self._subscriptions.reread()

    async def add(self, subscriptions: Sequence[Subscription]) -> str:
        """Subscribe to feeds."""
        known = self._subscriptions.by_address
        new = [one for one in subscriptions if one.url not in known]
        what = _name(new[0].title or masked(new[0].url)) if len(new) == 1 else _feeds(len(new))
        return await self._do(
            partial(self._subscriptions.add, subscriptions),
            f"Subscribed to {what}.",
            f"{what} {_is(len(new))} no longer subscribed to; articles stay.",
        )

    async def text(self) -> str:
        """Return what feeds.toml says, with its comments."""
        return await self._subscriptions.text()

    async def take_over(self, change: Callable[[str], str], feeds: int) -> str:
        """Change feeds.toml in whatever way brings so many feeds from elsewhere."""
        return await self._do(
            partial(self._subscriptions.edit, change),
            f"Took over {_feeds(feeds)}.",
            "What feeds.toml took over is out of it again; articles stay.",
        )

    async def remove(self, feed_ids: Sequence[int]) -> str:
        """Unsubscribe; the articles stay, and are back in the lists when the feeds are."""
        feeds = self._feeds(feed_ids)
        return await self._do(
            partial(self._subscriptions.remove, [feed.url for feed in feeds]),
            f"{_named(feeds)} {_is(len(feeds))} no longer subscribed to; articles stay.",
            f"Subscribed to {_named(feeds)} again, with all articles.",
        )

    async def rename(self, feed_id: int, title: str) -> str:
        """Call a feed by another name; "" is the one that it gives itself."""
        title, [feed] = safe_line(title, 200), self._feeds([feed_id])
        said = f"{_name(feed.title)} is now called “{title}”." if title else "It has its own name again."
        return await self._say(
            [feed], {"title": title or None}, said, f"It is called {_name(feed.title)} again."
        )

    async def put_in(self, feed_ids: Sequence[int], folder: str) -> str:
        """Put feeds into a folder, a new one too; "" is none."""
        folder, feeds = safe_line(folder, 100), self._feeds(feed_ids)
        where = f"in “{folder}”" if folder else "in no folder"
        return await self._say(
            feeds,
            {"folder": folder or None},
            f"{_named(feeds)} {_is(len(feeds))} now {where}.",
            f"{_named(feeds)} {_is(len(feeds))} back where {_it(len(feeds))} {_was(len(feeds))}.",
        )

    async def mute(self, feed_ids: Sequence[int], value: bool) -> str:
        """Take the articles of feeds out of the lists of many feeds, or let them back in."""
        feeds = self._feeds(feed_ids)
        own = "its own list" if len(feeds) == 1 else "their own lists"
        muted = f"{_named(feeds)} {_is(len(feeds))} muted: only {own} and a search show what comes."
        heard = f"{_named(feeds)} {_is(len(feeds))} no longer muted."
        said, taken_back = (muted, heard) if value else (heard, muted)
        return await self._say(feeds, {"mute": value or None}, said, taken_back)

    async def set_interval(self, feed_ids: Sequence[int], minutes: int | None) -> str:
        """Have feeds asked by themselves at most once in so many minutes; None is as in the settings."""
        if minutes is not None and not LEAST_INTERVAL <= minutes <= MOST_INTERVAL:
            raise LibraryError(f"An interval is {LEAST_INTERVAL} to {MOST_INTERVAL:,} minutes.")
        feeds = self._feeds(feed_ids)
        once = "as the settings say" if minutes is None else f"once in {spoken(minutes)} at most"
        return await self._say(
            feeds,
            {"interval": minutes},
            f"{_named(feeds)} {_is(len(feeds))} asked {once}.",
            f"{_named(feeds)} {_is(len(feeds))} asked as often as before.",
        )

    async def set_tags(self, feed_ids: Sequence[int], tags: Sequence[str]) -> str:
        """Give feeds these tags and no others."""
        feeds = self._feeds(feed_ids)
        tags = list(dict.fromkeys(tag for one in tags if (tag := safe_line(one, 100))))
        what = f"tagged {', '.join(tags)}" if tags else "without tags"
        return await self._say(
            feeds,
            {"tags": tags or None},
            f"{_named(feeds)} {_is(len(feeds))} {what}.",
            f"{_named(feeds)} {_is(len(feeds))} tagged as before.",
        )

    async def take_full_text(self, feed_ids: Sequence[int], value: bool | None) -> str:
        """Take articles from their pages, or never, or (None) where the feed gives only a summary."""
        feeds = self._feeds(feed_ids)
        names = _named(feeds)
        said = {
            True: f"The articles of {names} are taken from their pages from now on.",
            False: f"What {names} {'gives' if len(feeds) == 1 else 'give'} is enough from now on; "
            "no pages are asked for.",
            None: f"The articles of {names} are taken from their pages where there is only a summary.",
        }
        return await self._say(
            feeds, {"full_text": value}, said[value], f"The articles of {names} are had as before."
        )

    async def give_to(self, feed_ids: Sequence[int], account: str) -> str:
        """Have feeds come from an account's server; "" has them asked themselves, and the server told to
        subscribe to them no longer."""
        feeds = self._feeds(feed_ids)
        if account and account not in {one.name for one in self._subscriptions.configuration.accounts}:
            raise LibraryError(f"There is no account {safe_line(account, 40)}.")
        where = f"from the account {account}" if account else "from their own addresses"
        if not account and len(feeds) == 1:
            where = "from its own address"
        comes = "comes" if len(feeds) == 1 else "come"
        return await self._say(
            feeds,
            {"account": account or None},
            f"{_named(feeds)} {comes} {where} from the next refresh on.",
            f"{_named(feeds)} {comes} from where {_it(len(feeds))} came before.",
        )

    async def follow_move(self, feed_id: int) -> str:
        """Give a feed the address where permanent redirects have led."""
        [feed] = self._feeds([feed_id])
        new_url = self._subscriptions.found_at(feed_id)
        if new_url is None:
            raise LibraryError(f"{_name(feed.title)} is where it was.")
        return await self._do(
            partial(self._subscriptions.move, feed.url, new_url),
            f"{_name(feed.title)} is now asked at {masked(new_url, 120)}.",
            f"{_name(feed.title)} is asked where it was before.",
            {feed.url: new_url},
        )

    # Order and folders

    async def shift(self, feed_id: int, by: int) -> str:
        """Put a feed so many places further down, or up, among those of its folder."""
        [feed] = self._feeds([feed_id])
        siblings = [one for one in self._store.feeds() if one.folder == feed.folder]
        at = siblings.index(feed)
        to = min(max(0, at + by), len(siblings) - 1)
        if to == at:
            return f"{_name(feed.title)} is the {'last' if by > 0 else 'first'} there."
        others = [one for one in siblings if one != feed]
        place = Place(others[to - 1].url, behind=True) if by > 0 else Place(others[to].url)
        return await self._do(
            partial(self._subscriptions.put, [feed.url], place),
            f"{_name(feed.title)} stands {'lower' if by > 0 else 'higher'} now.",
            f"{_name(feed.title)} stands where it stood.",
        )

    async def shift_folder(self, folder: str, by: int) -> str:
        """Put a folder with its feeds so many places further down or up."""
        feeds = self._store.feeds()
        folders = [name for name in dict.fromkeys(feed.folder for feed in feeds) if name]
        inside = self._inside(folder)
        at = folders.index(folder)
        to = min(max(0, at + by), len(folders) - 1)
        if to == at:
            return f"“{folder}” is the {'last' if by > 0 else 'first'} folder."
        folders.remove(folder)
        rest = [feed for feed in feeds if feed not in inside]
        place = (
            _beside_folder(rest, folders[to - 1]) if by > 0 else _beside_folder(rest, folders[to], above=True)
        )
        return await self._do(
            partial(self._subscriptions.put, [feed.url for feed in inside], place),
            f"“{folder}” stands {'lower' if by > 0 else 'higher'} now.",
            f"“{folder}” stands where it stood.",
        )

    async def rename_folder(self, folder: str, name: str) -> str:
        """Give a folder another name; that of another folder brings both together."""
        name, inside = safe_line(name, 100), self._inside(folder)
        if not name:
            raise LibraryError("A folder needs a name; without one it can be removed, and its feeds stay.")
        return await self._say(
            inside, {"folder": name}, f"“{folder}” is now “{name}”.", f"“{folder}” has its name again."
        )

    async def remove_folder(self, folder: str) -> str:
        """Take a folder away; its feeds stay, without one."""
        inside = self._inside(folder)
        return await self._say(
            inside,
            {"folder": None},
            f"The folder “{folder}” is gone; its feeds are in none.",
            f"The folder “{folder}” is back.",
        )

    # Within

    def _feeds(self, feed_ids: Sequence[int]) -> list[Feed]:
        wanted = set(feed_ids)
        feeds = [feed for feed in self._store.feeds() if feed.id in wanted]
        if len(feeds) < len(wanted) or not feeds:
            raise LibraryError("There is no such feed.")
        return feeds

    def _inside(self, folder: str) -> list[Feed]:
        inside = [feed for feed in self._store.feeds() if folder and feed.folder == folder]
        if not inside:
            raise LibraryError(f"There is no folder “{safe_line(folder, 100)}”.")
        return inside

    async def _say(
        self, feeds: Sequence[Feed], values: Mapping[str, Value], said: str, taken_back: str
    ) -> str:
        """Give feeds other values."""
        everywhere = {feed.url: values for feed in feeds}
        return await self._do(partial(self._subscriptions.say, everywhere), said, taken_back)

    async def _do(
        self,
        change: Callable[[], Awaitable[Edit]],
        said: str,
        taken_back: str,
        moves: Mapping[str, str] | None = None,
    ) -> str:
        """Change feeds.toml and note how that is taken back. `moves` are old addresses and their new ones."""
        async with self._history.turn:
            edit = await change()
            if edit.before == edit.after:
                return "It is so already."
            back = {new: old for old, new in (moves or {}).items()}
            undo = partial(self._again, edit.reverse, back)
            redo = partial(self._again, edit, moves or {})
            return self._history.did(Deed(said, taken_back, undo, redo))

    async def _again(self, edit: Edit, moves: Mapping[str, str]) -> None:
        for url, new_url in moves.items():
            await self._subscriptions.note_move(url, new_url)
        await self._subscriptions.make_again(edit)


def spoken(minutes: int) -> str:
    """Return "45 minutes", "2 hours" or "3 days"."""
    for size, word in ((24 * 60, "day"), (60, "hour")):
        if minutes % size == 0:
            return f"{minutes // size:,} {word}" + ("" if minutes == size else "s")
    return f"{minutes:,} minutes"


def minutes_of(said: str) -> int | None:
    """Return the minutes that "90", "90m", "2h", "3d" or "1w" means, None for "".

    Raise LibraryError for anything else. Here "m" is minutes.
    """
    said = said.strip().lower()
    if not said:
        return None
    number, unit = (said[:-1].strip(), said[-1]) if said[-1] in "mhdw" else (said, "m")
    if not (number.isascii() and number.isdecimal() and len(number) < 8):
        raise LibraryError(
            "Write how often: minutes, such as 90, or 2h, 3d, 1w; nothing: as in the settings."
        )
    return int(number) * {"m": 1, "h": 60, "d": 24 * 60, "w": 7 * 24 * 60}[unit]


def _beside_folder(feeds: Sequence[Feed], folder: str, *, above: bool = False) -> Place:
    """Below a folder's first feeds that stand together, or above them."""
    first = next(n for n, feed in enumerate(feeds) if feed.folder == folder)
    last = first
    while last + 1 < len(feeds) and feeds[last + 1].folder == folder:
        last += 1
    return Place(feeds[first].url) if above else Place(feeds[last].url, behind=True)


def _name(title: str) -> str:
    return safe_line(title, 80)


def _named(feeds: Sequence[Feed]) -> str:
    return _name(feeds[0].title) if len(feeds) == 1 else _feeds(len(feeds))


def _feeds(number: int) -> str:
    return f"{number:,} feed" + ("" if number == 1 else "s")


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def _it(number: int) -> str:
    return "it" if number == 1 else "they"

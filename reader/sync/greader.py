"""Google Reader's API as others carry it on: FreshRSS, Miniflux, Inoreader, BazQux, The Old Reader.

Only ids and contents are asked for, since not all have more. What is new is found among all ids: FreshRSS's
are moments in microseconds, others tell such a moment beside the id, and both can be asked for what came
since; Miniflux counts, and its `ot` looks at when an article was published, so there all ids are read.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Collection, Mapping, Sequence

from reader.sync.greader_told import (
    ADDED,
    ITEMS,
    LOGIN,
    REFS,
    SUBSCRIPTIONS,
    TAGS,
    Refs,
    Subscription,
    canonical,
    crawled,
    long_form,
    remote,
    seconds,
    stream,
)
from reader.sync.items import address_of, half_width_name, named
from reader.sync.server import (
    Abilities,
    Answer,
    Page,
    RemoteFeed,
    RemoteItem,
    Secret,
    Send,
    Server,
    SyncError,
)
from reader.sync.unable import Unable
from reader.sync.wire import (
    FORM,
    LARGEST_IDS,
    LARGEST_ITEMS,
    Wire,
    base_of,
    batches,
    counted,
    form,
    portions,
)

_API = "API of Google Reader"
_LIST = "user/-/state/com.google/"
_LABEL = "user/-/label/"
_IDS, _CONTENTS, _AT_ONCE = 10_000, 250, 250
_MANY_PAGES = 10_000
_TOKEN = re.compile(r"[!-~]{1,2000}")
_FRESHRSS_TOKEN = re.compile(r"[0-9a-f]{40}Z{17}")
_FRESHRSS_PLACES = ("api/greader.php", "p/api/greader.php")
_NO_FOLDER = {"freshrss": "Uncategorized", "miniflux": "All"}
_OLD_READER, _INOREADER = "theoldreader.com", "inoreader.com"
_HOSTED = (_OLD_READER, _INOREADER, "bazqux.com")
_OVERLAP = 100  # ids of two pages where pages are counted, in case some left the list in between
_NO_SUBSCRIBING = frozenset({400, 404, 500, 501})


def connect(url: str, user: str, secret: Secret, send: Send) -> Server:
    """See `reader.sync.connect`; of FreshRSS `url` may be that of its pages."""
    base = base_of(url, "accounts/ClientLogin", "reader/api/0", "i").removesuffix("/api")
    return _GoogleReader(Wire(send, base, _API), user, secret)


class _GoogleReader(Unable):
    def __init__(self, wire: Wire, user: str, secret: Secret) -> None:
        super().__init__(wire)
        self._user, self._secret = user, secret
        self._flavour = ""
        self._auth = self._token = ""
        self._looked = wire.base.endswith(".php") or wire.host.endswith(_HOSTED)
        self._labels: frozenset[str] | None = None

    @property
    def abilities(self) -> Abilities:
        labels = self._flavour != "miniflux" and not self._wire.host.endswith(_OLD_READER)
        return Abilities(labels=labels, new_labels=labels, subscribe=True, rename=True, folders=True)

    async def log_in(self) -> None:
        await self._look_up()
        given = (
            ("Email", self._user),
            ("Passwd", await self._wire.secret(self._secret)),
            ("accountType", "HOSTED_OR_GOOGLE"),
            ("service", "reader"),
            ("client", "Reader"),
        )
        answer = await self._wire.ask("accounts/ClientLogin", method="POST", body=form(*given), kind=FORM)
        if answer.status in {400, 401, 403}:
            refused = self._wire.refused()
            if answer.status == 403 and self._wire.host.endswith(_INOREADER):
                why = "takes questions only with an AppId and an AppKey among the account's headers"
                refused = SyncError(f"{self._wire.host} {why}", "refused")
            raise refused
        if answer.status == 503 and self._wire.base.endswith(".php"):
            off = "keeps its API switched off, or is busy; its settings of authentication can change that"
            raise SyncError(f"{self._wire.host} {off}", "unreachable")
        self._auth = self._auth_in(self._wire.checked(answer))
        token = await self._wire.ask("reader/api/0/token", headers=self._proof())
        self._token = self._wire.checked(token).body[:4096].decode("ascii", "replace").strip()
        if not _TOKEN.fullmatch(self._token):
            raise self._wire.senseless("sent a token that is none")
        if _FRESHRSS_TOKEN.fullmatch(self._token):
            self._flavour = "freshrss"
        elif self._token == self._auth:
            self._flavour = "miniflux"

    async def subscriptions(self) -> tuple[RemoteFeed, ...]:
        return tuple(
            RemoteFeed(
                id=feed.id[:2000],
                url=address_of(feed.url) or address_of(feed.id.removeprefix("feed/")) or "",
                title=half_width_name(named(feed.title))
                if self._flavour == "freshrss"
                else named(feed.title),
                folder=self._folder(feed),
                site=address_of(feed.htmlUrl),
            )
            for feed in await self._feeds()
            if feed.id.startswith("feed/")
        )

    async def labels(self) -> tuple[str, ...]:
        return tuple(sorted(await self._known_labels(fresh=True)))

    async def new_items(self, after: str | None) -> AsyncIterator[Page]:
        kind, _, written = (after or "").partition(":")
        known = int(written) if written.isdigit() else -1
        await self._begun()
        since = {"ot": str(seconds(known))} if kind == "usec" and known > 0 else {}
        found = [ref async for refs in self._listed("reading-list", since) for ref in refs.itemRefs]
        moments = {self._id(ref.id): crawled(ref) for ref in found}
        if self._flavour == "freshrss":
            moments = {name: int(name) for name in moments}
        told = all(moment is not None for moment in moments.values()) and self._flavour != "miniflux"
        unit = "usec" if told else "id"
        places = {
            name: (moment or 0) if told else int(name, 16 if len(name) == 24 else 10)
            for name, moment in moments.items()
        }
        # Of those that came at the same moment as the last that is known, some may not be.
        edge = known - 1 if unit == "usec" and self._flavour != "freshrss" else known
        wanted = sorted((place, name) for name, place in places.items() if kind != unit or place > edge)
        names = [name for _, name in wanted]
        async for items, done in portions(self._contents, names, _CONTENTS):
            yield Page(items, f"{unit}:{wanted[done - 1][0]}", len(wanted))

    async def items(self, ids: Collection[str]) -> tuple[RemoteItem, ...]:
        found: list[RemoteItem] = []
        async for items, _ in portions(self._contents, list(dict.fromkeys(ids)), _CONTENTS):
            found += items
        return tuple(found)

    async def unread(self) -> frozenset[str]:
        return await self._ids("reading-list", {"xt": f"{_LIST}read"})

    async def starred(self) -> frozenset[str]:
        return await self._ids("starred", {})

    async def labelled(self, label: str) -> frozenset[str]:
        if label not in await self._known_labels():
            return frozenset()
        return await self._ids("", {"s": f"{_LABEL}{label}"})

    async def set_read(self, ids: Collection[str], value: bool) -> None:
        await self._edit_tags(ids, f"{_LIST}read", value)

    async def set_starred(self, ids: Collection[str], value: bool) -> None:
        await self._edit_tags(ids, f"{_LIST}starred", value)

    async def set_label(self, ids: Collection[str], label: str, value: bool) -> None:
        await self._begun()
        if not self.abilities.labels:
            raise self._wire.unwilling("keeps no labels")
        await self._edit_tags(ids, f"{_LABEL}{label}", value)
        self._labels = None

    async def subscribe(self, url: str, title: str = "", folder: str = "") -> None:
        if any(feed.url == url for feed in await self.subscriptions()):
            return
        asked = [("ac", "subscribe"), ("s", f"feed/{url}")]
        asked += [("t", title)] if title else []
        asked += [("a", f"{_LABEL}{folder}")] if folder else []
        answer = await self._post("reader/api/0/subscription/edit", asked)
        if answer.status not in _NO_SUBSCRIBING:
            self._wire.checked(answer)
            return
        # The Old Reader has another question for it.
        answer = await self._post("reader/api/0/subscription/quickadd", [("quickadd", url)])
        try:
            added = self._wire.decoded(self._wire.checked(answer), ADDED)
        except SyncError:
            raise self._wire.unwilling("would not subscribe to the feed") from None
        if not added.numResults or not added.streamId:
            raise self._wire.unwilling("would not subscribe to the feed", added.error or "")
        if title or folder:
            await self._edit_feed(added.streamId, asked[2:])

    async def unsubscribe(self, feed: str) -> None:
        answer = await self._post("reader/api/0/subscription/edit", [("ac", "unsubscribe"), ("s", feed)])
        if not 200 <= answer.status < 300 and any(one.id == feed for one in await self._feeds()):
            self._wire.checked(answer)

    async def rename(self, feed: str, title: str) -> None:
        await self._edit_feed(feed, [("t", title)])

    async def move(self, feed: str, folder: str) -> None:
        before = next((self._folders(one) for one in await self._feeds() if one.id == feed), ())
        left = before[0] if before else ""
        there = folder or (_NO_FOLDER["miniflux"] if self._flavour == "miniflux" else "")
        asked = [("a", f"{_LABEL}{there}")] if there else []
        if left and left != there and self._flavour != "miniflux":
            asked.append(("r", f"{_LABEL}{left}"))
        if asked:
            await self._edit_feed(feed, asked)

    async def _edit_feed(self, feed: str, what: Sequence[tuple[str, str]]) -> None:
        answer = await self._post("reader/api/0/subscription/edit", [("ac", "edit"), ("s", feed), *what])
        if answer.status in {400, 404}:
            raise self._wire.unwilling("would not change the feed")
        self._wire.checked(answer)

    async def _edit_tags(self, ids: Collection[str], tag: str, value: bool) -> None:
        """Put one tag on items or take it off: some servers read no more than one in a question."""
        for some in batches(ids, _AT_ONCE):
            names = [name for one in some if (name := long_form(one)) is not None]
            if names:
                asked = [("a" if value else "r", tag), *(("i", name) for name in names)]
                self._wire.checked(await self._post("reader/api/0/edit-tag", asked))

    async def _contents(self, ids: Sequence[str]) -> tuple[RemoteItem, ...]:
        names = [name for one in ids if (name := long_form(one)) is not None]
        if not names:
            return ()
        labels = await self._known_labels()
        asked = [("output", "json"), *(("i", name) for name in names)]
        answer = await self._post(
            "reader/api/0/stream/items/contents", asked, {"output": "json"}, LARGEST_ITEMS
        )
        items = self._wire.decoded(self._wire.checked(answer), ITEMS).items
        try:
            found = [remote(item, labels, wide=self._flavour == "freshrss") for item in items]
        except ValueError:
            raise self._no_id() from None
        wanted = set(ids)
        return tuple(item for item in found if item.id in wanted)

    async def _ids(self, state: str, query: Mapping[str, str]) -> frozenset[str]:
        found: set[str] = set()
        async for refs in self._listed(state, query):
            found.update(self._id(ref.id) for ref in refs.itemRefs)
        return frozenset(found)

    async def _listed(self, state: str, query: Mapping[str, str]) -> AsyncIterator[Refs]:
        """The ids of a stream, page by page. Raise SyncError if they do not come to an end."""
        asked = {"output": "json", "n": str(_IDS), "s": f"{_LIST}{state}", **query}
        turns, seen, told = set[str](), set[int | str](), 0
        for _ in range(_MANY_PAGES):
            answer = await self._get("reader/api/0/stream/items/ids", asked, LARGEST_IDS)
            refs = self._wire.decoded(self._wire.checked(answer), REFS)
            seen.update(ref.id for ref in refs.itemRefs)
            counted(self._wire, len(seen))
            yield refs
            turn = str(refs.continuation or "")[:2000]
            if not turn or not refs.itemRefs:
                return
            if turn in turns or len(seen) == told:
                break
            turns.add(turn)
            told = len(seen)
            counts = self._flavour == "miniflux" and turn.isascii() and turn.isdigit()
            asked["c"] = str(max(0, int(turn) - _OVERLAP)) if counts else turn
        raise self._wire.senseless("tells the same ids again and again")

    async def _feeds(self) -> list[Subscription]:
        answer = await self._get("reader/api/0/subscription/list", {"output": "json"}, LARGEST_IDS)
        return self._wire.decoded(self._wire.checked(answer), SUBSCRIPTIONS).subscriptions

    async def _known_labels(self, *, fresh: bool = False) -> frozenset[str]:
        """The names of labels: folders are told beside them, and not told apart by all."""
        await self._begun()
        if not self.abilities.labels:
            return frozenset()
        if self._labels is None or fresh:
            answer = await self._get("reader/api/0/tag/list", {"output": "json"}, LARGEST_IDS)
            tags = self._wire.decoded(self._wire.checked(answer), TAGS).tags
            names = {name: tag.type for tag in tags for kind, name in (stream(tag.id),) if kind == "label"}
            if any(kind is None for kind in names.values()):
                folders = {name for feed in await self._feeds() for name in self._folders(feed)}
                names = {name: "folder" if name in folders else kind for name, kind in names.items()}
            self._labels = frozenset(name for name, kind in names.items() if kind != "folder")
        return self._labels

    def _folders(self, feed: Subscription) -> tuple[str, ...]:
        named_ones = ((category.label or stream(category.id)[1]) for category in feed.categories or ())
        return tuple(name for one in named_ones if (name := named(one)))

    def _folder(self, feed: Subscription) -> str:
        """The first of a feed's folders; the one that stands for none is "" """
        first = next(iter(self._folders(feed)), "")
        return "" if first == _NO_FOLDER.get(self._flavour) else first

    async def _begun(self) -> None:
        if not self._auth:
            await self.log_in()

    async def _get(self, path: str, query: Mapping[str, str], largest: int) -> Answer:
        """Ask; log in before, if that has not been done, and once more if the login is over."""
        fresh = not self._auth
        await self._begun()
        answer = await self._wire.ask(path, query, headers=self._proof(), largest=largest)
        if answer.status == 401 and not fresh:
            await self.log_in()
            answer = await self._wire.ask(path, query, headers=self._proof(), largest=largest)
        return answer

    async def _post(
        self,
        path: str,
        asked: Sequence[tuple[str, str]],
        query: Mapping[str, str] | None = None,
        largest: int = 1 << 20,
    ) -> Answer:
        """The same with a form, which holds the token: some servers look at nothing else."""
        fresh = not self._auth
        await self._begun()
        for again in (False, True):
            answer = await self._wire.ask(
                path,
                query,
                method="POST",
                headers=self._proof(),
                body=form(*asked, ("T", self._token)),
                kind=FORM,
                largest=largest,
            )
            if answer.status != 401 or fresh or again:
                break
            await self.log_in()
        return answer

    def _proof(self) -> dict[str, str]:
        return {"Authorization": f"GoogleLogin auth={self._auth}"}

    def _auth_in(self, answer: Answer) -> str:
        """What a login gives, in lines or in JSON."""
        text = answer.body[:16_384].decode("utf-8", "replace")
        lines = dict(line.partition("=")[::2] for line in text.splitlines() if "=" in line)
        auth = lines.get("Auth", "").strip()
        if not auth and text.lstrip().startswith("{"):
            auth = self._wire.decoded(answer, LOGIN).Auth
        if lines.get("Error") and not auth:
            raise self._wire.refused()
        if not _TOKEN.fullmatch(auth):
            self._wire.decoded(answer, LOGIN)
            raise self._wire.senseless("sent a login that is none")
        return auth

    def _id(self, written: int | str) -> str:
        try:
            return canonical(written)
        except ValueError:
            raise self._no_id() from None

    def _no_id(self) -> SyncError:
        return self._wire.senseless("names articles by what is no id")

    async def _look_up(self) -> None:
        """See whether the address is that of FreshRSS's pages: the place of its API says "OK" to anybody."""
        if self._looked:
            return
        self._looked = True
        for place in _FRESHRSS_PLACES:
            answer = await self._wire.ask(place)
            if answer.status == 200 and answer.body[:100].strip() == b"OK":
                self._wire.base = f"{self._wire.base}/{place}"
                return

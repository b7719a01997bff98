"""What rules set going outside of the library: programs, pipes, downloads, notifications. In the background,
a few at a time, and never more than a bounded number for one refresh."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from reader.downloads import Downloads
from reader.handing import Handing
from reader.marks import Marks
from reader.programs import ProgramError
from reader.rule import ArticleRule
from reader.storage import LibraryError, Store
from reader.text import safe_line, safe_text
from reader.values import dataclass

if TYPE_CHECKING:
    from reader.config import Pipe

MOST_PROGRAMS = 50
MOST_DOWNLOADS = 50
"""So many for one refresh; what is more is left out, and told."""
MOST_QUEUED = 200
AT_ONCE = 2
GIVES_UP = 3
"""So often in a row a rule's program may fail before the rest of what is queued for it is dropped."""
_MOST_TITLES = 3
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Errand:
    """One thing to be done for a rule; `do` returns a sentence, "" where there is nothing to say."""

    rule: ArticleRule
    do: Callable[[], Awaitable[str]]


class Errands:
    """A queue. `told` hears a sentence on what went wrong, or on what a person is to look at."""

    def __init__(
        self,
        store: Store,
        programs: Handing,
        downloads: Downloads,
        marks: Marks,
    ) -> None:
        self._store, self._programs, self._downloads, self._marks = store, programs, downloads, marks
        self.told: Callable[[str], None] = _log.warning
        self._queue: deque[Errand] = deque()
        self._failures: dict[ArticleRule, int] = {}
        self._running: set[asyncio.Task[None]] = set()

    async def send(self, acted: Sequence[tuple[ArticleRule, Sequence[int]]]) -> None:
        """Begin what rules are to do with these articles, beyond marking them."""
        self._run_programs(acted)
        await self._download(acted)
        self._notify(acted)
        while self._queue and len(self._running) < AT_ONCE:
            task = asyncio.create_task(self._work())
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def settle(self) -> None:
        """Wait until everything is done."""
        while self._running:
            await asyncio.gather(*self._running, return_exceptions=True)

    async def close(self) -> None:
        """End what runs, and leave the rest."""
        self._queue.clear()
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _run_programs(self, acted: Sequence[tuple[ArticleRule, Sequence[int]]]) -> None:
        pipes = {pipe.name: pipe for pipe in self._programs.pipes}
        wanted = []
        for rule, ids in acted:
            named = [act.name for act in rule.acts if act.verb == "pipe"]
            for number in ids:
                wanted += [(rule, self._piped(number, pipes[name])) for name in named if name in pipes]
                if rule.run:
                    wanted.append((rule, self._started(number, rule.run)))
        room = min(MOST_PROGRAMS, MOST_QUEUED - len(self._queue))
        self._queue += [Errand(rule, do) for rule, do in wanted[:room]]
        if len(wanted) > room:
            more = len(wanted) - room
            self.told(f"Rules run at most {MOST_PROGRAMS} programs for one refresh; {more:,} were left out.")

    def _started(self, number: int, command: Sequence[str]) -> Callable[[], Awaitable[str]]:
        async def start() -> str:
            outcome = await self._programs.run(number, command)
            if outcome.code:
                raise ProgramError(outcome.sentence)
            return ""

        return start

    def _piped(self, number: int, pipe: Pipe) -> Callable[[], Awaitable[str]]:
        async def give() -> str:
            outcome = await self._programs.pipe(number, pipe)
            if outcome.code:
                raise ProgramError(outcome.sentence)
            said = safe_text(outcome.output.decode("utf-8", "replace")).strip()
            if pipe.show == "note" and said:
                note = self._marks.of(number).note
                await self._marks.write_note(number, f"{note.text}\n\n{said}" if note is not None else said)
            return ""

        return give

    async def _download(self, acted: Sequence[tuple[ArticleRule, Sequence[int]]]) -> None:
        count = left = 0
        for rule, ids in acted:
            if not any(act.verb == "download" for act in rule.acts):
                continue
            for number in ids:
                content = self._store.content(number)
                for enclosure in content.enclosures if content is not None else ():
                    if count < MOST_DOWNLOADS:
                        with contextlib.suppress(LibraryError):
                            await self._downloads.want(number, enclosure)
                        count += 1
                    else:
                        left += 1
        if left:
            self.told(
                f"Rules download at most {MOST_DOWNLOADS} files for one refresh; {left:,} were left out."
            )

    def _notify(self, acted: Sequence[tuple[ArticleRule, Sequence[int]]]) -> None:
        wanted = [(r, ids) for r, ids in acted if ids and any(act.verb == "notify" for act in r.acts)]
        ids = list(dict.fromkeys(number for _, numbers in wanted for number in numbers))
        if not ids:
            return
        rules = " · ".join(rule.title for rule, _ in wanted[:_MOST_TITLES])
        titles = [safe_line(one.title, 80) for one in self._store.articles_by_id(ids[:_MOST_TITLES])]
        more = f" and {len(ids) - len(titles):,} more" if len(ids) > len(titles) else ""
        heading, text = f"Reader: {rules}", f"{' · '.join(titles)}{more}"

        async def notify() -> str:
            shown = await self._programs.notify(heading, text)
            return "" if shown else f"{rules}: {text}"

        self._queue.append(Errand(wanted[0][0], notify))

    async def _work(self) -> None:
        while self._queue:
            errand = self._queue.popleft()
            try:
                if said := await errand.do():
                    self.told(said)
                self._failures.pop(errand.rule, None)
            except (ProgramError, LibraryError) as error:
                self._failed(errand.rule, str(error))
            except Exception as error:
                _log.exception("What a rule was to do failed")
                self._failed(errand.rule, f"{type(error).__name__}: {error}")

    def _failed(self, rule: ArticleRule, why: str) -> None:
        count = self._failures[rule] = self._failures.get(rule, 0) + 1
        more = ""
        if count >= GIVES_UP:
            left = [one for one in self._queue if one.rule == rule]
            self._queue = deque(one for one in self._queue if one.rule != rule)
            self._failures.pop(rule)
            more = f" It is not run for {len(left):,} more." if left else ""
        self.told(f"Rule “{rule.title}”: {safe_line(why, 200)}{more}")

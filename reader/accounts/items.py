"""What a server told of items, washed in the worker and made what the store keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reader.model import Entry
from reader.storage import ToldItem
from reader.sync import RemoteItem
from reader.text import encodable
from reader.worker import JobError, Worker

_AT_ONCE = 100
_LARGEST = 4 << 20
"""Entries, and characters of them, that the worker gets in one go."""
_LONGEST_ID, _LONGEST_LABEL, _MOST_LABELS = 300, 100, 50


async def told(items: Iterable[RemoteItem], feeds: Mapping[str, int], worker: Worker) -> list[ToldItem]:
    """Return items with their texts washed; `feeds` are the library's by the server's ids. One that cannot be
    read in time keeps its title and its address: its marks are the person's."""
    sound = [item for item in items if 0 < len(item.id) <= _LONGEST_ID and _is_sound(item.id)]
    entries: list[Entry] = []
    for some in _portions(sound):
        entries += await _cleaned([_encodable(item.entry) for item in some], worker)
    return [
        ToldItem(item.id, feeds.get(item.feed), entry, item.read, item.starred, _labels(item))
        for item, entry in zip(sound, entries, strict=True)
    ]


async def _cleaned(entries: list[Entry], worker: Worker) -> list[Entry]:
    try:
        return await worker.clean_entries(entries)
    except JobError:
        if len(entries) > 1:
            apart = [await _cleaned([entry], worker) for entry in entries]
            return [entry for some in apart for entry in some]
        bare = [replace(entry, content_html="", summary_html="", enclosures=()) for entry in entries]
        return await worker.clean_entries(bare)


def _labels(item: RemoteItem) -> tuple[str, ...]:
    labels = (one for one in item.labels if 0 < len(one) <= _LONGEST_LABEL and _is_sound(one))
    return tuple(dict.fromkeys(labels))[:_MOST_LABELS]


def _is_sound(text: str) -> bool:
    return encodable(text) == text


def _encodable(entry: Entry) -> Entry:
    """The entry as it can be given to another process: JSON may bring halves of letters."""
    return replace(
        entry,
        guid=encodable(entry.guid),
        url=entry.url and encodable(entry.url),
        title=encodable(entry.title),
        authors=tuple(map(encodable, entry.authors)),
        summary_html=encodable(entry.summary_html),
        content_html=encodable(entry.content_html),
        text="",
        tags=tuple(map(encodable, entry.tags)),
        language=entry.language and encodable(entry.language),
    )


def _portions(items: Sequence[RemoteItem]) -> Iterator[Sequence[RemoteItem]]:
    start = size = 0
    for at, item in enumerate(items):
        size += len(item.entry.content_html) + len(item.entry.summary_html)
        if at - start + 1 == _AT_ONCE or size > _LARGEST or at + 1 == len(items):
            yield items[start : at + 1]
            start, size = at + 1, 0

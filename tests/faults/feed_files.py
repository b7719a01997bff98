"""Feeds of other readers' tests through our parser: `python -m tests.faults.feed_files FOLDER…`.

FOLDER is a checkout of any project. Read are its files that are named as feeds are (.xml, .rss, .atom, .rdf,
.json, .opml) and the feeds that its Go tests hold between backquotes. Printed for each folder: how many were
read, how many gave entries, crashes, and how many took over two seconds of CPU.
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from reader.feeds import OpmlError, parse, read_opml

if TYPE_CHECKING:
    from collections.abc import Iterator

_SLOW = 2.0
_SUFFIXES = frozenset({".xml", ".rss", ".atom", ".rdf", ".json", ".opml"})
_LITERAL = re.compile(rb"`(\s*[<{][^`]*)`")


def main(folders: list[str]) -> int:
    """Read every sample; 1 if one crashed or was slow."""
    if not folders:
        print(__doc__)
        return 2
    faults = 0
    for folder in folders:
        samples = dict(_samples(Path(folder)))
        answers = {name: _read(body) for name, body in samples.items()}
        crashed = [name for name, (_, error, _) in answers.items() if "broken in a way" in error]
        slow = [name for name, (_, _, seconds) in answers.items() if seconds > _SLOW]
        full = sum(entries > 0 for entries, _, _ in answers.values())
        longest = max((seconds for _, _, seconds in answers.values()), default=0.0)
        counts = f"read {len(samples):5}   with entries {full:5}   crashes {len(crashed)}"
        print(f"{folder}: {counts}   over {_SLOW:g} s {len(slow)}   longest {longest:.2f} s")
        for name in (*crashed, *slow):
            print(f"  {name}")
        faults += len(crashed) + len(slow)
    return 1 if faults else 0


def _samples(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        name = str(path.relative_to(folder))
        if path.suffix in _SUFFIXES:
            yield name, path.read_bytes()
        elif name.endswith("_test.go"):
            for number, literal in enumerate(_LITERAL.findall(path.read_bytes())):
                yield f"{name}:{number}", literal


def _read(body: bytes) -> tuple[int, str, float]:
    """How many entries or subscriptions, what is wrong, and the seconds of CPU that it took."""
    begun = time.process_time()
    document = parse(body, url="https://feeds.example/feed")
    found, error = len(document.entries), document.error or ""
    if b"<opml" in body[:1000]:
        try:
            found, error = len(read_opml(body)), ""
        except OpmlError as refused:
            error = str(refused)
    return found, error, time.process_time() - begun


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What is wrong in a feeds.toml: on which line, and what would be right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from reader.text import safe_line
from reader.values import dataclass

_MAY_BE_SECRET = re.compile(r"pass|auth|header|token|secret|key|command|://[^/\s]*@", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong in a file: on which line, what, and what would be right."""

    line: int
    problem: str
    remedy: str


class ConfigurationError(Exception):
    """feeds.toml cannot be used as it is. Its text has one line a mistake; nothing was changed."""

    def __init__(self, path: Path, mistakes: Sequence[Mistake]) -> None:
        self.path, self.mistakes = path, tuple(mistakes)
        super().__init__("\n".join(f"{path}:{m.line}: {m.problem}; {m.remedy}" for m in mistakes))


def unusable(path: Path, problem: str) -> ConfigurationError:
    """The error of a file that cannot be read or written at all."""
    return ConfigurationError(path, [Mistake(1, problem, "give another file with --feeds")])


def syntax_mistake(message: str, text: str) -> Mistake:
    """What tomllib has to say, for a person."""
    at = re.search(r" ?\(at line (\d+), column \d+\)", message)
    line = int(at[1]) if at else text.count("\n") + 1
    problem = re.sub(r" ?\(at [^)]*\)", "", message)
    written = text.split("\n")[line - 1].strip() if line <= text.count("\n") + 1 else ""
    shown = f" in: {safe_line(written, 60)}" if written and not _MAY_BE_SECRET.search(written) else ""
    return Mistake(line, f"not valid TOML{shown}", f"{problem[:1].lower()}{problem[1:]} (texts need quotes)")


class Lines:
    """Where each key of a feeds.toml was written; tomllib does not say."""

    _HEADER = re.compile(r"\s*(\[\[?) *([A-Za-z0-9_.\"'-][A-Za-z0-9_.\"' -]*)\]\]?")
    _KEY = re.compile(r"\s*(?:([A-Za-z0-9_-]+)|\"([^\"]{1,100})\"|'([^']{1,100})')\s*(?:=|\.)")

    def __init__(self, text: str) -> None:
        self.found: dict[str, int] = {}
        where, counts = "", dict[str, int]()
        for number, line in enumerate(text.split("\n"), start=1):
            if header := self._HEADER.match(line):
                name = header[2].rstrip()
                if header[1] == "[[":
                    counts[name] = counts.get(name, -1) + 1
                where = f"{name}.{counts[name]}" if name in counts else name
                self.found.setdefault(where, number)
            elif key := self._KEY.match(line):
                name = key[1] or key[2] or key[3]
                self.found.setdefault(f"{where}.{name}" if where else name, number)

    def of(self, *path: str) -> int:
        """The line of a.b.c, or of the nearest table around it."""
        for length in range(len(path), 0, -1):
            if (line := self.found.get(".".join(path[:length]))) is not None:
                return line
        return 1

"""What a hostile feed writes into a text to steer a terminal, or to hide in it."""

from __future__ import annotations

from collections.abc import Iterator

CONTROLS = tuple(map(chr, (*range(0x20), *range(0x7F, 0xA0))))
SEQUENCES = (
    "\x1b[31m",
    "\x1b[5;7m",
    "\x1b[8m",
    "\x9b32m",
    "\x1b[2J",
    "\x1b[3J",
    "\x1b[999;999H",
    "\x1b[9999A",
    "\x1b[?1049l",
    "\x1b[?1003h",
    "\x1b[6n",
    "\x1b[21t",
    "\x1b[!p",
    "\x1b[4i",
    "\x1b]0;owned\x07",
    "\x1b]2;owned\x1b\\",
    "\x9d2;owned\x9c",
    "\x1b]8;;file:///etc/passwd\x07go\x1b]8;;\x07",
    "\x1b]52;c;b3duZWQ=\x07",
    "\x1b]9;owned\x07",
    "\x1b]777;notify;owned;owned\x07",
    "\x1b]1337;File=name=b3du:b3du\x07",
    "\x1b]11;?\x07",
    "\x1bP+q544e\x1b\\",
    "\x1bP$qm\x1b\\",
    "\x90owned\x9c",
    "\x1b_Ga=T,f=24;AAAA\x1b\\",
    "\x9fowned\x9c",
    "\x1b^owned\x1b\\",
    "\x9eowned\x9c",
    "\x1bXowned\x1b\\",
    "\x98owned\x9c",
    "\x1bc",
    "\x1b#8",
    "\x1b(0",
    "\x1bZ",
    "\x1b",
)
DIRECTIONS = tuple("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
UNSEEN = (
    *"\u00ad\u034f\u180b\u180c\u180d\u180e\u200b\u200c\u200d\u2028\u2029\u2060\u2061\u2062\u2063\u2064\u2065",
    *"\u206a\u206b\u206c\u206d\u206e\u206f\u2800\u3164\uffa0\u115f\u1160\ufeff\ufff9\ufffa\ufffb\ufffe\uffff",
    *map(chr, range(0xFE00, 0xFE10)),
    *map(chr, range(0xE0000, 0xE0080)),
    *map(chr, range(0xE0100, 0xE01F0, 16)),
    "\U0001d173",
    "\U0001bca0",
)
STACKED = ("a" + "\u0301" * 500, "क" + "\u0941" * 500, "ก" + "\u0e48" * 500)
_HIDDEN = ["".join(UNSEEN[at : at + 12]) for at in range(0, len(UNSEEN), 12)]
ATTACKS = (*CONTROLS, *SEQUENCES, *DIRECTIONS, *_HIDDEN, *STACKED)

FORBIDDEN = frozenset({*CONTROLS, *DIRECTIONS, *UNSEEN})
"""Characters that are never written but as a part of a sequence of the program's own, or as a line's end."""
_LETTERS_AFTER = 60


def portions() -> Iterator[str]:
    """All attacks, in texts so short that a list shows them to their end."""
    portion, letters = "", 0
    for number, attack in enumerate(ATTACKS):
        seen = 1 + sum(character.isprintable() for character in attack) * (len(attack) < 50)
        if letters + seen > _LETTERS_AFTER:
            yield portion
            portion, letters = "", 0
        portion += attack + chr(ord("a") + number % 26)
        letters += seen
    yield portion


PORTIONS = tuple(portions())
EVERYTHING = "".join(PORTIONS)

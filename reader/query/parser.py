"""A query's text to its tree. Any string gives a tree or a QueryError, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from reader.query import numbers, values
from reader.query.error import QueryError, nearest
from reader.query.fields import FIELDS, FIGURE_KINDS, FLAG_NAMES, NAMES, SORT_KEYS, Field
from reader.query.scanner import LONGEST, Scanner
from reader.query.tree import (
    And,
    Figure,
    Flag,
    Node,
    Or,
    Pattern,
    Query,
    Range,
    Term,
    Text,
    Value,
    both,
    either,
    negated,
)

MOST_TERMS = 100
DEEPEST = 20
_MOST_SORTS = 5
_MOST_ARTICLES = 10_000_000
_OR = {"or", "OR", "|"}
_AND = {"and", "AND"}
_NOT = {"not", "NOT"}
_KIND_FIELDS = ("money", "percent", "count")


def parse(text: str) -> Query:
    """Return what a query says. Raise QueryError, with the place and one sentence, if it says nothing."""
    if len(text) > LONGEST:
        raise QueryError(f"A query has at most {LONGEST:,} characters.", LONGEST, len(text))
    return _Parser(text).query()


class _Parser:
    def __init__(self, text: str) -> None:
        self.scanner = Scanner(text)
        self.terms = 0
        self.sort: tuple[str, ...] = ()
        self.limit: int | None = None

    def query(self) -> Query:
        self.scanner.skip_space()
        where = None
        if self.scanner.next:
            where = self.any_of(0)
        if self.scanner.next == ")":
            raise self.wrong("Nothing is open that this bracket could close.", 1)
        if "relevance" in (key.lstrip("-") for key in self.sort) and not _looks_for_words(where):
            raise QueryError(
                "sort:relevance needs words to look for.", 0, len(self.scanner.text), "sort:-date"
            )
        return Query(where, self.sort, self.limit)

    def any_of(self, depth: int) -> Node | None:
        if depth > DEEPEST:
            raise self.wrong(f"Brackets are nested deeper than {DEEPEST}.", 1)
        parts: list[Node] = []
        while True:
            start = self.scanner.at
            part = self.all_of(depth)
            bar = self.scanner.next == "|" or self.scanner.word() in _OR
            if part is None and (bar or parts):
                self.scanner.at = self.scanner.at if bar else start
                raise self.wrong("Something must stand on both sides of or.", 1)
            if part is not None:
                parts.append(part)
            if not bar:
                return either(parts) if parts else None
            self.scanner.at += 1 if self.scanner.next == "|" else 2
            self.scanner.skip_space()

    def all_of(self, depth: int) -> Node | None:
        """Read what stands side by side; what is said of a figure is of one figure."""
        parts: list[Node] = []
        figure_at = -1
        joined = False
        while self.scanner.next and self.scanner.next not in ")|" and self.scanner.word() not in _OR:
            if self.scanner.word() in _AND:
                if joined or not parts:
                    raise self.wrong("Something must stand on both sides of and.", 3)
                joined = True
                self.scanner.at += 3
                self.scanner.skip_space()
                continue
            start = self.scanner.at
            bare = self.scanner.next not in "(-"
            part = self.one(depth)
            joined = False
            if bare and isinstance(part, Figure) and figure_at >= 0:
                before = parts[figure_at]
                assert isinstance(before, Figure)  # noqa: S101
                parts[figure_at] = self.joined(before, part, start)
            elif part is not None:
                figure_at = len(parts) if bare and isinstance(part, Figure) else figure_at
                parts.append(part)
        if joined:
            raise self.wrong("Something must stand on both sides of and.", 1)
        return both(parts) if parts else None

    def joined(self, before: Figure, part: Figure, start: int) -> Figure:
        """One figure of which both hold."""
        for name, one, other in (
            ("unit", before.units, part.units),
            ("kind", before.kinds, part.kinds),
            ("counted", before.counted, part.counted),
        ):
            if one and other and one != other:
                raise QueryError(
                    f"One figure has one {name}; put what is said of another one in brackets.",
                    start,
                    self.scanner.at,
                )
        return Figure(
            before.bounds + part.bounds,
            before.units or part.units,
            before.kinds or part.kinds,
            before.counted or part.counted,
        )

    def one(self, depth: int) -> Node | None:
        """Read one term with what negates it, and the space after it; None for a setting."""
        scanner, flips, start = self.scanner, 0, self.scanner.at
        while True:
            if scanner.next == "-":
                scanner.at += 1
            elif scanner.word() in _NOT:
                scanner.at += 3
                scanner.skip_space()
            else:
                break
            flips += 1
        if not scanner.next or scanner.next.isspace() or scanner.next in ")|":
            raise QueryError("Nothing stands after not.", start, max(scanner.at, start + 1))
        bracketed = scanner.next == "("
        part = self.bracketed(depth) if bracketed else self.term(settable=not flips and not depth)
        scanner.skip_space()
        if part is not None and flips % 2:
            return negated(part)
        return part

    def bracketed(self, depth: int) -> Node:
        start = self.scanner.at
        self.scanner.at += 1
        self.scanner.skip_space()
        part = self.any_of(depth + 1)
        if self.scanner.next != ")":
            raise QueryError("This bracket is not closed.", start, start + 1)
        self.scanner.at += 1
        if part is None:
            raise QueryError("Nothing stands between these brackets.", start, self.scanner.at)
        return part

    def term(self, *, settable: bool) -> Node | None:
        scanner, start = self.scanner, self.scanner.at
        self.terms += 1
        if self.terms > MOST_TERMS:
            raise self.wrong(f"A query has at most {MOST_TERMS} terms.", 1)
        if scanner.next == '"':
            return Term("anywhere", (self.words(*scanner.quoted(), start),))
        if scanner.next == "/":
            return Term("anywhere", (scanner.pattern(),))
        word = scanner.word()
        if word[:1] in "~!" and len(word) > 1:
            raise QueryError(
                f"Not is written with a -: -{word[1:41]}", start, start + len(word), f"-{word[1:]}"
            )
        if word[:1] == "#" and len(word) > 1:
            scanner.at += 1
            return Term("tag", tuple(self.listed(FIELDS["tag"], start)))
        if (name := scanner.field()) != "":
            return self.fielded(name, start, settable=settable)
        scanner.at += len(word)
        if word in FLAG_NAMES:
            return Flag(FLAG_NAMES[word])
        return Term("anywhere", (self.words(word.rstrip("*"), word.endswith("*"), start),))

    def fielded(self, name: str, start: int, *, settable: bool) -> Node | None:
        known = NAMES.get(name.lower())
        if known is None and name.lower() == "is":
            return self.flag(start)
        if known is None:
            near = nearest(name, NAMES)
            hint = f"did you mean {near}?" if near else "quotes around it look for the words."
            raise QueryError(f"There is no field “{name}”; {hint}", start, self.scanner.at - 1, near and near)
        field = FIELDS[known]
        if field.kind == "setting":
            if not settable:
                raise QueryError(
                    f"{known}: is about the whole query; it stands outside brackets, without a -.",
                    start,
                    self.scanner.at,
                )
            self.setting(field, start)
            return None
        if field.kind == "figure":
            return self.figure(field, start)
        return Term(known, tuple(self.listed(field, start)))

    def flag(self, start: int) -> Flag:
        """Read a flag after "is:"."""
        word = self.scanner.item(thousands=False)
        if word not in FLAG_NAMES:
            near = nearest(word, FLAG_NAMES)
            hint = f"did you mean is:{near}?" if near else "there are unread, saved, changed and others."
            said = f"There is no flag “{word[:40]}”; {hint}"
            raise QueryError(said, start, self.scanner.at, near and f"is:{near}")
        return Flag(FLAG_NAMES[word])

    def listed(self, field: Field, start: int) -> Iterator[Value]:
        """Read the values of a field, parted by commas."""
        while True:
            yield self.value(field, start)
            if self.scanner.next != ",":
                return
            self.scanner.at += 1

    def value(self, field: Field, start: int) -> Value:
        scanner = self.scanner
        operator = scanner.operator()
        if scanner.next == '"':
            text, begins = scanner.quoted()
        elif scanner.next == "/" and not operator and field.kind in {"words", "names", "text", "label"}:
            return scanner.pattern()
        else:
            thousands = field.kind != "label" and field.name not in {"id", "feedid", "story"}
            text, begins = scanner.item(thousands=thousands), False
            if field.kind in {"words", "names", "text", "label"}:
                begins, text = text.endswith("*"), text.rstrip("*")
        place = values.Place(field, start, scanner.at)
        if not text and not (begins and field.kind in {"text", "label"}):
            raise place.wrong(f"{field.name}: needs a value, such as {field.name}:{field.example}.")
        match field.kind:
            case "number":
                return self.number(operator, text, place)
            case "age":
                return values.age(operator, text, place)
            case "time" if field.name in {"since", "before"}:
                return values.single_moment(operator, text, place)
            case "time":
                return values.moment(operator, text, place)
        if field.name == "anywhere" and operator == "=":
            raise place.wrong("title:= or text:= asks for the whole of one of them.")
        if operator not in {"", "="}:
            raise place.wrong(
                f"{field.name}: is text, which is neither more nor less; write {field.name}:{field.example}."
            )
        if operator and begins:
            raise place.wrong(f"After {field.name}:= stands the whole text, without a *.")
        if field.kind in {"words", "names"} and not any(map(str.isalnum, text)):
            raise place.wrong(f"“{text[:40]}” holds no word to look for.")
        return Text(text, begins, bool(operator))

    @staticmethod
    def number(operator: str, text: str, place: values.Place) -> Range:
        found, unit = values.numeric(operator, text, place)
        if unit:
            raise place.wrong(f"{place.field.name}: is a mere number, such as {place.field.example}.")
        return found

    def words(self, text: str, begins: bool, start: int) -> Text:
        if not any(map(str.isalnum, text)):
            raise QueryError(f"“{text[:40]}” holds no word to look for.", start, self.scanner.at)
        return Text(text, begins)

    def figure(self, field: Field, start: int) -> Figure:
        """Read what is said of a figure."""
        scanner = self.scanner
        if field.name in {"unit", "kind", "counted"}:
            said = tuple(self.figure_word(field, value, start) for value in self.listed(field, start))
            match field.name:
                case "unit":
                    return Figure(units=said)
                case "kind":
                    return Figure(kinds=said)
            return Figure(counted=said)
        kinds = (field.name,) if field.name in _KIND_FIELDS else ()
        operator = scanner.operator()
        text = scanner.quoted()[0] if scanner.next == '"' else scanner.item(thousands=True)
        place = values.Place(field, start, scanner.at)
        if text == "*" and not operator:
            return Figure(kinds=kinds)
        if not text:
            raise place.wrong(f"{field.name}: needs a value, such as {field.name}:{field.example}.")
        bound, unit = values.numeric(operator, text, place)
        if scanner.next == ",":
            raise place.wrong(f"Either of two figures is written ({field.name}:5 or {field.name}:10).")
        return Figure((bound,), (unit,) if unit else (), kinds)

    def figure_word(self, field: Field, value: Value, start: int) -> str:
        end = self.scanner.at
        if isinstance(value, Text) and not value.begins:
            plain = " ".join(value.text.lower().split())
            if field.name == "counted" and any(map(str.isalnum, plain)):
                return plain
            if field.name == "unit" and (unit := numbers.unit(plain)) is not None:
                return unit
            if field.name == "kind":
                if plain in FIGURE_KINDS:
                    return plain
                near = nearest(plain, FIGURE_KINDS)
                hint = f"did you mean {near}?" if near else f"there are {', '.join(FIGURE_KINDS)}."
                raise QueryError(
                    f"There is no kind of figure “{plain[:40]}”; {hint}", end - len(value.text), end, near
                )
        raise QueryError(
            f"{field.name}: takes a word, such as {field.name}:{field.example}.", start, self.scanner.at
        )

    def setting(self, field: Field, start: int) -> None:
        text = self.scanner.item(thousands=True)
        if field.name == "limit":
            if not (text.isascii() and text.isdigit() and int(text[:9]) > 0 and len(text) < 9):
                raise QueryError("limit: takes a number, such as limit:20.", start, self.scanner.at)
            if self.limit is not None:
                raise QueryError("limit: stands here twice.", start, self.scanner.at)
            self.limit = int(text)
            return
        if self.sort:
            raise QueryError("sort: stands here twice; write sort:feed,-date.", start, self.scanner.at)
        keys, ends = [text], [self.scanner.at]
        while self.scanner.next == ",":
            self.scanner.at += 1
            keys.append(self.scanner.item(thousands=True))
            ends.append(self.scanner.at)
        for key, end in zip(keys, ends, strict=True):
            if (name := key.removeprefix("-")) not in SORT_KEYS:
                near = nearest(name, SORT_KEYS) if name else ""
                hint = f"did you mean {near}?" if near else f"there are {', '.join(SORT_KEYS)}."
                raise QueryError(f"There is no order by “{name[:40]}”; {hint}", end - len(name), end, near)
        if len(keys) > _MOST_SORTS:
            raise QueryError(f"sort: takes at most {_MOST_SORTS} keys.", start, self.scanner.at)
        self.sort = tuple(keys)

    def wrong(self, sentence: str, length: int) -> QueryError:
        at = min(self.scanner.at, max(0, len(self.scanner.text) - 1))
        return QueryError(sentence, at, min(at + length, len(self.scanner.text)))


def _looks_for_words(node: Node | None) -> bool:
    match node:
        case And(parts) | Or(parts):
            return any(map(_looks_for_words, parts))
        case Term(field, found):
            return FIELDS[field].kind == "words" and not all(isinstance(one, Pattern) for one in found)
    return False

"""What stands after a field's colon, read as that field's kind of value."""

from __future__ import annotations

import re
from datetime import date

from reader.query.error import QueryError, nearest
from reader.query.fields import MOMENTS, Field
from reader.query.numbers import number
from reader.query.tree import SECONDS, Ago, Day, Moment, Point, Range

_AGO = re.compile(
    r"([0-9]{1,6}(?:\.[0-9]{1,3})?) ?"
    r"(s|m|h|d|w|mo|y|seconds?|min(?:ute)?s?|hours?|days?|weeks?|months?|years?)?(?: ago)?"
)
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{1,2}))?(?:-([0-9]{1,2}))?")


class Place:
    """Where in the query a value stands, to say what is wrong with it."""

    def __init__(self, field: Field, start: int, end: int) -> None:
        self.field, self.start, self.end = field, start, end

    def wrong(self, sentence: str, suggestion: str = "") -> QueryError:
        """The error of this value."""
        return QueryError(sentence, self.start, self.end, suggestion)


def numeric(operator: str, text: str, place: Place) -> tuple[Range, str]:
    """Read a number, a comparison with one, or a range of them; return it and the unit, "" for none."""
    if ".." in text:
        left, _, right = text.partition("..")
        (low, one), (high, other) = _end(left, place), _end(right, place)
        if operator or low is high is None or (one and other and one != other):
            raise place.wrong(f"{place.field.name}:10..20 is how a range is written.")
        _in_order(low, high, place)
        return Range(low, high), one or other
    value, unit = _number(text, place)
    return compared(operator or "=", value), unit


def _end(text: str, place: Place) -> tuple[float | None, str]:
    return _number(text, place) if text else (None, "")


def _number(text: str, place: Place) -> tuple[float, str]:
    found = number(text)
    if found is None:
        example = f"{place.field.name}:{place.field.example}"
        raise place.wrong(f"“{_shown(text)}” is no number; write {example}.")
    return found


def compared(operator: str, point: Point) -> Range:
    """Return what a comparison with a point leaves."""
    match operator:
        case ">":
            return Range(low=point, low_open=True)
        case ">=":
            return Range(low=point)
        case "<":
            return Range(high=point, high_open=True)
        case "<=":
            return Range(high=point)
    return Range(point, point)


def age(operator: str, text: str, place: Place) -> Range:
    """Read a comparison with a length of time, or a range of them; a mere number is days."""
    if ".." in text and not operator:
        low, high = (_length(part, place) if part else None for part in text.split("..", 1))
        if low is not None and high is not None and low.seconds > high.seconds:
            raise place.wrong(f"“{_shown(text)}” is empty: the shorter time stands first.")
        if low is high is None:
            raise place.wrong(f"{place.field.name}:3d..1w is how a range is written.")
        return Range(low, high)
    length = _length(text, place)
    if operator in {"", "="}:
        name = place.field.name
        raise place.wrong(
            f"Is it older or newer than {text}? Write {name}:>{text} or {name}:<{text}.", f"{name}:<{text}"
        )
    return compared(operator, length)


def _length(text: str, place: Place) -> Ago:
    found = ago(text)
    if found is None:
        raise place.wrong(f"“{_shown(text)}” is no length of time; write 30m, 12h, 3d, 1w, 2mo or 1y.")
    return found


def ago(text: str) -> Ago | None:
    """Read a length of time such as 3d; None if it is none."""
    found = _AGO.fullmatch(text.lower())
    if found is None:
        return None
    said = found[2] or "d"
    length = Ago(float(found[1]), said if said in SECONDS else "mo" if said[:2] == "mo" else said[0])
    return length if length.seconds <= 500 * SECONDS["y"] else None


def moment(operator: str, text: str, place: Place) -> Ago | Day | Moment | Range:
    """Read a moment or a day, a comparison with one, or a range of them."""
    if ".." in text and not operator:
        low, high = (_point(part, place) if part else None for part in text.split("..", 1))
        if low is high is None:
            raise place.wrong(f"{place.field.name}:2026-11-01..2026-11-07 is how a range is written.")
        return Range(low, high)
    point = _point(text, place)
    if isinstance(point, Ago) and place.field.name == "on":
        raise place.wrong("on: takes a day, such as on:yesterday or on:2026-11-01.")
    if operator in {"", "="}:
        return point
    if isinstance(point, Ago):
        name = place.field.name
        raise place.wrong(
            f"Is that before or after? Write {name}:{text} for the last {text}, {name}:..{text} for before."
        )
    return compared(operator, point)


def single_moment(operator: str, text: str, place: Place) -> Ago | Day | Moment:
    """Read one moment; since: and before: say themselves on which side."""
    if operator or ".." in text:
        raise place.wrong(
            f"{place.field.name}: takes one moment, such as {place.field.name}:{place.field.example}; "
            "date: takes ranges and comparisons."
        )
    return _point(text, place)


def _point(text: str, place: Place) -> Ago | Day | Moment:
    plain = text.lower()
    if plain in MOMENTS:
        return Moment(plain)
    found = _DAY.fullmatch(plain)
    if found is not None:
        year, month, day = (int(part) if part else None for part in found.groups())
        precision = 1 + (month is not None) + (day is not None)
        try:
            return Day(date(year or 0, 1 if month is None else month, 1 if day is None else day), precision)
        except ValueError:
            raise place.wrong(f"There is no day {text}.") from None
    if (length := ago(plain)) is not None and not plain[-1].isdigit():
        return length
    near = nearest(plain, MOMENTS)
    hint = f"; did you mean {near}?" if near else "; write 3d, 1w, 2026-11-01, today or yesterday."
    raise place.wrong(f"“{_shown(text)}” is no time{hint}", near and f"{place.field.name}:{near}")


def _in_order(low: float | None, high: float | None, place: Place) -> None:
    if low is not None and high is not None and low > high:
        raise place.wrong("This range is empty: the smaller number stands first.")


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"

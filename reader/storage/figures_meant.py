"""Which articles state a figure that a query means."""

from __future__ import annotations

from reader.query.tree import Figure, Range, Text
from reader.storage import predicates
from reader.storage.condition import NEVER, Condition, Parameter, all_of, any_of, exists
from reader.storage.sources import Source
from reader.text import encodable

# A figure that is a range is all of its values, and "more than 240" is more than 240.
_MOST, _LEAST = "coalesce(figure.value, high, low)", "coalesce(figure.value, low, high)"


def figures(figure: Figure) -> Condition:
    """Return what holds where one figure of the article is all of this."""
    each = [_bound(bounds) for bounds in figure.bounds]
    each += [_kinds(figure), _units(figure), any_of([_counted(word) for word in figure.counted])]
    return _of_one(all_of([one for one in each if one is not NEVER]))


def figures_source(figure: Figure) -> Source | None:
    """Return what gives these articles, and possibly more, by an index; None where no bound is given."""
    if not figure.bounds:
        return None
    bound = figure.bounds[0]
    also = [one for one in (_kinds(figure), _units(figure)) if one is not NEVER]
    filtered = "".join(f" AND {one.sql}" for one in also)
    parameters = tuple(value for one in also for value in one.parameters)
    arms: list[tuple[str, tuple[Parameter, ...]]] = []
    value, spread = _ends("value", "value", bound), _ends("high", "low", bound)
    arms.append((f"figure INDEXED BY figure_value WHERE value IS NOT NULL AND {value.sql}", value.parameters))
    arms.append(
        (
            f"figure INDEXED BY figure_range WHERE value IS NULL AND high IS NOT NULL AND {spread.sql}",
            spread.parameters,
        )
    )
    for end, is_open, sign in ((bound.low, bound.low_open, ">"), (bound.high, bound.high_open, "<")):
        if is_open and isinstance(end, float):
            arms.append((f"figure INDEXED BY figure_value WHERE value = ? AND modifier = '{sign}'", (end,)))
    return Source(
        " UNION ALL ".join(f"SELECT article_id FROM {sql}{filtered}" for sql, _ in arms),  # noqa: S608
        tuple(value for _, own in arms for value in (*own, *parameters)),
        exact=len(figure.bounds) == 1 and not figure.counted and (bound.low is None or bound.high is None),
    )


def _of_one(condition: Condition) -> Condition:
    return Condition(exists("figure", condition.sql), condition.parameters)


def _ends(most: str, least: str, bounds: Range) -> Condition:
    ends = []
    if isinstance(bounds.low, float):
        ends.append(Condition(f"{most} {'>' if bounds.low_open else '>='} ?", (bounds.low,)))
    if isinstance(bounds.high, float):
        ends.append(Condition(f"{least} {'<' if bounds.high_open else '<='} ?", (bounds.high,)))
    return all_of(ends)


def _bound(bounds: Range) -> Condition:
    ends = []
    if isinstance(bounds.low, float):
        ends.append(_end(_MOST, ">", bounds.low, is_open=bounds.low_open))
    if isinstance(bounds.high, float):
        ends.append(_end(_LEAST, "<", bounds.high, is_open=bounds.high_open))
    return all_of(ends)


def _end(number: str, sign: str, end: float, *, is_open: bool) -> Condition:
    if not is_open:
        return Condition(f"{number} {sign}= ?", (end,))
    return Condition(f"({number} {sign} ? OR figure.value = ? AND modifier = '{sign}')", (end, end))


def _kinds(figure: Figure) -> Condition:
    return any_of([Condition("kind = ?", (kind,)) for kind in figure.kinds])


def _units(figure: Figure) -> Condition:
    return any_of([Condition("instr(' ' || unit || ' ', ?) > 0", (f" {unit} ",)) for unit in figure.units])


def _counted(word: str) -> Condition:
    like = encodable(predicates.name(Text(word)))
    return Condition("(fits(?, counted) OR fits(?, counted_head))", (like, like))

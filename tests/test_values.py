"""The decorator of values gives what the standard library's gives, sooner."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, asdict, field, fields, is_dataclass, replace
from typing import Any, NamedTuple

import msgspec
import pytest

from reader.values import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A value."""

    x: int
    y: int = 0
    names: tuple[str, ...] = ()
    notes: dict[str, str] = field(default_factory=dict, compare=False)
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Place(Point):
    """A value with what another has."""

    name: str = "?"


@dataclass(frozen=True)
class Bounded:
    """A value that looks at itself when it is made."""

    least: int
    most: int

    def __post_init__(self) -> None:
        if self.least > self.most:
            raise ValueError("upside down")


@dataclass(slots=True)
class Tally:
    """What may change."""

    counts: list[int] = field(default_factory=list)
    total: int = 0


@dataclass(frozen=True, slots=True)
class Folded:
    """A value that is compared in its own way, and hashed in its own way."""

    word: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Folded) and self.word.lower() == other.word.lower()

    def __hash__(self) -> int:
        return hash(self.word.lower())


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Handle:
    """A value that only is itself."""

    number: int


class Twin(NamedTuple):
    """One class, made by either decorator."""

    ours: Any
    standard: Any


def _twin(**how: bool) -> Twin:
    def body() -> type:
        class Value:
            """A value."""

            first: int
            second: str = "two"
            third: list[int] = field(default_factory=list)
            hidden: int = field(default=0, repr=False)
            aside: int = field(default=0, compare=False)
            unhashed: int = field(default=0, hash=False)

        return Value

    made: Any = dataclass  # how both are called is not for a type checker here
    return Twin(made(**how)(body()), dataclasses.dataclass(**how)(body()))


@pytest.mark.parametrize("frozen", [False, True])
@pytest.mark.parametrize("slots", [False, True])
@pytest.mark.parametrize("eq", [False, True])
def test_a_class_has_the_methods_that_the_standard_decorator_gives(
    frozen: bool, slots: bool, eq: bool
) -> None:
    twin = _twin(frozen=frozen, slots=slots, eq=eq)

    for name in {*vars(twin.standard)} - {"__module__", "__doc__"}:
        assert name in vars(twin.ours), name
    assert [one.name for one in fields(twin.ours)] == [one.name for one in fields(twin.standard)]
    assert twin.ours.__match_args__ == twin.standard.__match_args__
    assert (twin.ours.__hash__ is None) == (twin.standard.__hash__ is None)
    assert is_dataclass(twin.ours)


@pytest.mark.parametrize("made", [0, 1])
def test_an_object_is_made_by_position_by_name_and_with_what_is_usual(made: int) -> None:
    value = _twin(frozen=True, slots=True)[made]

    one, other = value(1), value(second="deux", first=1, third=[3])

    assert (one.first, one.second, one.third, one.hidden) == (1, "two", [], 0)
    assert (other.second, other.third) == ("deux", [3])
    assert value(1).third is not one.third
    assert repr(one) == f"{value.__qualname__}(first=1, second='two', third=[], aside=0, unhashed=0)"
    for wrong in ({}, {"first": 1, "fourth": 4}):
        with pytest.raises(TypeError, match=r"__init__\(\)"):
            value(**wrong)


def test_what_is_equal_is_equal_and_has_one_hash() -> None:
    assert Point(1, 2, notes={"a": "b"}) == Point(1, 2) != Point(1, 3)
    assert Point(1, 2) != Place(1, 2)
    assert len({Bounded(1, 2), Bounded(1, 2), Bounded(0, 2)}) == 2
    assert Folded("Oslo") == Folded("OSLO")
    assert len({Folded("Oslo"), Folded("OSLO")}) == 1
    assert Handle(1) != Handle(1)
    assert len({Handle(1), Handle(1)}) == 2


def test_a_frozen_value_stays_as_it_is() -> None:
    point: Any = Point(1)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'x'"):
        point.x = 2
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'x'"):
        del point.x
    with pytest.raises(FrozenInstanceError):
        point.unheard_of = 2
    assert point.x == 1


def test_what_is_not_frozen_can_change_and_has_no_hash() -> None:
    tally = Tally()
    tally.total, tally.counts[:] = 3, [1, 2]
    assert tally == Tally([1, 2], 3)
    with pytest.raises(TypeError, match="unhashable"):
        hash(tally)


def test_a_value_looks_at_itself_when_it_is_made_also_the_second_time() -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="upside down"):
            Bounded(2, 1)


def test_a_value_is_replaced_copied_pickled_and_taken_apart() -> None:
    place = Place(1, 2, ("a",), {"k": "v"}, name="Oslo")

    assert replace(place, y=5) == Place(1, 5, ("a",), name="Oslo")
    assert copy.deepcopy(place) == copy.copy(place) == place
    assert pickle.loads(pickle.dumps(place)) == place  # noqa: S301 - its own
    assert asdict(place)["notes"] == {"k": "v"}
    match place:
        case Place(1, y, name="Oslo"):
            assert y == 2
        case _:
            pytest.fail("did not match")


def test_a_value_that_holds_itself_is_shown() -> None:
    tally: Any = Tally()
    tally.counts.append(tally)
    assert repr(tally) == "Tally(counts=[...], total=0)"


def test_a_value_goes_over_a_wire_and_comes_back() -> None:
    place = Place(1, 2, ("a",), {"k": "v"}, name="Oslo")
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(place), type=Place) == place
    with pytest.raises(msgspec.ValidationError):
        msgspec.msgpack.decode(msgspec.msgpack.encode({"x": "one"}), type=Place)


def test_a_field_may_be_named_only_or_be_no_parameter_at_all() -> None:
    @dataclass(frozen=True, slots=True)
    class Odd:
        """A value."""

        first: int
        named: int = field(kw_only=True)
        made: list[int] = field(init=False, default_factory=list)

    assert repr(Odd(1, named=2)).endswith("Odd(first=1, named=2, made=[])")
    with pytest.raises(TypeError):
        Odd(1, 2)  # type: ignore[call-arg]


def test_no_method_is_written_until_a_value_is_made() -> None:
    program = (
        "import builtins, reader.values; written = []; real = builtins.exec\n"
        "builtins.exec = lambda *given: (written.append(isinstance(given[0], str)), real(*given))[1]\n"
        "import reader.model; before = sum(written)\n"
        "reader.model.Validators(); once = sum(written); reader.model.Validators('x')\n"
        "print(before, once > before, sum(written) - once)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["0", "True", "0"]

"""The decorator of values: `dataclasses.dataclass`, for a tenth of the time and a quarter of the memory.

The standard library writes and compiles five or six functions for each class when it is defined: .9 ms and
15 KB here, most of them never called, and a program of three hundred values feels it at its start. Classes
made here are dataclasses all the same (`fields`, `replace`, `asdict` and `match` know them, and so do type
checkers), but they share their functions, and an `__init__` is written when the first object is made.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import FrozenInstanceError
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]


def _dataclass(
    cls: type | None = None,
    /,
    *,
    frozen: bool = False,
    eq: bool = True,
    slots: bool = False,
    weakref_slot: bool = False,
) -> Any:
    """Make a dataclass of a class, or return what does. A method that the class has of its own stays. Fields
    for `__init__` alone (`InitVar`) are left to the standard decorator."""

    def made(plain: type) -> type:
        bare = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, weakref_slot=weakref_slot)
        finished: type = bare(plain)
        for name, method in _methods(finished, frozen=frozen, eq=eq, slots=slots).items():
            if name not in finished.__dict__ or _is_implied(finished, name):
                setattr(finished, name, method)
        return finished

    return made if cls is None else made(cls)


_OF_PARAMETERS = ("default", "default_factory", "init", "kw_only")

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    dataclass = _dataclass


def _is_implied(cls: type, name: str) -> bool:
    """Whether a class has a method only because Python gives it one: who has `__eq__` has no hash."""
    return name == "__hash__" and cls.__dict__[name] is None and "__eq__" in cls.__dict__


def _methods(cls: type, *, frozen: bool, eq: bool, slots: bool) -> dict[str, Any]:
    """What the standard decorator would write for a class."""
    methods: dict[str, Any] = {"__init__": _first_init(cls, frozen=frozen), "__repr__": _repr}
    if eq:
        fields = dataclasses.fields(cls)
        methods["__eq__"] = _eq(_values_of(one.name for one in fields if one.compare))
        hashed = (one.name for one in fields if (one.compare if one.hash is None else one.hash))
        methods["__hash__"] = _hash(_values_of(hashed)) if frozen else None
    if frozen:
        methods |= {"__setattr__": _setattr, "__delattr__": _delattr}
    if frozen and slots:
        methods |= {"__getstate__": _getstate, "__setstate__": _setstate}
    return methods


def _first_init(cls: type, *, frozen: bool) -> Callable[..., None]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807
        init = _init(cls, frozen=frozen)
        cls.__init__ = init  # type: ignore[misc]
        init(self, *args, **kwargs)

    return __init__


def _init(cls: type, *, frozen: bool) -> Callable[..., None]:
    """Have the standard library write the `__init__` of a class."""
    given = [
        (one.name, one.type, dataclasses.field(**{name: getattr(one, name) for name in _OF_PARAMETERS}))
        for one in dataclasses.fields(cls)
    ]
    namespace = {"__doc__": "Made for its method."}  # else one would be made of its signature
    if hasattr(cls, "__post_init__"):
        namespace["__post_init__"] = "is called"
    made = dataclasses.make_dataclass(
        cls.__name__, given, namespace=namespace, repr=False, eq=False, match_args=False, frozen=frozen
    )
    init: Callable[..., None] = made.__dict__["__init__"]
    init.__qualname__, init.__module__ = f"{cls.__qualname__}.__init__", cls.__module__
    return init


def _values_of(names: Iterable[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return a function that gives an object's attributes of these names."""
    wanted = tuple(names)
    if len(wanted) > 1:
        return attrgetter(*wanted)
    return lambda value: tuple(getattr(value, name) for name in wanted)


def _eq(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any, object], bool]:
    def __eq__(self: Any, other: object) -> bool:  # noqa: N807
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hash(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any], int]:
    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    return __hash__


@recursive_repr()
def _repr(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in dataclasses.fields(self) if one.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _setattr(_self: object, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delattr(_self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _setstate(self: Any, state: list[Any]) -> None:
    for one, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)

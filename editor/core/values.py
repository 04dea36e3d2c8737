# SPDX-License-Identifier: GPL-3.0-or-later
"""Dataclasses that are cheap to define and to make.

The standard decorator compiles six methods for each class, which would take a twentieth of the
start, and a frozen class sets each field by a call, which takes most of the time of making a
hundred thousand cues. Here all methods are shared but ``__init__``, which is compiled when a class
is first used, and that nobody sets a field of a frozen class is checked by mypy, not at run time.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def _dataclass(
    *, frozen: bool = False, slots: bool = False, eq: bool = True
) -> Callable[[type[T]], type[T]]:
    """As `dataclasses.dataclass`."""

    def made(plain: type[T]) -> type[T]:
        cls: type[T] = dataclasses.dataclass(init=False, eq=False, repr=False, slots=slots)(plain)
        methods: dict[str, object] = {"__init__": _first, "__repr__": _repr}
        if eq:
            methods |= _comparison(cls, frozen=frozen)
        for name, method in methods.items():
            if name not in plain.__dict__:
                setattr(cls, name, method)
        return cls

    return made


def _first(self: object, /, *values: object, **named: object) -> None:
    """Make the first object of a class: its ``__init__`` takes the place of this."""
    cls = next(one for one in type(self).__mro__ if one.__dict__.get("__init__") is _first)
    made = _init_of(cls)
    type.__setattr__(cls, "__init__", made)
    made(self, *values, **named)


def _init_of(cls: type) -> Callable[..., None]:
    """``__init__`` as the standard decorator would compile it."""
    names: dict[str, object] = {"missing": dataclasses.MISSING}
    given, lines = [], []
    for field in dataclasses.fields(cls):
        if not field.init:
            continue  # `__post_init__` sets it
        name, value = field.name, field.name
        if field.default is not dataclasses.MISSING:
            names[f"default_{name}"] = field.default
            name += f"=default_{name}"
        elif field.default_factory is not dataclasses.MISSING:
            names[f"new_{name}"] = field.default_factory
            value = f"new_{name}() if {name} is missing else {name}"
            name += "=missing"
        given.append(name)
        lines.append(f" self.{field.name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec("\n".join([f"def __init__(self, {', '.join(given)}):", *lines]), names)  # noqa: S102
    init: Callable[..., None] = names["__init__"]  # type: ignore[assignment]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def _comparison(cls: type, *, frozen: bool) -> dict[str, object]:
    """Equality by the fields, and for frozen classes a hash; others have none."""
    compared = [field.name for field in dataclasses.fields(cls) if field.compare]
    values: Callable[[object], object] = attrgetter(*compared)

    def equal(self: object, other: object) -> object:
        if self.__class__ is not other.__class__:
            return NotImplemented
        return values(self) == values(other)

    def hashed(self: object) -> int:
        return hash(values(self))

    return {"__eq__": equal, "__hash__": hashed if frozen else None}


def _repr(self: Any) -> str:
    fields = (field.name for field in dataclasses.fields(self) if field.repr)
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in fields)
    return f"{self.__class__.__qualname__}({shown})"


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - for other modules
else:
    dataclass = _dataclass

# SPDX-License-Identifier: GPL-3.0-or-later
"""Dataclasses that are cheap to define and to make.

The standard decorator compiles six methods for each class, which would take a twentieth of the
start, and a frozen class sets each field by a call, which takes most of the time of making a
hundred thousand cues. Here all methods are shared but ``__init__``, which is compiled when a class
is first used, and that nobody sets a field of a frozen class is checked by mypy, not at run time.
"""

from __future__ import annotations

import dataclasses
import inspect  # dataclasses does so, too
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
        alike = _alike(plain)
        cls: type[T] = dataclasses.dataclass(init=False, eq=False, repr=False, slots=slots)(plain)

        def first(self: object, /, *values: object, **named: object) -> None:
            """Make the first object: from now on, the compiled method does."""
            whole = dataclasses.dataclass(eq=False, repr=False, slots=slots)(type(*alike))
            compiled = vars(whole)["__init__"]
            type.__setattr__(cls, "__init__", compiled)
            compiled(self, *values, **named)

        methods: dict[str, object] = {"__init__": first, "__repr__": _repr}
        if eq:
            methods |= _comparison(cls, frozen=frozen)
        for name, method in methods.items():
            if name not in plain.__dict__:
                setattr(cls, name, method)
        return cls

    return made


def _alike(plain: type) -> tuple[str, tuple[type, ...], dict[str, object]]:
    """Name, bases and contents of a class with the same fields, as `type` takes them."""
    told = {*inspect.get_annotations(plain), *_TOLD}
    contents = {name: value for name, value in vars(plain).items() if name in told}
    contents["__doc__"] = plain.__name__  # without one, its signature would be put together
    return plain.__name__, tuple(filter(dataclasses.is_dataclass, plain.__bases__)), contents


_TOLD = ("__annotations__", "__module__", "__qualname__", "__post_init__")
"""What the standard decorator looks at beside the fields."""


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

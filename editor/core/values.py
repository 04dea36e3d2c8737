# SPDX-License-Identifier: GPL-3.0-or-later
"""Dataclasses that are cheap to define and to make.

The standard decorator goes through all fields and compiles six methods for each class, which would
take a twentieth of the start, and a frozen class sets each field by a call, which takes most of the
time of making a hundred thousand cues. Here it is asked for the fields and ``__init__`` of a class
of which many objects are made, or when something asks for the fields; the first few objects are
filled without a compiled method, and all other methods are shared. That nobody sets a field of a
frozen class is checked by mypy, not at run time.
"""

from __future__ import annotations

import dataclasses
import inspect  # dataclasses does so, too
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    _Alike = tuple[str, tuple[type, ...], dict[str, object]]
    _Makers = dict[str, Callable[[], object] | None]

T = TypeVar("T")


def _dataclass(
    *, frozen: bool = False, slots: bool = False, eq: bool = True
) -> Callable[[type[T]], type[T]]:
    """As `dataclasses.dataclass`."""

    def made(plain: type[T]) -> type[T]:
        alike = _alike(plain)
        makers: _Makers = {}
        left = _FEW
        cls = _slotted(plain) if slots else _with_defaults(plain)

        def described(*, init: bool = False) -> type:
            """What the standard decorator makes of the class."""
            whole = dataclasses.dataclass(
                init=init, eq=False, repr=False, match_args=False, slots=slots
            )(type(*alike))
            for name in (_FIELDS, "__dataclass_params__"):
                type.__setattr__(cls, name, vars(whole)[name])
            return whole

        def first(self: object, /, *values: object, **named: object) -> None:
            """Make one of the first objects; the compiled method makes all others."""
            nonlocal left, makers
            makers = makers or _makers(plain, alike)
            left -= 1
            if left >= 0 and makers and _filled(self, makers, values, named):
                return
            compiled = vars(described(init=True))["__init__"]
            type.__setattr__(cls, "__init__", compiled)
            compiled(self, *values, **named)

        methods: dict[str, object] = {"__init__": first, "__repr__": _repr}
        if eq:
            methods |= _comparison(cls, frozen=frozen)
        for name, method in methods.items():
            if name not in plain.__dict__:
                setattr(cls, name, method)
        setattr(cls, _FIELDS, _Fields(described))
        return cls

    return made


_FEW = 30
"""Objects of a class that are filled one field at a time: to compile a method takes longer."""

_FIELDS = "__dataclass_fields__"
"""Attribute of a class by which `dataclasses` knows its fields."""


class _Fields:
    """Stands for the fields of a class until something asks for them."""

    def __init__(self, described: Callable[[], type]) -> None:
        self._described = described

    def __get__(self, _object: object, _owner: type) -> object:
        return vars(self._described())[_FIELDS]


def _makers(plain: type, alike: _Alike) -> _Makers:
    """What makes the default of each field, in their order; empty for a class of another kind."""
    _, bases, contents = alike
    if bases or hasattr(plain, "__post_init__"):
        return {}
    makers: _Makers = {}
    for name in inspect.get_annotations(plain):
        default: Any = contents.get(name, dataclasses.MISSING)
        make: Any = None
        if isinstance(default, dataclasses.Field):
            if not default.init or default.kw_only is True:
                return {}
            default, make = default.default, default.default_factory
        if default.__class__.__hash__ is None:
            return {}  # an error, of which the standard decorator tells
        if default is not dataclasses.MISSING:
            make = partial(_itself, default)
        makers[name] = None if make is dataclasses.MISSING else make
    return makers


def _itself(value: object) -> object:
    return value


def _filled(
    instance: object, makers: _Makers, values: tuple[object, ...], named: dict[str, object]
) -> bool:
    """Set all fields, if the arguments are as they must be; whether that is so."""
    given = dict(zip(makers, values, strict=False)) | named
    if len(given) != len(values) + len(named):
        return False  # there are too many, or one is given twice
    for name, make in makers.items():
        if name not in given:
            if make is None:
                return False
            given[name] = make()
    if len(given) > len(makers):
        return False  # a name is unknown
    for name, value in given.items():
        setattr(instance, name, value)
    return True


def _alike(plain: type) -> _Alike:
    """Name, bases and contents of a class with the same fields, as `type` takes them."""
    told = {*inspect.get_annotations(plain), *_TOLD}
    contents = {name: value for name, value in vars(plain).items() if name in told}
    contents["__doc__"] = plain.__name__  # without one, its signature would be put together
    known = [base for base in plain.__bases__ if any(_FIELDS in vars(one) for one in base.__mro__)]
    return plain.__name__, tuple(known), contents


_TOLD = ("__annotations__", "__module__", "__qualname__", "__post_init__")
"""What the standard decorator looks at beside the fields."""


def _slotted(plain: type[T]) -> type[T]:
    """The class with slots for its fields; their defaults are `__init__`'s."""
    names = inspect.get_annotations(plain)
    contents = {
        name: value
        for name, value in vars(plain).items()
        if name not in {*names, "__dict__", "__weakref__"}
    }
    contents |= {"__slots__": tuple(names), "__qualname__": plain.__qualname__}
    kind: Any = type(plain)
    slotted: type[T] = kind(plain.__name__, plain.__bases__, contents)
    return slotted


def _with_defaults(plain: type[T]) -> type[T]:
    """The class with the defaults in place of what describes its fields."""
    for name, value in list(vars(plain).items()):
        if isinstance(value, dataclasses.Field):
            if value.default is dataclasses.MISSING:
                delattr(plain, name)
            else:
                setattr(plain, name, value.default)
    return plain


def _comparison(cls: type, *, frozen: bool) -> dict[str, object]:
    """Equality by the fields, and for frozen classes a hash; others have none."""
    known: Callable[[object], object] | None = None

    def values_of() -> Callable[[object], object]:
        nonlocal known
        known = attrgetter(*[field.name for field in dataclasses.fields(cls) if field.compare])
        return known

    def equal(self: object, other: object) -> object:
        if self.__class__ is not other.__class__:
            return NotImplemented
        values = known or values_of()
        return values(self) == values(other)

    def hashed(self: object) -> int:
        return hash((known or values_of())(self))

    return {"__eq__": equal, "__hash__": hashed if frozen else None}


def _repr(self: Any) -> str:
    fields = (field.name for field in dataclasses.fields(self) if field.repr)
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in fields)
    return f"{self.__class__.__qualname__}({shown})"


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - for other modules
else:
    dataclass = _dataclass

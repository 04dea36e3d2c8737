# SPDX-License-Identifier: GPL-3.0-or-later
"""Importing Qt without what PySide does for nothing: a fifth of the start-up time.

- PySide replaces `__import__`, to serve ``from __feature__ import …``, which nothing here uses; for
  that it reads the source of every module that is imported afterwards.
- Python's helpers that describe PySide's functions are compiled from source in each start, since
  they are embedded in its library. They serve error messages and tools: here each is executed when
  something is first taken from it. (`importlib.util.LazyLoader` executes a module as soon as the
  import system looks at it.)
- PySide makes a class of Python's for each enumeration of Qt's that is looked at, and for all of
  the namespace ``Qt`` together: 260 classes with 3,900 members in a start. Here they are made as
  Python makes those of its own library, in a third of the time.
"""

from __future__ import annotations

import builtins
import enum
import sys
from functools import cache
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType
from typing import Any

_PACKAGE = "shibokensupport.signature"
_HELPERS = ("errorhandler", "layout", "parser", "enum_sig", "pyi_generator", "tool")
"""Modules of it, and of its package `lib`. Not `mapping`: the library looks into it by itself."""


class _Helper(ModuleType):
    """A module that is executed when something is first taken from it."""

    def __init__(self, spec: ModuleSpec) -> None:
        super().__init__(spec.name)
        self.__spec__ = ModuleSpec(spec.name, spec.loader)  # PySide gives it another name
        self._spec = spec

    def __getattr__(self, name: str) -> object:
        loader = self._spec.loader
        if name.startswith("__") or loader is None:
            raise AttributeError(name)
        self.__spec__ = self._spec
        self.__class__ = ModuleType  # type: ignore[assignment] # from now on it is as any other
        loader.exec_module(self)
        return getattr(self, name)


def load() -> None:
    """Import Qt; the first thing that a program with a window does."""
    _make_enumerations_quickly()
    plain = builtins.__import__

    def without_helpers(name: str, *given: Any, **named: Any) -> ModuleType:
        if name.startswith(_PACKAGE):
            wanted = named.get("fromlist", given[2] if len(given) > 2 else ()) or ()  # noqa: PLR2004
            for full in (f"{name}.{one}" for one in _HELPERS if one in wanted):
                spec = None if full in sys.modules else find_spec(full)
                if spec is not None:
                    sys.modules[full] = _Helper(spec)
        return plain(name, *given, **named)

    builtins.__import__ = without_helpers
    try:
        import PySide6.QtCore  # noqa: F401 - imported for what it does to `__import__`
    finally:
        builtins.__import__ = plain


def _make_enumerations_quickly() -> None:
    """Have PySide's enumerations made without the checks that hand-written classes need.

    PySide alone asks for `enum.FlagBoundary.KEEP` together with a list of names and numbers.
    `enum._simple_enum`, which Python's own modules use, makes the class; `_fill` adds the members.
    Tested with Python 3.11, 3.12 and 3.13; where either is missing, PySide's way remains.
    """
    kind: Any = enum.EnumType
    plain: Any = getattr(kind, "_create_", None)
    quick: Any = getattr(enum, "_simple_enum", None)
    if plain is None or quick is None:
        return

    taken = cache(lambda base: frozenset(name for one in base.__mro__ for name in vars(one)))

    def create(
        base: Any,
        class_name: str,
        names: Any,
        *,
        boundary: enum.FlagBoundary | None = None,
        **given: Any,
    ) -> Any:
        keep = boundary is enum.FlagBoundary.KEEP and isinstance(names, list)
        if not keep or not taken(base).isdisjoint(name for name, _ in names):
            return plain(base, class_name, names, boundary=boundary, **given)
        made = quick(base, boundary=boundary)(type(class_name, (), {}))
        type.__setattr__(made, "__doc__", None)
        _fill(made, names)
        return made

    kind._create_ = create


def _fill(made: Any, names: list[tuple[str, int]]) -> None:
    """Add members to an empty enumeration; names of the same number share one member."""
    new, numbered = made._new_member_, made._use_args_
    by_name, by_number, listed = made._member_map_, made._value2member_map_, made._member_names_
    hashable = getattr(made, "_hashable_values_", [])  # from Python 3.13 on
    is_flag = issubclass(made, enum.Flag)
    for name, number in names:
        member = by_number.get(number)
        if member is None:
            member = new(made, number) if numbered else new(made)
            member._value_, member._name_, member.__objclass__ = number, name, made
            member._sort_order_ = len(listed)
            by_number[number] = member
            hashable.append(number)
            if not is_flag or (number > 0 and number & (number - 1) == 0):
                listed.append(name)
        by_name[name] = member
        type.__setattr__(made, name, member)
    if is_flag:
        single, whole = 0, 0
        for number in by_number:
            whole |= number
            single |= number if number & (number - 1) == 0 else 0
        made._flag_mask_, made._singles_mask_ = whole, single
        made._all_bits_ = (1 << whole.bit_length()) - 1
        in_order = [by_name[name]._value_ for name in listed]
        if in_order != sorted(in_order):
            made._iter_member_ = made._iter_member_by_def_

# SPDX-License-Identifier: GPL-3.0-or-later
"""Importing Qt without what PySide loads for nothing: an eighth of the start-up time.

- PySide replaces `__import__`, to serve ``from __feature__ import …``, which nothing here uses; for
  that it reads the source of every module that is imported afterwards.
- Python's helpers that describe PySide's functions are compiled from source in each start, since
  they are embedded in its library. They serve error messages and tools: here each is executed when
  something is first taken from it. (`importlib.util.LazyLoader` executes a module as soon as the
  import system looks at it.)
"""

from __future__ import annotations

import builtins
import sys
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

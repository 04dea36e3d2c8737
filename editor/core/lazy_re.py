# SPDX-License-Identifier: GPL-3.0-or-later
"""Regular expressions that are compiled when they are first used.

Compiling those of all modules that a start imports would take a tenth of the start, and most of
them are for files that are not there.
"""

from __future__ import annotations

import re
from typing import AnyStr, cast


class _Pattern:
    """Stands for a compiled pattern.

    What is asked of it is taken over from the compiled one, so that the next use is as fast.

    Attributes:
        pattern: Its source, for other patterns to contain.
    """

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # what copying and pickling look for
            raise AttributeError(name)
        taken = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, taken)
        return taken


def compile(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:  # noqa: A001 - as in `re`
    """As `re.compile`; an error in the pattern is raised by its first use."""
    return cast("re.Pattern[AnyStr]", _Pattern(pattern, flags))

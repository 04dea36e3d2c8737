# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program, started like ``python -m editor``, with an observer inside."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from editor import __main__, app

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor.project.places import Places
    from editor.settings import Settings


def run(observer: Callable[[app.Program], object], arguments: Sequence[str]) -> int:
    """Run it with these arguments; the observer is made as soon as the program is built."""
    built = app.build

    def build(where: Places, settings: Settings) -> app.Program:
        program = built(where, settings)
        observer(program)
        return program

    app.build = build  # type: ignore[assignment] # it is called with these two
    sys.argv[1:] = arguments
    return __main__.main()

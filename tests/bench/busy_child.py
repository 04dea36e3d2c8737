# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys in the busy program, started like ``python -m editor``, for `busy.py`.

Arguments: how many keys, a transcript, a medium. Keys are pressed in a bare editor; then the medium
is chosen, and while it plays on and is decoded (so peaks are built), cues that are not checked are
filtered and every 的 is marked, keys are pressed in the text. Prints lines of JSON: ``look``, the
place on the screen where the next letters will be; at the end, ``bare`` and ``busy``, when each key
was due and when it was pressed (in seconds of the monotonic clock), and at which of them it
``played`` and was ``decoded``.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractScrollArea

from editor.core.change import replaced
from editor.language.searching import Query
from tests.bench import observed
from tests.bench.pressing import bare_editor, press

if TYPE_CHECKING:
    from editor import app

_QUIET = 50
"""Interval in ms at which we look whether it is as busy as it shall be."""


class _Busy(QObject):
    """Makes the program busy once its document is open, presses keys, and tells."""

    def __init__(self, program: app.Program, keys: int, medium: Path) -> None:
        super().__init__(program.window)
        self._program, self._keys, self._medium = program, keys, medium
        self._asked = False
        self._bare: list[tuple[float, float]] | None = None
        self._timer = QTimer(self, interval=_QUIET)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        context = self._program.context
        if not context.session.is_open:
            return
        if not self._asked:
            self._asked = True
            document = context.session.document
            odd = [(row, replace(document.cues[row], checked=True))
                   for row in range(1, len(document.cues), 2)]  # fmt: skip
            context.session.commit(replaced(document, "Odd cues are checked", odd))
            context.search.show(shown=True)
            context.search.look_for(Query("的"), ())
            self._program.commands.run("filter.unchecked")
            return
        if context.search.busy:
            return
        if self._bare is None:
            self._bare = []
            bare = bare_editor()
            bare.show()
            self._bare = press(bare, self._keys, lambda _: bare.clear(), lambda: None)
            bare.close()
            context.session.set_media(self._medium)
        if not self._bare or not context.playback.has_medium or context.medium.decoding is None:
            return
        self._timer.stop()
        try:
            self._work(self._bare)
        finally:  # else a fault would be waited for without end
            self._program.window.close()

    def _work(self, bare: list[tuple[float, float]]) -> None:
        context, table = self._program.context, self._program.bench.table
        session, playback = context.session, context.playback
        text = table.focusProxy()
        if not isinstance(text, QAbstractScrollArea):
            raise TypeError("Nobody takes the keys.")

        def go(number: int) -> None:
            row = 2 * number
            session.select(session.selection.at(row))
            playback.play_on(session.document.cues[row].start)

        playing: list[bool] = []
        decoding: list[bool] = []

        def before() -> None:
            playing.append(playback.playing and bool(session.filter))
            decoding.append(context.medium.decoding is not None)

        told = {
            "bare": bare,
            "busy": press(text, self._keys, go, before),
            "played": playing,
            "decoded": decoding,
            "marked": context.search.places.total,
        }
        print(json.dumps(told), flush=True)


def main() -> int:
    """Run the program with the observer."""
    keys, transcript, medium = sys.argv[1:]
    return observed.run(lambda program: _Busy(program, int(keys), Path(medium)), [transcript])


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: GPL-3.0-or-later
"""`--smoke-test`: checks that a packaged program opens its window and plays."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from editor.actions import opening
from editor.app import application, build
from editor.project.places import HOME, places
from editor.settings import Settings
from editor.ui.i18n import told

if TYPE_CHECKING:
    from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    """Open a transcript and its medium, play the first cue, and exit.

    Returns:
        0, after printing ``smoke: ok``, if the cue was played to its end within a minute; else 1.
    """
    with tempfile.TemporaryDirectory() as home:
        where = places({HOME: home})
        settings = Settings(where.settings)
        app = application(settings)
        program = build(where, settings)
        playback = program.context.playback

        def play() -> None:
            if (
                playback.has_medium
                and program.context.medium.decoding is None
                and not playback.playing
            ):
                if playback.position > 0:
                    said = " ".join(map(told, playback.problems)) or "no problem"
                    print(f"smoke: {playback.player_name}, {said}")  # noqa: T201
                    print("smoke: ok")  # noqa: T201
                    app.exit(0)
                else:
                    playback.play_cue(0)

        timer = QTimer(interval=100)
        timer.timeout.connect(play)
        timer.start()
        QTimer.singleShot(60_000, lambda: app.exit(1))
        program.window.show()
        opening.open_paths(program.context, [Path(name).absolute() for name in arguments])
        code = app.exec()
        program.window.close()
        return code

# SPDX-License-Identifier: GPL-3.0-or-later
"""A user of the real window, to be killed: `python -m tests.end2end.corrector HOME SEED`.

Opens `talk.srt` of that home, or what was open there, and corrects it with real keys. Tells on
standard output what is there once it is open, and again after each key, once that is kept.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.end2end.robot import Robot

if TYPE_CHECKING:
    from editor.core.document import Document

TRANSCRIPT = "talk.srt"
KEYS = ("Ctrl+Return", "Delete", "Backspace", "Return", "Ctrl+Shift+J", "Ctrl+Z", "Ctrl+Y", "Alt+3")
FEWEST = 10
"""Cues below which a new one is made: joining would leave a single one in the end."""

TYPED = 0.6
"""Share of keys that type something."""


def state_of(document: Document) -> list[list[object]]:
    """What a user would miss if it were gone."""
    return [[cue.start, cue.end, cue.text, cue.checked] for cue in document.cues]


def main() -> None:
    home, chance = Path(sys.argv[1]), random.Random(int(sys.argv[2]))  # noqa: S311 - repeatable
    robot = Robot(home)
    robot.start(*([] if robot.places.sessions.exists() else [home / TRANSCRIPT]))
    robot.wait(lambda: robot.session.is_open, "what was open")
    while True:
        sys.stdout.write(json.dumps(state_of(robot.session.document)) + "\n")
        sys.stdout.flush()
        # To another cue each time, so that every key is an undo step of its own.
        here, rows = robot.session.selection.current, range(len(robot.cues))
        others = [row for row in rows if row != here] or [here]
        robot.go_to(chance.choice(others) + 1, chance.randint(0, 3))
        if len(rows) < FEWEST:
            robot.press("Ctrl+I")
        elif chance.random() < TYPED:
            robot.type(chance.choice("天地玄黄宇宙洪荒"))
        else:
            robot.press(chance.choice(KEYS))
        assert robot.session.flush()


if __name__ == "__main__":
    main()

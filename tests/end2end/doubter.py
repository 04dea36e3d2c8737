# SPDX-License-Identifier: GPL-3.0-or-later
"""A program that plays a medium by doubt to its end: `python -m tests.end2end.doubter MEDIUM CUES`.

CUES is JSON: start, end and score of each cue, and when its weakest word is spoken. It is a program
of its own, since the sound library looks for its server once in a process.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from editor.core.doubt import Doubt, Spoken
from editor.doubts import Doubts
from editor.media.cache import Cache
from editor.playback.audio_output import AudioOutput
from editor.playback.by_doubt import ByDoubt
from editor.playback.following import Following
from editor.playback.listening import Listening
from editor.playback.open_medium import OpenMedium
from editor.playback.playback import Playback
from editor.project.journal_port import NoJournal
from editor.session import Session
from editor.settings import Settings
from tests.making import written
from tests.sound_card import until


def main() -> None:
    app = QCoreApplication(sys.argv)
    path, rows = Path(sys.argv[1]), json.loads(sys.argv[2])
    session, settings = Session(), Settings(path.with_name("settings"))
    medium = OpenMedium(session, settings, Cache(path.with_name("cache"), 1 << 30))
    playback = Playback(session, medium, AudioOutput(settings))
    Following(session, playback, settings)
    ear = Listening(session, medium, Doubts(session))
    by_doubt = ByDoubt(session, playback, medium, ear, settings)

    def wait(true: object) -> None:
        def looked() -> bool:
            app.processEvents()
            return bool(true())  # type: ignore[operator] # a function

        until(looked, "it plays")

    session.open(written(*((a, b, "说") for a, b, *_ in rows)), journal=NoJournal())
    session.set_media(path)
    wait(lambda: playback.has_medium and medium.sound is not None and medium.sound.complete)
    doubts = [
        Doubt(cue, score, (0, 1), spoken=(Spoken(word[0], word[1], score),))
        for cue, (_, _, score, word) in zip(session.document.cues, rows, strict=True)
    ]
    ear.doubts = {doubt.cue.id: doubt for doubt in doubts}
    ear.list.put("ear", [doubt for doubt in doubts if doubt.score < -2])
    by_doubt.start()
    playback.play_on(0)
    wait(lambda: not playback.playing)
    playback.close()


if __name__ == "__main__":
    main()

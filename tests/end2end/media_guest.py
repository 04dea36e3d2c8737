# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens one medium after the other, uses it, and tells what the process holds then.

For `test_media_come_and_go`: in a process of its own, with the sound card of its environment.
Arguments: a folder of its own, how many rounds, and then the media.
"""

from __future__ import annotations

import faulthandler
import gc
import json
import os
import random
import sys
from collections import Counter
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.media import libvlc
from editor.media.cache import Cache
from editor.playback.audio_output import AudioOutput
from editor.playback.open_medium import OpenMedium
from editor.playback.playback import Playback
from editor.project.journal_port import NoJournal
from editor.session import Session
from editor.settings import Settings
from tests.making import written

PATIENCE = 30
"""Seconds for twenty rounds, after which it hangs: then all threads say where, and it ends."""

DOCUMENT = written((0, 900, "大家好"), (1000, 1900, "我是"), (2000, 2900, "再见"))


def held() -> dict[str, int]:
    """What the process holds; memory in MB."""
    gc.collect()
    process = Path("/proc/self")
    pages = int((process / "statm").read_text("ascii").split()[1])
    return {
        "files": len(list((process / "fd").iterdir())),
        "threads": len(list((process / "task").iterdir())),
        "children": len((process / f"task/{os.getpid()}/children").read_text("ascii").split()),
        "memory": pages * os.sysconf("SC_PAGE_SIZE") >> 20,
    }


def use(playback: Playback, source: OpenMedium, chance: random.Random) -> str:
    """Whatever somebody does who has a medium for a moment; who would have played it."""
    QTest.qWait(chance.choice((0, 10, 30)))
    player = playback.player_name or "nobody"
    what = chance.randrange(8)
    if what == 0:
        playback.play_cue(1)
        QTest.qWait(20)
    elif what == 1:
        playback.play_on(chance.randrange(3_000))
        playback.seek(chance.randrange(3_000))
    elif what == 2:
        playback.step_frame(1)
        playback.set_rate(chance.choice((0.5, 1.0, 2.0)))
    elif what == 3:
        playback.play_on(0)
        source.stop_decoding()
    elif what == 4:
        playback.set_watching(True)
        player = playback.player_name or "nobody"
        QTest.qWait(chance.choice((0, 40, 200)))
    return player


def main() -> None:
    """Every twenty rounds nothing is open, and it tells what is held all the same."""
    folder, rounds, *media = Path(sys.argv[1]), int(sys.argv[2]), *map(Path, sys.argv[3:])
    app = QApplication([])
    session = Session()
    cache = Cache(folder / "cache", 1 << 24)
    settings = Settings(folder / "settings")
    source = OpenMedium(session, settings, cache)
    playback = Playback(session, source, AudioOutput(settings))
    playback.set_watch_problem(libvlc.missing())
    session.open(DOCUMENT, journal=NoJournal())
    chance = random.Random(906)  # noqa: S311 - no secret
    for medium in media:  # most are taken from the cache later: decoding anew takes a while
        session.set_media(medium)
        while source.decoding is not None:
            QTest.qWait(5)
    played: Counter[str] = Counter()
    for number in range(rounds):
        if number % 20 == 0:
            faulthandler.dump_traceback_later(PATIENCE, exit=True)
        medium = chance.choice(media)
        if number % 8 == 0 and medium.exists():
            os.utime(medium, (number, number))  # then it is decoded anew
        session.set_media(medium)
        played[use(playback, source, chance)] += 1
        if number % 4 == 0 or number % 20 == 19:
            session.set_media(None)
        if number % 20 == 19:
            QTest.qWait(50)
            print(json.dumps(held() | {"played": played}), flush=True)  # noqa: T201
    playback.close()
    app.quit()


if __name__ == "__main__":
    main()

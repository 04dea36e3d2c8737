# SPDX-License-Identifier: GPL-3.0-or-later
"""A program that opens a medium and plays of it what it is told to, line by line.

It is one of its own, since the sound library looks for its server once in a process.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QElapsedTimer

from editor.media.cache import Cache
from editor.media.loudness import Loudness
from editor.media.medium import Medium
from editor.media.player_choice import make_player
from editor.media.sound_server import sound_server
from tests.sound_card import until

if TYPE_CHECKING:
    from collections.abc import Callable


_REST = 250
"""ms that the card, whose buffer is long, may lag behind."""


class Listener:
    """Each method is a command; numbers are ms of the medium."""

    def __init__(self, path: str, folder: str) -> None:
        self._app = QCoreApplication(sys.argv)
        self._finished: list[tuple[int, int]] = []
        self._places: list[int] = []
        self._medium = Medium(path, Cache(Path(folder), 1 << 30))
        self._until(lambda: self._medium.info is not None)  # not that it is decoded
        self._make_player()

    def _make_player(self) -> None:
        self._player = make_player(self._medium)
        self._player.finished.connect(lambda start, end: self._finished.append((start, end)))

    def open_again(self) -> None:
        self._player.close()
        self._make_player()

    def play_many(self, *edges: int) -> None:
        """One range after the other, with a moment of silence after each."""
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            self._player.play(start, end)
            self._played_until(lambda: not self._player.playing)
            self.idle(_REST)

    def idle(self, ms: int) -> None:
        timer = QElapsedTimer()
        timer.start()
        self._until(lambda: timer.elapsed() >= ms)

    def begin(self, start: int, end: int | None) -> None:
        self._player.play(start, end)

    def play_till_again(self, place: int) -> None:
        self._played_until(lambda: self._player.position >= place)

    def set_range(self, start: int, end: int) -> None:
        self._player.set_range(start, end)

    def choose(self, name: str) -> None:
        outputs = sound_server().outputs
        self._player.choose(next((one for one in outputs if one.id == name), None))

    def level(self, percent: int, levelled: int = 0) -> None:
        self._player.set_loudness(Loudness(percent, levelled=bool(levelled)))

    def wait_for_sound(self) -> None:
        """Until there is nothing that hinders it any more."""
        self._until(lambda: self._player.problem is None)

    def play(self, start: int, end: int | None = None) -> None:
        self._player.play(start, end)
        self._played_until(lambda: not self._player.playing)

    def play_till(self, start: int, end: int | None, place: int) -> None:
        self._player.play(start, end)
        self._played_until(lambda: self._player.position >= place)

    def wait(self) -> None:
        self._played_until(lambda: not self._player.playing)

    def loop(self, start: int, end: int, times: int) -> None:
        self._player.play(start, end, loop=True)
        self.go_round(times)

    def loop_till(self, start: int, end: int, place: int) -> None:
        self._player.play(start, end, loop=True)
        self._played_until(lambda: self._player.position >= place)

    def go_round(self, times: int) -> None:
        self._played_until(lambda: sum(b < a for a, b in pairwise(self._places)) == times)
        self._player.stop()

    def freeze(self, ms: int) -> None:
        """As a window that is busy; it doesn't even let other threads of Python in for long."""
        timer = QElapsedTimer()
        timer.start()
        while timer.elapsed() < ms:
            pass

    def rate(self, rate: float) -> None:
        self._player.set_rate(rate)

    def pause(self) -> None:
        self._player.pause()

    def resume(self) -> None:
        self._player.resume()
        self._played_until(lambda: not self._player.playing)

    def seek(self, place: int) -> None:
        self._player.seek(place)

    def stop(self) -> None:
        self._player.stop()

    def close(self) -> None:
        self._player.close()
        self._medium.close()

    def report(self) -> dict[str, object]:
        """What can be seen of the player, and what happened since the last command."""
        places, self._places = self._places, []
        finished, self._finished = self._finished, []
        problem = self._player.problem
        return {
            "name": self._player.name,
            "output": self._player.output.id if self._player.output else None,
            "playing": self._player.playing,
            "position": self._player.position,
            "places": places,
            "finished": finished,
            "problem": str(problem) if problem else None,
        }

    def _played_until(self, true: Callable[[], bool]) -> None:
        def looked() -> bool:
            self._places.append(self._player.position)
            return true()

        self._until(looked)

    def _until(self, true: Callable[[], bool]) -> None:
        def looked() -> bool:
            self._app.processEvents()
            return true()

        until(looked, "the player is done")


def main() -> None:
    """Medium and cache folder are the arguments; commands come from standard input."""
    listener = Listener(sys.argv[1], sys.argv[2])
    print(json.dumps(listener.report()), flush=True)  # noqa: T201 - that's how it answers
    try:
        for line in sys.stdin:
            name, *numbers = json.loads(line)
            getattr(listener, name)(*numbers)
            print(json.dumps(listener.report()), flush=True)  # noqa: T201 - as above
    finally:
        listener.close()


if __name__ == "__main__":
    main()

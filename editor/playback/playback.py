# SPDX-License-Identifier: GPL-3.0-or-later
"""What is heard and seen: what plays the medium, and its pictures on that one's clock.

Views listen here and never to a player; `Watching` knows which one plays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage

from editor.playback.screen import Screen
from editor.playback.watching import Watching

if TYPE_CHECKING:
    from editor.core.errors import Problem
    from editor.media.player import Player
    from editor.playback.audio_output import AudioOutput
    from editor.playback.open_medium import OpenMedium
    from editor.session import Session

_TICK = 16
"""Milliseconds between two looks at where the ear is: once a frame."""

_LEAD = 16
"""Milliseconds by which pictures are asked for early: at the look before, so none is late."""


class Playback(QObject):
    """The medium of the open document, and what plays of it.

    Signals:
        medium_changed: Another medium, or none; or its kind and length became known.
        began (int or None): Something plays from now on: to that time, or on to the end.
        moved (int): Where the ear is, in ms; once a frame while something plays.
        state_changed: Playing, watching, repeating, speed, loudness or player are other than
            before.
        picture (QImage): What is on the screen at that time; a null one where nothing is.
    """

    medium_changed = Signal()
    began = Signal(object)
    moved = Signal(int)
    state_changed = Signal()
    picture = Signal(QImage)

    def __init__(self, session: Session, medium: OpenMedium, output: AudioOutput) -> None:
        super().__init__()
        self._session, self._medium, self._output = session, medium, output
        medium.player_choice.chosen.connect(self._chosen)
        medium.player_choice.retuned.connect(self._retuned)
        self._watching = Watching()
        self._screen = Screen(self._watching)
        self._screen.picture.connect(self.picture)
        self._output.loudness_changed.connect(self._loudness_changed)
        self._watching.changed.connect(self._stirred)
        self._looping = False
        self._rate = 1.0
        self._range: tuple[int, int] | None = None
        self._at = 0
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._tick)
        session.media_changed.connect(self._open)

    # What is there

    @property
    def has_medium(self) -> bool:
        """Whether there is a medium, and it can be played."""
        return self._player is not None

    @property
    def has_picture(self) -> bool:
        """Whether the medium has a picture."""
        return self._screen.has_picture

    @property
    def can_step(self) -> bool:
        """Whether one can go picture by picture."""
        return self._screen.can_step

    @property
    def playing(self) -> bool:
        """Whether something sounds now."""
        return self._player is not None and self._player.playing

    @property
    def at_rest(self) -> bool:
        """Whether nothing sounds, and nothing is held that would go on."""
        player = self._player
        held = self.watching or player is None or player.playing or player.paused
        return not held

    @property
    def position(self) -> int:
        """Where the ear is, in ms."""
        return self._player.position if self._player is not None else self._at

    @property
    def rate(self) -> float:
        """The speed."""
        return self._rate

    @property
    def looping(self) -> bool:
        """Whether ranges are repeated."""
        return self._looping

    @property
    def range(self) -> tuple[int, int] | None:
        """The range that plays or is held, where it is one."""
        player = self._player
        if player is None or self.watching or self.at_rest:
            return None
        return self._range

    @property
    def watching(self) -> bool:
        """Whether one watches, and does not correct."""
        return self._watching.on

    @property
    def watch_problem(self) -> Problem | None:
        """Why libVLC can't play while one watches, as far as is known, or None."""
        return self._watching.missing or self._watching.problem

    def set_watch_problem(self, problem: Problem | None) -> None:
        """Whether there is libVLC was found out (which takes a moment, and so is not done here)."""
        self._watching.missing = problem
        self.state_changed.emit()

    @property
    def player_name(self) -> str:
        """What plays, for the status bar."""
        return self._player.name if self._player is not None else ""

    @property
    def manner(self) -> str:
        """How it plays, to be translated."""
        return self._player.manner if self._player is not None else ""

    @property
    def problems(self) -> list[Problem]:
        """Why not everything can be heard or seen, or not as exactly; the gravest first."""
        found = [
            self._medium.player_choice.problem,
            self._player.problem if self._player is not None else None,
            self.watch_problem if self.watching else None,
        ]
        return [problem for problem in found if problem is not None]

    @property
    def _player(self) -> Player | None:
        return self._watching.player

    # What can be done

    def play_cue(self, row: int) -> None:
        """Play the cue at `row` from its first sample to its last."""
        cue = self._session.document.cues[row]
        self.play_range(cue.start, cue.end)

    def play_range(self, start: int, end: int) -> None:
        """Play [start, end), again and again while `looping`."""
        if self._player is None or end <= start:
            return
        self._watching.leave()
        self._medium.want(start)
        self._range = (start, end)
        self._screen.remember(start)
        self.began.emit(end)
        self._player.play(start, end, loop=self._looping)

    def set_range(self, start: int, end: int) -> None:
        """The range that plays or is held has other edges; it goes on where the ear is."""
        if self.range is not None and self._player is not None:
            self._range = (start, end)
            self._player.set_range(start, end)

    def play_on(self, start: int) -> None:
        """Play from `start` to the end of the medium."""
        if self._player is None:
            return
        self._medium.want(start)
        self._range = None
        self._screen.remember(start)
        self.began.emit(None)
        self._player.play(start)

    def toggle(self) -> None:
        """Hold; or go on; or, where nothing was held, play on from the current cue."""
        player, cues = self._player, self._session.document.cues
        if player is None:
            return
        if player.playing:
            player.pause()
        elif player.paused:
            self._medium.want(player.position)
            player.resume()
        else:
            self.play_on(cues[self._session.selection.current].start if cues else self._at)

    def seek(self, position: int) -> None:
        """Put the playhead somewhere; what plays goes on from there."""
        length = self._medium.length
        position = max(0, position if length is None else min(position, length))
        self._at = position
        self._medium.want(position)
        if self._player is not None:
            self._player.seek(position)
        self._show(position)

    def pause(self) -> None:
        """Hold what plays; `toggle` goes on with it."""
        if self.playing:
            self.toggle()

    def stop(self) -> None:
        """Play nothing more."""
        if self._player is not None:
            self._player.stop()

    def set_rate(self, rate: float) -> None:
        """Play slower or faster, the pitch kept."""
        self._rate = rate
        self._watching.set_rate(rate)
        self.state_changed.emit()

    def set_looping(self, looping: bool) -> None:  # noqa: FBT001 - a switch
        """Repeat ranges, or not; what plays now is begun again so that it shows."""
        self._looping = looping
        if not self.watching and self._session.document.cues and self.playing:
            self.play_cue(self._session.selection.current)
        self.state_changed.emit()

    def set_watching(self, watching: bool) -> None:  # noqa: FBT001 - a switch
        """Watch from here on, by libVLC where that can be; or correct again."""
        media = self._session.media
        if not watching:
            self._watching.leave()
        elif media is not None and self.has_medium and not self.watching:
            self.began.emit(None)
            self._watching.set_loudness(self._output.loudness)
            self._watching.begin(media)

    def step_frame(self, count: int) -> None:
        """Hold, and show the picture `count` further on."""
        if self.can_step:
            self.stop()
            self._watching.leave()
            self.seek(self._screen.step(self.position, count))

    def set_picture_size(self, size: QSize) -> None:
        """How many pixels of picture there is room for."""
        self._screen.set_size(size)
        if self.can_step:
            self._show(self.position)

    def choose_track(self, track: int) -> None:
        """Hear another track of the sound from now on, and whenever this medium is opened."""
        path = self._session.media
        if path is None or track == self._medium.track:
            return
        self._medium.choose(path, track)
        at = self.position
        self._let_go()
        self._at = at
        self._medium.open(path)
        self._announce()

    def close(self) -> None:
        """Let go of the medium, its devices and threads."""
        self._timer.stop()
        self._let_go()
        self._screen.clear()

    def _let_go(self) -> None:
        self._output.serve(None)
        self._watching.serve(None)  # first: what plays still looks at the rest
        self._medium.close()

    # How it goes on

    def _open(self) -> None:
        self.close()
        self._at = 0
        path = self._session.media
        if path is not None:
            self._medium.open(path)
        self._announce()

    def _announce(self) -> None:
        self.medium_changed.emit()
        self.state_changed.emit()

    def _chosen(self, player: Player) -> None:
        """Who plays the medium became known, or that it has to be another one."""
        at = self.position
        self._watching.serve(player)
        player.seek(at)
        self._output.serve(player)
        path = self._medium.pictures
        if path is not None and not self.can_step:
            self._screen.open(path)
            self._show(self._at)
        self._announce()

    def _loudness_changed(self) -> None:
        self._watching.set_loudness(self._output.loudness)
        self.state_changed.emit()

    def _retuned(self) -> None:
        self._output.tune()
        self._stirred()

    def _stirred(self) -> None:
        if self.playing:
            self._timer.start()
        else:
            self._timer.stop()
            self._show(self.position)
        self.state_changed.emit()

    def _tick(self) -> None:
        self._show(self.position, _LEAD)

    def _show(self, position: int, lead: int = 0) -> None:
        self._at = position
        self.moved.emit(position)
        self._screen.show(position + round(lead * self._rate), running=self.playing)

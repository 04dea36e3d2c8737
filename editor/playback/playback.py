# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays the open medium, and shows its pictures in time with the sound.

Views connect to `Playback`, never to a player; `Watching` has the current player.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QTimer, Signal

from editor.playback.screen import Screen
from editor.playback.watching import Watching

if TYPE_CHECKING:
    from editor.core.errors import Problem
    from editor.media.course import Course
    from editor.media.player import Player
    from editor.playback.audio_output import AudioOutput
    from editor.playback.open_medium import OpenMedium
    from editor.session import Session

_TICK = 16
"""ms between two updates of the position: once a frame at 60 Hz."""

_LEAD = 16
"""ms by which pictures are requested early: one update before they are due."""


class Playback(QObject):
    """Playback of the medium of the open document.

    Signals:
        medium_changed: There is another medium or none, or its player became known.
        began (int, int or None): Playing begins: from that time in ms, and up to that time or on
            to the end of the medium.
        moved (int): The position in ms; once a frame while playing.
        state_changed: Playing, watching, looping, speed, volume or player changed.

    Attributes:
        screen: The pictures of the medium.
    """

    medium_changed = Signal()
    began = Signal(int, object)
    moved = Signal(int)
    state_changed = Signal()

    def __init__(self, session: Session, medium: OpenMedium, output: AudioOutput) -> None:
        super().__init__()
        self._session, self._medium, self._output = session, medium, output
        medium.player_choice.chosen.connect(self._chosen)
        medium.player_choice.retuned.connect(self._retuned)
        self._watching = Watching()
        self.screen = Screen(self._watching)
        self._output.loudness_changed.connect(self._loudness_changed)
        self._watching.changed.connect(self._stirred)
        self._looping = False
        self._rate = 1.0
        self._range: tuple[int, int] | None = None
        self._at = 0
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._tick)
        session.media_changed.connect(self._open)

    # State

    @property
    def has_medium(self) -> bool:
        """Whether there is a medium that can be played."""
        return self._player is not None

    @property
    def playing(self) -> bool:
        """Whether it plays now."""
        return self._player is not None and self._player.playing

    @property
    def at_rest(self) -> bool:
        """Whether nothing plays and nothing is paused."""
        player = self._player
        held = self.watching or player is None or player.playing or player.paused
        return not held

    @property
    def position(self) -> int:
        """The position in ms: what is heard now."""
        return self._player.position if self._player is not None else self._at

    @property
    def rate(self) -> float:
        """The speed: 1 is normal."""
        return self._rate

    @property
    def looping(self) -> bool:
        """Whether ranges are looped."""
        return self._looping

    @property
    def range(self) -> tuple[int, int] | None:
        """The range in ms that plays or is paused, or None."""
        player = self._player
        if player is None or self.watching or self.at_rest:
            return None
        return self._range

    @property
    def watching(self) -> bool:
        """Whether in watch mode."""
        return self._watching.on

    @property
    def watch_problem(self) -> Problem | None:
        """Why libVLC can't be used for watching, as far as is known, or None."""
        return self._watching.missing or self._watching.problem

    def set_watch_problem(self, problem: Problem | None) -> None:
        """Tell it whether libVLC was found; looking takes a moment, so it is done elsewhere."""
        self._watching.missing = problem
        self.state_changed.emit()

    @property
    def player_name(self) -> str:
        """The player's name, for the status bar."""
        return self._player.name if self._player is not None else ""

    @property
    def manner(self) -> str:
        """How it plays, a sentence to be translated."""
        return self._player.manner if self._player is not None else ""

    @property
    def problems(self) -> list[Problem]:
        """What can't be played, or not exactly, and why; the most serious first."""
        found = [
            self._medium.player_choice.problem,
            self._player.problem if self._player is not None else None,
            self.watch_problem if self.watching else None,
        ]
        return [problem for problem in found if problem is not None]

    @property
    def _player(self) -> Player | None:
        return self._watching.player

    # Commands

    def play_cue(self, row: int) -> None:
        """Play the cue at `row` from its first sample to its last."""
        cue = self._session.document.cues[row]
        self.play_range(cue.start, cue.end)

    def play_range(self, start: int, end: int, *, loop: bool | None = None) -> None:
        """Play [start, end) ms, in a loop or not; by default as `looping`."""
        if self._player is None or end <= start:
            return
        self._watching.leave()
        self._medium.want(start)
        self._range = (start, end)
        self.screen.remember(start)
        self.began.emit(start, end)
        self._player.play(start, end, loop=self._looping if loop is None else loop)

    def set_range(self, start: int, end: int) -> None:
        """Change the edges of the range that plays or is paused; the position stays."""
        if self.range is not None and self._player is not None:
            self._range = (start, end)
            self._player.set_range(start, end)

    def play_on(self, start: int) -> None:
        """Play from `start` to the end of the medium."""
        if self._player is None:
            return
        self._medium.want(start)
        self._range = None
        self.screen.remember(start)
        self.began.emit(start, None)
        self._player.play(start)

    def toggle(self) -> None:
        """Pause, or play on from the playhead; at the end of the medium, from the current cue."""
        player, cues = self._player, self._session.document.cues
        if player is None:
            return
        if player.playing:
            player.pause()
        elif player.paused:
            self._medium.want(player.position)
            player.resume()
        else:
            at, length = self.position, self._medium.length
            ended = length is not None and at >= length
            self.play_on(cues[self._session.selection.current].start if ended and cues else at)

    def seek(self, position: int) -> None:
        """Move the playhead to `position` ms; if something plays, it goes on from there."""
        length = self._medium.length
        position = max(0, position if length is None else min(position, length))
        self._at = position
        self._medium.want(position)
        if self._player is not None:
            self._player.seek(position)
        self._show(position)

    def pause(self) -> None:
        """Pause; `toggle` resumes."""
        if self.playing:
            self.toggle()

    def stop(self) -> None:
        """Stop."""
        if self._player is not None:
            self._player.stop()

    def set_rate(self, rate: float) -> None:
        """Set the speed; the pitch stays."""
        self._rate = rate
        self._watching.set_rate(rate)
        self.state_changed.emit()

    def set_course(self, course: Course, *, now: bool = False) -> None:
        """Set what is played, and how fast, when playing on; by default all, at one speed.

        It takes effect when playing begins or goes on somewhere, or `now`.
        """
        self._watching.set_course(course)
        if now and self.playing and self._range is None and not self.watching:
            self.seek(self.position)

    def set_looping(self, looping: bool) -> None:  # noqa: FBT001 - a switch
        """Set whether ranges are looped; a range that plays begins again."""
        self._looping = looping
        if not self.watching and self._session.document.cues and self.playing:
            self.play_cue(self._session.selection.current)
        self.state_changed.emit()

    def set_watching(self, watching: bool) -> None:  # noqa: FBT001 - a switch
        """Enter watch mode, with libVLC if possible, or leave it."""
        media = self._session.media
        if not watching:
            self._watching.leave()
        elif media is not None and self.has_medium and not self.watching:
            self.began.emit(self.position, None)
            self._watching.set_loudness(self._output.loudness)
            self._watching.begin(media)

    def step_frame(self, count: int) -> None:
        """Stop, and show the picture `count` frames further."""
        if self.screen.can_step:
            self.stop()
            self._watching.leave()
            self.seek(self.screen.step(self.position, count))

    def set_picture_size(self, size: QSize) -> None:
        """Set the largest size of a picture in device pixels."""
        self.screen.set_size(size)
        if self.screen.can_step:
            self._show(self.position)

    def choose_track(self, track: int) -> None:
        """Play another sound track, now and whenever this medium is opened."""
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
        """Release the medium, devices and threads."""
        self._timer.stop()
        self._let_go()
        self.screen.clear()

    def _let_go(self) -> None:
        self._output.serve(None)
        self._watching.serve(None)  # first: the player still uses the rest
        self._medium.close()

    # Events

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
        """The player became known, or changed."""
        at = self.position
        self._watching.serve(player)
        player.seek(at)
        self._output.serve(player)
        path = self._medium.pictures
        if path is not None and not self.screen.can_step:
            self.screen.open(path)
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
        self.screen.show(position + round(lead * self._rate), running=self.playing)

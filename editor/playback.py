# SPDX-License-Identifier: GPL-3.0-or-later
"""What is heard and seen: the medium, its player, its pictures, and libVLC for watching.

While correcting, sound and picture are ours and exact; `watching` hands both to libVLC.
Views listen here and never to a player.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from editor.hearing import Hearing
from editor.media.medium import Medium
from editor.media.pictures import Pictures
from editor.media.players import is_right, make_player
from editor.media.sound_server import sound_server
from editor.media.vlc_watch import VlcWatch

if TYPE_CHECKING:
    from editor.core.errors import Problem
    from editor.media.cache import Cache
    from editor.media.player import Player
    from editor.media.sound import Sound
    from editor.session import Session
    from editor.settings import Settings

_TICK = 16
"""Milliseconds between two looks at where the ear is: once a frame."""


class Playback(QObject):
    """The medium of the open document, and what plays of it.

    Signals:
        medium_changed: Another medium, or none; or its kind and length became known.
        grew: More of its sound is decoded, or all.
        began (int or None): Something plays from now on: to that time, or on to the end.
        moved (int): Where the ear is, in ms; once a frame while something plays.
        state_changed: Playing, watching, repeating, speed, loudness or player are other than
            before.
        picture (QImage): What is on the screen at that time; a null one where nothing is.
        failed (Problem): The medium, or a part of it, cannot be played.

    Attributes:
        hearing: Device and loudness.
        watch_problem: Why libVLC cannot play, as far as is known, or None.
    """

    medium_changed = Signal()
    grew = Signal()
    began = Signal(object)
    moved = Signal(int)
    state_changed = Signal()
    picture = Signal(QImage)
    failed = Signal(object)

    def __init__(self, session: Session, settings: Settings, cache: Cache) -> None:
        super().__init__()
        self._session, self._cache = session, cache
        self.hearing = Hearing(settings)
        self.hearing.loudness_changed.connect(self._loudness_changed)
        self._medium: Medium | None = None
        self._player: Player | None = None
        self._pictures: Pictures | None = None
        self._watch: VlcWatch | None = None
        self._size = QSize(640, 360)
        self.watch_problem: Problem | None = None
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
        return self._pictures is not None

    @property
    def length(self) -> int | None:
        """Length of the medium in ms, where known."""
        info = self._medium.info if self._medium is not None else None
        return info.duration_ms if info is not None else None

    @property
    def sound(self) -> Sound | None:
        """The decoded sound, growing."""
        return self._medium.sound if self._medium is not None else None

    @property
    def decoding(self) -> tuple[float, float] | None:
        """How much is decoded, of how much; None where nothing is being decoded."""
        return self._medium.decoding if self._medium is not None else None

    @property
    def playing(self) -> bool:
        """Whether something sounds now."""
        if self._watch is not None:
            return self._watch.playing
        return self._player is not None and self._player.playing

    @property
    def at_rest(self) -> bool:
        """Whether nothing sounds, and nothing is held that would go on."""
        player = self._player
        return self._watch is None and player is not None and not (player.playing or player.paused)

    @property
    def position(self) -> int:
        """Where the ear is, in ms."""
        if self._watch is not None:
            return self._watch.position
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
        if player is None or self._watch is not None or self.at_rest:
            return None
        return self._range

    @property
    def watching(self) -> bool:
        """Whether libVLC plays."""
        return self._watch is not None

    def set_watch_problem(self, problem: Problem | None) -> None:
        """Whether libVLC can play was found out (which takes a moment, and so is not done here)."""
        self.watch_problem = problem
        self.state_changed.emit()

    @property
    def player_name(self) -> str:
        """What plays, for the status bar."""
        if self._watch is not None:
            return "VLC"
        return self._player.name if self._player is not None else ""

    @property
    def problems(self) -> list[Problem]:
        """Why not everything can be heard or seen."""
        medium = self._medium.problem if self._medium is not None else None
        player = self._player.problem if self._player is not None else None
        return [problem for problem in (medium or player, self.watch_problem) if problem]

    # What can be done

    def play_cue(self, row: int) -> None:
        """Play the cue at `row` from its first sample to its last."""
        cue = self._session.document.cues[row]
        self.play_range(cue.start, cue.end)

    def play_range(self, start: int, end: int) -> None:
        """Play [start, end), again and again while `looping`."""
        if self._player is None or end <= start:
            return
        self._leave_watching()
        self._range = (start, end)
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
        self._range = None
        self.began.emit(None)
        if self._watch is not None:
            self._watch.play(start)
        else:
            self._player.play(start)

    def toggle(self) -> None:
        """Hold; or go on; or, where nothing was held, play on from the current cue."""
        if self._watch is not None:
            if self._watch.playing:
                self._watch.pause()
            else:
                self._watch.play(self._watch.position)
        elif self._player is not None:
            if self._player.playing:
                self._player.pause()
            elif self._player.paused:
                self._player.resume()
            elif self._session.document.cues:
                row = self._session.selection.current
                self.play_on(self._session.document.cues[row].start)
            else:
                self.play_on(self._at)

    def seek(self, position: int) -> None:
        """Put the playhead somewhere; what plays goes on from there."""
        position = max(0, position if self.length is None else min(position, self.length))
        self._at = position
        if self._watch is not None:
            self._watch.seek(position)
        elif self._player is not None:
            self._player.seek(position)
        self._show(position)

    def pause(self) -> None:
        """Hold what plays; `toggle` goes on with it."""
        if self.playing:
            self.toggle()

    def stop(self) -> None:
        """Play nothing more."""
        if self._watch is not None:
            self._watch.pause()
        elif self._player is not None:
            self._player.stop()

    def set_rate(self, rate: float) -> None:
        """Play slower or faster, the pitch kept."""
        self._rate = rate
        if self._player is not None:
            self._player.set_rate(rate)
        if self._watch is not None:
            self._watch.set_rate(rate)
        self.state_changed.emit()

    def set_looping(self, looping: bool) -> None:  # noqa: FBT001 - a switch
        """Repeat ranges, or not; what plays now is begun again so that it shows."""
        self._looping = looping
        if self._watch is None and self._session.document.cues and self.playing:
            self.play_cue(self._session.selection.current)
        self.state_changed.emit()

    def set_watching(self, watching: bool) -> None:  # noqa: FBT001 - a switch
        """Let libVLC play from here, or take sound and picture back."""
        if not watching:
            self._leave_watching()
            return
        media = self._session.media
        if self._player is None or media is None or self._watch is not None:
            return
        position = self._player.position
        self._player.stop()
        watch = VlcWatch(self)
        watch.frame.connect(self.picture)
        watch.state_changed.connect(self._stirred)
        watch.ended.connect(self._leave_watching)
        watch.failed.connect(self._watch_failed)
        self._watch = watch
        self.began.emit(None)
        watch.open(media)
        watch.set_rate(self._rate)
        watch.set_volume(self.hearing.loudness.volume)
        watch.play(position)
        self._stirred()

    def step_frame(self, count: int) -> None:
        """Hold, and show the picture `count` further on."""
        if self._pictures is None:
            return
        self.stop()
        self._leave_watching()
        self.seek(self._pictures.step(self.position, count))

    def set_picture_size(self, size: QSize) -> None:
        """How many pixels of picture there is room for."""
        self._size = size
        if self._pictures is not None:
            self._pictures.set_size(size.width(), size.height())
            self._show(self.position)

    def stop_decoding(self) -> None:
        """The rest of the sound is not wanted."""
        if self._medium is not None:
            self._medium.cancel()

    def close(self) -> None:
        """Let go of the medium, its devices and threads."""
        self._timer.stop()
        self._leave_watching()
        if self._player is not None:
            sound_server().changed.disconnect(self._output_changed)
        self.hearing.serve(None)
        for part in (self._pictures, self._player, self._medium):
            if part is not None:
                part.close()
        self._pictures = self._player = self._medium = None

    # How it goes on

    def _open(self) -> None:
        self.close()
        self._at = 0
        path = self._session.media
        if path is not None:
            medium = Medium(str(path), self._cache)
            medium.probed.connect(self._grew)
            medium.progressed.connect(self._grew)
            medium.ready.connect(self._grew)
            medium.failed.connect(self.failed)
            self._medium = medium
        self.picture.emit(QImage())
        self.medium_changed.emit()
        self.grew.emit()
        self.state_changed.emit()

    def _grew(self) -> None:
        medium = self._medium
        if medium is not None and medium.info is not None and self._player is None:
            self._known(medium)
        self.grew.emit()

    def _known(self, medium: Medium) -> None:
        """What kind of medium it is became known: make what plays it."""
        self._make_player(medium)
        sound_server().changed.connect(self._output_changed)
        if medium.info is not None and medium.info.has_video:
            pictures = Pictures(medium.path)
            pictures.shown.connect(lambda image, _ms: self._picture(image))
            pictures.set_size(self._size.width(), self._size.height())
            self._pictures = pictures
            self._show(self._at)
        self.medium_changed.emit()
        self.state_changed.emit()

    def _make_player(self, medium: Medium) -> None:
        player = make_player(medium)
        player.state_changed.connect(self._stirred)
        player.finished.connect(self._stirred)
        # Later, since it may be the player itself that goes then.
        player.output_changed.connect(self._output_changed, Qt.ConnectionType.QueuedConnection)
        player.set_rate(self._rate)
        player.seek(self._at)
        self._player = player
        self.hearing.serve(player)

    def _output_changed(self) -> None:
        """Devices came or went, or what plays goes on elsewhere."""
        player, medium = self._player, self._medium
        if player is None or medium is None:
            return
        if is_right(player, medium):
            self.hearing.tune()
        else:
            self._at = player.position
            player.close()
            self._make_player(medium)
        self._stirred()

    def _loudness_changed(self) -> None:
        if self._watch is not None:
            self._watch.set_volume(self.hearing.loudness.volume)
        self.state_changed.emit()

    def _picture(self, image: QImage) -> None:
        if self._watch is None:
            self.picture.emit(image)

    def _stirred(self) -> None:
        if self.playing:
            self._timer.start()
        else:
            self._timer.stop()
            self._show(self.position)
        self.state_changed.emit()

    def _tick(self) -> None:
        self._show(self.position)

    def _show(self, position: int) -> None:
        self._at = position
        self.moved.emit(position)
        if self._pictures is not None and self._watch is None:
            self._pictures.request(position)

    def _leave_watching(self) -> None:
        watch, self._watch = self._watch, None
        if watch is None:
            return
        self._at = watch.position
        watch.close()
        if self._player is not None:
            self._player.seek(self._at)
        self._stirred()

    def _watch_failed(self, problem: Problem) -> None:
        self._leave_watching()
        self.failed.emit(problem)

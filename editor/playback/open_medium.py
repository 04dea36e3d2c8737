# SPDX-License-Identifier: GPL-3.0-or-later
"""The medium of the open document: its sound, speech and tracks, and the choice of a player."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.media.player_choice import PlayerChoice

if TYPE_CHECKING:
    from pathlib import Path

    from editor.media.cache import Cache
    from editor.media.container import Track
    from editor.media.headless_sound import Source
    from editor.media.medium import Medium
    from editor.media.sound import Sound
    from editor.media.speech import Speech
    from editor.media.speech_finder import SpeechFinder
    from editor.session import Session
    from editor.settings import Settings

_TRACKS = "tracks"
_REMEMBERED = 100
"""Media whose chosen track is remembered, at most."""


class OpenMedium(QObject):
    """`Playback` opens and closes it; views and actions read from it.

    Signals:
        grew: There is another sound or none, or more of it; what the medium contains may have
            become known.
        speech_changed: `speech` changed, or became known.

    Attributes:
        player_choice: Chooses its player, and tells what can't be played.
    """

    grew = Signal()
    speech_changed = Signal()

    def __init__(self, session: Session, settings: Settings, cache: Cache) -> None:
        super().__init__()
        self._session, self._settings, self._cache = session, settings, cache
        self._medium: Medium | None = None
        self._speech_finder: SpeechFinder | None = None
        self.player_choice = PlayerChoice()

    @property
    def is_missing(self) -> bool:
        """Whether the file is missing; its sound may still be in the cache."""
        return self._medium is not None and self._medium.missing

    @property
    def pictures(self) -> str | None:
        """Path of the file if it has pictures, or None."""
        medium = self._medium
        if medium is None or medium.missing or medium.info is None or not medium.info.has_video:
            return None
        return medium.path

    @property
    def length(self) -> int | None:
        """Length of the medium in ms, where known."""
        return self.player_choice.length

    @property
    def sound(self) -> Sound | None:
        """The decoded sound, growing."""
        return self._medium.sound if self._medium is not None else None

    @property
    def source(self) -> Source | None:
        """What work without a window hears of it: its sound if all is decoded, else its path."""
        if self._medium is None:
            return None
        sound = self._medium.sound
        if sound is None or not sound.complete:
            return self._medium.path
        from editor.media.headless_sound import Decoded

        return Decoded(sound.folder, sound.rate)

    @property
    def speech(self) -> Speech | None:
        """Its speech, or None where that is not known (yet)."""
        return self._speech_finder.speech if self._speech_finder is not None else None

    @property
    def decoding(self) -> tuple[int, int] | None:
        """Samples decoded and expected, or None where nothing is being decoded."""
        return self._medium.decoding if self._medium is not None else None

    @property
    def tracks(self) -> tuple[Track, ...]:
        """The medium's tracks of sound, as far as known."""
        info = self._medium.info if self._medium is not None else None
        return info.tracks if info is not None else ()

    @property
    def track(self) -> int:
        """The number of the one that is played, from 0."""
        return self._medium.track if self._medium is not None else 0

    @property
    def cache_size(self) -> int:
        """Bytes of decoded sound on the disk."""
        return self._cache.size

    def open(self, path: Path) -> None:
        """Open `path` with the track that was chosen for it, or the first."""
        from editor.media.medium import Medium
        from editor.media.speech_finder import SpeechFinder

        medium = Medium(
            str(path), self._cache, self._chosen.get(str(path), 0), identity=self._session.identity
        )
        if medium.identity is not None:
            self._session.identify_media(medium.identity)
        for more in (medium.probed, medium.progressed, medium.ready):
            more.connect(self.grew)
        finder = SpeechFinder(medium)
        finder.found.connect(self.speech_changed)
        self._medium, self._speech_finder = medium, finder
        self.player_choice.begin(medium)
        self._tell()

    def choose(self, path: Path, track: int) -> None:
        """Remember track number `track` for whenever `path` is opened."""
        chosen = self._chosen
        chosen.pop(str(path), None)
        newest = list(chosen.items())[1 - _REMEMBERED :]
        self._settings.remember(_TRACKS, dict(newest) | ({str(path): track} if track else {}))

    def want(self, position: int) -> None:
        """Decode from `position` (ms) on before anything else."""
        if self._medium is not None:
            self._medium.want(position)

    def stop_decoding(self) -> None:
        """Cancel decoding."""
        if self._medium is not None:
            self._medium.cancel()

    def clear_cache(self) -> int:
        """Remove decoded sound that is not in use; returns the bytes that are left."""
        self._cache.clear()
        return self._cache.size

    def close(self) -> None:
        """Close the medium."""
        self.player_choice.end()
        for part in (self._speech_finder, self._medium):
            if part is not None:
                part.close()
        self._speech_finder = self._medium = None
        self._tell()

    def _tell(self) -> None:
        self.grew.emit()
        self.speech_changed.emit()

    @property
    def _chosen(self) -> dict[str, int]:
        """Chosen tracks by path, where it is not the first."""
        kept = self._settings.state(_TRACKS)
        pairs = kept.items() if isinstance(kept, dict) else ()
        return {path: track for path, track in pairs if isinstance(track, int) and track > 0}

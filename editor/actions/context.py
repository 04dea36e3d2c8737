# SPDX-License-Identifier: GPL-3.0-or-later
"""What an action receives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.values import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from editor.actions.ports import Ask, Views
    from editor.audit import Audit
    from editor.core.cue import Cue
    from editor.doubts import Doubts
    from editor.inspection import Inspection
    from editor.jobs import Jobs
    from editor.playback.again import Again
    from editor.playback.audio_output import AudioOutput
    from editor.playback.by_doubt import ByDoubt
    from editor.playback.following import Following
    from editor.playback.listening import Listening
    from editor.playback.open_medium import OpenMedium
    from editor.playback.playback import Playback
    from editor.playback.tapping import Tapping
    from editor.project.known_files import KnownFiles
    from editor.project.store import SessionStore
    from editor.search import Search
    from editor.session import Session
    from editor.settings import Settings
    from editor.speakers import Speakers
    from editor.terms import Terms


@dataclass(frozen=True)
class Context:
    """Everything an action may use; created once, in `app`.

    Attributes:
        session: The open document.
        settings: What the user chose.
        jobs: Work in the background.
        inspection: Findings, diagnosis and scripts of the document.
        search: The search in the document.
        speakers: Its speakers.
        terms: The glossaries.
        audit: Which of its cues are to be listened to in order to know how many are wrong.
        listening: A speech model that listens to its medium.
        medium: The open medium: its audio, speech and tracks.
        output: The audio device and the volume.
        playback: Playback of the medium.
        following: Makes the cue at the playhead the current one.
        tapping: Whether Enter sets times.
        again: Plays the last two seconds slower.
        by_doubt: Plays fast where the text is likely to be right, and slow where not.
        store: The sessions stored on this machine.
        known_files: The last known contents of the open work's files.
        sample: The folder of the sample.
        ask: Questions to the user.
        views: The window.
    """

    session: Session
    settings: Settings
    jobs: Jobs
    inspection: Inspection
    search: Search
    speakers: Speakers
    terms: Terms
    audit: Audit
    listening: Listening
    medium: OpenMedium
    output: AudioOutput
    playback: Playback
    following: Following
    tapping: Tapping
    again: Again
    by_doubt: ByDoubt
    store: SessionStore
    known_files: KnownFiles
    sample: Path
    ask: Ask
    views: Views

    @property
    def row(self) -> int:
        """The row of the current cue."""
        return self.session.selection.current

    @property
    def cue(self) -> Cue:
        """The current cue; there must be one."""
        return self.session.document.cues[self.row]

    @property
    def doubts(self) -> Doubts:
        """What is doubtful in the open document."""
        return self.listening.list

    @property
    def has_cues(self) -> bool:
        """Whether there is a current cue."""
        return bool(self.session.document.cues)

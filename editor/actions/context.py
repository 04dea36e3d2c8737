# SPDX-License-Identifier: GPL-3.0-or-later
"""What an action is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from editor.actions.ports import Ask, Views
    from editor.core.cue import Cue
    from editor.inspection import Inspection
    from editor.jobs import Jobs
    from editor.playback.audio_output import AudioOutput
    from editor.playback.following import Following
    from editor.playback.open_medium import OpenMedium
    from editor.playback.playback import Playback
    from editor.project.known_files import KnownFiles
    from editor.project.store import SessionStore
    from editor.session import Session
    from editor.settings import Settings


@dataclass(frozen=True)
class Context:
    """Everything an action may use; made once, in `app`.

    Attributes:
        session: The open document.
        settings: What the user chose.
        jobs: Long work.
        inspection: What is known of the document.
        medium: The open medium: its sound, speech and tracks.
        output: The sound device, and how loud it is.
        playback: What is heard and seen.
        following: Which cue that is.
        store: The sessions of this machine.
        known_files: What the files of the open work are known to hold.
        sample: The folder of the sample.
        ask: Questions.
        views: The window.
    """

    session: Session
    settings: Settings
    jobs: Jobs
    inspection: Inspection
    medium: OpenMedium
    output: AudioOutput
    playback: Playback
    following: Following
    store: SessionStore
    known_files: KnownFiles
    sample: Path
    ask: Ask
    views: Views

    @property
    def row(self) -> int:
        """The current row."""
        return self.session.selection.current

    @property
    def cue(self) -> Cue:
        """The current cue; there must be one."""
        return self.session.document.cues[self.row]

    @property
    def has_cues(self) -> bool:
        """Whether there is a current cue."""
        return bool(self.session.document.cues)

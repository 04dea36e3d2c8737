# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from typing import TYPE_CHECKING

from tests.program import python

if TYPE_CHECKING:
    from pathlib import Path

WORK = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from editor.media.cache import Cache
from editor.playback.audio_output import AudioOutput
from editor.playback.open_medium import OpenMedium
from editor.playback.playback import Playback
from editor.project.journal_port import NoJournal
from editor.session import Session
from editor.settings import Settings
from tests.making import written

app = QCoreApplication([])
folder, session = Path(sys.argv[1]), Session()
settings = Settings(folder / "settings")
medium = OpenMedium(session, settings, Cache(folder / "cache", 1 << 20))
playback = Playback(session, medium, AudioOutput(settings))
session.open(written((0, 900, "大家好")), journal=NoJournal())
playback.close()
print([name for name in ("PySide6.QtMultimedia", "av") if name in sys.modules])
"""


def test_a_document_without_a_medium_needs_no_sound_system_and_no_ffmpeg(tmp_path: Path) -> None:
    assert python(WORK, str(tmp_path)).stdout == "[]\n"

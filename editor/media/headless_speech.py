# SPDX-License-Identifier: GPL-3.0-or-later
"""Speech of a medium for the command line, without a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from editor.media.headless_sound import decoded_sound
from editor.media.sound import SAMPLES_FILE
from editor.media.voice_activity import find_speech

if TYPE_CHECKING:
    from editor.media.speech import Speech


def speech_in(name: str) -> Speech | None:
    """The speech in a medium's first sound track; None where it has no sound.

    Args:
        name: Path of the file.

    Raises:
        UserError: It is no medium, or there is no room for its sound.
    """
    with decoded_sound(name) as (folder, rate):
        if not rate:
            return None
        return find_speech(np.memmap(folder / SAMPLES_FILE, np.int16, "r"), rate)

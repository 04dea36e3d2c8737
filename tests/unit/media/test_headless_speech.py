# SPDX-License-Identifier: GPL-3.0-or-later
"""Speech in real files, looked for without a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.core.errors import UserError
from editor.media.headless_speech import speech_in
from tests.media import talk, write_medium, write_wave

if TYPE_CHECKING:
    from pathlib import Path

SPANS = [(400, 1_300), (1_500, 2_700), (3_400, 4_000)]


def test_it_is_where_somebody_speaks(tmp_path: Path) -> None:
    speech = speech_in(str(write_wave(tmp_path / "a.wav", talk(SPANS, 5))))
    assert speech is not None
    assert speech.until == 5_000
    assert speech.starts.tolist() == pytest.approx([start for start, _ in SPANS], abs=20)
    assert speech.ends.tolist() == pytest.approx([end for _, end in SPANS], abs=20)


def test_pictures_alone_say_nothing(tmp_path: Path) -> None:
    assert speech_in(str(write_medium(tmp_path / "a.mkv", pictures=10))) is None


def test_what_is_no_medium_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no medium"):
        speech_in(str(tmp_path / "none.wav"))

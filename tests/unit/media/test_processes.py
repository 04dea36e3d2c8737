# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.media import write_sparse_wave

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parents[3]
WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from editor.media import processes
from editor.media.cache import Cache
from editor.media.medium import Medium

if __name__ == "__main__":
    app = QCoreApplication([])
    processes.warm()
    medium = Medium(sys.argv[1], Cache(Path(sys.argv[2]), 1 << 40))
    medium.progressed.connect(
        lambda: len(medium.sound.ranges) > 1 and print("both decode", flush=True)
    )
    app.exec()
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_a_window_that_is_killed_leaves_no_process_behind(qtbot: QtBot, tmp_path: Path) -> None:
    script = tmp_path / "window.py"
    script.write_text(WINDOW, encoding="utf-8")
    long_one = write_sparse_wave(tmp_path / "long.wav", hours=5)
    window = subprocess.Popen(
        [sys.executable, str(script), str(long_one), str(tmp_path / "cache")],
        env=os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    with window:
        assert window.stdout is not None
        assert window.stdout.readline() == b"both decode\n"
        begun = family(window.pid)
        assert len(begun) >= 3, "itself and two that decode"
        window.kill()
    qtbot.waitUntil(lambda: not family(window.pid), timeout=10_000)


def family(session: int) -> list[str]:
    """The living processes of a session."""
    living = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, its_session = path.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(its_session) == session and state != "Z":
            living.append(path.parent.name)
    return living

# SPDX-License-Identifier: GPL-3.0-or-later
"""No text is cut off: in three languages, at three scales, from 1000 × 600 to 3840 × 2160."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.program import ROOT
from tests.screen import NEEDED

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST = 300
"""Time-out in s: it takes twenty, and some times that beside others on a slow machine."""

pytestmark = pytest.mark.skipif(not NEEDED, reason="looks at a screen that nothing else is on")


@pytest.mark.parametrize(
    ("language", "scale"), [("zh_Hans", "1"), ("zh_Hant", "1.5"), ("en", "2"), ("en", "1")]
)
def test_every_text_has_the_space_it_needs(tmp_path: Path, language: str, scale: str) -> None:
    child = subprocess.run(
        [sys.executable, "-m", "tests.end2end.fitting", language, str(tmp_path / "home")],
        cwd=ROOT,
        env=os.environ | {"QT_SCALE_FACTOR": scale},
        stdout=subprocess.PIPE,
        timeout=_LONGEST,
        check=True,
    )
    told = json.loads(child.stdout.splitlines()[-1])
    assert told["scale"] == float(scale)
    assert told["misfits"] == {}

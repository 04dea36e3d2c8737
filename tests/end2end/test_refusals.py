# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever a disk refuses, the window says so, loses nothing, and tries again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import faults
from tests.end2end.refusals import TRIALS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", [trial.__name__ for trial in TRIALS])
def test_the_window_on_a_disk_that_refuses(name: str, tmp_path: Path) -> None:
    faults.run(tmp_path, "tests.end2end.refusals", name, tmp_path)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Every write, sync and rename fails in turn, for real: SQLite's own as well as ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import faults

if TYPE_CHECKING:
    from pathlib import Path


def test_the_journal_loses_nothing_whichever_call_fails(tmp_path: Path) -> None:
    faults.run(tmp_path, "tests.unit.project.refused", tmp_path)

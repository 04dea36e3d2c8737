# SPDX-License-Identifier: GPL-3.0-or-later
"""What Qt's binding must not do; see packaging/constraints.txt."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal


class Bell(QObject):
    rung = Signal()


def test_a_signal_takes_no_reference_from_true() -> None:
    bell = Bell()
    before = sys.getrefcount(True)  # noqa: FBT003 - the object itself is meant
    for _ in range(300):
        bell.rung.emit()
    assert sys.getrefcount(True) >= before  # noqa: FBT003

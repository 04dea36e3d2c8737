# SPDX-License-Identifier: GPL-3.0-or-later
"""Loads Qt Multimedia, quietly.

Attributes:
    AVAILABLE: False if the system lacks a library that Qt Multimedia needs.
"""

from __future__ import annotations

from editor.media.qt_warnings import loading_quietly

with loading_quietly():
    try:
        import PySide6.QtMultimedia  # noqa: F401 - loaded for those who need it next
    except ImportError:
        AVAILABLE = False
    else:
        AVAILABLE = True

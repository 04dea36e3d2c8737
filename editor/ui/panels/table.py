# SPDX-License-Identifier: GPL-3.0-or-later
"""All panels. To add one: a file here with its widget and a `make`, a row, and its command."""

from __future__ import annotations

from editor.core.i18n import N_
from editor.ui.panels import problems
from editor.ui.panels.panel import Panel

PANELS: tuple[Panel, ...] = (
    Panel("problems", N_("Problems"), "view.problems", problems.make),
)  # fmt: skip

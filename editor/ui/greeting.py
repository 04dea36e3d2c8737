# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window says first: the first steps to newcomers, and after an update what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from editor import __version__
from editor.core.errors import Problem
from editor.settings import FIRST_STEPS

if TYPE_CHECKING:
    from editor.actions.context import Context
    from editor.ui.commands import Commands
    from editor.ui.theme import Theme
    from editor.ui.workbench import Workbench

_VERSION = "version"
"""Name under which the settings remember the version that ran last."""


def greet(
    context: Context, bench: Workbench, commands: Commands, theme: Theme, *, was_here: bool
) -> None:
    """Show what a newcomer, or somebody after an update, is to see.

    `was_here`: whether the program has run for this user before.
    """
    settings = context.settings
    if settings.state(FIRST_STEPS) is not True:
        from editor.ui.first_steps import FirstSteps

        strip = FirstSteps(context.session, settings, commands, bench.notice, theme)
        strip.finished.connect(lambda: bench.show_strip(None))
        bench.show_strip(strip)
    before = settings.state(_VERSION)
    if before == __version__:
        return
    settings.remember(_VERSION, __version__)
    if before is not None or was_here:
        news = Problem("This is Jiaozi {version}.", version=__version__)
        context.session.opened.connect(
            lambda: context.views.notice(news, "help.news"),
            Qt.ConnectionType.SingleShotConnection,
        )

# SPDX-License-Identifier: GPL-3.0-or-later
"""All panels. To add one: a file here with its widget and `make`, a row, and its command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.i18n import N_
from editor.ui.panels.panel import Panel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor.actions.context import Context
    from editor.ui.commands import Commands
    from editor.ui.theme import Theme


def _problems(context: Context, commands: Commands, theme: Theme) -> QWidget:
    from editor.ui.panels import problems

    return problems.make(context, commands, theme)


def _doubts(context: Context, commands: Commands, theme: Theme) -> QWidget:
    from editor.ui.panels import doubts

    return doubts.make(context, commands, theme)


def _speakers(context: Context, commands: Commands, theme: Theme) -> QWidget:
    from editor.ui.panels import speakers

    return speakers.make(context, commands, theme)


def _history(context: Context, commands: Commands, theme: Theme) -> QWidget:
    from editor.ui.panels import history

    return history.make(context, commands, theme)


def _statistics(context: Context, commands: Commands, theme: Theme) -> QWidget:
    del commands, theme
    from editor.ui.panels import statistics

    return statistics.make(context)


def _glossary(context: Context, commands: Commands, theme: Theme) -> QWidget:
    from editor.ui.panels import glossary

    return glossary.make(context, commands, theme)


PANELS: tuple[Panel, ...] = (
    Panel("problems", N_("Problems"), "view.problems", _problems),
    Panel("doubts", N_("Doubtful cues"), "view.doubts", _doubts),
    Panel("speakers", N_("Speakers"), "view.speakers", _speakers),
    Panel("glossary", N_("Glossary"), "view.terms", _glossary),
    Panel("history", N_("History"), "view.history", _history),
    Panel("statistics", N_("Statistics"), "view.statistics", _statistics),
)
"""The panels' modules are imported when a panel is first shown: see `editor.later`."""

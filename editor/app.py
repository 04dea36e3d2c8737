# SPDX-License-Identifier: GPL-3.0-or-later
"""The composition root: creates all objects and connects them, in a visible order."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QDialog

from editor import __version__
from editor.actions import advice, disk_trouble, external_changes, opening, relinking
from editor.actions.context import Context
from editor.actions.table import ACTIONS, MENUS
from editor.afterwards import afterwards
from editor.audit import Audit
from editor.core.garbage import settle
from editor.core.values import dataclass
from editor.doubts import Doubts
from editor.inspection import Inspection
from editor.jobs import Jobs
from editor.media.cache import Cache
from editor.playback.again import Again
from editor.playback.audio_output import AudioOutput
from editor.playback.by_doubt import ByDoubt
from editor.playback.following import Following
from editor.playback.hearing import Hearing
from editor.playback.listening import Listening
from editor.playback.open_medium import OpenMedium
from editor.playback.playback import Playback
from editor.playback.skipping import Skipping
from editor.playback.tapping import Tapping
from editor.playback.worked import Worked
from editor.project.known_files import KnownFiles
from editor.project.places import Places, places
from editor.project.store import SessionStore
from editor.search import Search
from editor.session import Session
from editor.settings import CACHE, LANGUAGE, THEME, Settings
from editor.speakers import Speakers
from editor.terms import Terms
from editor.ui import i18n
from editor.ui.application import Application
from editor.ui.ask import Dialogs
from editor.ui.commands import Commands
from editor.ui.correcting import Correcting
from editor.ui.focus_ring import FocusRing
from editor.ui.fonts import ui_font
from editor.ui.greeting import greet
from editor.ui.jobs_view import JobsView
from editor.ui.key_hints import KeyHints
from editor.ui.main_window import MainWindow
from editor.ui.pages import Pages
from editor.ui.panels.table import PANELS
from editor.ui.relay import Relay
from editor.ui.side_buttons import SideButtons
from editor.ui.status import Status
from editor.ui.theme import Choice, Theme
from editor.ui.transport import Transport
from editor.ui.views import WindowViews
from editor.ui.wiring import wire
from editor.ui.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor.actions.action import Action
    from editor.actions.table import Menus
    from editor.ui.panels.panel import Panel

DOCS = Path(__file__).resolve().parent.parent / "docs"
RESOURCES = Path(__file__).resolve().parent.parent / "resources"
GIGABYTE = 1024**3
"""In bytes."""

_ICON_SIZES = (16, 32, 64, 256)
"""In pixels, of the window's icon."""

_OPEN = "open"
"""Name under which the settings remember whether a document was open."""

ARGUMENTS = ("jiaozi", "-style", "fusion")
"""Arguments for Qt. Fusion is the only style that takes all its colours from the palette; set here,
no other style is made first."""

_TURN = 0.00005
"""Thread switch interval in seconds. While another thread works, painting one typed letter waits
for this a hundred times: after each call of Qt's. It costs two busy threads nothing."""

_PARTING = 1.0
"""Time in s that settings have to be written at the end, where a disk does not answer."""

_BRIEFLY = 150
"""Time in ms that the window waits at most for the document before it is shown. An hour of speech
is read by then, and is in the first picture; to paint an empty window meanwhile would take longer.
"""


@dataclass(frozen=True)
class Program:
    """The running program, for `main` and tests.

    Attributes:
        window: The main window, not shown yet.
        context: What actions use.
        commands: All commands by id.
        bench: The page for editing.
        status: The status bar.
    """

    window: MainWindow
    context: Context
    commands: Commands
    bench: Workbench
    status: Status


def application(settings: Settings) -> QApplication:
    """The `QApplication`, with language, application name, font and icon set."""
    _choose_input_method()
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else Application([*ARGUMENTS])
    app.setApplicationName("Jiaozi")
    app.setApplicationDisplayName("Jiaozi 校字")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("jiaozi")
    i18n.install(app, i18n.chosen_language(settings[LANGUAGE]), RESOURCES / "i18n")
    app.setFont(ui_font())
    icon = QIcon()
    for size in _ICON_SIZES:
        icon.addFile(str(RESOURCES / "icon" / f"jiaozi-{size}.png"), QSize(size, size))
    app.setWindowIcon(icon)
    return app


def build(
    where: Places,
    settings: Settings,
    *,
    actions: Sequence[Action] = ACTIONS,
    menus: Menus = MENUS,
    panels: Sequence[Panel] = PANELS,
) -> Program:
    """Create and connect everything; nothing is shown or opened.

    Args:
        where: This user's folders.
        settings: This user's settings.
        actions: The commands.
        menus: Their menus.
        panels: The dock panels beside the table.
    """
    theme = _theme(settings)
    jobs, session, relay = Jobs(), Session(), Relay()
    inspection = Inspection(session, settings, jobs, where.profiles)
    medium = OpenMedium(session, settings, Cache(where.cache / "sound", settings[CACHE] * GIGABYTE))
    output, doubts = AudioOutput(settings), Doubts(session)
    playback = Playback(session, medium, output)
    window = MainWindow(session, settings)
    theme.setParent(window)  # or it would go on to follow the desktop when its window is gone
    commands = Commands(settings, window.centralWidget() or window, actions, menus)
    transport = Transport(playback, medium, output, commands, theme)
    bench = Workbench(session, settings, transport, commands, theme)
    status = Status(session, inspection, playback, commands, theme)
    pages = Pages(window, bench, commands, theme, DOCS)
    following = Following(session, playback, settings, _choosing, doubts.entering)
    listening = Listening(session, medium, doubts)
    context = Context(
        session=session,
        settings=settings,
        jobs=jobs,
        inspection=inspection,
        search=Search(session, jobs),
        speakers=Speakers(session),
        terms=Terms(session, where.settings.with_name("glossary.tsv")),
        audit=Audit(session),
        listening=listening,
        medium=medium,
        output=output,
        playback=playback,
        following=following,
        tapping=Tapping(session, playback, following),
        again=Again(playback),
        by_doubt=ByDoubt(session, playback, medium, listening, settings),
        store=SessionStore(where.sessions, relay.send),
        known_files=KnownFiles(),
        sample=RESOURCES / "sample",
        ask=Dialogs(window, session, settings, theme, RESOURCES),
        views=WindowViews(window, bench, commands, pages),
    )
    window.furnish(bench, status, commands, lambda: disk_trouble.may_leave(context))
    commands.serve(context, bench.table)
    wire(bench, context, commands, theme)
    bench.docks.serve(panels, commands, lambda row: row.make(context, commands, theme))
    return _connect(Program(window, context, commands, bench, status), pages, theme, relay)


def _connect(program: Program, pages: Pages, theme: Theme, relay: Relay) -> Program:
    """What the objects tell one another beyond the workbench, which `wire` connects."""
    window, context, status = program.window, program.context, program.status
    pages.serve(context)
    KeyHints(program.commands, context.settings, program.bench.notice)
    was_here = context.settings.state(_OPEN) is not None
    greet(context, program.bench, program.commands, theme, was_here=was_here)
    SideButtons(window, program.commands)
    FocusRing(window)
    session, settings, jobs = context.session, context.settings, context.jobs
    playback = context.playback
    correcting = Correcting(context, status.show_more)
    correcting.setParent(window)
    program.bench.table.composed.connect(correcting.make_way)
    Worked(session, playback)
    Hearing(session, playback, context.output)
    status.show_saved(Skipping(session, playback, context.medium, settings))
    status.show_by_doubt(context.by_doubt)
    settings.changed.connect(
        lambda name: theme.apply(_colours(settings)) if name == THEME.id else None
    )
    status.show_jobs(JobsView(jobs, context.medium, context.listening))
    settings.refused.connect(context.views.notice)
    relay.received.connect(lambda _: disk_trouble.troubled(context))
    relay.received.connect(status.refresh_kept)
    jobs.late.connect(lambda job: disk_trouble.late(context, job))
    context.medium.player_choice.failed.connect(
        lambda problem: relinking.medium_failed(context, problem)
    )
    window.dropped.connect(pages.open_paths)
    if isinstance(app := QApplication.instance(), Application):  # that of some tests is not
        app.files_asked.connect(window.dropped)
    window.activated.connect(lambda: external_changes.look(context))
    window.activated.connect(lambda: context.terms.look_again(jobs))
    window.left.connect(session.hurry)
    window.active_changed.connect(context.listening.set_active)
    window.blocked.connect(context.playback.pause)
    window.recent_menu_wanted.connect(pages.fill_recent)
    session.opened.connect(lambda: settings.remember(_OPEN, session.is_open))
    session.opened.connect(settle)
    session.given_up.connect(lambda: advice.advise(context, context.inspection.report))

    def close() -> None:
        session.close()  # first, as the rest may be blocked by a disk
        context.inspection.close()
        jobs.close()
        context.by_doubt.stop()
        context.listening.close()
        context.playback.close()
        settings.wait(_PARTING)

    window.closing.connect(close)
    settle()
    # With all widgets there: each would be styled when it is made, and again when it is placed.
    theme.apply(_colours(settings))
    window.lay_out()  # which asks for their sizes
    afterwards(window, context)
    return program


def begin(program: Program, paths: Sequence[Path]) -> None:
    """Open the given files, or else what was open when the program last ended."""
    context = program.context
    # Killed just after it opened its first document, the program had no time to note that.
    closed = context.settings.state(_OPEN) is False
    last = None if closed else context.store.last()
    if paths:
        opening.open_paths(context, paths)
    elif last is not None:
        opening.open_entry(context, last)
    else:
        context.views.show_start()


def main(arguments: Sequence[str]) -> int:
    """Open the window with some files, and run until it is closed; returns the exit code."""
    from editor.ui.crash import Crashes

    if is_without_display():
        return 2
    where = places(os.environ)
    settings = Settings(where.settings)
    app = application(settings)
    program = build(where, settings)
    sys.setswitchinterval(_TURN)
    sys.excepthook = Crashes(program.window, lambda: program.commands.last).caught
    begin(program, [Path(name).absolute() for name in arguments])  # reads in the background
    program.context.jobs.wait(_BRIEFLY)
    program.window.show()
    code = app.exec()
    sys.excepthook = sys.__excepthook__
    if program.context.jobs.is_blocked:
        os._exit(code)  # all is saved; a normal exit would wait for that disk
    return code


def _choosing() -> bool:
    """Whether a menu, a list or a field over the table is open, or a mouse button is down."""
    pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
    opened = QApplication.activePopupWidget() is not None
    # Fields over the table are dialogs of their own, not popups.
    return pressed or opened or isinstance(QApplication.activeWindow(), QDialog)


def _theme(settings: Settings) -> Theme:
    theme = Theme()
    theme.apply(_colours(settings), styled=False)
    return theme


def _colours(settings: Settings) -> Choice:
    choice = settings[THEME]
    return "light" if choice == "light" else "dark" if choice == "dark" else "system"


def is_without_display() -> bool:
    """Whether there is no display to open a window on (Linux); then it says so."""
    chosen = any(map(os.environ.get, ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")))
    if not sys.platform.startswith("linux") or chosen:
        return False
    print(  # noqa: T201 - no window to show it in
        "jiaozi: the window needs a display, and there is none. The verbs do without: "
        "jiaozi --help",
        file=sys.stderr,
    )
    return True


def _choose_input_method() -> None:
    """Use ibus's plug-in for fcitx: Qt ships no fcitx plug-in, but fcitx speaks ibus's protocol."""
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    there = any((plugins / "platforminputcontexts").glob("*fcitx*"))
    if os.environ.get("QT_IM_MODULE", "").startswith("fcitx") and not there:
        os.environ["QT_IM_MODULE"] = "ibus"

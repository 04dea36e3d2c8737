# SPDX-License-Identifier: GPL-3.0-or-later
"""`--self-test`: tries all parts of a packaged program on the sample, in a home of its own.

A window is opened and killed in a process of its own; then, here, the work is recovered, corrected,
played and exported. Each step prints what it did. It speaks English only: it is for who packages
the program, and for reports of faults.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QProcess, QProcessEnvironment, QTimer, qVersion

from editor import __version__, app
from editor.project.places import HOME, places
from editor.self_test.trial import TYPED, Failed, Trial, wait
from editor.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

OK = "self-test: ok"
"""The last line, if all went well."""

_LONGEST = 180
"""Seconds for everything."""
_READY = "typed"
"""File in the home that appears once all that was typed is on disk."""


def run(arguments: Sequence[str]) -> int:
    """Try everything; returns 0 if all went well.

    With the path of a home instead of no argument, it is the window that is killed.
    """
    if app.is_without_display():
        return 2
    sys.excepthook = _say_and_leave
    if arguments:
        _be_killed(Path(arguments[0]))
        return 1  # nobody killed it
    # What a closed window still writes to is gone with its process, not before.
    with TemporaryDirectory(prefix="jiaozi-", ignore_cleanup_errors=True) as home:
        return _try_all(Path(home))


def _try_all(home: Path) -> int:
    app.application(Settings(places({HOME: str(home)}).settings))
    _say("program", f"Jiaozi {__version__}, Qt {qVersion()}, Python {sys.version.split()[0]}")
    watchdog = QTimer(singleShot=True, interval=_LONGEST * 1000)
    watchdog.timeout.connect(lambda: _leave("it took too long; is a message open?"))
    watchdog.start()
    try:
        _kill_a_window(home)
        trial = Trial(home)
        for step in (
            trial.recover,
            trial.decode,
            trial.play,
            trial.play_without_sound,
            trial.watch,
            trial.repair,
            trial.convert,
            trial.edit,
            trial.export,
            trial.another_engine,
            trial.close,
        ):
            _say(step.__name__.replace("_", " "), step())
    except Failed as failed:
        _leave(str(failed))
    _say_line(OK)
    return 0


def _kill_a_window(home: Path) -> None:
    """Open the sample in another process, type, and kill it."""
    own = [] if getattr(sys, "frozen", False) else ["-m", "editor"]
    window = QProcess()
    window.setProcessEnvironment(QProcessEnvironment.systemEnvironment())
    window.start(sys.executable, [*own, "--self-test", str(home)])
    ready, ended = home / _READY, QProcess.ProcessState.NotRunning
    wait(lambda: ready.exists() or window.state() == ended, "a window of another process")
    if not ready.exists():
        said = bytes(window.readAllStandardError().data()).decode(errors="replace")
        raise Failed(f"a window of another process, which ended by itself: {said}")
    window.kill()
    window.waitForFinished()
    _say("kill", f"a window was killed after “{TYPED}” was typed")


def _be_killed(home: Path) -> None:
    app.application(Settings(places({HOME: str(home)}).settings))
    trial = Trial(home)
    trial.show()
    trial.begin_sample()
    trial.type(TYPED)
    trial.keep()
    (home / _READY).touch()
    QTimer.singleShot(_LONGEST * 1000, QCoreApplication.quit)
    QCoreApplication.exec()


def _say(step: str, what: str) -> None:
    _say_line(f"self-test: {step}: {what}")


def _say_line(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - who runs it reads it


def _leave(why: str) -> None:
    """End at once: a message or a thread may be in the way."""
    _say_line(f"self-test: FAILED, waiting for {why}")
    os._exit(1)


def _say_and_leave(kind: type[BaseException], error: BaseException, trace: object) -> None:
    sys.__excepthook__(kind, error, trace)  # type: ignore[arg-type]
    _leave(f"no exception: {error!r}")

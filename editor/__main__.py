# SPDX-License-Identifier: GPL-3.0-or-later
"""Entry point: a verb runs the command line, anything else opens the window."""

from __future__ import annotations

import gc
import os
import sys

from editor.cli import VERBS


def main() -> int:
    """Run the command line or the window; returns the exit code."""
    # NumPy's BLAS would start one thread per core, which takes half of NumPy's import time; no
    # matrix here is large enough to need them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _prepare_streams()
    arguments = sys.argv[1:]
    first = arguments[0] if arguments else ""
    if first == "--self-test":
        from editor.self_test import main as self_test

        return self_test.run(arguments[1:])
    if first in VERBS or first.startswith("-"):
        from editor.cli import command_line

        return command_line.main(arguments)
    # Modules are never garbage, and collections during the imports would take a tenth of the
    # start-up time. `editor.afterwards` collects garbage once the window is there.
    gc.disable()
    from editor import qt

    qt.load()
    from editor import app

    return app.main(arguments)


def _prepare_streams() -> None:
    """Chinese must come out whatever the locale says; a bad file name must not stop it.

    Lines end the same way on every system, so that scripts get the same bytes. Windows gives a
    program without a console no streams: what is printed then is lost, and stops nothing.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


if __name__ == "__main__":
    if getattr(sys, "frozen", False) and not {"-c", "--multiprocessing-fork"}.isdisjoint(sys.argv):
        import multiprocessing

        import pyi_rth_multiprocessing  # noqa: F401 - PyInstaller's, which prepares the next call

        multiprocessing.freeze_support()  # worker processes of a packaged program start here
    sys.exit(main())

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
    arguments = sys.argv[1:]
    first = arguments[0] if arguments else ""
    if first == "--smoke-test":
        from editor import smoke

        return smoke.run(arguments[1:])
    if first in VERBS or first.startswith("-"):
        from editor.cli import command_line

        return command_line.main(arguments)
    # Modules are never garbage, and collections during the imports would take a tenth of the
    # start-up time. `app.main` enables the collector again.
    gc.disable()
    from editor import app

    return app.main(arguments)


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()  # worker processes of a packaged program start here
    sys.exit(main())

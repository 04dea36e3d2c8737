# SPDX-License-Identifier: GPL-3.0-or-later
"""The program's entrance: a verb goes to `cli`, anything else opens the window."""

from __future__ import annotations

import os
import sys

from editor.cli import VERBS


def main() -> int:
    """Run what the command line asks for and return its exit code."""
    # Numpy's BLAS would start a thread for each core, which costs half of numpy's import; nothing
    # here multiplies matrices so large that they would help.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    arguments = sys.argv[1:]
    first = arguments[0] if arguments else ""
    if first == "--smoke-test":
        from editor import smoke

        return smoke.run(arguments[1:])
    if first in VERBS or first.startswith("-"):
        from editor.cli import command_line

        return command_line.main(arguments)
    from editor import app

    return app.main(arguments)


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()  # a packaged program's children come in here
    sys.exit(main())

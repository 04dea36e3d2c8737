# SPDX-License-Identifier: GPL-3.0-or-later
"""The program's entrance: a verb goes to `cli`, anything else opens the window."""

from __future__ import annotations

import multiprocessing
import sys


def main() -> int:
    """Run what the command line asks for and return its exit code."""
    arguments = sys.argv[1:]
    first = arguments[0] if arguments else ""
    from editor import cli  # noqa: PLC0415 - what a frozen program's children do without

    if first == "--smoke-test":
        from editor import smoke  # noqa: PLC0415 - as below

        return smoke.run(arguments[1:])
    if first in cli.VERBS or first.startswith("-"):
        return cli.main(arguments)
    from editor import app  # noqa: PLC0415 - Qt is not, and the verbs must do without

    return app.main(arguments)


if __name__ == "__main__":
    multiprocessing.freeze_support()  # a packaged program's children come in here
    sys.exit(main())

# SPDX-License-Identifier: GPL-3.0-or-later
"""The verbs' command line. Results go to standard output, everything else to standard error.

To add a verb: write a module with `register`, which adds the verb's arguments and names the
function that runs it, and put it into `_MODULES` here and its name into `VERBS`.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from typing import TYPE_CHECKING

from editor import __version__
from editor.cli import (
    VERBS,
    align,
    chapters,
    check,
    clean,
    convert,
    doubt,
    formats,
    info,
    join,
    part,
    publish,
    repair,
    transcribe,
)
from editor.cli.common import UNREADABLE, UNWRITABLE, say
from editor.core.errors import UserError
from editor.formats.files import STANDARD, WriteError

if TYPE_CHECKING:
    from collections.abc import Sequence

_MODULES = {
    "info": info,
    "convert": convert,
    "repair": repair,
    "clean": clean,
    "join": join,
    "part": part,
    "check": check,
    "publish": publish,
    "chapters": chapters,
    "doubt": doubt,
    "align": align,
    "transcribe": transcribe,
    "formats": formats,
}


def parser() -> argparse.ArgumentParser:
    """The command line of all verbs."""
    top = argparse.ArgumentParser(
        prog="jiaozi",
        allow_abbrev=False,
        description="Jiaozi 校字: the subtitle editor for correcting machine transcripts. "
        "jiaozi [FILE…] opens the window; these verbs work without it.",
    )
    top.add_argument("--version", action="version", version=f"Jiaozi {__version__}")
    top.add_argument(  # taken by `editor.__main__` before this is asked
        "--self-test",
        action="store_true",
        help="open the window, try everything on the sample, and leave",
    )
    verbs = top.add_subparsers(title="verbs", metavar="VERB", dest="verb", required=True)
    for name in VERBS:
        _MODULES[name].register(verbs)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a verb and return its exit code.

    0 done, nothing wrong · 1 done, and errors were found · 2 bad usage, or an input
    that cannot be read at all · 3 not done for want of evidence · 4 could not write.
    """
    try:
        options = _options(arguments)
        code: int = options.run(options)
        sys.stdout.flush()
    except WriteError as error:
        say(str(error))
        return UNWRITABLE
    except UserError as error:
        say(str(error))
        return UNREADABLE
    except BrokenPipeError:
        # The reader of the pipe closed it: nothing more can be written there.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNWRITABLE
    except KeyboardInterrupt:
        say("stopped")
        return 130
    return code


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options; names of files may stand on both sides of one (`argparse` gives up there)."""
    top = parser()
    options, rest = top.parse_known_args(arguments)
    if rest:
        unknown = [word for word in rest if word.startswith("-") and word != STANDARD]
        if unknown or "files" not in options:
            top.error(f"unrecognized arguments: {' '.join(unknown or rest)}")
        options.files += rest
    return options

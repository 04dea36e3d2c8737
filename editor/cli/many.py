# SPDX-License-Identifier: GPL-3.0-or-later
"""Many inputs of a verb: one after the other or in several processes, with or without `--resume`.

A verb says what it does with one: a function of its options that returns the exit code. For each
input these are the verb's, with a few of its own: see `each_of`.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
import traceback
from argparse import Namespace
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from editor.cli.common import DONE, UNREADABLE, UNWRITABLE, argument, erased, say, say_problems
from editor.cli.inputs import gather
from editor.cli.outputs import format_of
from editor.cli.place import Place
from editor.core.errors import UserError
from editor.formats.files import STANDARD, WriteError, is_folder, real

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Collection, Iterable, Iterator
    from types import FrameType

    from editor.formats.format import Format

    One = Callable[[Namespace], int]

_MOST_JOBS = 1024
_TERMINATED = 143
"""Exit code of a process that SIGTERM ended, as shells tell it."""


class Ended(NamedTuple):
    """What became of an input: its exit code, and whether an earlier run did it already."""

    code: int
    was_done: bool = False


def add_many(parser: argparse.ArgumentParser, what: str, *, required: bool = False) -> None:
    """Add `--out`, `--jobs` and `--resume`; `what` stands in the folder."""
    parser.add_argument(
        "--out", metavar="DIR", required=required, help=f"folder for {what} of several inputs"
    )
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=argument(_jobs),
        default=1,
        help="processes that work at the same time; auto: as many as there are processors "
        "(default: 1)",
    )
    parser.add_argument(
        "--resume",
        action="store_true",
        help="with --out: leave out what an earlier run with --resume did, and is unchanged",
    )


def add_listed(parser: argparse.ArgumentParser, what: str) -> None:
    """Add what `add_many` adds, and `--force`, for a verb that prints its results otherwise."""
    add_many(parser, what)
    parser.add_argument(
        "--force", action="store_true", help="with --out: replace a file that exists"
    )


def add_written(parser: argparse.ArgumentParser) -> None:
    """Add `-o` and `--to` of a single output, and what `add_many` adds."""
    parser.add_argument("-o", "--output", metavar="OUT", help="file to write; - is standard output")
    parser.add_argument("--to", metavar="FORMAT", help="format to write; else by the ending of OUT")
    add_many(parser, "the outputs")


def _jobs(text: str) -> int:
    if text in {"auto", "0"}:
        return processors()
    if not text.isdecimal() or int(text) > _MOST_JOBS:
        raise UserError("“{text}” is no number of jobs.", text=text)
    return int(text)


def processors() -> int:
    """Those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def take_output(options: Namespace) -> None:
    """IN OUT without `--out`: OUT becomes `options.output`.

    Raises:
        UserError: There are more names, or fewer.
    """
    if options.out is not None:
        return
    if len(options.files) != 2:  # noqa: PLR2004 - IN and OUT
        raise UserError("Give one input and one output, or several inputs with --out DIR.")
    options.output = options.files.pop()


def single_format(options: Namespace) -> Format:
    """The format to write, of one output or of all those in `--out`.

    Raises:
        UserError: It is not known, or cannot be written; there is no output, or there are two.
    """
    if options.out is not None and options.output is not None:
        raise UserError("Give the output or --out, not both.")
    if options.out is not None and not options.to:
        raise UserError("With --out say --to as well: the format to write.")
    if options.out is None and (options.output is None or len(options.files) > 1):
        raise UserError("Give one input and one output with -o, or several inputs with --out DIR.")
    return format_of(options)


def each_of(options: Namespace, name: str) -> Namespace:
    """The options for one input.

    `file` is its name, `place` takes its outputs. With `--out`, `stem` is the path of its outputs
    without their ending, `output` has the one of `options.suffixes`, if there is just one, and
    `report` is a file in the folder that was named. `media` is its own, where a folder was named.

    Raises:
        UserError: There is no medium of its name in that folder.
    """
    each = Namespace(**vars(options))
    each.file = name
    if options.out is not None:
        each.stem = _stem(options, name)
        if len(options.suffixes) == 1:
            each.output = each.stem + options.suffixes[0]
        if getattr(options, "report", None) is not None:
            report = f"{PurePath(each.stem).name}.{options.verb}.json"
            each.report = str(Path(options.report) / _under(options, name) / report)
    if getattr(options, "media", None) is not None and not isinstance(options.media, list):
        each.media = media_of(name, options.media)
    each.place = Place(each)
    return each


def media_of(name: str, media: str) -> str:
    """The medium of an input: `media`, or the file of the input's name in the folder `media`."""
    if not is_folder(media):
        return media
    from editor.project.opening import MEDIA, beside

    found = beside(Path(media) / PurePath(name).name, MEDIA)
    if found is None:
        raise UserError("There is no medium of this name in “{folder}”.", folder=media)
    return str(found)


def run_all(
    options: Namespace,
    one: One,
    suffixes: Iterable[str] = (),
    *,
    listed: str | None = None,
    reads: Collection[str] | None = None,
) -> int:
    """Run `one` on every input; one that fails does not stop the others.

    Args:
        options: Those of the verb.
        one: What it does with one input, a function of a module; gets `each_of` and returns the
            exit code.
        suffixes: Endings of the outputs that every input has.
        listed: Ending of a file in `--out` for what `one` prints on standard output.
        reads: Endings of the files that are its inputs in a folder; see `inputs.gather`.

    Returns:
        The worst exit code.

    Raises:
        UserError: Inputs would take each other's outputs; a folder has nothing to read.
        WriteError: The folders can't be made.
    """
    options.suffixes = (listed,) if listed else tuple(suffixes)
    gather(options, reads)
    options.files = list(dict.fromkeys(options.files))
    if options.out is None:
        if options.resume:
            raise UserError("--resume needs --out DIR: the folder tells what is done.")
        if getattr(options, "output", None) is not None and len(options.files) > 1:
            raise UserError("This folder has several files; give --out DIR for the outputs.")
    else:
        _refuse_clashes(options)
        for folder in filter(None, (options.out, getattr(options, "report", None))):
            for under in {"", *options.under.values()}:
                make_folder(str(Path(folder) / under))
        one = partial(_listed, one) if listed else one
    jobs = min(options.jobs, len(options.files))
    if jobs > 1 and STANDARD in options.files:
        raise UserError("With --jobs, standard input cannot be one of the inputs.")
    with _terminable():
        return _run(options, one, jobs)


def _run(options: Namespace, one: One, jobs: int) -> int:
    total, worst, done_before = len(options.files), DONE, 0
    shows = total > 1 and not options.quiet and sys.stderr.isatty()

    def show(done: int, name: str) -> None:
        if shows:  # the cursor stays in front: what is said takes the line
            print(f"\r\x1b[K[{done}/{total}] {name}", end="\r", file=sys.stderr, flush=True)  # noqa: T201

    for each in _ended(options, one, jobs, show):
        worst = max(worst, each.code)
        done_before += each.was_done
    if shows:
        erased()
    if done_before and not options.quiet:
        say(f"{done_before} of {total} were done already.")
    return worst


def _ended(
    options: Namespace, one: One, jobs: int, show: Callable[[int, str], None]
) -> Iterator[Ended]:
    """What became of each input, in their order."""
    if jobs > 1:
        from editor.cli.workers import worked

        yield from worked(options, one, jobs, show)
        return
    for number, name in enumerate(options.files, start=1):
        show(number, name)
        yield attempt(options, one, name)


def attempt(options: Namespace, one: One, name: str) -> Ended:
    """Run `one` on an input; what goes wrong is said."""
    try:
        each = each_of(options, name)
        earlier = each.place.earlier()
        return Ended(one(each)) if earlier is None else Ended(earlier, was_done=True)
    except WriteError as error:
        say(f"{name}: {error}")
        return Ended(UNWRITABLE)
    except UserError as error:
        say_problems(name, [error.problem])
    except BrokenPipeError:
        raise
    except Exception:  # noqa: BLE001 - a fault of ours must not stop the others
        say(f"{name}: a fault of the program:")
        traceback.print_exc()
    return Ended(UNREADABLE)


def _listed(one: One, each: Namespace) -> int:
    """Run `one`; what it prints becomes its output."""
    each.place.refuse([each.output])
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        code = one(each)
    text = printed.getvalue().encode("utf-8", "backslashreplace")
    return int(each.place.deliver([(each.output, text)], code))


def _stem(options: Namespace, name: str) -> str:
    stem = "standard-input" if name == STANDARD else PurePath(name).stem
    return str(Path(options.out) / _under(options, name) / stem)


def _under(options: Namespace, name: str) -> str:
    """Where its outputs go in the folder of all outputs."""
    return str(options.under.get(name, ""))


def _refuse_clashes(options: Namespace) -> None:
    """No output may take the place of an input, nor of another input's."""
    inputs = {real(name) for name in options.files if name != STANDARD}
    seen: set[Path] = set()
    for name in options.files:
        stem = _stem(options, name)
        outputs = [stem + suffix for suffix in options.suffixes]
        for output in outputs:
            if real(output) in inputs:
                raise UserError(
                    "The output “{name}” is an input; give another name or folder.", name=output
                )
        if real(stem) in seen:
            raise UserError(
                "Two inputs would be written to “{name}”; give each folder of inputs an --out "
                "of its own.",
                name=outputs[0] if outputs else stem,
            )
        seen.add(real(stem))


def make_folder(name: str) -> None:
    """Make a folder, unless it is there.

    Raises:
        WriteError: It cannot be made.
    """
    try:
        Path(name).mkdir(parents=True, exist_ok=True)
    except OSError:
        raise WriteError("The folder “{name}” cannot be made.", name=name) from None


@contextlib.contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM, which job runners send, ends this as Ctrl+C does: with all children."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        sys.exit(_TERMINATED)

    try:
        before = signal.signal(signal.SIGTERM, stop)
    except ValueError:  # not on the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the outputs of one input go; with `--resume`, whether an earlier run made them.

Beside the outputs, in `FOLDER`, each input of each verb has a small JSON file:

- `key`: SHA-256 of all that decides what comes out: the verb, its options, the program's version,
  the content of the input and of the files that options name;
- `outputs`: for each path, relative to the folder, SHA-256 of what may stand there by our hand:
  what was there before, and, last, what belongs there;
- `input`: the input's path; `code`: the exit code that it had.

It is written, whole, before the outputs are. So an input is done if the key is the same and each
output has its content: what was killed half-way is not, and is done again. An output that is
neither ours nor as we left it was corrected by hand, and is not replaced without `--force`.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import fields, is_dataclass
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from editor import __version__
from editor.cli.common import DONE, FOUND
from editor.core.errors import UserError
from editor.formats.files import LARGEST, STANDARD, WriteError, is_there, real, write_bytes

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

FOLDER = ".jiaozi-done"

_IRRELEVANT = frozenset(
    {
        *("file", "files", "run", "out", "output", "place", "report", "stem", "evidence"),
        *("jobs", "resume", "quiet", "force", "threads", "under"),
    }
)
"""Options that do not decide what comes out, or that are taken in by the files they name."""
_FILES = frozenset(
    {"media", "old_media", "speech", "reference", "glossary", "model", "words", "text"}
)
"""Options that name files or folders, whose content counts."""


class Place:
    """The outputs of one input.

    Args:
        options: Those for this input alone; see `many.each_of`.
    """

    def __init__(self, options: argparse.Namespace) -> None:
        self._input: str = options.file
        self._force: bool = options.force
        self._folder = Path(options.out or ".")
        self._options = options
        under = options.under.get(options.file, "")
        stem = PurePath(options.file).stem
        self._record = self._folder / FOLDER / under / f"{stem}.{options.verb}.json"
        self._remembers = options.resume and options.file != STANDARD
        self._known: dict[str, list[str]] = {}
        self._maker: str | None = None

    def earlier(self) -> int | None:
        """The exit code of an earlier run, if all that it made is there and would be the same.

        Raises:
            UserError: The input can't be read.
        """
        if not self._remembers:
            return None
        try:
            record = json.loads(self._record.read_bytes())
            key, code = str(record["key"]), int(record["code"])
            self._known = {str(k): [str(one) for one in v] for k, v in record["outputs"].items()}
            self._maker = str(record["input"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        if code not in {DONE, FOUND} or key != key_of(self._options) or not self._known:
            return None
        is_whole = all(
            _digest(self._folder / name) == known[-1] for name, known in self._known.items()
        )
        return code if is_whole else None

    def refuse(self, names: Iterable[str | None], read: Sequence[str] = ()) -> None:
        """Raise unless all outputs of these names may be written; `read` are more inputs.

        Raises:
            UserError: One is an input or another output.
            WriteError: One is there already, without `--force`, and no earlier run left it so.
        """
        places = [name for name in names if name is not None and name != STANDARD]
        inputs = {real(name) for name in (self._input, *read) if name != STANDARD}
        if len(set(map(real, places))) < len(places):
            raise UserError("Two outputs cannot be the same file.")
        for name in places:
            if real(name) in inputs:
                raise UserError(
                    "The output “{name}” is an input; give another name or folder.", name=name
                )
            if is_there(name) and not self._force:
                self._refuse_foreign(name)

    def deliver(self, outputs: Sequence[tuple[str, bytes]], code: int = DONE) -> int:
        """Write all outputs, by name and content, and remember them; returns `code`, for return.

        Raises:
            UserError: See `refuse`.
            WriteError: See `refuse`; or it cannot be written.
        """
        self.refuse([name for name, _ in outputs])
        if self._remembers:
            self._remember(outputs, code)
        for name, data in outputs:
            write_bytes(name, data, replace=self._force or self._remembers)
        return code

    def _refuse_foreign(self, name: str) -> None:
        known = self._known.get(self._relative(name))
        if known is None:
            raise WriteError("“{name}” already exists; add --force to replace it.", name=name)
        if _digest(Path(name)) not in known:
            raise WriteError(
                "“{name}” was changed after it was written; add --force to replace it.", name=name
            )
        if self._maker != str(Path(self._input).absolute()):
            raise WriteError(
                "“{name}” was made from “{maker}”; add --force to replace it.",
                name=name,
                maker=self._maker,
            )

    def _remember(self, outputs: Sequence[tuple[str, bytes]], code: int) -> None:
        written = {}
        for name, data in outputs:
            before = [_digest(Path(name))] if is_there(name) else []
            written[self._relative(name)] = [*before, hashlib.sha256(data).hexdigest()]
        record = {
            "schema": "jiaozi/done/1",
            "input": str(Path(self._input).absolute()),
            "key": key_of(self._options),
            "code": code,
            "outputs": written,
        }
        try:
            self._record.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            raise WriteError(
                "The folder “{name}” cannot be made.", name=self._record.parent
            ) from None
        text = json.dumps(record, ensure_ascii=True, indent=1)
        write_bytes(str(self._record), text.encode() + b"\n", replace=True)

    def _relative(self, name: str) -> str:
        try:
            return Path(os.path.relpath(name, self._folder)).as_posix()
        except ValueError:  # Windows: on another drive
            return str(Path(name).absolute())


def key_of(options: argparse.Namespace) -> str:
    """SHA-256 of all that decides what comes out of one input."""
    values = {
        name: _content_of(value) if name in _FILES else _plain(value)
        for name, value in vars(options).items()
        if name not in _IRRELEVANT
    }
    known = [__version__, values, _content(options.file)]
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()


def _plain(value: object) -> object:
    """A value as JSON has it, the same in every run."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _content_of(value: object) -> object:
    names = value if isinstance(value, list | tuple) else [] if value is None else [value]
    return [_kept_content(str(name)) for name in names]


def _content(name: str) -> object:
    """What a file holds: its SHA-256; of large ones size and time, of a folder those of its files.

    Raises:
        UserError: It can't be read.
    """
    path = Path(name)
    try:
        if path.is_dir():
            found = sorted(path.iterdir())
            return [(each.name, *_size_and_time(each)) for each in found if each.is_file()]
        return _size_and_time(path) if path.stat().st_size > LARGEST else _digest(path)
    except FileNotFoundError:
        raise UserError("The file does not exist.") from None
    except (OSError, ValueError):
        raise UserError("The file cannot be read.") from None


_kept_content = lru_cache(maxsize=1000)(_content)
"""The same, looked up once for what is shared by many inputs."""


def _size_and_time(path: Path) -> tuple[int, int]:
    info = path.stat()
    return info.st_size, info.st_mtime_ns


def _digest(path: Path) -> str:
    """SHA-256 of a file; empty if there is none that can be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""

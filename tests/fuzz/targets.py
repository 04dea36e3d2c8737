# SPDX-License-Identifier: GPL-3.0-or-later
"""One target of the fuzzer in its own process: `python -m tests.fuzz.targets NAME [OPTIONS …]`.

The options are libFuzzer's. What a target raises, it was not meant to.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import atheris

with atheris.instrument_imports(include=["editor", "pysrt"]):
    from editor import formats
    from editor.core.errors import UserError
    from editor.media.audio_frames import Frames
    from editor.media.container import describe, opened
    from editor.project import project_reader
    from editor.project.database import SUFFIX
    from editor.project.store import SessionStore
    from editor.settings import SETTINGS, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

_FRAMES = 100

READ = [row for row in formats.FORMATS if row.reader is not None]


def readers(data: bytes) -> None:
    """The first byte chooses the format, or that it is to be detected; the rest is the file."""
    row = READ[data[0] % len(READ)].id if data and data[0] < 0x80 else None
    with contextlib.suppress(UserError):
        document = formats.read(data[1:], "", row)
        for target in formats.FORMATS:
            if target.write is not None:
                formats.write(document, target)


def session(data: bytes) -> None:
    """The database of a session in the store: listed, restored, gone on with."""
    with TemporaryDirectory() as name:
        (Path(name) / f"damaged{SUFFIX}").write_bytes(data)
        store = SessionStore(Path(name), lambda _: None)
        for entry in store.recent(1):
            with contextlib.suppress(UserError):
                store.resume(store.restore(entry)).close()


def project(data: bytes) -> None:
    """A project file."""
    with contextlib.suppress(UserError):
        project_reader.read(data)


def settings(data: bytes) -> None:
    """The file of the settings."""
    with TemporaryDirectory() as name:
        path = Path(name) / "settings.json"
        path.write_bytes(data)
        chosen = Settings(path)
        for setting in SETTINGS:
            assert setting.accepts(chosen[setting])


def media(data: bytes) -> None:
    """What a media file says of itself, and its sound."""
    with TemporaryDirectory() as name:
        path = Path(name) / "medium"
        path.write_bytes(data)
        with contextlib.suppress(UserError), opened(str(path)) as container:
            if describe(container).has_audio:
                for _ in zip(range(_FRAMES), Frames(container, 0, 0), strict=False):
                    pass


TARGETS: dict[str, Callable[[bytes], None]] = {
    "readers": readers,
    "session": session,
    "project": project,
    "settings": settings,
    "media": media,
}

if __name__ == "__main__":
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()

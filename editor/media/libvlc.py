# SPDX-License-Identifier: GPL-3.0-or-later
"""Loads libVLC if it is installed. Owner of python-vlc (`vlc`)."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from editor.core.errors import Problem
from editor.media.qt_warnings import without_warnings

_QUIET = (  # options of the instance
    "--quiet",
    "--no-xlib",
    "--no-osd",
    "--no-spu",  # subtitles are what we draw
    "--no-video-title-show",
    "--avcodec-hw=none",  # the pictures go through memory; looking for a GPU takes 0.2 s
)

_PATH = "PYTHON_VLC_LIB_PATH"
"""Environment variable by which `vlc` is told where libVLC is."""

_MODULES = frozenset({".mod", ".xm", ".s3m", ".it", ".stm", ".mtm", ".med", ".okt", ".umx", ".669"})
_READERS = (
    *("aiff", "asf", "au", "avi", "caf", "gme", "mkv", "mp4", "mpc", "nsv", "nuv", "pva", "sid"),
    *("smf", "tta", "ty", "voc", "xa"),
)
"""libVLC's demuxers that recognise their own files only. Others accept anything, or read playlists
and would open any address in them."""


def missing() -> Problem | None:
    """Why libVLC can't be used, or None. The first call takes 0.1 to 0.3 s."""
    if instance() is None:
        return Problem("libVLC was not found; Jiaozi uses its own player instead.")
    return None


@cache
def instance() -> Any:
    """The one instance, silent on standard error; None without libVLC.

    It is never released, since making one takes 30 ms on the window's thread.
    """
    vlc = library()
    found = None if vlc is None else vlc.Instance(list(_QUIET))
    if found is not None:
        vlc.libvlc_log_unset(found)
    return found


@cache
def library() -> Any:
    """The module `vlc`, or None without libVLC."""
    logging.getLogger("vlc").addHandler(logging.NullHandler())  # it would write to stderr
    if sys.platform == "win32" and _PATH not in os.environ:
        installed = _installed()
        if installed is None:
            return None  # `vlc` would load whatever is called libvlc.dll in the current folder
        os.environ[_PATH] = installed
    try:
        import vlc  # type: ignore[import-untyped]
    except (Exception, SystemExit):  # noqa: BLE001 - it has many ways of not finding it
        return None
    # Where Linux has no libVLC, `vlc` takes the program itself for it.
    return vlc if hasattr(vlc.dll, "libvlc_new") else None


def _installed() -> str | None:
    """Path of libVLC on Windows, by the key that VLC's installer writes; None without it."""
    if sys.platform != "win32":
        return None
    import winreg

    for root in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
        with suppress(OSError), winreg.OpenKey(root, r"Software\VideoLAN\VLC") as key:
            path = Path(winreg.QueryValueEx(key, "InstallDir")[0]) / "libvlc.dll"
            if path.is_file():
                return str(path)
    return None


def make_player() -> Any:
    """A player of libVLC's, to be stopped and released."""
    player = instance().media_player_new()
    if not _has_output():
        # It would try all its outputs again and again, and say so.
        player.audio_output_set("adummy")
    return player


def make_media(path: Path, *options: str) -> Any:
    """A medium of libVLC's for a file; to be released."""
    media = instance().media_new_location(path.absolute().as_uri())
    for option in options:
        media.add_option(option)
    return media


def careful(path: Path) -> str:
    """The option to open `path` with a demuxer that recognises it, or not at all."""
    # What plays trackers' modules says on standard error what is none: it is asked by name only.
    readers = ["mod"] if path.suffix.lower() in _MODULES else _READERS
    return f":demux={','.join(readers)},none"


def _has_output() -> bool:
    from editor.media.multimedia import AVAILABLE

    if not AVAILABLE:
        return False
    from PySide6.QtMultimedia import QMediaDevices

    with without_warnings():
        return bool(QMediaDevices.audioOutputs())

# SPDX-License-Identifier: GPL-3.0-or-later
"""What PyInstaller would collect, and the program does without: read by `jiaozi.spec`."""

from __future__ import annotations

import re

# What is not to come along, by the beginning of its name in the bundle, as `plain` writes it.
#
# - libVLC looks for its plug-ins beside itself: a copy without them plays nothing. The system's
#   VLC is used where there is one.
# - Of OpenCC, what C programs are built with.
# - Qt's plug-ins for what the program does not do, and what only they need. Of Qt Multimedia it
#   uses the sound devices, which need no plug-in; PyAV decodes. So Qt's FFmpeg stays at home, and
#   QML and Quick, which its plug-in is linked to.
# - Qt's stand-in for a graphics driver: widgets are painted without one.
DROPPED = (
    "libvlc",
    "opencc/clib/bin",
    "opencc/clib/include",
    "opencc/clib/lib",
    "PySide6/qml",
    "PySide6/opengl32sw",
    "PySide6/plugins/egldeviceintegrations",
    "PySide6/plugins/networkinformation",
    "PySide6/plugins/platforms/qeglfs",
    "PySide6/plugins/platforms/qlinuxfb",
    "PySide6/plugins/platforms/qminimalegl",
    "PySide6/plugins/platforms/qvkkhrdisplay",
    "PySide6/plugins/platforms/qvnc",
    "PySide6/plugins/platformthemes/qgtk3",  # would bring the builder's GTK
    "PySide6/plugins/platforminputcontexts/qtvirtualkeyboard",
    "PySide6/plugins/imageformats/qpdf",
    "PySide6/plugins/tls",
    "PySide6/plugins/multimedia/ffmpegmediaplugin",
    "PySide6/Qt63D",
    "PySide6/Qt6EglFS",
    "PySide6/Qt6EglFs",
    "PySide6/Qt6Pdf",
    "PySide6/Qt6FFmpegStub",
    "PySide6/Qt6Qml",
    "PySide6/Qt6Quick",
    "PySide6/Qt6ShaderTools",
    "PySide6/Qt6VirtualKeyboard",
    "PySide6/Qt6WebEngine",
    "PySide6/avcodec",
    "PySide6/avformat",
    "PySide6/avutil",
    "PySide6/swresample",
    "PySide6/swscale",
)

_FRAMEWORK = re.compile(r"PySide6/Qt(\w+)\.framework\b")


def plain(name: str) -> str:
    """A name in the bundle as it is on Windows, with slashes: the same on every system."""
    name = name.replace("\\", "/")
    name = name.replace("PySide6/Qt/lib/", "PySide6/").replace("PySide6/Qt/", "PySide6/")
    name = _FRAMEWORK.sub(r"PySide6/Qt6\1", name)
    if not name.startswith("PySide6/"):
        return name
    folder, _, file = name.rpartition("/")
    return f"{folder}/{file.removeprefix('lib')}"


def is_wanted(name: str) -> bool:
    """Whether a file comes along, by its `plain` name.

    Of Qt's translations, those into the window's languages do.
    """
    other_language = name.startswith("PySide6/translations/") and "_zh_" not in name
    return not (name.startswith(DROPPED) or other_language)

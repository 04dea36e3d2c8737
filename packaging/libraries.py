# SPDX-License-Identifier: GPL-3.0-or-later
"""The libraries in C and C++ that wheels bring along, and what their licences are.

A wheel's metadata names the wheel's own licence only. So the libraries are known by their files,
and versions, and where there is one the licence that it states, are read from the library itself.
A library without a row stops the build: look up its licence, and add one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

GPL2, GPL3 = "GPL-2.0-or-later", "GPL-3.0-or-later"
LGPL2, LGPL21, LGPL3 = "LGPL-2.0-or-later", "LGPL-2.1-or-later", "LGPL-3.0-only"
BSD2, BSD3, MIT, APACHE = "BSD-2-Clause", "BSD-3-Clause", "MIT", "Apache-2.0"
GCC = "GPL-3.0-or-later WITH GCC-exception-3.1"
MICROSOFT = "LicenseRef-Microsoft-Visual-C-Redistributable"


@dataclass(frozen=True)
class Library:
    """A library that may be in a bundle.

    Attributes:
        files: Pattern of its files' paths in the bundle, from the beginning.
        name: Its name.
        licence: SPDX expression.
        source: Where its source code is.
        holder: Whose copyright.
        version: Pattern of its version in the file; the first group is it.
    """

    files: str
    name: str
    licence: str
    source: str
    holder: str = ""
    version: str = ""


# Beginnings: where wheels keep libraries of others, the second on macOS. A hash may follow a name
# (`libx264-a1b2c3.so`).
_AV = r"av(\.libs|/\.dylibs)/(lib)?"
_NUMPY = r"numpy(\.libs|/\.dylibs)/lib"
_QT = r"PySide6/(Qt/)?(lib/)?(lib)?"
_PLUGIN = r"PySide6/(Qt/)?plugins/"
_FFMPEG = "https://ffmpeg.org/releases/"
_GNU = "https://ftp.gnu.org/gnu/"
_SOURCES_OF_QT = "https://download.qt.io/archive/qt/"

LIBRARIES = (
    Library(_AV + r"(av|sw)(codec|device|filter|format|util|resample|scale)\b", "FFmpeg (PyAV's)",
            "LGPL-3.0-or-later", _FFMPEG, "the FFmpeg developers", r"FFmpeg version (n?[\d.]+)"),
    Library(_AV + "x264", "x264", GPL2, "https://code.videolan.org/videolan/x264",
            "the x264 project", r"libx264[-.](?:\w+\.so\.)?(\d{3})\b"),
    Library(_AV + "x265", "x265", GPL2, "https://bitbucket.org/multicoreware/x265_git",
            "MulticoreWare, Inc.", r"\b(\d\.\d\+\d+-[0-9a-f]{7,})"),
    Library(_AV + "SvtAv1", "SVT-AV1", "BSD-3-Clause-Clear",
            "https://gitlab.com/AOMediaCodec/SVT-AV1", "Alliance for Open Media",
            r"\0v(\d\.\d\.\d)\0"),
    Library(_AV + "dav1d", "dav1d", BSD2, "https://code.videolan.org/videolan/dav1d",
            "VideoLAN and dav1d authors", r"\0(\d\.\d\.\d)\0"),
    Library(_AV + "mp3lame", "LAME", LGPL2, "https://lame.sourceforge.io",
            "the LAME project", r"LAME(\d\.\d+)"),
    Library(_AV + "opencore", "OpenCORE AMR", APACHE,
            "https://sourceforge.net/projects/opencore-amr", "PacketVideo"),
    Library(_AV + "opus", "Opus", BSD3, "https://opus-codec.org",
            "Xiph.Org Foundation and others", r"libopus ([\d.]+)"),
    Library(_AV + "vpx", "libvpx", BSD3, "https://chromium.googlesource.com/webm/libvpx",
            "the WebM project authors", r"VP8 Decoder v(\d\.\d+\.\d)\0"),
    Library(_AV + "(webp|sharpyuv)", "libwebp", BSD3,
            "https://chromium.googlesource.com/webm/libwebp", "Google LLC"),
    Library(_AV + r"vpl\b", "Intel VPL", MIT, "https://github.com/intel/libvpl",
            "Intel Corporation"),
    Library(_AV + "(va|drm)", "libva and libdrm", MIT, "https://github.com/intel/libva",
            "Intel Corporation and others"),
    Library(_AV + "(xcb|Xau|Xdmcp|X11)", "X.Org's client libraries", MIT, "https://www.x.org",
            "the X.Org Foundation and others"),
    Library(_AV + "asound", "ALSA library", LGPL21, "https://www.alsa-project.org",
            "the ALSA developers"),
    Library(_AV + "gnutls", "GnuTLS", LGPL21, "https://www.gnutls.org",
            "Free Software Foundation and others"),
    Library(_AV + "(nettle|hogweed)", "Nettle", "LGPL-3.0-or-later OR GPL-2.0-or-later",
            _GNU + "nettle", "Niels Möller and others"),
    Library(_AV + "(gmp|unistring)", "GNU MP and libunistring",
            "LGPL-3.0-or-later OR GPL-2.0-or-later", _GNU, "Free Software Foundation"),
    Library(_AV + "iconv", "GNU libiconv", LGPL21, _GNU + "libiconv",
            "Free Software Foundation"),
    Library(_AV + r"(gcc_s|stdc\+\+|atomic|gomp)", "GCC's run-time libraries", GCC, _GNU + "gcc",
            "Free Software Foundation"),
    Library(_AV + "winpthread", "winpthreads", "MIT AND BSD-3-Clause",
            "https://www.mingw-w64.org", "the mingw-w64 project"),
    Library(_AV + r"z(lib)?\d?\b", "zlib", "Zlib", "https://zlib.net",
            "Jean-loup Gailly and Mark Adler", r"deflate ([\d.]+)"),
    Library(_NUMPY + "(scipy_)?openblas", "OpenBLAS", BSD3,
            "https://github.com/OpenMathLib/OpenBLAS", "the OpenBLAS developers"),
    Library(_NUMPY + "(gfortran|quadmath|gcc_s)", "GCC's Fortran libraries", GCC, _GNU + "gcc",
            "Free Software Foundation"),
    Library(_QT + r"(av|sw)(codec|format|util|resample|scale)\b", "FFmpeg (Qt's)", LGPL21,
            _FFMPEG, "the FFmpeg developers", r"FFmpeg-?n?(\d[\d.]+)"),
    Library(_PLUGIN, "Qt", LGPL3, _SOURCES_OF_QT, "The Qt Company"),
    Library(_QT + "Qt", "Qt", LGPL3, _SOURCES_OF_QT, "The Qt Company"),
    Library(_QT + r"(icu)", "ICU", "Unicode-3.0", "https://icu.unicode.org", "Unicode, Inc."),
    Library(r"(PySide6|shiboken6)/\w*(pyside|shiboken)\d?\w*", "Qt for Python", LGPL3,
            _SOURCES_OF_QT.replace("/qt/", "/QtForPython/"), "The Qt Company"),
    Library(r"(.*/)?(msvcp|vcruntime|concrt|vcomp)\w*", "Microsoft Visual C++ run-time libraries",
            MICROSOFT, "https://visualstudio.microsoft.com", "Microsoft Corporation"),
    Library(r"lib(crypto|ssl)", "OpenSSL", APACHE, "https://openssl-library.org",
            "the OpenSSL project authors", r"OpenSSL (\d\.[\d.]+)"),
    Library(r"libffi", "libffi", MIT, "https://sourceware.org/libffi", "Anthony Green and others"),
    Library(r"(lib)?sqlite3", "SQLite", "blessing", "https://sqlite.org", "",
            r"\0(3\.\d+\.\d+)\0"),
)  # fmt: skip

WORD_MODEL = Library(
    r"editor/language/word_model/.*\.lm$",
    "Chinese language model of libime 1.0.16",
    LGPL21,
    "https://github.com/fcitx/libime, Debian's source libime",
    "CSSlayer <wengxt@gmail.com>",
)
"""Data, and no library; see word_model.py."""

_STATED = re.compile(rb"lib\w+ license: ([\w .]+?)\0")
_SHARED = re.compile(r"\.(dll|dylib)$|\.so(\.|$)|/Qt\w+\.framework/.*/Qt\w+$")
_MODULE = re.compile(r"\.(cp3\d+-\w+\.pyd|pyd)$|\.(cpython-\S+|abi3)\.so$|/lib-dynload/")


def is_library(name: str) -> bool:
    """Whether a file of a bundle is a shared library, not a module of Python's."""
    return bool(_SHARED.search(name)) and not _MODULE.search(name)


def library_of(name: str) -> Library | None:
    """The row for a file by its path in the bundle."""
    rows = (row for row in (*LIBRARIES, WORD_MODEL) if re.match(row.files, name, re.IGNORECASE))
    return next(rows, None)


def version_of(library: Library, paths: list[Path]) -> str:
    """The version that one of its files states, or that is part of its name; else empty."""
    for path in paths if library.version else []:
        for text in (path.name.encode(), path.read_bytes()):
            if found := re.search(library.version.encode(), text):
                return found[1].decode()
    return ""


def stated_licence(path: Path) -> str:
    """The licence that a library says it has (FFmpeg's do); else empty."""
    found = _STATED.search(path.read_bytes())
    return found[1].decode() if found else ""

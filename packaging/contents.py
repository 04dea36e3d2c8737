# SPDX-License-Identifier: GPL-3.0-or-later
"""What is in a bundle, how large it is, and why it is there: `contents.py BUNDLE`."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

MEGABYTE = 1_000_000

PARTS = (
    (r"(PySide6/)?(Qt/lib/)?libicu", "ICU", "Qt knows characters by it"),
    (
        r"editor/language/word_model/.*\.lm$",
        "word model of libime",
        "lines that read as if misheard, words by how a line reads",
    ),
    (r"jiaozi(w)?(\.exe)?$", "Jiaozi", "the program, and Python modules packed into it"),
    (
        r"(editor|resources|docs|jiaozi-.*|[\w-]+\.lproj)/",
        "Jiaozi",
        "the program, and Python modules packed into it",
    ),
    (
        r"(lib)?python3|Python(\.framework/|$)|base_library|lib-dynload/|_?\w+\.pyd$",
        "Python",
        "runs the program",
    ),
    (r"(lib(crypto|ssl|ffi)|sqlite3)-?\d*\.dll$", "Python", "runs the program"),
    (
        r"(PySide6/)?(Qt/lib/)?(lib)?(av|sw)\w+[-.][\w.]*$",
        "FFmpeg of Qt",
        "Qt Multimedia's back end",
    ),
    (
        r"(PySide6/)?(Qt/lib/)?(lib)?Qt6(Quick|Qml|ShaderTools)",
        "Qt Quick",
        "the back end links to it",
    ),
    (r"(PySide6/)?(Qt/lib/)?((lib)?Qt6|Qt\w+\.framework)", "Qt", "the window, sound and pictures"),
    (r"PySide6/(Qt/)?plugins/", "Qt's plug-ins", "screen, input methods, image formats, sound"),
    (r"PySide6/(Qt/)?translations/", "Qt's translations", "Qt's dialogs in the user's language"),
    (r"(PySide6|shiboken6)/.*(vc|msvcp|concrt)\w*\.dll$", "C++ runtime", "Qt and others use it"),
    (r"vcruntime\w*\.dll$|msvcp\w*\.dll$|ucrtbase\.dll$", "C++ runtime", "Qt and others use it"),
    (r"(PySide6|shiboken6|lib(pyside|shiboken)6)", "PySide6", "Qt for Python"),
    (r"av(\.libs)?/", "FFmpeg of PyAV", "decodes sound and pictures"),
    (r"numpy(\.libs)?/", "NumPy", "samples, peaks, speech, the ear"),
    (r"(opencc|OpenCC)", "OpenCC", "Simplified and Traditional"),
    (r"regex", "regex", "regular expressions that can be stopped"),
    (r"rjieba", "rjieba", "borders of Chinese words"),
    (r"pypinyin", "pypinyin", "commands found by initials, words by sound"),
    (r"(charset_normalizer|\w+__mypyc)", "charset-normalizer", "encodings"),
    (r"grapheme", "graphemeu", "what counts as one character"),
)
"""Pattern of the beginning of a path in the bundle, part and its reason. The first match counts."""


def files(bundle: Path) -> dict[str, Path]:
    """The files of a bundle by their names in it, with slashes; symbolic links are left out."""
    inside = bundle / "_internal"
    found = [path for path in sorted(bundle.rglob("*")) if path.is_file() and not path.is_symlink()]
    return {
        path.relative_to(inside if path.is_relative_to(inside) else bundle).as_posix(): path
        for path in found
    }


def part_of(name: str) -> tuple[str, str]:
    """The part that a file belongs to, and why it is there."""
    for pattern, part, why in PARTS:
        if re.match(pattern, name):
            return part, why
    return "other", "libraries of the system they were built on"


def show(bundle: Path) -> int:
    """Print what is in the bundle, largest first; its size in bytes."""
    sizes: Counter[tuple[str, str]] = Counter()
    largest: Counter[str] = Counter()
    for name, path in files(bundle).items():
        size = path.stat().st_size
        sizes[part_of(name)] += size
        largest[name] = size
    for (part, why), size in sizes.most_common():
        print(f"{size / MEGABYTE:8.1f} MB  {part:20} {why}")
    print(f"{sizes.total() / MEGABYTE:8.1f} MB  in all; the largest files:")
    for name, size in largest.most_common(12):
        print(f"{size / MEGABYTE:8.1f} MB    {name}")
    return sizes.total()


if __name__ == "__main__":
    show(Path(sys.argv[1]))

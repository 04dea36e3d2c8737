# SPDX-License-Identifier: GPL-3.0-or-later
"""What macOS is told about the program: its Info.plist, and its names in each language.

Keys: https://developer.apple.com/documentation/bundleresources/information-property-list
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

MINIMUM = {"arm64": "14.0", "x86_64": "13.0"}
"""Oldest macOS for each machine: PyAV wants 14 on Apple silicon, Qt 13 on both."""

IDENTIFIER = "org.jiaozi.Jiaozi"
PROJECT = "org.jiaozi.project"

NAMES = {
    "en": {"app": "Jiaozi", "project": "Jiaozi project", "subtitles": "Subtitles"},
    "zh-Hans": {"app": "校字", "project": "校字工程", "subtitles": "字幕文件"},
    "zh-Hant": {"app": "校字", "project": "校字專案", "subtitles": "字幕檔"},
}
"""Names by language. The Finder takes the program's from here only as long as the bundle's own
file has the English one."""

SUBTITLES = {"srt": "subrip", "vtt": "webvtt", "sbv": "sbv", "bcc": "bcc", "stl": "ebu-stl"}
"""Endings of files that can be opened, and the names of their types: macOS has none for them."""


def information(version: str, machine: str) -> dict[str, Any]:
    """The contents of Info.plist.

    Args:
        version: The program's.
        machine: As `platform.machine` names it: ``arm64`` or ``x86_64``.
    """
    return {
        "CFBundleName": NAMES["en"]["app"],
        "CFBundleDisplayName": NAMES["en"]["app"],
        "LSHasLocalizedDisplayName": True,
        "CFBundleIdentifier": IDENTIFIER,
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": list(NAMES),
        "NSHumanReadableCopyright": "GPL-3.0-or-later",
        "LSApplicationCategoryType": "public.app-category.video",
        "LSMinimumSystemVersion": MINIMUM[machine],
        "NSHighResolutionCapable": True,
        "CFBundleDocumentTypes": [
            _document("subtitles", [_type(name) for name in SUBTITLES.values()], "Alternate"),
            _document("project", [PROJECT], "Owner"),
        ],
        "UTImportedTypeDeclarations": [
            _declaration("subtitles", _type(name), "public.text", ending)
            for ending, name in SUBTITLES.items()
        ],
        "UTExportedTypeDeclarations": [_declaration("project", PROJECT, "public.data", "jiaozi")],
    }


def _type(name: str) -> str:
    return f"org.jiaozi.{name}"


def _document(name: str, types: list[str], rank: str) -> dict[str, Any]:
    """A kind of document; of the rank ``Alternate``, it never takes files from other programs."""
    return {
        "CFBundleTypeName": NAMES["en"][name],
        "CFBundleTypeRole": "Editor",
        "LSHandlerRank": rank,
        "LSItemContentTypes": types,
    }


def _declaration(name: str, identifier: str, kind: str, ending: str) -> dict[str, Any]:
    return {
        "UTTypeIdentifier": identifier,
        "UTTypeDescription": NAMES["en"][name],
        "UTTypeConformsTo": [kind],
        "UTTypeTagSpecification": {"public.filename-extension": [ending]},
    }


def write_names(folder: Path) -> list[tuple[str, str]]:
    """Write the names in each language into `folder`; each file, and its folder in the bundle."""
    written = []
    for language, names in NAMES.items():
        target = folder / f"{language}.lproj"
        target.mkdir(parents=True, exist_ok=True)
        rows = {"CFBundleName": names["app"], "CFBundleDisplayName": names["app"]}
        rows |= {NAMES["en"][name]: names[name] for name in ("project", "subtitles")}
        text = "".join(f'"{key}" = "{value}";\n' for key, value in rows.items())
        (target / "InfoPlist.strings").write_text(text, "utf-8")
        written.append((str(target / "InfoPlist.strings"), target.name))
    return written

# SPDX-License-Identifier: GPL-3.0-or-later
"""What of the macOS program can be told without a Mac; `make macos` reads all its libraries."""

from __future__ import annotations

import plistlib
import shutil
import struct
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QImageReader

ROOT = Path(__file__).parents[1]
MACOS = ROOT / "packaging" / "macos"
ICON = ROOT / "resources" / "icon" / "jiaozi.icns"
sys.path.append(str(ROOT / "packaging"))

import licences  # noqa: E402
from macos import app, mach_o, plist, wheels  # noqa: E402

from tests.test_packages import FORMATS_OF_SUBTITLES  # noqa: E402

PROCESSORS = {"arm64": 0x0100000C, "x86_64": 0x01000007}


def library(path: Path, *machines: str, minimum: int, needs: str = "/usr/lib/libc.dylib") -> Path:
    """A file with headers of Mach-O, for one machine or several."""
    name = needs.encode() + b"\0" * (8 - len(needs) % 8)
    commands = struct.pack("<6I", 0x32, 24, 1, minimum << 16, 26 << 16, 0)
    commands += struct.pack("<6I", 0xC, 24 + len(name), 24, 0, 0, 0) + name
    parts = [
        struct.pack("<8I", 0xFEEDFACF, PROCESSORS[each], 0, 6, 2, len(commands), 0, 0) + commands
        for each in machines
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    if len(parts) == 1:
        path.write_bytes(parts[0])
        return path
    data = struct.pack(">2I", 0xCAFEBABE, len(parts)).ljust(4096, b"\0")
    rows = b""
    for machine, part in zip(machines, parts, strict=True):
        rows += struct.pack(">5I", PROCESSORS[machine], 0, len(data), len(part), 12)
        data += part.ljust(4096, b"\0")
    path.write_bytes(data[:8] + rows + data[8 + len(rows) :])
    return path


@pytest.mark.parametrize(("machine", "oldest"), [("arm64", "14.0"), ("x86_64", "13.0")])
def test_info_plist_says_for_what_system_it_is(machine: str, oldest: str) -> None:
    told = plistlib.loads(plistlib.dumps(plist.information("1.2.3", machine)))
    assert told["LSMinimumSystemVersion"] == oldest
    assert told["CFBundleShortVersionString"] == told["CFBundleVersion"] == "1.2.3"
    assert told["CFBundleLocalizations"] == ["en", "zh-Hans", "zh-Hant"]


def test_documents_are_those_of_the_other_systems_and_none_is_taken_over() -> None:
    told = plist.information("1.2.3", "arm64")
    declared = told["UTImportedTypeDeclarations"] + told["UTExportedTypeDeclarations"]
    endings = {
        each["UTTypeIdentifier"]: each["UTTypeTagSpecification"]["public.filename-extension"]
        for each in declared
    }
    opened = {kind["LSHandlerRank"]: kind for kind in told["CFBundleDocumentTypes"]}
    subtitles = [endings[each] for each in opened["Alternate"]["LSItemContentTypes"]]
    assert {f".{ending}" for (ending,) in subtitles} == FORMATS_OF_SUBTITLES
    assert [endings[each] for each in opened["Owner"]["LSItemContentTypes"]] == [["jiaozi"]]
    assert set(opened) == {"Alternate", "Owner"}


def test_the_program_is_named_in_each_language(tmp_path: Path) -> None:
    written = plist.write_names(tmp_path)
    assert [folder for _, folder in written] == ["en.lproj", "zh-Hans.lproj", "zh-Hant.lproj"]
    for (file, _), name in zip(written, ["Jiaozi", "校字", "校字"], strict=True):
        rows = Path(file).read_text("utf-8").splitlines()
        assert f'"CFBundleDisplayName" = "{name}";' in rows
        assert all(row.startswith('"') and row.endswith('";') for row in rows)
    assert all(licences.OWN.match(f"{folder}/{Path(file).name}") for file, folder in written)
    kinds = plist.information("1.2.3", "arm64")["CFBundleDocumentTypes"]
    assert all(f'"{kind["CFBundleTypeName"]}" = ' in "\n".join(rows) for kind in kinds)


def test_entitlements_are_those_that_vlc_needs() -> None:
    allowed = plistlib.loads((MACOS / "entitlements.plist").read_bytes())
    assert set(allowed) == {
        "com.apple.security.cs.disable-library-validation",
        "com.apple.security.cs.allow-unsigned-executable-memory",
    }


def test_scripts_for_a_mac_have_no_faults_that_a_linter_knows() -> None:
    scripts = sorted(MACOS.glob("*.sh"))
    assert [each.stem for each in scripts] == ["disk_image", "notarise", "sign"]
    linter = shutil.which("shellcheck", path=sysconfig.get_path("scripts"))
    assert linter
    done = subprocess.run([linter, *scripts], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def icons() -> dict[str, bytes]:
    """The parts of the icon by their types."""
    data = ICON.read_bytes()
    assert (data[:4], struct.unpack(">I", data[4:8])[0]) == (b"icns", len(data))
    found, at = {}, 8
    while at < len(data):
        kind, size = struct.unpack(">4sI", data[at : at + 8])
        found[kind.decode()] = data[at + 8 : at + size]
        at += size
    return found


def test_the_icon_has_all_sizes() -> None:
    sizes = {"ic11": 32, "ic12": 64, "ic07": 128, "ic13": 256, "ic08": 256}
    sizes |= {"ic14": 512, "ic09": 512, "ic10": 1024}
    parts = icons()
    assert set(parts) == {*sizes, "ic04", "ic05"}
    for kind, size in sizes.items():
        assert QImage.fromData(parts[kind]).width() == size
    assert QImageReader(str(ICON)).canRead()


@pytest.mark.parametrize(("kind", "other", "size"), [("ic04", "ic11", 16), ("ic05", "ic12", 32)])
def test_small_icons_are_as_the_larger_ones(kind: str, other: str, size: int) -> None:
    """Each channel in literal runs: alpha, red, green, blue."""
    part = icons()[kind]
    assert part[:4] == b"ARGB"
    plain, at = b"", 4
    while at < len(part):
        length = part[at] + 1
        plain += part[at + 1 : at + 1 + length]
        at += 1 + length
    assert len(plain) == 4 * size * size
    large = QImage.fromData(icons()[other]).scaled(size, size)
    for at in (0, (size + 1) * (size // 4)):  # outside of it; where it has one colour
        seen = [plain[at + channel * size * size] for channel in range(4)]
        colour = large.pixelColor(at % size, at // size)
        alike = [colour.alpha(), colour.red(), colour.green(), colour.blue()]
        assert seen == alike


def test_a_library_tells_its_machines_and_its_system(tmp_path: Path) -> None:
    both = library(tmp_path / "a.dylib", "x86_64", "arm64", minimum=13, needs="@rpath/libb.dylib")
    assert mach_o.is_mach_o(both)
    assert [(each.machine, each.minimum, each.needs) for each in mach_o.slices(both)] == [
        ("x86_64", (13, 0), ("@rpath/libb.dylib",)),
        ("arm64", (13, 0), ("@rpath/libb.dylib",)),
    ]
    other = tmp_path / "a.txt"
    other.write_text("text")
    assert not mach_o.is_mach_o(other)


def test_a_bundle_for_a_newer_system_or_another_machine_is_refused(tmp_path: Path) -> None:
    inside = tmp_path / "Jiaozi.app" / "Contents" / "Frameworks"
    library(inside / "good.dylib", "x86_64", "arm64", minimum=13)
    library(inside / "new.dylib", "x86_64", minimum=14)
    library(inside / "other.dylib", "arm64", minimum=13)
    assert app.problems(tmp_path / "Jiaozi.app", "x86_64") == [
        "Frameworks/new.dylib is for a newer macOS: (14, 0).",
        "Frameworks/other.dylib is not for x86_64.",
    ]


def test_what_is_linked_to_a_dropped_or_missing_library_is_told(tmp_path: Path) -> None:
    quick = "PySide6/Qt/lib/QtQuick.framework/Versions/A/QtQuick"
    qt = "@rpath/QtQuick.framework/Versions/A/QtQuick"
    library(tmp_path / "PySide6/QtGui.abi3.so", "arm64", minimum=13, needs=qt)
    library(tmp_path / quick, "arm64", minimum=13)
    library(
        tmp_path / "av/_core.abi3.so", "arm64", minimum=14, needs="@loader_path/.dylibs/libx.dylib"
    )
    library(
        tmp_path / "av/sound.abi3.so", "arm64", minimum=14, needs="@loader_path/.dylibs/liby.dylib"
    )
    library(tmp_path / "av/.dylibs/liby.dylib", "arm64", minimum=15)
    assert sorted(wheels.problems(wheels.Bundle(tmp_path, "arm64"))) == [
        f"PySide6/QtGui.abi3.so needs {quick}, which is dropped.",
        "av/.dylibs/liby.dylib belongs to no known part: see libraries.py.",
        "av/.dylibs/liby.dylib is for macOS 15.0 and newer.",
        "av/_core.abi3.so needs @loader_path/.dylibs/libx.dylib, which no wheel has.",
    ]

# SPDX-License-Identifier: GPL-3.0-or-later
"""What packages are made with: notices, bill of materials, installer, manifest."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from importlib.metadata import files, version
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parents[1] / "packaging"
FORMATS_OF_SUBTITLES = {".srt", ".vtt", ".sbv", ".bcc", ".stl"}


def licences(bundle: Path) -> subprocess.CompletedProcess[str]:
    script = PACKAGING / "licences.py"
    return subprocess.run(
        [sys.executable, script, bundle], capture_output=True, text=True, check=False
    )


def put(bundle: Path, package: str, pattern: str) -> Path:
    """Copy a file of an installed package to where PyInstaller would put it."""
    if not (installed := [each for each in files(package) or () if re.search(pattern, str(each))]):
        pytest.skip(f"{package} has no such file on this system")
    target = bundle / "_internal" / installed[0]
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(str(installed[0].locate()), target)
    return target


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A bundle with a part of PyAV, which its metadata says is BSD."""
    put(tmp_path, "av", r"av/__init__\.py$")
    put(tmp_path, "av", r"av\.libs/libx264")
    put(tmp_path, "av", r"av\.libs/libavutil")
    return tmp_path


def test_notices_say_what_the_libraries_are_not_what_the_wheel_says(bundle: Path) -> None:
    done = licences(bundle)
    assert done.returncode == 0, done.stderr
    said = (bundle / "THIRD-PARTY.txt").read_text("utf-8")
    assert f"av {version('av')}\n    licence: BSD-3-Clause\n" in said
    assert re.search(r"\nx264 \d+\n    licence: GPL-2.0-or-later\n", said)
    assert re.search(r"\nFFmpeg \(PyAV's\) [\d.]+\n    licence: LGPL-3.0-or-later\n", said)
    assert "the library says: LGPL version 3 or later" in said
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in said
    assert (bundle / "LICENSE.txt").read_text("utf-8").count("GNU GENERAL PUBLIC LICENSE")


def test_the_word_model_is_a_part_of_its_own(bundle: Path) -> None:
    model = bundle / "_internal" / "editor" / "language" / "word_model" / "zh_CN.lm"
    model.parent.mkdir(parents=True)
    model.write_bytes(b"words")
    assert licences(bundle).returncode == 0
    said = (bundle / "THIRD-PARTY.txt").read_text("utf-8")
    assert re.search(
        r"\nChinese language model of libime [\d.]+\n    licence: LGPL-2.1-or-later\n", said
    )


def test_only_the_word_model_that_was_looked_at_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(PACKAGING))
    monkeypatch.setenv("PATH", str(tmp_path))  # no apt-get there
    import word_model

    installed = tmp_path / "x86" / "libime" / "zh_CN.lm"
    installed.parent.mkdir(parents=True)
    installed.write_bytes(b"words")
    target = tmp_path / "zh_CN.lm"
    assert not word_model.fetch(target, tmp_path)
    assert not target.exists()
    monkeypatch.setattr(word_model, "SHA256", hashlib.sha256(b"words").hexdigest())
    assert word_model.fetch(target, tmp_path)
    assert target.read_bytes() == b"words"


def test_the_bill_lists_every_part_with_its_files(bundle: Path) -> None:
    licences(bundle)
    bill = json.loads((bundle / "sbom.cdx.json").read_text("utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", bill["serialNumber"])
    rows = {row["name"]: row for row in bill["components"]}
    assert rows["av"]["purl"] == f"pkg:pypi/av@{version('av')}"
    (file,) = (each["value"] for each in rows["x264"]["properties"])
    assert file.startswith("av.libs/libx264")
    references = [row["bom-ref"] for row in bill["components"]]
    assert len(set(references)) == len(references)
    assert bill["dependencies"] == [{"ref": "jiaozi", "dependsOn": references}]
    before = (bundle / "sbom.cdx.json").read_bytes()
    licences(bundle)
    assert (bundle / "sbom.cdx.json").read_bytes() == before


@pytest.mark.parametrize("name", ["av.libs/libunheard-of.so.1", "strange.dll", "readme.pdf"])
def test_what_belongs_to_no_known_part_stops_the_build(bundle: Path, name: str) -> None:
    (bundle / "_internal" / name).write_bytes(b"?")
    done = licences(bundle)
    assert done.returncode == 1
    assert f"{name} belongs to no known part" in done.stderr
    assert not (bundle / "THIRD-PARTY.txt").exists()


def test_a_file_that_is_not_the_wheel_s_stops_the_build(bundle: Path) -> None:
    with (bundle / "_internal" / "av" / "__init__.py").open("ab") as file:
        file.write(b"\n# patched\n")
    assert "av/__init__.py is not the file that av has" in licences(bundle).stderr


def test_the_installer_says_everything_in_all_languages() -> None:
    script = (PACKAGING / "windows" / "installer.nsi").read_text("utf-8")
    said = re.findall(r"(?m)^LangString (\w+) \$\{LANG_(\w+)\} \"[^\"]+\"$", script)
    names = {name for name, _ in said}
    assert set(re.findall(r"\$\((\w+)\)", script)) == names
    languages = ("ENGLISH", "SIMPCHINESE", "TRADCHINESE")
    assert sorted(said) == sorted((name, each) for name in names for each in languages)


def test_the_installer_takes_no_files_over() -> None:
    """It may offer to open these; their endings keep the program that opens them."""
    script = (PACKAGING / "windows" / "installer.nsi").read_text("utf-8")
    offered = set(re.findall(r'\$\{DO\} "(\.\w+)"', script))
    assert offered == FORMATS_OF_SUBTITLES | {".jiaozi"}
    for ending in offered:
        assert not re.search(rf'WriteRegStr \w+ "\S*\\{re.escape(ending)}" ""', script)
    assert 'WriteRegStr HKCU "${CLASSES}\\${ENDING}" ""' not in script


def test_the_uninstaller_deletes_no_folder_it_did_not_make() -> None:
    script = (PACKAGING / "windows" / "installer.nsi").read_text("utf-8")
    whole = re.findall(r'RMDir /r "([^"]+)"', script)
    assert whole == [r"$LOCALAPPDATA\jiaozi", r"$APPDATA\jiaozi"], "asked for, and not by default"
    assert script.index("OWN_WORK)") < script.index("RMDir /r")
    assert re.search(r'MB_DEFBUTTON2 "\$\(OWN_WORK\)" /SD IDNO', script)


def test_the_manifest_asks_for_long_paths_utf8_and_sharp_pixels() -> None:
    tree = ET.parse(PACKAGING / "windows" / "jiaozi.manifest")  # noqa: S314 - ours
    asked = {each.tag.split("}")[1]: (each.text or "").strip() for each in tree.iter()}
    assert asked["longPathAware"] == "true"
    assert asked["activeCodePage"] == "UTF-8"
    assert asked["dpiAwareness"] == "PerMonitorV2"


def test_payloads_are_pinned_by_their_checksums() -> None:
    rows = (PACKAGING / "windows" / "payloads.txt").read_text("utf-8").splitlines()
    pinned = [row for row in rows if not row.startswith("#")]
    assert pinned
    for row in pinned:
        assert re.fullmatch(r"[\w-]+==[\d.]+ --hash=sha256:[0-9a-f]{64}", row)


def test_what_became_of_tests_under_wine_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A test that kills its process takes no other with it."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    from windows import suite

    (tmp_path / "test_some.py").write_text(
        "import os, pytest\n"
        "def test_well(): pass\n"
        "def test_wrong(): assert False\n"
        "def test_dies(): os._exit(3)\n"
        "@pytest.mark.skip(reason='no pipes')\n"
        "def test_not(): pass\n",
        "utf-8",
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "1"]
    done = subprocess.run([*command, "--junitxml=report.xml"], cwd=tmp_path, check=False)
    outcome = suite.read(tmp_path / "report.xml")
    assert done.returncode == 1
    assert suite.said(outcome.counts) == "1 passed, 2 failed, 1 skipped"
    assert outcome.reasons == {"no pipes": 1}
    assert sorted(outcome.broken) == ["test_some: test_dies", "test_some: test_wrong"]

# SPDX-License-Identifier: GPL-3.0-or-later
"""Three packages on PyPI install a module `opencc`; whoever comes last wins."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
TRADITIONAL = "1\n00:00:01,000 --> 00:00:02,000\n這個問題\n"


def convert_with(package: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "in.srt").write_text(TRADITIONAL, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "editor", "convert", "in.srt", "out.srt", "--script", "zh-Hans"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(package), str(ROOT)])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    "source",
    [
        # opencc-python-reimplemented, and a later opencc that we do not know
        "class OpenCC:\n    def convert(self, text):\n        return text\n",
        "__version__ = '2.0.0'\nopencc_clib = None\n",
    ],
)
def test_another_package_in_its_place_is_named_before_it_does_harm(
    tmp_path: Path, source: str
) -> None:
    other = tmp_path / "other" / "opencc"
    other.mkdir(parents=True)
    (other / "__init__.py").write_text(source, encoding="utf-8")
    done = convert_with(other.parent, tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Another package has replaced opencc" in done.stderr
    assert str(other / "__init__.py") in done.stderr
    assert "pip uninstall opencc opencc-py opencc-python-reimplemented" in done.stderr
    assert not (tmp_path / "out.srt").exists()


@pytest.mark.parametrize("verb", ["convert in.srt out.srt --script zh-Hans", "check in.srt"])
def test_it_is_looked_at_before_any_file_whether_it_will_be_needed_or_not(
    tmp_path: Path, verb: str
) -> None:
    (tmp_path / "opencc.py").write_text("class OpenCC: pass\n", encoding="utf-8")
    arguments = [*verb.split(), *(["--profile", "youtube"] if "check" in verb else [])]
    done = subprocess.run(
        [sys.executable, "-m", "editor", *arguments],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert "Another package has replaced opencc" in done.stderr
    assert "in.srt" not in done.stderr


def test_a_missing_package_is_named(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "opencc.py").write_text("raise ImportError\n", encoding="utf-8")
    done = convert_with(tmp_path / "other", tmp_path)
    assert done.returncode == 2
    assert "The package opencc is missing. Run: pip uninstall" in done.stderr
    assert not (tmp_path / "out.srt").exists()


def test_the_right_package_works(tmp_path: Path) -> None:
    assert convert_with(tmp_path, tmp_path).returncode == 0
    assert "这个问题" in (tmp_path / "out.srt").read_text(encoding="utf-8")

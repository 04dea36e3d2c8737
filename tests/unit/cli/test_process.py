# SPDX-License-Identifier: GPL-3.0-or-later
"""What only a process of its own shows: codes, streams, pipes, locales, names of files."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.making import REAL
from tests.program import COMMAND, environment, jiaozi, python

SRT = "1\n00:00:01,000 --> 00:00:02,000\n你好\n".encode()
VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n你好\n".encode()


def test_the_five_exit_codes(tmp_path: Path) -> None:
    (tmp_path / "in.srt").write_bytes(SRT)
    (tmp_path / "late.srt").write_bytes(SRT.replace(b"02,000", b"01,000"))
    assert jiaozi("info", "in.srt", cwd=tmp_path).returncode == 0
    assert jiaozi("check", "late.srt", "--profile", "youtube", cwd=tmp_path).returncode == 1
    assert jiaozi("info", "gone.srt", cwd=tmp_path).returncode == 2
    undecided = jiaozi("convert", REAL, "out.srt", "--media-length", "20:00", cwd=tmp_path)
    assert undecided.returncode == 3
    assert jiaozi("convert", "in.srt", "no/out.srt", cwd=tmp_path).returncode == 4
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.srt", "late.srt"]


def test_results_and_remarks_do_not_mix(tmp_path: Path) -> None:
    (tmp_path / "in.srt").write_bytes(SRT)
    both = jiaozi("info", "in.srt", "gone.srt", cwd=tmp_path)
    assert both.stdout.decode().startswith("in.srt: SubRip, UTF-8, 1 cue\n")
    assert b"gone" not in both.stdout
    assert both.stderr.decode() == "jiaozi: gone.srt: The file does not exist.\n"
    repaired = jiaozi("convert", REAL, "-", "--to", "srt", cwd=tmp_path)
    assert repaired.stdout.startswith(b"1\n00:00:00,000 --> ")
    assert b"Times jump back 77 times" in repaired.stderr


def test_standard_input_and_output_are_bytes(tmp_path: Path) -> None:
    done = jiaozi("convert", "-", "-", "--to", "vtt", cwd=tmp_path, stdin=SRT)
    assert (done.returncode, done.stdout, done.stderr) == (0, VTT, b"")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name != "posix", reason="locales and closed pipes as POSIX has them")
def test_chinese_comes_out_whatever_the_locale_says(tmp_path: Path) -> None:
    name = "第一集 final.srt"
    (tmp_path / name).write_bytes(SRT)
    plain = environment(LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    plain.pop("PYTHONIOENCODING", None)
    done = jiaozi("info", name, cwd=tmp_path, env=plain)
    assert done.returncode == 0
    shown = jiaozi("info", REAL, cwd=tmp_path, env=plain)
    assert (shown.returncode, shown.stderr) == (0, b"")
    assert "111–119, 351–361" in shown.stdout.decode("utf-8")
    done = jiaozi("check", "a.srt", "--profile", "不", cwd=tmp_path, env=environment(LC_ALL="C"))
    assert "不" in done.stderr.decode()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such names")
def test_a_name_with_a_line_break_stays_in_its_line(tmp_path: Path) -> None:
    name = "a b\n字\x1b[31m.srt"
    (tmp_path / name).write_bytes(SRT)
    done = jiaozi("convert", name, "out.vtt", cwd=tmp_path)
    assert (done.returncode, (tmp_path / "out.vtt").read_bytes()) == (0, VTT)
    shown = jiaozi("info", name, cwd=tmp_path).stdout.decode()
    assert shown.startswith("a b\\n字\\x1b[31m.srt: SubRip")
    assert json.loads(jiaozi("info", name, "--json", cwd=tmp_path).stdout)["file"] == name


@pytest.mark.skipif(os.name != "posix", reason="locales and closed pipes as POSIX has them")
def test_a_reader_that_has_seen_enough_gets_no_traceback(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with subprocess.Popen(
        [*COMMAND, "info", str(REAL)],
        stdout=writing,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment(),
    ) as process:
        os.close(writing)
        _, remarks = process.communicate()
    assert process.returncode == 4
    assert remarks == b""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_one_line_says_so(tmp_path: Path) -> None:
    bare = environment()
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        bare.pop(name, None)
    for arguments in ([], ["talk.srt"]):
        done = jiaozi(*arguments, cwd=tmp_path, env=bare)
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.count(b"\n") == 1
        assert b"needs a display" in done.stderr
        assert b"jiaozi --help" in done.stderr


def test_help_names_the_verbs(tmp_path: Path) -> None:
    helped = jiaozi("--help", cwd=tmp_path)
    assert helped.returncode == 0
    for verb in (b"info", b"convert", b"check", b"formats"):
        assert verb in helped.stdout


def test_window_and_decoders_are_not_needed(tmp_path: Path) -> None:
    """No verb imports Qt, and without a medium none imports FFmpeg or numpy; the window neither."""
    code = (
        "import sys; from editor.cli.command_line import main; main(['formats']); "
        "sys.exit(any(name.startswith(('PySide6', 'av.', 'numpy')) for name in sys.modules))"
    )
    assert python(code, cwd=tmp_path, check=False).returncode == 0


@pytest.mark.skipif(os.name != "nt", reason="elsewhere they are two files")
def test_a_name_in_capitals_is_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "in.srt").write_bytes(SRT)
    for verb in ("convert", "repair"):
        done = jiaozi(verb, "in.srt", "IN.SRT", "--force", cwd=tmp_path)
        assert done.returncode == 2, verb
    (tmp_path / "IN.vtt").write_bytes(VTT)
    done = jiaozi("convert", "in.srt", "IN.vtt", "--out", ".", "--to", "sbv", cwd=tmp_path)
    assert b"Two inputs would be written to" in done.stderr
    assert [path.name.lower() for path in tmp_path.iterdir()] == ["in.srt", "in.vtt"]

# SPDX-License-Identifier: GPL-3.0-or-later
"""Each bad input gets a sentence that a subtitler understands, and nothing is written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from editor.formats.encoding_guess import likeliest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.program import Run

NOBODY = 65534
TALK = "1\n00:00:01,000 --> 00:00:02,000\n大家好\n\n2\n00:00:03,000 --> 00:00:04,000\n再见了各位\n"

BAD = {
    "empty.srt": (b"", "The file is empty."),
    "blank.srt": (b"\n \n\n", "The file contains no text."),
    "report.srt": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "This is a PDF document"),
    "notes.txt": ("今天的会议\n下周再说\n".encode(), "No subtitle times were found"),
    "song.srt": (b"ID3\x03\x00\x00\x00\x00\x00\x00", "an audio file (MP3)"),
    "data.json": (b'{"name": "x", "items": [1, 2]}', "This kind of JSON is not supported."),
    "noise.srt": (b"\xff\x00\x81\x00\x00\x03\xfe" * 99, "not a text file"),
}

VERBS = (
    ("info", "{}"),
    ("convert", "{}", "out.vtt"),
    ("convert", "{}", "out.vtt", "--force"),
    ("check", "{}", "--profile", "youtube"),
)


@pytest.fixture(params=VERBS, ids=" ".join)
def verb(request: pytest.FixtureRequest) -> tuple[str, ...]:
    words: tuple[str, ...] = request.param
    return words


def on(verb: tuple[str, ...], name: str) -> list[str]:
    return [word.format(name) for word in verb]


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_subtitle_file(run: Run, folder: Path, verb: tuple[str, ...], name: str) -> None:
    data, words = BAD[name]
    (folder / name).write_bytes(data)
    before = set(folder.iterdir())
    done = run(*on(verb, name))
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"jiaozi: {name}: ")
    assert words in done.err
    assert len(done.err.splitlines()) == 1
    assert set(folder.iterdir()) == before


def test_a_folder_without_files(run: Run, folder: Path, verb: tuple[str, ...]) -> None:
    (folder / "season 1.srt").mkdir()
    done = run(*on(verb, "season 1.srt"))
    assert (done.code, done.out) == (2, "")
    assert done.err == "jiaozi: season 1.srt: This folder has no file that can be read.\n"
    assert not (folder / "out.vtt").exists()


@pytest.fixture
def somebody_else(tmp_path: Path) -> Iterator[None]:
    """A user to whom permissions apply: the superuser reads and writes everything."""
    if not hasattr(os, "geteuid"):
        pytest.skip("NO PERMISSIONS HERE: this system has none of POSIX's")
    if os.geteuid() != 0:
        yield
        return
    walk = [tmp_path, *tmp_path.parents]
    closed = [folder for folder in walk if folder.stat().st_mode & 0o001 == 0]
    modes = {folder: folder.stat().st_mode & 0o7777 for folder in closed}
    for folder in closed:
        folder.chmod(modes[folder] | 0o011)
    likeliest("é".encode())  # loads Python's codecs, whose files nobody may not read
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        for folder in closed:
            folder.chmod(modes[folder])


@pytest.fixture
def locked(folder: Path) -> str:
    (folder / "locked.srt").write_text(TALK, encoding="utf-8")
    (folder / "locked.srt").chmod(0)
    return "locked.srt"


@pytest.mark.usefixtures("locked", "somebody_else")
def test_a_file_that_may_not_be_read(run: Run, folder: Path, verb: tuple[str, ...]) -> None:
    done = run(*on(verb, "locked.srt"))
    assert (done.code, done.out) == (2, "")
    assert done.err == "jiaozi: locked.srt: You have no permission to read this file.\n"
    assert not (folder / "out.vtt").exists()


@pytest.fixture
def closed_folder(folder: Path) -> Path:
    path = folder / "closed"
    path.mkdir()
    path.chmod(0o555)
    return path


@pytest.mark.usefixtures("closed_folder", "somebody_else")
def test_a_folder_that_may_not_be_written(run: Run, closed_folder: Path) -> None:
    done = run("convert", "in.srt", "closed/out.vtt")
    assert (done.code, done.out) == (4, "")
    assert "You have no permission to write “closed/out.vtt”" in done.err
    done = run("convert", "in.srt", "--out", "closed/x", "--to", "vtt")
    assert done.code == 4
    assert "The folder “closed/x” cannot be made" in done.err
    assert not list(closed_folder.iterdir())


@pytest.fixture
def half_copied(folder: Path) -> str:
    data = TALK.encode("utf-16")
    (folder / "half.srt").write_bytes(data[: data.index("各".encode("utf-16-le")) + 1])
    return "half.srt"


def test_of_a_copy_that_broke_off_the_whole_part_is_looked_at(run: Run, half_copied: str) -> None:
    looked = run("info", half_copied)
    assert looked.code == 0
    assert "SubRip, UTF-16-LE with a byte-order mark, 2 cues" in looked.out
    assert "line 7: The file ends in the middle of a character" in looked.err
    checked = run("check", half_copied, "--profile", "netflix-zh-hans")
    assert checked.code == 0
    assert "in 2 cues" in checked.out
    assert "may be an incomplete copy" in checked.err


def test_a_copy_that_broke_off_is_not_converted_unasked(
    run: Run, folder: Path, half_copied: str
) -> None:
    done = run("convert", half_copied, "out.vtt")
    assert (done.code, done.out) == (2, "")
    assert "may be an incomplete copy" in done.err
    assert "Nothing was written" in done.err
    assert "2 cues could be read" in done.err
    assert not (folder / "out.vtt").exists()
    assert run("convert", half_copied, "out.vtt", "--force").code == 0
    assert "再见了" in (folder / "out.vtt").read_text("utf-8")

# SPDX-License-Identifier: GPL-3.0-or-later
"""The content says what a file is; its name only where that leaves a doubt."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor import formats
from editor.core.errors import UserError

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
SUBRIP = "1\n00:00:01,000 --> 00:00:02,000\n甲\n"
LOG = "[00:00:01,000 --> 00:00:02,000] 甲\n"


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        (SUBRIP, "x.srt", "srt"),
        (SUBRIP, "x.vtt", "srt"),
        (SUBRIP, "x.txt", "srt"),
        (SUBRIP, "", "srt"),
        (LOG, "x.srt", "asr-log"),
        (LOG, "", "asr-log"),
        ("Detected language: Chinese\n" + LOG, "x.srt", "asr-log"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n甲\n", "x.srt", "vtt"),
        ("WEBVTT\n\n" + SUBRIP, "x.srt", "srt"),
        ("WEBVTT\n\n" + SUBRIP, "x.vtt", "vtt"),
        ("0:00:01.000,0:00:02.000\n甲\n", "x.srt", "sbv"),
        ('{"body":[{"from":1,"to":2,"content":"甲"}]}', "x.srt", "bcc"),
        ('{"schema":"jiaozi/document/1","cues":[]}', "x.bcc", "json"),
    ],
)
def test_detects(text: str, name: str, found: str) -> None:
    assert formats.detect(text, name).id == found


@pytest.mark.parametrize(
    "path",
    sorted(p for p in SAMPLES.rglob("*") if p.is_file()),
    ids=lambda path: path.name,
)
def test_samples_whatever_they_are_called(path: Path) -> None:
    by_suffix = {
        ".srt": "srt",
        ".vtt": "vtt",
        ".sbv": "sbv",
        ".bcc": "bcc",
        ".json": "bcc",
        ".txt": "asr-log",
        ".stl": "stl",
        ".ass": "ass",
        ".lrc": "lrc",
        ".sub": "microdvd",
        ".sami": "sami",
        ".ttml": "ttml",
        ".xml": "ttml",
        ".scc": "scc",
        ".csv": "csv",
        ".xlsx": "xlsx",
        ".mpl": "mpl2",
    }
    by_name = {
        "audacity_labels.txt": "audacity",
        "subviewer.sub": "subviewer",
        "timed.txt": "timed-text",
    }
    for name in ("x", "x.srt", "x.vtt", "x.bcc", "x.txt"):
        document = formats.read(path.read_bytes(), name)
        assert document.source is not None
        assert document.source.format == by_name.get(path.name, by_suffix[path.suffix])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            '{"wireMagic":"pb3","events":[]}',
            "This kind of JSON is not supported. Supported formats: SubRip,",
        ),
        ("[[1,2],[3,4]]", "This kind of JSON is not supported. Supported formats: SubRip,"),
        ("{}", "This kind of JSON is not supported. Supported formats: SubRip,"),
        ("你好\n世界\n", "No subtitle times were found in this text. Supported formats: SubRip,"),
        ("12:30 开会\n", "No subtitle times were found in this text. Supported formats: SubRip,"),
    ],
)
def test_says_what_it_looks_like(text: str, sentence: str) -> None:
    with pytest.raises(UserError) as caught:
        formats.detect(text, "x.srt")
    assert str(caught.value).startswith(sentence)


def test_finds_rows_by_id_and_by_suffix() -> None:
    assert formats.by_id("sbv").name == "SBV (YouTube)"
    assert formats.by_suffix("/a/b.C.VTT").id == "vtt"
    with pytest.raises(UserError, match="“doc”"):
        formats.by_id("doc")
    with pytest.raises(UserError, match=r"“\.log”"):
        formats.by_suffix("x.log")


def test_the_format_can_be_forced() -> None:
    assert formats.read(b"0:00:01.000,0:00:02.000\na\n", "x.srt", "sbv").cues[0].text == "a"
    with pytest.raises(UserError, match=r"^No subtitle times"):
        formats.read(LOG.encode(), "x", "srt")

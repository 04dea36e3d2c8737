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


BY_SUFFIX = {
    ".srt": "srt",
    ".vtt": "vtt",
    ".sbv": "sbv",
    ".bcc": "bcc",
    ".stl": "stl",
    ".ass": "ass",
    ".lrc": "lrc",
    ".sami": "sami",
    ".ttml": "ttml",
    ".scc": "scc",
    ".mpl": "mpl2",
    ".xlsx": "xlsx",
}
LOGS = sorted((SAMPLES / "_handmade").glob("asr_log_*"))


@pytest.mark.parametrize(
    "path",
    sorted(p for p in SAMPLES.rglob("*") if p.suffix in BY_SUFFIX or p in LOGS),
    ids=lambda path: path.name,
)
def test_samples_whatever_they_are_called(path: Path) -> None:
    for name in ("x", "x.srt", "x.vtt", "x.bcc", "x.txt", "x.json", "x.xml", "x.tsv"):
        document = formats.read(path.read_bytes(), name)
        assert document.source is not None
        assert document.source.format == BY_SUFFIX.get(path.suffix, "asr-log")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            '{"name":"pb3","list":[]}',
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

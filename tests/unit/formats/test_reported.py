# SPDX-License-Identifier: GPL-3.0-or-later
"""Small files of the kinds that people reported for other tools, each with what is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor import formats
from editor.checks.profiles import profile
from editor.checks.rules import check
from editor.core.document import Document
from editor.core.tags import without_tags
from editor.language import rolling

REPORTED = Path(__file__).parents[2] / "data" / "reported"


def read(name: str) -> Document:
    return formats.read((REPORTED / name).read_bytes(), name)


def written(document: Document, row: str) -> str:
    return formats.write(Document(document.cues), formats.by_id(row)).data.decode()


def texts(document: Document) -> list[str]:
    return [cue.text for cue in document.cues]


def times(document: Document) -> list[tuple[int, int]]:
    return [(cue.start, cue.end) for cue in document.cues]


def rules(document: Document) -> list[tuple[str, int | None]]:
    return [(one.rule, one.row) for one in check(document, profile("ted-zh"))]


TEXTS = {
    "srt41_unnumbered_phone.srt": ["客服电话是\n13800138000", "欢迎来电", "密码\n1234", "好"],
    "srt20_entities.srt": ["la huella\xa0morisca", 'It\'s Tom & Jerry "ok" <3'],
    "srt25_br_N.srt": ["第一行\n第二行\n第三行", "第一行\n第二行", "第一行|第二行"],
    "srt31_dup_timeline.srt": ["你好", "再见"],
    "vtt02_segments_no_map.vtt": [
        "我想马上发财。",
        "从此没有债务。",
        "我想找份好工作。",
        "只是别在太平间。",
    ],
    "vtt13_minutes_over_59.vtt": ["一", "二", "三"],
    "vtt14_missing_header.vtt": ["一", "二 <c.yellow>黄</c> & 乙"],
    "log21_whisperx_transcript.txt": ["大家好欢迎收看", "今天我们说一下字幕", "谢谢大家"],
    "log23_sensevoice_tags.txt": ["大家好。", "多謝晒"],
    "bcc27_surrogates.bcc": ["😀好", "断\ufffd", "\ufffd空\u2028行"],
}


@pytest.mark.parametrize("name", TEXTS)
def test_texts(name: str) -> None:
    assert texts(read(name)) == TEXTS[name]


@pytest.mark.parametrize("name", sorted(TEXTS.keys() - {"srt41_unnumbered_phone.srt"}))
def test_what_was_not_plain_is_told(name: str) -> None:
    problems = read(name).problems
    silent = name == "log21_whisperx_transcript.txt"  # a label is no loss
    assert bool(problems) != silent


def test_entities_are_the_same_characters_in_webvtt() -> None:
    document = read("srt20_entities.srt")
    again = formats.read(written(document, "vtt").encode(), "a.vtt")
    assert texts(again) == texts(document)


def test_segments_lie_behind_each_other() -> None:
    assert times(read("vtt02_segments_no_map.vtt")) == [
        (1791, 5336),
        (5419, 9799),
        (10_466, 13_135),
        (13_177, 16_000),
    ]
    mapped = read("vtt03_segments_map.vtt")
    assert times(mapped) == [
        (6000 * part + start, 6000 * part + end)
        for part in range(5)
        for start, end in ((1000, 3500), (4000, 6000))
    ]
    assert len(mapped.problems) == 1


def test_rolling_captions() -> None:
    document = read("vtt04_rolling.vtt")
    assert ("rolling", None) in rules(document)
    rows = rolling.proposals(document)
    kept = [row.after for row in rows if row.after]
    assert kept == ["hello, do you think so", "cool or not cool", "the end"]


def test_minutes_over_59() -> None:
    document = read("vtt13_minutes_over_59.vtt")
    assert [start for start, _ in times(document)] == [3_598_000, 3_601_000, 7_500_000]
    assert [problem.line for problem in document.problems] == [6, 9]


def test_a_missing_header() -> None:
    document = read("vtt14_missing_header.vtt")
    assert document.source is not None
    assert document.source.format == "vtt"
    assert [cue.speaker for cue in document.cues] == [None, "甲"]


def test_classes_stay_in_webvtt() -> None:
    document = read("vtt20_i_class.vtt")
    assert "<i>Bonjour</i> 他说" in written(document, "srt")
    for row in ("srt", "sbv", "bcc"):
        assert "<c" not in written(document, row)
        assert "<b." not in written(document, row)
    assert "<i.foreignphrase>Bonjour</i>" in written(document, "vtt")


def test_what_nobody_sees_is_empty() -> None:
    found = rules(read("srt32_whisper_space_zwsp.srt"))
    assert [row for rule, row in found if rule == "empty"] == [0, 1, 3]


def test_marks_are_apart() -> None:
    document = read("log23_sensevoice_tags.txt")
    assert [dict(cue.extras) for cue in document.cues] == [
        {"asr.language": "zh", "asr.emotion": "NEUTRAL"},
        {"asr.language": "yue", "asr.emotion": "HAPPY", "asr.event": "BGM"},
    ]
    assert ("asr-mark", None) in rules(document)
    for row in ("srt", "vtt", "sbv", "bcc"):
        assert "|" not in written(document, row)
        assert all(without_tags(text) == text for text in texts(document))

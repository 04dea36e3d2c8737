# SPDX-License-Identifier: GPL-3.0-or-later
"""What recognisers print, in all its dialects."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from editor import formats
from editor.core.errors import BrokenOff, Problem, UserError

if TYPE_CHECKING:
    from editor.core.document import Document

DATA = Path(__file__).parents[2] / "data"
HAND = DATA / "samples" / "_handmade"


def read(text: str, name: str = "x.txt") -> Document:
    document = formats.read(text.encode(), name)
    assert document.source is not None
    assert document.source.format == "asr-log"
    return document


def cues(document: Document) -> list[tuple[int, int, str]]:
    return [(cue.start, cue.end, cue.text) for cue in document.cues]


def test_the_real_transcript() -> None:
    document = formats.read((DATA / "onboard-transcript.txt").read_bytes(), "onboard.srt")
    assert document.source is not None
    assert document.source.format == "asr-log"
    assert len(document.cues) == 906
    assert cues(document)[0] == (0, 1800, "这不是应该是你吗?这是你的节目")
    assert document.cues[0].hypothesis == "这不是应该是你吗?这是你的节目"
    assert not document.problems


@pytest.mark.parametrize(
    ("name", "expected", "lines"),
    [
        (
            "asr_log_faster_whisper_readme",
            [(0, 1800, "大家好 欢迎来到本期节目"), (1800, 5240, "今天我们聊一聊字幕校对")],
            [1],
        ),
        (
            "asr_log_openai_whisper_console",
            [
                (0, 5000, "大家好,欢迎来到本期节目"),
                (3598000, 3603000, "一小时以后才有小时位"),
            ],
            [1, 2],
        ),
        ("asr_log_whisper_jax", [(0, 5000, "大家好"), (3603120, 3605000, "一小时")], []),
        (
            "asr_log_whisper_cpp_stdout",
            [(0, 5000, "大家好,欢迎来到本期节目"), (5000, 10000, "今天")],
            [],
        ),
    ],
)
def test_samples(name: str, expected: list[tuple[int, int, str]], lines: list[int]) -> None:
    document = formats.read((HAND / f"{name}.txt").read_bytes(), f"{name}.txt")
    assert cues(document) == expected
    assert [problem.line for problem in document.problems] == lines


def test_a_clock_that_starts_again_is_kept_as_it_is() -> None:
    data = (HAND / "asr_log_bracket_comma_30s_restart.txt").read_bytes()
    document = formats.read(data, "x.txt")
    assert [cue.start for cue in document.cues] == [0, 1800, 5240, 11000, 0, 3120, 8000, 0]


@pytest.mark.parametrize(
    "line",
    [
        "[00:00:01,500 -> 00:00:03,250] 你好",
        "[00:01.500 --> 00:03.250]  你好",
        "[1.50s -> 3.25s] 你好",
        "[1.5s - 3.25s] 你好",
        "[1.5 --> 3.25] 你好",
        "【00：00：01，500 → 00：00：03，250】你好",
        "[00:00:01.500 —> 00:00:03.250] 你好",
        "(00:01.500 => 00:03.250) 你好",
        "[00:01.5 ~ 00:03.25] 你好",
        "[00:01.500 - 00:03.250] 你好",
        "[00:00:01:500 -> 00:00:03:250] 你好",
        "[ 00:01.500 -> 00:03.250 ]\t你好  ",
        "\ufeff[00:01.500 -> 00:03.250] 你好",
        "\x1b[38;5;71m[00:01.500 --> 00:03.250]\x1b[0m  \x1b[32m你\x1b[0m好",
        "[00:00:01.500000 -> 00:00:03.250000] 你好",
        "[00:01.500 -> 00:03.250]\n你好",
        "1.500 -- 3.250: 你好",
        "1.5 -> 3.25： 你好",
        "1.50s → 3.25s: 你好",
    ],
)
def test_dialects(line: str) -> None:
    for newline in ("\n", "\r\n", "\r"):
        document = read(line.replace("\n", newline) + newline)
        assert cues(document) == [(1500, 3250, "你好")]
        assert not document.problems


def test_several_cues_in_one_line() -> None:
    document = read("[00:01.000 -> 00:02.000] 甲 [00:02.000 -> 00:03.000] 乙(见1.0 - 2.0节)\n")
    assert cues(document) == [(1000, 2000, "甲"), (2000, 3000, "乙(见1.0 - 2.0节)")]


@pytest.mark.parametrize(
    ("said", "speaker", "text"),
    [
        ("发言人0: 大家好", "发言人0", "大家好"),
        ("说话人 2：大家好", "说话人 2", "大家好"),
        ("(speaker ?) 大家好", "speaker ?", "大家好"),
        ("[SPEAKER_01]: 大家好", "SPEAKER_01", "大家好"),
        ("大家好 [SPEAKER_TURN]", None, "大家好"),
        ("大家: 你好", None, "大家: 你好"),
    ],
)
def test_speakers(said: str, speaker: str | None, text: str) -> None:
    cue = read(f"[0.8s - 3.3s] {said}\n").cues[0]
    assert (cue.speaker, cue.text, cue.hypothesis) == (speaker, text, text)


def test_what_is_no_cue_is_reported() -> None:
    document = read(
        "Detected language 'zh' with probability 0.99\n"
        "[00:01.000 -> 00:02.000] 甲\n"
        " 12%|█▏        | 30/250 [00:01<00:10, 21.0frames/s]\n"
        "/lib/x.py:12: FutureWarning: old\n"
        "[00:02.000 -> 00:03.000] 乙\n"
        "\n"
        "Transcription finished in 3 s\n"
        "[00:09.000 -> 00:08.000] 丙\n"
    )
    assert cues(document) == [(1000, 2000, "甲"), (2000, 3000, "乙"), (9000, 8000, "丙")]
    assert [problem.line for problem in document.problems] == [1, 3, 4, 7, 8]


def test_a_bracket_that_is_broken_is_reported() -> None:
    document = read("[00:01.000 -> 00:02.000] 甲\n[00:0x.000 -> 00:03.000] 乙\n[00:03.000 -> 00:0")
    assert cues(document) == [(1000, 2000, "甲\n[00:0x.000 -> 00:03.000] 乙")]
    assert [(type(problem), problem.line) for problem in document.problems] == [
        (Problem, 2),
        (BrokenOff, 3),
    ]


def test_refuses_a_text_without_times() -> None:
    with pytest.raises(UserError, match=r"^No lines of the form"):
        formats.read("甲\n乙\n".encode(), "x.txt", "asr-log")


def test_a_line_without_a_time_goes_on_with_its_cue_and_is_told() -> None:
    text = "[0.00s -> 1.80s] 大家好\n欢迎来到\n[1.80s -> 3.00s]\n文本在下一行\n==== END rc=0 ====\n"
    document = read(text)
    assert cues(document) == [
        (0, 1800, "大家好\n欢迎来到"),
        (1800, 3000, "文本在下一行\n==== END rc=0 ===="),
    ]
    assert [problem.line for problem in document.problems] == [2, 5]
    assert "欢迎来到" in str(document.problems[0])


@pytest.mark.parametrize(
    "text",
    [
        "[0.8s - 3.3s] 丙 [3.3s - 5.0s] 丁\n",
        "[00:00:00.800 ~ 00:00:03.300] 丙 [00:00:03.300 ~ 00:00:05.000] 丁\n",
        "(00:00.800 -> 00:03.300) 丙 (00:03.300 -> 00:05.000) 丁\n",
    ],
)
def test_several_cues_in_one_line_in_the_files_own_form(text: str) -> None:
    assert cues(read(text)) == [(800, 3300, "丙"), (3300, 5000, "丁")]


def test_text_behind_a_blank_line_is_kept_and_told() -> None:
    document = read("[0.00s -> 1.80s] 甲\n\n乙在空行后\n[1.80s -> 3.00s] 丙\n")
    assert cues(document) == [(0, 1800, "甲\n乙在空行后"), (1800, 3000, "丙")]
    assert [problem.line for problem in document.problems] == [3]


def test_what_sherpa_onnx_prints_around_the_cues_is_no_text() -> None:
    text = (
        "Started\n0.320 -- 3.456: 大家好\n3.800 -- 6: 今天 1.5 -- 2.5: 都是数\n"
        "num threads: 2\ndecoding method: greedy_search\nElapsed seconds: 0.5 s\n"
    )
    document = formats.read(text.encode(), "a.txt")
    found = [(cue.start, cue.end, cue.text) for cue in document.cues]
    assert found == [(320, 3456, "大家好"), (3800, 6000, "今天 1.5 -- 2.5: 都是数")]
    assert [one.line for one in document.problems] == [1, 4, 5, 6]

# SPDX-License-Identifier: GPL-3.0-or-later
"""Marks of speech recognisers are kept apart from the text, and reach no export."""

from __future__ import annotations

import json

import pytest

from editor import formats
from editor.checks.profiles import profile
from editor.checks.rules import check
from editor.core.document import Document


def log(*texts: str) -> Document:
    lines = (f"[{n * 5}.00 --> {n * 5 + 4}.00] {text}\n" for n, text in enumerate(texts))
    return formats.read("".join(lines).encode(), "a.txt")


def exported(document: Document) -> list[str]:
    data = formats.write(Document(document.cues), formats.by_id("sbv")).data
    return [block.split("\n", 1)[1].strip() for block in data.decode().split("\n\n")]


MARKED = [
    (
        "<|zh|><|NEUTRAL|><|Speech|><|withitn|>大家好。",
        "大家好。",
        {"asr.language": "zh", "asr.emotion": "NEUTRAL"},
    ),
    (
        "<|yue|><|HAPPY|><|BGM|><|woitn|>多謝晒",
        "多謝晒",
        {"asr.language": "yue", "asr.emotion": "HAPPY", "asr.event": "BGM"},
    ),
    (
        "< | zh | > < | EMO _ UNKNOWN | > < | S pe ech | > < | withitn | > 大家好。",
        "大家好。",
        {"asr.language": "zh", "asr.emotion": "EMO_UNKNOWN"},
    ),
    ("<|0.00|>你好<|2.50|>", "你好", {}),
    ("[_BEG_] 你好[_TT_150]", "你好", {}),
    ("<|startoftranscript|><|en|><|transcribe|> Hello", "Hello", {"asr.language": "en"}),
    ("language Chinese<asr_text>甚至出现", "甚至出现", {"asr.language": "zh"}),
    ("language Cantonese<asr_text>係咩", "係咩", {"asr.language": "yue"}),
    ("<asr_text>你好</asr_text>", "你好", {}),
    ("language None<asr_text>", "", {}),
    ("我们<unk>去 <UNK>了<unk>", "我们去了", {"asr.event": "unk"}),
    ("<NOISE>你好<blank>", "你好", {"asr.event": "noise"}),
    ("好 [unk] the end", "好 the end", {"asr.event": "unk"}),
]


@pytest.mark.parametrize(("raw", "text", "extras"), MARKED)
def test_marks_are_kept_apart(raw: str, text: str, extras: dict[str, str]) -> None:
    document = log("开始", raw)
    cue = document.cues[1]
    assert (cue.text, cue.hypothesis, dict(cue.extras)) == (text, text, extras)
    assert exported(document) == ["开始", text]
    ((line, sentence),) = [(one.line, one.text) for one in document.problems]
    assert (line, "kept apart" in sentence) == (2, True)
    output = formats.write(document, formats.by_id("srt"))
    assert not output.problems  # nothing is lost of what no format stores


def test_where_whisper_cpp_hears_another_speaker() -> None:
    srt = "1\n00:00:01,000 --> 00:00:02,000\n 你好吗 [SPEAKER_TURN]\n"
    assert [cue.text for cue in formats.read(srt.encode(), "a.srt").cues] == ["你好吗"]
    segment = {"offsets": {"from": 0, "to": 2500}, "text": " 你好 [SPEAKER_TURN]"}
    whole = json.dumps({"transcription": [{"timestamps": {"from": "", "to": ""}, **segment}]})
    assert [cue.text for cue in formats.read(whole.encode(), "a.json").cues] == ["你好"]


@pytest.mark.parametrize("name", ["srt", "vtt", "sbv", "bcc"])
def test_in_every_format(name: str) -> None:
    raw = log("占位一", "占位二")
    data = formats.write(Document(raw.cues), formats.by_id(name)).data
    marked = "<|zh|><|SAD|>" if name != "vtt" else "&lt;|zh|&gt;&lt;|SAD|&gt;"
    data = data.replace("占位一".encode(), f"{marked}你好".encode())
    data = data.replace("占位二".encode(), "[SPEAKER_01]: 再见".encode())
    document = formats.read(data, f"a.{name}")
    assert [(cue.text, cue.speaker) for cue in document.cues] == [
        ("你好", None),
        ("再见", "SPEAKER_01"),
    ]
    back = formats.write(document, formats.by_id(name)).data.decode()
    assert "|" not in back
    assert "[SPEAKER" not in back


@pytest.mark.parametrize(
    "sound",
    [
        "[音乐]",
        "（掌声）",
        "[Music]",
        "(字幕志愿者 李宗盛)",
        "[BLANK_AUDIO]",
        "*音樂*",
        "(upbeat music)",
        "【背景音乐】",
        "（笑）",
    ],
)
def test_a_cue_that_names_a_sound_is_left_out(sound: str) -> None:
    document = log("开始", sound, f"{sound} 大家好")
    assert [cue.left_out for cue in document.cues] == [False, True, False]
    assert document.cues[1].text == sound
    assert document.cues[1].extras == document.cues[2].extras == {"asr.event": sound[1:-1]}
    assert exported(document) == ["开始", "大家好"]
    assert [problem.line for problem in document.problems] == [2]


@pytest.mark.parametrize("text", ["[音乐会]开始了", "（小声）不是", "[1] 好", "♪ 我爱你 ♪", "音乐"])
def test_other_words_stay(text: str) -> None:
    document = log(text)
    assert [(cue.text, cue.left_out) for cue in document.cues] == [(text, False)]
    assert not document.problems


def test_what_people_write_in_brackets_stays_in_a_subtitle_file() -> None:
    data = "1\n00:00:01,000 --> 00:00:02,000\n[音乐]\n".encode()
    document = formats.read(data, "a.srt")
    assert [(cue.text, cue.left_out) for cue in document.cues] == [("[音乐]", False)]
    assert formats.write(document, formats.by_id("srt")).data == data


def test_check_names_them() -> None:
    data = (
        "1\n00:00:01,000 --> 00:00:03,000\n[音乐]\n\n2\n00:00:04,000 --> 00:00:06,000\n<|zh|>好\n"
    )
    findings = check(formats.read(data.encode(), "a.srt"), profile("ted-zh"))
    assert [(one.rule, one.row) for one in findings] == [("asr-mark", None), ("asr-mark", 0)]


# Labels and chunks of logs


def test_a_word_before_all_times_is_no_text() -> None:
    text = "Transcript: [0.009 --> 12.3]  大家好\nTranscript: [12.9 --> 29.774]  再见\n"
    document = formats.read(text.encode(), "a.txt")
    assert [(cue.start, cue.end, cue.text, cue.speaker) for cue in document.cues] == [
        (9, 12_300, "大家好", None),
        (12_900, 29_774, "再见", None),
    ]
    assert not document.problems


@pytest.mark.parametrize("before", ["{}. ", "{} ", "- ", "* ", "{}) "])
def test_numbers_and_bullets_before_times_are_no_text(before: str) -> None:
    text = "".join(f"{before.format(n)}[{n}.00s -> {n + 1}.00s] 好{n}\n" for n in (1, 2))
    document = formats.read(text.encode(), "a.txt")
    assert [(cue.start, cue.text, cue.speaker) for cue in document.cues] == [
        (1000, "好1", None),
        (2000, "好2", None),
    ]


@pytest.mark.parametrize(
    "names", [("张三", "李四"), ("Speaker 1", "Speaker 1"), ("发言人1", "发言人2")]
)
def test_names_before_times_are_speakers(names: tuple[str, str]) -> None:
    text = "".join(f"{name}: [{n}.00s -> {n + 1}.00s] 好{n}\n" for n, name in enumerate(names))
    document = formats.read(text.encode(), "a.txt")
    assert [(cue.speaker, cue.text) for cue in document.cues] == [
        (names[0], "好0"),
        (names[1], "好1"),
    ]


CHUNKS = [
    ("Chunk 1/2 (offset: 0.0s)", "Chunk 2/2 (offset: 30.0s)"),
    ("chunk 1: 0.00s - 30.00s", "chunk 2: 30.00s - 60.00s"),
    ("--- segment 1 start=00:00:00 ---", "--- segment 2 start=00:00:30 ---"),
    ("正在处理第 1 段：0:00", "正在处理第 2 段：0:30"),
    ("[Chunk 1] 0.0 - 30.0", "[Chunk 2] 30.0 - 60.0"),
    ("chunk 0 @ 0 ms", "chunk 1 @ 30000 ms"),
]


@pytest.mark.parametrize("heads", CHUNKS)
def test_where_chunks_begin_is_used(heads: tuple[str, str]) -> None:
    text = f"{heads[0]}\n[1.00 --> 5.00] 一\n{heads[1]}\n[2.00 --> 4.00] 二\n[5.00 --> 6.00] 三\n"
    document = formats.read(text.encode(), "a.txt")
    assert [(cue.start, cue.end, cue.text) for cue in document.cues] == [
        (1000, 5000, "一"),
        (32_000, 34_000, "二"),
        (35_000, 36_000, "三"),
    ]
    assert [(problem.line, problem.facts.get("count")) for problem in document.problems] == [(1, 2)]


def test_times_that_run_on_need_no_chunks() -> None:
    text = "Chunk 1: 0.0s\n[1.00 --> 5.00] 一\nChunk 2: 30.0s\n[32.00 --> 34.00] 二\n"
    document = formats.read(text.encode(), "a.txt")
    assert [cue.start for cue in document.cues] == [1000, 32_000]
    assert [problem.line for problem in document.problems] == [1, 3]


def test_chunks_without_a_time_are_no_text() -> None:
    text = "Chunk 1/2\n[1.00 --> 5.00] 一\nProcessing chunk 2/2\n[6.00 --> 7.00] 二\n"
    document = formats.read(text.encode(), "a.txt")
    assert [cue.text for cue in document.cues] == ["一", "二"]
    assert [problem.line for problem in document.problems] == [1, 3]


def test_a_line_that_only_speaks_of_a_part_is_text() -> None:
    text = "[1.00 --> 5.00] 一\n这个片段是 3.5 秒\n[6.00 --> 7.00] 二\n"
    assert formats.read(text.encode(), "a.txt").cues[0].text == "一\n这个片段是 3.5 秒"


@pytest.mark.parametrize(
    "marked",
    [
        *("&lt;|zh|&gt;&lt;|SAD|&gt;你好", "&amp;lt;|zh|&amp;gt;你好", "&#60;|zh|&#x3e;你好"),
        *("&lt; | zh | &gt;你好", "&lt;unk&gt;你好", "你好&lt;/asr_text&gt;", "&lt;blank&gt; 你好"),
    ],
)
@pytest.mark.parametrize("name", ["srt", "vtt"])
def test_marks_with_entities(name: str, marked: str) -> None:
    times = "00:00:01,000 --> 00:00:02,000".replace(",", "," if name == "srt" else ".")
    header = "" if name == "srt" else "WEBVTT\n\n"
    document = formats.read(f"{header}{times}\n{marked}\n".encode(), f"a.{name}")
    if name == "vtt" and "&amp;" in marked:  # which is text: WebVTT has entities
        return
    assert [cue.text for cue in document.cues] == ["你好"]
    line = 2 + header.count("\n")
    assert [problem.line for problem in document.problems if "Marks" in problem.text] == [line]


def test_marks_with_escapes_of_json() -> None:
    answer = (
        r'{"segments": [{"start": 0, "end": 1, "text": "\u003c|zh|\u003e\u003cunk\u003e你好"}]}'
    )
    document = formats.read(answer.encode(), "a.json")
    assert [cue.text for cue in document.cues] == ["你好"]


def test_other_tags_with_entities_are_text() -> None:
    subrip = "1\n00:00:01,000 --> 00:00:02,000\n&lt;b&gt;你好&lt;/b&gt; &lt;unknown&gt;\n"
    document = formats.read(subrip.encode(), "a.srt")
    assert document.cues[0].text.replace("\u2060", "") == "<b>你好</b> <unknown>"

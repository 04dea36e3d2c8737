# SPDX-License-Identifier: GPL-3.0-or-later
"""Recognisers' files as people have them: dumped, printed, damaged, in the wrong unit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from editor import formats
from editor.core.errors import BrokenOff, UserError
from editor.formats.python_text import as_json

if TYPE_CHECKING:
    from editor.core.document import Document

SAMPLES = Path(__file__).parents[2] / "data" / "samples"


def read(text: str, format_id: str | None = None) -> Document:
    return formats.read(text.encode(), "x", format_id)


def cues(document: Document) -> list[tuple[int, int, str]]:
    return [(cue.start, cue.end, cue.text) for cue in document.cues]


def told(document: Document) -> list[str]:
    return [str(problem) for problem in document.problems]


def found(document: Document) -> str:
    assert document.source is not None
    return document.source.format


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("{'a': None, 'b': True, 'c': False}", {"a": None, "b": True, "c": False}),
        ("[(1, 2.5), (3,)]", [[1, 2.5], [3]]),
        ("[1, 2,]", [1, 2]),
        ("Word(start=np.float64(0.5), word=' 好')", {"start": 0.5, "word": " 好"}),
        ("array([1, 2], dtype=int64)", [1, 2]),
        ("""{"it's": 'a "b"', 'n': 'a\\nb'}""", {"it's": 'a "b"', "n": "a\nb"}),
        ("[nan, -1., .5, +2, 1e3]", [None, -1.0, 0.5, 2, 1000.0]),
        (
            "Segment(words=[Word(start=1, end=2)], t=())",
            {"words": [{"start": 1, "end": 2}], "t": []},
        ),
    ],
)
def test_what_python_prints(printed: str, value: object) -> None:
    assert json.loads(as_json(printed)) == value


def test_a_printed_result_of_whisper_is_read() -> None:
    document = read(
        "{'text': ' 你好', 'segments': [{'id': 0, 'start': 0.0, 'end': 1.5, 'text': ' 你好'}]}"
    )
    assert (found(document), cues(document)) == ("whisper", [(0, 1500, "你好")])


def test_a_damaged_line_of_json_lines_is_told_and_the_rest_is_read() -> None:
    document = read(
        '{"start": 0, "end": 1, "text": "甲"}\n{"start": 1, "end": 2, "te\n'
        '{"start": 2, "end": 3.5, "text": "丙"}\n'
    )
    assert cues(document) == [(0, 1000, "甲"), (2000, 3500, "丙")]
    assert told(document) == [
        'Line 2: This line of JSON is damaged and was skipped: “{"start": 1, "end": 2, "te”.'
    ]


def test_a_file_that_breaks_off_keeps_all_that_is_whole() -> None:
    document = read(
        '{"segments": [{"start": 0, "end": 1, "text": "甲",'
        ' "words": [{"word": "甲", "start": 0, "end": 1}]},'
        '\n {"start": 1, "end": 2, "text": "乙", "words": [{"word": "乙", "sta'
    )
    assert cues(document) == [(0, 1000, "甲"), (1000, 2000, "乙")]
    (problem,) = document.problems
    assert isinstance(problem, BrokenOff)
    assert problem.line == 2


def test_damage_in_the_middle_is_told_with_its_line() -> None:
    document = read('{"segments": [{"start": 0, "end": 1, "text": "甲"},\n{"start": 1 "end": 2}]}')
    assert cues(document)[0] == (0, 1000, "甲")
    assert "Line 2: The JSON is damaged here; only what stands before could be read." in told(
        document
    )


def test_milliseconds_without_a_unit_are_told() -> None:
    rows = [{"start": n * 2000, "end": n * 2000 + 1500, "text": str(n)} for n in range(3)]
    document = read(json.dumps({"segments": rows}))
    assert cues(document) == [(0, 1500, "0"), (2000, 3500, "1"), (4000, 5500, "2")]
    assert told(document) == [
        "The times have no unit; by the length of the cues they are milliseconds."
    ]


def test_an_entry_without_a_time_is_told_with_its_text() -> None:
    rows = [{"start": 0, "end": 1, "text": "甲"}, {"text": "乙"}, {"start": 2, "text": "丙"}]
    document = read(json.dumps({"segments": rows}))
    assert cues(document) == [(0, 1000, "甲"), (2000, 3000, "丙")]
    assert told(document) == [
        "Entry 2 has no readable time and was skipped: “乙”.",
        "Where the file does not say when a cue ends, the next start was taken. Cues affected: 1.",
    ]


def test_words_that_were_not_aligned_share_the_time_between() -> None:
    words = [
        {"word": "一", "start": 0.0, "end": 0.4},
        {"word": "22"},
        {"word": "三三"},
        {"word": "四", "start": 1.2, "end": 1.6},
    ]
    document = read(
        json.dumps({"segments": [{"start": 0, "end": 2, "text": "一22三三四", "words": words}]})
    )
    spoken = [(word.start, word.end, word.text) for word in document.cues[0].words or ()]
    assert spoken == [(0, 400, "一"), (400, 800, "22"), (800, 1200, "三三"), (1200, 1600, "四")]


def test_what_was_measured_is_kept_and_is_no_loss() -> None:
    row = {"id": 7, "start": 0, "end": 1, "text": "甲", "avg_logprob": -0.25, "tokens": [1]}
    document = read(json.dumps({"segments": [row]}))
    assert dict(document.cues[0].extras) == {"asr.measure.avg_logprob": -0.25}
    assert formats.write(document, formats.by_id("srt")).problems == []


def test_chunks_of_single_words_become_cues() -> None:
    chunks = [
        {"text": text, "timestamp": [n / 2, n / 2 + 0.4]}
        for n, text in enumerate([" Hello", " world.", " Good", " bye"])
    ]
    document = read(json.dumps({"text": "", "chunks": chunks}))
    assert cues(document) == [(0, 900, "Hello world."), (1000, 1900, "Good bye")]
    assert document.cues[0].words is not None


def test_words_of_a_window_that_begins_again_are_a_cue_of_their_own() -> None:
    windows = [[("你", 28.0, 28.4), ("好", 28.4, 29.0)], [("再", 0.0, 0.5), ("见", 0.5, 1.0)]]
    chunks = [{"text": t, "timestamp": [a, b]} for window in windows for t, a, b in window]
    document = read(json.dumps({"text": "", "chunks": chunks}))
    assert cues(document) == [(28000, 29000, "你好"), (0, 1000, "再见")]


def test_words_without_a_time_are_not_lost() -> None:
    times = [[0.0, 0.4], [None, None], [0.8, 1.2], [1.2, None]]
    chunks = [{"text": t, "timestamp": at} for t, at in zip("一二三四", times, strict=True)]
    document = read(json.dumps({"text": "", "chunks": chunks}))
    assert [cue.text for cue in document.cues] == ["一二三四"]
    words = document.cues[0].words
    assert words is not None
    assert [(word.start, word.text) for word in words] == [
        (0, "一"),
        (400, "二"),
        (800, "三"),
        (1200, "四"),
    ]


def test_a_google_result_that_repeats_all_words_with_speakers_is_read_once() -> None:
    def result(words: list[tuple[str, int]], tag: int) -> dict[str, object]:
        listed = [
            {
                "startTime": f"{at}s",
                "endTime": f"{at + 1}s",
                "word": word,
                "speakerTag": tag and at % 2 + 1,
            }
            for word, at in words
        ]
        return {"alternatives": [{"transcript": " ".join(w for w, _ in words), "words": listed}]}

    one, two = [("yes", 0)], [("no", 1)]
    document = read(json.dumps({"results": [result(one, 0), result(two, 0), result(one + two, 1)]}))
    assert [(cue.text, cue.speaker) for cue in document.cues] == [
        ("yes", "Speaker 1"),
        ("no", "Speaker 2"),
    ]


def test_words_of_a_draft_count_from_the_beginning_of_their_text() -> None:
    words = {"start_time": [0, 400], "end_time": [400, 900], "text": ["大家", "好"]}
    material = {"id": "m", "content": '{"text": "大家好"}', "words": words}
    segment = {"material_id": "m", "target_timerange": {"start": 2_000_000, "duration": 1_000_000}}
    draft = {
        "canvas_config": {},
        "materials": {"texts": [material]},
        "tracks": [{"type": "text", "segments": [segment, {"material_id": "gone"}]}],
    }
    document = read(json.dumps(draft))
    assert cues(document) == [(2000, 3000, "大家好")]
    spoken = [(word.start, word.end, word.text) for word in document.cues[0].words or ()]
    assert spoken == [(2000, 2400, "大家"), (2400, 2900, "好")]
    assert told(document) == ["A text of the draft is missing."]


def test_an_encrypted_draft_is_told_apart() -> None:
    data = (SAMPLES / "_handmade" / "jianying_encrypted_draft.txt").read_bytes()
    with pytest.raises(UserError, match=r"encrypted draft of 剪映.*as SRT instead"):
        formats.read(data, "draft_content.json")


def test_a_file_that_only_points_to_the_transcript_says_so() -> None:
    pointer = {"output": {"results": [{"transcription_url": "https://a.invalid/b.json"}]}}
    with pytest.raises(UserError, match="Download it from there"):
        read(json.dumps(pointer))


def test_streamed_sentences_that_are_still_open_are_left_out() -> None:
    events = [
        {"output": {"sentence": {"begin_time": 0, "end_time": None, "text": "大"}}},
        {"output": {"sentence": {"begin_time": 0, "end_time": 900, "text": "大家。"}}},
    ]
    assert cues(read("\n".join(map(json.dumps, events)))) == [(0, 900, "大家。")]


def test_other_json_with_times_is_read_and_told() -> None:
    rows = [{"begin": "00:00:01.500", "finish": "00:00:02.000", "caption": "甲"}]
    document = read(json.dumps({"data": {"lines": rows}}))
    assert (found(document), cues(document)) == ("any-json", [(1500, 2000, "甲")])
    assert told(document) == ["This JSON is of no known recogniser; its list “lines” was read."]


@pytest.mark.parametrize(
    "text",
    [
        '{"segments": []}',
        '{"chunks": [], "timestamp": 1, "text": ""}',
        "[[[",
        '{"events": [{"tStartMs": 1}]}',
    ],
)
def test_nothing_to_read_is_said(text: str) -> None:
    for row in formats.FORMATS:
        if row.reader is not None and ".json" in row.suffixes:
            with pytest.raises(UserError):
                read(text, row.id)


def test_rttm_and_ctm_tell_lines_that_are_none() -> None:
    document = read("SPEAKER a 1 0.5 1.5 <NA> <NA> 李 <NA> <NA>\nrubbish\n", "rttm")
    assert [(cue.start, cue.end, cue.speaker) for cue in document.cues] == [(500, 2000, "李")]
    assert "Line 2: Skipped, not part of any cue: “rubbish”." in told(document)
    document = read("a 1 0.5 0.5 hello\na 1 x 1 b\na 1 1.0 0.5 you 0.5\n", "ctm")
    assert cues(document) == [(500, 1500, "hello you")]
    assert told(document) == ["Line 2: Skipped, not part of any cue: “a 1 x 1 b”."]


def test_lines_of_several_recordings_are_told() -> None:
    stm = "a 1 张三 0 1 好\nb 1 张三 0 1 好\n"
    rttm = "SPEAKER a 1 0 1 <NA> <NA> x <NA>\nSPEAKER b 1 0 1 <NA> <NA> x <NA>\n"
    for text, name in ((stm, "stm"), (rttm, "rttm"), ("a 1 0 1 好\nb 1 0 1 好\n", "ctm")):
        said = "Lines of 2 recordings were read, each with its own clock: a, b."
        assert said in told(read(text, name))


def test_stm_leaves_out_what_nobody_transcribed() -> None:
    document = read((SAMPLES / "_handmade" / "nist.stm").read_text("utf-8"))
    assert told(document) == ["Line 4: A stretch that was not transcribed was left out."]


def test_elan_tells_the_tiers_that_are_not_read() -> None:
    text = (SAMPLES / "_handmade" / "elan.eaf").read_text("utf-8")
    assert told(read(text)) == [
        "Line 41: The tier “B-en” was left out; “A” was read.",
        "Line 48: The tier “scene” was left out; “A” was read.",
    ]
    unknown = text.replace('TIME_SLOT_REF2="ts4"', 'TIME_SLOT_REF2="ts99"', 1)
    document = read(unknown)
    said = "Line 17: This annotation has no time and was skipped: “大家好 & 欢迎”."
    assert said in told(document)
    with pytest.raises(UserError):
        read("<ANNOTATION_DOCUMENT><TIER TIER_ID='a'/></ANNOTATION_DOCUMENT>")


def test_otranscribe_tells_what_stands_before_its_first_stamp() -> None:
    document = read((SAMPLES / "_handmade" / "otranscribe.otr").read_text("utf-8"))
    assert "Skipped before the first cue: “访谈”." in told(document)
    old = json.dumps({"text": '<span class="timestamp">1:02:03</span>好', "media": ""})
    assert cues(read(old)) == [(3_723_000, 3_724_000, "好")]


def test_a_text_grid_that_breaks_off() -> None:
    text = (SAMPLES / "textgrid" / "mary.TextGrid").read_text("utf-8")
    document = read(text[: text.index('"rolled"')])
    assert any(isinstance(problem, BrokenOff) for problem in document.problems)
    assert document.cues[0].text == "mary"


def test_who_speaks_in_a_second_list_of_chunks() -> None:
    turn = {"speaker": "SPEAKER_00", "text": " 你好", "timestamp": [0.0, 1.5]}
    chunk = {"text": " 你好", "timestamp": [0.0, 1.5]}
    document = read(json.dumps({"speakers": [turn], "chunks": [chunk], "text": " 你好"}))
    assert [(cue.text, cue.speaker) for cue in document.cues] == [("你好", "SPEAKER_00")]


def test_numbered_entries_with_a_translation() -> None:
    entry = {
        "start_time": 1000,
        "end_time": 2500,
        "original_subtitle": "你好",
        "translated_subtitle": "Hi",
    }
    document = read(json.dumps({"1": entry, "2": {**entry, "start_time": 3000, "end_time": 4000}}))
    assert cues(document) == [(1000, 2500, "你好"), (3000, 4000, "你好")]
    assert [cue.second for cue in document.cues] == ["Hi", "Hi"]


def test_the_language_of_an_automatic_track_of_bilibili() -> None:
    document = read('{"lang": "ai-zh", "body": [{"from": 0, "to": 1, "content": "甲"}]}')
    assert document.head.language == "zh"

# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON of services and chat models without a reader of their own: names, times, lengths, units."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from editor import formats
from editor.core.errors import UserError

if TYPE_CHECKING:
    from editor.core.document import Document

FIRST, SECOND = (0, 1800, "大家好"), (1800, 5240, "今天我们聊字幕")


def read(value: object) -> Document:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return formats.read(text.encode(), "a.json")


def cues(document: Document) -> list[tuple[int, int, str]]:
    return [(cue.start, cue.end, cue.text) for cue in document.cues]


def entries(names: str, *rows: tuple[object, ...]) -> list[dict[str, object]]:
    return [dict(zip(names.split(), row, strict=True)) for row in rows]


SECONDS = ((0, 1.8, FIRST[2]), (1.8, 5.24, SECOND[2]))
MILLISECONDS = (FIRST, SECOND)
CLOCK = (("00:00:00,000", "00:00:01,800", FIRST[2]), ("00:00:01.800", "00:00:05.240", SECOND[2]))
LENGTHS = ((0, 1.8, FIRST[2]), (1.8, 3.44, SECOND[2]))
BAIDU = [
    {"res": ["大家", "好"], "begin_time": 0, "end_time": 1800, "words_info": []},
    {"res": ["今天我们聊字幕"], "begin_time": 1800, "end_time": 5240},
]

SHAPES = {
    "a chat model": entries("start end text", *CLOCK),
    "numbered": {"subtitles": entries("index start end text", *((n, *CLOCK[n]) for n in (0, 1)))},
    "segments": {"segments": entries("start end text", *CLOCK)},
    "minutes": entries(
        "start end text", ("0:00.0", "0:01.8", "大家好"), ("0:01.8", "0:05.24", SECOND[2])
    ),
    "thousandths": entries(
        "start end text",
        ("00:00:000", "00:01:800", "大家好"),
        ("00:01:800", "00:05:240", SECOND[2]),
    ),
    "full width": entries(
        "start end text", ("00：00：00，000", "00：00：01，800", "大家好"), CLOCK[1]
    ),
    "one field": entries("time text", *((f"{a} --> {b}", text) for a, b, text in CLOCK)),
    "one field in brackets": entries(
        "timestamp text", *((f"[{a} - {b}]", text) for a, b, text in CLOCK)
    ),
    "pairs": entries("time text", *(([a, b], text) for a, b, text in SECONDS)),
    "Chinese names": entries("开始时间 结束时间 内容", *CLOCK),
    "capitals": {"Subtitles": entries("StartTime EndTime Text", *CLOCK)},
    "youtube-transcript-api": entries("start duration text", *LENGTHS),
    "scraper": entries("start dur text", *((str(a), str(b), text) for a, b, text in LENGTHS)),
    "npm": entries("offset duration text", *((1000 * a, 1000 * b, t) for a, b, t in LENGTHS)),
    "printed": (
        "Fetched(snippets=[FetchedTranscriptSnippet(text='大家好', start=0.0, duration=1.8),"
        " FetchedTranscriptSnippet(text='今天我们聊字幕', start=1.8, duration=3.44)], video_id='x')"
    ),
    "Tencent Cloud": {
        "Response": {
            "Data": {
                "Result": "[0:0.000,0:1.800]  大家好\n",
                "ResultDetail": entries("StartMs EndMs FinalSentence", *MILLISECONDS),
            }
        }
    },
    "Tencent Cloud, flash": {
        "flash_result": [
            {
                "text": "大家好今天",
                "sentence_list": entries("start_time end_time text", *MILLISECONDS),
            }
        ]
    },
    "Tencent Cloud, text alone": {
        "Data": {
            "TaskId": 1,
            "StatusStr": "success",
            "Result": "[0:0.000,0:1.800]  大家好\n[0:1.800,0:5.240]  今天我们聊字幕\n",
        }
    },
    "Alibaba NLS": {"Result": {"Sentences": entries("BeginTime EndTime Text", *MILLISECONDS)}},
    "Baidu": {"tasks_info": [{"task_result": {"result": ["大家好"], "detailed_result": BAIDU}}]},
    "Bcut, as a task": {
        "code": 0,
        "data": {
            "result": json.dumps(
                {"utterances": entries("start_time end_time transcript", *MILLISECONDS)}
            )
        },
    },
    "Gladia": {
        "result": {
            "transcription": {
                "utterances": [
                    {**row, "confidence": 0.9, "words": [{"word": row["text"], **row}]}
                    for row in entries("start end text", *SECONDS)
                ]
            }
        }
    },
    "NeMo": {
        "text": "大家好今天我们聊字幕",
        "timestamp": {
            "word": entries(
                "start_offset start end word",
                *((n, n, n + 0.5, w) for n, w in enumerate("大家好今天")),
            ),
            "segment": entries("start end segment", *SECONDS),
        },
    },
    "Google, v2": {
        "results": {
            "gs://a.wav": {
                "inlineResult": {
                    "transcript": {
                        "results": [
                            {
                                "alternatives": [
                                    {
                                        "transcript": text,
                                        "words": [
                                            {
                                                "startOffset": f"{a}s",
                                                "endOffset": f"{b}s",
                                                "word": text,
                                            }
                                        ],
                                    }
                                ]
                            }
                            for a, b, text in SECONDS
                        ]
                    }
                }
            }
        }
    },
    "Premiere": {
        "segments": [
            {"start": a, "duration": b, "words": [{"start": a, "duration": b, "text": text}]}
            for a, b, text in LENGTHS
        ]
    },
    "Azure, SDK": entries(
        "Id RecognitionStatus Offset Duration DisplayText",
        *(
            (str(n), "Success", int(a * 10**7), int(b * 10**7), text)
            for n, (a, b, text) in enumerate(LENGTHS)
        ),
    ),
    "Azure, Video Indexer": {
        "videos": [
            {
                "insights": {
                    "transcript": [
                        {
                            "id": 1,
                            "text": text,
                            "confidence": 0.9,
                            "language": "zh-Hans",
                            "instances": [{"start": f"0:00:0{a}", "end": f"0:00:0{b}"}],
                        }
                        for a, b, text in SECONDS
                    ]
                }
            }
        ]
    },
    "inside": {"rows": [{"time": {"begin": a, "end": b}, "text": text} for a, b, text in SECONDS]},
    "Subtitle Edit": entries("startMillis endMillis text", *MILLISECONDS),
    "points": entries("in out text", *CLOCK),
    "codes": entries("tcIn tcOut text", *CLOCK),
    "short names": entries("st et text", *SECONDS),
    "shorter names": entries("ts te text", *MILLISECONDS),
    "columns": {
        "start": [a for a, _, _ in SECONDS],
        "end": [b for _, b, _ in SECONDS],
        "text": [text for _, _, text in SECONDS],
    },
    "columns of pandas": {
        name: {str(row): line[place] for row, line in enumerate(SECONDS)}
        for place, name in enumerate(("start", "end", "text"))
    },
    "Vosk": {
        "result": entries(
            "start end word", (0, 0.9, "大家"), (0.9, 1.8, "好"), (3, 5.24, SECOND[2])
        ),
        "text": "大家 好 今天我们聊字幕",
    },
}


@pytest.mark.parametrize("name", SHAPES)
def test_shapes(name: str) -> None:
    expected = [FIRST, (3000, *SECOND[1:]) if name == "Vosk" else SECOND]
    assert cues(read(SHAPES[name])) == expected


@pytest.mark.parametrize(
    "value",
    [
        [{"ts": "1712345678.1234", "text": "大家好"}, {"ts": "1712345680.5", "text": "好"}],
        [{"in": 3, "text": "大家好"}, {"in": 4, "text": "好"}],
        {"st": "ok", "text": ["大家好", "好"]},
    ],
)
def test_short_names_that_may_mean_anything(value: object) -> None:
    with pytest.raises(UserError):
        read(value)


def test_speakers_of_a_chat_model() -> None:
    document = read(
        entries(
            "timestamp speaker text",
            ("00:00 - 00:02", "张三", "大家好"),
            ("00:02 - 00:05", "李四", "好"),
        )
    )
    assert [(cue.start, cue.end, cue.speaker) for cue in document.cues] == [
        (0, 2000, "张三"),
        (2000, 5000, "李四"),
    ]


def test_bare_words_get_the_marks_of_the_text() -> None:
    words = entries("start end word", (0.0, 0.5, "Hello"), (0.6, 1.0, "world"), (1.1, 1.4, "Bye"))
    document = read({"task": "transcribe", "text": "Hello, world. Bye!", "words": words})
    assert cues(document) == [(0, 1000, "Hello, world."), (1100, 1400, "Bye!")]


def test_tokens_that_only_start() -> None:
    document = read(
        {
            "lang": "",
            "text": " Hello nightly. 好",
            "timestamps": [0.0, 0.32, 0.6, 0.8, 1.0, 2.9],
            "tokens": [" Hello", " n", "igh", "tly", ".", " 好"],
            "words": [],
        }
    )
    assert cues(document) == [(0, 1000, "Hello nightly."), (2900, 3100, "好")]
    words = document.cues[0].words
    assert words is not None
    assert [(word.start, word.end, word.text) for word in words] == [
        (0, 320, "Hello"),
        (320, 1000, "nightly."),
    ]


def test_long_segments_in_whole_seconds_are_no_milliseconds() -> None:
    document = read(
        {"segments": entries("start end text", (0, 300, "大" * 900), (300, 620, "今" * 900))}
    )
    assert [(cue.start, cue.end) for cue in document.cues] == [(0, 300_000), (300_000, 620_000)]


def test_where_nothing_was_said_there_are_no_cues() -> None:
    with pytest.raises(UserError, match="There are no cues"):
        read({"text": "", "segments": [], "language": "zh"})


def test_srv1_without_a_duration() -> None:
    document = read(
        '<transcript><text start="0">大家好</text><text start="1.8">好</text></transcript>'
    )
    assert cues(document) == [(0, 1800, "大家好"), (1800, 3800, "好")]


IN_SECONDS = {
    "Bcut": {"utterances": entries("start_time end_time transcript", *SECONDS)},
    "DashScope": {"transcripts": [{"sentences": entries("begin_time end_time text", *SECONDS)}]},
    "FunASR": [{"key": "a", "text": "", "sentence_info": entries("start end text", *SECONDS)}],
}


@pytest.mark.parametrize("name", IN_SECONDS)
def test_seconds_where_milliseconds_are_usual_are_told(name: str) -> None:
    document = read(IN_SECONDS[name])
    assert cues(document) == [FIRST, SECOND]
    assert [str(problem) for problem in document.problems] == [
        "The times have no unit; by the length of the cues they are seconds."
    ]


def test_tokens_of_funasr_in_seconds() -> None:
    stamps = [[0.0, 0.6], [0.6, 1.2], [1.2, 1.8]]
    document = read([{"key": "a", "text": "大家好", "timestamp": stamps}])
    assert cues(document) == [FIRST]
    words = document.cues[0].words
    assert words is not None
    assert [(word.start, word.end) for word in words] == [(0, 600), (600, 1200), (1200, 1800)]


def test_milliseconds_in_bcc_are_told() -> None:
    document = read({"body": entries("from to content", *MILLISECONDS)})
    assert cues(document) == [FIRST, SECOND]
    assert len(document.problems) == 1


def test_long_cues_in_bcc_stay_long() -> None:
    document = read({"body": entries("from to content", (0, 300, "♪"), (300.0, 700.5, "♪"))})
    assert [(cue.start, cue.end) for cue in document.cues] == [(0, 300_000), (300_000, 700_500)]


def test_json3_without_durations() -> None:
    events = [{"tStartMs": start, "segs": [{"utf8": text}]} for start, _, text in MILLISECONDS]
    document = read({"wireMagic": "pb3", "events": events})
    assert cues(document) == [FIRST, (1800, 3800, SECOND[2])]


def test_a_text_in_pieces() -> None:
    document = read({"segments": [{"start": 0, "end": 1.8, "text": ["大家", "好"]}]})
    assert cues(document) == [FIRST]

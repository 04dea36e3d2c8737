# SPDX-License-Identifier: GPL-3.0-or-later
"""Samples of what recognisers and platforms write: format, number of cues, first and last cue.

All of it was read off the samples.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from editor import formats

if TYPE_CHECKING:
    from editor.core.document import Document

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
HAND = "_handmade/"


class Sample(NamedTuple):
    """What a sample says: times in ms, text and speaker of two cues, language, first words."""

    path: str
    format: str
    cues: int
    first: tuple[int, int, str, str | None]
    last: tuple[int, int, str, str | None]
    language: str | None = None
    words: tuple[tuple[int, int, str, float | None], ...] = ()


_ALL = "Yeah. As much as it's worth celebrating the first spacewalk with an all female team, I think many of us are looking forward to it just being normal. And I think if it signifies anything, it is to honor the women who came before us, who were skilled and qualified and didn't get the same opportunities that we have today."  # noqa: E501
_SENTENCE = "lpha bravo charlie delta echo tree golf hotel india Juliett kilo charlie lima mike november charlie oscar papa quebec romeo sierra"  # noqa: E501
_GOOGLE_LAST = "Leaf cloud rain Snow zulu Juliett red green blue Juliett bravo white black echo tango gold River lake field stone. Blue uniform wind light white night day house. Tango red Door blue room chair red table juliett"  # noqa: E501
_TIMESTAMPED = (
    "Yeah, as much as it's worth celebrating the first spacewalk with an all-female team,",
    "who were skilled and qualified and didn't get the same opportunities that we have today.",
)
_IBM_FIRST = "alpha paper charlie delta echo foxtrot golf hotel india Juliett kilo charlie lima mike november charlie oscar papa quebec romeo sierra"  # noqa: E501
_IBM_LAST = "blue Juliett alphaa uniform bravo bravoa night ten Charliea deltaa echoa mike foxtrota lima blue Juliett golfa mike november tango xray hotela zulu indiaa melon mike"  # noqa: E501

TABLE = (
    # --- the family of Whisper
    Sample(
        "asr_whisper_timestamped/whisper_timestamped.json",
        "whisper",
        4,
        (120, 7620, _TIMESTAMPED[0], None),
        (19820, 25320, _TIMESTAMPED[1], None),
        "en",
        ((120, 380, "Yeah,", 0.74), (980, 1120, "as", 0.95)),
    ),
    Sample(
        HAND + "asr_openai_whisper.json",
        "whisper",
        1,
        (0, 1800, "大家好", None),
        (0, 1800, "大家好", None),
        "zh",
        ((0, 900, "大家", 0.93), (900, 1800, "好", 0.99)),
    ),
    Sample(
        HAND + "whisperx.json",
        "whisper",
        2,
        (31, 2474, "我买了3个apple。", "SPEAKER_00"),
        (3100, 4250, "好。", "SPEAKER_01"),
        "zh",
        (
            (31, 231, "我", 0.872),
            (231, 532, "买", 0.913),
            (532, 712, "了", 0.401),
            (712, 932, "3", None),
        ),
    ),
    Sample(
        HAND + "openai_verbose.json",
        "whisper",
        2,
        (0, 2000, "大家好。", None),
        (2000, 5200, "再见。", None),
        "zh",
        ((100, 900, "大家", None), (900, 1800, "好", None)),
    ),
    Sample(
        HAND + "stable_ts.json",
        "whisper",
        1,
        (240, 1100, "大家好", None),
        (240, 1100, "大家好", None),
        "zh",
        ((240, 600, "大家", 0.8), (600, 1100, "好", 0.9)),
    ),
    Sample(
        HAND + "faster_whisper.jsonl",
        "whisper",
        2,
        (0, 1800, "大家好", None),
        (1800, 5240, "今天我们聊字幕", None),
        None,
        ((0, 900, "大家", 0.93), (900, 1800, "好", 0.45)),
    ),
    Sample(
        HAND + "faster_whisper_printed.txt",
        "whisper",
        2,
        (0, 1800, "It's 大家好", None),
        (1800, 5240, '他说"好"', None),
        None,
        ((0, 900, "It's", 0.93), (900, 1800, "大家好", 0.5)),
    ),
    Sample(
        HAND + "faster_whisper_tuples.json",
        "whisper",
        2,
        (0, 1800, "大家好", None),
        (1800, 5240, "再见", None),
        None,
        ((0, 900, "大家", 0.93), (900, 1800, "好", 0.99)),
    ),
    Sample(
        HAND + "whisper_cpp_full.json",
        "whisper-cpp",
        2,
        (0, 2500, "你好 world", None),
        (2500, 4000, "再见", None),
        "zh",
        ((0, 400, "你", 0.9),),
    ),
    Sample(
        HAND + "whisper_cpp.csv",
        "whisper-table",
        2,
        (0, 2500, '他说"你好", 走了', None),
        (2500, 4000, "再见", None),
    ),
    Sample(
        HAND + "openai_whisper.tsv",
        "whisper-table",
        2,
        (0, 2500, "你好", None),
        (2500, 4000, '再见 "了"', None),
    ),
    Sample(
        HAND + "hf_chunks.json",
        "hf-chunks",
        2,
        (0, 2400, "大家好，", None),
        (2400, 3400, "再见。", None),
    ),
    # --- Chinese engines
    Sample(
        HAND + "asr_funasr_autmodel.json",
        "funasr",
        1,
        (880, 1780, "欢迎大家，", "Speaker 0"),
        (880, 1780, "欢迎大家，", "Speaker 0"),
        None,
        (
            (880, 1120, "欢", None),
            (1120, 1380, "迎", None),
            (1380, 1540, "大", None),
            (1540, 1780, "家", None),
        ),
    ),
    Sample(
        HAND + "funasr_no_sentences.json",
        "funasr",
        2,
        (100, 2200, "大家好，hello world 再见。", None),
        (2400, 3100, "明天见。", None),
        None,
        (
            (100, 300, "大", None),
            (300, 500, "家", None),
            (500, 700, "好，", None),
            (800, 1200, "hello", None),
        ),
    ),
    Sample(
        HAND + "funasr_runtime.json",
        "funasr",
        1,
        (880, 1780, "欢迎大家。", None),
        (880, 1780, "欢迎大家。", None),
        None,
        ((880, 1120, "欢", None),),
    ),
    Sample(
        HAND + "funasr_printed.txt",
        "funasr",
        1,
        (880, 1780, "欢迎大家，", None),
        (880, 1780, "欢迎大家，", None),
        None,
        ((880, 1120, "欢", None),),
    ),
    Sample(
        HAND + "asr_sensevoice_rich.json",
        "funasr",
        1,
        (0, 0, "开饭时间早上9点至下午5点。", None),
        (0, 0, "开饭时间早上9点至下午5点。", None),
    ),
    Sample(
        HAND + "dashscope_funasr.json",
        "dashscope",
        1,
        (100, 1800, "你好，校字。", "Speaker 0"),
        (100, 1800, "你好，校字。", "Speaker 0"),
        None,
        ((100, 596, "你好，", None), (596, 1800, "校字。", None)),
    ),
    Sample(
        HAND + "qwen3_asr.json",
        "qwen-asr",
        2,
        (0, 880, "甚至出现。", None),
        (1040, 2400, "交易停滞，好的。", None),
        "zh",
        (
            (0, 240, "甚", None),
            (240, 400, "至", None),
            (400, 640, "出", None),
            (640, 880, "现。", None),
        ),
    ),
    Sample(
        HAND + "qwen3_asr_flash.json",
        "qwen-asr",
        1,
        (0, 0, "欢迎使用校字。", None),
        (0, 0, "欢迎使用校字。", None),
        "zh",
    ),
    Sample(
        HAND + "asr_bcut.json",
        "bcut",
        1,
        (120, 1800, "大家好", None),
        (120, 1800, "大家好", None),
        None,
        ((120, 400, "大", None), (400, 760, "家", None), (760, 1800, "好", None)),
    ),
    Sample(
        HAND + "volcengine.json",
        "bcut",
        2,
        (440, 1705, "大家好。", "Speaker 1"),
        (2110, 3696, "再见。", "Speaker 2"),
        None,
        ((440, 900, "大家", None), (900, 1705, "好", None)),
    ),
    Sample(
        "capcut_draft/draft_content.json",
        "capcut",
        3,
        (700, 3200, "Hello everyone", None),
        (7700, 9700, "Thanks for watching", None),
    ),
    Sample(
        HAND + "iflytek_lfasr.json",
        "iflytek",
        1,
        (1200, 3000, "大家好。", "Speaker 1"),
        (1200, 3000, "大家好。", "Speaker 1"),
        None,
        ((1210, 1800, "大家", 0.91), (1810, 2800, "好。", 0.5)),
    ),
    Sample(
        HAND + "tingwu.json",
        "tingwu",
        3,
        (4970, 6176, "您好，我是", "Speaker 1"),
        (8000, 9000, "你好。", "Speaker 2"),
        "zh",
        ((4970, 5560, "您好，", None), (5730, 6176, "我是", None)),
    ),
    Sample(
        HAND + "tencent_meeting.json",
        "tencent-meeting",
        2,
        (1000, 2500, "大家好。", "张三"),
        (3000, 6000, "开会。", "张三"),
        None,
        ((1000, 1800, "大家", None), (1800, 2500, "好。", None)),
    ),
    # --- transcripts
    Sample(
        HAND + "iflyrec_export.txt",
        "transcript",
        2,
        (3000, 9000, "大家好，欢迎来到本期节目。", "说话人1"),
        (9000, 12000, "今天我们聊一聊字幕校对。", "说话人2"),
    ),
    Sample(
        HAND + "feishu_minutes_export.txt",
        "transcript",
        2,
        (3120, 9400, "大家好，欢迎来到本期节目。\n这一段有第二行。", "说话人 1"),
        (9400, 12400, "今天我们聊一聊字幕校对。", "说话人 2"),
    ),
    Sample(
        HAND + "tingwu_like_transcript.txt",
        "transcript",
        3,
        (3000, 9000, "大家好，欢迎来到本期节目。", "发言人 1"),
        (3723000, 3725500, "同一行的正文也要认。", "讲师"),
    ),
    Sample(
        HAND + "tencent_meeting_export.txt",
        "transcript",
        3,
        (3000, 9000, "大家好，我们开始。", "张三"),
        (760000, 761000, "散会。", "张三"),
    ),
    Sample(
        HAND + "zoom_like.txt",
        "transcript",
        3,
        (3000, 9000, "大家好。", "张三"),
        (70000, 71000, "再见。", "张三"),
    ),
    Sample(
        HAND + "youtube_panel_transcript.txt",
        "transcript",
        3,
        (0, 5000, "大家好 欢迎来到本期节目", None),
        (3723000, 3724000, "结束", None),
    ),
    Sample(
        HAND + "youtube_panel_chapters.txt",
        "transcript",
        6,
        (0, 5000, "大家好", None),
        (30000, 31000, "点确定", None),
    ),
    Sample(
        HAND + "youtube_chapters.txt",
        "transcript",
        4,
        (0, 65000, "开场", None),
        (3723000, 3724000, "结尾", None),
    ),
    # --- YouTube
    Sample(
        HAND + "youtube_auto.json3",
        "youtube-json3",
        2,
        (240, 1919, "hello everyone", None),
        (1919, 6479, "and welcome", None),
        None,
        ((240, 561, "hello", None), (561, 1919, "everyone", None)),
    ),
    Sample(
        HAND + "youtube_auto.srv3",
        "youtube-srv3",
        2,
        (240, 1919, "hello everyone", None),
        (1919, 6479, "and welcome", None),
        None,
        ((240, 561, "hello", 1.0), (561, 1919, "everyone", 0.2)),
    ),
    Sample(
        HAND + "youtube_srv2.xml",
        "youtube-srv1",
        2,
        (240, 1919, "hello everyone", None),
        (1919, 6479, "it's me", None),
    ),
    Sample(
        "youtube_srv1/transcript.xml",
        "youtube-srv1",
        4,
        (0, 1540, "Hey, this is just a test", None),
        (5700, 8939, "just something shorter, I made up for testing", None),
    ),
    Sample(
        "youtube_ytt_srv3/FaultTolerance.ytt",
        "youtube-srv3",
        3,
        (1, 4989, '{\\an7}<font color="#ff0000"><b>Text</b></font>', None),
        (
            1,
            4989,
            "".join(f"\\{letter}" for letter in "ABCDEFGHIJKLM")
            + "\n"
            + "".join(f"\\{letter}" for letter in "OPQRSTUVWXYZ"),
            None,
        ),
    ),
    Sample(
        "youtube_ytt_srv3/ytt_commented_reference.ytt",
        "youtube-srv3",
        53,
        (0, 4000, "{\\an7}<b>Bold</b>", None),
        (52000, 56000, "Rotated\ntext (LTR)", None),
    ),
    # --- international services
    Sample(
        "asr_deepgram/dg_utterances.json",
        "deepgram",
        6,
        (80, 3220, "Yeah. As as much as, it's worth celebrating,", None),
        (22300, 25440, "and didn't get the same opportunities that we have today.", None),
        None,
        ((80, 320, "Yeah.", 0.9981), (320, 820, "As", 0.9929)),
    ),
    Sample(
        "asr_assemblyai/assemblyai_utterances.json",
        "assemblyai",
        1,
        (170, 25140, _ALL, "A"),
        (170, 25140, _ALL, "A"),
        "en",
        ((170, 718, "Yeah.", 0.9941), (884, 1166, "As", 0.9999)),
    ),
    Sample(
        HAND + "aws_speakers.json",
        "aws",
        2,
        (430, 1200, "你好。", "spk_0"),
        (1500, 2000, "再见", "spk_1"),
        "zh-CN",
        ((430, 1200, "你好。", 0.97),),
    ),
    Sample(
        "asr_google_stt/gcpSttPunctuation_trimmed.json",
        "google",
        2,
        (12900, 19200, f"A{_SENTENCE}.", None),
        (21700, 29600, _GOOGLE_LAST, None),
        None,
        ((12900, 13300, "Alpha", None), (13300, 13500, "bravo", None)),
    ),
    Sample(
        HAND + "google_v2.json",
        "google",
        2,
        (100, 1300, "大家好", "Speaker 1"),
        (1300, 4250, "再见", None),
        "zh-Hans-CN",
        ((100, 700, "大家", None), (700, 1300, "好", None)),
    ),
    Sample(
        HAND + "azure_batch.json",
        "azure",
        1,
        (70, 1660, "Hello world.", "Speaker 1"),
        (70, 1660, "Hello world.", "Speaker 1"),
        None,
        ((90, 570, "hello", 0.9876), (590, 750, "world", 0.906)),
    ),
    Sample(
        HAND + "azure_detailed.json",
        "azure",
        1,
        (130, 5850, "大家好。", None),
        (130, 5850, "大家好。", None),
        None,
        ((130, 320, "大家", None), (330, 570, "好", None)),
    ),
    Sample(
        HAND + "azure_fast.json",
        "azure",
        1,
        (960, 1600, "Good afternoon.", "Speaker 2"),
        (960, 1600, "Good afternoon.", "Speaker 2"),
        "en-US",
        ((960, 1200, "Good", None), (1200, 1600, "afternoon.", None)),
    ),
    Sample(
        "asr_ibm/ibm_trimmed.json",
        "ibm",
        3,
        (13040, 19520, _IBM_FIRST, "Speaker 1"),
        (46520, 52000, _IBM_LAST, None),
        None,
        ((13040, 13230, "alpha", 0.902), (13230, 13360, "paper", 0.52)),
    ),
    Sample(
        HAND + "speechmatics_v2.json",
        "speechmatics",
        2,
        (550, 1800, "Message ends.", "S1"),
        (2000, 2500, "Yes", "S2"),
        "en",
        ((550, 1200, "Message", 0.95), (1450, 1800, "ends.", 0.76)),
    ),
    Sample(
        "asr_kaldi_bbc/bbcKaldiSpeakerSegments.json",
        "bbc-kaldi",
        77,
        (0, 2740, "", "S0"),
        (706320, 710350, "", "S1"),
    ),
    Sample(
        HAND + "kaldi.ctm",
        "ctm",
        1,
        (120, 760, "大家好", None),
        (120, 760, "大家好", None),
        None,
        ((120, 400, "大家", 0.98), (400, 760, "好", 0.99)),
    ),
    Sample(
        HAND + "pyannote.rttm",
        "rttm",
        2,
        (0, 2500, "", "SPEAKER_00"),
        (2750, 4000, "", "SPEAKER_01"),
    ),
    Sample(
        HAND + "nist.stm",
        "stm",
        3,
        (0, 2350, "大家 好 %HESITATION 欢迎", "张三"),
        (5060, 5500, "", "张三"),
    ),
    Sample(
        HAND + "elan.eaf",
        "elan",
        2,
        (830, 1830, "大家好 & 欢迎", "张三"),
        (2000, 4500, "谢谢各位", "李四"),
        None,
        ((830, 1330, "大家好", None), (1330, 1830, "& 欢迎", None)),
    ),
    Sample(
        HAND + "otranscribe.otr",
        "otranscribe",
        2,
        (1250, 12112, "张三：大家好 & 欢迎", None),
        (12112, 13362, "谢谢\n各位", None),
    ),
    Sample(
        HAND + "rev_ai.json",
        "rev-ai",
        2,
        (270, 1050, "Hi, everyone.", "Speaker 0"),
        (1200, 1900, "Welcome.", "Speaker 1"),
        None,
        ((270, 480, "Hi,", 1.0), (510, 1050, "everyone.", 0.86)),
    ),
    Sample(
        HAND + "tmplayer.txt",
        "tmplayer",
        3,
        (1000, 3000, "大家好\n欢迎", None),
        (6000, 11000, "再见", None),
    ),
    Sample(
        HAND + "audacity_labels.txt",
        "audacity",
        2,
        (0, 1800, "大家好", None),
        (1800, 5240, "欢迎", None),
    ),
    Sample(
        "textgrid/bobby_words.TextGrid",
        "textgrid",
        1,
        (65, 1117, "BOBBY RIPPED THE LEDGER", None),
        (65, 1117, "BOBBY RIPPED THE LEDGER", None),
        None,
        (
            (65, 412, "BOBBY", None),
            (412, 658, "RIPPED", None),
            (658, 741, "THE", None),
            (741, 1117, "LEDGER", None),
        ),
    ),
    Sample(
        "textgrid/bobby_phones_elan.TextGrid",
        "textgrid",
        13,
        (65, 84, "B", None),
        (980, 1117, "ER0", None),
    ),
    Sample(
        "textgrid/mary.TextGrid",
        "textgrid",
        4,
        (315, 676, "mary", None),
        (1064, 1518, "barrel", None),
    ),
)

WORDS_ONLY = (
    ("asr_deepgram/dg_transcription.json", "deepgram", 80, 25440),
    ("asr_deepgram/dg_whisper_transcription.json", "deepgram", 60, 25560),
    ("asr_assemblyai/assemblyai_transcription.json", "assemblyai", 170, 25140),
    ("asr_aws_transcribe/amazonTranscribe_trimmed.json", "aws", 13030, 26830),
    ("asr_speechmatics/speechmatics_v1_trimmed.json", "speechmatics", 13050, 27000),
    ("asr_kaldi_bbc/kaldi_trimmed.json", "bbc-kaldi", 13020, 28470),
)
"""Samples with words and no sentences: start of the first word, end of the last one."""


def read(path: str) -> Document:
    return formats.read((SAMPLES / path).read_bytes(), path)


@pytest.mark.parametrize("sample", TABLE, ids=lambda sample: sample.path)
def test_sample(sample: Sample) -> None:
    document = read(sample.path)
    assert document.source is not None
    assert document.source.format == sample.format
    said = [(cue.start, cue.end, cue.text, cue.speaker) for cue in document.cues]
    assert (len(said), said[0], said[-1]) == (sample.cues, sample.first, sample.last)
    assert document.head.language == sample.language
    words = tuple(tuple(word) for word in document.cues[0].words or ())
    assert words[: len(sample.words)] == sample.words


@pytest.mark.parametrize(("path", "found", "start", "end"), WORDS_ONLY)
def test_bare_words_become_cues_of_readable_length(
    path: str, found: str, start: int, end: int
) -> None:
    document = read(path)
    assert document.source is not None
    assert document.source.format == found
    assert (document.cues[0].start, document.cues[-1].end) == (start, end)
    for cue in document.cues:
        assert cue.duration <= 7000
        assert cue.words
        assert " ".join(word.text for word in cue.words) == cue.text


@pytest.mark.parametrize("sample", TABLE, ids=lambda sample: sample.path)
@pytest.mark.parametrize("name", ["x", "x.srt", "x.txt", "x.json", "x.xml", "x.csv"])
def test_the_content_decides_whatever_the_name(sample: Sample, name: str) -> None:
    data = (SAMPLES / sample.path).read_bytes()
    document = formats.read(data, name)
    assert document.source is not None
    assert document.source.format == sample.format


def test_every_sample_of_a_new_format_is_in_the_table() -> None:
    listed = {sample.path for sample in TABLE} | {path for path, *_ in WORDS_ONLY}
    known = {sample.format for sample in TABLE}
    unlisted = []
    for path in SAMPLES.rglob("*"):
        name = path.relative_to(SAMPLES).as_posix()
        if path.is_file() and name not in listed and "encrypted" not in name:
            document = read(name)
            if document.source is not None and document.source.format in known:
                unlisted.append(name)
    assert sorted(unlisted) == [
        "asr_google_stt/gcpSttSpeakerDiarization_trimmed.json",
        "textgrid/bobby_words_with_newlines_longfile.TextGrid",
        "youtube_ytt_srv3/Alignment.ytt",
        "youtube_ytt_srv3/BoldItalicUnderline.ytt",
        "youtube_ytt_srv3/Colors.ytt",
        "youtube_ytt_srv3/Ruby.ytt",
    ]

# SPDX-License-Identifier: GPL-3.0-or-later
"""Which encoding a file is in, and what of it could not be decoded."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import pytest

from editor import formats
from editor.core.errors import BrokenOff, UserError
from editor.core.options import Options
from editor.formats.encodings import decode
from editor.formats.transcoding import codec, has_surrogates

SIMPLIFIED = [
    "我们今天来聊一聊字幕",
    "你觉得这个模型怎么样?",
    "对,它在这一步里面做了很多事情",
    "reinforcement learning 这一步很重要",
    "谢谢大家,下期再见",
]
TRADITIONAL = [
    "我們今天來聊一聊字幕",
    "你覺得這個模型怎麼樣?",
    "對,它在這一步裡面做了很多事情",
    "reinforcement learning 這一步很重要",
    "謝謝大家,下期再見",
]
HONG_KONG = ["佢哋喺度傾緊偈", "我哋今日嚟講吓字幕", "你覺得呢個模型點呀?", "唔該晒,下次再見"]
JAPANESE = ["これは字幕のテストです", "今日はいい天気ですね", "ありがとうございました"]
KOREAN = ["안녕하세요 여러분", "오늘은 자막에 대해 이야기합니다", "감사합니다"]
RUSSIAN = ["Здравствуйте, это проверка", "Сегодня мы говорим о субтитрах", "До свидания"]
CZECH = ["The quick brown fox", "Příliš žluťoučký kůň úpěl ďábelské ódy"]
TURKISH = ["İstanbul’da güneşli bir gün", "Teşekkürler"]
FRENCH = [
    "Voilà déjà l'été à la plage",
    "C'était très agréable, où êtes-vous ?",
    "Garçon, s'il vous plaît",
]


def subrip(texts: list[str], count: int) -> str:
    return "".join(
        f"{n + 1}\n00:{n:02d}:00,000 --> 00:{n:02d}:02,000\n{texts[n % len(texts)]}\n\n"
        for n in range(count)
    )


@pytest.mark.parametrize("count", [1, 3, 10, 60])
@pytest.mark.parametrize(
    ("texts", "codec", "found"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (TRADITIONAL, "big5", "big5hkscs"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "utf-16-be", "utf-16-be"),
        (HONG_KONG, "big5hkscs", "big5hkscs"),
        (FRENCH, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-32-le", "utf-32-le"),
        (TRADITIONAL, "utf-32-be", "utf-32-be"),
        (FRENCH, "utf-32-le", "utf-32-le"),
    ],
)
def test_finds_the_encoding(texts: list[str], codec: str, found: str, count: int) -> None:
    text = subrip(texts, count)
    decoded = decode(text.encode(codec))
    assert decoded.text == text
    assert decoded.encoding == found
    assert not decoded.problems


@pytest.mark.parametrize("count", [3, 10, 60])
@pytest.mark.parametrize(
    ("texts", "codec"),
    [(JAPANESE, "shift_jis"), (KOREAN, "cp949"), (RUSSIAN, "cp1251"), (FRENCH, "cp1252")],
)
def test_finds_the_encodings_of_others(texts: list[str], codec: str, count: int) -> None:
    text = subrip(texts, count)
    assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize(("texts", "codec"), [(CZECH, "cp1250"), (TURKISH, "cp1254")])
def test_a_few_words_tell_the_code_page(texts: list[str], codec: str) -> None:
    text = subrip(texts, 2)
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.problems) == (text, codec, [])


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_says_it(codec: str) -> None:
    decoded = decode("甲\n".encode(codec))
    assert decoded.text == "甲\n"
    assert decoded.bom + "甲\n".encode(decoded.encoding) == "甲\n".encode(codec)


def test_a_few_bad_bytes_do_not_make_it_another_encoding() -> None:
    data = (
        subrip(SIMPLIFIED, 10)
        .encode()
        .replace(
            "字幕".encode(),
            "字\xff幕".encode("latin-1", "replace").replace(b"?", b"\xff") + b"\xe5\xad",
            1,
        )
    )
    document = formats.read(data, "x.srt")
    assert len(document.cues) == 10
    assert "\ufffd" in document.cues[0].text
    assert [problem.line for problem in document.problems] == [3]
    assert formats.write(document, formats.by_id("srt")).data == data


def test_bad_bytes_stay_in_the_file_beside_a_changed_cue() -> None:
    good, bad = b"1\n00:00:01,000 --> 00:00:02,000\n", "二三四五六七八".encode() + b"\xff"
    rest = b"\n\n2\n00:00:03,000 --> 00:00:04,000\n"
    document = formats.read(good + bad + rest + b"b\n", "x.srt")
    from editor.core import editing

    changed = editing.set_text(document, 1, "c").apply(document)
    assert formats.write(changed, formats.by_id("srt")).data == good + bad + rest + b"c\n"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", [True, False])
def test_utf_16_cut_in_the_middle_of_a_character(codec: str, *, mark: bool) -> None:
    whole = subrip(SIMPLIFIED, 2)
    data = (b"" if not mark else "\ufeff".encode(codec)) + whole.encode(codec)
    document = formats.read(data[: len(data) - 11], "x.srt")
    assert [cue.text for cue in document.cues] == [SIMPLIFIED[0], SIMPLIFIED[1][:-4]]
    assert [type(problem) for problem in document.problems] == [BrokenOff]


def test_utf_8_cut_in_the_middle_of_a_character() -> None:
    data = subrip(SIMPLIFIED, 1).encode().rstrip(b"\n")[:-1]
    document = formats.read(data, "x.srt")
    assert [(type(problem), problem.line) for problem in document.problems] == [(BrokenOff, 3)]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf", "The file contains no text."),
        (b"\xff\xfe", "The file contains no text."),
        (b"\0" * 100, "The file contains no text."),
        (b" \r\n\t", "The file contains no text."),
        (b"%PDF-1.7\n%\xe2\xe3", "This is a PDF document, not a subtitle file."),
        (b"PK\x03\x04\x14\0", "This is a ZIP archive or an office document, not a subtitle file."),
        (b"\x89PNG\r\n\x1a\n\0\0", "This is an image, not a subtitle file."),
        (b"\0\0\0 ftypisom", "This is an audio or video file, not a subtitle file."),
        (b"RIFF\x24\0\0\0WAVEfmt ", "This is an audio or video file, not a subtitle file."),
        (bytes(range(256)) * 4 + b"\0" * 60, "This is not a text file."),
    ],
    ids=["empty", "mark", "mark 16", "NULs", "blank", "PDF", "ZIP", "PNG", "MP4", "WAV", "binary"],
)
def test_refuses_what_is_no_text(data: bytes, sentence: str) -> None:
    with pytest.raises(UserError) as caught:
        formats.read(data, "film.srt")
    assert str(caught.value) == sentence


def test_what_tells_the_encoding_may_come_late() -> None:
    """An hour of English before the first Chinese word."""
    english = "".join(
        f"{n}\n00:{n // 60:02d}:{n % 60:02d},000 --> 00:{n // 60:02d}:{n % 60:02d},900\n"
        "so this is what we talked about last time\n\n"
        for n in range(1, 1200)
    )
    chinese = "1200\n00:30:00,000 --> 00:30:02,000\n欢迎来到我们的节目，今天我们聊一聊字幕\n"
    document = formats.read((english + chinese).encode("gb18030"), "x.srt")
    assert document.cues[-1].text == "欢迎来到我们的节目，今天我们聊一聊字幕"
    assert document.problems == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("said", ["Hello", "你好世"])
def test_utf16_without_a_mark_and_without_a_high_byte(encoding: str, said: str) -> None:
    data = f"1\n00:00:01,000 --> 00:00:02,000\n{said}\n\n".encode(encoding)
    document = formats.read(data, "x.srt")
    assert [(cue.start, cue.text) for cue in document.cues] == [(1000, said)]
    assert document.problems == ()


def test_an_encoding_that_is_said_is_taken() -> None:
    data = "1\n00:00:01,000 --> 00:00:02,000\n¡Hola, señor!\n".encode("cp1252")
    assert formats.read(data, options=Options(encoding="cp1251")).cues[0].text != "¡Hola, señor!"
    document = formats.read(data, options=Options(encoding="Windows-1252"))
    assert document.cues[0].text == "¡Hola, señor!"
    assert document.source is not None
    assert document.source.encoding == "cp1252"


def test_a_mark_of_the_encoding_that_is_said_is_no_text() -> None:
    line = "1\n00:00:01,000 --> 00:00:02,000\n甲\n"
    for encoding, data in (
        ("utf-8", line.encode("utf-8-sig")),
        ("utf-8-sig", line.encode("utf-8-sig")),
        ("utf-16", b"\xff\xfe" + line.encode("utf-16-le")),
        ("utf-16", line.encode("utf-16-le")),
    ):
        document = formats.read(data, options=Options(encoding=encoding))
        assert (document.cues[0].text, document.problems) == ("甲", ())
        changed = replace(document, cues=(replace(document.cues[0], text="乙"),))
        again = formats.write(changed, formats.by_id("srt")).data
        assert document.source is not None
        before, after = (text.encode(document.source.encoding) for text in "甲乙")
        assert again == data.replace(before, after)


@pytest.mark.parametrize("name", ["klingon", "rot13", "hex", "", "\0"])
def test_an_encoding_that_there_is_not(name: str) -> None:
    with pytest.raises(UserError, match=f"^Unknown text encoding “{name}”"):
        codec(name)


@pytest.mark.parametrize("name", ["punycode", "idna", "utf-7", "undefined", "unicode_escape"])
def test_an_encoding_that_does_not_fit_is_told(name: str) -> None:
    data = "1\n00:00:01,000 --> 00:00:02,000\n甲\\u\n".encode("gb18030")
    with contextlib.suppress(UserError):
        formats.read(data, "x.srt", "srt", Options(encoding=name))


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("hz", "你好世界~"), ("iso2022_jp", "こんにちは世界"), ("iso2022_kr", "안녕하세요")],
)
def test_encodings_of_seven_bits_say_themselves_where_they_are(encoding: str, said: str) -> None:
    data = f"1\n00:00:01,000 --> 00:00:02,000\n{said}\n".encode(encoding)
    document = formats.read(data, "a.srt")
    assert document.source is not None
    assert (document.source.encoding, document.cues[0].text) == (encoding, said)
    assert formats.write(document, formats.by_id("srt")).data == data


@pytest.mark.parametrize("said", ["see ~{x} and ~{ab~}", "\x1b[31mred\x1b[0m", "a~{0~}", "\x1b$@"])
def test_signs_that_are_like_theirs_are_text(said: str) -> None:
    data = f"1\n00:00:01,000 --> 00:00:02,000\n{said}\n".encode()
    assert formats.read(data, "a.srt").cues[0].text == said


def test_halves_of_characters_are_seen_wherever_they_come_from() -> None:
    assert not has_surrogates("字𠀀")
    assert has_surrogates("a\udc80")
    assert has_surrogates("\ud840")

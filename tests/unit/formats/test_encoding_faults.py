# SPDX-License-Identifier: GPL-3.0-or-later
"""Two encodings in one file, text that was encoded twice, and invisible characters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor import formats
from editor.core.errors import UserError
from editor.core.options import Options
from editor.formats.encodings import decode
from editor.formats.transcoding import codec, once

TIMES = ("00:00:01,000 --> 00:00:02,000", "00:00:03,000 --> 00:00:04,000")


def subrip(*texts: bytes) -> bytes:
    return b"".join(
        b"%d\n%s\n%s\n\n" % (number, TIMES[(number - 1) % 2].encode(), text)
        for number, text in enumerate(texts, start=1)
    )


@pytest.mark.parametrize(
    ("parts", "lines"),
    [
        ([("第一句是统一码的文字我们", "utf-8"), ("第二句是国标码的文字我们", "gb18030")], [7]),
        ([("这是国标码的第一句话", "gb18030"), ("接着是统一码", "utf-8")], [7]),
        ([("第一句在這裡", "utf-8"), ("這是大五碼的文字", "big5")], [7]),
        (
            [("我们先说", "utf-8"), ("他们再说话", "gb18030"), ("我们又说了", "utf-8")],
            [7, 11],
        ),
        ([("Voilà déjà l'été", "utf-8"), ("Où êtes-vous allés cet été ?", "cp1252")], [7]),
    ],
)
def test_two_encodings_in_one_file(parts: list[tuple[str, str]], lines: list[int]) -> None:
    data = subrip(*(text.encode(encoding) for text, encoding in parts))
    document = formats.read(data, "a.srt")
    assert [cue.text for cue in document.cues] == [text for text, _ in parts]
    assert [problem.line for problem in document.problems] == lines
    assert "The encoding changes here" in document.problems[0].text
    written = formats.write(document, formats.by_id("srt"))
    assert written.data.decode() == subrip(*(text.encode() for text, _ in parts)).decode()
    assert written.encoding == "utf-8"
    assert "more than one encoding" in written.problems[-1].text
    cue = replace(document.cues[0], text="改过")
    changed = replace(document, cues=(cue, *document.cues[1:]))
    assert "改过" in formats.write(changed, formats.by_id("srt")).data.decode()


@pytest.mark.parametrize("wide", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_a_program_appended_in_another_width(wide: str, mark: str, newline: str) -> None:
    first, second = "第一句在这里，以上。", "后来加上的一句"
    whole = subrip(first.encode(), second.encode()).decode()
    begin = whole.index("2\n00:")
    parts = [part.replace("\n", newline) for part in (whole[:begin], whole[begin:])]
    for data, before in (
        ((mark + parts[0]).encode(wide) + parts[1].encode(), wide),
        (parts[0].encode() + (mark + parts[1]).encode(wide), "utf-8"),
    ):
        document = formats.read(data, "a.srt")
        assert [cue.text for cue in document.cues] == [first, second]
        ((line, sentence),) = [(one.line, one.text) for one in document.problems]
        assert (line, f"from {before.upper()} to" in sentence) == (5, True)
        again = formats.read(formats.write(document, formats.by_id("srt")).data, "a.srt")
        assert ([cue.text for cue in again.cues], again.problems) == ([first, second], ())
        changed = replace(document, cues=(replace(document.cues[0], text="改"), document.cues[1]))
        again = formats.read(formats.write(changed, formats.by_id("srt")).data, "a.srt")
        assert ([cue.text for cue in again.cues], again.problems) == (["改", second], ())


def test_a_mark_of_utf_16_before_utf_8() -> None:
    for mark in (b"\xff\xfe", b"\xfe\xff"):
        document = formats.read(mark + subrip("你好".encode()), "a.srt")
        assert [cue.text for cue in document.cues] == ["你好"]


def test_characters_written_as_two_halves() -> None:
    data = subrip("你好".encode() + b"\xed\xa0\xbd\xed\xb8\x80", "再见".encode())
    document = formats.read(data, "a.srt")
    assert [cue.text for cue in document.cues] == ["你好\U0001f600", "再见"]
    assert not document.problems
    written = formats.write(document, formats.by_id("srt")).data
    assert written == subrip("你好\U0001f600".encode(), "再见".encode())


def test_a_mark_of_utf_8_before_another_encoding() -> None:
    data = b"\xef\xbb\xbf" + subrip("这是国标码的文字，前面却有标记".encode("gb18030"))
    document = formats.read(data, "a.srt")
    assert document.cues[0].text == "这是国标码的文字，前面却有标记"


@pytest.mark.parametrize("text", ["一个坏\udcff字节在这里", "这里也有\udce4一个", "最后\udc80"])
def test_one_bad_byte_is_told_and_spoils_nothing(text: str) -> None:
    data = subrip("我们说的是中文".encode(), text.encode("utf-8", "surrogateescape"))
    document = formats.read(data, "a.srt")
    shown = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert [cue.text for cue in document.cues] == ["我们说的是中文", shown]
    assert [problem.line for problem in document.problems] == [7]
    assert formats.write(document, formats.by_id("srt")).data == data


@pytest.mark.parametrize("cut", [1, 2])
@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.parametrize("size", [2, 3, 8])
def test_lines_that_a_program_cut_inside_a_character(size: int, count: int, cut: int) -> None:
    texts = ["大家好欢迎收听这期节目", "我覺得這個問題很重要", "是的然后呢我们接着说吧"]
    given = [texts[number % 3][:size] for number in range(count)]
    data = subrip(*(text.encode() + "字".encode()[:cut] for text in given))
    document = formats.read(data, "a.srt")
    assert [cue.text.rstrip("�") for cue in document.cues] == given
    assert [problem.line for problem in document.problems] == [4 * n + 3 for n in range(count)]
    assert formats.write(document, formats.by_id("srt")).data == data


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs"])
@pytest.mark.parametrize("count", [2, 5, 20])
def test_one_bad_byte_in_another_encoding(encoding: str, count: int) -> None:
    text = {"gb18030": "警察来了，快走", "big5hkscs": "警察來了，快走"}[encoding]
    good = text.encode(encoding)
    data = subrip(*[good] * (count - 1), good[:2] + b"\xff" + good[2:])
    document = formats.read(data, "a.srt")
    assert [cue.text for cue in document.cues] == [*[text] * (count - 1), f"警�{text[1:]}"]
    assert [problem.line for problem in document.problems] == [4 * count - 1]
    assert formats.write(document, formats.by_id("srt")).data == data


@pytest.mark.parametrize(
    ("meant", "middle", "inner"),
    [
        (["我们今天来说一说字幕", "好的谢谢大家"], "latin-1", "utf-8"),
        (["我們今天來聊字幕"], "latin-1", "utf-8"),
        (["Où êtes-vous allés cet été"], "cp1252", "utf-8"),
        (["我们今天来说字幕"], "gb18030", "utf-8"),
        (["Здравствуйте, как дела"], "cp1251", "utf-8"),
        (["我们今天来说一说字幕"], "latin-1", "gb18030"),
        (["我們今天來聊一聊字幕"], "latin-1", "big5hkscs"),
        (["我们今天来说一说字幕"], "mac-roman", "utf-8"),
        (["我们今天来说一说字幕", "好的谢谢大家"], "mac-roman", "gb18030"),
        (["我们今天来说一说字幕", "好的谢谢大家"], "cp437", "utf-8"),
        (["我们今天来说一说字幕", "好的谢谢大家"], "cp437", "gb18030"),
        (["我們今天來聊一聊字幕"], "cp437", "big5hkscs"),
        (["我们今天来说一说字幕", "好的谢谢大家"], "cp850", "utf-8"),
        (["它好听吗可以告诉我", "好的谢谢大家"], "big5hkscs", "gb18030"),
        (["我們今天來聊一聊字幕"], "gb18030", "big5hkscs"),
    ],
)
def test_text_that_was_encoded_twice(meant: list[str], middle: str, inner: str) -> None:
    twice = [text.encode(inner).decode(middle).encode() for text in meant]
    document = formats.read(subrip(*twice), "a.srt")
    (problem,) = document.problems
    assert problem.line == 3
    assert "encoded twice" in problem.text
    assert str(problem.facts["meant"])[:5] == meant[0][:5]
    told = str(problem.facts["encoding"])
    mended = formats.read(subrip(*twice), "a.srt", None, Options(encoding=told))
    assert [cue.text for cue in mended.cues] == meant
    assert mended.problems == ()
    written = formats.write(mended, formats.by_id("srt"))
    assert written.data == subrip(*(text.encode() for text in meant))


@pytest.mark.parametrize("text", ["¢ä", "¤¤", "Ã©"])
def test_a_short_text_that_comes_again_is_no_evidence(text: str) -> None:
    table = "".join(f"{start}\t{start + 900}\t{text}\n" for start in range(0, 9_000, 1_000))
    assert formats.read(f"start\tend\ttext\n{table}".encode(), "a.tsv").problems == ()
    assert formats.read(subrip(text.encode(), text.encode()), "a.srt").problems == ()


def test_of_a_table_the_text_is_shown_and_not_the_time() -> None:
    twice = "我們今天來聊".encode("big5hkscs").decode("latin-1")
    table = f"start\tend\ttext\n0\t900\tOK\n1000\t1900\t{twice}\n"
    (problem,) = formats.read(table.encode(), "a.tsv").problems
    assert problem.line == 3
    assert problem.facts["shown"] == twice
    assert problem.facts["meant"] == "我們今天來聊"


@pytest.mark.parametrize(
    "text",
    [
        *("Voilà déjà l'été à la plage", "¿Dónde está el niño?", "我们今天来说字幕", "Über uns"),
        *("«Ça»", "①\n②\n③\n④\n好", "№1\n№2", "━━┃\n┏┓", "√2π ≈ 4.44", "好", "哈哈", "謝謝"),
        *(
            "├── a\n└── b\n│   ├── c",
            "╔══╗\n║ 好 ║\n╚══╝",
            "呜呜呜",
            "娘希匹",
            "飛哥與小佛",
            "郅郅郅郅",
            "饕餮魑魅",
            "嗯",
            "嘻嘻\n嘿嘿\n哦哦",
        ),
    ],
)
def test_text_that_was_encoded_once_is_not_told(text: str) -> None:
    assert formats.read(subrip(text.encode()), "a.srt").problems == ()


@pytest.mark.parametrize(
    ("text", "line"), [("前\ufeff后", 3), ("前\0后", 3), ("好\n前\ufeff后", 4)]
)
def test_what_cannot_be_seen_inside_a_text(text: str, line: int) -> None:
    document = formats.read(subrip(text.encode()), "a.srt")
    assert [problem.line for problem in document.problems] == [line]
    assert document.cues[0].text == text


def test_what_json_spells_out() -> None:
    data = (
        r'{"body":[{"from":1,"to":2,"content":"\ud83d\ude00好"},'
        r'{"from":3,"to":4,"content":"断\ud83d"},'
        r'{"from":5,"to":6,"content":"\u0000空\u2028行"}]}'
    )
    document = formats.read(data.encode(), "a.bcc")
    assert [cue.text for cue in document.cues] == ["😀好", "断�", "�空\u2028行"]
    assert [problem.text for problem in document.problems] == [
        "Cue 2 has half of a character; it is shown as �.",
        "Cue 3 has an invisible character (U+0000).",
        "Cue 3 has an invisible character (U+2028).",
    ]
    for row in ("srt", "vtt", "bcc"):
        assert b"?" not in formats.write(document, formats.by_id(row)).data


@pytest.mark.parametrize("text", ["联通", "矛盾", "通", "阳台"])
def test_a_few_bytes_that_are_utf_8_by_chance_are_told(text: str) -> None:
    decoded = decode(text.encode("gb18030"))
    assert decoded.text == text or decoded.problems


@pytest.mark.parametrize("text", ["é", "ñandú", "Ω", "да", "שלום"])
def test_short_utf_8_stays_utf_8(text: str) -> None:
    assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("GBK", "gbk"),
        ("utf8+gbk", "utf-8+gbk"),
        ("UTF-8/Windows-1252/utf-8", "utf-8/cp1252/utf-8"),
    ],
)
def test_names_of_encodings(name: str, found: str) -> None:
    assert codec(name) == found


@pytest.mark.parametrize("name", ["utf-8+", "a/b", "utf-8/gbk", "utf-8+gbk+big5", "utf-8/gbk+big5"])
def test_names_that_are_none(name: str) -> None:
    with pytest.raises(UserError, match="Unknown text encoding"):
        codec(name)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_half_a_character_of_utf_16_is_told(encoding: str) -> None:
    data = subrip("我们说".encode(), "断\ud83d了".encode("utf-8", "surrogatepass"))
    data = data.decode("utf-8", "surrogatepass").encode(encoding, "surrogatepass")
    document = formats.read(data, "a.srt")
    assert [cue.text for cue in document.cues] == ["我们说", "断�了"]
    assert [problem.line for problem in document.problems] == [7]
    assert formats.write(document, formats.by_id("srt")).data == data


@pytest.mark.parametrize(
    ("lines", "left", "encoding"),
    [
        (
            ["鎴戜滑浠婂ぉ鑱婁竴鑱婂瓧骞�", "鎬庝箞鏍″�规墠鏈�蹇�", "杩欐槸绗�涓夊彞璇�"],
            ["我们今天聊一聊字�", "怎么校�才��", "这是�三句�"],
            "utf-8/gb18030/utf-8",
        ),
        (
            ["鎴戜滑浠婂ぉ鑱婁竴鑱婂瓧骞?", "鎬庝箞鏍″?规墠鏈?蹇?", "杩欐槸绗?涓夊彞璇?"],
            ["我们今天聊一聊字�", "怎么校�才��", "这是�三句�"],
            "utf-8/gb18030/utf-8",
        ),
        (
            ["æˆ‘ä»¬ä»Šå¤©è�Šä¸€è�Šå\xad—å¹•", "å¯¹æ‰�æœ€å¿«"],
            ["我们今天�一�字幕", "对�最快"],
            "utf-8/cp1252/utf-8",
        ),
    ],
)
def test_text_that_was_encoded_twice_and_lost_characters(
    lines: list[str], left: list[str], encoding: str
) -> None:
    data = subrip(*(line.encode() for line in lines))
    told = [problem for problem in formats.read(data, "a.srt").problems if "twice" in problem.text]
    (problem,) = told
    assert problem.line == 3
    assert "lost" in problem.text
    assert problem.facts["encoding"] == encoding
    assert problem.facts["meant"] == left[0]
    mended = formats.read(data, "a.srt", None, Options(encoding=encoding))
    assert [cue.text for cue in mended.cues] == left
    (problem,) = mended.problems
    assert (problem.line, problem.facts["count"]) == (3, "".join(left).count("�"))
    if encoding == "utf-8/gb18030/utf-8":
        narrower = formats.read(data, "a.srt", None, Options(encoding="utf-8/gbk/utf-8"))
        assert [cue.text for cue in narrower.cues] == left


def test_characters_that_were_lost_before_are_told_once() -> None:
    data = subrip("我们今天".encode(), "聊�聊��".encode(), "字幕�".encode())
    (problem,) = formats.read(data, "a.srt").problems
    assert (problem.line, problem.facts["count"]) == (7, 4)
    answer = '{"segments": [\n{"start": 0, "end": 1, "text": "\\u6211\\ufffd"}\n]}'
    (problem,) = formats.read(answer.encode(), "a.json").problems
    assert (problem.line, problem.facts["count"]) == (2, 1)


@pytest.mark.parametrize("text", ["要不要?", "谢谢你?", "José?", "Où êtes-vous, café? Ça va?"])
def test_a_question_is_no_lost_character(text: str) -> None:
    assert formats.read(subrip(text.encode(), text.encode()), "a.srt").problems == ()


@pytest.mark.parametrize("data", [b"\xe0\x80\x80", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xe0?"])
def test_bytes_that_only_look_like_utf8(data: bytes) -> None:
    line = "我们" + "�" + (b"\xe4\xbd\xa0" + data + b"\xe5\xa5\xbd").decode("gb18030", "replace")
    assert formats.read(subrip(line.encode(), line.encode()), "a.srt").cues[0].text == line
    once("�" + data.decode("latin-1"), "latin-1", "utf-8")


@pytest.mark.parametrize("text", ["�", "��", "?�"])
def test_a_line_of_which_nothing_is_left(text: str) -> None:
    document = formats.read(subrip(text.encode(), "我们今天".encode()), "a.srt")
    assert [cue.text for cue in document.cues] == [text, "我们今天"]
    (problem,) = document.problems
    assert (problem.line, problem.facts["count"]) == (3, text.count("�"))

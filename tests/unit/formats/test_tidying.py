# SPDX-License-Identifier: GPL-3.0-or-later
"""What texts contain beside text is read as meant, told once a kind, and reaches no viewer."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from editor import formats
from editor.core.document import Document
from editor.core.tags import without_tags
from editor.formats.format import TextReader

WRITTEN = [
    row.id
    for row in formats.FORMATS
    if row.write is not None and isinstance(row.reader, TextReader) and row.id != "json"
]
BREAK_OF = {"ass": "\\N", "ttml": "<br"}


def srt(*texts: str) -> bytes:
    return "\n".join(
        f"{row + 1}\n00:00:{2 * row:02d},000 --> 00:00:{2 * row + 1:02d},000\n{text}\n"
        for row, text in enumerate(texts)
    ).encode()


def texts(document: Document) -> list[str]:
    return [cue.text for cue in document.cues]


def told(document: Document) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.text) for problem in document.problems]


ENTITIES = [
    ("la huella&nbsp;morisca", "la huella\xa0morisca"),
    ("It&#39;s Tom &amp; Jerry &quot;ok&quot; &lt;3", 'It\'s Tom & Jerry "ok" <3'),
    ("&#x4E2D;&hellip;", "中…"),
    ("&amp;#39;", "'"),
    ("&amp;amp;", "&"),
    ("<i>Tom &amp; Jerry</i>", "<i>Tom & Jerry</i>"),
]


@pytest.mark.parametrize(("raw", "text"), ENTITIES)
def test_entities_are_characters(raw: str, text: str) -> None:
    document = formats.read(srt("好", raw), "a.srt")
    assert texts(document) == ["好", text]
    ((line, sentence),) = told(document)
    assert line == 7
    assert sentence.startswith("Entities such as “&")


SPACES = [
    ("\\h\\hHELLO\\hWORLD", "\xa0\xa0HELLO\xa0WORLD"),
    ("下\\h空\\h", "下\xa0空\xa0"),
    ("\\hbar, \\hline", None),
    ("C:\\Temp\\hX", None),
]


@pytest.mark.parametrize(("raw", "text"), SPACES)
def test_spaces_of_ass_are_spaces(raw: str, text: str | None) -> None:
    document = formats.read(srt("好", raw), "a.srt")
    assert texts(document) == ["好", text or raw]
    found = [(7, "“\\h” was read as a space. Cues affected: 1.")] if text else []
    assert told(document) == found


def test_times_of_words_from_another_format_reach_no_viewer() -> None:
    raw = "大家<00:00:02.800><c>好</c>"
    document = formats.read(srt("好", raw), "a.srt")
    for name in WRITTEN:
        data = formats.write(document, formats.by_id(name)).data.decode("utf-8", "replace")
        assert "02.8" not in data, name


@pytest.mark.parametrize(
    "text", ["AT&T", "R&D; 好", "&amp 好", "a & b;", "&;", "&#;", "&foobarbaz;"]
)
def test_what_is_no_entity_stays(text: str) -> None:
    document = formats.read(srt(text), "a.srt")
    assert texts(document) == [text]
    assert formats.write(document, formats.by_id("srt")).data == srt(text)


BREAKS = [
    ("第一行<br>第二行<br />第三行", "第一行\n第二行\n第三行"),
    (r"第一行\N第二行", "第一行\n第二行"),
    (r"第一行 \N 第二行", "第一行\n第二行"),
    (r"第一行\NSecond", "第一行\nSecond"),
    ("第一行<BR/>第二行", "第一行\n第二行"),
    ("第一行</br>第二行", "第一行\n第二行"),
    ("<i>第一行<br>第二行</i><br>", "<i>第一行\n第二行</i>"),
]


@pytest.mark.parametrize(("raw", "text"), BREAKS)
def test_line_breaks_are_line_breaks(raw: str, text: str) -> None:
    document = formats.read(srt(raw), "a.srt")
    assert texts(document) == [text]
    ((line, sentence),) = told(document)
    assert (line, "was read as a line break" in sentence) == (3, True)


@pytest.mark.parametrize(
    "text", ["第一行|第二行", r"C:\New", r"\\NAS\New 好", r"a\nb", r"D:\a \N b"]
)
def test_what_is_no_line_break_stays(text: str) -> None:
    document = formats.read(srt(text), "a.srt")
    assert texts(document) == [text]
    assert not document.problems


def test_webvtt_decodes_its_entities_once() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n&amp;nbsp; &amp;lt;<br>好\\N吗\n"
    document = formats.read(text.encode(), "a.vtt")
    assert texts(document) == ["&nbsp; &lt;\n好\n吗"]


def test_our_own_json_is_read_as_it_is() -> None:
    document = formats.read(srt("一"), "a.srt")
    odd = (replace(document.cues[0], text=r"&amp; <br> \N <|zh|>"),)
    data = formats.write(Document(odd), formats.by_id("json")).data
    assert formats.read(data, "a.json").cues == odd


@pytest.mark.parametrize("row", WRITTEN)
@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        *ENTITIES[:2],
        *BREAKS[:2],
        ("<em>斜</em> <sub>下</sub> <i.x>体</i>", "斜 下 体"),
        ("< s>删</s> {y:i}好", "删 好"),
        (r"{\an8}上面", "上面"),
        ("<|zh|><|HAPPY|>大家好", "大家好"),
    ],
)
def test_a_viewer_sees_the_characters_in_every_format(row: str, raw: str, seen: str) -> None:
    document = formats.read(srt(raw), "a.srt")
    data = formats.write(Document(document.cues), formats.by_id(row)).data
    again = formats.read(data, f"a.{row}", row)
    lines = [without_tags(text) for text in texts(again)]
    assert ["".join(line.split()) for line in lines] == ["".join(seen.split())]
    content = data.decode()
    for sign in ("&nbsp;", "&#39;", "<br", "\\N", "<em", "<sub", "< s", "{y", "<|"):
        assert sign not in content or sign == BREAK_OF.get(row)


def test_what_was_mended_is_not_written_back_as_it_was() -> None:
    data = srt("一", "Tom &amp; Jerry", "三")
    document = formats.read(data, "a.srt")
    output = formats.write(document, formats.by_id("srt"))
    assert output.data == srt("一", "Tom & Jerry", "三")


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ("<em>一</em> <sub>二</sub>", "<i>一</i> 二"),
        ("<i.x>一</i>", "<i>一</i>"),
        ("< s>一</s>", "<s>一</s>"),
        ("{y:i}一", "一"),
        ("<v 甲>一</v>", "一"),
        ('<div class="x">一</div>', "一"),
        ('看<a href="https://a.b/c">这里</a>吧', "看这里吧"),
        ('<img src="a.png"/>图<h1>题</h1>', "图题"),
        ("<h4>超长</h4>单<wbr>词", "超长单词"),
    ],
)
def test_subrip_is_not_written_with_foreign_markup(raw: str, written: str) -> None:
    document = formats.read(srt("好", raw), "a.srt")
    assert [problem.line for problem in document.problems] == [7]
    assert formats.write(document, formats.by_id("srt")).data == srt("好", written)


def test_webvtt_is_not_written_with_override_codes() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n{\\an8}一\n"
    document = formats.read(text.encode(), "a.vtt")
    assert [problem.line for problem in document.problems] == [4]
    written = formats.write(document, formats.by_id("vtt")).data.decode()
    assert written == "WEBVTT\n\n00:00:01.000 --> 00:00:02.000 line:0\n一\n"


def test_override_codes_in_webvtt_are_places_beside_other_markup() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n{\\an8}<b>一</b> &lt;i> &amp;\n"
    document = formats.read(text.encode(), "a.vtt")
    written = formats.write(document, formats.by_id("vtt")).data.decode()
    assert written.endswith(" line:0\n<b>一</b> &lt;i&gt; &amp;\n")


@pytest.mark.parametrize("text", ["选 <a> 或 <A>", "<3 <divide> a<b", "<摄像>"])
def test_what_is_no_markup_stays(text: str) -> None:
    document = formats.read(srt(text), "a.srt")
    assert not document.problems
    assert without_tags(texts(document)[0]) == text
    assert formats.write(document, formats.by_id("srt")).data == srt(text)


@pytest.mark.parametrize(
    "text", ["<i>一</i>", "<bold>一</bold>", '<font color="red">一</font>', r"{\pos(1,2)\fs20}一"]
)
def test_markup_of_subrip_stays(text: str) -> None:
    document = formats.read(srt(text), "a.srt")
    assert not document.problems
    assert formats.write(document, formats.by_id("srt")).data == srt(text)


# Places


def place_in(data: bytes, row: str) -> str:
    """How a file says that its only cue stands elsewhere."""
    content = data.decode()
    if row == "bcc":
        return f"location {json.loads(content)['body'][0]['location']}"
    if row == "vtt":
        return content.split("\n")[2].partition("000 ")[2].partition("000 ")[2].strip()
    return content.split("\n")[2].partition("好")[0]


@pytest.mark.parametrize(
    ("key", "vtt"),
    [(8, "line:0"), (7, "line:0 position:0% align:start"), (5, "line:50%,center")],
)
def test_a_place_is_kept_where_the_target_has_places(key: int, vtt: str) -> None:
    written = {"srt": f"{{\\an{key}}}", "vtt": vtt, "bcc": f"location {key}"}
    first = formats.read(srt(f"{{\\an{key}}}好"), "a.srt")
    for source in written:
        data = formats.write(Document(first.cues), formats.by_id(source)).data
        document = formats.read(data, f"a.{source}", source)
        for target, expected in written.items():
            output = formats.write(Document(document.cues), formats.by_id(target))
            assert place_in(output.data, target) == expected, (source, target)
        sbv = formats.write(Document(document.cues), formats.by_id("sbv")).data.decode()
        assert sbv.split("\n")[1] == "好"


def test_what_stands_at_the_bottom_is_left_to_the_player() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000 align:start position:0%\n好\n"
    document = formats.read(text.encode(), "a.vtt")
    data = formats.write(Document(document.cues), formats.by_id("srt")).data
    assert data.decode().split("\n")[2] == "好"


# Characters that are none


def test_half_a_character_is_told_and_never_a_question_mark() -> None:
    data = (
        rb'{"body":[{"from":1,"to":2,"content":"\ud83d\ude00a"},'
        rb'{"from":3,"to":4,"content":"b\ud83d"},{"from":5,"to":6,"content":"\u0000c"}]}'
    )
    document = formats.read(data, "a.bcc")
    assert texts(document) == ["😀a", "b\ufffd", "\ufffdc"]
    assert [problem.facts["cue"] for problem in document.problems] == [2, 3]
    for row in WRITTEN:
        data = formats.write(document, formats.by_id(row)).data
        assert b"?" not in re.sub(rb"<\?xml.*?\?>", b"", data)


def test_half_a_character_in_a_document_is_told_when_written() -> None:
    cue = replace(formats.read(srt("一"), "a.srt").cues[0], text="断\ud83d")
    output = formats.write(Document((cue,)), formats.by_id("srt"))
    assert output.data == srt("断\ufffd")
    assert [problem.text for problem in output.problems] == [
        "Halves of characters were written as �. Number: 1."
    ]

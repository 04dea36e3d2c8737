# SPDX-License-Identifier: GPL-3.0-or-later
"""CSV, TSV and XLSX: columns found by headings, by cells, or named; and what is written."""

from __future__ import annotations

import io
import zipfile

import pytest

from editor import formats
from editor.core.cue import Cue
from editor.core.document import Document
from editor.core.errors import UserError
from editor.core.options import Options

Row = tuple[int, int, str]


def rows(document: Document) -> list[Row]:
    return [(cue.start, cue.end, cue.text) for cue in document.cues]


def told(document: Document) -> list[str]:
    return [str(problem) for problem in document.problems]


def read(text: str, name: str = "x", columns: str | None = None) -> Document:
    return formats.read(text.encode(), name, options=Options(columns=columns))


NUMBERED = (
    "序号,开始时间,结束时间,说话人,字幕\n1,00:00:01.000,00:00:02.500,甲,你好\n"
    "2,00:00:03.000,00:00:04.000,乙,再见\n"
)
TWO = [(1000, 2500, "你好"), (3000, 4000, "再见")]
MS, S = (
    "Times without a unit were read as milliseconds.",
    ("Times without a unit were read as seconds."),
)


@pytest.mark.parametrize(
    ("text", "found", "said"),
    [
        ("start,end,text\n1000,2500,你好\n3000,4000,再见\n", "whisper-table", []),
        ("start\tend\ttext\n1000\t2500\t你好\n3000\t4000\t再见\n", "whisper-table", []),
        ("begin,end,text\n1000,2500,你好\n3000,4000,再见\n", "csv", [MS]),
        ("Start;End;Text\r\n1,0;2,5;你好\r\n3;4;再见\r\n", "csv", [S]),
        (NUMBERED, "csv", []),
        ("Start (ms),Duration (ms),Content\n1000,1500,你好\n3000,1000,再见\n", "csv", []),
        ("start_ms,end_ms,text\n1000,2500,你好\n3000,4000,再见\n", "csv", []),
        ("Text,In,Out,Mood\n你好,0:00:01:00,0:00:02.5,😀\n再见,3s,4s,\n", "csv",
         ["The column “Mood” was left out."]),
        ("1,00:00:01.000,00:00:02.500,你好\n2,00:00:03.000,00:00:04.000,再见\n", "csv", []),
        ("00:00:01,000\t00:00:02,500\t你好\n00:00:03,000\t00:00:04,000\t再见\n", "tsv", []),
        ('\ufeff"start","end","text"\n"1000ms","2500ms","你好"\n"3s","4s","再见"\n', "csv", []),
        ("视频：片名\n\n时间码,结束,台词\n00:01,00:02.5,你好\n00:03,00:04,再见\n", "csv", []),
    ],
)  # fmt: skip
def test_columns_are_found(text: str, found: str, said: list[str]) -> None:
    document = read(text)
    assert document.source is not None
    assert (document.source.format, rows(document), told(document)) == (found, TWO, said)


def test_a_short_table_may_have_headings_that_nobody_knows() -> None:
    document = read("序号,甲,乙,丙\n1,0:01.0,0:02.5,你好\n2,0:03.0,0:04.0,再见\n")
    assert rows(document) == TWO


def test_the_other_columns_are_fields_of_cues() -> None:
    text = (
        "start,speaker,text,translation,note,chapter\n"
        '1.5,张三,"你好,\n世界",Hello,问,开头\n2.5,,"他说""好""",,,\n\nx,,坏,,,\n'
    )
    first, second = read(text, "x.csv").cues
    assert (first.start, first.end, first.text) == (1500, 2500, "你好,\n世界")
    assert (first.speaker, first.second, first.note, first.chapter) == (
        "张三",
        "Hello",
        "问",
        "开头",
    )
    assert (second.start, second.end, second.text) == (2500, 7500, '他说"好"')
    assert (second.speaker, second.chapter) == (None, None)
    assert told(read(text, "x.csv"))[1:] == [
        "Line 6: A row without a readable time was skipped: “x 坏”."
    ]


def test_the_user_says_which_columns() -> None:
    text = "a,b,c,d\n你好,Hello,1,2.5\n再见,Bye,3,4\n"
    with pytest.raises(UserError):
        read("a,b\nc,d\n", "x.csv")
    document = read(text, "x.csv", "start=3,end=4,text=b")
    assert told(document) == ["Times without a unit were read as seconds."]
    assert rows(document) == [(1000, 2500, "Hello"), (3000, 4000, "Bye")]
    with pytest.raises(UserError, match="no column “9”"):
        read(text, "x.csv", "start=9,text=1")
    with pytest.raises(UserError, match="names no column"):
        read(text, "x.csv", "begin=3")


def test_a_quotation_mark_that_is_not_closed_swallows_nothing() -> None:
    text = 'start,end,text\n1s,2s,"a"\n2s,3s,"b\n3s,4s,c\n4s,5s,"d, e"\n'
    document = formats.read(text.encode(), "x.csv", "csv")
    assert [cue.text for cue in document.cues] == ["a", '"b', "c", '"d']
    assert any("quotation mark" in sentence for sentence in told(document))


def test_lists_of_json_are_no_tables() -> None:
    with pytest.raises(UserError, match="JSON"):
        read("[[1, 0, 0.0, 1.8, 'a'],\n [2, 0, 1.8, 3.0, 'b']]\n", "x.json")


CUES = (
    Cue(0, 1000, 2500, '<i>你好</i>,\n"世界"', speaker="张三", second="Hello"),
    Cue(1, 3_600_001, 3_601_000, "=1+1\t", note="备注"),
)


@pytest.mark.parametrize("row", ["csv", "tsv", "xlsx"])
def test_what_is_written_is_read_again(row: str) -> None:
    output = formats.write(Document(CUES, next_id=2), formats.by_id(row))
    assert [problem.text.split(" ")[0] for problem in output.problems] == ["Cue"]  # the markup
    again = formats.read(output.data, f"x.{row}")
    assert again.source is not None
    assert (again.source.format, again.problems) == (row, ())
    assert [(c.start, c.end, c.text, c.speaker, c.second, c.note) for c in again.cues] == [
        (1000, 2500, '你好,\n"世界"', "张三", "Hello", ""),
        (3_600_001, 3_601_000, "=1+1", None, "", "备注"),
    ]


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c>'
    '<c r="D1" t="s"><v>2</v></c></row>'
    '<row r="2"><c r="A2" s="1"><v>{first}</v></c><c r="C2" s="2"><v>{last}</v></c>'
    '<c r="D2" t="s"><v>3</v></c></row></sheetData></worksheet>'
)
STRINGS = (
    '<sst xmlns="x"><si><t>Start</t></si><si><t>End</t></si><si><t>Text</t></si>'
    "<si><r><t>你</t></r><r><t>好</t></r><rPh><t>ni</t></rPh></si></sst>"
)
STYLES = (
    '<styleSheet xmlns="x"><numFmts><numFmt numFmtId="164" formatCode="hh:mm:ss.000"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="47"/></cellXfs></styleSheet>'
)
BOOK = '<workbook xmlns="x" xmlns:r="y"><sheets><sheet name="a" r:id="r7"/></sheets></workbook>'
LINKS = '<Relationships><Relationship Id="r7" Target="/xl/worksheets/other.xml"/></Relationships>'


def workbook(**changes: str) -> bytes:
    parts = {
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": LINKS,
        "xl/sharedStrings.xml": STRINGS,
        "xl/styles.xml": STYLES,
        "xl/worksheets/other.xml": SHEET.format(first=1.5 / 86400, last=2.5 / 86400),
        **changes,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def test_a_workbook_with_times_as_parts_of_a_day() -> None:
    assert rows(formats.read(workbook(), "x.xlsx")) == [(1500, 2500, "你好")]


def test_workbooks_that_are_bombs_or_damaged() -> None:
    with pytest.raises(UserError, match="too large"):
        formats.read(workbook(**{"xl/worksheets/other.xml": "<a/>" + " " * 20_000_000}))
    with pytest.raises(UserError, match="entities"):
        formats.read(workbook(**{"xl/worksheets/other.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}))
    whole = workbook()
    with pytest.raises(UserError):
        formats.read(whole[: len(whole) // 2], "x.xlsx", "xlsx")
    renamed = whole.replace(b"xl/workbook.xml", b"xl/workbook.xm_")
    with pytest.raises(UserError, match="not a workbook"):
        formats.read(renamed, "x.xlsx", "xlsx")

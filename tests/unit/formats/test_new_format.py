# SPDX-License-Identifier: GPL-3.0-or-later
"""A format is one module and one row of the table: whoever adds one edits nothing else.

Two are added here from outside, one of text and one of bytes, and found everywhere.
"""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from editor import formats
from editor.cli.command_line import main
from editor.core.cue import Cue
from editor.core.errors import Problem, UserError
from editor.core.head import Head
from editor.core.markup import Place
from editor.core.options import Options
from editor.formats.format import BytesReader, Format, Markup, Parsed, TextReader, Written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.core.document import Document

_LINE = re.compile(r"\{(\d+)\}\{(\d+)\}(\^?)(.*)")


def score(text: str) -> float:
    return 0.9 if _LINE.match(text) else 0.0


def read(text: str, options: Options) -> Parsed:
    """Frames in braces, as MicroDVD counts them; a roof puts the cue on top."""
    parsed = Parsed(head=Head(script_info={"rate": f"{options.fps:g}"}))
    for number, line in enumerate(text.splitlines(), start=1):
        found = _LINE.fullmatch(line)
        if found is None:
            parsed.problems.append(Problem("“{text}” is no line of ours.", line=number, text=line))
            continue
        start, end = (round(int(frames) * 1000 / options.fps) for frames in found.groups()[:2])
        extras = {"frames.top": True} if found[3] else {}
        said = found[4].replace("|", "\n")
        parsed.cues.append(Cue(len(parsed.cues), start, end, said, extras=extras))
    return parsed


def write(document: Document, media_length: int | None) -> Written:
    del media_length
    rows = (f"{{{cue.start // 40}}}{{{cue.end // 40}}}{cue.text}\n" for cue in document.cues)
    return Written("".join(rows))


def place(extras: Mapping[str, object]) -> Place | None:
    return Place(0.5, 0.5, 0, 0) if "frames.top" in extras else None


FRAMES = Format(
    id="frames",
    name="Frames",
    suffixes=(".frm",),
    holds=frozenset({"odd_times"}),
    reader=TextReader(score, read),
    write=write,
    markup=Markup(re.compile("</?i>"), place),
)


def read_packed(data: bytes, options: Options) -> Parsed:
    """Four bytes that say what it is, then triples of start and end in seconds, and a letter."""
    if len(data) % 3 != 1:
        raise UserError("The file breaks off.")
    rows = zip(*(data[first::3] for first in (4, 5, 6)), strict=True)
    cues = [
        Cue(n, start * 1000, end * 1000, bytes([letter]).decode(options.encoding or "latin-1"))
        for n, (start, end, letter) in enumerate(rows)
    ]
    return Parsed(cues)


PACKED = Format(
    id="packed",
    name="Packed",
    suffixes=(".pck",),
    reader=BytesReader(lambda data: float(data.startswith(b"PCK\0")), read_packed),
)


@pytest.fixture(autouse=True)
def table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor.formats.table.FORMATS", (*formats.FORMATS, FRAMES, PACKED))


def test_it_is_detected_and_read() -> None:
    document = formats.read("{25}{50}你好|世界\nx\n{75}{100}^再见\n".encode())
    assert document.source is not None
    assert document.source.format == "frames"
    assert [(cue.start, cue.end, cue.text) for cue in document.cues] == [
        (1000, 2000, "你好\n世界"),
        (3000, 4000, "再见"),
    ]
    assert [str(problem) for problem in document.problems] == ["Line 2: “x” is no line of ours."]


def test_its_reader_is_told_what_the_user_knows() -> None:
    known = Options(encoding="big5", fps=50, language="zh-Hant")
    document = formats.read("{25}{50}我們".encode("big5"), "x.frm", options=known)
    (cue,) = document.cues
    assert (cue.start, cue.text) == (500, "我們")
    assert document.head == Head("zh-Hant", script_info={"rate": "50"})
    assert document.source is not None
    assert (document.source.options, document.source.encoding) == (known, "big5")


def test_it_says_where_its_cues_stand_and_what_markup_it_has() -> None:
    first, second = formats.read(b"{25}{50}^a\n{50}{60}b").cues
    assert formats.shown(first).place == Place(0.5, 0.5, 0, 0)
    assert formats.shown(second).place is None
    document = formats.read(b"1\n00:00:01,000 --> 00:00:02,000\n<i>a</i> <u>b</u>\n")
    assert [problem.text for problem in formats.write(document, FRAMES).problems] == [
        "Cue 1 lost markup that Frames cannot store."
    ]


def test_what_it_holds_decides_what_is_told_to_be_lost() -> None:
    ours = {"start": -40, "end": -80, "text": "a", "chapter": "b", "extras": {"vtt.settings": "c"}}
    data = json.dumps({"schema": "jiaozi/document/1", "cues": [ours]}).encode()
    assert [problem.text for problem in formats.write(formats.read(data), FRAMES).problems] == [
        "Frames cannot store chapters. Cues affected: 1.",
        ("Frames cannot store the position or style of some cues. Cues affected: 1."),
    ]


def test_it_is_found_by_its_id_and_by_the_ending_of_a_file() -> None:
    assert formats.by_id("frames") is FRAMES
    assert formats.by_suffix("talk.FRM") is FRAMES


def test_the_verbs_list_read_and_write_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["formats", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["formats"]
    assert listed[-2:] == [
        {
            "id": "frames",
            "name": "Frames",
            "suffixes": [".frm"],
            "read": True,
            "write": True,
            "holds": ["markup", "odd_times"],
        },
        {
            "id": "packed",
            "name": "Packed",
            "suffixes": [".pck"],
            "read": True,
            "write": False,
            "holds": [],
        },
    ]
    there = tmp_path / "talk.frm"
    there.write_text("{50}{100}你好\n", "utf-8")
    srt = tmp_path / "talk.srt"
    assert main(["convert", str(there), str(srt), "--fps", "50"]) == 0
    assert capsys.readouterr().err == ""
    assert "00:00:01,000 --> 00:00:02,000" in srt.read_text("utf-8")
    assert main(["convert", str(srt), str(tmp_path / "again.frm")]) == 0
    assert (tmp_path / "again.frm").read_text("utf-8") == "{25}{50}你好\n"


def test_a_format_of_bytes_is_detected_and_read() -> None:
    document = formats.read(b"PCK\0\x01\x02a\x03\x04\xc4")
    assert [(cue.start, cue.end, cue.text) for cue in document.cues] == [
        (1000, 2000, "a"),
        (3000, 4000, "Ä"),
    ]
    assert document.source is not None
    assert (document.source.format, document.source.encoding) == ("packed", "")
    cyrillic = formats.read(b"PCK\0\x01\x02\xc4", options=Options(encoding="cp1251"))
    assert cyrillic.cues[0].text == "Д"
    with pytest.raises(UserError, match="breaks off"):
        formats.read(b"PCK\0\x01")
    assert formats.write(document, formats.by_id("srt")).data.decode().count("-->") == 2


def test_what_all_formats_share_names_none_of_them() -> None:
    """Nor do the core's modules: what is of one format only is a field of its row."""
    room = Path(formats.__file__).parent
    shared = ("encodings", "files", "format", "json_text", "lines", "losses", "rewrite", "writing")
    ids = {row.id for row in formats.FORMATS}
    named = {
        (path.name, node.value)
        for path in (
            *(room / f"{name}.py" for name in shared),
            *(room.parent / "core").glob("*.py"),
        )
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if node.value.split(".")[0] in ids and " " not in node.value
    }
    assert named == set()

# SPDX-License-Identifier: GPL-3.0-or-later
"""EBU STL against files made by hand after EBU Tech 3264."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor import formats
from editor.core.errors import BrokenOff, UserError
from editor.core.markup import Place
from editor.core.options import Options
from editor.formats import iso6937

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "_handmade" / "ebu.stl"


LONG = """\
<i>Ein langer Satz, der so lang ist,</i>
dass er zwei Blöcke braucht, denn in einem Block ist Platz für hundertzwölf Zeichen."""


def heading(
    rate: str = "STL25.01",
    standard: str = "1",
    table: str = "00",
    language: str = "08",
    begin: str = "00000000",
) -> bytes:
    data = bytearray(b" " * 1024)
    for place, text in ((0, "850"), (3, rate), (11, standard), (12, table), (14, language)):
        data[place : place + len(text)] = text.encode()
    data[16:27] = b"Ein Talk   "
    data[256:264] = begin.encode()
    return bytes(data)


def block(  # noqa: PLR0913 - as many fields as a block has
    number: int,
    text: bytes,
    start: tuple[int, int, int, int] = (0, 0, 1, 0),
    end: tuple[int, int, int, int] = (0, 0, 2, 12),
    *,
    extension: int = 0xFF,
    row: int = 20,
    side: int = 2,
    remark: int = 0,
) -> bytes:
    head = bytes([0, number & 0xFF, number >> 8, extension, 0, *start, *end, row, side, remark])
    return head + text.ljust(112, b"\x8f")


def read(data: bytes, encoding: str | None = None) -> list[tuple[int, int, str]]:
    document = formats.read(data, options=Options(encoding=encoding))
    return [(cue.start, cue.end, cue.text) for cue in document.cues]


def test_the_sample() -> None:
    document = formats.read(SAMPLE.read_bytes(), SAMPLE.name)
    assert [(cue.start, cue.end, cue.text) for cue in document.cues] == [
        (1000, 3480, "Guten Abend, schöne Grüße!"),
        (4000, 6000, LONG),
        (7000, 8000, "Oben links"),
    ]
    assert document.source is not None
    assert (document.source.format, document.source.encoding) == ("stl", "iso6937")
    assert document.head.language == "de"
    assert document.head.script_info == {"Title": "Ein Talk"}
    assert [str(problem) for problem in document.problems] == [
        "A comment in the file was skipped: “Name prüfen”.",
        "The programme starts at 10:00:00.0; times were counted from there.",
    ]
    assert [formats.shown(cue).place for cue in document.cues] == [
        None,
        None,
        Place(0.0, 0.0, 1 / 23, 0.0),
    ]


def test_frames_are_those_that_the_heading_counts() -> None:
    one = block(1, b"a", (0, 0, 1, 15), (1, 2, 3, 6))
    assert read(heading("STL30.01") + one) == [(1500, 3_723_200, "a")]
    assert read(heading("STL25.01") + one) == [(1600, 3_723_240, "a")]


def test_a_programme_that_begins_elsewhere() -> None:
    late = block(1, b"a", (10, 0, 1, 0), (10, 0, 2, 0))
    assert read(heading(begin="10000000") + late) == [(1000, 2000, "a")]
    # What the heading says does not fit the cues: they count from zero.
    assert read(heading(begin="10000000") + block(1, b"a")) == [(1000, 2480, "a")]
    assert read(heading(begin="        ") + late) == [(36_001_000, 36_002_000, "a")]


def test_lines_styles_and_what_teletext_wants() -> None:
    text = b"\x0d\x07\x0b\x0bOne\x0a\x0a\x8a\x8a\x80two\x81 \x82three\x83"
    assert read(heading() + block(1, text))[0][2] == "One\n<i>two</i> <u>three</u>"


@pytest.mark.parametrize(
    ("table", "encoding", "said"),
    [
        ("01", "iso8859-5", "Здравствуйте"),
        ("02", "iso8859-6", "مرحبا"),
        ("03", "iso8859-7", "Καλημέρα"),
        ("04", "iso8859-8", "שלום"),
    ],
)
def test_tables_of_characters(table: str, encoding: str, said: str) -> None:
    data = heading(table=table) + block(1, said.encode(encoding))
    assert read(data)[0][2] == said


def test_a_table_that_the_user_knows_better() -> None:
    data = heading() + block(1, "你好".encode("gb2312"))
    assert read(data, encoding="gb2312")[0][2] == "你好"


def test_blocks_of_one_cue_are_one_and_user_data_is_none() -> None:
    data = (
        heading()
        + block(1, b"a" * 112, extension=0)
        + block(1, b"junk", extension=0xFE)
        + block(1, b"b")
        + block(2, b"open", extension=0)
        + block(3, b"c")
    )
    assert [text for _, _, text in read(data)] == ["a" * 112 + "b", "open", "c"]


def test_a_cue_that_never_ends_takes_no_longer_than_others() -> None:
    """No clock here: what copied all of it for each block would not end this hour."""
    data = heading() + block(1, b"a" * 112, extension=0) * 50_000
    ((_, _, text),) = read(data)
    assert len(text) == 112 * 50_000


def test_an_incomplete_file_is_read_as_far_as_it_goes() -> None:
    whole = heading() + block(1, b"a") + block(2, b"b", (0, 0, 3, 0), (0, 0, 2, 0))
    document = formats.read(whole[:-1])
    assert [cue.text for cue in document.cues] == ["a"]
    assert [type(problem) for problem in document.problems] == [BrokenOff]
    assert [str(problem) for problem in formats.read(whole).problems] == [
        "Cue 2 ends before it starts."
    ]


@pytest.mark.parametrize("data", [heading(), heading() + block(1, b"x", extension=0xFE)])
def test_a_file_without_cues(data: bytes) -> None:
    with pytest.raises(UserError, match="no cues"):
        formats.read(data)


def test_what_is_no_stl_is_refused() -> None:
    with pytest.raises(UserError, match="no EBU STL header"):
        formats.read(b"solid cube", "cube.stl", "stl")
    with pytest.raises(UserError, match="No subtitle times"):
        formats.read(b"solid cube", "cube.stl")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Gr\xc8u\xfbe", "Grüße"),
        (b"\xcfCesk\xc2y", "Český"),
        (b"caf\xc2e \xa1", "café ¡"),
        (b"\xc2", "�"),
        (b"\xc2\xc2e", "�é"),
        (b"\xc9\xa6", "��"),
        (b"\xf1\xe1\xd5", "æÆ♪"),
    ],
)
def test_accents_stand_before_their_letters(data: bytes, said: str) -> None:
    assert iso6937.decode(data) == said

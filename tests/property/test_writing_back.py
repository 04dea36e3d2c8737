# SPDX-License-Identifier: GPL-3.0-or-later
"""What was not changed is not rewritten; what was written reads as it was."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from editor import formats
from editor.core import editing
from editor.core.cue import MARKS, Cue
from editor.core.document import Document
from editor.core.errors import Problem, UserError
from editor.core.options import Options
from editor.core.tags import without_tags
from editor.core.text import is_blank
from editor.core.words import Word, Words
from editor.formats import asr_marks

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
SUBTITLES = sorted(p for p in SAMPLES.rglob("*") if p.suffix in {".srt", ".vtt", ".ass"})
NEWLINES = ["\n", "\r\n", "\r"]
CODECS = ["utf-8", "utf-8-sig", "utf-16"]

FILES = {
    "x.srt": "1\n00:00:01,000 --> 00:00:02,000\n甲甲\n甲二\n\n"
    "2\n00:00:03,000 --> 00:00:04,000 X1:10 X2:20\n乙乙\n\n\n"
    "3\n00:00:05,000 --> 00:00:06,000\n丙丙丙\n\n"
    "4\n00:00:07,000 --> 00:00:08,000\n丁 word\n",
    "x.vtt": "WEBVTT 标题\nLanguage: zh\n\nSTYLE\n::cue { color: red }\n\n"
    "00:01.000 --> 00:02.000 line:0%\n甲甲\n甲二\n\nNOTE 备注一\n\n"
    "乙的名字\n00:03.000 --> 00:04.000\n<v 张三>乙乙\n\nNOTE\n备注二\n\n"
    "00:05.000 --> 00:06.000\n丙丙丙\n\n00:07.000 --> 00:08.000\n丁 word\n",
}


ASS = (
    "[Script Info]\n; 备注\nTitle: 标题\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize\n"
    "Style: Default,Arial,20\n\n[Events]\n"
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,甲甲\\N甲二\n"
    "Comment: 0,0:00:02.00,0:00:03.00,Default,,0,0,0,,备注\n"
    "Dialogue: 1,0:00:03.00,0:00:04.00,Top,张三,0,0,0,fx,{\\an8\\fad(1,2)}乙乙{note}\n\n"
    "Dialogue:0,0:00:05.00, 0:00:06.00,Default,,0000,0000,0000,,丙{\\p1}m 0 0{\\p0}丙\n"
    "Dialogue: 0,0:00:07.00,0:00:08.00,Default,,0,0,0,,丁 word\n\n[Fonts]\nfontname: a\n!!!\n"
)


def read(data: bytes, name: str) -> Document:
    return formats.read(data, name)


def written(document: Document) -> bytes:
    assert document.source is not None
    return formats.write(document, formats.by_id(document.source.format)).data


@pytest.mark.parametrize("path", SUBTITLES, ids=lambda path: path.name)
def test_an_unchanged_file_is_the_same_file(path: Path) -> None:
    data = path.read_bytes()
    document = read(data, path.name)
    assert written(document) == data
    there_and_back = editing.set_text(document, 0, "别的")
    again = there_and_back.invert().apply(there_and_back.apply(document))
    assert written(again) == data


@pytest.mark.parametrize("path", SUBTITLES, ids=lambda path: path.name)
def test_a_changed_cue_changes_its_own_lines_only(path: Path) -> None:
    document = read(path.read_bytes(), path.name)
    assert document.source is not None
    row = len(document.cues) // 2
    changed = editing.set_text(document, row, "CHANGED").apply(document)
    encoding = document.source.encoding
    old = re.split(r"\r\n|\r|\n", document.source.data.decode(encoding))
    new = re.split(r"\r\n|\r|\n", written(changed).decode(encoding))
    differing = [
        op
        for op in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if op[0] != "equal"
    ]
    gone = [line for _, start, end, _, _ in differing for line in old[start:end]]
    come = [line for _, _, _, start, end in differing for line in new[start:end]]
    assert any(line.endswith("CHANGED") for line in come)
    assert len(come) <= 3
    assert len(gone) <= 2 + document.cues[row].text.count("\n") + 2


@pytest.mark.parametrize("newline", NEWLINES, ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("name", FILES)
class TestEdits:
    """Each edit in every encoding and with every newline, against the lines one would write."""

    def check(self, name: str, codec: str, newline: str, edit: object, expected: str) -> None:
        data = FILES[name].replace("\n", newline).encode(codec)
        document = read(data, name)
        changed = edit(document).apply(document)  # type: ignore[operator]
        assert written(changed) == expected.replace("\n", newline).encode(codec)

    def test_text(self, name: str, codec: str, newline: str) -> None:
        expected = FILES[name].replace("丙丙丙", "新的\n两行")
        expected = expected.replace("00:05.000 --> 00:06.000", "00:00:05.000 --> 00:00:06.000")
        self.check(name, codec, newline, lambda d: editing.set_text(d, 2, "新的\n两行"), expected)

    def test_delete(self, name: str, codec: str, newline: str) -> None:
        if name == "x.srt":
            expected = (
                FILES[name]
                .replace("3\n00:00:05,000 --> 00:00:06,000\n丙丙丙\n\n", "")
                .replace("4\n00:00:07", "3\n00:00:07")
            )
        else:
            expected = FILES[name].replace("00:05.000 --> 00:06.000\n丙丙丙\n\n", "")
        self.check(name, codec, newline, lambda d: editing.delete(d, [2]), expected)

    def test_insert(self, name: str, codec: str, newline: str) -> None:
        if name == "x.srt":
            fresh = "4\n00:00:06,100 --> 00:00:06,900\n新\n\n"
            expected = FILES[name].replace("4\n00:00:07", fresh + "5\n00:00:07")
        else:
            fresh = "00:00:06.100 --> 00:00:06.900\n新\n\n"
            expected = FILES[name].replace("00:07.000", fresh + "00:07.000")
        self.check(name, codec, newline, lambda d: editing.insert(d, 3, 6100, 6900, "新"), expected)

    def test_join(self, name: str, codec: str, newline: str) -> None:
        if name == "x.srt":
            old = FILES[name][FILES[name].index("3\n00:00:05") :]
            expected = FILES[name].replace(old, "3\n00:00:05,000 --> 00:00:08,000\n丙丙丙丁 word\n")
        else:
            old = FILES[name][FILES[name].index("00:05.000 -->") :]
            expected = FILES[name].replace(old, "00:00:05.000 --> 00:00:08.000\n丙丙丙丁 word\n")
        self.check(name, codec, newline, lambda d: editing.join(d, 2), expected)

    def test_split(self, name: str, codec: str, newline: str) -> None:
        if name == "x.srt":
            expected = (
                FILES[name]
                .replace(
                    "00:00:06,000\n丙丙丙",
                    "00:00:05,400\n丙\n\n4\n00:00:05,400 --> 00:00:06,000\n丙丙",
                )
                .replace("4\n00:00:07", "5\n00:00:07")
            )
        else:
            expected = FILES[name].replace(
                "00:05.000 --> 00:06.000\n丙丙丙",
                "00:00:05.000 --> 00:00:05.400\n丙\n\n00:00:05.400 --> 00:00:06.000\n丙丙",
            )
        self.check(name, codec, newline, lambda d: editing.split(d, 2, 1), expected)


SAID = [
    *("新", "两\n行", "<i>斜</i>", "{\\an8}上", "", "a, b", "--> x", "{", "}", "a\n\nb", "C:\\New"),
    *("{\\k20}字", "&amp; <3", "WEBVTT", "1", "{备注}", "Dialogue: 0", "\u3000空", "[Events]"),
]


@pytest.mark.parametrize("name", [*FILES, "x.ass"])
def test_a_thousand_edits_change_the_lines_of_their_cue_only(name: str) -> None:
    chance = random.Random(name)  # noqa: S311 - the same edits every time
    for _ in range(1000):
        newline = chance.choice(NEWLINES)
        text = {**FILES, "x.ass": ASS}[name].replace("\n", newline)
        document = read(text.encode(), name)
        assert document.source is not None
        assert document.source.spans is not None
        row = chance.randrange(len(document.cues))
        change = editing.set_text(document, row, chance.choice(SAID))
        if chance.random() < 0.3:
            change = editing.shift(document, [row], chance.choice([-500, 40, 999, 60_000]))
        changed = change.apply(document)
        new = written(changed).decode()
        start, end = document.source.spans[2 * row : 2 * row + 2]
        if changed == document:
            assert new == text
        assert new.startswith(text[:start])
        assert new.endswith(text[end:])
        again = read(new.encode(), name)
        assert len(again.cues) == len(document.cues)
        assert again.cues[:row] + again.cues[row + 1 :] == tuple(
            cue for cue in document.cues if cue.id != row
        )


def test_a_file_numbered_from_zero_stays_so() -> None:
    data = b"0\n00:00:01,000 --> 00:00:02,000\na\n\n1\n00:00:03,000 --> 00:00:04,000\nb\n"
    document = read(data, "x.srt")
    changed = editing.set_text(document, 1, "c").apply(document)
    assert written(changed) == data.replace(b"b", b"c")


CHARACTERS = st.one_of(
    st.sampled_from(
        "你好世界这是字幕说話abcXYZ 019,.!?，。！？…—-'\"“”"
        "<>{}&;:\\/[]()=~😀👨\u200d👩é\u0301\u3000\u2028"
    ),
    st.characters(exclude_categories=["Cs", "Cc"]),
)
FRAGMENTS = st.one_of(
    st.text(CHARACTERS, max_size=12),
    st.sampled_from(
        ["-->", " --> ", "<i>斜</i>", "<b>", "{\\an8}", "<3", "&amp;", "\n", "\n\n", "\n\n\n",
         "NOTE", "WEBVTT",
         "\n2\n", "00:00:01,000", "00:00:01,000 --> 00:00:02,000", "0:00:01.000,0:00:02.000",
         "<v 甲>",
         "\\n", "  ", "\t", "[00:01 - 00:02]"]
    ),
)  # fmt: skip
TEXTS = st.lists(FRAGMENTS, max_size=6).map("".join)
SPEAKERS = st.sampled_from(["张三", "Mary Lee", "R&D", "发言人0"])


def unexpected(again: Document) -> list[Problem]:
    """The problems of a file read again, but for the invisible mark, if it was in the text."""
    mark = any("\ufeff" in cue.text for cue in again.cues)
    return [problem for problem in again.problems if not mark or "U+FEFF" not in problem.message]


@st.composite
def documents(draw: st.DrawFn, *, rich: bool = False) -> Document:
    cues = []
    for number in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, 400_000_000))
        cue = Cue(number, start, start + draw(st.integers(1, 20000)), draw(TEXTS))
        if rich and draw(st.booleans()):
            words = Words([Word(start, start + 5, "词", 0.5), Word(start + 5, start + 9, "x")])
            cue = replace(cue, words=words, note=draw(TEXTS), checked=draw(st.booleans()))
            cue = replace(cue, hypothesis=draw(TEXTS), extras={"vtt.id": draw(TEXTS)})
        elif rich and draw(st.booleans()):
            words = Words([Word(start, start + 5, "词")], "text")
            cue = replace(cue, words=words, hypothesis=draw(st.none() | TEXTS))
        if rich:
            cue = replace(
                cue,
                speaker=draw(st.none() | SPEAKERS),
                second=draw(TEXTS),
                second_checked=draw(st.booleans()),
                mark=draw(st.none() | st.sampled_from(MARKS)),
                chapter=draw(st.none() | TEXTS),
                left_out=draw(st.booleans()),
            )
        cues.append(cue)
    return Document(tuple(cues), next_id=len(cues))


def said(text: str) -> str:
    """A text as the line-based formats can hold it: no blank lines, no spaces at line ends."""
    lines = (line.rstrip(" \t") for line in re.split("[\r\n]", text))
    return "\n".join(line for line in lines if line.strip())


def placeless(text: str) -> str:
    """A text as formats hold it that have places of their own."""
    return re.sub(r"\{\\an[1-9]\}", "", text)


def assume_no_markup(document: Document) -> None:
    """Entities and the like are read as what they mean, so such a text is not read as written."""
    markup = re.compile(r"&[#\w]+;|\\N|<[/ ]?br|<\||SPEAKER_|asr_text", re.IGNORECASE)
    texts = [cue.text for cue in document.cues]
    assume(not any(markup.search(text) or asr_marks.search(text) for text in texts))


@given(documents())
def test_subrip_reads_as_it_was_written(document: Document) -> None:
    assume_no_markup(document)
    output = formats.write(document, formats.by_id("srt"))
    again = read(output.data, "x.srt")
    assert [(c.start, c.end) for c in again.cues] == [(c.start, c.end) for c in document.cues]
    changed = {problem.facts.get("cue") for problem in output.problems}
    for number, (old, new) in enumerate(zip(document.cues, again.cues, strict=True), start=1):
        assert new.text == said(old.text) or number in changed


@given(documents())
def test_webvtt_reads_as_it_was_written(document: Document) -> None:
    assume(not any(re.search(r"&[#\w]+;|<v|<[/ivbucrls]", cue.text) for cue in document.cues))
    output = formats.write(document, formats.by_id("vtt"))
    again = read(output.data, "x.vtt")
    assert [(c.start, c.end) for c in again.cues] == [(c.start, c.end) for c in document.cues]
    changed = {problem.facts.get("cue") for problem in output.problems}
    for number, (old, new) in enumerate(zip(document.cues, again.cues, strict=True), start=1):
        assert new.text == said(placeless(old.text)) or number in changed
    assert not unexpected(again)


@given(documents())
@example(Document((Cue(0, 0, 1, "\ufeff"),), next_id=1))
def test_ass_reads_as_it_was_written(document: Document) -> None:
    assume_no_markup(document)
    output = formats.write(document, formats.by_id("ass"))
    again = formats.read(output.data, "x.ass", options=Options(encoding="utf-8"))
    rounded = [((c.start + 5) // 10 * 10, (c.end + 5) // 10 * 10) for c in document.cues]
    assert [(c.start, c.end) for c in again.cues] == rounded
    changed = {problem.facts.get("cue") for problem in output.problems}
    for number, (old, new) in enumerate(zip(document.cues, again.cues, strict=True), start=1):
        plain = old.text.replace("\r\n", "\n").replace("\r", "\n")
        assert without_tags(new.text) == without_tags(plain) or number in changed
    assert not unexpected(again)


def bare(text: str) -> str:
    """A text without markup, on one line."""
    return " ".join(without_tags(text).split())


@pytest.mark.parametrize("row", ["ttml", "csv", "tsv", "xlsx", "timed-text", "audacity"])
@given(document=documents())
def test_other_formats_read_as_they_were_written(row: str, document: Document) -> None:
    assume_no_markup(document)
    output = formats.write(document, formats.by_id(row))
    again = formats.read(output.data, f"x.{row}", row, Options(encoding="utf-8"))
    assert [(c.start, c.end) for c in again.cues] == [(c.start, c.end) for c in document.cues]
    changed = {problem.facts.get("cue") for problem in output.problems}
    for number, (old, new) in enumerate(zip(document.cues, again.cues, strict=True), start=1):
        assert bare(new.text) == bare(old.text) or number in changed
    assert not again.problems


@given(documents())
def test_sbv_reads_as_it_was_written(document: Document) -> None:
    assume_no_markup(document)
    output = formats.write(document, formats.by_id("sbv"))
    again = formats.read(output.data, "x.sbv", "sbv")
    assert [(c.start, c.end) for c in again.cues] == [(c.start, c.end) for c in document.cues]
    changed = {problem.facts.get("cue") for problem in output.problems}
    for number, (old, new) in enumerate(zip(document.cues, again.cues, strict=True), start=1):
        assert new.text == said(old.text) or number in changed


@given(documents())
def test_bcc_reads_as_it_was_written(document: Document) -> None:
    assume_no_markup(document)
    output = formats.write(document, formats.by_id("bcc"))
    try:
        again = read(output.data, "x.bcc").cues
    except UserError:
        again = ()
    kept = [c for c in document.cues if not is_blank(c.text)]
    if not output.problems:
        texts = [(c.start, c.end, placeless(c.text)) for c in kept]
        assert [(c.start, c.end, c.text) for c in again] == texts
    assert len(again) + sum("was skipped" in problem.text for problem in output.problems) == len(
        document.cues
    )


@given(documents(rich=True))
def test_our_json_reads_exactly_as_it_was_written(document: Document) -> None:
    output = formats.write(document, formats.by_id("json"))
    assert not output.problems
    assert read(output.data, "x.json") == document

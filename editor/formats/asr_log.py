# SPDX-License-Identifier: GPL-3.0-or-later
"""Logs of speech recognition: ``[start -> end] text``, in all its dialects.

Known writers: openai-whisper and whisper.cpp on the console, faster-whisper's documentation,
whisper-jax, FunASR's web pages, Tencent Cloud (a comma for the arrow, and who speaks), and many
small scripts; sherpa-onnx, without brackets. Cues stay in file order: a time that
jumps back is evidence for timing repair.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core import lazy_re
from editor.core.cue import Cue
from editor.core.errors import BrokenOff, Problem, UserError
from editor.core.i18n import N_
from editor.core.timecode import from_fields
from editor.formats.asr_log_lines import Chunk, chunk_start, labels, placed
from editor.formats.entry_numbers import without_numbers
from editor.formats.format import Format, Parsed, TextReader
from editor.formats.lines import LineCounter, shortened, unix_newlines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.core.options import Options

# A clock time, or seconds with a decimal point or an "s" (a bare number is not a time). Group
# names are prefixed, so that one pattern can contain two times.
_TIME = (
    r"(?:(?:(?P<{0}_h>\d{{1,3}})[:：])?(?P<{0}_m>\d{{1,3}})[:：](?P<{0}_s>\d{{1,2}})"
    r"(?:[.,，．。:：](?P<{0}_f>\d{{1,9}}))?"
    r"|(?P<{0}_seconds>\d{{1,7}})(?:\.(?P<{0}_fraction>\d{{1,9}})s?|s))"
)
_ARROW = r"(?:[-–—－=]{1,2}(?:[>＞]|&gt;)|[→~～]|[-–—]|[,，])"
_BRACKET = lazy_re.compile(
    rf"[\[(（【][ \t]*{_TIME.format('start')}[ \t]*(?P<arrow>{_ARROW})[ \t]*"
    rf"{_TIME.format('end')}[ \t]*(?:[,，][ \t]*(?P<who>\d{{1,2}})[ \t]*)?[\])）】]"
)
_BROKEN = lazy_re.compile(rf"[\[(（【][ \t]?\d[^\])）】\n]{{0,40}}?(?:{_ARROW}|\Z)")
_SPEAKER = lazy_re.compile(
    r"[ \t]*(?:[\[(（](?P<bracket>(?:speaker|spk|发言人|说话人)[ _]?[\w?]{1,4})[\])）]:?"
    r"|(?P<label>(?:speaker|spk|发言人|说话人)[ _]?\d{1,3})[ \t]*[:：])[ \t]*",
    re.IGNORECASE,
)
_TURN = lazy_re.compile(r"[ \t]*\[SPEAKER_TURN\][ \t]*")
_BOLD = lazy_re.compile(r"\*\*([\[(（【]\d[^\n*]{3,60}[\])）】])[:：]?\*\*[:：]?")
"""Times in bold, as chat models set them."""

_UNBRACKETED = lazy_re.compile(
    r"(?m)^[ \t\ufeff]*(\d{1,6}\.\d{1,3})s?[ \t]*(?:--|->|→)[ \t]*(\d{1,6}(?:\.\d{1,3})?)s?"
    r"[ \t]*[:：][ \t]*(?=\S)"
)
"""``0.320 -- 3.456: text``, as sherpa-onnx prints it."""

_SEPARATORS = (" -- ", " -> ", "→")

_COLOUR = lazy_re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
# Status lines that recognisers print between the cues.
_CHATTER = lazy_re.compile(
    r"\s*(?:[\W_]{0,20}(?:processing |transcribing )?chunk[ #]{1,3}\d"
    r"|Detect(?:ed|ing) language|Processing audio|VAD |Transcri|whisper_|main: |system_info"
    r"|ggml_|output_\w+: |\[?(?:INFO|WARNING|DEBUG|ERROR)\b|\d{1,3}%\||.*\|\s*\d+/\d+\s*\["
    r"|\[?\d{4}-\d\d-\d\d[ T]|\S+:\d+: \w*Warning|warnings\.warn|.*it/s\]|.*frames/s\]|Started\s*\Z"
    r"|num threads|decoding method|Elapsed seconds|Real time factor)",
    re.IGNORECASE,
)


def score(text: str) -> float:
    """Share of lines that begin with a bracketed time, as 0.6 to 0.98; half the lines give 0.98."""
    sample = text[:20000]
    if not any(sign in sample for sign in (*"[(（【", *_SEPARATORS)):
        return 0.0
    plain, _ = labels(_bare(sample))
    lines = [line for line in plain.split("\n") if line.strip()]
    hits = sum(bool(_BRACKET.match(line.lstrip(" \t\ufeff"))) for line in lines)
    return min(0.98, 0.6 + 0.76 * hits / len(lines)) if hits else 0.0


def read(text: str, options: Options) -> Parsed:
    """Read a recogniser's log; each text is also stored as the hypothesis.

    Raises:
        UserError: There is no line with a bracketed time.
    """
    del options
    text, speakers = labels(_bare(text))
    text = _without_numbers(text)
    line_of = LineCounter(text)
    brackets = list(_cue_brackets(text))
    if not brackets:
        raise UserError("No lines of the form “[00:00:00,000 -> 00:00:01,800] text” were found.")
    parsed = Parsed()
    chunks: list[Chunk] = []
    _head(parsed, chunks, text[: brackets[0].start()])
    for bracket, following in zip(brackets, [*brackets[1:], None], strict=True):
        stop = following.start() if following else len(text)
        line = line_of(bracket.start())
        start, end = _milliseconds(bracket, "start"), _milliseconds(bracket, "end")
        if end < start:
            parsed.problems.append(Problem("The cue ends before it starts.", line=line))
        at_end = following is None
        said = _said(parsed, chunks, text[bracket.end() : stop], line, at_end=at_end)
        speaker = f"Speaker {bracket['who']}" if bracket["who"] else speakers.get(line)
        said = _TURN.sub("", said)
        if match := _SPEAKER.match(said):
            speaker = (match["bracket"] or match["label"]).strip()
            said = said[match.end() :]
        parsed.cues.append(
            Cue(len(parsed.cues), start, end, said, hypothesis=said, speaker=speaker)
        )
    _place(parsed, chunks)
    return parsed


def _bare(text: str) -> str:
    """The text without colours and bold times, and with brackets around all times."""
    text = _BOLD.sub(r"\1", _COLOUR.sub("", unix_newlines(text)))
    return _UNBRACKETED.sub(r"[\1s -> \2s] ", text)


def _without_numbers(text: str) -> str:
    lines = text.split("\n")
    rows = [row for row, line in enumerate(lines) if _BRACKET.match(line.lstrip(" \t\ufeff"))]
    return "\n".join(without_numbers(lines, rows))


def _place(parsed: Parsed, chunks: list[Chunk]) -> None:
    """Use what the log says of its chunks, or report those lines as skipped."""
    moved = placed(parsed.cues, chunks)
    if moved is None:
        for chunk in chunks:
            _ignored(parsed, chunk.content, chunk.line)
        return
    parsed.cues = moved
    message = N_("The log says where its {count} chunks begin; times were counted from there.")
    parsed.problems.append(Problem(message, line=chunks[0].line, count=len(chunks)))


def _cue_brackets(text: str) -> Iterator[re.Match[str]]:
    """Yield brackets that begin a cue: any at a line's start; within a line those of the same form.

    The form is the opening bracket and the arrow. Square brackets with a pointed arrow
    are accepted anywhere.
    """
    searched = 0
    own_form: str | None = None
    for match in _BRACKET.finditer(text):
        form = match[0][0] + match["arrow"].strip()
        newline = text.rfind("\n", searched, match.start())
        on_new_line = newline >= 0 or searched == 0
        before = text[max(newline + 1, searched) : match.start()]
        unmistakable = match[0][0] in "[【" and match["arrow"][-1] in ">＞→;"
        if on_new_line and not before.strip(" \t\ufeff"):
            own_form = own_form or form
            yield match
        elif unmistakable or form == own_form:
            yield match
        searched = match.end()


def _milliseconds(bracket: re.Match[str], name: str) -> int:
    hours, minutes = bracket[f"{name}_h"], bracket[f"{name}_m"]
    seconds = bracket[f"{name}_s"] or bracket[f"{name}_seconds"]
    return from_fields(hours, minutes, seconds, bracket[f"{name}_f"] or bracket[f"{name}_fraction"])


def _said(parsed: Parsed, chunks: list[Chunk], body: str, line: int, *, at_end: bool) -> str:
    """The text of one cue: the rest of its line and its continuation lines."""
    first, *others = body.split("\n")
    said = [first.strip()] if first.strip() else []
    last = line + len(others)
    for number, raw in enumerate(others, start=line + 1):
        content = raw.strip()
        if not content:
            continue
        if (chunk := chunk_start(content)) is not None:
            chunks.append(Chunk(len(parsed.cues) + 1, chunk, number, content))
        elif _CHATTER.match(raw):
            _ignored(parsed, content, number)
        elif _BROKEN.match(content) and _cut(content) and at_end and number == last:
            message = N_("The file ends in the middle of a cue; it may be an incomplete copy.")
            parsed.problems.append(BrokenOff(message, line=number))
        else:
            if _BROKEN.match(content) or said:
                message = N_("“{text}” has no readable time; it was added to the cue before it.")
                parsed.problems.append(Problem(message, line=number, text=shortened(content)))
            said.append(content)
    return "\n".join(said)


def _cut(content: str) -> bool:
    """Whether the closing bracket is missing."""
    return not re.search(r"[\])）】]", content)


def _head(parsed: Parsed, chunks: list[Chunk], head: str) -> None:
    """Read the lines before the first cue."""
    for number, line in enumerate(head.split("\n"), start=1):
        content = line.strip(" \t\r\ufeff")
        if (chunk := chunk_start(content)) is not None:
            chunks.append(Chunk(0, chunk, number, content))
        elif content:
            _ignored(parsed, content, number)


def _ignored(parsed: Parsed, content: str, line: int) -> None:
    message = N_("Skipped, not part of any cue: “{text}”.")
    parsed.problems.append(Problem(message, line=line, text=shortened(content)))


FORMAT = Format(
    id="asr-log",
    name=N_("Recogniser log"),
    suffixes=(".txt", ".log"),
    reader=TextReader(score, read, texts="recognised"),
)

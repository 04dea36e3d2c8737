# SPDX-License-Identifier: GPL-3.0-or-later
"""What must hold of everything that a reader returns, whatever it was given."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from editor.formats.encodings import decode
from editor.formats.lines import unix_newlines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.core.document import Document
    from editor.core.errors import UserError

_BLANK = " \t\r\f\0\ufeff"
_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_TIME = re.compile(r"\d\s*[:：.]\s*\d|\ds|-->|->|[→~～]")
_EVENT = re.compile(r"\s*dialogue\s*:", re.IGNORECASE)
_BLOCK = re.compile("NOTE|STYLE|REGION|WEBVTT")


def check(document: Document) -> None:
    """See that a document is whole, and that nothing of its file is lost without a word."""
    source = document.source
    assert source is not None
    cues = document.cues
    assert source.cues == cues
    assert [cue.id for cue in cues] == list(range(len(cues)))
    assert document.next_id == len(cues)
    for cue in cues:
        assert type(cue.start) is type(cue.end) is int
        assert "\r" not in cue.text or source.format in {"json", "bcc"}  # a character of a string
        assert not cue.second_checked or source.format == "json"
        assert not cue.left_out or source.format == "json" or "asr.event" in cue.extras
        if source.format != "json":
            assert all(name.startswith((f"{source.format}.", "asr.")) for name in cue.extras)
    if source.format != "json":
        assert all(name.startswith(f"{source.format}.") for name in document.head.extras)
    if source.format in {"stl", "xlsx"}:
        return
    decoded = decode(source.data, source.options.encoding)
    text = unix_newlines(decoded.text).replace("\x1a", " ")  # an end-of-file mark, which is told
    lines = text.count("\n") + 1
    for problem in document.problems:
        assert problem.text
        if problem.line is not None and problem.message != "{said}":  # ours tell of other files
            assert 1 <= problem.line <= lines
    if not decoded.problems:  # or what was read shows � for what was there
        _check_nothing_lost(document, text)


def _check_nothing_lost(document: Document, text: str) -> None:
    told = {problem.line for problem in document.problems}
    source = document.source
    assert source is not None
    if source.spans is not None:
        _check_spans(document, text, told)
    if source.format in {"asr-log", "sbv"}:
        said = "\n".join(cue.text for cue in document.cues)
        for number, line in enumerate(text.split("\n"), start=1):
            bare = _COLOUR.sub("", line).strip(_BLANK)
            assert _TIME.search(bare) or bare in said or number in told, line
    if source.format in {"json", "bcc"}:
        _check_items(document, text)


def _check_spans(document: Document, text: str, told: set[int | None]) -> None:
    """The spans are apart, in order; what is in one is in its cue, what is in none is told."""
    source = document.source
    assert source is not None
    assert source.spans is not None
    spans = list(source.spans)
    assert len(spans) == 2 * len(document.cues)
    assert all(first <= second for first, second in pairwise([0, *spans, len(text)]))
    outside = list(zip([0, *spans[1::2]], [*spans[::2], len(text)], strict=True))
    for first, stop in outside:
        rest = text[first:stop]
        if source.format == "vtt" and _BLOCK.search(rest):
            continue  # what belongs to no cue there has a meaning of its own
        before = text.count("\n", 0, first) + 1
        near = range(before, before + rest.count("\n") + 1)
        if source.format == "ass":
            rest = "\n".join(line for line in rest.split("\n") if _EVENT.match(line))
        assert not rest.strip(_BLANK + "\n") or any(line in near for line in told), rest
    if source.format == "srt":
        for cue, first, stop in zip(document.cues, spans[::2], spans[1::2], strict=True):
            if cue.id in source.mended:  # it says otherwise what the file says, and that is told
                continue
            for line in _text_lines(text[first:stop]):
                assert line in cue.text, line


def _text_lines(block: str) -> Iterator[str]:
    """Lines of a cue that are neither its number nor a time."""
    for line in block.split("\n")[1:]:
        bare = line.strip(_BLANK)
        if not _TIME.search(bare) and not bare.isdecimal():
            yield bare


def _check_items(document: Document, text: str) -> None:
    """Each item of a JSON list is a cue, or told."""
    try:
        data = json.loads(text.strip(_BLANK + "\n"), strict=False)
    except (ValueError, RecursionError):
        return
    listed = data.get("cues") if isinstance(data, dict) else None
    if document.source is not None and document.source.format == "bcc":
        listed = data.get("body", (data.get("data") or {}).get("body"))
    gone = sum("has no readable time" in p.message for p in document.problems)
    assert listed is not None
    assert len(document.cues) + gone == len(listed)


def refused(error: UserError) -> None:
    """See that what is said when nothing can be read is a sentence."""
    assert str(error).strip()
    assert error.line is None or error.line >= 1

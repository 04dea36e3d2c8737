# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of all formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.formats import (
    asr_log,
    ass,
    audacity,
    bcc,
    ctm,
    delimited,
    docx,
    lrc,
    markdown,
    microdvd,
    mpl2,
    own_json,
    plain,
    recognisers,
    rttm,
    sami,
    sbv,
    scc,
    srt,
    stl,
    subviewer,
    textgrid,
    timed_text,
    transcript,
    ttml,
    vtt,
    xlsx,
    youtube,
)

if TYPE_CHECKING:
    from editor.formats.format import Format

FORMATS: tuple[Format, ...] = (
    srt.FORMAT,
    vtt.FORMAT,
    ass.FORMAT,
    sbv.FORMAT,
    bcc.FORMAT,
    ttml.FORMAT,
    lrc.FORMAT,
    own_json.FORMAT,
    asr_log.FORMAT,
    *recognisers.FORMATS,
    *youtube.FORMATS,
    transcript.FORMAT,
    ctm.FORMAT,
    rttm.FORMAT,
    textgrid.FORMAT,
    stl.FORMAT,
    plain.FORMAT,
    timed_text.FORMAT,
    markdown.FORMAT,
    docx.FORMAT,
    delimited.FORMAT,
    delimited.TABBED,
    xlsx.FORMAT,
    audacity.FORMAT,
    subviewer.FORMAT,
    microdvd.FORMAT,
    mpl2.FORMAT,
    sami.FORMAT,
    scc.FORMAT,
)

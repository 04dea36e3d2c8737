# SPDX-License-Identifier: GPL-3.0-or-later
"""What the timeline's tool tips say."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from editor.core.tags import without_tags
from editor.core.timecode import clock
from editor.ui.i18n import tr

if TYPE_CHECKING:
    from editor.ui.timeline.scene import Scene


def told_cue(scene: Scene, row: int) -> str:
    """Full text and times of a cue, as HTML."""
    cue = scene.document.cues[row]
    start, end = scene.times_of(row)
    times = tr(
        "{number} · {start} – {end} · {length} s",
        number=row + 1,
        start=told_time(start),
        end=told_time(end),
        length=f"{(end - start) / 1000:.3f}",
    )
    text = html.escape(without_tags(cue.text)).replace("\n", "<br>")
    return f"<p>{text}</p><p style='white-space: nowrap'>{html.escape(times)}</p>"


def told_time(ms: int) -> str:
    """A time as in the table, to the millisecond."""
    return clock(max(ms, 0), hour_digits=1)

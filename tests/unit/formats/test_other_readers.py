# SPDX-License-Identifier: GPL-3.0-or-later
"""What we write, as others read it: FFmpeg, and for BCC the fields that Bilibili's tools know."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import av
import jsonschema
import pytest
from av.subtitles.subtitle import AssSubtitle

from editor import formats
from editor.core.cue import Cue
from editor.core.document import Document
from tests.making import REAL

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = [cue.text for cue in formats.read(REAL.read_bytes(), REAL.name).cues if cue.text]
LINES = [*TEXTS, "第一行\n第二行", "a < b & c", "-- 破折号"]
CUES = tuple(
    Cue(number, number * 1_500 + 10 * (number % 9), number * 1_500 + 1_370, text)
    for number, text in enumerate(LINES)
)

# A number from 1 to 9 as on a keypad; the colours as in CSS.
_SCHEMA = {
    "type": "object",
    "required": ["font_size", "font_color", "background_alpha", "background_color", "Stroke"],
    "properties": {
        "font_size": {"type": "number", "exclusiveMinimum": 0},
        "font_color": {"type": "string", "pattern": "^#[0-9A-F]{6}$"},
        "background_alpha": {"type": "number", "minimum": 0, "maximum": 1},
        "background_color": {"type": "string", "pattern": "^#[0-9A-F]{6}$"},
        "Stroke": {"type": "string"},
        "body": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["from", "to", "location", "content"],
                "properties": {
                    "from": {"type": "number", "minimum": 0},
                    "to": {"type": "number", "exclusiveMinimum": 0},
                    "location": {"type": "integer", "minimum": 1, "maximum": 9},
                    "content": {"type": "string", "minLength": 1},
                },
                "additionalProperties": False,
            },
        },
    },
}


@pytest.mark.parametrize("name", ["srt", "vtt", "ass"])
def test_ffmpeg_reads_each_cue(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"talk.{name}"
    path.write_bytes(formats.write(Document(CUES), formats.by_id(name)).data)
    read = []
    with av.open(str(path)) as container:
        for packet in container.demux(subtitles=0):
            if packet.pts is None or packet.duration is None:
                continue  # the end
            times = packet.pts, packet.pts + packet.duration
            start, end = (round(1_000 * time * packet.time_base) for time in times)
            for said in packet.decode():
                assert isinstance(said, AssSubtitle)
                text = said.ass.decode().split(",", 8)[8]
                read.append((start, end, text.replace("\\N", "\n")))
    assert read == [(cue.start, cue.end, cue.text) for cue in CUES]


def test_bcc_has_all_fields_and_none_that_nobody_knows() -> None:
    written = json.loads(formats.write(Document(CUES), formats.by_id("bcc")).data)
    jsonschema.validate(written, _SCHEMA)
    assert [(each["from"], each["to"], each["content"]) for each in written["body"]] == [
        (cue.start / 1000, cue.end / 1000, cue.text) for cue in CUES
    ]

# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing TTML: IMSC 1.1 text, with a region for each place and speakers as agents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.markup import KEYS, Place, anchor, place_at
from editor.core.tags import TAG, simplified, unprotected
from editor.core.timecode import clock
from editor.formats.format import Markup, Written
from editor.formats.lines import without_blank_lines
from editor.formats.xml_tree import escaped, without_controls

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.core.document import Document

_TAGS = re.compile(r"</?[ibu]>|<font\s[^<>]*>|</font>", re.IGNORECASE)
_COLOUR = re.compile(r"color\s*=\s*[\"']?(#[0-9A-Fa-f]{6}|[A-Za-z]+)", re.IGNORECASE)

CENTRE = 2
"""The key of a numeric keypad at which texts stand that name no place."""


def _place(extras: Mapping[str, object]) -> Place | None:
    return place_at(extras.get("ttml.anchor"))


MARKUP = Markup(_TAGS, _place, anchors=True)
"""The markup of TTML."""

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
    xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"
    ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text" xml:lang="{language}">
  <head>
    <metadata>
{metadata}    </metadata>
    <styling>
      <initial tts:color="white"/>
      <style xml:id="s" tts:fontFamily="proportionalSansSerif" tts:fontSize="100%"
             tts:textAlign="center" tts:textOutline="black 5%"/>
    </styling>
    <layout>
{regions}    </layout>
  </head>
  <body style="s">
    <div>
"""
_TAIL = "    </div>\n  </body>\n</tt>\n"
_ROWS = {0: "after", 1: "center", 2: "before"}
_COLUMNS = {0: "start", 1: "center", 2: "end"}


def write(document: Document, media_length: int | None) -> Written:
    """IMSC 1.1 text: a region for each place, speakers as agents."""
    del media_length
    written = Written()
    speakers = list(dict.fromkeys(cue.speaker for cue in document.cues if cue.speaker))
    ids = {name: f"a{number}" for number, name in enumerate(speakers, start=1)}
    rows = []
    keys = set()
    for number, cue in enumerate(document.cues, start=1):
        key = anchor(cue.text) or cue.extras.get("ttml.anchor")
        key = key if isinstance(key, int) and key in KEYS else CENTRE
        keys.add(key)
        held = without_controls(MARKUP.held(cue.text))
        text = without_blank_lines(held)
        if text != MARKUP.held(cue.text).replace("\r", "\n"):
            message = N_("The text of cue {cue} contained blank lines; they were removed.")
            written.problems.append(Problem(message, cue=number))
        times = f'begin="{clock(max(0, cue.start))}" end="{clock(max(0, cue.end))}"'
        agent = f' ttm:agent="{ids[cue.speaker]}"' if cue.speaker else ""
        rows.append(f'      <p {times} region="r{key}"{agent}>{_spans(text)}</p>\n')
    agents = "".join(
        f'      <ttm:agent xml:id="{ids[name]}" type="person"><ttm:name type="full">'
        f"{escaped(name)}</ttm:name></ttm:agent>\n"
        for name in speakers
    )
    title = document.head.script_info.get("Title", "")
    metadata = f"      <ttm:title>{escaped(title)}</ttm:title>\n" if title else ""
    head = _HEAD.format(
        language=escaped(document.head.language or ""),
        metadata=metadata + agents,
        regions="".join(map(_region, sorted(keys))),
    )
    written.text = head + "".join(rows) + _TAIL
    return written


def _region(key: int) -> str:
    row, column = divmod(key - 1, 3)
    return (
        f'      <region xml:id="r{key}" tts:origin="5% 5%" tts:extent="90% 90%"'
        f' tts:displayAlign="{_ROWS[row]}" tts:textAlign="{_COLUMNS[column]}"/>\n'
    )


def _spans(text: str) -> str:
    """A text with spans for its tags, each closed where it must be."""
    parts: list[str] = []
    opened: list[str] = []
    last = 0
    for tag in TAG.finditer(text):
        parts.append(_escaped(text[last : tag.start()]))
        last = tag.end()
        for one in simplified(tag[0]):
            _switch(parts, opened, one.strip("</>"), tag[0], closing=one.startswith("</"))
    parts.append(_escaped(text[last:]))
    return "".join(parts) + "</span>" * len(opened)


def _switch(parts: list[str], opened: list[str], name: str, tag: str, *, closing: bool) -> None:
    if not closing:
        parts.append(_opening(name, tag))
        opened.append(name)
    elif opened and opened[-1] == name:
        parts.append("</span>")
        opened.pop()


def _opening(name: str, tag: str) -> str:
    colour = _COLOUR.search(tag) if name == "font" else None
    value = {
        "i": 'tts:fontStyle="italic"',
        "b": 'tts:fontWeight="bold"',
        "u": 'tts:textDecoration="underline"',
        "font": f'tts:color="{colour[1].lower()}"' if colour else "",
    }.get(name, "")
    return f"<span {value}>" if value else "<span>"


def _escaped(text: str) -> str:
    return escaped(unprotected(text)).replace("\n", "<br/>")

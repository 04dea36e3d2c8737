# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of colour roles, in its light and its dark form."""

from __future__ import annotations

from PySide6.QtGui import QColor

from editor.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """The colour roles. Never change a colour in place; copy it before you set its alpha.

    Attributes:
        base: Background of the table, fields and lists.
        raised: Background of panels, bars and the window itself.
        border: Lines between parts, edges of fields.
        hover: Background under the pointer.
        text: Primary text.
        dim: Secondary text: times, hints. Readable on `base` and on `raised`.
        accent: The primary button; focus.
        on_accent: Text on `accent`.
        current: Background of the current row.
        selection: Background of selected text and rows; `text` is readable on it.
        checked: Mark of cues that the user has checked.
        error: Mark and text of errors.
        warning: Mark and text of warnings.
        note: Mark and text of notes.
        changed: Background of characters that differ from the hypothesis.
        found: Background of what a search has found; `text` is readable on it.
        found_edge: Its edge, and its mark in the overview.
        low_confidence: Underline of words with low confidence of the recogniser.
        timeline: Background of the timeline.
        wave: Peaks of the waveform.
        wave_core: RMS inside the peaks.
        wave_current: Peaks of the waveform in the current cue.
        wave_current_core: RMS in the current cue.
        spectrum_low: Low level in the spectrogram; below it, the background shows.
        spectrum_middle: Medium level in the spectrogram.
        spectrum_high: Highest level in the spectrogram.
        speech: Speech detected by VAD.
        undecoded: Background where the audio is not decoded yet.
        playhead: The playhead.
        grid: Grid lines of the timeline.
        ruler: Background of the ruler.
        ruler_text: Times on the ruler.
        cue: Background of a cue's block.
        cue_alternate: Background of every other block, to tell neighbours apart.
        cue_border: Edges of a cue.
        cue_chosen: Background of a selected cue's block.
        cue_current: Background of the current cue's block.
        cue_text: Text on all of these.
        marked: The range selected on the timeline; painted translucent.
        chunk: Borders of the recogniser's chunks.
        speaker_1, speaker_2, speaker_3, speaker_4, speaker_5, speaker_6: Speakers, in turn; they
            are told apart on `base`, `current` and `selection`.
        mark_red, mark_yellow, mark_blue: The user's marks.
    """

    base: QColor
    raised: QColor
    border: QColor
    hover: QColor
    text: QColor
    dim: QColor
    accent: QColor
    on_accent: QColor
    current: QColor
    selection: QColor
    checked: QColor
    error: QColor
    warning: QColor
    note: QColor
    changed: QColor
    found: QColor
    found_edge: QColor
    low_confidence: QColor
    timeline: QColor
    wave: QColor
    wave_core: QColor
    wave_current: QColor
    wave_current_core: QColor
    spectrum_low: QColor
    spectrum_middle: QColor
    spectrum_high: QColor
    speech: QColor
    undecoded: QColor
    playhead: QColor
    grid: QColor
    ruler: QColor
    ruler_text: QColor
    cue: QColor
    cue_alternate: QColor
    cue_border: QColor
    cue_chosen: QColor
    cue_current: QColor
    cue_text: QColor
    marked: QColor
    chunk: QColor
    speaker_1: QColor
    speaker_2: QColor
    speaker_3: QColor
    speaker_4: QColor
    speaker_5: QColor
    speaker_6: QColor
    mark_red: QColor
    mark_yellow: QColor
    mark_blue: QColor

    @property
    def speakers(self) -> tuple[QColor, ...]:
        """The colours of speakers, in turn."""
        return (
            *(self.speaker_1, self.speaker_2, self.speaker_3),
            *(self.speaker_4, self.speaker_5, self.speaker_6),
        )

    @property
    def spectrum(self) -> tuple[QColor, QColor, QColor, QColor]:
        """The colour scale of the spectrogram, from silence to the highest level."""
        return self.timeline, self.spectrum_low, self.spectrum_middle, self.spectrum_high


LIGHT = Colours(
    base=QColor("#ffffff"),
    raised=QColor("#f3f4f6"),
    border=QColor("#d5d9df"),
    hover=QColor("#e8ebef"),
    text=QColor("#1c2128"),
    dim=QColor("#5a6370"),
    accent=QColor("#1f62bd"),
    on_accent=QColor("#ffffff"),
    current=QColor("#edf3fc"),
    selection=QColor("#c9dcf7"),
    checked=QColor("#21763f"),
    error=QColor("#b3261e"),
    warning=QColor("#8a5a00"),
    note=QColor("#3a6a92"),
    changed=QColor("#fbeec2"),
    found=QColor("#ecd9fa"),
    found_edge=QColor("#9b4dca"),
    low_confidence=QColor("#c07a2c"),
    timeline=QColor("#fafbfc"),
    wave=QColor("#93a0b3"),
    wave_core=QColor("#56667d"),
    wave_current=QColor("#699de4"),
    wave_current_core=QColor("#1d55a6"),
    spectrum_low=QColor("#b9cbe6"),
    spectrum_middle=QColor("#5a7fc0"),
    spectrum_high=QColor("#1d2a63"),
    speech=QColor("#3f9a86"),
    undecoded=QColor("#dfe4ea"),
    playhead=QColor("#dd3f2a"),
    grid=QColor("#e9ecf0"),
    ruler=QColor("#f3f4f6"),
    ruler_text=QColor("#5a6370"),
    cue=QColor("#e3e8ef"),
    cue_alternate=QColor("#d9e0e9"),
    cue_border=QColor("#a3afbf"),
    cue_chosen=QColor("#c9dcf7"),
    cue_current=QColor("#a9c9f5"),
    cue_text=QColor("#1c2128"),
    marked=QColor("#2c6fca"),
    chunk=QColor("#9a6bc2"),
    speaker_1=QColor("#1f6fb5"),
    speaker_2=QColor("#b4540a"),
    speaker_3=QColor("#0c7c70"),
    speaker_4=QColor("#b02a79"),
    speaker_5=QColor("#5b7a12"),
    speaker_6=QColor("#6d4bc4"),
    mark_red=QColor("#d02c3f"),
    mark_yellow=QColor("#c08a00"),
    mark_blue=QColor("#2463c8"),
)

DARK = Colours(
    base=QColor("#1b1e23"),
    raised=QColor("#24282e"),
    border=QColor("#3a4049"),
    hover=QColor("#30353d"),
    text=QColor("#e3e6eb"),
    dim=QColor("#9da6b3"),
    accent=QColor("#77aef8"),
    on_accent=QColor("#10151c"),
    current=QColor("#232e3e"),
    selection=QColor("#2d4a73"),
    checked=QColor("#6cc488"),
    error=QColor("#ff8a80"),
    warning=QColor("#e8b557"),
    note=QColor("#8fbfe6"),
    changed=QColor("#4a4020"),
    found=QColor("#4d2f63"),
    found_edge=QColor("#c58af0"),
    low_confidence=QColor("#d0914a"),
    timeline=QColor("#181b1f"),
    wave=QColor("#55627a"),
    wave_core=QColor("#9fabbd"),
    wave_current=QColor("#4679bd"),
    wave_current_core=QColor("#9cc7ff"),
    spectrum_low=QColor("#2b3a66"),
    spectrum_middle=QColor("#7f6fc4"),
    spectrum_high=QColor("#ffd9a0"),
    speech=QColor("#5fb8a2"),
    undecoded=QColor("#2c323b"),
    playhead=QColor("#ff6a55"),
    grid=QColor("#262b32"),
    ruler=QColor("#24282e"),
    ruler_text=QColor("#9da6b3"),
    cue=QColor("#2d333c"),
    cue_alternate=QColor("#363d48"),
    cue_border=QColor("#596473"),
    cue_chosen=QColor("#2d4a73"),
    cue_current=QColor("#35609b"),
    cue_text=QColor("#e9ecf1"),
    marked=QColor("#77aef8"),
    chunk=QColor("#b48ad8"),
    speaker_1=QColor("#6fb3f2"),
    speaker_2=QColor("#f0a261"),
    speaker_3=QColor("#4fc7b8"),
    speaker_4=QColor("#f088c0"),
    speaker_5=QColor("#b2cf5b"),
    speaker_6=QColor("#b79df5"),
    mark_red=QColor("#ff7384"),
    mark_yellow=QColor("#f2cc4d"),
    mark_blue=QColor("#7db2ff"),
)

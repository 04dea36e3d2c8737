# SPDX-License-Identifier: GPL-3.0-or-later
"""Hearing: what plays, and how fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions.action import Action, can_hear
from editor.core import text as texts
from editor.core.errors import Problem
from editor.core.i18n import N_

if TYPE_CHECKING:
    from editor.actions.context import Context
    from editor.media.container import Track

RATES = (0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
_SECOND = 1_000
_MEGABYTE = 1_000_000
_NOTHING_TO_HEAR = N_("There is nothing to hear yet: open the sound or video.")
_STEP = 10
"""Per cent of loudness that a key adds or takes off."""


def has_medium(context: Context) -> bool:
    """Whether there is a medium."""
    return context.playback.has_medium


def replay(context: Context) -> None:
    """The cue from its first sample to its last."""
    context.playback.play_cue(context.row)


def replay_from_caret(context: Context) -> None:
    """From the word at the caret to the cue's end."""
    cue = context.cue
    start = time_at(context, context.session.selection.caret)
    context.playback.play_range(min(start, max(cue.end - 1, cue.start)), cue.end)


def has_marked(context: Context) -> bool:
    """Whether a range is marked on the timeline, and can be heard."""
    return context.playback.has_medium and context.views.marked() is not None


def play_marked(context: Context) -> None:
    """The range that is marked on the timeline."""
    marked = context.views.marked()
    if marked is not None:
        context.playback.play_range(*marked)


def time_at(context: Context, caret: int) -> int:
    """The time that answers to an offset in the current text: by its words, else by its length."""
    cue = context.cue
    if cue.words:
        place = len(texts.without_tags(cue.text[:caret]).replace(" ", ""))
        for word in cue.words:
            place -= len(word.text.replace(" ", ""))
            if place < 0:
                return word.start
    before, after = texts.weight(cue.text[:caret]) - 1, texts.weight(cue.text[caret:]) - 1
    share = before / (before + after) if before + after else 0.0
    return cue.start + round(cue.duration * share)


def pause(context: Context) -> None:
    """Hold, or go on; from the current cue on where nothing was held.

    At rest, the first thing to go is a marked range.
    """
    if context.playback.at_rest and context.views.marked() is not None:
        context.views.unmark()
    else:
        context.playback.toggle()


def play_on(context: Context) -> None:
    """From the caret to the end of the medium, the current cue following."""
    context.playback.play_on(time_at(context, context.session.selection.caret))


def last_second(context: Context) -> None:
    """The last second of the cue."""
    cue = context.cue
    context.playback.play_range(max(cue.start, cue.end - _SECOND), cue.end)


def first_second(context: Context) -> None:
    """The first second of the cue."""
    cue = context.cue
    context.playback.play_range(cue.start, min(cue.end, cue.start + _SECOND))


def second_before(context: Context) -> None:
    """The second before the cue."""
    start = context.cue.start
    context.playback.play_range(max(0, start - _SECOND), start)


def second_after(context: Context) -> None:
    """The second after the cue."""
    end = context.cue.end
    context.playback.play_range(end, end + _SECOND)


def slower(context: Context) -> None:
    """One step slower."""
    rate = context.playback.rate
    context.playback.set_rate(max((r for r in RATES if r < rate), default=RATES[0]))


def faster(context: Context) -> None:
    """One step faster."""
    rate = context.playback.rate
    context.playback.set_rate(min((r for r in RATES if r > rate), default=RATES[-1]))


def louder(context: Context) -> None:
    """One step louder, up to 12 dB more than was recorded."""
    output = context.output
    output.set_level(output.loudness.level + _STEP)


def quieter(context: Context) -> None:
    """One step quieter."""
    output = context.output
    output.set_level(output.loudness.level - _STEP)


def mute(context: Context) -> None:
    """Let nothing be heard, or let it be heard again."""
    context.output.set_muted(not is_muted(context))


def is_muted(context: Context) -> bool:
    """Whether nothing is heard."""
    return context.output.loudness.muted


def loop(context: Context) -> None:
    """Repeat what is played until told otherwise."""
    context.playback.set_looping(not context.playback.looping)


def is_looping(context: Context) -> bool:
    """Whether what is played is repeated."""
    return context.playback.looping


def watch(context: Context) -> None:
    """Watch at leisure, or correct again."""
    context.playback.set_watching(not context.playback.watching)


def is_watching(context: Context) -> bool:
    """Whether one watches."""
    return context.playback.watching


def frame_back(context: Context) -> None:
    """One picture back."""
    context.playback.step_frame(-1)


def frame_on(context: Context) -> None:
    """One picture on."""
    context.playback.step_frame(1)


def has_picture(context: Context) -> bool:
    """Whether the medium has one."""
    return context.playback.has_picture


def can_step(context: Context) -> bool:
    """Whether one can go picture by picture."""
    return context.playback.can_step


def has_tracks(context: Context) -> bool:
    """Whether there is a choice of sound."""
    return len(context.medium.tracks) > 1


def choose_track(context: Context) -> None:
    """Hear another of the medium's tracks of sound."""
    medium = context.medium
    current = _track_name(medium.tracks[medium.track])
    question = Problem("Which sound is to be heard? Now it is {track}.", track=current)
    chosen = context.ask.choose(question, [_track_name(track) for track in medium.tracks])
    if chosen is not None:
        context.playback.choose_track(chosen)


def _track_name(track: Track) -> str:
    """What the file says of it: ``2: zho, 导演评论 (aac, 2)``."""
    told = ", ".join(text for text in (track.language, track.title) if text)
    return f"{track.index + 1}: {told} ({track.codec}, {track.channels})".replace(":  (", ": (")


def clear_sound(context: Context) -> None:
    """Remove the decoded sound of media that are not open."""
    size = context.medium.cache_size
    question = Problem(
        "Decoded sound takes {size} MB of the disk. What is open stays; all else can be decoded "
        "again.",
        size=round(size / _MEGABYTE),
    )
    if context.ask.choose(question, [N_("Clear decoded sound")]) is not None:
        left = context.medium.clear_cache()
        cleared = round((size - left) / _MEGABYTE)
        context.views.notice(Problem("{size} MB of decoded sound were cleared.", size=cleared))


ACTIONS: tuple[Action, ...] = (
    Action("play.replay", N_("Play the cue"), replay, ("Tab",), can_hear, scope="table",
           hint=_NOTHING_TO_HEAR, changes=False),
    Action("play.from-caret", N_("Play from the caret"), replay_from_caret, ("Shift+Tab",),
           can_hear, scope="table", hint=_NOTHING_TO_HEAR, changes=False),
    Action("play.pause", N_("Pause, go on"), pause, ("Esc",), has_medium, scope="table",
           changes=False),
    Action("play.marked", N_("Play the marked range"), play_marked, ("Ctrl+F5",), has_marked,
           changes=False),
    Action("play.on", N_("Play on from the caret"), play_on, ("F5",), can_hear, changes=False),
    Action("play.last-second", N_("Last second"), last_second, ("F6",), can_hear, changes=False),
    Action("play.first-second", N_("First second"), first_second, ("Shift+F6",), can_hear,
           changes=False),
    Action("play.before", N_("The second before"), second_before, ("Ctrl+F6",), can_hear,
           changes=False),
    Action("play.after", N_("The second after"), second_after, ("Ctrl+Shift+F6",), can_hear,
           changes=False),
    Action("play.slower", N_("Slower"), slower, ("Ctrl+Down",), has_medium, changes=False),
    Action("play.faster", N_("Faster"), faster, ("Ctrl+Up",), has_medium, changes=False),
    Action("play.louder", N_("Louder"), louder, ("Ctrl+Alt+Up",), has_medium, changes=False),
    Action("play.quieter", N_("Quieter"), quieter, ("Ctrl+Alt+Down",), has_medium, changes=False),
    Action("play.mute", N_("Mute"), mute, ("Ctrl+M",), has_medium, checked=is_muted, changes=False),
    Action("play.loop", N_("Repeat"), loop, ("F9",), has_medium, checked=is_looping, changes=False),
    Action("play.watch", N_("Watch with VLC"), watch, ("Ctrl+Shift+W",), has_medium,
           checked=is_watching, changes=False),
    Action("play.frame-back", N_("One picture back"), frame_back, ("Ctrl+Alt+Left",), can_step,
           changes=False),
    Action("play.frame-on", N_("One picture on"), frame_on, ("Ctrl+Alt+Right",), can_step,
           changes=False),
    Action("play.track", N_("Sound track…"), choose_track, (), has_tracks, changes=False),
    Action("tools.clear-sound", N_("Clear decoded sound…"), clear_sound, changes=False),
)  # fmt: skip

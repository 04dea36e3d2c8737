# SPDX-License-Identifier: GPL-3.0-or-later
"""Playback: what is played, at what speed and volume."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.actions import transcribing
from editor.actions.action import Action, can_hear, has_document
from editor.core import text as texts
from editor.core.errors import Problem
from editor.core.filter import NO_FILTER
from editor.core.i18n import N_
from editor.core.tags import without_tags
from editor.settings import MANNER, SKIP

if TYPE_CHECKING:
    from editor.actions.context import Context
    from editor.media.container import Track

RATES = (0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
"""Playback speeds; 1 is normal."""

_SECOND = 1_000
_MEGABYTE = 1_000_000
_NOTHING_TO_HEAR = N_("Nothing to play yet. Open the audio or video first.")
_STEP = 10
"""Steps of the volume, in per cent, for one key press."""


def has_medium(context: Context) -> bool:
    """Whether there is a medium."""
    return context.playback.has_medium


def replay(context: Context) -> None:
    """Play the current cue."""
    context.playback.play_cue(context.row)


def replay_from_caret(context: Context) -> None:
    """Play from the word at the caret to the end of the cue."""
    cue = context.cue
    start = time_at(context, context.session.selection.caret)
    context.playback.play_range(min(start, max(cue.end - 1, cue.start)), cue.end)


def has_marked(context: Context) -> bool:
    """Whether a range is selected on the timeline and there is a medium."""
    return context.playback.has_medium and context.views.marked() is not None


def play_marked(context: Context) -> None:
    """Play the range selected on the timeline."""
    marked = context.views.marked()
    if marked is not None:
        context.playback.play_range(*marked)


def time_at(context: Context, caret: int) -> int:
    """The time in ms of a text offset in the current cue: by word times, else by share of text."""
    cue = context.cue
    if cue.words:
        place = len(without_tags(cue.text[:caret]).replace(" ", ""))
        for word in cue.words:
            place -= len(word.text.replace(" ", ""))
            if place < 0:
                return word.start
    before, after = texts.weight(cue.text[:caret]) - 1, texts.weight(cue.text[caret:]) - 1
    share = before / (before + after) if before + after else 0.0
    return cue.start + round(cue.duration * share)


def caret_at(context: Context, time: int) -> int:
    """The text offset in the current cue that is spoken at `time` in ms; `time_at` inverted."""
    offsets = range(len(context.cue.text) + 1)
    return min(offsets, key=lambda caret: abs(time_at(context, caret) - time))


def pause(context: Context) -> None:
    """Pause, or play on from the playhead."""
    context.playback.toggle()


def stop(context: Context) -> None:
    """Pause; if nothing plays: leave the search, clear the marked range, end the filter or tapping.

    Never starts to play.
    """
    if context.playback.playing:
        context.playback.pause()
    elif context.search.shown:
        context.views.leave_find()
    elif context.views.marked() is not None:
        context.views.unmark()
    elif context.session.filter:
        context.session.set_filter(NO_FILTER)
    elif context.tapping.mode:
        transcribing.leave(context)


def play_on(context: Context) -> None:
    """Play from the caret to the end of the medium; the current cue follows."""
    context.playback.play_on(time_at(context, context.session.selection.caret))


def back_slower(context: Context) -> None:
    """Play the last two seconds slower."""
    context.again.play()


def last_second(context: Context) -> None:
    """Play the last second of the cue."""
    cue = context.cue
    context.playback.play_range(max(cue.start, cue.end - _SECOND), cue.end)


def first_second(context: Context) -> None:
    """Play the first second of the cue."""
    cue = context.cue
    context.playback.play_range(cue.start, min(cue.end, cue.start + _SECOND))


def second_before(context: Context) -> None:
    """Play the second before the cue."""
    start = context.cue.start
    context.playback.play_range(max(0, start - _SECOND), start)


def second_after(context: Context) -> None:
    """Play the second after the cue."""
    end = context.cue.end
    context.playback.play_range(end, end + _SECOND)


def slower(context: Context) -> None:
    """Lower the speed by one step of `RATES`."""
    rate = context.playback.rate
    context.playback.set_rate(max((r for r in RATES if r < rate), default=RATES[0]))


def faster(context: Context) -> None:
    """Raise the speed by one step of `RATES`."""
    rate = context.playback.rate
    context.playback.set_rate(min((r for r in RATES if r > rate), default=RATES[-1]))


def normal_speed(context: Context) -> None:
    """Play at the normal speed."""
    context.playback.set_rate(1)


def louder(context: Context) -> None:
    """Raise the volume by one step."""
    output = context.output
    output.set_level(output.loudness.level + _STEP)


def quieter(context: Context) -> None:
    """Lower the volume by one step."""
    output = context.output
    output.set_level(output.loudness.level - _STEP)


def mute(context: Context) -> None:
    """Mute or unmute."""
    context.output.set_muted(not is_muted(context))


def is_muted(context: Context) -> bool:
    """Whether the audio is muted."""
    return context.output.loudness.muted


def loop(context: Context) -> None:
    """Turn looping of the played range on or off."""
    context.playback.set_looping(not context.playback.looping)


def is_looping(context: Context) -> bool:
    """Whether the played range loops."""
    return context.playback.looping


def flow(context: Context) -> None:
    """Switch between the ways of working, *Flow* and *Step*."""
    context.settings[MANNER] = "step" if is_flowing(context) else "flow"


def is_flowing(context: Context) -> bool:
    """Whether the way of working is *Flow*."""
    return context.following.flows


def skip(context: Context) -> None:
    """Skip silence while playing on, or play it."""
    context.settings[SKIP] = not context.settings[SKIP]


def skips(context: Context) -> bool:
    """Whether silence is skipped."""
    return context.settings[SKIP]


def watch(context: Context) -> None:
    """Switch between VLC, for watching, and the player for editing."""
    context.playback.set_watching(not context.playback.watching)


def is_watching(context: Context) -> bool:
    """Whether VLC is in use for watching."""
    return context.playback.watching


def frame_back(context: Context) -> None:
    """Step one video frame back."""
    context.playback.step_frame(-1)


def frame_on(context: Context) -> None:
    """Step one video frame forward."""
    context.playback.step_frame(1)


def has_picture(context: Context) -> bool:
    """Whether the medium has video."""
    return context.playback.screen.has_picture


def can_step(context: Context) -> bool:
    """Whether the video can be stepped frame by frame."""
    return context.playback.screen.can_step


def has_tracks(context: Context) -> bool:
    """Whether the medium has several audio tracks."""
    return len(context.medium.tracks) > 1


def choose_track(context: Context) -> None:
    """Ask which audio track of the medium to play."""
    medium = context.medium
    current = _track_name(medium.tracks[medium.track])
    question = Problem(
        "Which audio track do you want to hear? Now playing: {track}.", track=current
    )
    chosen = context.ask.choose(question, [_track_name(track) for track in medium.tracks])
    if chosen is not None:
        context.playback.choose_track(chosen)


def _track_name(track: Track) -> str:
    """A label from the file's metadata: ``2: zho, 导演评论 (aac, 2)``; at the end the channels."""
    told = ", ".join(text for text in (track.language, track.title) if text)
    return f"{track.index + 1}: {told} ({track.codec}, {track.channels})".replace(":  (", ": (")


def clear_sound(context: Context) -> None:
    """Ask, then delete the decoded audio of media that are not open."""
    size = context.medium.cache_size
    question = Problem(
        "The audio cache uses {size} MB of disk space. Files in use are kept; "
        "the rest is decoded again when needed.",
        size=round(size / _MEGABYTE),
    )
    if context.ask.choose(question, [N_("Clear audio cache")]) is not None:
        left = context.medium.clear_cache()
        cleared = round((size - left) / _MEGABYTE)
        context.views.notice(Problem("{size} MB of audio cache cleared.", size=cleared))


ACTIONS: tuple[Action, ...] = (
    Action("play.replay", N_("Play cue"), replay, ("Tab",), can_hear, scope="table",
           hint=_NOTHING_TO_HEAR, changes=False, on_heard=True),
    Action("play.from-caret", N_("Play cue from cursor"), replay_from_caret, ("Shift+Tab",),
           can_hear, scope="table", hint=_NOTHING_TO_HEAR, changes=False),
    Action("play.stop", N_("Stop"), stop, ("Esc",), has_document, scope="table", changes=False),
    Action("play.pause", N_("Play/Pause"), pause, ("F5",), has_medium, hint=_NOTHING_TO_HEAR,
           changes=False),
    Action("play.marked", N_("Play selected range"), play_marked, ("Ctrl+F5",), has_marked,
           changes=False),
    Action("play.on", N_("Play on from cursor"), play_on, ("Shift+F5",), can_hear, changes=False),
    Action("play.back-slower", N_("Back 2 s, slower"), back_slower, ("Ctrl+Shift+F5",), has_medium,
           hint=_NOTHING_TO_HEAR, changes=False),
    Action("play.last-second", N_("Play last second"), last_second, ("F6",), can_hear,
           changes=False, on_heard=True),
    Action("play.first-second", N_("Play first second"), first_second, ("Shift+F6",), can_hear,
           changes=False, on_heard=True),
    Action("play.before", N_("Play the second before"), second_before, ("Ctrl+F6",), can_hear,
           changes=False, on_heard=True),
    Action("play.after", N_("Play the second after"), second_after, ("Ctrl+Shift+F6",), can_hear,
           changes=False, on_heard=True),
    Action("play.slower", N_("Slower"), slower, ("Ctrl+Down",), has_medium, changes=False),
    Action("play.faster", N_("Faster"), faster, ("Ctrl+Up",), has_medium, changes=False),
    Action("play.normal", N_("Normal speed"), normal_speed, (), has_medium, changes=False),
    Action("play.louder", N_("Louder"), louder, ("Ctrl+Alt+Up",), has_medium, changes=False),
    Action("play.quieter", N_("Quieter"), quieter, ("Ctrl+Alt+Down",), has_medium, changes=False),
    Action("play.mute", N_("Mute"), mute, ("Ctrl+M",), has_medium, checked=is_muted, changes=False),
    Action("play.loop", N_("Loop"), loop, ("F9",), has_medium, checked=is_looping, changes=False),
    Action("play.flow", N_("Flow: playing runs on"), flow, ("Shift+F9",), checked=is_flowing,
           changes=False),
    Action("play.skip", N_("Skip silence"), skip, checked=skips, changes=False),
    Action("play.watch", N_("Watch with VLC"), watch, ("Ctrl+Shift+W",), has_medium,
           checked=is_watching, changes=False),
    Action("play.frame-back", N_("Previous frame"), frame_back, ("Ctrl+Alt+Left",), can_step,
           changes=False),
    Action("play.frame-on", N_("Next frame"), frame_on, ("Ctrl+Alt+Right",), can_step,
           changes=False),
    Action("play.track", N_("Audio track…"), choose_track, (), has_tracks, changes=False),
    Action("tools.clear-sound", N_("Clear audio cache…"), clear_sound, changes=False),
)  # fmt: skip

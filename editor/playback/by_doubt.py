# SPDX-License-Identifier: GPL-3.0-or-later
"""Listening by doubt, a way of Flow: fast where the text is likely to be right, slow where not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor.settings import FAST, MANNER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from editor.core.cue import Cue
    from editor.core.doubt import Doubt
    from editor.ear.pacing import Plan, Said, Weak
    from editor.media.course import Course
    from editor.playback.listening import Listening
    from editor.playback.open_medium import OpenMedium
    from editor.playback.playback import Playback
    from editor.session import Session
    from editor.settings import Settings

_SOON = 300
"""Delay in ms after a change before the plan is made anew: nobody waits for it."""


class ByDoubt(QObject):
    """Has the medium played like this whenever it plays on; a range is played as always.

    The user's speed counts as well: at 0.9×, all is that much slower. It ends with Flow, and with
    the medium.

    Signals:
        changed: It began or ended, or has another plan.

    Attributes:
        on: Whether it is the way of working.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        playback: Playback,
        medium: OpenMedium,
        listening: Listening,
        settings: Settings,
    ) -> None:
        super().__init__(playback)
        self._session, self._playback, self._medium = session, playback, medium
        self._listening, self._settings = listening, settings
        self.on = False
        self._plan: Plan | None = None
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._make)
        for signal in (session.changed, listening.list.changed, medium.speech_changed):
            signal.connect(self._stir)
        for signal in (session.opened, session.media_changed):
            signal.connect(self.stop)
        settings.changed.connect(self._set)

    def start(self) -> None:
        """Listen like this from now on; the way of working is Flow."""
        if not self.on:
            self._settings[MANNER] = "flow"
            self.on = True
            self._make(now=True)

    def stop(self, *_: object) -> None:
        """Listen as before."""
        if self.on:
            self.on, self._plan = False, None
            self._soon.stop()
            self._playback.set_course((), now=True)
            self.changed.emit()

    @property
    def can_plan(self) -> bool:
        """Whether a speech model has judged any of the cues."""
        return bool(self._listening.doubts)

    @property
    def left(self) -> tuple[float, float] | None:
        """From the playhead on: how many ms it takes, and how many cues are wrong, by estimate."""
        if self._plan is None:
            return None
        at = self._playback.position
        return self._plan.left(at) / self._playback.rate, self._plan.errors_left(at)

    # The plan

    def _stir(self, *_: object) -> None:
        if self.on:
            self._soon.start()

    def _set(self, name: str) -> None:
        if name == MANNER.id and self._settings[MANNER] != "flow":
            self.stop()
        elif name == FAST.id and self.on:
            self._make(now=True)

    def _make(self, *, now: bool = False) -> None:
        """Plan anew, for when playing goes on somewhere, or `now`: this is heard."""
        from editor.ear.pacing import plan, silences

        cues, speech = self._session.document.cues, self._medium.speech
        end = max([self._medium.length or 0, *(cue.end for cue in cues)])
        quiet: list[tuple[int, int]] = []
        if speech is not None:
            spoken = zip(speech.starts.tolist(), speech.ends.tolist(), strict=True)
            sounds = [*spoken, *((cue.start, cue.end) for cue in cues)]
            quiet = silences(sounds, speech.until)
        self._plan = plan(self._said(), quiet, end, self._settings[FAST]) if end else None
        self._playback.set_course(course(self._plan) if self._plan else (), now=now)
        self.changed.emit()

    def _said(self) -> Iterator[Said]:
        """The cues, as they are to be heard."""
        from editor.ear.pacing import Said

        judged, chance = self._listening.doubts, self._listening.verdicts.calibration.chance
        for cue in self._session.document.cues:
            doubt = judged.get(cue.id)
            if cue.checked:
                yield Said(cue.start, cue.end, 0.0)
            elif doubt is None or not doubt.holds(cue):
                yield Said(cue.start, cue.end, None)
            else:
                listed = self._listening.list.of(cue)
                words = weak_words(cue, doubt, listed or doubt, chance)
                yield Said(cue.start, cue.end, chance(doubt.score), words, listed is not None)


def course(plan: Plan) -> Course:
    """What a player plays by a plan, to the end of the medium."""
    from editor.ear.pacing import SLOWER
    from editor.media.course import Leg

    legs: list[Leg] = []
    for stretch in plan.stretches:
        if stretch.pace == "silent":
            continue
        legs.append(Leg(stretch.start, stretch.end, plan.fast if stretch.pace == "fast" else 1.0))
        if stretch.pace == "again":
            legs.append(Leg(stretch.back, stretch.end, SLOWER))
    return (*legs[:-1], legs[-1]._replace(end=None)) if legs else ()


def weak_words(
    cue: Cue, heard: Doubt, listed: Doubt, chance: Callable[[float], float]
) -> tuple[Weak, ...]:
    """The weakest words of a cue with their times; none where these are not known.

    Args:
        cue: As it is.
        heard: What a model said of it by its sound.
        listed: What is said of it in the list of doubts, perhaps by another source.
        chance: The probability that something of a score is wrong.
    """
    from editor.ear.pacing import Weak

    if listed.spoken or listed is heard:
        return tuple(Weak(each.start, each.end, chance(each.score)) for each in listed.spoken)
    spoken = _word_time(cue, *listed.weakest)
    return () if spoken is None else (Weak(*spoken, chance(heard.score)),)


def _word_time(cue: Cue, start: int, stop: int) -> tuple[int, int] | None:
    """When a part of a cue's text is spoken, by its words; None where that is not known."""
    found: list[tuple[int, int]] = []
    place = 0
    for word in cue.words or ():
        text = word.text.strip()
        at = cue.text.find(text, place)
        if text and at >= 0:
            place = at + len(text)
            if at < stop and place > start:
                found.append((word.start, word.end))
    return (found[0][0], found[-1][1]) if found else None

# SPDX-License-Identifier: GPL-3.0-or-later
"""The signal connections between the parts of the workbench, all in one place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer

from editor.actions import advice, auditing, changing, listening
from editor.core import editing
from editor.language import words
from editor.settings import (
    BUTTONS,
    CENTRED,
    DENSITY,
    ENGINE,
    FOLLOW,
    ORIGINALS,
    PICTURE,
    PROFILE,
    SIGHT,
    TEXT_SIZE,
)
from editor.ui.speaker_colours import tints

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.actions.context import Context
    from editor.ui.commands import Commands
    from editor.ui.theme import Theme
    from editor.ui.timeline.scene import Sight
    from editor.ui.timeline.viewport import Follow
    from editor.ui.workbench import Workbench

WANTED = {
    "join-previous": "cue.join-previous",
    "join-next": "cue.join-next",
    "toggle-checked": "cue.check",
    "edit-times": "cue.times",
}
"""The command for each request of the table."""

TAPS = ("cue.accept", "cue.line-break")
"""Commands that set times in some ways of working: then a key that is held down is one press."""

_FEW = 16
"""Matches by which typing in the text may change their number at once."""

_TYPED = 500
"""Delay in ms after the last key typed into the text, before the overview shows what it changed."""

_OVERVIEW = 150
"""Delay in ms of the matches in the overview."""


def wire(bench: Workbench, context: Context, commands: Commands, theme: Theme) -> None:
    """Make all connections; call it once."""
    bench.table.colour_speakers(tints(context.session, context.speakers, theme))
    _wire_table(bench, context, commands)
    _wire_timeline(bench, context)
    bench.timeline.marked_changed.connect(commands.refresh)
    _wire_video(bench, context, commands)
    bench.laid_out.connect(commands.refresh)
    _wire_findings(bench, context)
    _wire_search(bench, context, commands)
    _wire_doubts(bench, context, commands)
    _wire_settings(bench, context)


def _wire_table(bench: Workbench, context: Context, commands: Commands) -> None:
    # A click, or a key at the edge of the text: it is meant where the caret is seen.
    bench.table.wanted.connect(lambda name: commands.run(WANTED[name], here=True))
    following = context.following
    bench.table.composed.connect(following.hold)
    following.lingering_changed.connect(bench.table.set_lingering)

    def taps() -> None:
        commands.refresh()
        for name in TAPS:
            commands.actions[name].setAutoRepeat(not context.tapping.mode)

    context.tapping.changed.connect(taps)
    session, jobs = context.session, context.jobs

    def learn() -> None:
        terms = session.state.terms
        if terms:
            jobs.start("", lambda _: words.learn(terms), lambda _: None)

    session.opened.connect(learn)


def _wire_timeline(bench: Workbench, context: Context) -> None:
    session, playback, timeline = context.session, context.playback, bench.timeline
    medium = context.medium

    def sound() -> None:
        length = medium.length or 0
        if timeline.scene.sound is medium.sound and timeline.sound_length == length:
            timeline.sound_grew()
        else:
            timeline.set_sound(medium.sound, length)

    def retime(rows: list[tuple[int, int, int]]) -> None:
        from editor.ui.panels.tool import ToolPanel

        if isinstance(bench.side, ToolPanel) and bench.side.take(rows):
            return
        change = changing.made(context, lambda: editing.retime_many(session.document, rows))
        changing.commit(context, change)

    playback.medium_changed.connect(sound)

    def heights() -> None:
        if session.media is None:
            bench.set_medium("none")
        elif playback.has_medium:
            bench.set_medium("picture" if playback.screen.has_picture else "sound")

    session.media_changed.connect(heights)
    playback.medium_changed.connect(heights)
    medium.grew.connect(sound)
    medium.speech_changed.connect(lambda: timeline.set_speech(medium.speech))
    playback.moved.connect(timeline.set_playhead)
    playback.began.connect(timeline.play_anew)
    playback.state_changed.connect(lambda: timeline.set_playing(playback.playing))
    timeline.seek_wanted.connect(playback.seek)
    timeline.cue_wanted.connect(lambda row: session.select(session.selection.at(row)))
    timeline.play_wanted.connect(playback.play_range)
    timeline.retimed.connect(lambda row, start, end: retime([(row, start, end)]))
    timeline.several_retimed.connect(retime)
    timeline.dragged.connect(bench.table.preview)
    bench.table.painted.connect(timeline.update_waiting)


def _wire_video(bench: Workbench, context: Context, commands: Commands) -> None:
    session, playback, video = context.session, context.playback, bench.video

    def caption(*_: object) -> None:
        row = context.following.heard_row if playback.screen.has_picture else None
        cues = session.document.cues
        video.show_cue(cues[row] if row is not None else None)

    playback.screen.picture.connect(video.show_image)
    playback.medium_changed.connect(lambda: bench.set_picture(there=playback.screen.has_picture))
    playback.moved.connect(caption)
    # Delayed, so that typed text appears in the table first.
    soon = QTimer(video, singleShot=True, interval=0)
    soon.timeout.connect(caption)
    session.changed.connect(soon.start)
    inspection = context.inspection
    inspection.changed.connect(
        lambda: video.show_as(
            inspection.profile.site, traditional=inspection.report.script == "hant"
        )
    )
    video.clicked.connect(playback.toggle)
    video.double_clicked.connect(lambda: commands.click("view.full-picture"))
    video.left.connect(lambda: bench.lay_out("all"))
    video.size_wanted.connect(playback.set_picture_size)


def _wire_findings(bench: Workbench, context: Context) -> None:
    inspection, medium = context.inspection, context.medium

    def show() -> None:
        report = inspection.report
        bench.table.set_problems(report.marks)
        cues = report.document.cues
        bench.timeline.set_chunk_borders([cues[row].start for row in report.borders if row])
        bench.overview.set_problems(report.problem_spans)

    inspection.changed.connect(show)
    bench.table.painted.connect(inspection.painted)
    bench.table.composed.connect(inspection.make_way)
    inspection.changed.connect(lambda: advice.advise(context, inspection.report))
    bench.notice.put_away.connect(lambda: advice.advise(context, inspection.report))

    def medium_changed() -> None:
        inspection.set_medium(medium.length, medium.speech)

    context.playback.medium_changed.connect(medium_changed)
    medium.speech_changed.connect(medium_changed)


def _wire_search(bench: Workbench, context: Context, commands: Commands) -> None:
    search = context.search
    nothing = (None, False)
    painted: tuple[object, int] = (nothing, 0)

    def mark() -> None:
        nonlocal painted
        found = search.places.matches if search.shown else None
        state = (search.query, search.shown)
        if state == painted[0] == nothing:
            return  # another document was opened
        if state != painted[0] or abs(search.places.total - painted[1]) > _FEW:
            painted = (state, search.places.total)
            bench.table.mark_found(found)
            soon.start(_OVERVIEW)
        else:
            bench.table.keep_found(found)
            if not soon.isActive() or soon.interval() == _TYPED:
                soon.start(_TYPED)

    def overview() -> None:
        bench.overview.set_found(bytes(search.places.found) if search.shown else b"")
        bench.table.mark_found(search.places.matches if search.shown else None)
        commands.refresh()

    # All rows are looked through for it, which typing must not wait for.
    soon = QTimer(bench, singleShot=True)
    soon.timeout.connect(overview)
    search.changed.connect(mark)


def _wire_doubts(bench: Workbench, context: Context, commands: Commands) -> None:
    doubts, ear = context.doubts, context.listening
    doubts.changed.connect(lambda: bench.table.mark_doubts(doubts.weakest))
    by_doubt, tapping = context.by_doubt, context.tapping
    for changed in (ear.moved, by_doubt.changed):
        changed.connect(commands.refresh)
    # Who sets times needs the speed to stay as it is.
    tapping.changed.connect(lambda: by_doubt.stop() if tapping.mode else None)
    ear.complete.connect(lambda: listening.heard_all(context))
    ear.failed.connect(lambda problem: listening.failed(context, problem))
    ear.idle.connect(lambda: listening.listen_by_itself(context))
    settings = context.settings

    def use_engine(name: str = ENGINE.id) -> None:
        if name == ENGINE.id:
            ear.process.use(Path(settings[ENGINE]) if settings[ENGINE] else None)

    settings.changed.connect(use_engine)
    use_engine()
    ear.process.noted.connect(lambda problem: context.views.notice(problem, "ear.engine"))
    audit = context.audit
    audit.changed.connect(commands.refresh)
    # Later, since the command that has answered goes on to the next cue itself.
    audit.wanted.connect(
        lambda row: QTimer.singleShot(0, bench, lambda: auditing.ask(context, row))
    )
    audit.over.connect(lambda: QTimer.singleShot(0, bench, lambda: auditing.told_result(context)))


def _wire_settings(bench: Workbench, context: Context) -> None:
    settings, table, timeline = context.settings, bench.table, bench.timeline

    def set_profile() -> None:
        table.set_profile(context.inspection.profile)
        timeline.scene.profile = context.inspection.profile

    apply: dict[str, Callable[[], None]] = {
        TEXT_SIZE.id: lambda: table.set_text_size(settings[TEXT_SIZE]),
        DENSITY.id: lambda: table.set_density(settings[DENSITY]),
        CENTRED.id: lambda: table.set_centred(centred=settings[CENTRED]),
        ORIGINALS.id: lambda: table.show_originals(shown=settings[ORIGINALS]),
        PICTURE.id: lambda: bench.want_picture(wanted=settings[PICTURE]),
        BUTTONS.id: lambda: table.set_bar(bench.cue_bar if settings[BUTTONS] else None),
        PROFILE.id: set_profile,
        SIGHT.id: lambda: timeline.set_sight(cast("Sight", settings[SIGHT])),
        FOLLOW.id: lambda: timeline.set_follow(cast("Follow", settings[FOLLOW])),
    }
    settings.changed.connect(lambda name: apply[name]() if name in apply else None)
    for show in apply.values():
        show()

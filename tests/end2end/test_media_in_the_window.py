# SPDX-License-Identifier: GPL-3.0-or-later
"""Sound and pictures in the real window: the cue follows the sound; bad media give a sentence."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from editor.playback.audio_output import AudioOutput
from editor.settings import PROFILE
from tests.end2end.robot import Robot
from tests.end2end.story import make_medium
from tests.media import noise, write_tracks
from tests.movies import make_movie, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot


@pytest.fixture
def robot(tmp_path: Path, qtbot: QtBot) -> Iterator[Robot]:
    del qtbot  # it watches what Qt says
    robot = Robot(tmp_path / "home")
    yield robot
    robot.close()


@pytest.fixture
def transcript(tmp_path: Path) -> Path:
    """Cues of half a second, one after the other."""
    rows = [
        f"{n + 1}\n00:00:{n // 2:02},{n % 2 * 500:03} --> 00:00:{(n + 1) // 2:02},"
        f"{(n + 1) % 2 * 500:03}\n第{n}句\n"
        for n in range(12)
    ]
    path = tmp_path / "talk.srt"
    path.write_text("\n".join(rows), "utf-8")
    return path


def opened(robot: Robot, transcript: Path, medium: Path) -> None:
    robot.start(transcript, medium)
    robot.wait(lambda: robot.session.is_open, "open")
    robot.wait_idle()


def test_the_current_cue_follows_the_sound_until_something_is_typed(
    robot: Robot, transcript: Path, tmp_path: Path
) -> None:
    opened(robot, transcript, make_medium(tmp_path / "talk.mp4", seconds=8))
    playback, session = robot.program.context.playback, robot.session
    robot.wait(lambda: playback.has_medium, "medium")
    robot.press("F5")
    robot.wait(lambda: session.selection.current == 3, "following")
    robot.type("的")
    assert robot.cues[3].text == "的第3句"
    robot.wait(lambda: not playback.playing, "holding at the cue's end")
    assert session.selection.current == 3
    assert 2000 <= playback.position < 2500  # it ends at 2000
    robot.press("Return")  # accepts, goes on, plays that one
    assert session.selection.current == 4
    robot.wait(lambda: not playback.playing, "the next cue")
    assert abs(playback.position - robot.cues[4].end) <= 1


def test_a_cue_that_plays_keeps_to_edges_that_are_moved_and_moved_back(
    robot: Robot, transcript: Path, tmp_path: Path
) -> None:
    opened(robot, transcript, make_medium(tmp_path / "talk.mp4", seconds=8))
    playback = robot.program.context.playback
    robot.wait(lambda: playback.has_medium, "medium")
    robot.go_to(3)  # 1000 to 1500
    robot.press("Tab")
    robot.wait(lambda: playback.position > 1050, "playing")
    robot.program.bench.timeline.retimed.emit(2, 900, 1400)
    assert playback.range == (900, 1400)
    robot.press("Ctrl+Z")
    assert playback.range == (1000, 1500)
    robot.program.bench.timeline.retimed.emit(2, 1000, 1450)
    robot.wait(lambda: not playback.playing, "the cue's end")
    assert playback.position == 1450
    assert not playback.range


def test_keys_for_loudness_go_up_to_a_boost_and_are_remembered(
    robot: Robot, transcript: Path, tmp_path: Path
) -> None:
    opened(robot, transcript, make_medium(tmp_path / "talk.mp4", seconds=8))
    context, level = robot.program.context, robot.program.bench.transport.level
    robot.wait(lambda: context.playback.has_medium, "medium")
    robot.press(*["Ctrl+Alt+Down"] * 3, "Ctrl+M")
    loudness = context.output.loudness
    assert (loudness.level, loudness.muted, level.value()) == (70, True, 70)
    robot.press(*["Ctrl+Alt+Up"] * 20)
    loudness = context.output.loudness
    assert (loudness.level, loudness.muted, level.value()) == (200, False, 200)
    assert AudioOutput(robot.settings).loudness.level == 200


def test_escape_stops_and_never_starts_and_f5_goes_on(
    robot: Robot, transcript: Path, tmp_path: Path
) -> None:
    opened(robot, transcript, make_medium(tmp_path / "talk.mp4", seconds=8))
    playback = robot.program.context.playback
    robot.wait(lambda: playback.has_medium, "medium")
    robot.press("F5")
    robot.wait(lambda: playback.position > 100, "playing")
    robot.press("Esc")
    held = playback.position
    assert not playback.playing
    robot.press("Esc", "Esc")
    assert not playback.playing
    robot.press("F5")
    robot.wait(lambda: playback.position > held + 50, "going on")
    robot.press("F5")
    assert not playback.playing


def test_a_dialog_stops_the_sound(robot: Robot, transcript: Path, tmp_path: Path) -> None:
    opened(robot, transcript, make_medium(tmp_path / "talk.mp4", seconds=8))
    playback = robot.program.context.playback
    robot.wait(lambda: playback.has_medium, "medium")
    robot.press("F5")
    robot.wait(lambda: playback.position > 100, "playing")
    robot.program.context.views.report("Import warnings", [])  # as its command does
    robot.wait(lambda: not playback.playing, "silence")
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not playback.playing


def test_a_composition_begins_and_the_caret_stays_in_its_cue(
    robot: Robot, transcript: Path, tmp_path: Path
) -> None:
    opened(robot, transcript, make_medium(tmp_path / "talk.mp4", seconds=8))
    playback, session = robot.program.context.playback, robot.session
    robot.wait(lambda: playback.has_medium, "medium")
    robot.press("F5")
    robot.wait(lambda: session.selection.current == 2, "following")
    robot.compose("nihao")
    robot.wait(lambda: not playback.playing, "holding at the cue's end")
    assert session.selection.current == 2
    assert 1500 <= playback.position < 2000  # it ends at 1500
    robot.type("你好")
    assert [cue.text for cue in robot.cues[1:4]] == ["第1句", "你好第2句", "第3句"]


def test_a_menu_acts_on_the_cue_it_was_opened_on_while_the_sound_goes_on(
    robot: Robot, transcript: Path, tmp_path: Path
) -> None:
    opened(robot, transcript, make_medium(tmp_path / "talk.mp4", seconds=8))
    playback, session = robot.program.context.playback, robot.session
    robot.wait(lambda: playback.has_medium, "medium")
    robot.press("F5")
    robot.wait(lambda: session.selection.current == 1, "following")
    table = robot.program.bench.table
    place = table.text_point(1, 0)
    seen: list[int] = []

    def choose() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        robot.wait(lambda: playback.position > 1600, "the sound goes on")
        seen.append(session.selection.current)
        menu.setActiveAction(robot.program.commands.actions["cue.join-next"])
        QTest.keyClick(menu, Qt.Key.Key_Return)

    QTimer.singleShot(0, choose)
    viewport = table.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, event)
    assert seen == [1]
    assert [cue.text for cue in robot.cues[:3]] == ["第0句", "第1句第2句", "第3句"]
    robot.press("Esc")


def text_in_disguise(path: Path) -> None:
    path.write_text("no medium at all", "utf-8")


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def a_folder(path: Path) -> None:
    path.mkdir()


def cut_off(path: Path) -> None:
    make_medium(path, seconds=20)
    path.write_bytes(path.read_bytes()[:3000])


def pictures_only(path: Path) -> None:
    with av.open(str(path), "w") as file:
        stream = file.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for _ in range(30):
            grey = np.full((48, 64, 3), 128, np.uint8)
            file.mux(stream.encode(av.VideoFrame.from_ndarray(grey, format="rgb24")))
        file.mux(stream.encode(None))


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (text_in_disguise, "not a readable audio or video file"),
        (nothing, "not a readable audio or video file"),
        (a_folder, "is a folder"),
        (cut_off, "not a readable audio or video file"),
        (pictures_only, "has video but no audio"),
        (None, "bad.mp4” does not exist"),
    ],
    ids=["text", "empty", "folder", "cut", "no-audio", "vanished"],
)
def test_a_bad_medium_gives_a_sentence_and_the_work_goes_on(
    robot: Robot,
    transcript: Path,
    tmp_path: Path,
    make: Callable[[Path], None] | None,
    said: str,
) -> None:
    medium = tmp_path / "bad.mp4"
    if make is not None:
        make(medium)
    opened(robot, transcript, medium)
    status = robot.program.window.statusBar()
    robot.wait(lambda: said in f"{robot.notice} {status.player.text()}", said)  # type: ignore[attr-defined]
    robot.press("Tab", "F5", "Esc", "Ctrl+Shift+W", "Ctrl+Shift+W")
    robot.type("还在")
    assert robot.cues[0].text == "还在第0句"


def test_without_a_medium_the_key_for_hearing_says_what_is_missing(
    robot: Robot, transcript: Path
) -> None:
    robot.start(transcript)
    robot.wait(lambda: robot.session.is_open, "open")
    robot.wait_idle()
    robot.press("Tab")
    assert "Nothing to play yet" in robot.notice
    assert robot.cues[0].text == "第0句"


def test_at_rest_playhead_and_picture_go_to_the_cue_one_walks_to(
    robot: Robot, transcript: Path, tmp_path: Path
) -> None:
    opened(robot, transcript, make_medium(tmp_path / "talk.mp4", seconds=8))
    playback = robot.program.context.playback
    robot.wait(lambda: playback.has_medium, "medium")
    robot.press("Alt+Down", "Alt+Down")
    assert playback.position == robot.cues[2].start == 1000
    robot.type("的")
    assert playback.position == 1000  # typing is no walking
    robot.press("F5")
    robot.wait(lambda: playback.position > 1100, "playing")
    robot.press("Esc")
    robot.press("Alt+Down")
    current = robot.session.selection.current
    assert playback.position == robot.cues[current].start
    robot.press("F5")
    robot.wait(lambda: playback.playing, "going on from there")
    assert playback.position >= robot.cues[current].start
    robot.press("Esc")


def test_the_pictures_place_has_the_shape_of_the_film(
    robot: Robot, transcript: Path, tmp_path: Path
) -> None:
    opened(robot, transcript, make_medium(tmp_path / "talk.mp4", seconds=2))
    bench = robot.program.bench
    robot.wait(lambda: bench.video.has_image, "the picture")
    shape = bench.video.shape
    assert shape is not None

    def fits() -> bool:
        return abs(bench.video.width() / shape - bench.video.height()) <= 2

    robot.wait(fits, "the first size")
    for place in (180, 320):
        bench.whole.moveSplitter(place, 1)
        robot.wait(lambda: bench.video.height() == bench.top.height(), "its height")
        robot.wait(fits, f"{place} px high")
    bench.top.moveSplitter(300, 1)
    robot.wait(fits, "300 px wide")
    assert abs(bench.video.width() - 300) <= 2
    robot.window.resize(1000, 600)
    robot.wait(fits, "in a small window")


def test_who_walks_while_a_cue_plays_hears_it_out_and_then_sees_where_he_is(
    robot: Robot, transcript: Path, tmp_path: Path
) -> None:
    opened(robot, transcript, make_medium(tmp_path / "talk.mp4", seconds=8))
    playback = robot.program.context.playback
    robot.wait(lambda: playback.has_medium, "medium")
    robot.press("Tab")
    robot.wait(lambda: playback.position > 50, "playing")
    robot.press("Alt+Down", "Alt+Down", "Alt+Down")
    assert playback.playing
    assert playback.position < 500  # the first cue's
    robot.wait(lambda: not playback.playing, "the cue's end")
    assert playback.position == robot.cues[3].start == 1500


def test_another_track_is_heard_and_remembered_and_its_decoded_sound_cleared(
    robot: Robot, transcript: Path, tmp_path: Path
) -> None:
    film = tmp_path / "film.mkv"
    write_tracks(film, ("zho", noise(3)), ("eng", noise(3) // 50))
    opened(robot, transcript, film)
    context = robot.program.context
    playback, source = context.playback, context.medium
    robot.wait(lambda: playback.has_medium and source.decoding is None, "decoded")
    assert source.sound is not None
    loud = source.sound.peaks(0, 10_000, 10)[1].max()
    robot.answer("2: eng (flac, 1)")
    robot.program.commands.run("play.track")
    robot.wait(lambda: source.track == 1 and source.decoding is None, "the other one")
    robot.wait(lambda: playback.has_medium, "can be played")
    assert source.sound.peaks(0, 10_000, 10)[1].max() < loud / 10

    robot.answer("Clear audio cache")
    before = source.cache_size
    robot.program.commands.run("tools.clear-sound")
    robot.wait(lambda: source.cache_size < before, "cleared")
    assert source.cache_size > 0, "what is in use stays"
    assert "MB of audio cache cleared" in robot.notice
    context.session.set_media(None)
    context.session.set_media(film)
    assert source.track == 1


def rename(robot: Robot, medium: Path, path: Path) -> Path:
    """Move a medium whose work has been closed; Windows refuses as long as anything has it open."""

    def moved() -> bool:
        with suppress(PermissionError):
            medium.rename(path)
        return path.exists()

    robot.wait(moved, "the medium is let go")
    return path


def test_a_medium_that_was_renamed_is_found_by_its_content(
    robot: Robot, transcript: Path, tmp_path: Path
) -> None:
    medium = make_medium(tmp_path / "talk.mp4", seconds=2)
    opened(robot, transcript, medium)
    robot.wait(lambda: robot.session.identity, "known")
    robot.program.commands.run("file.close")
    moved = rename(robot, medium, tmp_path / "renamed.mp4")
    make_medium(tmp_path / "another.mp4", seconds=1)
    robot.start(transcript)
    robot.wait(lambda: robot.session.media == moved, "found again")
    assert robot.notice == f"Media file found: {moved}"
    robot.wait(lambda: robot.program.context.playback.screen.has_picture, "playing")


def test_the_wave_of_a_missing_medium_stays_and_another_place_can_be_shown(
    robot: Robot, transcript: Path, tmp_path: Path
) -> None:
    medium = make_medium(tmp_path / "talk.mp4", seconds=2)
    opened(robot, transcript, medium)
    playback, source = robot.program.context.playback, robot.program.context.medium
    robot.wait(lambda: playback.has_medium and source.decoding is None, "decoded")
    (tmp_path / "shelf").mkdir()
    robot.program.commands.run("file.close")
    moved = rename(robot, medium, tmp_path / "shelf" / "talk.mp4")
    robot.start(transcript)
    robot.wait(lambda: "talk.mp4” has been moved or deleted." in robot.notice, "told")
    assert robot.session.media == medium
    assert source.sound is not None
    assert source.sound.decoded == source.sound.total > 0
    assert not playback.screen.has_picture
    robot.answer_file(moved)
    robot.click("Locate media file")
    robot.wait(lambda: playback.screen.has_picture, "found")
    assert robot.session.media == moved


def test_the_cue_over_the_picture_looks_as_on_the_platform_it_is_checked_for(
    robot: Robot, transcript: Path, tmp_path: Path
) -> None:
    playback, video = robot.program.context.playback, robot.program.bench.video
    pictures: list[QImage] = []
    playback.screen.picture.connect(pictures.append)
    opened(robot, transcript, make_movie(tmp_path / "talk.mp4", range(0, 8_000, 40), sound=True))
    robot.wait(lambda: playback.screen.has_picture and video.has_image, "an image")
    playback.seek(1_600)
    robot.wait(lambda: number(pictures[-1]) == 1_600 // 40, "the picture there, and none before")
    assert video.text == "第3句"

    robot.wait_idle()
    plain = video.grab().toImage()
    robot.program.context.settings[PROFILE] = "youtube"
    robot.wait(lambda: video.grab().toImage() != plain, "a box")
    robot.program.context.settings[PROFILE] = "bilibili"
    robot.wait(lambda: video.grab().toImage() == plain, "a dark edge again")

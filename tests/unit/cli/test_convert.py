# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.making import REAL

if TYPE_CHECKING:
    from tests.program import Run

SRT = "1\n00:00:01,000 --> 00:00:02,000\n你好\n"
VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n你好\n"
RESTARTING = """\
[00:00:00,000 -> 00:00:25,500] 甲
[00:00:25,500 -> 00:00:27,000] 乙
[00:00:00,000 -> 00:00:26,000] 丙
[00:00:26,000 -> 00:00:28,000] 丁
[00:00:00,000 -> 00:00:05,000] 戊
"""


@pytest.fixture
def log(folder: Path) -> Path:
    """Two windows of nearly 30 s and a third: read as running it ends at 60 s, as fixed at 65."""
    path = folder / "log.txt"
    path.write_text(RESTARTING, encoding="utf-8")
    return path


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def starts(path: Path) -> list[str]:
    """Starts of the cues of a WebVTT file."""
    return [row[:12] for row in path.read_text("utf-8").splitlines() if " --> " in row]


# ------------------------------------------------------------------ files


def test_the_ending_says_the_format(run: Run, folder: Path) -> None:
    done = run("convert", "in.srt", "out.vtt")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (folder / "out.vtt").read_text("utf-8") == VTT


def test_to_overrules_the_ending_and_from_the_content(run: Run, folder: Path) -> None:
    assert run("convert", "in.srt", "out.txt", "--to", "vtt").code == 0
    assert (folder / "out.txt").read_text("utf-8") == VTT
    assert run("convert", "out.txt", "--from", "srt", "back.sbv").code == 0
    assert (folder / "back.sbv").read_text("utf-8") == "0:00:01.000,0:00:02.000\n你好\n"


def test_options_may_stand_between_the_names(run: Run, folder: Path) -> None:
    assert run("convert", "--quiet", "in.srt", "--clock", "keep", "out.vtt", "--strict").code == 0
    assert names(folder) == {"in.srt", "out.vtt"}
    done = run("convert", "in.srt", "--clock", "keep", "b.vtt", "--colour", "red")
    assert done.code == 2
    assert "unrecognized arguments: --colour" in done.err
    assert names(folder) == {"in.srt", "out.vtt"}


def test_several_inputs_and_formats(run: Run, folder: Path) -> None:
    (folder / "b c.vtt").write_text(VTT, encoding="utf-8")
    done = run("convert", "in.srt", "b c.vtt", "--out", "x/成品", "--to", "vtt,sbv,vtt")
    assert (done.code, done.err) == (0, "")
    made = {"in.vtt", "in.sbv", "b c.vtt", "b c.sbv"}
    assert names(folder) == {"in.srt", "b c.vtt", *(f"x/成品/{name}" for name in made)}


def test_one_that_fails_does_not_stop_the_others(run: Run, folder: Path) -> None:
    (folder / "bad.srt").write_bytes(b"")
    done = run("convert", "gone.srt", "bad.srt", "in.srt", "--out", "x", "--to", "vtt")
    assert done.code == 2
    assert names(folder) == {"bad.srt", "in.srt", "x/in.vtt"}
    assert done.err.splitlines() == [
        "jiaozi: gone.srt: The file does not exist.",
        "jiaozi: bad.srt: The file is empty.",
    ]


def test_the_worst_code_is_returned(run: Run, folder: Path, log: Path) -> None:
    (folder / "x").mkdir()
    (folder / "x" / "in.vtt").write_text("mine", encoding="utf-8")
    done = run(
        *("convert", "gone.srt", "in.srt", log.name, "--out", "x", "--to", "vtt"),
        *("--media-length", "20"),
    )
    assert done.code == 4
    assert (folder / "x" / "in.vtt").read_text("utf-8") == "mine"
    assert names(folder) == {"in.srt", "log.txt", "x/in.vtt"}


def test_an_existing_output_stays_without_force(run: Run, folder: Path) -> None:
    (folder / "out.vtt").write_text("mine", encoding="utf-8")
    done = run("convert", "in.srt", "out.vtt")
    assert done.code == 4
    assert done.err == "jiaozi: in.srt: “out.vtt” already exists; add --force to replace it.\n"
    assert (folder / "out.vtt").read_text("utf-8") == "mine"
    assert run("convert", "in.srt", "out.vtt", "--force").code == 0
    assert (folder / "out.vtt").read_text("utf-8") == VTT


def test_of_several_outputs_all_are_written_or_none(run: Run, folder: Path) -> None:
    (folder / "in.sbv").write_text("mine", encoding="utf-8")
    assert run("convert", "in.srt", "--out", ".", "--to", "vtt,sbv").code == 4
    assert names(folder) == {"in.srt", "in.sbv"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["in.srt", "in.srt", "--force"],
        ["in.srt", "../{here}/in.srt", "--force"],
        ["in.srt", "--out", ".", "--to", "srt", "--force"],
        ["other.vtt", "in.srt", "--out", ".", "--to", "srt,json", "--force"],
    ],
)
def test_an_input_is_never_written_over(run: Run, folder: Path, arguments: list[str]) -> None:
    done = run("convert", *(argument.format(here=folder.name) for argument in arguments))
    assert done.code == 2
    assert "is an input; give another name or folder" in done.err
    assert names(folder) == {"in.srt"}
    assert (folder / "in.srt").read_text("utf-8") == SRT


def test_two_inputs_of_one_name_do_not_replace_each_other(run: Run, folder: Path) -> None:
    (folder / "b").mkdir()
    (folder / "b" / "in.srt").write_text(SRT, encoding="utf-8")
    done = run("convert", "in.srt", "b/in.srt", "--out", "x", "--to", "vtt", "--force")
    assert done.code == 2
    assert "Two inputs would be written to “x/in.vtt”" in done.err.replace("\\", "/")
    assert names(folder) == {"in.srt", "b/in.srt"}


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["in.srt"], 2, "Give one input and one output"),
        (["in.srt", "b", "c"], 2, "several inputs with --out DIR"),
        (["in.srt", "--out", "x"], 2, "With --out say --to"),
        (["in.srt", "out.vtt", "--to", "vtt,sbv"], 2, "For several formats give --out"),
        (["in.srt", "-"], 2, "For standard output say --to"),
        (["in.srt", "out.foo"], 2, "Files ending in “.foo” cannot be written"),
        (["in.srt", "out.vtt", "--to", "odt"], 2, "Unknown format “odt”. Available: srt, vtt"),
        (["in.srt", "out.txt", "--to", "asr-log"], 2, "can be read but not written"),
        (["in.srt", "out.vtt", "--from", "docx"], 2, "invalid choice: 'docx'"),
        (["in.srt", "out.vtt", "--script", "zh-SG"], 2, "invalid choice: 'zh-SG'"),
        (["in.srt", "out.vtt", "--media-length", "soon"], 2, "“soon” is not a time"),
        (["in.srt", "out.vtt", "--media", "gone.mp3"], 2, "media file “gone.mp3” does not exist"),
        (["in.srt", "out.vtt", "--media", "in.srt"], 2, "“in.srt” is unknown: it has neither"),
        (["in.srt", "out.vtt", "--media", "a", "--media-length", "1"], 2, "not allowed with"),
        (["in.srt", "no/out.vtt"], 4, "no” does not exist"),
        (["in.srt", "--out", "in.srt", "--to", "vtt"], 4, "The folder “in.srt” cannot be made"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    run: Run, folder: Path, arguments: list[str], code: int, words: str
) -> None:
    done = run("convert", *arguments)
    assert (done.code, done.out) == (code, "")
    assert words in done.err
    assert names(folder) == {"in.srt"}


# ------------------------------------------------------------------ clock


def test_the_clock_is_repaired_and_the_reason_told(run: Run, folder: Path) -> None:
    done = run("convert", str(REAL), "out.vtt")
    assert done.code == 0
    for words in (
        "Times jump back 77 times",
        "Read as running",
        "confidence medium",
        "2 of 77 chunks reach 0:30.0",
        "ends at 36:49.7",
        "the other interpretation: fixed:30",
        "ends at 38:47.8",
    ):
        assert words in done.err
    assert starts(folder / "out.vtt")[17:20] == ["00:00:25.519", "00:00:28.719", "00:00:30.959"]
    assert len(starts(folder / "out.vtt")) == 906
    assert run("convert", str(REAL), "quiet.vtt", "--quiet").err == ""


@pytest.mark.parametrize(
    ("arguments", "third", "last"),
    [
        (["--clock", "running"], "00:00:27.000", "00:00:55.000"),
        (["--clock", "fixed:30"], "00:00:30.000", "00:01:00.000"),
        (["--clock", "fixed:28500ms"], "00:00:28.500", "00:00:57.000"),
        (["--clock", "keep"], "00:00:00.000", "00:00:00.000"),
        (["--clock", "shift:1.5"], "00:00:01.500", "00:00:01.500"),
        (["--media-length", "1:00.5"], "00:00:27.000", "00:00:55.000"),
        (["--media-length", "65,2"], "00:00:30.000", "00:01:00.000"),
    ],
)
def test_every_clock(run: Run, log: Path, arguments: list[str], third: str, last: str) -> None:
    assert run("convert", log.name, "out.vtt", *arguments).code == 0
    found = starts(log.with_name("out.vtt"))
    assert len(found) == 5
    assert (found[2], found[4]) == (third, last)


def test_the_medium_itself_is_evidence(run: Run, folder: Path) -> None:
    sample = Path(__file__).parents[3] / "resources" / "sample"
    done = run(
        *("convert", str(sample / "sample.txt"), "out.vtt", "--media", str(sample / "sample.ogg"))
    )
    assert done.code == 0
    assert "of cues start where speech starts" in done.err
    assert names(folder) == {"in.srt", "out.vtt"}


def test_shifting_earlier(run: Run, folder: Path) -> None:
    assert run("convert", "in.srt", "out.vtt", "--clock", "shift:-0.25").code == 0
    assert starts(folder / "out.vtt") == ["00:00:00.750"]
    done = run("convert", "in.srt", "other.vtt", "--clock", "shift:-2")
    assert done.code == 2
    assert "it cannot move 2 s earlier" in done.err
    assert names(folder) == {"in.srt", "out.vtt"}


@pytest.mark.parametrize(
    "clock",
    [
        "garbage",
        "fixed",
        "fixed:",
        "fixed:0",
        "fixed:-30",
        "fixed:x",
        "keep:1",
        "shift:",
        "running:2",
    ],
)
def test_a_clock_that_is_none_stops_before_anything_is_read(
    run: Run, folder: Path, clock: str
) -> None:
    done = run("convert", "in.srt", "gone.srt", "--out", "x", "--to", "vtt", "--clock", clock)
    assert done.code == 2
    assert "argument --clock" in done.err
    assert "gone.srt" not in done.err
    assert not (folder / "x").exists()


def test_too_weak_evidence_writes_nothing_and_names_the_choices(
    run: Run, folder: Path, log: Path
) -> None:
    done = run("convert", log.name, "out.vtt", "--media-length", "40")
    assert (done.code, done.out) == (3, "")
    assert len(done.err.splitlines()) == 1
    for words in (
        "Times jump back 2 times",
        "nothing was written",
        "--clock running",
        "ends at 1:00.0",
        "--clock fixed:30",
        "ends at 1:05.0",
        "--media-length",
    ):
        assert words in done.err
    assert names(folder) == {"in.srt", "log.txt"}


def test_a_clock_that_runs_through_has_nothing_to_repair(run: Run, folder: Path) -> None:
    done = run("convert", "in.srt", "out.vtt", "--clock", "running")
    assert done.err == "jiaozi: in.srt: Timing is continuous; there is nothing to repair.\n"
    assert (folder / "out.vtt").read_text("utf-8") == VTT


# ------------------------------------------------------------------ script, encoding, strict


def test_the_script_of_the_real_transcript(run: Run, folder: Path) -> None:
    done = run("convert", str(REAL), "out.json", "--script", "zh-Hans")
    assert "5 blocks in the other script (51 cues); 49 cues converted to zh-Hans" in done.err
    document = json.loads((folder / "out.json").read_text("utf-8"))
    assert document["language"] == "zh-Hans"
    assert document["cues"][110]["text"] == "就是一个人工智能"
    assert document["cues"][110]["hypothesis"] == "就是一個人工智能"


def test_words_for_taiwan(run: Run, folder: Path) -> None:
    (folder / "in.srt").write_text(SRT.replace("你好", "这个软件"), encoding="utf-8")
    assert run("convert", "in.srt", "tw.vtt", "--script", "zh-TW").code == 0
    assert "這個軟體" in (folder / "tw.vtt").read_text("utf-8")
    assert run("convert", "in.srt", "hant.vtt", "--script", "zh-Hant").code == 0
    assert "這個軟件" in (folder / "hant.vtt").read_text("utf-8")


def test_what_the_user_knows_of_an_input(run: Run, folder: Path) -> None:
    text = "1\n00:00:01:10 --> 00:00:02:00\n¡Hola, señor!\n"
    (folder / "es.srt").write_bytes(text.encode("cp1252"))
    options = ("--encoding", "windows-1252", "--fps", "20", "--language", "es")
    assert run("convert", "es.srt", "es.vtt", *options).code == 0
    assert (folder / "es.vtt").read_text("utf-8") == (
        "WEBVTT\nKind: captions\nLanguage: es\n\n00:00:01.500 --> 00:00:02.000\n¡Hola, señor!\n"
    )
    report = json.loads(run("info", "es.srt", *options, "--json").out)
    assert report["encoding"] == "cp1252"
    assert report["problems"][0]["message"].endswith("20 fps was assumed.")


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--encoding", "klingon", "Unknown text encoding “klingon”."),
        ("--fps", "many", "“many” is no number of frames a second."),
        ("--fps", "nan", "“nan” is no number of frames a second."),
        ("--fps", "0", "“0” is no number of frames a second."),
    ],
)
def test_what_nobody_can_know_of_an_input(
    run: Run, folder: Path, option: str, value: str, sentence: str
) -> None:
    done = run("convert", "in.srt", "out.vtt", option, value)
    assert (done.code, sentence in done.err) == (2, True)
    assert not (folder / "out.vtt").exists()


def test_an_unchanged_file_keeps_its_bytes_and_its_encoding(run: Run, folder: Path) -> None:
    data = SRT.replace("你好", "这是我们的节目").replace("\n", "\r\n").encode("gb18030")
    (folder / "gb.srt").write_bytes(data)
    done = run("convert", "gb.srt", "same.srt")
    assert (folder / "same.srt").read_bytes() == data
    assert "kept in GB18030" in done.err
    assert run("convert", "gb.srt", "utf.srt", "--out-encoding", "utf-8").err == ""
    assert "这是我们的节目" in (folder / "utf.srt").read_bytes().decode("utf-8")


def test_strict_tells_losses_by_the_code(run: Run, folder: Path) -> None:
    (folder / "who.vtt").write_text(VTT.replace("你好", "<v 王>你好"), encoding="utf-8")
    done = run("convert", "who.vtt", "out.srt", "--strict")
    assert done.code == 1
    assert "out.srt: SubRip cannot store speakers. Cues affected: 1." in done.err
    assert (folder / "out.srt").exists()
    assert run("convert", "who.vtt", "again.srt").code == 0
    assert run("convert", "in.srt", "fine.vtt", "--strict").code == 0


def test_bilibilis_file_ends_with_the_medium(run: Run, folder: Path) -> None:
    done = run("convert", "in.srt", "out.bcc", "--media-length", "1.5")
    assert done.code == 0
    (cue,) = json.loads((folder / "out.bcc").read_bytes())["body"]
    assert (cue["from"], cue["to"]) == (1, 1.5)
    assert done.err.startswith("jiaozi: out.bcc: ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_written_to_and_not_replaced(run: Run, folder: Path) -> None:
    (folder / "in.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\n你好\n", encoding="utf-8")
    os.mkfifo(folder / "pipe")
    reader = os.open(folder / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    done = run("convert", "in.srt", "pipe", "--to", "sbv", "--force")
    assert (done.code, done.err) == (0, "")
    assert os.read(reader, 1000).decode() == "0:00:01.000,0:00:02.000\n你好\n"
    os.close(reader)
    assert (folder / "pipe").is_fifo()


def test_options_are_not_guessed_from_their_beginning(run: Run, folder: Path) -> None:
    (folder / "in.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\n你好\n", encoding="utf-8")
    assert run("convert", "in.srt", "out.vtt", "--forc").code == 2
    assert not (folder / "out.vtt").exists()


def test_text_that_was_encoded_twice_is_mended_on_demand(run: Run, folder: Path) -> None:
    good = "1\n00:00:01,000 --> 00:00:02,000\n我们今天说字幕\n"
    (folder / "twice.srt").write_bytes(good.encode().decode("latin-1").encode())
    told = run("check", "twice.srt", "--profile", "youtube")
    assert "read the file as utf-8/cp1252/utf-8" in told.err + told.out
    assert run("convert", "twice.srt", "out.srt", "--encoding", "utf-8/cp1252/utf-8").code == 0
    assert (folder / "out.srt").read_text("utf-8") == good


def test_nu_you_is_kept_unless_told(run: Run, folder: Path) -> None:
    line = "1\n00:00:01,000 --> 00:00:02,000\n{}\n"
    (folder / "nu.srt").write_text(line.format("妳好嗎"), encoding="utf-8")
    assert run("convert", "nu.srt", "kept.srt", "--script", "zh-Hans").code == 0
    assert (folder / "kept.srt").read_text("utf-8") == line.format("妳好吗")
    told = run("convert", "nu.srt", "plain.srt", "--script", "zh-Hans", "--plain-you")
    assert told.code == 0
    assert (folder / "plain.srt").read_text("utf-8") == line.format("你好吗")


def test_two_languages_are_told_set_apart_and_written_as_one_wishes(run: Run, folder: Path) -> None:
    texts = ("你好\nHello", "再见\nBye", "是\nYes")
    blocks = (
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{text}\n" for n, text in enumerate(texts, 1)
    )
    (folder / "two.srt").write_text("\n".join(blocks), "utf-8")
    done = run("convert", "two.srt", "as-it-is.vtt")
    assert "3 cues in two languages; --bilingual sets the second one apart." in done.err
    assert run("convert", "two.srt", "en.srt", "--bilingual", "--second", "only").code == 0
    assert (folder / "en.srt").read_text("utf-8").splitlines()[2] == "Hello"
    assert run("convert", "two.srt", "turned.srt", "--bilingual", "--second", "above").code == 0
    assert "Hello\n你好\n" in (folder / "turned.srt").read_text("utf-8")
    assert run("convert", "two.srt", "two.ass", "--bilingual").code == 0
    assert "你好\\N{\\rSecond}Hello\n" in (folder / "two.ass").read_text("utf-8")
    assert run("convert", "en.srt", "x.srt", "--bilingual").code == 2


def test_the_columns_of_a_table_are_named(run: Run, folder: Path) -> None:
    (folder / "in.csv").write_text("你好,Hello,1.5,2.5\n", "utf-8")
    options = ("--columns", "start=3,end=4,text=1,second=2")
    assert run("convert", "in.csv", "out.json", *options).code == 0
    (cue,) = json.loads((folder / "out.json").read_text("utf-8"))["cues"]
    assert cue == {"start": 1500, "end": 2500, "text": "你好", "second": "Hello"}


def test_the_text_track_of_a_film_is_read(run: Run, folder: Path) -> None:
    films = Path(__file__).parents[2] / "data" / "films"
    several = str(films / "two_tracks.mkv")
    done = run("convert", several, "out.srt")
    assert done.code == 2
    assert "several text tracks: 1 (chi, 中文, srt); 2 (eng, ssa)" in done.err
    assert run("convert", several, "out.srt", "--track", "2").code == 0
    assert "<i>world" in (folder / "out.srt").read_text("utf-8")
    assert run("convert", str(films / "one_track.mp4"), "zh.vtt").code == 0
    assert "再见 &amp; &lt;3" in (folder / "zh.vtt").read_text("utf-8")
    assert run("info", several, "--track", "first").code == 2

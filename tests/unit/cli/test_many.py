# SPDX-License-Identifier: GPL-3.0-or-later
"""Many inputs: in several processes, and left out where an earlier run did them."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from argparse import Namespace
from typing import TYPE_CHECKING

import pytest

from editor.cli.many import run_all
from tests.media import talk, write_wave
from tests.program import COMMAND, ROOT, environment, jiaozi

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Run

TO_VTT = ("convert", "--out", "out", "--to", "vtt")
RESUMING = (*TO_VTT, "--resume")


def srt(text: str) -> str:
    return f"1\n00:00:01,000 --> 00:00:02,000\n{text}\n"


@pytest.fixture
def files(folder: Path) -> list[str]:
    """Five inputs, the third of which cannot be read."""
    (folder / "in.srt").unlink()
    for number in range(5):
        (folder / f"{number}.srt").write_text(srt(f"第{number}集"), "utf-8")
    (folder / "2.srt").write_bytes(b"\0\1\2\3" * 99)
    return [f"{number}.srt" for number in range(5)]


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("[!.]*.*"))}


# ------------------------------------------------------------------ jobs


@pytest.mark.long
@pytest.mark.parametrize(
    ("verb", "code"),
    [
        (("convert", "--to", "vtt,sbv", "--out", "out", "--script", "zh-Hant"), 2),
        (("clean", "--to", "srt", "--out", "out", "--report", "left"), 2),
        (("repair", "--to", "srt", "--out", "out", "--report", "how"), 2),
        (("part", "--to", "srt", "--out", "out", "--at", "1.5"), 2),
        (("check", "--profile", "youtube", "--json"), 2),
        (("check", "--profile", "youtube", "--out", "out"), 2),
        (("publish", "--out", "out"), 2),
        (("info",), 2),
        (("chapters", "--from", "list.txt", "--for", "bilibili"), 2),
    ],
)
def test_two_processes_do_and_say_the_same_as_one(
    folder: Path, files: list[str], verb: tuple[str, ...], code: int
) -> None:
    made = []
    (folder / "list.txt").write_text("0:00 开场\n0:30 正题\n", "utf-8")
    for jobs in ("1", "2"):
        home = folder / jobs
        home.mkdir()
        for name in (*files, "list.txt"):
            (home / name).write_bytes((folder / name).read_bytes())
        done = jiaozi(*verb, *files, "--jobs", jobs, cwd=home)
        outputs = {
            str(path.relative_to(home)): re.sub(rb'"ms": \d+', b"", path.read_bytes())
            for path in home.rglob("*.*")
        }
        made.append((done.returncode, done.stdout, done.stderr, outputs))
    assert made[0] == made[1]
    assert made[0][0] == code
    assert b"2.srt" in made[0][2]


@pytest.mark.long
@pytest.mark.skipif(os.name != "posix", reason="signals and groups of processes as POSIX has them")
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGKILL", -9)])
def test_who_stops_it_ends_all_processes(folder: Path, name: str, code: int) -> None:
    sent = signal.Signals[name]
    names = [f"{number}.srt" for number in range(200)]
    for file in names:
        (folder / file).write_text(srt("你好"), "utf-8")
    with subprocess.Popen(
        [*COMMAND, *RESUMING, *names, "--jobs", "2"],
        cwd=folder,
        env=environment(),
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        wait_for(lambda: len(list((folder / "out").glob("*.vtt"))) > 5)
        # Ctrl+C reaches the whole group, as a machine that goes down does; a job runner the process
        # that it started.
        (os.kill if sent is signal.SIGTERM else os.killpg)(process.pid, sent)
        _, remarks = process.communicate(timeout=30)
        assert process.returncode == code
        assert b"Traceback" not in remarks
        wait_for(lambda: not group_is_there(process.pid))
    made = len(list((folder / "out").glob("*.vtt")))
    assert made < len(names)
    done = jiaozi(*RESUMING, *names, "--jobs", "2", cwd=folder)
    assert done.returncode == 0
    assert f"{made} of 200 were done already." in done.stderr.decode()
    assert {path.read_text("utf-8") for path in (folder / "out").glob("*.vtt")} == {
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n你好\n"
    }


def wait_for(condition: object) -> None:
    until = time.monotonic() + 30
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < until
        time.sleep(0.01)


def group_is_there(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def dying(options: Namespace) -> int:
    """What a verb does with an input, here: it dies of the second one."""
    if options.file == "1.srt":
        os._exit(9)
    print(options.file)  # noqa: T201
    return 0


def faulty(options: Namespace) -> int:
    if options.file == "1.srt":
        raise ZeroDivisionError
    print(options.file)  # noqa: T201
    return 0


@pytest.mark.parametrize(("one", "jobs"), [(dying, 2), (faulty, 1), (faulty, 2)])
def test_who_dies_of_an_input_does_not_stop_the_others(
    one: object, jobs: int, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [f"{number}.srt" for number in range(4)]
    options = Namespace(
        verb="test", files=names, out=None, resume=False, force=False, jobs=jobs, quiet=False
    )
    assert run_all(options, one) == 2  # type: ignore[arg-type]
    said = capsys.readouterr()
    assert said.out.split() == ["0.srt", "2.srt", "3.srt"]
    assert "1.srt: " in said.err


def test_the_number_of_jobs(run: Run, files: list[str]) -> None:
    assert "no number of jobs" in run(*TO_VTT, *files, "--jobs", "many").err
    assert run(*TO_VTT, *files, "--jobs", "auto").code == 2
    assert "standard input" in run(*TO_VTT, *files, "-", "--jobs", "2").err


def test_each_input_has_a_medium_of_its_name(run: Run, files: list[str], folder: Path) -> None:
    (folder / "sound").mkdir()
    write_wave(folder / "sound" / "0.wav", talk([(1000, 1900)], 5))
    done = run("check", "0.srt", "1.srt", "--profile", "youtube", "--media", "sound")
    assert files
    assert done.code == 2
    assert "1.srt: There is no medium of this name in “sound”." in done.err
    assert "0.srt: 0 errors" in done.out
    late = (folder / "0.srt").read_text("utf-8").replace("00:00:01", "00:00:07")
    (folder / "0.srt").write_text(late.replace("00:00:02", "00:00:08"), "utf-8")
    done = run("check", "0.srt", "--profile", "youtube", "--media", "sound")
    assert "[beyond-media]" in done.out


# ------------------------------------------------------------------ resume


def test_what_is_done_is_left_out(run: Run, files: list[str], folder: Path) -> None:
    assert run(*RESUMING, *files).code == 2
    before = {path: path.stat().st_mtime_ns for path in (folder / "out").glob("*.vtt")}
    (folder / "2.srt").write_text(srt("第二集"), "utf-8")
    done = run(*RESUMING, *files)
    assert (done.code, done.err) == (0, "jiaozi: 4 of 5 were done already.\n")
    assert all(path.stat().st_mtime_ns == time for path, time in before.items())
    assert len(list((folder / "out").glob("*.vtt"))) == 5


def test_what_was_changed_is_done_again(run: Run, files: list[str], folder: Path) -> None:
    names = [name for name in files if name != "2.srt"]
    run(*RESUMING, *names)
    (folder / "0.srt").write_text(srt("别的"), "utf-8")
    (folder / "out" / "1.vtt").unlink()
    done = run(*RESUMING, *names)
    assert (done.code, done.err) == (0, "jiaozi: 2 of 4 were done already.\n")
    assert "别的" in (folder / "out" / "0.vtt").read_text("utf-8")
    assert "第1集" in (folder / "out" / "1.vtt").read_text("utf-8")
    (folder / "3.srt").write_text(srt("說軟件"), "utf-8")
    done = run(*RESUMING, *names, "--script", "zh-Hans")
    assert done.code == 0
    assert "were done" not in done.err
    assert "说软件" in (folder / "out" / "3.vtt").read_text("utf-8")


def test_files_that_options_name_count(run: Run, files: list[str], folder: Path) -> None:
    terms = folder / "terms.tsv"
    terms.write_text("term\theard_as\n续集\t第0集\n", "utf-8")
    cleaning = ("clean", "0.srt", "--out", "out", "--to", "srt", "--resume", "--glossary")
    assert files
    assert run(*cleaning, "terms.tsv").code == 0
    assert "were done" in run(*cleaning, "terms.tsv").err
    terms.write_text("term\theard_as\n新集\t第0集\n", "utf-8")
    assert run(*cleaning, "terms.tsv").code == 0
    assert "新集" in (folder / "out" / "0.srt").read_text("utf-8")


def test_what_was_corrected_by_hand_stays(run: Run, files: list[str], folder: Path) -> None:
    run(*RESUMING, *files[:2])
    corrected = folder / "out" / "0.vtt"
    corrected.write_text(corrected.read_text("utf-8").replace("集", "季"), "utf-8")
    (folder / "0.srt").write_text(srt("别的"), "utf-8")
    done = run(*RESUMING, *files[:2])
    assert done.code == 4
    assert "was changed after it was written" in done.err
    assert "季" in corrected.read_text("utf-8")
    assert run(*RESUMING, *files[:2], "--force").code == 0
    assert "别的" in corrected.read_text("utf-8")


def test_what_is_cut_off_does_not_count_as_done(run: Run, files: list[str], folder: Path) -> None:
    run(*RESUMING, *files[:2])
    whole = texts(folder / "out")
    (folder / "out" / "1.vtt").write_text(whole["1.vtt"][:20], "utf-8")
    assert run(*RESUMING, *files[:2]).code == 4
    assert run(*RESUMING, *files[:2], "--force").code == 0
    assert texts(folder / "out") == whole


def test_files_of_others_are_not_replaced(run: Run, files: list[str], folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "0.vtt").write_text("mine", "utf-8")
    for _ in range(2):
        done = run(*RESUMING, *files[:2])
        assert (done.code, "already exists" in done.err) == (4, True)
    assert texts(folder / "out")["0.vtt"] == "mine"


def test_two_inputs_of_one_name_in_two_runs(run: Run, files: list[str], folder: Path) -> None:
    (folder / "b").mkdir()
    (folder / "b" / "0.srt").write_text(srt("另一个"), "utf-8")
    run(*RESUMING, files[0])
    done = run(*RESUMING, "b/0.srt")
    assert done.code == 4
    assert "was made from" in done.err
    assert "第0集" in (folder / "out" / "0.vtt").read_text("utf-8")


def test_findings_count_when_they_are_left_out(run: Run, files: list[str], folder: Path) -> None:
    (folder / "0.srt").write_text(srt("你好").replace("02,000", "01,000"), "utf-8")
    checking = ("check", *files[:2], "--profile", "youtube", "--out", "out", "--resume", "--json")
    assert run(*checking).code == 1
    before = json.loads((folder / "out" / "0.check.json").read_text("utf-8"))
    assert [each["rule"] for each in before["findings"]][:1] == ["no-duration"]
    done = run(*checking)
    assert (done.code, done.out) == (1, "")
    assert "2 of 2 were done" in done.err


def test_a_folder_tells_what_is_done(run: Run, files: list[str]) -> None:
    done = run("check", *files, "--profile", "youtube", "--resume")
    assert (done.code, "--resume needs --out" in done.err) == (2, True)


@pytest.mark.skipif(sys.platform == "win32", reason="terminals as POSIX has them")
def test_a_terminal_is_shown_how_far_it_is(folder: Path, files: list[str]) -> None:
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, *TO_VTT, *files, "--jobs", "2"],
        cwd=folder,
        env=environment(),
        stderr=theirs,
    ) as process:
        assert process.wait() == 2
    os.close(theirs)
    said = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "[5/5]" in said
    assert said.endswith("\x1b[K")
    assert "\x1b[Kjiaozi: 2.srt: " in said


# ------------------------------------------------------------------ recipes


@pytest.mark.skipif(os.name != "posix", reason="a shell")
def test_tasks_of_the_slurm_recipe_share_all_files(folder: Path) -> None:
    manual = (ROOT / "docs" / "cli.md").read_text("utf-8")
    recipe = manual.partition("### Slurm")[2].partition("    #!/bin/bash\n")[2].partition("\n\n")[0]
    (folder / "job.sh").write_text(textwrap.dedent(recipe) + "\n", "utf-8")
    stub = folder / "jiaozi"
    stub.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', "utf-8")
    stub.chmod(0o755)
    for count, tasks in ((7, 3), (20, 20), (3, 20), (2001, 20)):
        names = [f"in/a b {number}.srt" for number in range(count)]
        (folder / "list.txt").write_text("".join(f"{name}\n" for name in names), "utf-8")
        given = []
        for task in range(tasks):
            said = subprocess.run(
                ["bash", "job.sh"],
                cwd=folder,
                env=environment(
                    PATH=f"{folder}:{os.environ['PATH']}",
                    SLURM_ARRAY_TASK_ID=str(task),
                    SLURM_ARRAY_TASK_COUNT=str(tasks),
                    SLURM_CPUS_PER_TASK="4",
                ),
                capture_output=True,
                check=True,
            ).stdout.decode()
            given += [line for line in said.splitlines() if line.endswith(".srt")]
            assert not said or "--jobs\n4\n--resume" in said
        assert given == names

# SPDX-License-Identifier: GPL-3.0-or-later
"""`jiaozi clean` as others script against it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from editor import formats
from tests import word_models
from tests.making import DATA, REAL

if TYPE_CHECKING:
    from tests.program import Run

SCHEMA = Path(__file__).parents[3] / "docs" / "schemas" / "clean.json"
GLOSSARY = DATA / "gold" / "glossary.tsv"
TEXTS = [
    "我们用GPT3看全中的变化,",
    "呃,这个柯代表说的是Lemma对吧?",
    "就是一個人工智能",
    "所以說我覺得這些東西疊加起來",
    "請看https://a.example/全中,x",
    "佢哋话全中都冇用",
    "字幕志愿者 李明",
]


@pytest.fixture
def talk(folder: Path) -> Path:
    blocks = [
        f"{number}\n00:00:{2 * number:02},000 --> 00:00:{2 * number + 1:02},900\n{text}\n"
        for number, text in enumerate(TEXTS, start=1)
    ]
    path = folder / "talk.srt"
    path.write_bytes("\n".join(blocks).encode())
    return path


def texts(path: Path) -> list[str]:
    return [cue.text for cue in formats.read(path.read_bytes(), path.name).cues]


def report(path: Path, part: str = "rows") -> list[dict[str, Any]]:
    value = json.loads(path.read_text("utf-8"))
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(value, schema, jsonschema.Draft202012Validator)
    rows: list[dict[str, Any]] = value[part]
    return rows


def test_what_is_sure_is_done_and_all_else_reported(run: Run, folder: Path, talk: Path) -> None:
    assert talk.exists()
    done = run(
        *("clean", "talk.srt", "-o", "out.srt", "--glossary", str(GLOSSARY)),
        *("--report", "left.json", "--script", "zh-Hans", "--marks", "space"),
    )
    assert (done.code, done.out) == (0, "")
    assert texts(folder / "out.srt") == [
        "我们用 GPT-3 看权重的变化",
        "呃 这个课代表说的是 LLaMA 对吧？",
        "就是一个人工智能",
        "所以说我觉得这些东西叠加起来",
        "请看 https://a.example/全中,x",
        "佢哋话全中都冇用",
        "字幕志愿者 李明",
    ]
    rows = report(folder / "left.json")
    left = [(row["line"], row["kind"]) for row in rows if not row["applied"]]
    assert left == [(2, "fillers"), (7, "credits")]
    assert {row["kind"] for row in rows if row["applied"]} == {
        *("heard", "width", "marks", "spacing", "script"),
    }
    assert done.err == "jiaozi: talk.srt: 5 cues cleaned, 2 proposals left to a person.\n"


def test_the_report_counts_what_each_step_has_found(
    run: Run, folder: Path, talk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert talk.exists()
    monkeypatch.setattr("editor.language.word_model.finding._places", lambda _: iter(()))
    assert run("clean", "talk.srt", "-o", "out.srt", "--report", "left.json", "--quiet").code == 0
    steps = {row["step"]: row for row in report(folder / "left.json", "steps")}
    assert [*steps][:4] == ["clock", "characters", "repeated", "script"]
    assert [*steps][-2:] == ["spacing", "doubts"]
    assert "digits" not in steps
    counts = {
        name: (row["found"], row["sure"], row["applied"])
        for name, row in steps.items()
        if row["found"]
    }
    rows = report(folder / "left.json")
    assert counts["fillers"] == counts["credits"] == (1, 0, 0)
    assert counts["spacing"] == (3, 3, 3)
    assert sum(found for found, _, _ in counts.values()) == len(rows)
    assert {name for name, row in steps.items() if "why" in row} == {"heard", "terms", "doubts"}


def test_a_broken_clock_and_doubtful_lines_are_counted_and_left_to_other_verbs(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tmp_path / "zh_CN.lm"
    word_models.write(model)
    monkeypatch.setattr("editor.language.word_model.finding._places", lambda _: iter((model,)))
    lines = REAL.read_text("utf-8").splitlines()[:60]
    (folder / "some.txt").write_text("\n".join(lines), encoding="utf-8")
    assert run("clean", "some.txt", "-o", "a.vtt", "--report", "a.json", "--quiet").code == 0
    steps = {row["step"]: row for row in report(folder / "a.json", "steps")}
    falls = (
        sum(" 00:00:00,000 ->" in f" {line[1:]}" for line in lines) - 1
    )  # windows after the first
    assert (steps["clock"]["found"], steps["clock"]["left"]) == (falls, "jiaozi repair")
    assert steps["doubts"]["left"] == "jiaozi doubt"
    assert 0 < steps["doubts"]["found"] <= len(lines) // 5


def test_sounds_are_proposals_unless_all_is_asked_for(run: Run, folder: Path, talk: Path) -> None:
    assert talk.exists()
    (folder / "terms.txt").write_text("权重\n课代表\nLLaMA\n", encoding="utf-8")
    options = ["--glossary", "terms.txt", "--report", "left.json", "--quiet", "--force"]
    options += ["--script", "zh-Hans", "--marks", "space"]
    assert run("clean", "talk.srt", "-o", "out.srt", *options).err == ""
    assert "全中" in texts(folder / "out.srt")[0]
    rows = report(folder / "left.json")
    sounds = [row for row in rows if row["kind"] == "terms"]
    assert [(row["line"], row["sure"]) for row in sounds] == [(1, False), (2, False)]
    assert "权重" in sounds[0]["to"]
    assert 0.6 < sounds[0]["score"] <= 1
    assert run("clean", "talk.srt", "-o", "out.srt", "--all", *options).code == 0
    assert texts(folder / "out.srt")[:2] == [
        "我们用 GPT3 看权重的变化",
        "这个课代表说的是 LLaMA 对吧？",
    ]
    assert len(texts(folder / "out.srt")) == len(TEXTS) - 1


def test_cleaning_twice_is_cleaning_once(run: Run, folder: Path) -> None:
    lines = REAL.read_text("utf-8").splitlines()[100:200]
    (folder / "some.txt").write_text("\n".join(lines), encoding="utf-8")
    options = ("--glossary", str(GLOSSARY), "--quiet")
    assert run("clean", "some.txt", "-o", "a.vtt", *options).code == 0
    assert run("clean", "a.vtt", "-o", "b.vtt", *options, "--report", "b.json").code == 0
    assert (folder / "a.vtt").read_bytes() == (folder / "b.vtt").read_bytes()
    assert not any(row["applied"] for row in report(folder / "b.json"))


def test_a_glossary_that_cannot_be_read_is_bad_usage(run: Run, folder: Path) -> None:
    done = run("clean", "in.srt", "-o", "out.srt", "--glossary", "gone.tsv")
    assert (done.code, done.err) == (2, "jiaozi: gone.tsv: The file does not exist.\n")
    (folder / "a.tsv").write_text("term\tkeep_script\n甲\tperhaps\n", encoding="utf-8")
    done = run("clean", "in.srt", "-o", "out.srt", "--glossary", "a.tsv")
    assert done.code == 0
    assert "a.tsv: line 2: “perhaps” is neither 1 nor 0" in done.err


def test_nothing_is_written_over(run: Run, folder: Path) -> None:
    assert run("clean", "in.srt", "-o", "in.srt").code == 2
    (folder / "out.srt").write_text("old", encoding="utf-8")
    assert run("clean", "in.srt", "-o", "out.srt").code == 4
    assert (folder / "out.srt").read_text("utf-8") == "old"
    assert run("clean", "in.srt", "-o", "-").code == 2
    assert run("clean", "in.srt", "-o", "-", "--to", "srt").out.splitlines()[-1] == "你好"


def test_marks_as_one_wants_them(run: Run, folder: Path, talk: Path) -> None:
    assert talk.exists()
    first = {}
    for style in ("space", "full", "end", "keep"):
        options = ("--marks", style, "--quiet", "--force", "--script", "keep")
        assert run("clean", "talk.srt", "-o", "out.srt", *options).code == 0
        first[style] = texts(folder / "out.srt")[:2]
    assert first == {
        "space": ["我们用 GPT3 看全中的变化", "呃 这个柯代表说的是 Lemma 对吧？"],
        "full": ["我们用 GPT3 看全中的变化，", "呃，这个柯代表说的是 Lemma 对吧？"],
        "end": ["我们用 GPT3 看全中的变化", "呃，这个柯代表说的是 Lemma 对吧？"],
        "keep": ["我们用 GPT3 看全中的变化，", "呃，这个柯代表说的是 Lemma 对吧？"],
    }

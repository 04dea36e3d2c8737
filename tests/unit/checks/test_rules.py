# SPDX-License-Identifier: GPL-3.0-or-later
"""Each rule at its limit, one step below and one above."""

from dataclasses import replace

import pytest

from editor import formats
from editor.checks.finding import Finding
from editor.checks.profiles import profile
from editor.checks.rules import RULES, check, fix, fix_proposals
from editor.core.document import Document
from editor.core.proposal import accepted
from tests.making import written

Row = tuple[int, int, str]


def found(
    rule: str, document: Document, profile_id: str, length: int | None = None
) -> list[Finding]:
    findings = check(document, profile(profile_id), length)
    return [finding for finding in findings if finding.rule == rule]


def severities(rule: str, profile_id: str, *rows: Row, length: int | None = None) -> list[str]:
    return [finding.severity for finding in found(rule, written(*rows), profile_id, length)]


def message(rule: str, profile_id: str, *rows: Row, length: int | None = None) -> str:
    (finding,) = found(rule, written(*rows), profile_id, length)
    return finding.message.text


def mended(rule: str, profile_id: str, *rows: Row, length: int | None = None) -> list[Row]:
    """The cues after the rule's fix, of which it must find nothing more."""
    document = written(*rows)
    findings = found(rule, document, profile_id, length)
    assert findings
    after = fix(document, findings).apply(document)
    assert not found(rule, after, profile_id, length)
    return [(cue.start, cue.end, cue.text) for cue in after.cues]


def fixable(rule: str, profile_id: str, *rows: Row, length: int | None = None) -> bool:
    (finding,) = found(rule, written(*rows), profile_id, length)
    return bool(finding.fix)


# ------------------------------------------------------------------ text


@pytest.mark.parametrize(
    ("profile_id", "line", "expected"),
    [
        ("youtube", "字" * 20, []),
        ("youtube", "字" * 20 + "a", ["warning"]),
        ("youtube", "字" * 10 + "a" * 20, []),  # Latin counts half
        ("youtube", "字" * 10 + "a" * 21, ["warning"]),
        ("youtube", "字" * 20 + "\n" + "字" * 20, []),
        ("youtube", "短\n" + "字" * 21, ["warning"]),
        ("bilibili", "字" * 18, []),
        ("bilibili", "字" * 19, ["note"]),
        ("bilibili", "字" * 25, ["note"]),
        ("bilibili", "字" * 25 + "a", ["warning"]),
        ("netflix-zh-hans", "字" * 8 + "a" * 8, []),  # there every character counts one
        ("netflix-zh-hans", "字" * 8 + "a" * 9, ["warning"]),
        ("netflix-en", "x" * 42, []),
        ("netflix-en", "x" * 43, ["warning"]),
        ("netflix-en", "<i>" + "x" * 42 + "</i>", []),
        ("fansub-strict", "字" * 99, []),
    ],
)
def test_line_length(profile_id: str, line: str, expected: list[str]) -> None:
    assert severities("cpl", profile_id, (0, 5000, line)) == expected


def test_line_length_in_words() -> None:
    assert message("cpl", "youtube", (0, 5000, "字" * 20 + "a")) == (
        "This line has 20.5 characters; the limit is 20."
    )


@pytest.mark.parametrize(
    ("profile_id", "count", "expected"),
    [
        ("youtube", 2, []),
        ("youtube", 3, ["warning"]),
        ("bilibili", 1, []),
        ("bilibili", 2, ["note"]),
        ("bilibili", 3, ["warning"]),
        ("bbc", 3, ["note"]),
        ("fansub-strict", 9, []),
    ],
)
def test_number_of_lines(profile_id: str, count: int, expected: list[str]) -> None:
    assert severities("lines", profile_id, (0, 5000, "\n".join("字" * count))) == expected


@pytest.mark.parametrize("text", ["", "  \n　", "<i></i>", "{\\an8}"])
def test_a_cue_without_text_goes(text: str) -> None:
    rows = [(0, 1000, "前"), (1000, 2000, text), (2000, 3000, "后")]
    assert severities("empty", "fansub-strict", *rows) == ["warning"]
    assert mended("empty", "fansub-strict", *rows) == [rows[0], rows[2]]


def test_both_scripts_in_one_cue() -> None:
    rows = [(0, 1000, "这個"), (1000, 2000, "这个"), (2000, 3000, "這個")]
    (finding,) = found("mixed-script", written(*rows), "youtube")
    assert (finding.row, finding.last_row, finding.severity) == (0, 0, "warning")
    assert not finding.fix


def test_a_traditional_block_becomes_simplified() -> None:
    rows = [
        (0, 1000, "这个问题没有人发现过"),
        (1000, 2000, "這個@張三 發現"),
        (2000, 3000, "你好"),
        (3000, 4000, "沒有"),
    ]
    (finding,) = found("script-block", written(*rows), "youtube")
    assert (finding.row, finding.last_row, finding.severity) == (1, 3, "warning")
    assert finding.message.text == "Traditional in a Simplified document; cues in a row: 3."
    assert mended("script-block", "youtube", *rows) == [
        rows[0],
        (1000, 2000, "这个@張三 发现"),
        rows[2],
        (3000, 4000, "没有"),
    ]


def test_a_simplified_block_becomes_traditional() -> None:
    rows = [(0, 1000, "這個問題沒有發現"), (1000, 2000, "这里没有")]
    assert message("script-block", "youtube", *rows) == (
        "Simplified in a Traditional document; cues in a row: 1."
    )
    assert mended("script-block", "youtube", *rows) == [rows[0], (1000, 2000, "這裡沒有")]


def test_markup_where_the_upload_knows_none() -> None:
    rows = [(0, 1000, "<i>斜</i>体{\\an8}"), (1000, 2000, "3 < 4 <3")]
    assert severities("tags", "youtube", *rows) == ["warning"]
    assert severities("tags", "netflix-en", *rows) == []
    assert mended("tags", "bilibili", *rows) == [(0, 1000, "斜体"), rows[1]]


def test_an_encoding_that_the_upload_refuses() -> None:
    srt = "1\n00:00:01,000 --> 00:00:02,000\n这个问题大家都知道的\n"
    refused = formats.read(srt.encode("gb18030"))
    (finding,) = found("encoding", refused, "youtube")
    assert (finding.severity, finding.row) == ("error", None)
    assert finding.message.text == "The file is encoded as GB18030; only UTF-8 can be uploaded."
    assert found("encoding", refused, "netflix-zh-hans") == []
    assert found("encoding", formats.read(srt.encode()), "youtube") == []


# ------------------------------------------------------------------ times


def test_order() -> None:
    rows = [(5000, 6000, "甲"), (4999, 7000, "乙"), (5000, 8000, "丙")]
    (finding,) = found("order", written(*rows), "fansub-strict")
    assert (finding.row, finding.severity, finding.fix) == (1, "error", ())
    assert finding.message.text == "This cue starts 0.001 s before the previous one."
    assert severities("order", "fansub-strict", (0, 1, "甲"), (0, 1, "乙")) == []


def test_before_the_beginning() -> None:
    assert severities("negative", "youtube", (0, 1000, "甲")) == []
    assert severities("negative", "youtube", (-1, 1000, "甲")) == ["error"]
    assert mended("negative", "youtube", (-1, 1000, "甲")) == [(0, 1000, "甲")]
    assert not fixable("negative", "youtube", (-900, 0, "甲"))


def test_never_shown() -> None:
    assert severities("no-duration", "youtube", (1000, 1001, "甲")) == []
    assert severities("no-duration", "youtube", (1000, 1000, "甲")) == ["error"]
    assert mended("no-duration", "youtube", (1000, 900, "甲")) == [(1000, 1700, "甲")]
    assert mended("no-duration", "fansub-strict", (1000, 900, "甲")) == [(1000, 1500, "甲")]


def test_never_shown_in_words() -> None:
    assert message("no-duration", "youtube", (0, 0, "甲")) == "This cue has no times."
    assert not fixable("no-duration", "youtube", (0, 0, "甲")), "it is to be tapped"
    at_once = message("no-duration", "youtube", (1000, 1000, "甲"))
    assert at_once == "This cue is never shown: it starts and ends at the same time."
    backwards = message("no-duration", "youtube", (1000, 960, "甲"))
    assert backwards == "This cue is never shown: it ends 0.04 s before it starts."


def test_never_shown_and_no_room() -> None:
    cue = (1000, 1000, "甲")
    assert fixable("no-duration", "youtube", cue, (1700, 3000, "乙"))
    assert not fixable("no-duration", "youtube", cue, (1699, 3000, "乙"))
    assert not fixable("no-duration", "youtube", cue, length=1699)
    assert not fixable("no-duration", "youtube", cue, (5000, 6000, "乙"), (1200, 1900, "丙"))
    assert not fixable("no-duration", "youtube", (-2000, -2000, "甲"))


@pytest.mark.parametrize(
    ("profile_id", "severity"), [("bilibili", "error"), ("youtube", "warning")]
)
def test_after_the_end(profile_id: str, severity: str) -> None:
    rows = [(0, 10_000, "甲"), (9000, 10_001, "乙"), (10_000, 11_000, "丙")]
    assert severities("beyond-media", profile_id, *rows) == []
    first, second = found("beyond-media", written(*rows), profile_id, 10_000)
    assert (first.row, first.severity, bool(first.fix)) == (1, severity, True)
    assert (second.row, second.severity, bool(second.fix)) == (2, severity, False)
    assert mended("beyond-media", profile_id, *rows[:2], length=10_000)[1] == (9000, 10_000, "乙")


def test_overlap() -> None:
    first, second = (0, 3000, "甲"), (2999, 5000, "乙")
    assert severities("overlap", "youtube", first, (3000, 5000, "乙")) == []
    assert severities("overlap", "youtube", first, second) == ["warning"]
    assert message("overlap", "youtube", first, second) == (
        "This cue overlaps the previous one by 1 ms."
    )
    assert mended("overlap", "youtube", first, second) == [(0, 2999, "甲"), second]


def test_an_overlap_is_not_mended_by_a_cue_too_short_to_read() -> None:
    assert fixable("overlap", "youtube", (0, 3000, "甲"), (700, 5000, "乙"))
    assert not fixable("overlap", "youtube", (0, 3000, "甲"), (699, 5000, "乙"))
    assert not fixable("overlap", "youtube", (0, 3000, "甲"), (0, 5000, "乙"))


@pytest.mark.parametrize(
    ("profile_id", "shortest"), [("youtube", 700), ("netflix-zh-hans", 833), ("bilibili", 500)]
)
def test_too_short(profile_id: str, shortest: int) -> None:
    assert severities("too-short", profile_id, (0, shortest, "甲")) == []
    assert severities("too-short", profile_id, (0, 0, "甲")) == []  # never shown: another rule
    assert mended("too-short", profile_id, (0, shortest - 1, "甲")) == [(0, shortest, "甲")]


def test_too_short_next_to_another_cue() -> None:
    short = (0, 500, "甲")
    assert fixable("too-short", "netflix-zh-hans", short, (916, 3000, "乙"))  # 833 and a gap of 83
    assert not fixable("too-short", "netflix-zh-hans", short, (915, 3000, "乙"))
    assert not fixable("too-short", "youtube", short, (0, 3000, "乙"))


def test_too_long() -> None:
    assert severities("too-long", "youtube", (0, 7000, "甲")) == []
    assert severities("too-long", "youtube-shorts", (0, 5001, "甲")) == ["warning"]
    assert message("too-long", "youtube", (0, 7001, "甲")) == (
        "This cue lasts 7.001 s; the maximum is 7 s."
    )
    assert severities("too-long", "bbc", (0, 99_000, "甲")) == []


@pytest.mark.parametrize(
    ("profile_id", "text", "enough"),
    [
        ("youtube", "字" * 11, 1000),
        ("youtube", "字" * 10 + "ab", 1000),
        ("netflix-zh-hans", "字" * 9, 1000),
        ("netflix-zh-hans", "字" * 7 + "ab", 1000),
        ("netflix-en", "x" * 30, 1500),
    ],
)
def test_reading_speed(profile_id: str, text: str, enough: int) -> None:
    assert severities("cps", profile_id, (0, enough, text)) == []
    assert severities("cps", profile_id, (0, enough - 1, text)) == ["warning"]
    assert mended("cps", profile_id, (0, enough - 1, text)) == [(0, enough, text)]


def test_reading_speed_in_words() -> None:
    assert message("cps", "youtube", (0, 999, "字" * 11)) == (
        "11.1 characters per second (Latin counts half); the limit is 11."
    )
    assert message("cps", "netflix-en", (0, 1000, "x" * 30)) == (
        "30 characters per second; the limit is 20."
    )


def test_reading_speed_is_mended_only_where_there_is_room() -> None:
    fast = (0, 900, "字" * 11)
    assert fixable("cps", "youtube", fast, (1000, 3000, "乙"))
    assert not fixable("cps", "youtube", fast, (999, 3000, "乙"))
    assert not fixable("cps", "youtube", fast, length=999)
    assert not fixable("cps", "youtube", (0, 900, "字" * 78))  # that would need 7.1 s


def test_gap() -> None:
    first = (0, 1000, "甲")
    assert severities("gap", "netflix-zh-hans", first, (1083, 3000, "乙")) == []
    assert severities("gap", "netflix-zh-hans", first, (1082, 3000, "乙")) == ["warning"]
    assert severities("gap", "netflix-zh-hans", first, (999, 3000, "乙")) == []  # overlap
    assert severities("gap", "youtube", first, (1000, 3000, "乙")) == []
    assert mended("gap", "netflix-zh-hans", first, (1000, 3000, "乙"))[0] == (0, 917, "甲")
    assert fixable("gap", "netflix-zh-hans", (0, 840, "甲"), (916, 3000, "乙"))
    assert not fixable("gap", "netflix-zh-hans", (0, 840, "甲"), (915, 3000, "乙"))


def test_a_guide_may_allow_no_gap_or_a_long_one() -> None:
    first = (0, 2000, "One")
    assert severities("gap", "bbc", first, (2000, 5000, "two")) == []
    assert severities("gap", "bbc", first, (2001, 5000, "two")) == ["warning"]
    assert severities("gap", "bbc", first, (2999, 5000, "two")) == ["warning"]
    assert severities("gap", "bbc", first, (3000, 5000, "two")) == ["note"]
    assert severities("gap", "bbc", first, (3499, 5000, "two")) == ["note"]
    assert severities("gap", "bbc", first, (3500, 5000, "two")) == []
    assert mended("gap", "bbc", first, (2500, 5000, "two"))[0] == (0, 2500, "One")


@pytest.mark.parametrize(
    ("profile_id", "flickers"),
    [("netflix-zh-hans", range(3, 12)), ("hk-vendor", range(3, 5)), ("netflix-en", ())],
)
def test_gaps_of_so_many_frames_are_shortened(profile_id: str, flickers: range) -> None:
    for frames in range(2, 14):
        second = (2000 + round(frames * 1000 / 24), 9000, "二")
        expected = ["note"] if frames in flickers else []
        assert severities("flash-gap", profile_id, (0, 2000, "一"), second) == expected
        if expected:
            after = mended("flash-gap", profile_id, (0, 2000, "一"), second)
            assert after[0] == (0, second[0] - 83, "一")


def test_flickering_gap() -> None:
    first = (0, 1000, "甲")
    assert severities("flash-gap", "bilibili", first, (1000, 3000, "乙")) == []
    assert severities("flash-gap", "bilibili", first, (1001, 3000, "乙")) == ["note"]
    assert severities("flash-gap", "bilibili", first, (1300, 3000, "乙")) == []
    assert severities("flash-gap", "youtube", first, (1001, 3000, "乙")) == []
    second = (1299, 3000, "乙")
    assert mended("flash-gap", "bilibili", first, second) == [(0, 1299, "甲"), second]
    assert not fixable("flash-gap", "bilibili", (0, 6900, "甲"), (7001, 9000, "乙"))
    assert not fixable("flash-gap", "bilibili", (1, -1, "甲"), (0, 0, "乙"))


# ------------------------------------------------------------------ all of them


def test_findings_come_in_the_order_of_the_cues() -> None:
    document = written(
        (0, 100, "春江潮水连海平海上明月共潮生滟滟随波千万里何处无"),
        (5000, 5100, ""),
        (4000, 4500, "这個"),
    )
    findings = check(document, profile("bilibili"))
    assert [(finding.row, finding.rule) for finding in findings] == [
        (0, "too-short"),
        (0, "cps"),
        (0, "cpl"),
        (1, "empty"),
        (1, "too-short"),
        (2, "order"),
        (2, "mixed-script"),
    ]


def test_a_good_document_and_an_empty_one_have_no_findings() -> None:
    good = written((0, 2000, "这是好的"), (2000, 4000, "没有问题"))
    assert check(good, profile("bilibili"), 4000) == []
    assert check(Document(), profile("bilibili"), 4000) == []


def test_where_two_fixes_meet_the_first_is_made() -> None:
    document = written((0, 100, "<b>甲</b>"), (2000, 4000, "<b>乙</b>"))
    findings = check(document, profile("youtube"))
    assert [(finding.row, finding.rule) for finding in findings] == [
        (0, "too-short"),
        (0, "tags"),
        (1, "tags"),
    ]
    once = fix(document, findings).apply(document)
    assert once.cues[0] == replace(document.cues[0], end=700)
    assert once.cues[1].text == "乙"
    twice = fix(once, check(once, profile("youtube"))).apply(once)
    assert (twice.cues[0].end, twice.cues[0].text) == (700, "甲")
    assert check(twice, profile("youtube")) == []


def test_fixes_are_one_step_that_can_be_undone() -> None:
    document = written((0, 100, "甲"), (1000, 2000, ""), (3000, 4000, "<b>乙</b>"))
    change = fix(document, check(document, profile("youtube")))
    after = change.apply(document)
    assert [cue.text for cue in after.cues] == ["甲", "乙"]
    assert change.invert().apply(after) == document


def test_rules_have_each_their_own_id_and_title() -> None:
    assert len({rule.id for rule in RULES}) == len({rule.title for rule in RULES}) == len(RULES)


def test_proposals_show_what_the_fix_is_of() -> None:
    document = written((0, 300, "好"), (10_000, 11_000, "<i>好的</i>"), (20_000, 21_000, " "))
    findings = check(document, profile("youtube"))
    shown = [(p.kind.text, p.before, p.after, p.sure) for p in fix_proposals(document, findings)]
    assert shown == [
        ("Too short", "0:00.000 – 0:00.300", "0:00.000 – 0:00.700", True),
        ("Markup", "<i>好的</i>", "好的", True),
        ("Empty", " ", "", True),
    ]


def test_a_large_fix_is_not_sure() -> None:
    document = written((0, 9000, "好"), (10_000, 18_000, "好"))
    findings = found("beyond-media", document, "bilibili", 12_000)
    (proposal,) = fix_proposals(document, findings)
    assert (proposal.after, proposal.sure) == ("0:10.000 – 0:12.000", False)


def test_a_block_is_proposed_cue_by_cue() -> None:
    document = written(
        (0, 1000, "这个问题说来话长"),
        (1000, 2000, "這個問題"),
        (2000, 3000, "你好"),
        (3000, 4000, "說來話長"),
    )
    findings = found("script-block", document, "bilibili")
    first, second = fix_proposals(document, findings)
    assert [(first.row, first.after), (second.row, second.after)] == [
        (1, "这个问题"),
        (3, "说来话长"),
    ]
    after = accepted(document, "one", [second.fix]).apply(document)
    assert [cue.text for cue in after.cues] == ["这个问题说来话长", "這個問題", "你好", "说来话长"]

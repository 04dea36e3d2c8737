# SPDX-License-Identifier: GPL-3.0-or-later
from collections import Counter
from importlib import resources

import opencc
import pytest

from editor import formats
from editor.core.errors import UserError
from editor.language.conversion import convert, to_script
from editor.language.script import Block, Script, blocks, main_script, script_of
from editor.language.simplified import to_simplified
from editor.repair.chunks import find_chunks
from tests.making import REAL, written

REAL_BLOCKS = [(111, 119), (351, 361), (370, 378), (379, 390), (745, 754)]
"""First and last line of the windows in which the recogniser wrote Traditional."""


@pytest.mark.parametrize(
    ("line", "script"),
    [
        ("这个问题", "hans"),
        ("這個問題", "hant"),
        ("这個", "mixed"),
        ("你好", "neutral"),
        ("皇后在后台里干杯 一台几面", "neutral"),  # each of them is used in both scripts
        ("GPT-4 真", "neutral"),
        ("这是乾隆的", "hans"),  # 乾 is Simplified too, but for what is dry
        ("我姪子很多", "hant"),  # OpenCC leaves these signs; a row of ours does not
        ("瞭解一下", "hant"),
        ("在瞭望塔", "neutral"),
        ("祇有", "hant"),
        ("神祇", "neutral"),
        ("GPT的体验", "hans"),
        ("Auto-regressive", "none"),
        ("café — 123。", "none"),
        ("", "none"),
        ("日本語の発音", "japanese"),
        ("カタカナ", "japanese"),
        ("ﾊﾝｶｸ 漢字", "japanese"),
    ],
)
def test_the_script_of_a_line(line: str, script: Script) -> None:
    assert script_of(line) == script


def test_the_main_script_is_that_of_most_characters_that_tell() -> None:
    assert main_script(["你好", "这个问题", "這"]) == "hans"
    assert main_script(["你好", "這個問題", "这"]) == "hant"
    assert main_script(["你好", "こんにちは東京駅發車"]) == "neutral"


def test_the_real_transcript() -> None:
    document = formats.read(REAL.read_bytes())
    texts = [cue.text for cue in document.cues]
    assert Counter(map(script_of, texts)) == {"hans": 774, "neutral": 74, "hant": 49, "none": 9}
    borders = [chunk.first for chunk in find_chunks(document.cues)]
    found = blocks(texts, borders)
    assert [(block.first + 1, block.stop) for block in found] == REAL_BLOCKS
    assert {block.script for block in found} == {"hant"}


def test_converting_the_real_transcript_touches_the_traditional_lines_only() -> None:
    document = formats.read(REAL.read_bytes())
    borders = [chunk.first for chunk in find_chunks(document.cues)]
    change = to_script(document, "zh-Hans", borders)
    converted = change.apply(document)
    changed = {
        number
        for number, (old, new) in enumerate(
            zip(document.cues, converted.cues, strict=True), start=1
        )
        if old != new
    }
    traditional = {line for first, last in REAL_BLOCKS for line in range(first, last + 1)}
    assert changed == traditional - {112, 370}  # those two have nothing to convert
    assert converted.cues[351].text == "对 就是这个信仰之月是月在哪里呢"
    assert converted.cues[351].hypothesis == "對 就是這個信仰之月是月在哪裡呢"
    assert converted.cues[383].text.startswith("大家想的是用Chai GPT能解决我现在手上")
    assert {script_of(cue.text) for cue in converted.cues} == {"hans", "neutral", "none"}
    assert change.invert().apply(converted) == document


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("頭髮和發現", "头发和发现"),
        ("皇后以後", "皇后以后"),
        ("一公里的那裡面", "一公里的那里面"),
        ("乾淨的幹部不干涉", "干净的干部不干涉"),
        ("麵條的面子", "面条的面子"),
        ("周杰倫和余光中", "周杰伦和余光中"),
        ("范仲淹與于謙", "范仲淹与于谦"),
    ],
)
def test_pairs_that_a_table_of_characters_gets_wrong(traditional: str, simplified: str) -> None:
    assert convert(traditional, "zh-Hans") == simplified
    assert convert(simplified, "zh-Hant") == traditional


def test_readers_get_the_characters_of_their_place() -> None:
    assert convert("群众为什么在里面吃饭", "zh-Hant") == "群眾為什麼在裡面吃飯"
    assert convert("群众为什么在里面吃饭", "zh-HK") == "羣眾為什麼在裏面吃飯"


def test_only_taiwan_gets_other_words() -> None:
    assert convert("互联网上的软件和鼠标", "zh-Hant") == "互聯網上的軟件和鼠標"
    assert convert("互联网上的软件和鼠标", "zh-TW") == "網際網路上的軟體和滑鼠"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("請看 https://例.tw/發現?q=頭髮，這裡", "请看 https://例.tw/發現?q=頭髮，这里"),
        ("請看www.發.tw 這個", "请看www.發.tw 这个"),
        ("寫信到dev@發.tw吧，這個", "写信到dev@發.tw吧，这个"),
        ("關注 @張三丰 這個人", "关注 @張三丰 这个人"),
        ("話題 #發現美好# 這裡", "话题 #發現美好# 这里"),
        ("用C#語言寫的", "用C#语言写的"),
        ("這是日本語の發音\n這是中文", "這是日本語の發音\n这是中文"),
    ],
)
def test_what_is_not_running_chinese_stays(before: str, after: str) -> None:
    assert convert(before, "zh-Hans") == after


def test_terms_to_keep() -> None:
    assert convert("後來的後浪和後浪奔湧", "zh-Hans", ["後浪"]) == "后来的後浪和後浪奔涌"
    assert convert("a(這)是這", "zh-Hans", ["(這)", ""]) == "a(這)是这"


def test_lines_whose_signs_only_our_own_rows_convert_are_converted() -> None:
    document = written((0, 1, "瞭解一下"), (1, 2, "姪子"), (2, 3, "烈燄"), (3, 4, "瞭望"))
    converted = to_script(document, "zh-Hans").apply(document)
    assert [cue.text for cue in converted.cues] == ["了解一下", "侄子", "烈焰", "瞭望"]


def test_a_longer_term_goes_before_a_shorter_one() -> None:
    assert convert("張發的發", "zh-Hans", ["張", "張發"]) == "張發的发"


def test_nothing_is_lost_behind_a_nul() -> None:
    assert convert("這\0這", "zh-Hans") == "这\0这"


def test_an_unknown_script_is_named() -> None:
    with pytest.raises(UserError, match=r"zh-SG.*zh-Hans, zh-Hant, zh-TW, zh-HK"):
        convert("這", "zh-SG")


def test_blocks_without_known_windows_are_runs_of_lines() -> None:
    texts = ["这个问题", "这里", "這個", "你好", "GPT", "問題", "没有", "沒", "什么"]
    # 你好 and GPT stand inside the run; a single Traditional character makes no run.
    assert blocks(texts) == [Block(2, 6, "hant")]


def test_a_window_is_taken_whole_with_lines_that_could_be_either() -> None:
    texts = ["这个问题", "没有什么", "你好", "這個問題", "好", "这里"]
    assert blocks(texts, [0, 2, 5]) == [Block(2, 5, "hant")]


def test_simplified_blocks_in_a_traditional_document() -> None:
    texts = ["這個問題", "沒有什麼", "这个", "這裡"]
    assert blocks(texts) == [Block(2, 3, "hans")]


def test_a_document_in_one_script_has_no_blocks() -> None:
    assert blocks(["這個問題", "你好", "沒有什麼"], [0, 2]) == []
    assert blocks([]) == []


def test_to_traditional_converts_all_but_what_is_already() -> None:
    document = written(
        (0, 1, "这个鼠标"), (1, 2, "這個鼠標"), (2, 3, "OK"), (3, 4, "このままの発音")
    )
    converted = to_script(document, "zh-TW").apply(document)
    assert [cue.text for cue in converted.cues] == [
        "這個滑鼠",
        "這個鼠標",
        "OK",
        "このままの発音",
    ]


def the_sets() -> tuple[str, str]:
    table = resources.files("editor.language").joinpath("han_sets.txt").read_text("utf-8")
    traditional, simplified, rest = table.split("\n")
    assert not rest
    return traditional, simplified


def test_the_shipped_sets_fit_the_installed_opencc() -> None:
    traditional, simplified = the_sets()
    to_hans, to_hant = opencc.OpenCC("t2s"), opencc.OpenCC("s2t")

    def one_by_one(converter: opencc.OpenCC, characters: str) -> list[str]:
        converted: str = converter.convert("\n".join(characters))
        return converted.split("\n")

    assert len(traditional) > 3000
    assert len(simplified) > 2000
    assert not set(traditional) & set(simplified)
    for old, new in zip(traditional, map(to_simplified, traditional), strict=True):
        assert new != old
        assert new not in traditional or to_simplified(new) != new
    for old, new in zip(simplified, one_by_one(to_hant, simplified), strict=True):
        assert new != old
        assert one_by_one(to_hans, old) == [old]


def test_the_shipped_sets_fit_the_national_standards() -> None:
    """GB 2312's first level is what Simplified uses most; Big5 has no Simplified at all."""
    traditional, simplified = the_sets()
    common = {
        bytes([high, low]).decode("gb2312")
        for high in range(0xB0, 0xD7)
        for low in range(0xA1, 0xFF)
    }
    assert len(common & set(simplified)) > 1000
    assert not common & set(traditional)
    assert not [character for character in simplified if character.encode("big5", "ignore")]

# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from editor.language import pinyin
from tests.program import python

TRAVERSED = """
import gc
from editor.language.pinyin import initials
before = len(gc.get_objects())
assert initials("修复时钟") == "xfsz"
print(len(gc.get_objects()) <= before, gc.get_freeze_count() > 100_000)
"""


def test_what_is_said_in_pinyin() -> None:
    assert pinyin.initials("修复 OK") == "xf ok"
    assert pinyin.spelled("修复时钟") == "xiufushizhong"
    assert pinyin.syllables("权重") == ("quan", "zhong")
    assert pinyin.toned("权重") == ["quan2", "zhong4"]
    assert ("银行", ("yin", "hang")) in set(pinyin.phrases())


def test_no_collection_goes_through_the_dictionary() -> None:
    assert python(TRAVERSED).stdout.split() == ["True", "True"]

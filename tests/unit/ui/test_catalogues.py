# SPDX-License-Identifier: GPL-3.0-or-later
"""The catalogues say everything that the source says, and nothing else."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from editor.actions.table import MENUS
from tests.templates import catalogue, catalogues, missing, room_of, templates, unmarked

TEMPLATES = templates()
LANGUAGES = ("zh_Hans", "zh_Hant")
HAN = "[\u4e00-\u9fff]"
HALF_WIDTH = re.compile(rf"{HAN}[,;:!?]|[,.;:!?]{HAN}|{HAN}\.(?!\w)")
TIGHT = re.compile(rf"{HAN}[A-Za-z0-9{{]|[A-Za-z0-9}}%]{HAN}")
# One word of the two scripts, an undo title after its verb, what one presses in a menu, and a
# whole sentence before another.
MAY_BE_TIGHT = re.compile(r"[(]&\w[)]|^(撤销|重做|復原)\{what\}$|^\{reason\}")


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_no_sentence_stands_in_the_source_without_a_mark() -> None:
    assert unmarked() == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_is_translated(language: str) -> None:
    assert missing(language) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_room_translates_what_it_says_and_nothing_else(language: str) -> None:
    strange = [
        (room, text)
        for room, texts in catalogues(language).items()
        for text in texts
        if room not in map(room_of, TEMPLATES.get(text, ()))
    ]
    assert strange == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_rooms_that_say_the_same_translate_it_alike(language: str) -> None:
    whole = catalogue(language)
    unlike = [
        (room, text)
        for room, texts in catalogues(language).items()
        for text, said in texts.items()
        if whole[text] != said
    ]
    assert unlike == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_fields_of_its_template(language: str) -> None:
    wrong = {
        text: translated
        for text, translated in catalogue(language).items()
        if fields(text) != fields(translated)
    }
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_chinese_is_punctuated_in_full_width(language: str) -> None:
    assert [text for text in catalogue(language).values() if HALF_WIDTH.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_space_stands_between_chinese_and_latin(language: str) -> None:
    texts = catalogue(language).values()
    assert [text for text in texts if TIGHT.search(MAY_BE_TIGHT.sub("", text))] == []


def test_traditional_quotes_in_corner_brackets() -> None:
    assert [text for text in catalogue("zh_Hant").values() if set("“”") & set(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_menu_has_a_key_of_its_own(language: str) -> None:
    known = catalogue(language)
    titles = [known[title] for title, _ in MENUS]
    keys = re.findall(r"\(&(\w)\)$", "\n".join(titles), re.MULTILINE)
    assert len(keys) == len(set(keys)) == len(titles), titles

# SPDX-License-Identifier: GPL-3.0-or-later
"""Glossaries: what is read, written, put together and learned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor.core.state import NO_STATE
from editor.language import glossary_file
from editor.language.glossary import (
    Glossary,
    Term,
    into_state,
    kept,
    learned,
    of_state,
    plain,
    together,
)
from editor.language.term_start import candidates
from editor.project.columns import from_term
from editor.project.places import places
from tests.making import DATA

if TYPE_CHECKING:
    from pathlib import Path

GOLD = (DATA / "gold" / "glossary.tsv").read_bytes()


def read(text: str, name: str = "") -> tuple[Glossary, list[str]]:
    terms, problems = glossary_file.read(text.encode(), name)
    return terms, [str(problem) for problem in problems]


def test_a_table_with_named_columns() -> None:
    terms, problems = glossary_file.read(GOLD)
    assert problems == []
    assert len(terms) == 40
    known = {term.term: term for term in terms}
    assert known["卢毅"] == Term(
        "卢毅",
        "person",
        ("卢伊", "卢奕", "罗伊", "如意"),
        keep_script=True,
        note="guest; true characters unknown: ask",
    )
    assert known["向量"].not_near == ("戴", "首饰")
    assert not known["向量"].keep_script


@pytest.mark.parametrize("name", ["a.tsv", "a.csv", "A.CSV", ""])
def test_what_is_written_is_read(name: str) -> None:
    terms, _ = glossary_file.read(GOLD)
    again = (*terms, Term('say "cheese", please', note="a|b\tc"), Term("=1+1"))
    back, problems = glossary_file.read(glossary_file.write(again, name), name)
    assert problems == []
    assert back[:-2] == terms
    assert [term.term for term in back[-2:]] == ['say "cheese", please', "=1+1"]


@pytest.mark.parametrize(
    "text",
    [
        "术语,类型,听成,备注\n权重,term,全中|全种,\n",
        "術語\t種類\t聽成\n权重\tterm\t全中|全种\n",
        "权重\tterm\t全中|全种\n",
        "﻿term;kind;heard_as\n权重;term;全中|全种\n",
    ],
)
def test_tables_as_people_keep_them(text: str) -> None:
    assert read(text) == ((Term("权重", "term", ("全中", "全种")),), [])


def test_a_table_in_the_computers_old_encoding() -> None:
    data = "术语,类型,听成,备注\n权重,术语,全中|全种,机器学习里的参数\n".encode("gb18030")
    terms, _ = glossary_file.read(data, "表.csv")
    assert terms == (Term("权重", "术语", ("全中", "全种"), note="机器学习里的参数"),)


def test_lists_of_other_programs() -> None:
    text = (
        "# 热词文件\n\n我家鸽鸽\nVS Code\n"
        "Claude | 克劳德 | cloud\n"
        "傅平 ~~~ 工作 | 精准 | 脱贫\n"
        "毫安时     =      mAh\n"
        "(艾特)\\s*(QQ)\\s*点\\s*            =     @qq.\n"
    )
    terms, problems = read(text, "hot.txt")
    assert terms == (
        Term("我家鸽鸽"),
        Term("VS Code"),
        Term("Claude", heard_as=("克劳德", "cloud")),
        Term("傅平", not_near=("工作", "精准", "脱贫")),
        Term("mAh", heard_as=("毫安时",)),
    )
    assert problems == ["Line 8: This rule is a regular expression, not a term; it was left out."]


def test_a_list_with_weights_of_a_recogniser() -> None:
    assert [term.term for term in read("阿里巴巴 20\n通义千问 15\n")[0]] == ["阿里巴巴", "通义千问"]
    assert [term.term for term in read("GPT 4\n通义千问\n")[0]] == ["GPT 4", "通义千问"]


def test_what_cannot_be_used_is_told_with_its_line() -> None:
    text = f"term\tkind\tkeep_script\n权重\tterm\t也许\n\tperson\t1\n{'长' * 90}\tterm\t\n"
    terms, problems = read(text)
    assert terms == (Term("权重", "term", keep_script=True),)
    assert sorted(problems) == [
        "Line 2: “也许” is neither 1 nor 0: the script is kept.",
        "Line 3: This row has no term.",
        "Line 4: This is too long for a term.",
    ]


def test_a_quotation_mark_that_is_none_swallows_nothing() -> None:
    terms, _ = read('term\tnote\n权重\t"theory only\n向量\tx\n')
    assert [term.term for term in terms] == ["权重", "向量"]


def test_of_several_glossaries_the_later_wins() -> None:
    mine = [Term("卢毅", "person", ("卢伊",), note="guest"), Term("GPT")]
    document = [Term("卢毅", "", ("如意", "卢伊"), keep_script=True)]
    assert together(mine, document) == (
        Term("卢毅", "person", ("卢伊", "如意"), keep_script=True, note="guest"),
        Term("GPT"),
    )


def test_a_correction_is_learned_once() -> None:
    glossary = learned((), "卢伊", "卢毅")
    assert glossary == (Term("卢毅", heard_as=("卢伊",)),)
    assert learned(glossary, "卢伊", "卢毅") == glossary
    assert learned(glossary, "如意", "卢毅") == (Term("卢毅", heard_as=("卢伊", "如意")),)
    assert learned((), "fine tuning", "fine-tuning") == (Term("fine-tuning"),)
    assert learned((), " ", "卢毅") == ()


def test_spellings_of_one_term() -> None:
    assert plain("Fine-Tuning") == plain("fine tuning") == "finetuning"
    assert plain("onboard") == plain("OnBoard!")
    assert plain("C++") != plain("C")


def test_the_documents_glossary_is_kept_in_its_state() -> None:
    terms, _ = glossary_file.read(GOLD)
    state = into_state(NO_STATE, terms)
    assert of_state(state) == terms
    assert all(from_term(key, body) for key, body in state.kinds["term"].items())
    assert of_state(into_state(state, terms[:2])) == terms[:2]
    assert of_state(NO_STATE.with_row("term", "GPT", "{damaged")) == (Term("GPT"),)
    assert "卢毅" in kept(terms)
    assert "向量" not in kept(terms)


def test_the_users_own_glossary_lies_beside_the_settings(tmp_path: Path) -> None:
    path = places({"JIAOZI_HOME": str(tmp_path)}).glossary
    assert path.parent == places({"JIAOZI_HOME": str(tmp_path)}).settings.parent
    assert glossary_file.load(path) == ((), [])
    terms, _ = glossary_file.read(GOLD)
    glossary_file.save(path, terms)
    assert glossary_file.load(path) == (terms, [])
    glossary_file.save(path, terms[:1])
    assert glossary_file.load(path) == (terms[:1], [])
    path.write_bytes(b"")
    assert glossary_file.load(path) == ((), [])


def test_a_start_from_the_text() -> None:
    texts = [
        "我们用Kubernetes部署 写信给a@example.com",
        "Kubernetes里面有pod 还有service mesh",
        "service mesh我觉得很好 I think it is good",
        "伊莲娜也这么说 OK",
    ]
    found = {each.text: each for each in candidates(texts)}
    assert found["Kubernetes"].rows == (0, 1)
    assert found["service mesh"].rows == (1, 2)
    assert found["伊莲娜"].kind == "person"
    assert not {"example", "com", "think", "good", "I think", "it"} & set(found)
    assert next(iter(found)) in {"Kubernetes", "service mesh"}
    known = [Term("K8s", heard_as=("kubernetes",))]
    assert "Kubernetes" not in {each.text for each in candidates(texts, known)}

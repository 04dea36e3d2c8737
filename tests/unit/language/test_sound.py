# SPDX-License-Identifier: GPL-3.0-or-later
"""Terms are found by how they sound, and what is right is left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.core.errors import Problem
from editor.core.progress import Cancelled
from editor.language.glossary import Term
from editor.language.sound.correcting import for_review, proposals
from editor.language.sound.terms import DEFAULT, STRICT, Listener, Place, places
from tests.making import written


def found(*texts: str, terms: tuple[Term, ...], strictness: float = DEFAULT) -> list[Place]:
    cues = written(*((row * 2000, row * 2000 + 2000, text) for row, text in enumerate(texts))).cues
    return places(cues, terms, strictness=strictness)


def said(*texts: str, terms: tuple[Term, ...]) -> list[tuple[str, str]]:
    return [(place.text, place.instead) for place in found(*texts, terms=terms)]


@pytest.mark.parametrize(
    ("text", "heard", "term"),
    [
        ("你看全中一定发生变化", "全中", "权重"),
        ("叫我柯代表就行", "柯代表", "课代表"),
        ("还有谢谢克莱比奥", "克莱比奥", "课代表"),
        ("又是大约模型", "大约模型", "大语言模型"),
        ("我叫孙宇峥", "孙宇峥", "孙煜征"),
        ("他开放了这个JPT的能力", "JPT", "GPT"),
        ("chart cpt是绿色的", "chart cpt", "ChatGPT"),
        ("用Chai GPT能解决", "Chai GPT", "ChatGPT"),
        ("这叫Fenton就可以", "Fenton", "fine-tune"),
        ("同样的income tax earning的时候", "income tax earning", "in-context learning"),
        ("叫statseek的公司", "statseek", "Statsig"),
        ("这个card corners的体现", "card corners", "cut corners"),
        ("还有包括这个呃拉玛的话", "拉玛", "LLaMA"),
        ("我们像Lemma这样的", "Lemma", "LLaMA"),
        ("I sink so said Elia yesterday", "Elia", "Ilya"),
    ],
)
def test_a_term_is_heard_in_what_was_written(text: str, heard: str, term: str) -> None:
    assert said(text, terms=(Term(term),)) == [(heard, term)]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("我们大家都知道", "大疆"),
        ("这个GPT是单向的", "GPT-4"),
        ("这GPT出来以后", "ChatGPT"),
        ("在GPT里面", "ChatGPT"),
        ("language modeling这个任务", "causal language modeling"),
        ("in-context的例子", "in-context learning"),
        ("用的语言模型", "大语言模型"),
        ("这样的话了吗", "LLaMA"),
        ("需要双向注意力", "Ilya"),
        ("he fine-tuned the models", "fine-tune"),
        ("two models", "model"),
        ("see https://chart.cpt/Fenton or @Fenton", "fine-tune"),
        ("安全中国", "权重"),
        ("", "权重"),
        ("？！…", "权重"),
    ],
)
def test_what_is_right_is_left_alone(text: str, term: str) -> None:
    assert said(text, terms=(Term(term),)) == []


def test_other_terms_are_left_alone_where_they_are_written() -> None:
    cues = written((0, 900, "我们说fine-tune"), (1000, 1900, "还有Fenton")).cues
    sought = (Term("fine-tuning", heard_as=("fine-tune",)),)
    assert [place.text for place in places(cues, sought)] == ["fine-tune", "Fenton"]
    listener = Listener(cues, (Term("fine-tune"), Term("fine-tuning")))
    assert [place.text for place in listener.places(sought)] == ["Fenton"]


def test_right_terms_are_left_alone_beside_each_other() -> None:
    terms = tuple(
        map(Term, ["BERT", "BART", "GPT", "ChatGPT", "GPT-4", "fine-tune", "fine-tuning"])
    )
    assert said("BERT和BART", "GPT和ChatGPT", "GPT-4的fine-tuning", terms=terms) == []


def test_another_form_of_a_term_is_told_apart() -> None:
    [one, two] = found("用Fine tuning的Bert", terms=(Term("fine-tuning"), Term("BERT")))
    assert [(one.text, one.instead, one.kind, one.sure), (two.text, two.instead, two.kind)] == [
        ("Fine tuning", "fine-tuning", "form", True),
        ("Bert", "BERT", "form"),
    ]
    assert said("Fine-tuning is hard. Really.", terms=(Term("fine-tuning"),)) == []


def test_what_the_glossary_has_heard_is_found_as_it_is() -> None:
    term = Term("Siri", heard_as=("theory",), not_near=("practice",))
    [place] = found("主要在theory里面做", terms=(term,))
    assert (place.text, place.kind, place.sure) == ("theory", "heard", True)
    assert found("theory和practice", terms=(term,)) == []
    assert found("一个", "theory", "practice", terms=(term,)) == []


def test_a_term_over_the_border_of_two_cues() -> None:
    [place] = found(
        "就是我们想说的next token", "production这个任务", terms=(Term("next token prediction"),)
    )
    assert [(part.row, part.start, part.end) for part in place.parts] == [(0, 7, 17), (1, 0, 10)]
    assert place.text == "next token\nproduction"
    cues = written(
        (0, 2000, "就是我们想说的next token"), (60_000, 62_000, "production这个任务")
    ).cues
    assert places(cues, [Term("next token prediction")]) == []


def test_people_are_called_by_their_given_name() -> None:
    person = Term("张俊林", "person")
    [place] = found("这就是Gin林里边说的", terms=(person,))
    assert (place.text, place.instead, place.term) == ("Gin林", "俊林", person)
    assert found("这里的表现", terms=(Term("课代表", "person"),)) == []


def test_a_person_decides_first_what_is_not_sure_and_variant_by_variant() -> None:
    texts = ["我是柯代表", "给你一堆的项链", "从如意这里学到", "谢谢柯代表", "这里有个项链"]
    terms = [Term("课代表"), Term("卢毅"), Term("向量")]
    before = written(*((n * 2000, n * 2000 + 1900, text) for n, text in enumerate(texts)))
    rows = proposals(before, places(before.cues, terms))
    listed = for_review(rows)
    assert [(row.row, row.sure) for row in listed] == [
        *((1, False), (4, False), (2, False)),  # 向量, and then 卢毅
        *((0, True), (3, True)),
    ]
    assert listed[0].kind == Problem("Sounds like {term}", term="向量")  # whatever its score


def test_not_this_is_remembered() -> None:
    cues = written((0, 2000, "你看全中一定变化"), (2000, 4000, "这个全中不发生变化")).cues
    first, second = places(cues, [Term("权重")])
    assert places(cues, [Term("权重")], refused={first.key}) == [second]
    # The key outlives other edits, and new times.
    moved = [replace(cue, start=cue.start + 5000, end=cue.end + 5000) for cue in cues]
    assert [place.key for place in places(moved, [Term("权重")])] == [first.key, second.key]


def test_strict_finds_fewer_and_surer_ones() -> None:
    texts = ["我们像Lemma这样的", "叫statseek的公司", "因为像那个罗伊说的"]
    terms = (Term("LLaMA"), Term("Statsig"), Term("卢毅", "person"))
    loose = found(*texts, terms=terms)
    strict = found(*texts, terms=terms, strictness=STRICT)
    assert {place.text for place in strict} < {place.text for place in loose}
    assert all(place.score >= STRICT - 0.04 for place in strict)
    # A word that exists may be meant: never ticked beforehand.
    assert not [place.text for place in loose if place.sure and place.text == "Lemma"]


def test_a_search_can_be_cancelled_at_each_line_and_term() -> None:
    class Stopping:
        def __init__(self, most: int) -> None:
            self.most = most
            self.told: list[tuple[float, float | None]] = []

        def report(self, done: float, total: float | None = None) -> None:
            self.told.append((done, total))
            if len(self.told) > self.most:
                raise Cancelled

    lines = 20
    cues = written(*((row, row + 1, "你看全中一定变化") for row in range(lines))).cues
    for before in range(lines + 1):
        listener = Listener(cues)
        with pytest.raises(Cancelled):
            listener.places([Term("权重"), Term("向量")], progress=Stopping(before))
        assert len(listener.places([Term("权重")])) == lines


def test_a_word_that_the_document_has_again_and_again_is_meant() -> None:
    texts = [f"{text}很好" for text in ("项链", "这条项链", "项链的价格", "那项链")]
    assert said(*texts[:1], terms=(Term("向量"),)) == [("项链", "向量")]
    assert said(*texts, terms=(Term("向量"),)) == []


def test_a_term_in_the_other_script() -> None:
    terms = (Term("权重"), Term("大语言模型"), Term("卢毅", keep_script=True))
    assert said("這個權重會變", "大語言模型", terms=terms) == []
    assert said("這是大約模型嗎", "從盧伊這裡", "这个全中变了", terms=terms) == [
        ("大約模型", "大語言模型"),
        ("盧伊", "卢毅"),
        ("全中", "权重"),
    ]
    assert said("这个全中变了", terms=(Term("權重"),)) == [("全中", "权重")]


def test_odd_texts_do_no_harm() -> None:
    odd = [
        "\0\ud800全中",
        "<i>全中</i>",
        "{\\an8}全中",
        "ｇｐｔ",
        "全\u200b中",
        "x" * 5000,
        "全" * 300,
    ]
    listed = found(*odd, terms=(Term("权重"), Term("GPT"), Term("?"), Term("…"), Term("")))
    assert {place.parts[0].row for place in listed} >= {1, 2}

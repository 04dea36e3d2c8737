# SPDX-License-Identifier: GPL-3.0-or-later
"""Detecting and converting the script of 100,000 lines, against plain OpenCC on the same lines.

And how many of the sentences in `tests/data/script` come out wrong, beside plain OpenCC.
"""

from collections.abc import Iterator
from functools import partial

import opencc

from editor.language import conversion, script
from tests.bench import cues
from tests.bench.measure import Figure, Task, against, report, rounds
from tests.script_lists import BARE, LISTS, sentences, wrong


def main() -> None:
    """Measure and report."""
    document = cues.document(cues.lines())
    texts = [cue.text for cue in document.cues]
    whole = "\n".join(texts)
    tasks: dict[str, Task] = {
        "script_of": lambda: _scripts(texts),
        "blocks": lambda: _blocks(texts),
    }
    targets = ("zh-Hans", "zh-TW")
    for target in targets:
        tasks[f"convert, {target}"] = partial(_convert, texts, target)
        tasks[f"to_script, {target}"] = partial(conversion.to_script, document, target)
        bare = opencc.OpenCC(BARE[target])
        tasks[f"OpenCC line by line, {target}"] = partial(_bare, bare, texts)
        tasks[f"OpenCC on the whole, {target}"] = partial(bare.convert, whole)
    times = rounds(tasks)
    figures = [
        figure
        for what, target in (
            ("script_of", "zh-Hans"),
            ("blocks", "zh-Hans"),
            *((f"{verb}, {target}", target) for target in targets for verb in _VERBS),
        )
        for figure in against(
            times, what, f"OpenCC line by line, {target}", f"OpenCC on the whole, {target}"
        )
    ]
    report("script", [*figures, *_mistakes()])


_VERBS = ("convert", "to_script")


def _mistakes() -> Iterator[Figure]:
    """Wrong sentences, by list and target."""
    for name in LISTS:
        for target, configuration in BARE.items():
            lines = [line for line in sentences(name) if line.target == target]
            bare = opencc.OpenCC(configuration)
            ours = len(wrong(lines, conversion.convert))
            theirs = sum(not line.is_right(bare.convert(line.text)) for line in lines)
            what = f"wrong of {len(lines)} {name} sentences, {target}"
            yield Figure(what, "OpenCC", ours / theirs, ours, theirs, "sentences")


def forget() -> None:
    """As in a document that was just opened, none of whose lines is known."""
    for known in (script._weighed, script._lines):  # noqa: SLF001 - the caches
        known.cache_clear()


def _scripts(texts: list[str]) -> list[script.Script]:
    forget()
    return [script.script_of(text) for text in texts]


def _blocks(texts: list[str]) -> list[script.Block]:
    forget()
    return script.blocks(texts)


def _convert(texts: list[str], target: str) -> list[str]:
    return [conversion.convert(text, target) for text in texts]


def _bare(converter: opencc.OpenCC, texts: list[str]) -> list[str]:
    return [converter.convert(text) for text in texts]


if __name__ == "__main__":
    main()

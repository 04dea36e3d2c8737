# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding misheard terms by their sound, without being told how they were heard.

On the gold sample, and on two talks that were misheard by rules of their own (a pronouncing
dictionary, homophones and their neighbours), with decoys: words that only sound like a term.
Beside a search for the terms as they are written, and asr-hotword as it comes, at its two settings
nearest to ours. And how fast.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from editor import formats
from editor.language.glossary import plain
from editor.language.sound.alternatives import alternatives
from editor.language.sound.terms import DEFAULT, STRICT, Listener, places
from tests.bench import cues as made
from tests.bench.measure import Figure, against, report, rounds
from tests.making import REAL
from tests.term_places import Proposed, Score, Talk, gold, interval, score, talk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor.language.glossary import Glossary

_LOOSE_HOTWORD, _STRICT_HOTWORD = 0.7, 0.8


def main() -> None:
    """Measure and report."""
    figures: list[Figure] = []
    for each in (gold(), talk("heart"), talk("camera")):
        figures += _quality(each)
    report("terms", [*figures, *_at_the_caret(gold()), *_speed()])


def _quality(each: Talk) -> Iterator[Figure]:
    ways = {
        "default": (_ours(each, DEFAULT), _theirs(each, _LOOSE_HOTWORD)),
        "strict": (_ours(each, STRICT), _theirs(each, _STRICT_HOTWORD)),
    }
    exact = score(each, _exact(each))
    _say(each, "exact", exact)
    for name, (ours, theirs) in ways.items():
        _say(each, name, ours)
        _say(each, f"asr-hotword, {name}", theirs)
        for what, mine, other in (
            ("missed", 1 - ours.recall, 1 - theirs.recall),
            ("wrong among those proposed", 1 - ours.precision, 1 - theirs.precision),
        ):
            title = f"{each.name}, {name}: {what}"
            ratio = mine / other if other else 0.0
            yield Figure(title, "asr-hotword", ratio, mine, other, "of 1")
    harmed = [p for p in places(each.cues, each.glossary) if p.sure and p.kind == "sound"]
    proposed = [Proposed(p.parts[0].row, p.parts[0].start, p.parts[0].end, "") for p in harmed]
    wrong = len(proposed) - score(each, proposed).hits
    share = wrong / each.right_words
    _note(f"{each.name}: {wrong} of {each.right_words} right words ticked beforehand")
    yield Figure(f"{each.name}: right words ticked", "none", 0.0, share, 0.001, "of 1")


def _ours(each: Talk, strictness: float) -> Score:
    found = places(each.cues, each.glossary, strictness=strictness)
    return score(
        each,
        [
            Proposed(part.row, part.start, part.end, place.instead)
            for place in found
            if place.kind == "sound"
            for part in place.parts[:1]
        ],
    )


def _exact(each: Talk) -> list[Proposed]:
    """What a search for the terms finds that ignores case: other forms, and nothing misheard."""
    found = []
    for row, cue in enumerate(each.cues):
        for term in each.glossary:
            at = cue.text.casefold().find(term.term.casefold())
            end = at + len(term.term)
            if at >= 0 and cue.text[at:end] != term.term:
                found.append(Proposed(row, at, end, term.term))
    return found


def _theirs(each: Talk, threshold: float) -> Score:
    """asr-hotword's replacements that change more than the form."""
    from hotword import PhonemeCorrector

    corrector = PhonemeCorrector(threshold=threshold)
    corrector.update_hotwords("\n".join(term.term for term in each.glossary))
    proposed = []
    for row, cue in enumerate(each.cues):
        for heard, term, *_ in corrector.correct(cue.text).matches:
            start = cue.text.lower().find(heard.lower())
            if start >= 0 and plain(heard) != plain(term):
                proposed.append(Proposed(row, start, start + len(heard), term))
    return score(each, proposed)


def _at_the_caret(each: Talk) -> Iterator[Figure]:
    """How often the right term is the first, or among five, of what is offered at the caret."""
    ranks = []
    for wrong in each.wrong:
        line = each.cues[wrong.row].text
        found = alternatives(line, wrong.start, None, each.glossary)
        offered = [one.word for one in found if not one.is_far]
        right = {wrong.term, "张俊林"} if wrong.term == "俊林" else {wrong.term}
        ranks.append(next((place for place, word in enumerate(offered) if word in right), None))
    first = sum(rank == 0 for rank in ranks)
    five = sum(rank is not None and rank < 5 for rank in ranks)
    _note(f"{each.name}, at the caret: first {first}, among five {five} of {len(ranks)}")
    yield Figure(
        "terms not first at the caret",
        "all",
        1 - first / len(ranks),
        len(ranks) - first,
        len(ranks),
        "places",
    )


def _say(each: Talk, name: str, got: Score) -> None:
    low, high = interval(got.found, got.wrong)
    least, most = interval(got.hits, max(got.proposed, 1))
    _note(
        f"{each.name}, {name}: found {got.found} of {got.wrong} = {got.recall:.2f} "
        f"({low:.2f} to {high:.2f}), right among {got.proposed} proposed {got.precision:.2f} "
        f"({least:.2f} to {most:.2f}); named right {got.named / got.wrong:.2f}, "
        f"{got.right_names / max(got.proposed, 1):.2f}"
    )


def _note(text: str) -> None:
    print(text, file=sys.stderr)


def _speed() -> Iterator[Figure]:
    terms = gold().glossary
    fifty = (*terms, *talk("heart").glossary)[:50]
    real = formats.read(REAL.read_bytes()).cues
    many = made.document(made.lines(10_000)).cues
    times = rounds(
        {
            "50 terms in 906 cues": partial(_search, real, fifty),
            "50 terms in 10,000 cues": partial(_search, many, fifty),
            "find each of them": partial(_find, real, fifty),
        }
    )
    yield from against(times, "50 terms in 906 cues", "find each of them")
    yield from against(times, "50 terms in 10,000 cues", "find each of them")


def _search(cues: object, terms: Glossary) -> None:
    Listener(cues).places(terms)  # type: ignore[arg-type]


def _find(cues: object, terms: Glossary) -> None:
    for cue in cues:  # type: ignore[attr-defined]
        for term in terms:
            cue.text.find(term.term)


if __name__ == "__main__":
    main()

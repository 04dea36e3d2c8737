# SPDX-License-Identifier: GPL-3.0-or-later
"""The files for upload sites: which tracks, prepared so that a site takes them, and their names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from editor import formats
from editor.checks import sites
from editor.checks.sites import SITES, site
from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.language import conversion
from editor.publish.chapters import chapters_of, listing
from editor.publish.line_breaks import broken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from editor.checks.sites import Site
    from editor.core.cue import Cue
    from editor.core.document import Document
    from editor.core.state import Json

TRACKS = ("zh-Hans", "zh-Hant", "zh-TW", "zh-HK", "text", "second", "both")
"""What a track can hold: the text in a script, as it is, the second text, or both, stacked."""


_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


LONGEST = 99
"""The longest line that can be chosen; more is no limit."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What to publish, and how.

    Attributes:
        sites: Ids of `checks.sites.SITES`.
        tracks: Of `TRACKS`.
        line: Longest line in units of `core.text.units`; 0 leaves lines as they are.
        names: Whether speakers are written into the text.
    """

    sites: tuple[str, ...] = tuple(row.id for row in SITES)
    tracks: tuple[str, ...] = ("zh-Hans",)
    line: int = 0
    names: bool = False

    def as_json(self) -> dict[str, Json]:
        """As a JSON object; see `of_json`."""
        return {
            "sites": list(self.sites),
            "tracks": list(self.tracks),
            "line": self.line,
            "names": self.names,
        }

    @classmethod
    def of_json(cls, value: object) -> Choice:
        """The choice in a JSON value; what is missing or makes no sense is as by default."""
        given: Mapping[str, object] = value if isinstance(value, dict) else {}
        default, known = cls(), {row.id for row in sites.SITES}

        def names(key: str, allowed: Sequence[str] | set[str]) -> tuple[str, ...] | None:
            stored = given.get(key)
            if not isinstance(stored, list):
                return None
            return tuple(name for name in stored if name in allowed)

        wanted, tracks = names("sites", known), names("tracks", TRACKS)
        line = given.get("line")
        right = isinstance(line, int) and not isinstance(line, bool) and 0 <= line <= LONGEST
        return cls(
            default.sites if wanted is None else wanted,
            default.tracks if tracks is None else tracks,
            line if isinstance(line, int) and right else default.line,
            given.get("names") is True,
        )


@dataclass(frozen=True, slots=True)
class Upload:
    """One file.

    Attributes:
        name: Its name, without a folder.
        site: Id of the site it is for.
        track: The track in it, of `TRACKS`, or ``chapters``.
        language: BCP 47 tag, or empty.
        data: Its bytes.
        problems: What was dropped or altered; the fact ``cue`` counts in the document, from 1.
    """

    name: str
    site: str
    track: str
    language: str
    data: bytes
    problems: tuple[Problem, ...] = ()


def offered(document: Document) -> list[str]:
    """The tracks that a document can have."""
    chinese = any(_HAN.search(cue.text) for cue in document.cues)
    second = any(cue.second for cue in document.cues)
    tracks = ["zh-Hans", "zh-Hant", "zh-TW", "zh-HK"] if chinese else []
    return [*tracks, "text", *(("second", "both") if second else ())]


def language_of(document: Document, track: str) -> str:
    """The BCP 47 tag of a track; empty if it is not known."""
    if track in conversion.TARGETS:
        return track
    if track == "second":
        return document.head.second_language or ""
    return document.head.language or ""


def track_of(document: Document, track: str) -> Document:
    """The document with the text of a track."""
    if track in conversion.TARGETS:
        return conversion.to_script(document, track, [0]).apply(document)
    if track == "second":
        cues = [replace(cue, text=cue.second, words=None) for cue in document.cues]
        return replace(document, cues=tuple(cues), source=None)
    if track == "both":
        stacked = (
            replace(cue, text="\n".join(filter(None, (cue.text, cue.second))), words=None)
            for cue in document.cues
        )
        return replace(document, cues=tuple(stacked), source=None)
    return document


def prepared(
    document: Document, to: Site, length: int | None = None, line: int = 0
) -> tuple[Document, list[int], list[Problem]]:
    """The document as a site takes it.

    Cues without text or duration are left out, blank lines within a cue, too; cues are in the order
    of their times and end before the next one starts. Where the site refuses cues that end after
    the medium, they are cut, or left out if they start after it.

    Args:
        document: What to upload.
        to: The site.
        length: Length of the medium in ms, or None.
        line: See `Choice`.

    Returns:
        The document; for each of its cues the number in the one given, from 1; what was altered.
    """
    problems: list[Problem] = []
    kept: list[Cue] = []
    numbers: list[int] = []
    rows = [(row, cue) for row, cue in enumerate(document.cues, 1) if not cue.left_out]
    if any(one[1].start > other[1].start for one, other in pairwise(rows)):
        problems.append(Problem("The cues were not in the order of their times; they are now."))
        rows.sort(key=lambda item: item[1].start)
    for row, cue in rows:
        told, end = [], cue.end
        text = "\n".join(part for part in cue.text.split("\n") if part.strip())
        if to.refuses_late and length is not None and end > length:
            told.append(N_("Cue {cue} ended after the medium and was cut."))
            end = length
        if not text:
            told = [N_("Cue {cue} has no text and was left out.")]
        elif to.refuses_late and length is not None and cue.start >= length:
            told = [N_("Cue {cue} starts after the end of the medium and was left out.")]
        elif end <= cue.start or cue.start < 0:
            told = [N_("Cue {cue} has no duration, or no valid time, and was left out.")]
        else:
            if text != cue.text:
                told.append(N_("Blank lines in cue {cue} were removed."))
            text = broken(text, line) if line else text
            kept.append(replace(cue, end=end, text=text))
            numbers.append(row)
        problems += [Problem(message, cue=row) for message in told]
    cut = sum(one.end > other.start for one, other in pairwise(kept))
    if cut:
        problems.append(
            Problem("Overlaps were cut at the start of the next cue: {count}.", count=cut)
        )
        kept = list(_apart(kept))
    return replace(document, cues=tuple(kept)), numbers, problems


def _apart(cues: Sequence[Cue]) -> Iterator[Cue]:
    """The cues, each ending at the start of the next; of two that start together, both stay."""
    for cue, after in zip(cues, [*cues[1:], None], strict=True):
        late = after is not None and cue.start < after.start < cue.end
        yield replace(cue, end=after.start) if late and after is not None else cue


def uploads(
    document: Document, choice: Choice, stem: str, length: int | None = None
) -> list[Upload]:
    """All files of a choice, as bytes; their names begin with `stem`.

    Args:
        document: What to publish.
        choice: Sites and tracks.
        stem: The title, as the names of the files begin.
        length: Length of the medium in ms, or None.
    """
    made: list[Upload] = []
    for track in choice.tracks:
        text = track_of(document, track)
        language = language_of(document, track)
        for row in (row for row in sites.SITES if row.id in choice.sites):
            ready, numbers, problems = prepared(text, row, length, choice.line)
            for ending, kind in row.targets:
                form = formats.by_id(kind)
                output = formats.write(
                    ready,
                    form.for_sites or form,
                    media_length=length,
                    keep_encoding=False,
                    names=choice.names,
                )
                told = (*problems, *(_renumbered(one, numbers) for one in output.problems))
                name = f"{stem}{_middle(document, track, language)}{ending}"
                made.append(Upload(name, row.id, track, language, output.data, told))
    return [*made, *_chapters(document, choice, stem)]


def _renumbered(problem: Problem, numbers: Sequence[int]) -> Problem:
    """A writer's problem, with the cue's number in the document."""
    cue = problem.facts.get("cue")
    if not isinstance(cue, int):
        return problem
    return Problem(problem.message, **{**problem.facts, "cue": numbers[cue - 1]})


def _middle(document: Document, track: str, language: str) -> str:
    """What tells the files of a track apart; players know the language by it."""
    if track == "both":
        tags = [tag for tag in (language, document.head.second_language) if tag]
        return f".{'+'.join(tags) or 'both'}"
    if track == "second":
        return f".{language or 'second'}"
    return f".{language}" if language else ""


def _chapters(document: Document, choice: Choice, stem: str) -> Iterator[Upload]:
    chapters = chapters_of(document)
    for name in choice.sites if chapters else ():
        rules = site(name).chapters
        if rules is not None:
            text = listing(chapters, rules).encode()
            yield Upload(f"{stem}.chapters.{name}.txt", name, "chapters", "", text)


def entry(upload: Upload) -> Problem | None:
    """What to choose in the site's list of languages for a file, if that is known."""
    row = site(upload.site)
    name = row.languages.get(upload.language)
    if upload.track == "chapters" or name is None:
        return None
    return Problem(
        "On {site}, choose the language “{entry}”",
        site=Problem(row.name),
        entry=Problem(name),
    )

# SPDX-License-Identifier: GPL-3.0-or-later
"""Tools for times and cuts: what each asks, and what it proposes; `TOOLS` has them all.

A tool shows its proposals as its fields are filled in, in the one review list. To add
one: a function that makes proposals from a `Given`, its row in `TOOLS`, its command.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from editor import formats
from editor.actions import changing
from editor.actions.action import Action, has_cue
from editor.actions.tooling import Anchors, Choice, Given, Number, Time, Tool, anchors_of
from editor.core.errors import UserError
from editor.core.i18n import N_
from editor.core.proposal import accepted
from editor.core.timecode import parse_time
from editor.formats.files import read_bytes
from editor.repair import resegment, snap, sync
from editor.repair.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from editor.actions.context import Context
    from editor.checks.profiles import Profile
    from editor.core.document import Document
    from editor.core.proposal import Proposal


_SCOPE = Choice(
    "scope", N_("Which cues"), (N_("All"), N_("The chosen ones"), N_("From the current one on"))
)
_SCOPE_FROM = Choice(_SCOPE.id, _SCOPE.label, _SCOPE.answers, default=2)


def rows_of(given: Given, scope: int) -> list[int]:
    """The rows that a scope stands for: all, the chosen, those from the current one on by time."""
    cues = given.document.cues
    if scope == 0:
        return list(range(len(cues)))
    if scope == 1:
        return [row for row in given.selection.rows() if row < len(cues)]
    start = cues[min(given.selection.current, len(cues) - 1)].start
    return [row for row, cue in enumerate(cues) if cue.start >= start]


def _shift(given: Given, values: Mapping[str, Any]) -> list[Proposal]:
    return sync.shift(given.document, rows_of(given, values["scope"]), round(values["by"] * 1000))


def _stretch(given: Given, values: Mapping[str, Any]) -> list[Proposal]:
    cues = given.document.cues
    first, last = (int(values[name]) - 1 for name in ("first", "last"))
    for row in (first, last):
        if not 0 <= row < len(cues):
            raise UserError("There is no cue {number}.", number=row + 1)
    pairs = [
        (cues[row].start, parse_time(values[name]))
        for row, name in ((first, "first-at"), (last, "last-at"))
    ]
    return sync.stretch(given.document, range(len(cues)), pairs[0], pairs[1])


def _bend(given: Given, values: Mapping[str, Any]) -> list[Proposal]:
    anchors = anchors_of(values["anchors"])
    for row in anchors:
        if not 0 <= row < len(given.document.cues):
            raise UserError("There is no cue {number}.", number=row + 1)
    return sync.bend(given.document, list(anchors.items())) if anchors else []


def _rate(given: Given, values: Mapping[str, Any]) -> list[Proposal]:
    was, shall = (sync.FRAME_RATES[values[name]] for name in ("was", "shall"))
    return sync.change_rate(given.document, rows_of(given, 0), was, shall)


def _fit(given: Given, values: Mapping[str, Any]) -> list[Proposal]:
    return sync.fit(given.document, rows_of(given, values["scope"]), given.evidence)


def _snap(given: Given, values: Mapping[str, Any]) -> list[Proposal]:
    if given.evidence.speech is None:
        raise UserError("Where somebody speaks is not known: open the sound, and wait a little.")
    starts, ends = (list(map(int, edges)) for edges in given.evidence.speech)  # type: ignore[arg-type] # arrays
    reach = snap.Reach(*(int(values[name]) for name in ("start", "end", "lead", "tail")))
    return snap.to_speech(given.document, rows_of(given, values["scope"]), (starts, ends), reach)


def _gaps(given: Given, values: Mapping[str, Any]) -> list[Proposal]:
    """Lengths first, then gaps: what is kept on longer must leave room again."""
    rows = rows_of(given, values["scope"])
    close, gap = int(values["close"]), int(values["gap"])
    shortest, longest = int(values["shortest"]), int(values["longest"])
    if shortest > longest:
        raise UserError("The shortest cue may not be longer than the longest.")
    steps: list[Callable[[Document], list[Proposal]]] = [
        lambda now: snap.keep_lengths(now, rows, shortest, longest, gap),
        lambda now: snap.close_gaps(now, rows, close),
        lambda now: snap.keep_gaps(now, rows, gap),
    ]
    now, found = given.document, dict[int, "Proposal"]()
    for step in steps:
        made = step(now)
        now = accepted(now, "", [one.fix for one in made]).apply(now)
        found |= {one.row: one for one in made}
    return [
        sync.proposal(row, before, now.cues[row], found[row].reason, found[row].kind)
        for row in sorted(found)
        if (before := given.document.cues[row]) != now.cues[row]
    ]


def _original(given: Given, values: Mapping[str, Any]) -> list[Proposal]:
    del values  # it asks nothing
    source = given.document.source
    if source is None:
        raise UserError("This document was not read from a file.")
    return sync.as_in(given.document, source.cues)


def _recut(given: Given, values: Mapping[str, Any]) -> list[Proposal]:
    limits = resegment.Limits(
        values["units"],
        round(values["longest"] * 1000),
        values["least"],
        pause=int(values["pause"]),
    )
    joined = resegment.joined(given.document, limits) if values["what"] != 2 else []  # noqa: PLR2004 - the third
    parted = resegment.parted(given.document, limits) if values["what"] != 1 else []
    return sorted([*joined, *parted], key=lambda one: one.row)


def _last(given: Given) -> float:
    return len(given.document.cues)


_MANY = 1_000_000
_WIDEST = 25
"""Chinese characters that a line has at most: longer limits count Latin letters."""
_FRAMES = tuple(f"{rate:g}" for rate in sync.FRAME_RATES)

TOOLS: dict[str, Tool] = {
    "shift": Tool(
        N_("Shift times"),
        (
            _SCOPE_FROM,
            Number(
                "by", N_("Later by (earlier: minus)"), lambda _: 0, "s", -86_400, 86_400, 0.05, 2
            ),
        ),
        _shift,
    ),
    "stretch": Tool(
        N_("Stretch by two points"),
        (
            Number("first", N_("Cue number"), lambda _: 1, "", 1, _MANY, 1),
            Time("first-at", N_("truly starts at"), lambda given: given.document.cues[0].start),
            Number("last", N_("Another cue's number"), _last, "", 1, _MANY, 1),
            Time("last-at", N_("truly starts at"), lambda given: given.document.cues[-1].start),
        ),
        _stretch,
    ),
    "bend": Tool(
        N_("Move between known starts"),
        (
            Anchors(
                "anchors",
                N_("Known starts"),
                N_("Drag starts on the timeline, or type 12=1:30.5, 40=3:20"),
            ),
        ),
        _bend,
    ),
    "rate": Tool(
        N_("Change the frame rate"),
        (
            Choice("was", N_("Counted at"), _FRAMES, _FRAMES.index("25")),
            Choice("shall", N_("Is truly"), _FRAMES, _FRAMES.index("23.976")),
        ),
        _rate,
    ),
    "fit": Tool(N_("Fit to speech"), (_SCOPE,), _fit),
    "snap": Tool(
        N_("Snap to speech"),
        (
            _SCOPE,
            Number("start", N_("A start moves at most"), lambda _: snap.Reach().start),
            Number("end", N_("An end moves at most"), lambda _: snap.Reach().end),
            Number("lead", N_("It comes on before speech by"), lambda _: snap.Reach().lead),
            Number("tail", N_("It stays after speech for"), lambda _: snap.Reach().tail),
        ),
        _snap,
    ),
    "gaps": Tool(
        N_("Gaps and durations"),
        (
            _SCOPE,
            Number(
                "close", N_("Close gaps below"), lambda given: given.profile.close_gap_ms or 200
            ),
            Number("gap", N_("Least gap"), lambda given: given.profile.gap_ms or 0),
            Number("shortest", N_("Shortest cue"), lambda given: given.profile.min_ms or 800),
            Number(
                "longest",
                N_("Longest cue"),
                lambda given: given.profile.max_ms or 7_000,
                most=60_000,
            ),
        ),
        _gaps,
    ),
    "original": Tool(N_("Back to the times of the file"), (), _original),
    "recut": Tool(
        N_("Rebuild the cues"),
        (
            Choice(
                "what",
                N_("What"),
                (N_("Join and part"), N_("Join fragments"), N_("Part long cues")),
            ),
            Number(
                "units", N_("Most characters"), lambda given: _most(given.profile), "", 6, 60, 1
            ),
            Number(
                "longest",
                N_("Longest cue"),
                lambda given: (given.profile.max_ms or 7_000) / 1000,
                "s",
                1,
                60,
                0.5,
                1,
            ),
            Number("least", N_("A fragment has at most"), lambda _: 3, "", 1, 20, 1),
            Number("pause", N_("Joined over pauses below"), lambda _: 300),
        ),
        _recut,
        long=True,
    ),
}
"""All tools by name."""


def _most(profile: Profile) -> float:
    """Characters that a cue should not pass."""
    usual = resegment.Limits().units
    return profile.cpl if profile.cpl is not None and profile.cpl <= _WIDEST else usual


def use(name: str) -> Callable[[Context], None]:
    """The command that opens a tool."""

    def run(context: Context) -> None:
        _open(context, TOOLS[name], context.inspection.evidence)

    return run


def fit_to_reference(context: Context) -> None:
    """Ask for a subtitle whose times are right, and fit to it."""
    patterns = " ".join(f"*{suffix}" for row in formats.FORMATS for suffix in row.suffixes)
    path = context.ask.open_file(
        N_("A subtitle whose times are right"), [(N_("Subtitles"), patterns)]
    )
    if path is None:
        return
    try:
        reference = formats.read(read_bytes(str(path)), path.name).cues
    except UserError as error:
        context.ask.tell(error.problem)
        return
    length = context.inspection.evidence.media_length
    tool = replace(TOOLS["fit"], title=N_("Fit to a reference"))
    _open(context, tool, Evidence(length, reference=reference))


def _open(context: Context, tool: Tool, evidence: Evidence) -> None:
    session = context.session
    selection = session.selection  # as it was: the review moves it

    def given() -> Given:
        return Given(session.document, selection, evidence, context.inspection.profile)

    changing.tool(context, tool, given)


ACTIONS: tuple[Action, ...] = (
    Action("time.shift", N_("Shift times…"), use("shift"), (), has_cue),
    Action("time.snap", N_("Snap to speech…"), use("snap"), (), has_cue),
    Action("time.gaps", N_("Gaps and durations…"), use("gaps"), (), has_cue),
    Action("time.stretch", N_("Stretch by two points…"), use("stretch"), (), has_cue),
    Action("time.bend", N_("Move between known starts…"), use("bend"), (), has_cue),
    Action("time.rate", N_("Change the frame rate…"), use("rate"), (), has_cue),
    Action("time.fit", N_("Fit to speech…"), use("fit"), (), has_cue),
    Action("time.reference", N_("Fit to a reference…"), fit_to_reference, (), has_cue),
    Action("time.original", N_("Back to the times of the file…"), use("original"), (),
           has_cue),
    Action("time.recut", N_("Rebuild the cues…"), use("recut"), (), has_cue),
)  # fmt: skip

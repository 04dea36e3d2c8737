# SPDX-License-Identifier: GPL-3.0-or-later
"""Matches two sounds: which pieces of the new one are pieces of the old one.

First whole blocks of eight seconds are looked for, everywhere and at the speeds that a few of them
tell. What is left unexplained is looked for in shorter blocks, and at other speeds.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from editor.core.progress import UNHEARD
from editor.recut.blocks import COARSE, Searched, coarse, cut
from editor.recut.borders import Borders, Piece
from editor.recut.lines import Line, chained, fitted
from editor.recut.path import Run, runs
from editor.recut.sounding import STEP
from editor.recut.tidying import tidied, without_weak

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from editor.core.progress import Progress
    from editor.recut.sounding import Floats, Sounding

    Numbers = NDArray[np.float64]

_UNIT = COARSE * STEP
"""ms of a coarse frame."""

_SPEEDS = np.round(np.arange(0.9, 1.1001, 0.005), 3)
"""Speeds that are tried: in a block of eight seconds, half a step moves its ends by 10 ms."""

_PROBES = 24
"""Blocks by which speeds are told."""

_SURE = 7.0
"""`Hits.clear` of a probe that tells a speed."""

_VOTES = 2
"""Probes at least that must tell the same speed."""

_AS_GOOD = 0.99
"""Share of the correlation at which a speed is as good as another."""

_KNOWN_BETTER = 0.004
"""A short piece has the speed of a long one that differs by no more."""

_LONG = 30_000
"""ms from which a piece tells its speed."""

_ONE_LINE = 12.0
"""ms: lines that lie no further apart are one."""


class _Grain(NamedTuple):
    """How blocks are looked for.

    Attributes:
        length: Of a block, in coarse frames.
        pace: From one block to the next, in coarse frames.
        least: See `chained`.
        gap: Frames of unexplained sound from which it is worth it.
    """

    length: int
    pace: int
    least: tuple[float, float]
    gap: int


_BLOCKS = _Grain(200, 100, (0.3, 6.0), 400)
_SHORT = _Grain(75, 25, (0.45, 5.5), 150)
_SHORTEST = _Grain(20, 5, (0.5, 0.0), 40)

_NEAR = 60_000
"""ms of the old sound at most that the shortest blocks are looked for in."""

_BESIDE = 2_000
"""ms around the place where a short piece must be."""


def match(old: Sounding, new: Sounding, progress: Progress = UNHEARD) -> list[Piece]:
    """The pieces of the new sound that are in the old one, in the order of the new one.

    Args:
        old: What is heard in the medium as it was.
        new: What is heard in the medium as it is.
        progress: Reported how much is done, of 1; may cancel.
    """
    bands = min(old.contours.shape[1], new.contours.shape[1])
    found = _Matching(old.contours[:, :bands], new.contours[:, :bands], progress).pieces()
    return tidied(found, old, new)


class _Matching:
    def __init__(self, old: Floats, new: Floats, progress: Progress) -> None:
        self._old, self._new, self._progress = old, new, progress
        self._coarse_old, self._coarse_new = coarse(old), coarse(new)
        self._searched: dict[int, Searched] = {}
        self._lines: list[Line] = []
        self._refuted: set[Line] = set()
        self._strict = 0.3

    def pieces(self) -> list[Piece]:
        everything = [Run(None, 0, len(self._new))]
        speeds = self._speeds(everything, [])
        self._progress.report(0.2, 1)
        self._look(everything, speeds, _BLOCKS)
        self._progress.report(0.4, 1)
        path = self._path()
        more = self._speeds(path, speeds)
        if more:
            self._look(path, more, _BLOCKS)
            path = self._path()
        self._progress.report(0.6, 1)
        if self._look(path, [*speeds, *more], _SHORT):
            path = self._path()
        self._progress.report(0.8, 1)
        if self._look_near(path):
            path = self._path()
        pieces = self._pieces(path)
        kept = without_weak(pieces)
        if len(kept) < len(pieces):  # they stood where others may be
            borne_out = {piece.line for piece in kept}
            self._refuted = {piece.line for piece in pieces} - borne_out
            path = self._path()
            if self._look_near(path):
                path = self._path()
            pieces = self._pieces(path)
        return pieces

    def _pieces(self, path: Sequence[Run]) -> list[Piece]:
        return Borders(self._new, self._old, self._strict).pieces(path)

    def _path(self) -> list[Run]:
        self._lines = _united(line for line in self._lines if line not in self._refuted)
        if self._lines:
            lengths = np.array([line.last - line.first for line in self._lines])
            alike = np.array([line.alike for line in self._lines])
            order = np.argsort(alike)
            share = np.cumsum(lengths[order]) / lengths.sum()
            usual = float(alike[order][np.searchsorted(share, 0.2)])
            self._strict = float(np.clip(usual / 2, 0.2, 0.4))
        return runs(self._lines, self._new, self._old, self._strict)

    def _search(self, length: int) -> Searched:
        if length not in self._searched:
            self._searched[length] = Searched(self._coarse_old, length)
        return self._searched[length]

    def _speeds(self, path: Sequence[Run], known: Sequence[float]) -> list[float]:
        """The speeds at which what is unexplained is found, without those that are known."""
        length = _BLOCKS.length
        middles = _middles(path, _BLOCKS)
        if len(middles) > _PROBES:
            middles = middles[np.linspace(0, len(middles) - 1, _PROBES).round().astype(int)]
        if not len(middles):
            return []
        found = np.zeros((len(_SPEEDS), len(middles)))
        clear = np.zeros_like(found)
        for row, speed in enumerate(_SPEEDS):
            blocks = cut(self._coarse_new, middles, length, speed)
            hits = self._search(length).find(blocks, middles, 1)
            found[row], clear[row] = hits.alike[:, 0], hits.clear[:, 0]
        best, columns = found.argmax(axis=0), np.arange(len(middles))
        sure = (found[best, columns] >= _BLOCKS.least[0]) & (clear[best, columns] >= _SURE)
        speeds = [
            _most_told(group, found[:, sure])
            for group in _groups(sorted(best[sure].tolist()))
            if len(group) >= min(_VOTES, len(middles))
        ]
        return [speed for speed in speeds if all(abs(speed - one) > _KNOWN_BETTER for one in known)]

    def _look(self, path: Sequence[Run], speeds: Iterable[float], grain: _Grain) -> bool:
        """Look for blocks of what is unexplained; whether any line was found."""
        middles = _middles(path, grain)
        found: list[Line] = []
        if not len(middles):
            return False
        for speed in speeds:
            self._progress.report(0.2, 1)
            blocks = cut(self._coarse_new, middles, grain.length, speed)
            hits = self._search(grain.length).find(blocks, middles, 3)
            found += self._fit(
                chained(hits, speed, grain.length * _UNIT, grain.pace * _UNIT, grain.least)
            )
        self._lines += found
        return bool(found)

    def _look_near(self, path: Sequence[Run]) -> bool:
        """Look for short pieces between those before and after them; whether any was found."""
        found: list[Line] = []
        for before, run, after in zip([None, *path], path, [*path[1:], None], strict=False):
            lines = [beside.line for beside in (before, after) if beside and beside.line]
            if run.line is not None or not lines or run.stop - run.first < _SHORTEST.gap:
                continue
            low, high = self._between(before, run, after)
            if not 0 < high - low <= _NEAR:
                continue
            first = max(round(low / _UNIT), 0)
            part = self._coarse_old[first : max(round(high / _UNIT), first)]
            middles = _middles([run], _SHORTEST)
            for speed in {line.speed for line in lines}:
                blocks = cut(self._coarse_new, middles, _SHORTEST.length, speed)
                hits = Searched(part, _SHORTEST.length).find(blocks, middles, 1)
                hits = hits._replace(old=hits.old + first * _UNIT)
                found += self._fit(
                    chained(
                        hits,
                        speed,
                        _SHORTEST.length * _UNIT,
                        _SHORTEST.pace * _UNIT,
                        _SHORTEST.least,
                    )
                )
        self._lines += found
        return bool(found)

    def _between(self, before: Run | None, run: Run, after: Run | None) -> tuple[float, float]:
        """From where to where in the old sound a piece is, if it is in its place; in ms."""
        length = (run.stop - run.first) * STEP + _BESIDE
        low = high = None
        if before is not None and before.line is not None:
            low = before.line.at(run.first * STEP) - _BESIDE
        if after is not None and after.line is not None:
            high = after.line.at(run.stop * STEP) + _BESIDE
        if low is None:
            low = (high or 0) - length - _NEAR / 2
        if high is None:
            high = low + length + _NEAR / 2
        return max(low, 0), high

    def _fit(self, lines: Iterable[Line]) -> list[Line]:
        """The lines fitted to the frames; short ones get the speed of a long one near it."""
        found = [each for line in lines for each in fitted(line, self._new, self._old)]
        known = [line.speed for line in (*self._lines, *found) if line.last - line.first >= _LONG]
        fixed = []
        for line in found:
            near = min(known, key=lambda speed: abs(speed - line.speed), default=line.speed)
            if line.last - line.first < _LONG and 0 < abs(near - line.speed) <= _KNOWN_BETTER:
                middle = (line.first + line.last) / 2
                turned = replace(line, speed=near, offset=line.at(middle) - near * middle)
                fixed += list(fitted(turned, self._new, self._old))
            else:
                fixed.append(line)
        return fixed


def _groups(votes: Sequence[int]) -> list[list[int]]:
    """Votes for speeds next to each other, together."""
    groups: list[list[int]] = []
    for vote in votes:
        if groups and vote - groups[-1][-1] <= 1:
            groups[-1].append(vote)
        else:
            groups.append([vote])
    return groups


def _most_told(group: Sequence[int], found: Numbers) -> float:
    """The speed at which all probes are found best; the old one, where that is as good."""
    told = found.sum(axis=1)
    near = range(max(group[0] - 1, 0), min(group[-1] + 2, len(told)))
    best = max(near, key=lambda row: float(told[row]))
    same = int(np.abs(_SPEEDS - 1).argmin())
    as_good = same in near and told[same] >= _AS_GOOD * told[best]
    return float(_SPEEDS[same if as_good else best])


def _middles(path: Sequence[Run], grain: _Grain) -> Numbers:
    """Middles in ms of blocks in the unexplained parts of the new sound."""
    places: list[Numbers] = []
    half = grain.length * _UNIT / 2
    for run in path:
        if run.line is None and run.stop - run.first >= min(grain.gap, grain.length * COARSE):
            first, last = run.first * STEP + half, run.stop * STEP - half
            middle = (first + last) / 2
            count = max(int((last - first) / (grain.pace * _UNIT)), 0) + 1
            places.append(np.linspace(first, last, count) if last > first else np.array([middle]))
    return np.concatenate(places) if places else np.zeros(0)


def _united(lines: Iterable[Line]) -> list[Line]:
    """The lines, of which those that are the same are one."""
    found: list[Line] = []
    for line in sorted(lines, key=lambda line: line.first - line.last):  # the longest first
        for place, other in enumerate(found):
            first, last = min(line.first, other.first), max(line.last, other.last)
            if all(abs(line.at(at) - other.at(at)) <= _ONE_LINE for at in (first, last)):
                found[place] = replace(other, first=first, last=last)
                break
        else:
            found.append(line)
    return sorted(found, key=lambda line: line.first)

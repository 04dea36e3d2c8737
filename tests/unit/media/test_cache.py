# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np

from editor.media.cache import Cache, Kept, keep, load, reopened
from editor.media.container import Info, Track
from editor.media.identity import identify
from editor.media.sound import PEAKS_FILE, SAMPLES_FILE
from tests.media import write_kept

if TYPE_CHECKING:
    from pathlib import Path

TRACK = Track(0, "aac", "chi", "", 2)
SONG = Info(1000, has_audio=True, has_video=False, audio_codec="aac", tracks=(TRACK,))
SAMPLES = 10_000
BYTES = 20_600  # and a little less in fact
WHOLE = Kept(SONG, 8000, SAMPLES, ((0, SAMPLES),), whole=True)


def fill(entry: Path, age: float = 0) -> Path:
    """A whole sound, last used `age` seconds ago."""
    write_kept(entry, np.arange(SAMPLES, dtype=np.int16))
    keep(entry, WHOLE)
    for path in (*entry.iterdir(), entry):
        os.utime(path, (path.stat().st_atime, path.stat().st_mtime - age))
    return entry


def test_what_is_whole_is_found_and_tells_what_it_is(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "not made yet", 10**6)
    assert cache.find("abc") is None
    entry = fill(cache.make("abc"))
    assert cache.find("abc") == entry
    assert load(entry) == WHOLE
    assert cache.find("abd") is None
    assert Cache(tmp_path / "not made yet", 10**6).find("abc") == entry


def test_half_of_it_is_not_taken_for_the_whole(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 10**6)
    entry = fill(cache.make("abc"))
    whole = (entry / "sound.json").read_bytes()
    (entry / "sound.json").write_bytes(whole[: len(whole) // 2])
    assert cache.find("abc") is None
    (entry / "sound.json").write_bytes(whole)
    assert cache.find("abc") == entry
    for file in (SAMPLES_FILE, PEAKS_FILE):
        data = (entry / file).read_bytes()
        (entry / file).write_bytes(data[:-2])
        assert cache.find("abc") is None
        (entry / file).write_bytes(data)
    (entry / "sound.json").write_text('{"info": {}, "rate": 1}', encoding="utf-8")
    assert cache.find("abc") is None


def test_the_key_tells_contents_and_tracks_apart_but_not_names(tmp_path: Path) -> None:
    body = os.urandom(300_000)
    for name, content in {
        "a": body,
        "copy": body,
        "head": b"x" + body[1:],
        "tail": body[:-1] + b"x",
        "longer": body[:100_000] + b"x" + body[100_000:],
        "short": b"abc",
        "empty": b"",
    }.items():
        (tmp_path / name).write_bytes(content)
    keys = {path.name: Cache.key(identify(path)) for path in tmp_path.iterdir()}
    assert keys["a"] == keys["copy"]
    assert len(set(keys.values())) == len(keys) - 1
    assert Cache.key(identify(tmp_path / "a"), track=1) != keys["a"]


def test_what_was_not_used_for_longest_goes_first_and_what_is_in_use_never(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 3 * BYTES)
    oldest = fill(cache.make("oldest"), age=400)
    old, newer, newest = (
        fill(cache.make(key), age=age) for key, age in (("old", 300), ("newer", 200), ("newest", 1))
    )
    for entry in (old, newer, newest):
        cache.release(entry)
    cache.trim()
    assert oldest.exists(), "it is in use"
    assert not old.exists()
    assert newest.exists()
    assert cache.size <= 3 * BYTES
    cache.release(oldest)
    reopened = cache.find("oldest")
    assert reopened == oldest
    cache.release(oldest)
    Cache(tmp_path, 2 * BYTES).trim()
    assert oldest.exists(), "it was used just now"


def test_clearing_leaves_what_is_in_use(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 10**9)
    used, unused = fill(cache.make("a")), fill(cache.make("b"))
    cache.release(unused)
    cache.clear()
    assert used.exists()
    assert not unused.exists()
    cache.release(used)
    cache.clear()
    assert cache.size == 0


def test_what_a_program_that_died_left_goes_but_not_what_another_one_is_making(
    tmp_path: Path,
) -> None:
    other = Cache(tmp_path, 10**9)
    making, left = other.make("making"), other.make("left")
    for entry in (making, left):
        (entry / SAMPLES_FILE).write_bytes(b"1234")
    for path in (left / SAMPLES_FILE, left):
        os.utime(path, (0, path.stat().st_mtime - 100_000))
    Cache(tmp_path, 10**9).trim()
    assert making.exists()
    assert not left.exists()


def test_half_made_and_released_is_gone(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 10**9)
    entry = cache.make("abc")
    (entry / SAMPLES_FILE).write_bytes(b"1234")
    cache.release(entry)
    assert not entry.exists()


def test_of_several_the_one_with_most_in_it_is_found(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 10**9)
    entries = [fill(cache.make("abc")) for _ in range(3)]
    for entry, ranges in zip(entries, (((0, 512),), ((0, 256), (512, 1024)), ()), strict=True):
        keep(entry, Kept(SONG, 8000, SAMPLES, ranges, whole=False))
    assert cache.find("abc") == entries[1]
    kept = load(entries[1])
    assert kept is not None
    sound = reopened(entries[1], kept)
    assert (sound.ranges, sound.decoded, sound.complete) == (((0, 256), (512, 1024)), 768, False)
    assert [sound.reach(sample) for sample in (0, 255, 256, 600, 1024)] == [
        256,
        256,
        256,
        1024,
        1024,
    ]
    keep(entries[0], WHOLE)
    assert cache.find("abc") == entries[0]


def test_what_another_program_has_mapped_is_never_found_by_halves(tmp_path: Path) -> None:
    """Windows keeps files that are mapped."""
    other = Cache(tmp_path, 10**9)
    entry = fill(other.make("abc"))
    sound = reopened(entry, WHOLE)
    Cache(tmp_path, 10**9).clear()
    assert not entry.exists()
    assert Cache(tmp_path, 10**9).find("abc") is None
    assert sound.samples(5, 8).tolist() == [5, 6, 7], "it still plays"
    del sound
    Cache(tmp_path, 10**9).clear()
    assert list(tmp_path.iterdir()) == []


def test_what_another_program_has_open_goes_or_stays_as_a_whole(tmp_path: Path) -> None:
    entry = fill(Cache(tmp_path, 10**9).make("abc"))
    with (entry / SAMPLES_FILE).open("rb"):
        Cache(tmp_path, 10**9).clear()
        if entry.exists():  # on Windows
            assert load(entry) == WHOLE
    Cache(tmp_path, 10**9).clear()
    assert list(tmp_path.iterdir()) == []


def test_what_could_not_be_removed_to_its_end_goes_the_next_time(tmp_path: Path) -> None:
    rest = tmp_path / "removed-abc"
    rest.mkdir()
    (rest / SAMPLES_FILE).write_bytes(b"1234")
    cache = Cache(tmp_path, 10**9)
    assert cache.find("removed") is None
    cache.trim()
    assert not rest.exists()

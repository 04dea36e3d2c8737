# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from editor.ui.timeline.viewport import CLOSEST, Follow, Viewport

LENGTHS = st.integers(1, 40_000_000)
WIDTHS = st.integers(1, 8000)


@st.composite
def viewports(draw: st.DrawFn) -> Viewport:
    """Any that can come about: clamped."""
    return Viewport(
        draw(st.floats(0, 4e7)),
        draw(st.floats(0.01, 1e5)),
        draw(WIDTHS),
        draw(LENGTHS),
    ).clamped()


def is_within(viewport: Viewport) -> bool:
    """Not beyond either end, not closer than a second, not farther than the whole."""
    whole = max(viewport.length_ms, CLOSEST)
    return (
        viewport.start_ms >= 0
        and viewport.end_ms <= max(viewport.length_ms, viewport.span_ms) + 1e-3
        and CLOSEST - 1e-6 <= viewport.span_ms <= whole * (1 + 1e-9)
    )


@given(viewports(), st.floats(-1e4, 1e4))
def test_a_place_has_one_time_and_a_time_one_place(viewport: Viewport, x: float) -> None:
    assert viewport.x_of(viewport.ms_at(x)) == pytest.approx(x, abs=1e-3)


@given(viewports())
def test_the_edges_are_the_edges(viewport: Viewport) -> None:
    assert viewport.x_of(viewport.start_ms) == 0
    assert viewport.x_of(viewport.end_ms) == pytest.approx(viewport.width)


@given(viewports())
def test_clamping_what_is_within_changes_nothing(viewport: Viewport) -> None:
    assert is_within(viewport)
    assert viewport.clamped() == viewport


@given(viewports(), st.integers(-80, 80), st.floats(0, 1))
def test_zooming_stays_within(viewport: Viewport, steps: int, share: float) -> None:
    assert is_within(viewport.zoomed(steps, share * viewport.width))


@given(viewports(), st.integers(-6, 6), st.floats(0, 1))
def test_zooming_leaves_the_time_under_the_pointer(
    viewport: Viewport, steps: int, share: float
) -> None:
    x = share * viewport.width
    zoomed = viewport.zoomed(steps, x)
    # At either end of the medium the view cannot go on beside the pointer.
    assume(zoomed.start_ms > 0 and zoomed.end_ms < zoomed.length_ms - 1e-3)
    assert zoomed.ms_at(x) == pytest.approx(viewport.ms_at(x), abs=1e-3)


@given(st.integers(-10, 10), st.integers(1, 10))
def test_zooming_back_meets_the_same_zoom(rung: int, steps: int) -> None:
    viewport = Viewport(1e6, 2.0 ** (rung / 2), 1000, 40_000_000).clamped()
    closer = viewport.zoomed(steps, 500)
    assume(closer.span_ms > CLOSEST)
    assert closer.ms_per_px == pytest.approx(viewport.ms_per_px / 2 ** (steps / 2))
    assert closer.zoomed(-steps, 500).ms_per_px == viewport.ms_per_px


@given(viewports(), st.floats(-1e5, 1e5))
def test_scrolling_stays_within_and_keeps_the_zoom(viewport: Viewport, pixels: float) -> None:
    scrolled = viewport.scrolled(pixels)
    assert is_within(scrolled)
    assert scrolled.ms_per_px == viewport.ms_per_px


MODES: tuple[Follow, ...] = ("centre", "page")


@given(viewports(), st.floats(0, 1), st.sampled_from(MODES))
def test_following_keeps_the_playhead_in_view(
    viewport: Viewport, share: float, mode: Follow
) -> None:
    ms = share * viewport.length_ms
    followed = viewport.following(ms, mode)
    assert is_within(followed)
    assert followed.start_ms <= ms <= followed.end_ms + 1e-3
    if mode == "page" and viewport.start_ms <= ms < viewport.end_ms:
        assert followed is viewport


@given(viewports(), st.floats(0, 1))
def test_free_stands_still(viewport: Viewport, share: float) -> None:
    assert viewport.following(share * viewport.length_ms, "free") is viewport


@given(viewports(), st.floats(0, 1))
def test_gliding_comes_to_the_middle_and_never_jumps(viewport: Viewport, share: float) -> None:
    ms = viewport.start_ms + share * viewport.span_ms * 0.999
    view = viewport
    for _ in range(40):
        after = view.following(ms, "centre")
        assert 0 <= after.start_ms - view.start_ms <= view.span_ms / 8
        view = after
    middle = view.start_ms + view.span_ms / 2
    at_the_end = view.end_ms >= view.length_ms - 1e-3
    assert ms <= middle + view.span_ms * 1e-6 or at_the_end


@given(viewports(), st.floats(0, 1), st.floats(0, 1))
def test_what_shall_fit_in_does_and_fills_much_of_it(
    viewport: Viewport, one: float, other: float
) -> None:
    start, end = sorted((one * viewport.length_ms, other * viewport.length_ms))
    fitting = viewport.fitting(start, end)
    assert is_within(fitting)
    assert fitting.start_ms <= start + 1e-3
    assert end <= fitting.end_ms + 1e-3
    assert end - start >= fitting.span_ms / 2 or fitting.span_ms <= CLOSEST * 1.001


@given(viewports(), st.sampled_from([1.0, 1.25, 1.5, 2.0, 3.0]))
def test_aligned_is_the_nearest_whole_pixel(viewport: Viewport, ratio: float) -> None:
    aligned = viewport.aligned(ratio)
    pixels = aligned.start_ms / aligned.ms_per_px * ratio
    assert pixels == pytest.approx(round(pixels), abs=1e-3)
    assert abs(aligned.start_ms - viewport.start_ms) <= viewport.ms_per_px / ratio * 0.501


@given(viewports(), st.floats(0, 1), st.floats(0, 1))
def test_what_shall_be_shown_is(viewport: Viewport, one: float, other: float) -> None:
    start, end = sorted((one * viewport.length_ms, other * viewport.length_ms))
    shown = viewport.showing(start, end)
    assert is_within(shown)
    assert shown.start_ms <= start + 1e-3
    assert start <= shown.end_ms + 1e-3
    if end - start <= viewport.span_ms * 0.8:
        assert shown.shows(start + 1e-3, end - 1e-3)
    assert shown.showing(start, end) == shown


@given(viewports(), WIDTHS, LENGTHS)
def test_another_size_keeps_the_start_where_it_can(
    viewport: Viewport, width: int, length: int
) -> None:
    sized = viewport.sized(width, length)
    assert is_within(sized)
    assert (sized.width, sized.length_ms) == (width, length)
    assert sized.start_ms <= viewport.start_ms


def test_with_nothing_there_the_zoom_is_kept() -> None:
    assert Viewport(0, 8, 640, 0).clamped().ms_per_px == 8

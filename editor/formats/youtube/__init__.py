# SPDX-License-Identifier: GPL-3.0-or-later
"""Readers of YouTube's own caption formats."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from editor.core.i18n import N_
from editor.formats.format import Format, Markup
from editor.formats.late import late
from editor.formats.loose_json import is_structured

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor.formats.late import Readable

_OWN_TAG = re.compile(r"</?(?:[biu]|font|ruby|rt)\b[^<>]*>")


@cache
def _family() -> Mapping[str, Readable]:
    from editor.formats.youtube import json3, srv, srv3

    return {"json3": json3, "srv": srv, "srv3": srv3}


def _may_be(text: str) -> bool:
    """Whether a text begins like XML or JSON."""
    return text[:200].lstrip("\ufeff \t\r\n").startswith("<") or is_structured(text)


FORMATS: tuple[Format, ...] = (
    Format(
        id="youtube-json3",
        name=N_("json3 (YouTube)"),
        suffixes=(".json3", ".json"),
        reader=late(_family, "json3", _may_be, "encoded"),
        markup=Markup(anchors=True),
        unverified=True,
    ),
    Format(
        id="youtube-srv1",
        name=N_("srv1, srv2 (YouTube)"),
        suffixes=(".srv1", ".srv2", ".xml"),
        reader=late(_family, "srv", _may_be, "encoded"),
    ),
    Format(
        id="youtube-srv3",
        name=N_("srv3, YTT (YouTube)"),
        suffixes=(".srv3", ".ytt", ".xml"),
        reader=late(_family, "srv3", _may_be, "exact"),
        markup=Markup(_OWN_TAG, anchors=True),
    ),
)
"""This family's part of the table of formats."""

# SPDX-License-Identifier: GPL-3.0-or-later
"""A setting as a row of the table in `settings`."""

from __future__ import annotations

from typing import Generic, TypeVar

from editor.core.values import dataclass

T = TypeVar("T", str, int, float, bool)


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One setting.

    Attributes:
        id: Name in the file.
        group: Heading in the preferences.
        label: Its name for the user.
        default: Value until the user chooses one.
        choices: Allowed values and their labels, if limited to a list.
        limits: Minimum, maximum and step, for numbers.
        unit: Unit of a number.
        hint: Extra explanation, if the label is not enough.
    """

    id: str
    group: str
    label: str
    default: T
    choices: tuple[tuple[T, str], ...] = ()
    limits: tuple[float, float, float] | None = None
    unit: str = ""
    hint: str = ""

    def accepts(self, value: object) -> bool:
        """Whether `value` is valid."""
        if isinstance(value, bool) != isinstance(self.default, bool):
            return False
        kinds = (float, int) if isinstance(self.default, float) else (type(self.default),)
        if not isinstance(value, kinds):
            return False
        if self.choices:
            return value in [choice for choice, _ in self.choices]
        if self.limits is not None and isinstance(value, (int, float)):
            return self.limits[0] <= value <= self.limits[1]
        return True

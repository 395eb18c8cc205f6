"""What the wording of a head says for each kind of head, and how two heads of one story stand to each other."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from editor.reading import em
from editor.reading.headtypes import ROLES
from editor.reading.headvalues import Line, weights
from editor.reading.marks import Marks
from editor.reading.roles import AUTHOR, kind, section_like

Floats = npt.NDArray[np.float64]

WIDTHS = (4.5, 6.5, 8.5, 10.5, 12.5, 14.5, 16.5, 18.5, 20.5, 24.5, 28.5)
STANDING = (1.0, 2.5, 3.5)
GROUPS: dict[str, int] = {"width": len(WIDTHS) + 1, "standing": len(STANDING) + 1, "title": 3, "again": 2, "dash": 2}
_DASH = re.compile(r"^—|——|[·•]")
RELATIONS = 4
"""Directly above, farther above, directly below, farther below: for heads among the bodies, and for others."""


def features(text: str, marks: Marks, *, again: bool) -> dict[str, int]:
    """For each group the feature that a head has; `again` whether the page has the same head twice."""
    solid = "".join(text.split())
    return {
        "width": int(np.searchsorted(np.array(WIDTHS), em.greatest(solid))),
        "standing": int(np.searchsorted(np.array(STANDING), section_like(text, marks))),
        "title": 2 if kind(text, marks) == AUTHOR else int(bool(marks.titles.search(solid))),
        "again": int(again),
        "dash": int(bool(_DASH.search(solid))),
    }


def speaks(text: str, marks: Marks, *, again: bool) -> Floats:
    """For each of ROLES what the wording adds to its log odds."""
    habits = weights().habits
    found = features(text, marks, again=again)
    return np.array([sum(habits.wording[role][group][at] for group, at in found.items()) for role in ROLES])


def relation(above: Sequence[Line], below: Sequence[Line], *, flowing: bool) -> int:
    """How one head stands to another, the one that a story would have above it (place in Habits.relation)."""
    outer = above[0].zone == below[0].zone != 0
    base = (flowing * 2 + outer) * RELATIONS
    if above[0].at < below[0].at:
        return base + (0 if below[0].at - above[-1].at <= 1 else 1)
    return base + (2 if above[0].at - below[-1].at <= 1 else 3)

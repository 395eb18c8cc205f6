"""A second look at the links between pieces, by what surrounds them (editor.reading.surroundings).

A net of one hidden layer beside a straight sum; its weights are data (resources/secondlook.json, fitted by
resources/scripts/fit_secondlook.py).
"""

from functools import cache

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import Struct

from editor.resources import resource

Floats = npt.NDArray[np.float64]

LEAST = -7.0
"""Log odds by the first look below which a link is not looked at again."""


class Weights(Struct, frozen=True):
    """For each number of a row its weights to the hidden units, and to the sum; what each unit adds to it."""

    hidden: list[list[float]]
    shift: list[float]
    out: list[float]
    straight: list[float]
    bias: float


@cache
def weights() -> Weights:
    """The shipped weights."""
    return msgspec.json.decode(resource("secondlook.json").read_bytes(), type=Weights)


def scores(table: Floats, by: Weights) -> Floats:
    """Log odds of each link, a row of `table` each."""
    units = np.tanh(table @ np.array(by.hidden) + np.array(by.shift))
    return units @ np.array(by.out) + table @ np.array(by.straight) + by.bias

"""The detectors, found by being there."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from functools import cache
from types import ModuleType
from typing import cast

from msgspec import Struct

import editor.suspects
from editor.core.evidence import Evidence
from editor.core.page import Page, Role
from editor.suspects.contract import Context, Hit, Spot

Find = Callable[[str, Context], Iterable[Hit]]
Survey = Callable[[Page, Evidence, Context], Iterable[Spot]]

READ_ROLES = tuple(role for role in Role if role is not Role.FURNITURE)


class Detector(Struct, frozen=True):
    """One module's contents; exactly one of `find` and `survey` is there."""

    kind: str
    roles: tuple[Role, ...] = READ_ROLES
    find: Find | None = None
    survey: Survey | None = None


def _detector(module: ModuleType) -> Detector | None:
    kind = cast("str", getattr(module, "KIND", ""))
    if not kind:
        return None
    return Detector(
        kind,
        cast("tuple[Role, ...]", getattr(module, "ROLES", READ_ROLES)),
        cast("Find | None", getattr(module, "find", None)),
        cast("Survey | None", getattr(module, "survey", None)),
    )


@cache
def detectors() -> tuple[Detector, ...]:
    """Every detector of the package, in the order of their modules' names."""
    names = sorted(info.name for info in pkgutil.iter_modules(editor.suspects.__path__))
    found = (_detector(importlib.import_module(f"{editor.suspects.__name__}.{name}")) for name in names)
    return tuple(detector for detector in found if detector)


def kinds() -> tuple[str, ...]:
    """The kinds of suspect, sorted."""
    return tuple(sorted(detector.kind for detector in detectors()))

"""Where data files are: `resources/` beside the package in a checkout, `editor/_resources` in an installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_PLACES = (_PACKAGE / "_resources", _PACKAGE.parent / "resources")


def resource(name: str) -> Path:
    """The data file or folder `name` (slashes part folders); FileNotFoundError when it was not shipped."""
    for place in _PLACES:
        path = place / name
        if path.exists():
            return path
    raise FileNotFoundError(f"resource {name!r} was not shipped with this installation")

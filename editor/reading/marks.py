"""The marks of the trade: patterns of datelines, credits, jump lines and furniture, from data and a newspaper's profile."""

from msgspec import Struct


class Marks(Struct, frozen=True):
    """Compiled patterns; `default_marks()` loads resources/marks.toml once, `Profile` of a newspaper is merged on top."""


def default_marks() -> Marks:
    """The marks shipped with the program."""
    raise NotImplementedError

"""The sentences of the suspects, in every language of the interface (`resources/texts/suspects.toml`)."""

from functools import cache

import msgspec
from msgspec import Struct

from editor.resources import resource


class KindTexts(Struct, frozen=True):
    """One kind's texts: `reasons` by code with places {0} {1} for a hit's args, `choices` by command name."""

    title: str
    why: str
    reasons: dict[str, str]
    choices: dict[str, str] = {}


@cache
def texts(language: str) -> dict[str, KindTexts]:
    """Every kind's texts; another language than those shipped is read in English."""
    shipped = msgspec.toml.decode(resource("texts/suspects.toml").read_bytes(), type=dict[str, dict[str, KindTexts]])
    return shipped.get(language) or shipped["en"]


def sentence(kind: str, code: str, args: tuple[str, ...], language: str) -> str:
    """The finished reason; KeyError when the kind has no such sentence."""
    return texts(language)[kind].reasons[code].format(*args)


def label(kind: str, action: str, args: tuple[str, ...], language: str) -> str:
    """What a choice that carries out `action` is called; empty when the kind's texts do not say."""
    return texts(language)[kind].choices.get(action, "").format(*args)

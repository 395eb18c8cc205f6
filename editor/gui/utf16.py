"""Code points (the page's offsets) to UTF-16 units (Qt's positions) and back."""


def units(text: str) -> int:
    """How many UTF-16 units `text` takes."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def to_units(text: str, at: int) -> int:
    """The UTF-16 position of the code point `at` of `text`."""
    return units(text[:at])


def from_units(text: str, position: int) -> int:
    """The code point that starts at a UTF-16 position of `text`; within a pair, the one that the pair is."""
    head = text.encode("utf-16-le", "surrogatepass")[: 2 * position]
    return len(head.decode("utf-16-le", "ignore"))

"""What a stretch of a line is: the words that classification, order and assembly share."""

from enum import StrEnum

from msgspec import Struct


class Label(StrEnum):
    """What a piece of a fragment is, before anything is known of its story."""

    BODY = "body"
    HEAD = "head"
    CREDIT = "credit"
    CAPTION = "caption"
    JUMP_TO = "jump_to"
    JUMP_FROM = "jump_from"
    FURNITURE = "furniture"


class Piece(Struct, frozen=True):
    """A stretch [`start`, `end`) of a fragment's text, in its code points, that has one label.

    `confidence` (0 to 1) is the chance that the label is right. `page` is a jump's page in ASCII digits ("" elsewhere).
    `group` binds the pieces of one photo caption, text and credit alike (-1 elsewhere). `half` is set where a name is
    broken over two lines (摄影 孙 ‖ 参): in both halves the index of the other half's fragment. `cut` is set where the
    story breaks off for a jump line that stands elsewhere in the raw text: nothing on the page goes on it.
    """

    start: int
    end: int
    label: Label
    confidence: float = 1.0
    page: str = ""
    group: int = -1
    half: int = -1
    cut: bool = False

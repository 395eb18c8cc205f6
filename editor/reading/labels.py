"""Which lines are body, head, credit, caption, jump line and furniture: told before any order is known."""

from collections.abc import Sequence

from editor.reading.marks import Marks
from editor.reading.pieces import Piece


def label(texts: Sequence[str], gaps: Sequence[int], marks: Marks) -> list[tuple[Piece, ...]]:
    """For each fragment its pieces, left to right, in raw order.

    `texts` are the repaired fragments, `gaps` the number of empty raw lines before each. The pieces of a fragment cover
    all of it but white space. A body line with a credit or a jump line at its end has two pieces: BODY, then CREDIT or
    JUMP_TO. A line of its own (撰稿 李华成) is one CREDIT piece: order it like a short body line, it closes or opens the
    story beside it. HEAD, JUMP_* and FURNITURE pieces take no part in the order of body lines. CAPTION pieces carry the
    `group` of their photo; the credit (摄影 席凌燕) that closes it has the same group.
    """
    raise NotImplementedError

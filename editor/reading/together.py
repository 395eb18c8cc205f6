"""Head lines by what they stand with, where an extractor parts the lines of columns by empty ones.

It reads columns side by side, a line of each in turn, and puts lines together only where no other column stands beside
them: in a frame of its own. Such a frame that is narrower than a column, or has a line known for a head, is a head as
a whole: all 819 of them on 114 made pages were.
"""

import re
from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace

from editor.reading import geometry
from editor.reading.cuts import INDENT
from editor.reading.fragments import Fragment
from editor.reading.marks import Marks
from editor.reading.peel import opens_with_dateline
from editor.reading.pieces import Label, Piece

Pieces = tuple[Piece, ...]

SURE = 0.97
MOST = 6
"""Lines of a head's frame at most."""
TIGHT = 0.3
"""Em by which a line may miss the measure: rounding."""
_RUNNING = re.compile(r"[。；]|，.*，", re.DOTALL)
"""What running text in a narrow measure of its own has, and heads have not."""


def headed(fragments: Sequence[Fragment], found: Sequence[Pieces], marks: Marks) -> list[Pieces]:
    """`found` with the body lines of heads' frames made head lines; `fragments` are of a page that does not flow."""
    out = list(found)
    least = geometry.measure([fragment.text for fragment in fragments]).width - INDENT - TIGHT
    for frame in _frames(fragments):
        kinds = {piece.label for at in frame for piece in found[at]}
        narrow = all(fragments[at].width[1] < least for at in frame)
        texts = [fragments[at].text for at in frame]
        running = _RUNNING.search("".join(texts)) or any(opens_with_dateline(text, marks) for text in texts)
        if len(frame) > MOST or running or not kinds <= {Label.HEAD, Label.BODY, Label.CREDIT}:
            continue
        if narrow or Label.HEAD in kinds:
            for at in frame:
                if [piece.label for piece in found[at]] == [Label.BODY]:
                    out[at] = (replace(found[at][0], label=Label.HEAD, confidence=SURE),)
    return out


def _frames(fragments: Sequence[Fragment]) -> list[list[int]]:
    """Lines that stand together, two or more, on a page that parts most lines by empty ones."""
    usual = float(np.median([fragment.gap for fragment in fragments])) if fragments else 0.0
    frames: list[list[int]] = []
    for at, fragment in enumerate(fragments):
        if at and fragment.gap < usual and fragments[at - 1].line != fragment.line:
            frames[-1].append(at)
        else:
            frames.append([at])
    return [frame for frame in frames if len(frame) > 1]

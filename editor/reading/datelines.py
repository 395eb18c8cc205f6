"""Datelines: 本报讯, 本报北京1月4日讯, 新华社北京11月8日电."""

from editor.reading.marks import Marks, tight

LONGEST = 30
"""Code points; a dateline never takes more (本报阿尔及尔1997年12月30日专电 has 21)."""


def dateline(text: str, marks: Marks) -> tuple[int, int] | None:
    """The span of a dateline at the start of a paragraph's text, in its code points; the space after it left out.

    据新华社…电 is no dateline but a phrase of the text (who says so), and stays where it stands.
    """
    start = len(text) - len(text.lstrip())
    solid, at = tight(text[start : start + LONGEST])
    found = marks.dateline.match(solid)
    if found is None:
        return None
    return start + at[0], start + at[found.end() - 1] + 1

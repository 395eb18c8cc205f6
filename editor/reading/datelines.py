"""Datelines: 本报讯, 本报北京1月4日讯, 新华社北京11月8日电."""

from editor.reading.marks import Marks


def dateline(text: str, marks: Marks) -> tuple[int, int] | None:
    """The span of a dateline at the start of a paragraph's text, in its code points; the space after it left out."""
    raise NotImplementedError

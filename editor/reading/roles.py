"""How a head reads like a standing one: the name of a section."""

from editor.reading.marks import Marks, tight


def section_like(text: str, marks: Marks) -> float:
    """How much a head reads like a standing one; 4 for a name that papers run, 0 for an ordinary line."""
    solid, _ = tight(text)
    if solid in marks.sections:
        return 4.0
    if any(solid.startswith((name + "·", name + "•", name + "—")) for name in marks.sections):
        return 3.0
    return 1.6 if marks.section_shape.search(solid) and len(solid) <= 18 else 0.0

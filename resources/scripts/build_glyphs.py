"""Builds resources/suspects/glyphs.npz: how characters look, as short vectors; like shapes point the same way.

    build_glyphs.py OUT.npz [FAMILY…]

Needs the fonts (Noto Sans CJK SC and Noto Serif CJK SC by default; SIL Open Font License, whose makers claim nothing
in documents made with a font). Every character of the language model is painted, blurred, and all pictures are reduced
to their main components. `codes` are the characters, `plain` says which are no traditional form,
`vectors` are their unit vectors in 127ths.
"""

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import opencc

from editor.language import model

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from PySide6.QtCore import QRect, Qt  # noqa: TID251  a painter outside the program, after its platform is set
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter  # noqa: TID251  as above

SIDE, EM, BLUR, SIZE = 40, 36, 6, 48
FAMILIES = ("Noto Sans CJK SC", "Noto Serif CJK SC")
RAREST = -14.0
"""Traditional characters less probable than this are left out."""

Pictures = npt.NDArray[np.float32]
Vectors = npt.NDArray[np.float64]


def _converter() -> Callable[[str], str]:
    return cast("Any", opencc.OpenCC("t2s")).convert  # opencc has no types


def characters() -> list[str]:
    """Simplified ideographs of the model, and traditional ones that news uses."""
    known, convert = model.load(), _converter()
    every = (chr(code) for code in range(0x4E00, 0xA000))
    return [c for c in every if known.characters.encode(c)[0] and (convert(c) == c or known.char_p(c) > RAREST)]


def painted(chars: list[str], family: str) -> Pictures:
    """One picture a character, blurred, 20 by 20, of length one."""
    font = QFont(family)
    font.setPixelSize(EM)
    out = np.zeros((len(chars), SIDE, SIDE), np.float32)
    for at, char in enumerate(chars):
        image = QImage(SIDE, SIDE, QImage.Format.Format_Grayscale8)
        image.fill(0)
        painter = QPainter(image)
        painter.setFont(font)
        painter.setPen(QColor("white"))
        painter.drawText(QRect(0, 0, SIDE, SIDE), Qt.AlignmentFlag.AlignCenter, char)
        painter.end()
        out[at] = np.frombuffer(image.constBits(), np.uint8).reshape(SIDE, -1)[:, :SIDE]
    for axis in (1, 2) * BLUR:
        out = (np.roll(out, 1, axis) + 2 * out + np.roll(out, -1, axis)) / 4
    small = out.reshape(len(chars), SIDE // 2, 2, SIDE // 2, 2).mean((2, 4)).reshape(len(chars), -1)
    return small / np.linalg.norm(small, axis=1, keepdims=True)


def build(out: Path, families: tuple[str, ...]) -> None:
    """Writes the vectors."""
    application = QGuiApplication([])
    chars = characters()
    pictures = np.concatenate([painted(chars, family) for family in families], axis=1)
    left, weight, _ = np.linalg.svd(pictures - pictures.mean(0), full_matrices=False)
    vectors: Vectors = left[:, :SIZE] * weight[:SIZE]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    codes = np.array([ord(char) for char in chars], np.uint16)
    convert = _converter()
    plain = np.array([convert(char) == char for char in chars])
    np.savez(out, allow_pickle=False, codes=codes, plain=plain, vectors=np.round(vectors * 127).astype(np.int8))
    print(len(chars), "characters", out.stat().st_size, "bytes")
    application.quit()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("families", nargs="*", default=FAMILIES)
    asked = parser.parse_args()
    build(asked.out, tuple(asked.families))

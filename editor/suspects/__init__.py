"""Suspects: every doubt with its reason and its answers. One small module for each kind; see `contract`."""

from editor.suspects.contract import Context, Hit, Learned, Spot
from editor.suspects.gather import context_of, find, read
from editor.suspects.places import raw_choices, raw_span
from editor.suspects.registry import Detector, detectors, kinds
from editor.suspects.repairs import repairs
from editor.suspects.texts import KindTexts, texts

__all__ = [
    "Context",
    "Detector",
    "Hit",
    "KindTexts",
    "Learned",
    "Spot",
    "context_of",
    "detectors",
    "find",
    "kinds",
    "raw_choices",
    "raw_span",
    "read",
    "repairs",
    "texts",
]

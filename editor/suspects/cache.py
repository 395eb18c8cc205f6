"""The hits of text detectors, kept by detector, text and context; only changed texts are read again."""

import threading
from collections import OrderedDict

from editor.suspects.contract import Context, Hit
from editor.suspects.gather import read
from editor.suspects.registry import Detector


class Cache:
    """A reader for `find` that remembers. What it gives is what reading anew would give.

    Safe to use from several threads; the least used of more than `most` texts are dropped.
    """

    def __init__(self, most: int = 20_000) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[str, str, Context], tuple[Hit, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, detector: Detector, text: str, context: Context) -> tuple[Hit, ...]:
        """The detector's hits in `text`."""
        key = (detector.kind, text, context)
        with self._lock:
            hits = self._kept.get(key)
            if hits is not None:
                self._kept.move_to_end(key)
                return hits
        hits = read(detector, text, context)
        with self._lock:
            self._kept[key] = hits
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return hits

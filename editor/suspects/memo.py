"""Work on texts that is done once for each text."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Memo(Generic[Value]):
    """A pure function over many texts at once, each text's value kept; the least used ones are dropped.

    The function must give each text the value that it would give it alone. Safe to use from several threads.
    """

    def __init__(self, work: Callable[[list[str]], list[Value]], most: int = 8192) -> None:
        self._work = work
        self._most = most
        self._kept: OrderedDict[str, Value] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, texts: list[str]) -> list[Value]:
        """The values of `texts`; only those not kept are worked out."""
        with self._lock:
            values = {text: self._kept[text] for text in texts if text in self._kept}
        missing = list(dict.fromkeys(text for text in texts if text not in values))
        values |= zip(missing, self._work(missing) if missing else (), strict=True)
        with self._lock:
            for text in texts:
                self._kept[text] = values[text]
                self._kept.move_to_end(text)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return [values[text] for text in texts]

"""What pages cost: CPU seconds that the engine takes for one file of 1 to 50 pages.

    cost.py PAGES… [--ways WAY…] [--counts N…]

PAGES: see fitting.py. For each way of reading the raw texts are set one after the other, from the first again where
there are too few, and taken apart once. Should a page of fifty cost much more than a page alone, something is not
linear. Run it on an idle machine, with OMP_NUM_THREADS=1; dictionary and model are loaded beforehand.
"""

import time
from collections import defaultdict
from itertools import cycle, islice

import fitting
import known

from editor.core.raw import RawText
from editor.reading.engine import propose


def seconds(text: str) -> float:
    """CPU time of this process for one proposal."""
    raw = RawText(text)
    begun = time.process_time()
    propose(raw)
    return time.process_time() - begun


def main() -> None:
    """Reads the command line and prints a line for each way."""
    parser = fitting.arguments(__doc__)
    parser.add_argument("--ways", nargs="*", default=[], metavar="WAY")
    parser.add_argument("--counts", nargs="*", type=int, default=[1, 2, 5, 10, 20, 50], metavar="N")
    options = parser.parse_args()
    texts: dict[str, list[str]] = defaultdict(list)
    for folder in fitting.folders(options.pages):
        for way, raw in known.raws(folder):
            if not options.ways or way in options.ways:
                texts[way].append(raw.text)
    seconds(next(iter(texts.values()))[0])
    print(f"{'pages in one file':18}" + "".join(f"{count:>16}" for count in options.counts))
    for way, pages in sorted(texts.items()):
        print(f"{way:18}", end="", flush=True)
        for count in options.counts:
            took = seconds("\n".join(islice(cycle(pages), count)))
            print(f"{took:7.1f} s, {took / count:5.2f}", end="", flush=True)
        print("  (CPU seconds; a page)")


if __name__ == "__main__":
    main()

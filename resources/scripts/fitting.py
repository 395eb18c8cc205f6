"""What the fits share: their arguments, reading pages with several processes, logistic regression in two ways.

PAGES, wherever a script takes them, are folders of page folders; each page folder holds gold.json (the articles in the
saved page's fields) and raw texts (*.txt), a file for each way in which the page was read.
"""

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from multiprocessing import Pool
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Item = TypeVar("Item")
Made = TypeVar("Made")
Fitted = TypeVar("Fitted", bound=msgspec.Struct)

RESOURCES = Path(__file__).parents[1]
RATE, FADING, SPREAD = 0.05, 0.9, 0.99
"""Length of a gradient step, and how slowly the means of gradients and of their squares forget (as in Adam)."""
SLOWED = 0.9
"""The part of their length that steps lose by the end."""
RIDGE = 2.0


def arguments(doc: str | None, out: str = "") -> argparse.ArgumentParser:
    """A parser of the arguments that all fits take; `out` is where in resources the weights go."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="+", type=Path, metavar="PAGES")
    parser.add_argument("--jobs", type=int, default=1, help="processes that read pages")
    if out:
        parser.add_argument("-o", "--out", type=Path, default=RESOURCES / out, help="where the weights go")
        parser.add_argument(
            "--test", nargs="*", type=Path, default=[], metavar="PAGES", help="pages to judge the fit by"
        )
    return parser


def folders(pages: Iterable[Path]) -> list[Path]:
    """The page folders in PAGES, sorted within each."""
    found = [gold.parent for folder in pages for gold in sorted(folder.glob("*/gold.json"))]
    if not found:
        raise SystemExit("no page folder with gold.json in " + ", ".join(map(str, pages)))
    return found


def over(work: Callable[[Item], Made], items: Sequence[Item], jobs: int) -> list[Made]:
    """What `work` makes of each item, in their order, made by `jobs` processes."""
    if jobs <= 1 or len(items) <= 1:
        return [work(item) for item in items]
    with Pool(min(jobs, len(items))) as pool:
        return pool.map(work, items, chunksize=1)


def run(
    doc: str | None,
    out: str,
    examples: Callable[[Path], Sequence[Item]],
    joined: Callable[[Sequence[Item]], Item],
    fit: Callable[[Item], Fitted],
    report: Callable[[str, Item, Fitted], None],
) -> None:
    """Reads the command line, makes `examples` of each page, fits all of them `joined`, reports, writes."""
    options = arguments(doc, out).parse_args()

    def read(pages: list[Path]) -> Item:
        made = over(examples, folders(pages), options.jobs)
        return joined([example for of_page in made for example in of_page])

    seen = read(options.pages)
    weights = fit(seen)
    report("fitted", seen, weights)
    if options.test:
        report("test", read(options.test), weights)
    written(options.out, weights)


def written(path: Path, weights: msgspec.Struct | Mapping[str, msgspec.Struct]) -> None:
    """Writes weights as JSON, a number a line."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(weights), indent=1) + b"\n")


def descend(
    start: Mapping[str, Floats],
    slopes: Callable[[dict[str, Floats]], Mapping[str, Floats]],
    steps: int,
    *,
    rate: float = RATE,
    slowing: bool = False,
) -> dict[str, Floats]:
    """`start` moved to where the loss is least, by gradient steps with momentum on the full data.

    `slopes` gives the gradient of the loss for each of the tables; steps get shorter towards the end if `slowing`.
    """
    values = dict(start)
    first = {name: np.zeros_like(value) for name, value in values.items()}
    second = {name: np.zeros_like(value) for name, value in values.items()}
    for step in range(1, steps + 1):
        length = rate * (1 - SLOWED * step / steps) if slowing else rate
        for name, slope in slopes(values).items():
            first[name] = FADING * first[name] + (1 - FADING) * slope
            second[name] = SPREAD * second[name] + (1 - SPREAD) * slope**2
            size = np.sqrt(second[name] / (1 - SPREAD**step)) + 1e-9
            values[name] = values[name] - length * first[name] / (1 - FADING**step) / size
    return values


def added(hot: Mapping[str, Ints], values: Mapping[str, Floats]) -> Floats:
    """The bias and, for each row, the weights of its hot features: one number a row, or one for each class."""
    count = len(next(iter(hot.values())))
    out: Floats = np.tile(values["bias"], (count, 1)) if values["bias"].ndim else np.full(count, values["bias"])
    for name, at in hot.items():
        out = out + values[name][at]
    return out


def gathered(at: Ints, error: Floats, size: int) -> Floats:
    """The errors of all rows that have a feature, added up for each of `size` features."""
    if error.ndim == 1:
        return np.bincount(at, error, size).astype(np.float64)
    return np.stack([np.bincount(at, error[:, k], size) for k in range(error.shape[1])], axis=1).astype(np.float64)


def newton(
    x: Floats, y: Floats, ridge: float = RIDGE, steps: int = 25, least: float = 1e-3, *, towards: Floats | None = None
) -> Floats:
    """Weights of a logistic regression with a ridge, the bias (without ridge) last; Newton's steps.

    The ridge draws them to nothing or, all of them, `towards` others.
    """
    wide = np.hstack([x, np.ones((len(x), 1))])
    penalty = np.full(wide.shape[1], ridge)
    penalty[-1] = 0.0 if towards is None else ridge
    to = np.zeros(wide.shape[1]) if towards is None else towards
    by = to.copy()
    for _ in range(steps):
        p = 1 / (1 + np.exp(-wide @ by))
        slope = wide.T @ (y - p) - penalty * (by - to)
        bend = (wide * (p * (1 - p) + 1e-6)[:, None]).T @ wide + np.diag(penalty + 1e-9)
        step = np.linalg.solve(bend, slope)
        by += step
        if np.abs(step).max() < least:
            break
    return by


def chance(x: Floats, by: Floats) -> Floats:
    """Chances by the weights of `newton`."""
    return 1 / (1 + np.exp(-(x @ by[:-1] + by[-1])))


def columns(hot: Mapping[str, npt.NDArray[Any]], groups: Mapping[str, tuple[int, ...]]) -> Floats:
    """One column for each feature of one-hot groups."""
    out: list[Floats] = []
    for group, sizes in groups.items():
        flat = hot[group].reshape(-1)
        block = np.zeros((len(flat), int(np.prod(sizes))))
        block[np.arange(len(flat)), flat] = 1.0
        out.append(block)
    return np.hstack(out)


def table(by: Floats, groups: Mapping[str, tuple[int, ...]]) -> dict[str, list[float]]:
    """Fitted weights by group, in the order of `columns`."""
    out: dict[str, list[float]] = {}
    at = 0
    for group, sizes in groups.items():
        count = int(np.prod(sizes))
        out[group] = [round(float(weight), 3) for weight in by[at : at + count]]
        at += count
    return out

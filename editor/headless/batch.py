"""Many pages taken apart without a screen: names for their files, a pool of processes, one page's failure its own."""

import contextlib
import json
import os
import signal
import stat
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from msgspec import Struct

from editor.headless.explaining import explained
from editor.reading.profile import Profile, load_profile
from editor.store.atomic import digest, replace_file
from editor.store.pagefile import is_page, is_proposal, page_bytes
from editor.store.rawfile import decode_raw, read_bytes
from editor.store.trouble import TroubleError, from_os

POOL_FROM = 8
"""So many pages are worth the start of other processes, when nobody said how many."""


class Order(Struct, frozen=True):
    """What to do with one raw file: where its page goes (None: into the answer, on one line when `line`)."""

    raw: Path
    out: Path | None
    profile: Path | None = None
    force: bool = False
    line: bool = False
    explain: bool = False


class Answer(Struct, frozen=True):
    """What came of an order: bytes for standard output, or the sentence that says why not."""

    order: Order
    data: bytes = b""
    trouble: str = ""


def targets(raws: Sequence[Path], folder: Path) -> list[Path]:
    """A file in `folder` for each raw file, NAME.json; equal names get the folders before them that tell them apart."""
    full = [raw.resolve().with_suffix("") for raw in raws]
    names = [path.name for path in full]
    depth = 1
    while len(clashing := _clashing(names)) and depth < max(len(path.parts) for path in full):
        depth += 1
        for at in clashing:
            names[at] = "-".join(part.strip("/\\:") for part in full[at].parts[-depth:])
    for number, at in enumerate(_clashing(names), 1):
        names[at] = f"{names[at]}-{number}"
    return [folder / f"{name}.json" for name in names]


def _clashing(names: Sequence[str]) -> list[int]:
    seen: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        seen.setdefault(name.casefold(), []).append(at)
    return [at for places in seen.values() if len(places) > 1 for at in places]


def carry_out(order: Order, language: str = "en") -> Answer:
    """Takes one page apart. Nothing is raised: whatever happens is in the answer."""
    try:
        return Answer(order, _page(order))
    except TroubleError as error:
        return Answer(order, trouble=error.sentence(language))
    except Exception as error:  # a fault in one page must not end the other ten thousand
        if os.environ.get("CHAIBAN_DEBUG"):
            raise
        return Answer(order, trouble=f"{order.raw}: internal error: {type(error).__name__}: {error}".replace("\n", " "))


def carry_out_all(orders: Sequence[Order], jobs: int, language: str) -> Iterator[Answer]:
    """The answers, in the order of the orders where they go to standard output, else as they come."""
    if jobs <= 1:
        yield from (carry_out(order, language) for order in orders)
        return
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_ignore_interrupt)
    try:
        futures = {pool.submit(carry_out, order, language): order for order in orders}
        for future in _in_turn(futures) if orders[0].out is None else as_completed(futures):
            yield _result(future, futures.pop(future))
    finally:
        pool.shutdown(cancel_futures=True)


def jobs_for(wanted: int, pages: int) -> int:
    """How many processes: as many as asked for (0: as the machine has processors), but no more than pages."""
    if wanted == 0:
        wanted = (os.cpu_count() or 1) if pages >= POOL_FROM else 1
    return min(wanted, pages)


def write_out(path: Path, data: bytes, raws: Sequence[Path], *, force: bool) -> None:
    """Writes a proposal to `path`: over an older one, over anything else with `force` only, never over raw text."""
    with contextlib.suppress(OSError):
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):  # a terminal, a pipe, the null device
            path.write_bytes(data)
            return
    for raw in raws:
        if path.resolve() == raw.resolve() or (path.exists() and raw.exists() and path.samefile(raw)):
            raise TroubleError("raw_target", path)
    expected = digest(path)
    if expected is not None and not force and not is_proposal(path.read_bytes()):
        raise TroubleError("worked_on", path)
    replace_file(path, data, expected=expected)


def _page(order: Order) -> bytes:
    data = read_bytes(order.raw)
    if is_page(data, order.raw):
        raise TroubleError("not_raw", order.raw)
    raw = decode_raw(data, order.raw)
    from editor.reading.engine import propose  # noqa: PLC0415 - half a second that bad input need not wait for

    proposal = propose(raw, profile(order.profile))
    if order.explain:
        return explained(raw, proposal.evidence).encode()
    page = page_bytes(proposal.page, order.out or order.raw, proposed=True)
    if order.out is not None:
        write_out(order.out, page, [order.raw], force=order.force)
        return b""
    return on_one_line(page) if order.line else page


@cache
def profile(path: Path | None) -> Profile:
    """The newspaper's profile in that file; the empty one for None."""
    if path is None:
        return Profile()
    try:
        return load_profile(path)
    except OSError as error:
        raise from_os(error, path) from error
    except ValueError as error:
        raise TroubleError("said", path, what=error) from error


def on_one_line(page: bytes) -> bytes:
    """A saved page as one line of JSON."""
    return json.dumps(json.loads(page), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _in_turn(futures: "Iterable[Future[Answer]]") -> "Iterator[Future[Answer]]":
    """Each once, and let go: what was written of ten thousand pages must not stay in memory."""
    waiting = deque(futures)
    while waiting:
        yield waiting.popleft()


def _ignore_interrupt() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _result(future: "Future[Answer]", order: Order) -> Answer:
    try:
        return future.result()
    except BrokenProcessPool:
        return Answer(order, trouble=f"{order.raw}: not done: a process ended before its time")

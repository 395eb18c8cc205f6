"""Chains from successors."""

from collections.abc import Iterable, Mapping


def paths(count: int, followers: Mapping[int, int]) -> list[list[int]]:
    """The chains that successors make, each from its first member; a ring is opened at its least member."""
    preceded = set(followers.values())
    out: list[list[int]] = []
    seen: set[int] = set()
    for first in _starts(count, preceded):
        chain: list[int] = []
        at: int | None = first
        while at is not None and at not in seen:
            seen.add(at)
            chain.append(at)
            at = followers.get(at)
        if chain:
            out.append(chain)
    return out


def _starts(count: int, preceded: set[int]) -> Iterable[int]:
    """Those without a predecessor, then all others, for the rings."""
    yield from (at for at in range(count) if at not in preceded)
    yield from range(count)

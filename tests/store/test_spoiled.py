"""Whatever is wrong with a file: a page whose ledger balances, or one sentence, never anything else."""

import json
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pages import by_hand, raw_of

from editor.core.ledger import ledger
from editor.store.pagefile import page_bytes, parse_page
from editor.store.rawfile import decode_raw
from editor.store.trouble import TroubleError

NOWHERE = Path("nowhere/p1.json")
WHOLE = page_bytes(by_hand(raw_of()), NOWHERE)

ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 200)
    | st.floats()
    | st.sampled_from(["", "a1", "paragraph", "2", "苇塘镇老戏台", "\ud840", "typed", "furniture", "utf-8"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "role", "text"]), inner, max_size=2)
    ),
    max_leaves=6,
)


def spoil(draw: st.DrawFn, tree: Any) -> None:
    """Puts something else, or nothing, at one place of the tree."""
    while True:
        key: Any = draw(st.sampled_from(list(tree.keys() if hasattr(tree, "keys") else range(len(tree)))))
        below: Any = tree[key]
        if type(below) in {dict, list} and below and draw(st.integers(0, 5)):
            tree = below
        elif draw(st.booleans()):
            tree[key] = draw(ANYTHING)
            return
        else:
            del tree[key]
            return


@st.composite
def spoiled(draw: st.DrawFn) -> bytes:
    """The page with one to three places changed."""
    tree = json.loads(WHOLE)
    for _ in range(draw(st.integers(1, 3))):
        spoil(draw, tree)
        if not tree:
            break
    return json.dumps(tree).encode()


def check(data: bytes) -> None:
    try:
        page = parse_page(data, NOWHERE)
    except TroubleError as trouble:
        said = str(trouble)
    else:
        said = f"{NOWHERE}: "
        assert ledger(page).balanced
        assert parse_page(page_bytes(page, NOWHERE), NOWHERE) == page
    assert said.startswith(f"{NOWHERE}: ")
    assert "\n" not in said


@settings(max_examples=250)
@given(spoiled())
def test_a_spoiled_page_loads_whole_or_is_told(data: bytes) -> None:
    check(data)


@settings(max_examples=150)
@given(st.integers(0, len(WHOLE)), st.integers(0, len(WHOLE)), st.binary(max_size=4))
def test_spoiled_bytes_load_whole_or_are_told(start: int, end: int, instead: bytes) -> None:
    check(WHOLE[:start] + instead + WHOLE[end:])


@settings(max_examples=200)
@given(st.binary(max_size=60) | st.text(max_size=40).map(lambda text: text.encode("gb18030", "ignore")))
def test_any_bytes_are_raw_text_or_are_told(data: bytes) -> None:
    try:
        raw = decode_raw(data, Path("p1.txt"))
    except TroubleError as trouble:
        said = str(trouble)
    else:
        said = ""
        assert data.decode(raw.encoding) == raw.text
    assert "\n" not in said

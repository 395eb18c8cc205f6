"""The pure parts under the article pane: differences, UTF-16 positions, text from outside, words."""

from hypothesis import example, given
from hypothesis import strategies as st

from editor.gui.article_words import by_letters, next_word, word_around, word_starts
from editor.gui.difference import replaced, row_changes
from editor.gui.plain import cleaned, shown
from editor.gui.utf16 import from_units, to_units, units

FEW = st.text("的甲𠮷\n", max_size=12)
ANY = st.text(st.characters(exclude_categories=()), max_size=20)
ROWS = st.lists(st.sampled_from(["", "甲", "乙", "丙丁"]), max_size=8)


@given(FEW, FEW)
def test_a_difference_leads_from_one_text_to_the_other(old: str, new: str) -> None:
    change = replaced(old, new)
    assert old[: change.start] + change.text + old[change.end :] == new
    if old == new:
        assert change.start == change.end
        assert change.text == ""


@given(FEW, st.data())
def test_what_was_typed_is_found_where_it_was_typed(old: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    text = data.draw(FEW)
    new = old[:start] + text + old[end:]
    change = replaced(old, new, start + len(text))
    assert old[: change.start] + change.text + old[change.end :] == new
    if start == end or not text:  # of what replaces something, a part may have stood there before
        assert (change.start, change.end, change.text) == (start, end, text)
    assert start <= change.start <= change.end <= end or not (text or start < end)


@given(ROWS, ROWS)
def test_changed_rows_lead_from_one_list_to_the_other(old: list[str], new: list[str]) -> None:
    made = list(old)
    for a, b, c, d in reversed(row_changes(old, new)):
        assert old[a:b] != new[c:d]
        made[a:b] = new[c:d]
    assert made == new


@given(ANY, st.data())
def test_positions_go_to_utf16_and_back(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    safe = shown(text)
    assert from_units(safe, to_units(safe, at)) == at
    assert units(safe) == to_units(safe, len(safe))


@given(ANY)
@example("\x85\x1b\x85")
def test_text_from_outside_is_as_the_document_can_hold_it(text: str) -> None:
    clean = cleaned(text)
    assert shown(clean.replace("\n", "")) == clean.replace("\n", "")
    assert "\n\n" not in clean
    assert cleaned(clean) == clean


@given(ANY)
def test_words_make_up_the_text(text: str) -> None:
    assert "".join(by_letters(text)) == text
    starts = word_starts(text, by_letters)
    assert starts == sorted(set(starts))
    assert all(0 <= start < len(text) for start in starts)
    for at in range(len(text)):
        start, end = word_around(text, at, by_letters)
        assert 0 <= start <= end <= len(text)


@given(st.lists(FEW, min_size=1, max_size=4), st.data())
def test_going_by_words_comes_to_the_end(texts: list[str], data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(texts) - 1))
    place = (row, data.draw(st.integers(0, len(texts[row]))))
    for by, end in ((1, (len(texts) - 1, len(texts[-1]))), (-1, (0, 0))):
        here, steps = place, 0
        while here != end:
            there = next_word(texts, *here, by, by_letters)
            assert (there > here) == (by > 0)
            assert there != here
            here, steps = there, steps + 1
        assert steps <= sum(len(text) + 1 for text in texts)

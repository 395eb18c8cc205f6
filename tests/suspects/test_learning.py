"""What answers teach, and that what was taught works."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.page import Article, Block, Kind, Page, Role, Run
from editor.core.raw import RawText
from editor.suspects import Learned, find
from editor.suspects.learning import decode, encode, merged, taught

word = st.text("经济水平贯彻落实", min_size=1, max_size=4)
learned_ones = st.builds(
    Learned, good=st.frozensets(word), pairs=st.frozensets(st.tuples(word, word)), names=st.frozensets(word)
)


def page_of(text: str) -> Page:
    return Page(RawText(text), (Article("a1", Kind.STORY, (Block(Role.PARAGRAPH, (Run(0, len(text), text),)),)),))


PAGE = page_of("全镇上下要认真贯砌落实会议精神，确保各项任务按时完成。")


@given(learned_ones)
def test_stored_and_read_again(learned: Learned) -> None:
    assert decode(encode(learned)) == learned


@given(learned_ones, learned_ones)
def test_merging_keeps_good_words_good(one: Learned, other: Learned) -> None:
    both = merged([one, other])
    assert both.good == one.good | other.good
    assert not {was for was, _ in both.pairs} & both.good
    assert merged([both, both]) == both


@pytest.mark.parametrize("text", ["{", "[]", '{"good": [1]}', '{"what": []}', '{"pairs": [["a"]]}'])
def test_what_is_no_learning_is_told(text: str) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode(text)


def test_ignored_stays_silent() -> None:
    (finding,) = find(PAGE, only={"lookalike"})
    learned = taught(Learned(), PAGE, finding, "ignored")
    assert len(learned.good) == 1
    assert find(PAGE, only={"lookalike"}, learned=learned) == []


def test_accepted_is_found_again_elsewhere() -> None:
    (finding,) = find(PAGE, only={"lookalike"})
    learned = taught(Learned(), PAGE, finding, "accepted", "彻")
    ((was, now),) = learned.pairs
    assert now == was.replace("砌", "彻")
    again = page_of(f"{was}会议精神")
    assert [choice.text for f in find(again, only={"taught"}, learned=learned) for choice in f.choices] == [now]


def test_a_later_answer_overrules() -> None:
    (finding,) = find(PAGE, only={"lookalike"})
    accepted = taught(Learned(), PAGE, finding, "accepted", "彻")
    ignored = taught(accepted, PAGE, finding, "ignored")
    assert ignored.pairs == frozenset()
    assert taught(ignored, PAGE, finding, "accepted", "彻") == accepted


def test_a_finding_without_place_teaches_nothing() -> None:
    (finding,) = find(PAGE, only={"lookalike"})
    assert taught(Learned(), PAGE, msgspec.structs.replace(finding, place=None), "ignored") == Learned()

"""What the model must know, whatever it is made of."""

import numpy as np
import pytest

from editor.language import breaks, model


@pytest.fixture(scope="module")
def loaded() -> model.Model:
    return model.load()


def test_sense_is_more_probable_than_nonsense(loaded: model.Model) -> None:
    assert loaded.score("全市经济工作会议召开") > loaded.score("全市经济土作会议召开") + 5


def test_score_is_the_sum_over_the_characters(loaded: model.Model) -> None:
    text = "今年上半年，全区完成投资２３亿元。"
    assert loaded.score(text) == pytest.approx(float(loaded.log_p(text).sum()))
    assert len(loaded.log_p(text)) == len(text)


def test_what_stands_before_counts(loaded: model.Model) -> None:
    whole = loaded.log_p("人民政府")
    assert np.allclose(loaded.log_p("政府", before="人民"), whole[2:])


def test_probabilities_after_a_context_sum_to_one(loaded: model.Model) -> None:
    chars = loaded.characters
    every = np.arange(len(chars.uni))
    for context in ("人民", "的是", "鑫淼", "00"):
        first, second = (np.full(len(every), one) for one in chars.encode(context))
        assert np.exp(chars.after_two(first, second, every)).sum() == pytest.approx(1.0, abs=0.06)


@pytest.mark.parametrize(
    ("left", "right", "other"),
    [
        ("代表们走进公共服务平台、产业资", "源共享中心，听取介绍", "本报讯　昨日上午"),
        ("这项改革得到了广大人民群", "众的拥护和支持", "工程总投资三亿元"),
        ("会议强调，要认真贯彻落", "实上级部署", "记者从市气象台获悉"),
    ],
)
def test_a_bridge_holds_where_a_text_runs_on(loaded: model.Model, left: str, right: str, other: str) -> None:
    assert loaded.bridge(left, right) > loaded.bridge(left, other)
    assert loaded.bridge(left, right) > 0


def test_bridges_are_the_same_one_by_one(loaded: model.Model) -> None:
    lefts, rights = ["经济社会发", "", "国"], ["展的需要", "开头", ""]
    assert loaded.bridges(lefts, rights).tolist() == [
        loaded.bridge(left, right) for left, right in zip(lefts, rights, strict=True)
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("公共服务平台、产业资", "源共享中心"),
        ("", "开头"),
        ("国", ""),
        ("１２Ａ。", "B３，"),
        ("中华人民共", "和国主席"),
        ("的", "确"),
    ],
)
def test_a_break_is_worth_what_the_whole_is_beside_its_parts(loaded: model.Model, left: str, right: str) -> None:
    chars = loaded.characters
    ends, starts = chars.encode_rows(["望江", left], flush=True), chars.encode_rows([right, "的"])
    found = breaks.across(chars, loaded.words, ends, starts, np.array([1, 0]), np.array([0, 1]))
    whole, one, other = loaded.word_scores([left + right, left, right]).tolist()
    assert found[0] == pytest.approx(whole - one - other)


def test_scripts_and_widths_read_alike(loaded: model.Model) -> None:
    assert loaded.score("經濟發展") == loaded.score("经济发展")
    assert loaded.score("１９９８年，ＡＢ") == loaded.score("2024年,xy")


@pytest.mark.parametrize("text", ["", "\n", "\ud800", "😀", "\U00020bb7"])
def test_odd_text_is_scored_too(loaded: model.Model, text: str) -> None:
    assert np.isfinite(loaded.score(text))
    assert np.isfinite(loaded.bridge(text, text))


def test_word_frequency(loaded: model.Model) -> None:
    assert loaded.word_frequency("国家") > loaded.word_frequency("哈尔滨") > 0
    assert loaded.word_frequency("國家") == loaded.word_frequency("国家")
    assert loaded.word_frequency("滨尔哈") == 0 == loaded.word_frequency("") == loaded.word_frequency("一" * 99)

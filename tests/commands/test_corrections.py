"""What is said of a correction."""

import pytest

from editor.commands.corrections import told
from editor.commands.texts import Texts
from editor.core.page import Page, Run
from editor.core.raw import RawText

CASES = [
    (Run(0, 2, "11", "full_width"), "原文“１１”，今作“11”\n全角“１１”改为半角“11”"),
    (Run(3, 5, "日丁", "typed"), "原文“日乙”，今作“日丁”"),
    (Run(5, 6, "", "typed"), "原文“丙”，已删去"),
    (Run(6, 6, "戊", "typed"), "原文没有“戊”，是补上的"),
    (Run(3, 9, "日乙丙己", "unheard_of"), "原文“日乙丙丁己”，今作“日乙丙己”"),
]


@pytest.mark.parametrize(("run", "said"), CASES)
def test_told(run: Run, said: str) -> None:
    page = Page(RawText("１１月日乙丙丁\n己", "page.txt"))
    assert told(page, run, Texts("zh")) == said

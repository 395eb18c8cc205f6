"""The main job: from a raw page, the proposal thrown away, to a saved page that is right, by keys alone."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from proofreader import Proofreader, faults
from pytestqt.qtbot import QtBot

from editor.core.ledger import ledger
from editor.gui.window import Window
from editor.resources import resource
from editor.store.document import load

SHARED = Path(__file__).resolve().parents[3] / "shared"
JUDGE = SHARED / "tools" / "score.py"
JIADING = SHARED / "pages" / "jiading"
SAMPLE = (resource("sample/yunhu.txt"), resource("sample/yunhu.gold.json"))
PAGES = [
    pytest.param(*SAMPLE, id="sample"),
    pytest.param(
        JIADING / "stream.txt",
        JIADING / "gold.json",
        id="jiading",
        marks=pytest.mark.skipif(not JIADING.exists(), reason="the real page is not in the repository"),
    ),
]


@pytest.mark.parametrize(("raw", "gold"), PAGES)
def test_a_page_is_taken_apart_by_keys_alone(
    raw: Path,
    gold: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    open_window: Callable[[Path], Window],
    qtbot: QtBot,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    page, target = tmp_path / raw.name, tmp_path / "done.json"
    shutil.copy(raw, page)
    reader = Proofreader(open_window(page), qtbot, json.loads(gold.read_text("utf-8")))
    reader.take_apart()
    reader.save(target)
    with capsys.disabled():
        print(f"\n{raw.name}: {reader.keys} keys")
    saved = load(target).page
    assert saved is not None
    assert faults(list(saved.articles), reader.gold) == []
    assert ledger(saved).balanced
    assert page.read_bytes() == raw.read_bytes()
    if JUDGE.exists():
        judged = subprocess.run([sys.executable, JUDGE, gold, target, raw], capture_output=True, text=True, check=True)
        assert {line.split()[1] for line in judged.stdout.splitlines()} == {"1.000"}

"""What was taught for a newspaper counts on the command line too."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from editor.suspects import Learned
from editor.suspects.learning import encode

TEXT = "本报讯　新馆座落在运河东岸，全镇上下要认真贯砌落实会议精神，确保各项任务按时完成。\n"


def kinds(raw: Path, *options: str) -> tuple[int, str, list[str]]:
    done = subprocess.run(
        [sys.executable, "-m", "editor", "check", str(raw), "--json", *options],
        capture_output=True,
        text=True,
        check=False,
    )
    said: list[dict[str, Any]] = json.loads(done.stdout)["suspects"] if done.stdout else []
    return done.returncode, done.stderr, [suspect["kind"] for suspect in said]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    path = tmp_path / "p1.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_good_and_wrong_words_of_a_profile(raw: Path) -> None:
    profile = raw.with_name("paper.toml")
    profile.write_text("", "utf-8")
    before = kinds(raw, "--profile", str(profile))[2]
    assert "lookalike" in before
    assert "taught" not in before
    learned = Learned(good=frozenset({"贯砌"}), pairs=frozenset({("座落", "坐落")}))
    profile.with_suffix(".learned.json").write_text(encode(learned), "utf-8")
    after = kinds(raw, "--profile", str(profile))[2]
    assert "lookalike" not in after
    assert "taught" in after


def test_a_spoiled_list_is_told_in_one_line(raw: Path) -> None:
    profile = raw.with_name("paper.toml")
    profile.write_text("", "utf-8")
    profile.with_suffix(".learned.json").write_text('{"good": 3}', "utf-8")
    status, said, _ = kinds(raw, "--profile", str(profile))
    assert status == 2
    assert len(said.splitlines()) == 1

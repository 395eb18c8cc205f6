"""What is remembered between starts, and folders that nobody else can write to."""

import os
import stat
from pathlib import Path

import pytest

from editor.store.folders import private
from editor.store.profiles import find_profile, learned_path, profile_names, profile_path, write_profile
from editor.store.settings import MOST_RECENT, Settings, load_settings, save_settings, settings_path, with_recent
from editor.store.trouble import TroubleError


def test_settings_come_back(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == (Settings(), None)
    chosen = Settings(
        "dark", "en", 150, "云湖报", {"file.save": ("Ctrl+Alt+S",), "file.quit": ()}, ("/a/版.txt",), "00ff"
    )
    for settings in (chosen, Settings()):
        save_settings(settings, tmp_path)
        assert load_settings(tmp_path) == (settings, None)


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b'{"theme": "pink"}', "$.theme: Invalid enum value 'pink'"),
        (b'{"zoom": 5}', "$.zoom: Expected int >= 50"),
        (b'{"keys": {"file.save": 3}}', "$.keys[...]: Expected array, got int"),
        (b"", "$: Input data was truncated"),
        (b"\xff", "$: JSON is malformed"),
    ],
)
def test_bad_settings_are_told_and_set_aside(tmp_path: Path, data: bytes, where: str) -> None:
    path = settings_path(tmp_path)
    path.write_bytes(data)
    settings, trouble = load_settings(tmp_path)
    assert settings == Settings()
    assert trouble is not None
    assert f"{path}: {where}" in str(trouble)
    assert path.with_suffix(".json.bad").read_bytes() == data
    save_settings(settings, tmp_path)
    assert load_settings(tmp_path) == (Settings(), None)


def test_settings_of_a_later_version_are_read(tmp_path: Path) -> None:
    settings_path(tmp_path).write_bytes(b'{"theme": "dark", "wings": 2}')
    assert load_settings(tmp_path)[0].theme == "dark"


def test_recent_files_are_few_and_each_once(tmp_path: Path) -> None:
    settings = Settings()
    for number in (*range(20), 15):
        settings = with_recent(settings, tmp_path / f"p{number}.txt")
    assert len(settings.recent) == MOST_RECENT
    assert [Path(name).stem for name in settings.recent[:3]] == ["p15", "p19", "p18"]


def test_profiles_are_found_by_name_or_path(tmp_path: Path) -> None:
    path = profile_path("云湖报", tmp_path)
    write_profile(path, 'name = "云湖报"\n')
    write_profile(path, 'name = "云湖日报"\n')
    assert profile_names(tmp_path) == ("云湖报",)
    assert find_profile("云湖报", tmp_path) == find_profile(str(path)) == path
    assert learned_path(path) == tmp_path / "云湖报.learned.json"
    for name, code in (("无", "no_profile"), ("../x", "profile_name"), ("", "profile_name"), ("x.toml", "missing")):
        with pytest.raises(TroubleError) as caught:
            find_profile(name, tmp_path)
        assert caught.value.code == code


def test_own_folders_are_closed_to_others(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        made = private(tmp_path / "state" / "journals")
    finally:
        os.umask(old)
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    made.chmod(0o777)
    private(made)
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(TroubleError):
        private(tmp_path / "file")

"""The wheel: built, installed into an environment of its own, and at work there with its data."""

import json
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from editor.resources import resource

ROOT = Path(__file__).resolve().parent.parent

RAW = "石桥镇添了一条船\n\n本报讯 石桥镇昨天添了一条船。\n"


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder, ROOT, cwd=folder)
    return next(folder.glob("chaiban-*.whl"))


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a fresh environment: the wheel alone installed, its dependencies borrowed from here."""
    home = tmp_path_factory.mktemp("fresh")
    run(sys.executable, "-m", "venv", "--without-pip", home / "venv", cwd=home)
    names = {"base": str(home / "venv"), "platbase": str(home / "venv")}
    python = Path(sysconfig.get_path("scripts", vars=names), Path(sys.executable).name)
    run(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index", wheel, cwd=home)
    packages = Path(sysconfig.get_path("purelib", vars=names))
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return python.parent


def test_every_resource_is_in_the_wheel(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    folder = resource("texts").parent
    wanted = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert len(wanted) > 10
    assert [path for path in wanted if f"editor/_resources/{path.as_posix()}" not in inside] == []


def test_the_installed_program_is_the_wheels(scripts: Path, tmp_path: Path) -> None:
    code = "import editor, editor.resources as r; print(editor.__file__); print(r.resource('marks.toml'))"
    places = run(scripts / "python", "-c", code, cwd=tmp_path).splitlines()
    assert all(Path(place).is_relative_to(scripts.parent) for place in places)
    assert places[1].endswith(str(Path("editor", "_resources", "marks.toml")))


def test_the_installed_program_takes_a_page_apart(scripts: Path, tmp_path: Path) -> None:
    raw = tmp_path / "p1.txt"
    raw.write_text(RAW, "utf-8")
    run(scripts / "chaiban", "propose", raw, "-o", tmp_path / "p1.json", cwd=tmp_path)
    assert json.loads((tmp_path / "p1.json").read_text("utf-8"))["source"]["name"] == "p1.txt"
    assert "chaiban" in run(scripts / "chaiban", "--version", cwd=tmp_path)
    assert "|" in run(scripts / "chaiban", "keys", cwd=tmp_path)

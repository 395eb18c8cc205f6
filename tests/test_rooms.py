"""The rooms of the house (design.md, section 9): imports point one way, and only gui knows Qt."""

import ast
import importlib
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import editor

PACKAGE = Path(editor.__file__).parent

MAY = {
    "core": set[str](),
    "language": {"core"},
    "reading": {"core", "language"},
    "suspects": {"core", "language"},
    "store": {"core"},
    "commands": {"core", "language", "reading", "suspects", "store"},
    "headless": {"core", "language", "reading", "suspects", "store", "commands"},
    "gui": {"core", "language", "reading", "suspects", "store", "commands"},
}
"""What each room may import besides itself and the finder of resources, which imports nothing."""


def rooms(file: Path) -> Iterator[str]:
    """The rooms that a file imports, wherever in it and for whatever purpose."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are written out"
            names = [f"{node.module}.{a.name}" for a in node.names] if node.module == "editor" else [node.module or ""]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "editor" and len(parts) > 1:
                yield parts[1]
            elif parts[0] in {"PySide6", "shiboken6"}:
                yield "Qt"


@pytest.mark.parametrize("room", MAY)
def test_imports_point_one_way(room: str) -> None:
    allowed = {room, "resources"} | MAY[room] | ({"Qt"} if room == "gui" else set[str]())
    files = list((PACKAGE / room).rglob("*.py"))
    assert files
    wrong = {(str(file.relative_to(PACKAGE)), name) for file in files for name in rooms(file) if name not in allowed}
    assert wrong == set()


def test_only_the_command_line_stands_outside_the_rooms() -> None:
    assert {p.name for p in PACKAGE.glob("*.py")} == {"__init__.py", "__main__.py", "cli.py", "resources.py"}
    assert {p.name for p in PACKAGE.iterdir() if p.is_dir() and (p / "__init__.py").exists()} == set(MAY)
    assert set(rooms(PACKAGE / "resources.py")) == set()
    top = ast.parse((PACKAGE / "cli.py").read_text("utf-8"))
    at_top = [node for node in top.body if isinstance(node, ast.ImportFrom)]
    assert not [node for node in at_top if (node.module or "").startswith("editor.gui")]


def modules() -> list[str]:
    """Every module but the window's."""
    found = pkgutil.walk_packages(editor.__path__, "editor.")
    return sorted(m.name for m in found if not m.name.startswith("editor.gui") and m.name != "editor.__main__")


def test_everything_but_the_window_imports_without_qt() -> None:
    blocked = "import sys, importlib\nsys.modules['PySide6'] = sys.modules['shiboken6'] = None\n"
    code = blocked + "".join(f"importlib.import_module({name!r})\n" for name in modules())
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_module_says_what_it_is() -> None:
    assert [name for name in modules() if not importlib.import_module(name).__doc__] == []

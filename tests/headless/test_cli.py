"""The command line as a user has it: real processes, real files."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.core.ledger import ledger
from editor.resources import resource
from editor.store.pagefile import is_proposal, read_page

RAW = """杏林渡口恢复摆渡

本报讯 杏林渡口昨天恢复摆渡，

停航两年的木船重新下水。船工

仍是六十八岁的汤守年。

撰稿 孟小棠
"""


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    path = tmp_path / "p1.txt"
    path.write_bytes(RAW.encode())
    return path


def environment(**changes: str | None) -> dict[str, str]:
    wanted: dict[str, str | None] = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", **changes}
    return {name: value for name, value in wanted.items() if value is not None}


def chaiban(*words: str | Path, **changes: str | None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "editor", *map(str, words)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment(**changes), check=False)


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    """The one line of a command that failed as it should."""
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    lines = done.stderr.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("chaiban")
    return lines[0]


BAD_FILES = {
    "empty.txt": (b"", "the file is empty"),
    "blank.txt": (b"\n \n", "nothing but white space"),
    "binary.txt": (b"\x00\x01\x02\xff" * 50, "this is no text: byte 0x00 at offset 0 (line 1)"),
    "broken.txt": ("一行\n两行".encode() + b"\xff" + "三".encode() * 9, "byte 0xFF at offset 13 (line 2) is not UTF-8"),
    "page.pdf": (b"%PDF-1.4 x", "this is a PDF file"),
    "broken.json": (b'{"format": "chaiban.page",', "not JSON"),
    "other.json": (b'{"articles": []}', "this is not a saved page of Chaiban"),
    "wrong.json": (b'{"format": "chaiban.page", "version": "1"}', "$.version: Expected int, got str"),
}


CHECK = [(("check",), name) for name in (*BAD_FILES, "missing.txt", ".")]
SAME_PATH = [
    (command, name)
    for command in ((), ("propose",), ("export", "--to", "text"))
    for name in ("broken.txt", "wrong.json", "missing.txt")
]


@pytest.mark.parametrize(("command", "name"), [*CHECK, *SAME_PATH])
def test_bad_input_is_one_line_and_exit_2(tmp_path: Path, command: tuple[str, ...], name: str) -> None:
    data, said = BAD_FILES.get(name, (None, "no such file" if name != "." else "this is a folder"))
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    done = chaiban(*command, path)
    if command == ("propose",) and name.endswith(".json"):
        said = "propose takes raw text"
    assert f"{path}: " in complaint(done)
    assert said in done.stderr
    assert done.stdout == ""
    assert data is None or path.read_bytes() == data


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("propose",), "the following arguments are required: RAW"),
        (("propose", "x", "--jobs", "0"), "expected a number from 1 on, got '0'"),
        (("check", "p1.txt", "--only", "nonsense"), "there is no kind of suspect called nonsense; there are: "),
        (("check", "p1.txt", "--profile", "nobody"), "there is no profile of that name"),
        (("check", "p1.txt", "--profile", "../x"), "a profile's name has letters"),
        (("check", "p1.txt", "--profile", "none.toml"), "none.toml: there is no such file"),
        (("export", "p1.txt"), "the following arguments are required: --to"),
        (("export", "p1.txt", "--to", "word"), "invalid choice: 'word'"),
        (("--nonsense",), "unrecognized arguments: --nonsense"),
        (("a", "b"), "unrecognized arguments: b"),
    ],
)
def test_a_wrong_call_is_one_line_and_exit_2(raw: Path, words: tuple[str, ...], said: str) -> None:
    config = str(raw.parent / "config")
    done = chaiban(*(raw if word == "p1.txt" else word for word in words), XDG_CONFIG_HOME=config)
    assert said in complaint(done)


@pytest.mark.parametrize("display", [None, ":987", "nowhere:x"])
def test_no_display_is_one_line_and_exit_2(raw: Path, display: str | None) -> None:
    none = {"WAYLAND_DISPLAY": None, "QT_QPA_PLATFORM": None, "XDG_SESSION_TYPE": None}
    assert "no display" in complaint(chaiban(raw, DISPLAY=display, **none))
    assert raw.read_bytes() == RAW.encode()


def test_complaints_are_in_the_language_of_the_locale(tmp_path: Path) -> None:
    done = chaiban("check", tmp_path / "没有.txt", LC_ALL="zh_CN.UTF-8")
    assert done.stderr == f"chaiban: {tmp_path}/没有.txt：没有这个文件\n"


def test_help_and_version_need_nothing() -> None:
    for words in (["--help"], ["--version"], ["propose", "--help"], ["check", "--help"], ["export", "--help"]):
        done = chaiban(*words)
        assert (done.returncode, done.stderr) == (0, "")
        assert "chaiban" in done.stdout


def test_propose_writes_the_same_page_to_a_file_and_to_standard_output(raw: Path) -> None:
    out = raw.parent / "out.json"
    assert chaiban("propose", raw, "-o", out).returncode == 0
    shown = chaiban("propose", raw)
    assert shown.stdout == out.read_text("utf-8")
    assert chaiban("propose", raw, "-o", "/dev/stdout").stdout == shown.stdout
    page = read_page(out)
    assert ledger(page).balanced
    assert (page.raw.text, page.raw.name) == (RAW, "p1.txt")
    assert raw.read_bytes() == RAW.encode()
    assert is_proposal(out.read_bytes())


def test_several_pages_to_standard_output_are_a_line_each(raw: Path) -> None:
    other = raw.with_name("p2.txt")
    other.write_text(RAW.replace("杏林", "柳林"), "utf-8")
    done = chaiban("propose", raw, other)
    assert [json.loads(line)["source"]["name"] for line in done.stdout.splitlines()] == ["p1.txt", "p2.txt"]


def test_inputs_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    raws: list[Path] = []
    for folder in ("1108", "1109"):
        for name in ("p1.txt", "p1.text", "p2.txt"):
            path = tmp_path / folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"{folder}{name}\n{RAW}", "utf-8")
            raws.append(path)
    raws.pop()
    out = tmp_path / "out"
    done = chaiban("propose", *raws, "-o", out, "--jobs", "2")
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "")
    assert len(list(out.iterdir())) == len(raws)
    firsts = {read_page(path).raw.lines[0].text for path in out.iterdir()}
    assert firsts == {raw.read_text("utf-8").split("\n")[0] for raw in raws}
    assert read_page(out / "p2.json").raw.lines[0].text == "1108p2.txt"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_one_bad_page_does_not_stop_the_others(raw: Path, jobs: str) -> None:
    bad = [raw.with_name("empty.txt"), raw.with_name("missing.txt")]
    bad[0].write_bytes(b"")
    last = raw.with_name("p9.txt")
    last.write_text(RAW, "utf-8")
    out = raw.parent / "out"
    done = chaiban("propose", raw, *bad, last, "-o", f"{out}/", "--jobs", jobs)
    assert done.returncode == 2
    assert sorted(done.stderr.splitlines()) == [
        f"chaiban: {bad[0]}: the file is empty",
        f"chaiban: {bad[1]}: there is no such file",
    ]
    assert sorted(path.name for path in out.iterdir()) == ["p1.json", "p9.json"]


def test_propose_overwrites_proposals_and_nothing_else(raw: Path) -> None:
    out = raw.parent / "out.json"
    for _ in range(2):
        assert chaiban("propose", raw, "-o", out).returncode == 0
    worked_on = out.read_text("utf-8").replace('"proposed": true', '"proposed": false')
    out.write_text(worked_on, "utf-8")
    assert "not overwritten without --force" in complaint(chaiban("propose", raw, "-o", out))
    assert out.read_text("utf-8") == worked_on
    assert chaiban("propose", raw, "-o", out, "--force").returncode == 0
    link = raw.with_name("link.json")
    link.symlink_to(raw)
    for target in (raw, link):
        assert "this is the raw text itself" in complaint(chaiban("propose", raw, "-o", target, "--force"))
    assert raw.read_bytes() == RAW.encode()


def test_several_pages_need_a_folder(raw: Path) -> None:
    target = raw.with_name("file")
    target.write_bytes(b"mine")
    other = raw.with_name("p2.txt")
    other.write_text(RAW, "utf-8")
    assert "several pages need a folder" in complaint(chaiban("propose", raw, other, "-o", target))
    assert target.read_bytes() == b"mine"


def test_check_says_what_is_open_and_exits_1(raw: Path) -> None:
    raw.write_text(RAW.replace("昨天", "“昨天").replace("船工", "⼈们说船工"), "utf-8")
    done = chaiban("check", raw, "--json")
    assert (done.returncode, done.stderr) == (1, "")
    suspects = json.loads(done.stdout)["suspects"]
    text = raw.read_text("utf-8")
    for suspect in suspects:
        assert list(suspect) == ["kind", "span", "reason", "choices", "confidence", "key", "alike", "state", "line"]
        start, end = suspect["span"]
        assert 0 <= start <= end <= len(text)
        assert suspect["line"] == text.count("\n", 0, start) + 1
        assert all(isinstance(choice, str) for choice in suspect["choices"])
    quotes = [s for s in suspects if text[s["span"][0] : s["span"][1]].startswith("“")]
    assert [s["state"] for s in quotes] == ["open"]
    plain = chaiban("check", raw)
    assert plain.returncode == 1
    assert f"{raw}:3: {quotes[0]['kind']}: {quotes[0]['reason']}" in plain.stdout
    only = chaiban("check", raw, "--json", "--only", quotes[0]["kind"])
    assert {s["kind"] for s in json.loads(only.stdout)["suspects"]} == {quotes[0]["kind"]}


def test_a_settled_suspect_is_not_open(raw: Path) -> None:
    raw.write_text(RAW.replace("昨天", "“昨天"), "utf-8")
    out = raw.with_suffix(".json")
    chaiban("propose", raw, "-o", out)
    found = chaiban("check", out, "--json")
    assert found.returncode == 1
    tree = json.loads(out.read_text("utf-8"))
    tree["decisions"] = [{"key": s["key"], "verdict": "ignored"} for s in json.loads(found.stdout)["suspects"]]
    out.write_text(json.dumps(tree, ensure_ascii=False), "utf-8")
    again = chaiban("check", out, "--json")
    assert again.returncode == 0
    assert [s for s in json.loads(again.stdout)["suspects"] if s["state"] == "open"] == []


def test_export_writes_to_standard_output_or_a_new_file(raw: Path) -> None:
    saved = raw.with_suffix(".json")
    chaiban("propose", raw, "-o", saved)
    text = chaiban("export", saved, "--to", "text").stdout
    assert "仍是六十八岁的汤守年。" in text
    out = raw.with_name("out.txt")
    assert chaiban("export", saved, "--to", "text", "-o", out).returncode == 0
    assert out.read_text("utf-8") == text
    assert "there is a file of that name already" in complaint(chaiban("export", saved, "--to", "text", "-o", out))
    assert "this is the raw text itself" in complaint(chaiban("export", saved, "--to", "text", "-o", saved, "--force"))


def test_keys_come_from_the_registry() -> None:
    table = json.loads(chaiban("keys", "--json").stdout)["commands"]
    assert {"id", "keys", "context", "menu", "title"} == set(table[0])
    markdown = chaiban("keys").stdout
    assert all(f"| {command['id']} " in markdown for command in table)


def test_explain_tells_every_seam(raw: Path) -> None:
    done = chaiban("propose", raw, "--explain")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert any(line.startswith("p1.txt:3: ") and "恢复摆渡， ‖ 停航两年的木船" in line for line in lines)
    assert not [line for line in lines if not line.startswith("p1.txt:")]


def test_a_reader_that_goes_away_is_no_error(raw: Path) -> None:
    command = [sys.executable, "-m", "editor", "propose", "--explain", str(raw)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.fixture
def heeded() -> Iterator[None]:
    """Processes that heed an interrupt, though these tests may be a background job of a shell, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeded")
def test_an_interrupt_is_no_traceback(raw: Path) -> None:
    raws = [raw.with_name(f"q{number}.txt") for number in range(200)]
    for path in raws:
        path.write_text(RAW, "utf-8")
    command = [sys.executable, "-m", "editor", "propose", "--jobs", "2", *map(str, raws)]
    said = raw.with_name("said")
    with (
        said.open("wb") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, env=environment()) as process,
    ):
        assert process.stdout is not None
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.stdout.read()
    assert said.read_bytes() == b""
    assert process.returncode == 130


def test_nothing_but_the_editor_needs_qt(raw: Path, tmp_path: Path) -> None:
    blocker = tmp_path / "blocked"
    (blocker / "PySide6").mkdir(parents=True)
    (blocker / "PySide6" / "__init__.py").write_text("raise ImportError('no Qt here')\n", "utf-8")
    for words in (("propose", raw), ("check", raw), ("keys",), ("check", resource("sample/yunhu.txt"))):
        done = chaiban(*words, PYTHONPATH=str(blocker))
        assert done.returncode in {0, 1}
        assert done.stderr == ""
    told = complaint(chaiban(raw, PYTHONPATH=str(blocker), QT_QPA_PLATFORM="offscreen"))
    assert "the editor cannot start: no Qt here" in told


def test_one_answer_settles_all_alike_on_many_pages(raw: Path, tmp_path: Path) -> None:
    raw.write_text(RAW.replace("昨天", "昨天發展"), "utf-8")
    pages = [tmp_path / "one.json", tmp_path / "two.json"]
    for page in pages:
        assert chaiban("propose", raw, "-o", page).returncode == 0
    found = json.loads(chaiban("check", pages[0], "--json").stdout)["suspects"]
    wrong = next(s for s in found if s["kind"] == "variants")
    told = chaiban("answer", "accept", *pages, "--kind", "variants", "--alike", wrong["alike"])
    assert (told.returncode, told.stdout.splitlines()) == (0, [f"{page}: 1" for page in pages])
    assert all("发展" in page.read_text("utf-8") for page in pages)
    assert chaiban("answer", "undo", pages[0]).stdout == f"{pages[0]}: 1\n"
    assert "发展" not in pages[0].read_text("utf-8")
    ignored = chaiban("answer", "ignore", pages[0], raw, "--kind", "variants", "--alike", wrong["alike"])
    assert (ignored.returncode, ignored.stdout) == (2, f"{pages[0]}: 1\n")
    assert ignored.stderr.count("\n") == 1
    assert not [
        s for s in json.loads(chaiban("check", pages[0], "--json").stdout)["suspects"] if s["kind"] == "variants"
    ]

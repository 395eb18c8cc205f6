"""The registry, the keymap and the texts agree: no key means two things, nothing is without a title or a hint."""

import tomllib

import pytest

from editor.commands.keymap import Keymap, is_typed, refusal, shown
from editor.commands.keysheet import lines
from editor.commands.registry import Context, commands
from editor.commands.texts import LANGUAGES, Texts
from editor.resources import resource


def test_no_key_has_two_meanings() -> None:
    assert Keymap().clashes() == []


def test_clashes_are_found() -> None:
    assert [(c.key, c.first, c.second) for c in Keymap({"story.merge": ["S"]}).clashes()] == [
        ("S", "story.split", "story.merge")
    ]
    general = Keymap({"file.save": ["F8"], "story.split": ["Ctrl+O"]}).clashes()
    assert {c.key for c in general} == {"F8", "Ctrl+O"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_says_what_it_is(language: str) -> None:
    texts = Texts(language)
    for ident in commands():
        said = texts.command(ident)
        assert said.title
        assert said.short
        assert said.help
        assert "{" not in said.title + said.short + said.help


def test_no_text_is_of_a_command_that_is_gone() -> None:
    told = tomllib.loads(resource("texts/commands.toml").read_text("utf-8"))
    stems = {f"{ident.rpartition('.')[0]}.N" for ident in commands()}
    assert [name for name in told if name not in commands() and name not in stems] == []


def test_hints_are_commands_that_work_there() -> None:
    hints: dict[str, list[str]] = tomllib.loads(resource("texts/hints.toml").read_text("utf-8"))
    for pane, idents in hints.items():
        for ident in idents:
            assert commands()[ident].context in (Context(pane), Context.ANYWHERE), ident


def test_general_and_article_keys_leave_typing_alone() -> None:
    for ident, found in commands().items():
        if found.context in (Context.ANYWHERE, Context.ARTICLE):
            assert [key for key in found.keys if is_typed(key) and key != "Esc"] == [], ident


@pytest.mark.parametrize(
    ("key", "typed"),
    [("A", True), ("Shift+A", True), ("Ctrl+A", False), ("F8", False), ("Shift+F8", False), ("Return", True)],
)
def test_keys_for_typing_are_told(key: str, typed: bool) -> None:
    assert is_typed(key) is typed


def test_refusal_names_the_holder_or_the_reason() -> None:
    keymap = Keymap()
    assert refusal("story.split", "M", keymap) == "story.merge"
    assert refusal("story.split", "Ctrl+S", keymap) == "file.save"
    assert refusal("file.save", "Q", keymap) == "typed"
    assert refusal("story.split", "Q", keymap) is None
    assert refusal("text.split", "S", keymap) == "typed"


def test_special_keys_go_before_general_ones_and_own_keys_before_defaults() -> None:
    keymap = Keymap({"story.split": ["Q"], "gone.command": ["W"]})
    assert keymap.resolve("S", Context.RAW) is None
    split = keymap.resolve("Q", Context.RAW)
    assert split is not None
    assert split.id == "story.split"
    assert keymap.resolve("Q", Context.SUSPECTS) is None
    save = keymap.resolve("Ctrl+S", Context.ARTICLE)
    assert save is not None
    assert save.id == "file.save"
    assert keymap.resolve("", Context.RAW) is None


@pytest.mark.parametrize(
    ("key", "said"),
    [("S", "s"), ("Ctrl+S", "Ctrl+S"), ("Return", "↵"), ("Alt+Up", "Alt+↑"), ("Ctrl++", "Ctrl++"), ("?", "?")],
)
def test_keys_are_shown_as_people_read_them(key: str, said: str) -> None:
    assert shown(key) == said


def test_the_key_sheet_has_every_key_once() -> None:
    table = lines(Texts("zh"), Keymap())
    assert len({(line.keys, line.context) for line in table}) == len(table)
    assert [line.keys for line in table if line.id == "assign.1"] == ["1–9"]
    assert len(table) > 80

"""The command line (design.md, section 4). Whatever goes wrong is one line on standard error and exit 2."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn

from editor import __version__
from editor.store.trouble import TroubleError

if TYPE_CHECKING:
    from editor.headless.batch import Order

# Every command imports what it needs when it is called, so that each starts quickly and only the editor needs Qt.
# ruff: noqa: PLC0415

OPEN_SUSPECTS = 1
BAD_INPUT = 2
INTERRUPTED = 130
CLOSED_PIPE = 141


class _Parser(argparse.ArgumentParser):
    """An argument parser whose complaint is one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{self.prog}: {message} (see {self.prog} --help)\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Carries out a command line and returns the exit status."""
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors=errors)
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        status = _run(words)
        if sys.stdout is not None:  # pyright: ignore[reportUnnecessaryComparison] - so it is when started without one
            sys.stdout.flush()
    except TroubleError as error:
        return _complain(error.sentence(language()))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return CLOSED_PIPE
    except OSError as error:
        return _complain(str(error))
    except Exception as error:
        if os.environ.get("CHAIBAN_DEBUG"):
            raise
        return _complain(f"internal error: {type(error).__name__}: {error} (CHAIBAN_DEBUG=1 tells more)")
    return status


def language() -> str:
    """The language of messages by the locale: "zh" or "en"."""
    said = next((v for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(name))), "")
    return "zh" if said.startswith("zh") else "en"


def _run(words: list[str]) -> int:
    if words and words[0] in _COMMANDS:
        parser = _Parser(prog=f"chaiban {words[0]}", description=_COMMANDS[words[0]].__doc__)
        return _COMMANDS[words[0]](parser, words[1:])
    return _edit(_Parser(prog="chaiban", description=_edit.__doc__, epilog=_epilog()), words)


def _epilog() -> str:
    told = "; ".join(f"chaiban {name}: {(run.__doc__ or '').splitlines()[0]}" for name, run in _COMMANDS.items())
    return f"Without a screen: {told} (each has --help)"


def _complain(sentence: str) -> int:
    print("chaiban: " + " ".join(sentence.split()), file=sys.stderr)
    return BAD_INPUT


def _edit(parser: argparse.ArgumentParser, words: list[str]) -> int:
    """Opens the editor on a page, raw text or saved; on the shipped sample page when none is named."""
    parser.add_argument("page", nargs="?", type=Path, metavar="PAGE", help="raw text or a saved page")
    parser.add_argument("--profile", metavar="NAME", help="a newspaper's profile, by name or as a .toml file")
    parser.add_argument("--version", action="version", version=f"chaiban {__version__}")
    options = parser.parse_args(words)
    from editor.headless.display import PACKAGES, require_display
    from editor.store.document import load

    if options.page is not None:
        load(options.page)
    profile = _profile_path(options.profile)
    require_display()
    try:
        from editor.gui.app import run
    except ImportError as error:
        raise TroubleError("qt", "", what=error, packages=PACKAGES) from error
    return run(options.page, profile)


def _propose(parser: argparse.ArgumentParser, words: list[str]) -> int:
    """Takes raw pages apart and writes them as saved pages.

    Without -o they go to standard output: one page as it would be saved, several as one line of JSON each, in the order
    of the arguments. With several pages, or a folder that is there or ends in a slash, -o is a folder: NAME.json each.
    """
    parser.add_argument("raw", nargs="+", type=Path, metavar="RAW")
    parser.add_argument("-o", "--out", metavar="FILE or DIR", help="where to write")
    parser.add_argument("--jobs", type=_count, default=0, metavar="N", help="processes (default: one, many for many)")
    parser.add_argument("--explain", action="store_true", help="tell why each seam and head was decided so instead")
    parser.add_argument("--profile", metavar="NAME", help="a newspaper's profile, by name or as a .toml file")
    parser.add_argument("--force", action="store_true", help="overwrite what is no proposal")
    options = parser.parse_args(words)
    from editor.headless import batch

    raws: list[Path] = list(dict.fromkeys(options.raw))
    outs = _outs(raws, options.out)
    profile = _profile_path(options.profile)
    batch.profile(profile)
    line = len(raws) > 1
    orders = [
        batch.Order(raw, out, profile, options.force, line, options.explain)
        for raw, out in zip(raws, outs, strict=True)
    ]
    return _carry_out(orders, batch.jobs_for(options.jobs, len(orders)))


def _outs(raws: Sequence[Path], out: str | None) -> Sequence[Path | None]:
    from editor.headless.batch import targets

    if out is None or out == "-":
        return [None] * len(raws)
    path = Path(out)
    if len(raws) == 1 and not path.is_dir() and not out.endswith(("/", os.sep)):
        return [path]
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise TroubleError("no_folder", path) from None
    return targets(raws, path)


def _carry_out(orders: "Sequence[Order]", jobs: int) -> int:
    from tqdm import tqdm

    from editor.headless.batch import carry_out_all

    status = 0
    hidden = len(orders) < 2 or not sys.stderr.isatty()
    with tqdm(total=len(orders), unit="page", file=sys.stderr, disable=hidden) as bar:
        for answer in carry_out_all(orders, jobs, language()):
            if answer.trouble:
                bar.clear()
                status = _complain(answer.trouble)
            _bytes_out().write(answer.data)
            _bytes_out().flush()
            bar.update()
    return status


def _check(parser: argparse.ArgumentParser, words: list[str]) -> int:
    """Lists the suspects of raw text or of a saved page; exit 1 when any is open."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help="as JSON, spans in code points of the raw text")
    parser.add_argument("--only", action="append", metavar="KIND", help="this kind of suspect alone (can be repeated)")
    parser.add_argument("--profile", metavar="NAME", help="a newspaper's profile, by name or as a .toml file")
    options = parser.parse_args(words)
    from editor.store.document import load

    opened, profile = load(options.file), _profile_path(options.profile)
    from editor.headless import checking

    report = checking.check(options.file, opened, only=options.only, profile=profile, language=language())
    _bytes_out().write((checking.as_json(report) if options.json else checking.as_lines(report)).encode())
    return OPEN_SUSPECTS if any(suspect.state == "open" for suspect in report.suspects) else 0


def _answer(parser: argparse.ArgumentParser, words: list[str]) -> int:
    """Answers all suspects alike on saved pages at once, each page in one step that can be undone."""
    parser.add_argument("verdict", choices=("accept", "ignore", "undo"))
    parser.add_argument("pages", type=Path, nargs="+", metavar="PAGE.json")
    parser.add_argument("--kind", default="", metavar="KIND", help="the suspects' kind, as check tells it")
    parser.add_argument("--alike", default="", metavar="NAME", help="the suspects' alike, as check --json tells it")
    options = parser.parse_args(words)
    if options.verdict != "undo" and not (options.kind and options.alike):
        parser.error("accept and ignore want --kind and --alike")
    from editor.headless.answering import answer

    status = 0
    for page in options.pages:
        try:
            done = answer(page, options.verdict, options.kind, options.alike)
        except TroubleError as trouble:
            status = _complain(trouble.sentence(language()))
        else:
            print(f"{page}: {done}")
    return status


def _export(parser: argparse.ArgumentParser, words: list[str]) -> int:
    """Writes the articles of a saved page in another form, or its errata list (csv)."""
    from editor.store.export import FORMS

    parser.add_argument("page", type=Path, metavar="PAGE.json")
    parser.add_argument("--to", required=True, choices=sorted(FORMS), metavar="|".join(sorted(FORMS)))
    parser.add_argument("-o", "--out", type=Path, metavar="FILE", help="where to write, instead of standard output")
    parser.add_argument("--force", action="store_true", help="overwrite the file that is there")
    options = parser.parse_args(words)
    from editor.store.atomic import digest, replace_file
    from editor.store.document import load

    page = load(options.page).page
    if page is None:
        raise TroubleError("no_page", options.page)
    data = FORMS[options.to](page).encode()
    if options.out is None:
        _bytes_out().write(data)
    else:
        replace_file(options.out, data, expected=digest(options.out) if options.force else None, raw=options.page)
    return 0


def _keys(parser: argparse.ArgumentParser, words: list[str]) -> int:
    """Prints the table of commands and keys, as Markdown."""
    parser.add_argument("--json", action="store_true", help="as JSON")
    options = parser.parse_args(words)
    from editor.headless import keytable

    _bytes_out().write((keytable.as_json() if options.json else keytable.as_markdown(language())).encode())
    return 0


_COMMANDS: dict[str, Callable[[argparse.ArgumentParser, list[str]], int]] = {
    "propose": _propose,
    "check": _check,
    "answer": _answer,
    "export": _export,
    "keys": _keys,
}


def _profile_path(name: str | None) -> Path | None:
    if name is None:
        return None
    from editor.store.profiles import find_profile

    return find_profile(name)


def _count(word: str) -> int:
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"expected a number from 1 on, got {word!r}")
    return int(word)


def _bytes_out() -> IO[bytes]:
    return sys.stdout.buffer

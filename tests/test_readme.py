"""The README says what the program says."""

import re
from pathlib import Path

from editor.headless import keytable

README = Path(__file__).resolve().parent.parent / "README.md"


def test_the_key_table_is_current() -> None:
    table = re.search(r"<!-- keys: .*? -->\n(.*?)<!-- /keys -->", README.read_text("utf-8"), re.DOTALL)
    assert table is not None
    assert table[1].strip() == keytable.as_markdown("en").strip(), "put the output of `chaiban keys` there"


def test_every_picture_is_there() -> None:
    for name in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README.read_text("utf-8")):
        assert (README.parent / name).is_file(), name

""".ci/run does what the README says, and installs nothing that the README does not name."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_ci_installs_what_the_readme_names() -> None:
    script, readme = ((ROOT / name).read_text("utf-8") for name in (".ci/run", "README.md"))
    found = re.search(r"^packages=\(\n(.*?)^\)", script, re.DOTALL | re.MULTILINE)
    assert found is not None
    packages = set(found[1].split()) - {"python3", "python3-venv"}
    assert len(packages) > 10
    assert {package for package in packages if not re.search(rf"(?<![\w-]){package}(?![\w-])", readme)} == set()


def test_ci_runs_the_readmes_test_command() -> None:
    script, readme = ((ROOT / name).read_text("utf-8") for name in (".ci/run", "README.md"))
    found = re.search(r"^## Run the tests\n+```sh\n(.*?)```", readme, re.DOTALL | re.MULTILINE)
    assert found is not None
    for step in found[1].strip().split(" && "):
        assert step.removeprefix(".venv/bin/") in script

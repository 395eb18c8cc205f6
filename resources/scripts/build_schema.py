"""Writes resources/page.schema.json, the JSON Schema of the saved page, from the code. A test holds it current."""

import json
from pathlib import Path

from editor.store.savedpage import schema


def main() -> None:
    """Writes the file beside this script's folder."""
    target = Path(__file__).resolve().parent.parent / "page.schema.json"
    target.write_text(json.dumps(schema(), indent=1, ensure_ascii=False) + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()

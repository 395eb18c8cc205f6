"""A process that works on a page until it is killed: prints a line after each step that it has done.

    worker.py PAGE FOLDER SAVE_AT

It saves after the step SAVE_AT (0: never). `step` is what the test repeats to know what must be there.
"""

import random
import sys
from pathlib import Path

from editor.core import editing, structure
from editor.core.fields import flat
from editor.core.page import Role, untaken
from editor.core.session import Session
from editor.store.document import Document


def step(session: Session, rng: random.Random) -> bool:
    """One step of work, the same for the same seed and page; whether a record was written."""
    page = session.page
    lines = [line for line in page.raw.lines if line.text.strip()]
    line = rng.choice(lines)
    article = rng.choice(page.articles).id
    text = flat(page.blocks(article))
    at = rng.randrange(len(text) + 1)
    what = rng.randrange(8)
    if what == 0:
        return session.undo() is not None
    if what == 1:
        return session.redo() is not None
    if what == 2:
        change = structure.assign(page, [(line.start, line.end)], rng.choice([None, *(a.id for a in page.articles)]))
    elif what == 3:
        change = structure.retag(page, [(line.start, line.end)], rng.choice(list(Role)))
    else:
        change = editing.edit(page, article, at, at, rng.choice(["字", "𠮷", "\n"]))
    return session.apply(change, group="typing" if what > 4 else None) is not None


def main() -> None:
    """Works without end."""
    path, folder, save_at = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    document = Document(path, untaken, folder)
    rng = random.Random(7)
    number = 0
    while True:
        written = step(document.session, rng)
        number += written
        if written and number == save_at:
            document.save()
        print(number, flush=True)


if __name__ == "__main__":
    main()

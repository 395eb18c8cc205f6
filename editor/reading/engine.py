"""Raw text in, a page taken apart out: the engine that puts all parts of this room together."""

from msgspec import Struct

from editor.core.evidence import Evidence
from editor.core.page import Page
from editor.core.raw import RawText
from editor.language import model
from editor.reading import astray, build, heads, headwork, jumpends, rejoin, sheets, stories, tails
from editor.reading.fragments import fragments
from editor.reading.labels import label
from editor.reading.layout import arranged
from editor.reading.marks import Marks, default_marks, marks_for
from editor.reading.numbering import numbered
from editor.reading.profile import Profile


class Proposal(Struct, frozen=True):
    """A page taken apart and what that rests on."""

    page: Page
    evidence: Evidence


def propose(raw: RawText, profile: Profile | None = None) -> Proposal:
    """The proposal for a file of one page or many: pure and deterministic, linear in the number of pages."""
    marks = default_marks() if profile is None else marks_for(profile)
    spans = sheets.spans(raw, marks)
    if len(spans) == 1:
        return _page(raw, marks)
    pages = [_page(RawText(raw.text[start:end]), marks) for start, end in spans]
    return Proposal(
        *sheets.joined(raw, [(start, page.page, page.evidence) for (start, _), page in zip(spans, pages, strict=True)])
    )


def _page(raw: RawText, marks: Marks) -> Proposal:
    """The proposal for one page."""
    lines = fragments(raw, marks)
    labels = label(lines, marks, model.load())
    made = astray.freed(arranged(lines, labels, marks, model.load()), model.load())
    layout = stories.decided(made, model.load())
    bodies = headwork.bodies(layout, model.load())
    ends = tails.tails(layout, bodies, model.load())
    given = heads.assign(tails.marked(headwork.head_lines(layout), ends), bodies, marks, model.load())
    longer = tails.restored(layout, given, ends)
    if longer is not layout:
        layout, bodies = longer, headwork.bodies(longer, model.load())
        given = heads.assign(headwork.head_lines(layout), bodies, marks, model.load())
    whole = rejoin.rejoined(layout, given, bodies, model.load())
    if whole is not layout:
        layout, bodies = whole, headwork.bodies(whole, model.load())
        given = heads.assign(headwork.head_lines(layout), bodies, marks, model.load())
    found = build.Found(given, jumpends.assign_jumps(layout.jumps(), bodies))
    return Proposal(*numbered(build.page(raw, layout, found), build.evidence(layout, found)))

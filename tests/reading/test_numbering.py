"""Articles are numbered in the page's order, and the evidence speaks of them by the same numbers."""

from editor.core.evidence import Evidence, HeadMatch, Reason
from editor.core.page import Article, Kind, Page
from editor.core.raw import RawText
from editor.reading.numbering import numbered


def test_page_and_evidence_are_renamed_together() -> None:
    page = Page(
        RawText("…"), (Article("a4", Kind.STORY, ()), Article("a9", Kind.PHOTO, ()), Article("a2", Kind.STORY, ()))
    )
    head = HeadMatch(
        (0, 1), "a2", 0.9, (("a4", 0.1),), (Reason("head_other_taken", 1.0, ("a4",)), Reason("w", 1.0, ("词",)))
    )
    renamed, evidence = numbered(page, Evidence((), (head,), (((0, 1), Reason("jump_placed", 1.0, ("a9",))),)))
    assert [article.id for article in renamed.articles] == ["a1", "a2", "a3"]
    assert [article.kind for article in renamed.articles] == [Kind.STORY, Kind.PHOTO, Kind.STORY]
    assert evidence.heads[0].article == "a3"
    assert evidence.heads[0].rivals == (("a1", 0.1),)
    assert [reason.args for reason in evidence.heads[0].reasons] == [("a1",), ("词",)]
    assert evidence.notes[0][1].args == ("a2",)


def test_an_empty_page_stays_empty() -> None:
    assert numbered(Page(RawText("")), Evidence()) == (Page(RawText("")), Evidence())

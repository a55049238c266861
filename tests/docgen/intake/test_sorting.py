"""Sorting pages into documents."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from docgen.intake.identify import PageRead
from docgen.intake.known import PagePlace
from docgen.intake.sorting import FileFindings, PageSet, sort_pages
from registry.codes import PageCode
from registry.labels import DocumentState
from tests.docgen.intake.papers import FIRST, KEYS, SECOND, THIRD, code, lookup


def reads(*codes: PageCode | None) -> list[PageRead]:
    """Pages of a file with these codes, None for a page without."""
    return [
        PageRead(file_page=page, codes=(each,) if each is not None else ()) for page, each in enumerate(codes, start=1)
    ]


def sort(pages: Sequence[PageRead], **known: object) -> FileFindings:
    """Sort against a registry that knows three documents of two pages."""
    return sort_pages(pages, lookup(FIRST, SECOND, THIRD, **known), KEYS.get, name="scan.pdf")  # type: ignore[arg-type]


def states(findings: FileFindings) -> dict[str, PageSet]:
    """The state of each document."""
    return {document.code: document.state for document in findings.documents}


def test_three_documents_shuffled_one_page_missing() -> None:
    """Two documents are complete, one waits for its page, each with its pages of the file."""
    findings = sort(reads(code(THIRD, 2), code(FIRST, 1), code(SECOND, 2), code(FIRST, 2), code(SECOND, 1)))
    assert states(findings) == {THIRD: PageSet.MISSING, FIRST: PageSet.COMPLETE, SECOND: PageSet.COMPLETE}
    third, first, second = findings.documents
    assert (dict(first.pages), dict(second.pages)) == ({1: 2, 2: 4}, {1: 5, 2: 3})
    assert third.missing == (1,)
    (problem,) = findings.problems
    assert problem.code == "pages-missing" and "thiếu trang 1" in problem.message and not problem.is_error


def test_a_late_page_completes_its_document() -> None:
    """With page 2 received earlier, page 1 alone completes the document."""
    findings = sort(reads(code(FIRST, 1)), have={2: PagePlace(sha256="ab", file_page=7)})
    (document,) = findings.documents
    assert (document.state, dict(document.pages), document.problems) == (PageSet.COMPLETE, {1: 1}, ())


def test_the_same_page_twice_is_for_a_person() -> None:
    """A page that lies twice in the file is doubled; the other document in it is complete."""
    findings = sort(reads(code(FIRST, 1), code(FIRST, 2), code(FIRST, 2), code(SECOND, 1), code(SECOND, 2)))
    assert states(findings) == {FIRST: PageSet.DOUBLED, SECOND: PageSet.COMPLETE}
    (problem,) = findings.problems
    assert (problem.code, problem.place.page) == ("page-doubled", 3)


def test_a_page_received_before_is_for_a_person() -> None:
    """A page that another file brought earlier, and that cannot be compared with it, is doubled, too."""
    findings = sort(reads(code(FIRST, 1), code(FIRST, 2)), have={2: PagePlace(sha256="ab", file_page=1)})
    assert states(findings) == {FIRST: PageSet.DOUBLED}
    assert [problem.code for problem in findings.problems] == ["page-received-before"]


@pytest.mark.parametrize(
    ("forged", "reason"),
    [
        (code(FIRST, 2, key=b"a stranger's key"), "Dấu kiểm"),
        (code(FIRST, 2, generation=2), "khóa đời 2"),
        (code(FIRST, 2, pages=3), "3 trang"),
        (PageCode(document=FIRST, page=2, pages=2, tag=code(FIRST, 1).tag), "Dấu kiểm"),
        (PageCode(document=FIRST, page=2, pages=2, tag=code(SECOND, 2).tag), "Dấu kiểm"),
    ],
    ids=["other key", "unknown generation", "other page count", "tag of another page", "tag of another document"],
)
def test_a_forged_page_is_never_filed(forged: PageCode, reason: str) -> None:
    """A code we did not make is set aside, and its document with it; the other document is not touched."""
    findings = sort(reads(code(FIRST, 1), forged, code(SECOND, 1), code(SECOND, 2)))
    assert states(findings) == {FIRST: PageSet.FORGED, SECOND: PageSet.COMPLETE}
    (stray,) = findings.forged
    assert (stray.file_page, stray.problem.code) == (2, "page-forged")
    assert reason in stray.problem.message


def test_every_changed_sign_of_a_tag_is_a_forgery() -> None:
    """No single other sign in the tag passes."""
    good = code(FIRST, 1)
    for position, sign in enumerate(good.tag):
        tag = good.tag[:position] + ("A" if sign != "A" else "B") + good.tag[position + 1 :]
        findings = sort(reads(PageCode(document=FIRST, page=1, pages=2, tag=tag)))
        assert states(findings) == {FIRST: PageSet.FORGED}


def test_pages_of_nobody_wait_with_a_hint() -> None:
    """A page without a code and one of an unknown document are foreign; the page before them is named as a hint."""
    findings = sort(reads(None, code(FIRST, 1), None, code("000000FF", 1), code(FIRST, 2)))
    assert states(findings) == {FIRST: PageSet.COMPLETE}
    assert [(page.file_page, page.after, page.problem.code) for page in findings.foreign] == [
        (1, None, "page-without-code"),
        (3, FIRST, "page-without-code"),
        (4, FIRST, "page-unknown-document"),
    ]


def test_foreign_barcodes_are_listed_harmlessly() -> None:
    """The text of a foreign barcode is shown with its tricks spelled out."""
    findings = sort([PageRead(file_page=1, foreign=("\u202eabc",))])
    assert "\\u202eabc" in findings.foreign[0].problem.message


def test_two_codes_on_one_page_are_for_a_person() -> None:
    """A page with two different codes of ours belongs to nobody until a person says so."""
    findings = sort([PageRead(file_page=1, codes=(code(FIRST, 1), code(SECOND, 1)))])
    assert findings.documents == ()
    assert findings.foreign[0].problem.code == "page-two-codes"


def test_an_unreadable_page_hinders_no_other() -> None:
    """A page that could not be looked at is set aside with its reason."""
    findings = sort([*reads(code(FIRST, 1), code(FIRST, 2)), PageRead(file_page=3, fault="Trang quá lớn.")])
    assert states(findings) == {FIRST: PageSet.COMPLETE}
    assert findings.foreign[0].problem.message == "Trang quá lớn."


@pytest.mark.parametrize("state", [DocumentState.REPLACED, DocumentState.RECALLED, DocumentState.WITHDRAWN])
def test_pages_of_an_outdated_paper_are_for_a_person(state: DocumentState) -> None:
    """Genuine pages of a replaced, recalled or withdrawn paper are not filed."""
    findings = sort(reads(code(FIRST, 1), code(FIRST, 2)), state=state)
    assert states(findings) == {FIRST: PageSet.OUTDATED}
    assert state.label in findings.problems[0].message

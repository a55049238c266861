"""What the look at pages means for a document, in sentences a person can act on."""

from __future__ import annotations

from docgen.intake.comparing import PageLook
from docgen.intake.findings import look_problems
from docgen.intake.sorting import DocumentFindings, PageSet
from docgen.media.comparison import Box, Change, Suspicion
from registry.problems import Problem

CLEAN = PageLook(is_compared=True)
SIGNED = PageLook(is_compared=True, signed=("Nông Văn Thử",))


def change(left: float, top: float, ink: float = 3.0, kind: Change = Change.REPLACED) -> Suspicion:
    """A change at a place, in millimetres."""
    return Suspicion(box=Box(left=left, top=top, right=left + 9, bottom=top + 6), change=kind, ink=ink)


def problems(*looks: PageLook | None, earlier: dict[int, PageLook] | None = None) -> tuple[Problem, ...]:
    """What is said of a two-page document whose pages are pages 5 and 6 of a file, those after the first `earlier`."""
    pages = {page: page + 4 for page in (1, 2) if page not in (earlier or {})}
    found = DocumentFindings(code="0000000A", pages=pages, state=PageSet.COMPLETE)
    return look_problems(
        found, dict(enumerate(looks, start=5)), earlier=earlier or {}, title="Quyết định số 1", pages=2, name="a.pdf"
    )


def test_signed_pages_as_printed_are_fine() -> None:
    """A document whose pages are as printed and signed has no problem."""
    assert problems(SIGNED, CLEAN) == ()


def test_a_changed_page_is_named_with_its_place() -> None:
    """The page of the file, the page of the document and the place in millimetres are told."""
    (problem,) = problems(SIGNED, PageLook(is_compared=True, changes=(change(112.4, 67.2),)))
    assert (problem.code, problem.place.page, problem.is_error) == ("page-altered", 6, True)
    assert "trang 2" in problem.message
    assert "cách mép trái 112 mm, mép trên 67 mm" in problem.message


def test_many_changes_are_counted() -> None:
    """Three places are named, the largest ones, and the rest is counted."""
    changes = (change(10, 10, 0.9), *(change(50, top, 5) for top in (90, 80, 70)), change(20, 20, 0.8))
    (problem,) = problems(SIGNED, PageLook(is_compared=True, changes=changes))
    assert "mép trên 10 mm" not in problem.message
    assert problem.message.index("mép trên 70 mm") < problem.message.index("mép trên 90 mm")
    assert "và 2 chỗ khác" in problem.message


def test_changes_side_by_side_are_one_place() -> None:
    """The words of one pasted name, and the strokes between them, are told once, with their left end."""
    name = (change(50, 60), change(71, 60), change(61, 61, 1, Change.ADDED))
    (problem,) = problems(SIGNED, PageLook(is_compared=True, changes=name))
    assert problem.message.count("cách mép trái") == 1
    assert "cách mép trái 50 mm, mép trên 60 mm (chữ khác bản in)" in problem.message


def test_each_kind_of_change_is_told_apart() -> None:
    """Added ink, vanished print and other words have sentences of their own."""
    said = [problems(SIGNED, PageLook(is_compared=True, changes=(change(1, 1, 1, kind),)))[0] for kind in Change]
    assert len({problem.message for problem in said}) == len(Change)


def test_an_empty_room_is_a_missing_signature() -> None:
    """Every signatory whose room is empty is named; the other one does not help."""
    (problem,) = problems(PageLook(is_compared=True, signed=("A",), unsigned=("Bế Thị Nháp",)), CLEAN)
    assert (problem.code, problem.place.page) == ("page-unsigned", 5)
    assert "Bế Thị Nháp" in problem.message


def test_a_page_that_could_not_be_compared_waits() -> None:
    """No print, or a scan that cannot be laid on it, is told and never passed over."""
    for look in (None, PageLook(is_compared=False)):
        (problem,) = problems(SIGNED, look)
        assert (problem.code, problem.place.page) == ("page-not-compared", 6)


def test_a_document_without_any_signing_place_waits() -> None:
    """When all pages are there and none shows where to sign, nobody knows whether it is signed."""
    (problem,) = problems(CLEAN, CLEAN)
    assert problem.code == "signing-place-unknown"


def test_36_a_document_in_two_files_is_judged_as_one() -> None:
    """Its signing place may be on the page that came before; when no page shows one, a person looks."""
    assert problems(CLEAN, earlier={2: SIGNED}) == ()
    (problem,) = problems(CLEAN, earlier={2: CLEAN})
    assert problem.code == "signing-place-unknown"

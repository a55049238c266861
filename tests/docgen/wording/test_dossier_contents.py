"""Mục lục văn bản says every paper with its pages and counts them exactly."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from docgen.authoring.dossier_contents import HEADINGS
from docgen.wording.dossier_contents import (
    COLUMNS,
    closing_lines,
    contents_rows,
    dossier_contents_context,
    dossier_lines,
)
from registry.dossier_facts import Retention, SharedPaper
from registry.labels import DocumentState, DossierState, Regime, RetentionStart
from tests.support.dossier_facts import dossier, dossier_paper


def test_page_and_wording_have_the_same_columns() -> None:
    """this test ensures that builder and wording, which share nothing, name the same seven columns."""
    assert HEADINGS == COLUMNS


def test_req_06_each_paper_stands_on_its_pages() -> None:
    """Requirement 6: pages are counted on from paper to paper, and the sum is exact."""
    rows = contents_rows(dossier())
    assert [row[5] for row in rows] == ["01-02", "03-05", "06"]
    assert rows[0][:5] == ("01", "05-QĐ/HU", "05/02/2021", "Quyết định giao việc đột phá năm 2021", "Huyện ủy Mẫu")
    assert closing_lines(dossier()) == [
        "Hồ sơ này có 03 (ba) văn bản, 06 (sáu) trang, công việc kết thúc ngày\u00a031/12/2021."
    ]


def test_req_06_one_page_more_changes_list_and_sum() -> None:
    """Requirement 6: the broken twin, a page too many in one paper moves all pages after it and the sum."""
    papers = (dossier_paper(pages=3), *dossier().papers[1:])
    wrong = dossier(papers=papers, documents=None, pages=None)
    assert [row[5] for row in contents_rows(wrong)] == ["01-03", "04-06", "07"]
    assert "07 (bảy) trang" in closing_lines(wrong)[0]


def test_what_is_not_known_is_not_counted() -> None:
    """this test ensures that pages nobody counted leave the places after them open, and the sum says so."""
    papers = (dossier_paper(), dossier_paper(ordinal=2, pages=None), dossier_paper(ordinal=3, pages=1))
    open_one = dossier(papers=papers, documents=None, pages=None, state=DossierState.OPEN, ended_on=None)
    assert [row[5] for row in contents_rows(open_one)] == ["01-02", "", ""]
    assert closing_lines(open_one) == [
        "Hồ sơ đang lập, đến nay có 03 (ba) văn bản, 03 (ba) trang, chưa kể 01 văn bản chưa đếm trang."
    ]


def test_papers_of_several_people_are_named_with_their_place_and_not_counted() -> None:
    """this test ensures that a decision for everybody is told at the end of each person's list, outside the sum."""
    paper = SharedPaper(
        document="4F2E3D4C",
        type_name="Quyết định",
        number_text="01-QĐ/HU",
        dated=dt.date(2021, 2, 5),
        subject="Giao việc đột phá",
        state=DocumentState.RECALLED,
        dossier="H49.64.2021.02",
    )
    lines = dossier_contents_context(dossier(shared=(paper,)))["closing_lines"]
    assert lines == [
        *closing_lines(dossier()),
        "Xem thêm, lưu ở hồ sơ khác: Quyết định số 01-QĐ/HU, ngày\u00a005/02/2021 (hồ sơ H49.64.2021.02; "
        f"{DocumentState.RECALLED.label}).",
    ]


@pytest.mark.parametrize(
    ("state", "note"),
    [
        (DocumentState.FILED, ""),
        (DocumentState.NUMBERED, "chưa có bản ký"),
        (DocumentState.REPLACED, "đã bị thay thế"),
        (DocumentState.RECALLED, "đã thu hồi"),
    ],
)
def test_what_became_of_a_paper_is_noted(state: DocumentState, note: str) -> None:
    """this test ensures that a paper out of force or without its signed copy is told as such."""
    assert contents_rows(dossier(papers=(dossier_paper(state=state),)))[0][6] == note


@pytest.mark.parametrize("regime", list(Regime))
def test_req_08_the_list_is_headed_as_the_dossier_was_opened(regime: Regime) -> None:
    """Requirement 8: the head comes from the dossier, not from what the office is called now."""
    context = dossier_contents_context(dossier(regime))
    assert context["document_code"] == "H49.64.2021.01"
    assert " ".join(context["issuer_lines"]) == dossier(regime).body.upper()  # type: ignore[call-overload]


def test_for_ever_is_said() -> None:
    """this test ensures that a dossier without end says so."""
    kept = Retention(years=None, start=RetentionStart.WORK_ENDED, rule="", basis="")
    assert dossier_lines(replace(dossier(), retention=kept)) == [
        "Mã hồ sơ: H49.64.2021.01",
        "Thời hạn lưu trữ: Vĩnh viễn",
    ]

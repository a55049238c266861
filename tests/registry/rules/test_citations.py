"""Citations read from the bases of papers, and what is wrong with them."""

from __future__ import annotations

import datetime as dt

import pytest

from registry.problems import Severity
from registry.rules.citations import Citation, Known, check_citations, citations_in
from registry.rulesets import shipped_instruments

DAY = dt.date(2026, 6, 1)
KNOWN = (
    Known(
        issuer="Bộ Chính trị",
        type_name="Quy định",
        number_text="366-QĐ/TW",
        dated=dt.date(2025, 8, 30),
    ),
    Known(issuer="UBND tỉnh Bắc Giang", type_name="Kế hoạch", number_text="116/KH-UBND", dated=dt.date(2016, 10, 20)),
    Known(
        issuer="UBND thành phố Hải Phòng", type_name="Kế hoạch", number_text="116/KH-UBND", dated=dt.date(2016, 1, 25)
    ),
    Known(
        issuer="Chính phủ",
        type_name="Nghị định",
        number_text="335/2025/NĐ-CP",
        dated=dt.date(2025, 12, 21),
        effective_from=dt.date(2026, 1, 1),
    ),
    Known(
        issuer="Tỉnh ủy",
        type_name="Quyết định",
        number_text="12-QĐ/TU",
        dated=dt.date(2020, 2, 1),
        effective_to=dt.date(2025, 12, 31),
        replaced_by="34-QĐ/TU",
    ),
    Known(issuer="Tỉnh ủy", type_name="Quy định", number_text="12-QĐ/TU", dated=dt.date(2021, 3, 1)),
)


def codes(text: str, on: dt.date = DAY) -> list[str]:
    """Codes of what is wrong with a text."""
    return [verdict.code for verdict in check_citations([text], KNOWN, on=on)]


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        (
            "Căn cứ Quy định số 366-QĐ/TW, ngày 30/8/2025 của Bộ Chính trị về kiểm điểm",
            Citation(number_text="366-QĐ/TW", type_name="Quy định", dated=dt.date(2025, 8, 30), issuer="Bộ Chính trị"),
        ),
        (
            "Nghị định 335/2025/NĐ-CP ngày 21 tháng 12 năm 2025 của Chính phủ quy định về đánh giá;",
            Citation(
                number_text="335/2025/NĐ-CP", type_name="Nghị định", dated=dt.date(2025, 12, 21), issuer="Chính phủ"
            ),
        ),
        ("Luật số 72/2025/QH15", Citation(number_text="72/2025/QH15", type_name="Luật")),
        ("số 05 - QĐ/HU", Citation(number_text="05-QĐ/HU")),
        ("Công văn số 3743/SNV–CCVC", Citation(number_text="3743/SNV-CCVC", type_name="Công văn")),
        ("Nghị quyết 1676/NQ-UBTVQH15", Citation(number_text="1676/NQ-UBTVQH15", type_name="Nghị quyết")),
    ],
)
def test_a_citation_is_read(text: str, citation: Citation) -> None:
    """This test ensures that number, type, date and issuer are read as papers write them."""
    assert citations_in(text) == (citation,)


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết Đại hội đại biểu Đảng bộ huyện lần thứ III, nhiệm kỳ 2020-2025",
        "ngày 05/02/2021, đạt 388/400 thôn, 2.101/2.000 đảng viên, 12,5 ha",
        "Điều 5, khoản 2; tháng 10-12/2026; giai đoạn 2021–2025",
        "",
    ],
)
def test_dates_ratios_and_congresses_are_no_citations(text: str) -> None:
    """This test ensures that what has no number and symbol of an instrument is not taken for one."""
    assert citations_in(text) == ()


def test_several_citations_keep_their_own_dates() -> None:
    """This test ensures that a date belongs to the number before it."""
    found = citations_in("Quy định 12-QĐ/TU ngày 01/3/2021 và Kế hoạch số 116/KH-UBND của UBND tỉnh Bắc Giang")
    assert [(each.number_text, each.dated) for each in found] == [
        ("12-QĐ/TU", dt.date(2021, 3, 1)),
        ("116/KH-UBND", None),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Quy định số 366-QĐ/TW ngày 30/8/2025 của Bộ Chính trị", None),
        ("Quy định số 366-QĐ/TW ngày 30/8/2024 của Bộ Chính trị", "instrument-date"),
        ("Quy định số 366-QĐ/TU ngày 30/8/2025", "unknown-instrument"),
        ("Quy định số 999-QC/HU", "unlisted-instrument"),
        ("Kế hoạch số 116/KH-UBND của UBND tỉnh Bắc Giang", None),
        ("Kế hoạch số 116/KH-UBND của UBND tỉnh Yên Bái", "instrument-of-another"),
        ("Quyết định số 12-QĐ/TU của Tỉnh ủy", "instrument-expired"),
        ("Quy định số 12-QĐ/TU của Tỉnh ủy", None),
    ],
)
def test_issuer_type_number_and_date_are_the_key(text: str, code: str | None) -> None:
    """This test ensures that each slip has its own code, and what is right has none."""
    assert codes(text) == ([code] if code else [])


def test_the_day_of_the_paper_decides() -> None:
    """This test ensures that one citation is right, too early or expired by the day, and only expiry stops a paper."""
    decree = "Nghị định số 335/2025/NĐ-CP ngày 21/12/2025 của Chính phủ"
    assert codes(decree, dt.date(2025, 12, 25)) == ["instrument-not-yet"]
    assert codes(decree, dt.date(2026, 1, 1)) == []
    ended = "Quyết định số 12-QĐ/TU ngày 01/02/2020"
    assert codes(ended, dt.date(2025, 12, 31)) == []
    (verdict,) = check_citations([ended, ended], KNOWN, on=dt.date(2026, 1, 1))
    assert verdict.severity is Severity.ERROR
    assert "34-QĐ/TU" in verdict.message


def test_the_shipped_instruments_hold_together() -> None:
    """This test ensures that every replacement is listed, nothing ends before it begins, and no key stands twice."""
    shipped = shipped_instruments()
    numbers = {each.number_text for each in shipped}
    assert {each.replaced_by for each in shipped if each.replaced_by} <= numbers
    assert all(
        each.effective_to > (each.effective_from or each.dated)  # type: ignore[operator]
        for each in shipped
        if each.effective_to and (each.effective_from or each.dated)
    )
    keys = [(each.issuer, each.type_name, each.number_text, each.dated) for each in shipped]
    assert len(keys) == len(set(keys))


def test_slips_of_real_papers_are_found() -> None:
    """This test ensures that the wrong citations seen in a real system are told by the shipped list alone (P14)."""
    texts = (
        "Công văn số 3743/SNC-CCVC ngày 22/5/2026",
        "Quy định số 366-QĐ/TW ngày 30/8/2024",
        "Nghị định số 335/2025/NĐ-CP ngày 31/12/2025",
        "Quy định số 66-QĐ/TW ngày 06/02/2017",
    )
    found = check_citations(texts, shipped_instruments(), on=dt.date(2026, 6, 15))
    assert [verdict.code for verdict in found] == [
        "unknown-instrument",
        "instrument-date",
        "instrument-date",
        "instrument-expired",
    ]
    assert found[0].near[0].number_text == "3743/SNV-CCVC"

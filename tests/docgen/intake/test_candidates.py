"""Which papers a file may be."""

from __future__ import annotations

from docgen.intake.candidates import Traits, best_candidates


def paper(code: str, number: str, recipient: str, *, date: str = "05/02/2021", is_awaited: bool = False) -> Traits:
    """A decision."""
    return Traits(
        code=code, title=f"Quyết định {code}", number=number, recipient=recipient, date=date, is_awaited=is_awaited
    )


PAPERS = (
    paper("0000000A", "05-QĐ/HU", "Lò Thị Mẫu"),
    paper("0000000B", "15-QĐ/HU", "Nông Văn Thử", is_awaited=True),
    paper("0000000C", "25-QĐ/HU", "Lý Văn Kiểm", date="06/02/2021", is_awaited=True),
    paper("0000000D", "", "Hà Thị Nháp", date=""),
)


def found(*texts: str, named: frozenset[str] = frozenset()) -> list[str]:
    """Codes of the candidates, best first."""
    return [candidate.document for candidate in best_candidates(texts, named, PAPERS)]


def test_the_strongest_sign_comes_first() -> None:
    """this test ensures that a code outweighs a number, a number a name, a name a date, with and without accents."""
    text = "So 15-QD/HU, ngày 05 tháng 02 năm 2021; đồng chí LÒ THỊ MẪU"
    assert found(text) == ["0000000B", "0000000A"]
    assert found(text, named=frozenset({"0000000C"})) == ["0000000C", "0000000B", "0000000A"]
    assert found("quet Ha Thi Nhap.pdf") == ["0000000D"]


def test_a_number_inside_another_is_no_sign() -> None:
    """this test ensures that 5 is not found in 15, and that each candidate says why."""
    (best,) = best_candidates(("Số 25-QĐ/HU",), (), PAPERS)
    assert (best.document, best.reasons) == ("0000000C", ("có số 25-QĐ/HU",))


def test_without_any_sign_the_awaited_papers_are_shown() -> None:
    """this test ensures that a scan without words still gives a person something to choose from."""
    assert found("scan0001.pdf") == ["0000000B", "0000000C"]
    assert best_candidates((), (), ()) == ()


def test_three_are_enough() -> None:
    """this test ensures that more than three are not shown."""
    assert len(found("ngày 05/02/2021 và 06/02/2021, 05-QĐ/HU, 15-QĐ/HU, Hà Thị Nháp")) == 3

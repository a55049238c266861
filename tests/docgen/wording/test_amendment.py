"""The words of a decision that changes assigned tasks."""

from __future__ import annotations

from docgen.wording.amendment import amendment_context
from docgen.wording.figures import UNKNOWN
from docgen.wording.numbered import numbered
from registry.change_facts import AmendmentFacts
from registry.labels import AmendmentKind, Regime
from tests.support import facts


def _plain(value: object) -> str:
    return str(value).replace("\u00a0", " ")


def _rows(told: AmendmentFacts) -> list[dict[str, object]]:
    rows = amendment_context(told)["lines"]
    assert isinstance(rows, list)
    return rows


def test_the_counts_are_those_of_the_annex() -> None:
    """Điều 1 counts as many tasks as the annex has lines, kind by kind (I2); one less is one less in both."""
    whole = facts.amendment()
    context = amendment_context(whole)
    assert _plain(context["task_counts"]) == "03 việc đột phá, đổi mới"
    assert _plain(context["kind_counts"]) == "điều chỉnh nội dung 01 việc, tạm dừng 01 việc, chuyển giao 01 việc"
    less = facts.replace(whole, changes=whole.changes[:2])
    assert len(_rows(less)) == 2
    assert _plain(amendment_context(less)["kind_counts"]) == "điều chỉnh nội dung 01 việc, tạm dừng 01 việc"


def test_old_and_new_stand_side_by_side() -> None:
    """Each kind of change says what was and what is now; a reason begins like a sentence."""
    rows = [(_plain(row["before"]), _plain(row["after"])) for row in _rows(facts.amendment())]
    assert rows[0] == ("Thời hạn: 30/11/2021", "Thời hạn: Quý I/2022")
    assert rows[1][0] == "Đang thực hiện"
    assert rows[1][1].startswith("Tạm dừng")
    assert rows[2][0] == "Người thực hiện: đồng chí Ma Văn Đạt, Huyện ủy viên, Bí thư Đảng ủy xã Yên Phú"
    assert rows[2][1].endswith("Phó Bí thư Đảng ủy xã Yên Phú; kết quả đang có: đã xong 02 trong 05 chi bộ")
    assert _rows(facts.amendment())[0]["reason"] == "Chờ hướng dẫn của cấp trên"


def test_every_kind_of_change_is_told() -> None:
    """No kind is without words, and several fields of one task stand in their order; an empty one is unknown."""
    whole = facts.amendment()
    for kind in set(AmendmentKind) - {AmendmentKind.CHANGE, AmendmentKind.TRANSFER}:
        (row,) = _rows(facts.replace(whole, changes=(facts.replace(whole.changes[1], kind=kind),)))
        assert row["before"]
        assert row["after"]
    both = {"deadline_text": "31/12/2021", "target": ""}
    (row,) = _rows(facts.replace(whole, changes=(facts.replace(whole.changes[0], after=both),)))
    assert row["after"] == f"Chỉ tiêu, kết quả cần đạt: {UNKNOWN}; thời hạn: 31/12/2021"


def test_one_person_is_named_and_several_are_meant_by_their_decision() -> None:
    """The subject names the one assignee, else the decision; then each line of the annex names whose task it is."""
    whole = facts.amendment()
    assert _plain(amendment_context(whole)["subject_lines"]) == (
        "['về việc điều chỉnh việc đột phá, đổi mới đã giao cho đồng chí Ma Văn Đạt']"
    )
    other = facts.replace(whole.changes[1], official=facts.party_official(7, name="Lý Văn Khác"))
    several = facts.replace(whole, changes=(whole.changes[0], other))
    assert "đã giao tại Quyết định số 127-QĐ/HU" in _plain(amendment_context(several)["subject_lines"])
    assert _plain(_rows(several)[1]["title"]).endswith("(đồng chí Lý Văn Khác)")
    assert "(" not in str(_rows(whole)[1]["title"])


def test_a_transfer_is_handed_over() -> None:
    """Điều 2 says who hands over to whom; without a transfer it says nothing of it."""
    whole = facts.amendment(Regime.STATE)
    told = _plain(amendment_context(whole)["handover"])
    assert told == (
        "Ông Phạm Quốc Tường bàn giao cho ông Lò Thị Kế hồ sơ, kết quả đang thực hiện trong 15 ngày kể từ ngày ký"
    )
    assert amendment_context(facts.replace(whole, changes=whole.changes[:2]))["handover"] == ""


def test_filling_the_blanks_gives_the_numbered_paper() -> None:
    """A stored draft with number and date filled in says what a paper made anew would say, in both regimes."""
    for regime in Regime:
        told = facts.amendment(regime)
        assert told.number is not None
        assert told.dated is not None
        draft = amendment_context(facts.replace(told, number=None, dated=None), on=told.dated)
        assert numbered(draft, told.number, told.dated) == amendment_context(told)

"""The cases of the source, each by its id: what people get wrong, and what the rule must answer in each regime."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from docgen.house_style import Verdict, check

from .letters import party_letter, state_letter
from .papers import Parts, drawn_rule, p, party_decision, r, state_decision

DATA = tomllib.loads(Path(__file__).with_name("cases.toml").read_text("utf-8"))["case"]
COUNT = 46
BOTH = {"both": ("state", "party")}
Change = tuple[str, ...]  # right words, words of the case, and the part they stand in when it is not the text
STATE, PARTY = state_decision(), party_decision()
NUMBER, DATE = {"state": "Số: 08/QĐ-UBND", "party": "Số 58-QĐ/ĐU"}, "Sông Xanh, ngày 08 tháng 01 năm 2026"
MOTTO = r("Độc lập - Tự do - Hạnh phúc", "b")
MOTTO_RULED = MOTTO + "</w:p>" + drawn_rule(3428, 5631).removesuffix("</w:p>")
STATE_BASE, PARTY_BASE = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025", "Căn cứ Điều lệ Đảng"
DECREE = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"
SPACING = ('w:line="380" w:lineRule="exact"', 'w:line="276" w:lineRule="auto"')
INDENT = 'exact"/><w:ind w:firstLine="567"'
PAGE = '<w:p><w:fldSimple w:instr="PAGE"/></w:p>'


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One paper that shows a case: the right one, and what is put into it."""

    paper: Parts
    changes: tuple[Change, ...]
    rule: str = ""  # another one than the case names


def _put(paper: Parts, *changes: Change) -> Trial:
    return Trial(paper=paper, changes=changes)


def _named(paper: Parts, right: str, wrong: str) -> Trial:
    return Trial(paper=paper, changes=((right, wrong),))


TRIALS: dict[str, tuple[Trial, ...]] = {
    "TC-01 state": (_named(STATE, DATE, "Hưng Yên, ngày 28 tháng 2 năm 2026"),),
    "TC-02 state": (_named(STATE, DATE, "Nam Định, ngày 5 tháng 8 năm 2026"),),
    "TC-03 state": (_named(STATE, DATE, "Tiền Giang, ngày 05 tháng 07 năm 2026"),),
    "TC-04 state": (_named(STATE, DATE, "Tiền Giang, ngày 05 tháng 7 năm 2026"),),
    "TC-05 state": (_named(STATE, DATE, "Hà Nội ngày 05 tháng 01 năm 2026"),),
    "TC-05 party": (_named(PARTY, "Suối Mẫu, ngày 08 tháng 6 năm 2026", "Hà Nội ngày 05 tháng 01 năm 2026"),),
    "TC-07 state": (_named(STATE, NUMBER["state"], "Số: 7/QĐ-UBND"),),
    "TC-08 state": (_named(STATE, NUMBER["state"], "Số 07/QĐ-UBND"),),
    "TC-09 state": (_named(STATE, NUMBER["state"], "Số: 07-QĐ/UBND"),),
    "TC-11 state": (_named(STATE, NUMBER["state"], "Số: 07/QĐ - UBND"),),
    "TC-13 party": (_named(PARTY, NUMBER["party"], "Số: 01-BC/CB"),),
    "TC-14 party": (_named(PARTY, NUMBER["party"], "Số 01/BC-CB"),),
    "TC-15 party": (_named(PARTY, NUMBER["party"], "Số 01 - BC/CB"),),
    "TC-16 party": (_put(PARTY, (r("QUYẾT ĐỊNH", "b", 32), r("QUY ĐỊNH", "b", 32)), ("58-QĐ/ĐU", "399-QĐ/TW")),),
    "TC-17 party": (_named(PARTY, NUMBER["party"], "Số 12-QĐi/ĐU"),),
    "TC-19 state": (_named(STATE, "Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc"),),
    "TC-20 state": (_named(STATE, "Độc lập - Tự do - Hạnh phúc", "Độc Lập - Tự Do - Hạnh Phúc"),),
    "TC-22 state": (_named(STATE, MOTTO_RULED, r("Độc lập - Tự do - Hạnh phúc", "bu")),),
    "TC-24 party": (
        _named(PARTY, "ĐẢNG BỘ TỈNH SÔNG XANH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        _named(PARTY, r("ĐẢNG CỘNG SẢN VIỆT NAM", "b", 30), r("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "b", 26)),
    ),
    "TC-25 party": (
        _named(PARTY, 'preserve">*<', 'preserve">________<'),
        _named(PARTY, p(r("*")), drawn_rule(2000, 4300)),
    ),
    "TC-26 party": (_named(PARTY, drawn_rule(4133, 5055), ""),),
    "TC-28 party": (_named(party_letter(), "về việc đính chính", "V/v đôn đốc rà soát hồ sơ"),),
    "TC-29 state": (_named(state_letter(), "V/v đính chính", "Về việc nâng bậc lương"),),
    "TC-30 state": (_named(STATE, f"{STATE_BASE};", f"{DECREE},"),),
    "TC-32 party": (
        _named(PARTY, r(f"- {PARTY_BASE} Cộng sản Việt Nam;"), r(f"{PARTY_BASE} Cộng sản Việt Nam;", "i")),
        _named(PARTY, r(f"- {PARTY_BASE} Cộng sản Việt Nam;"), r(f"- {PARTY_BASE} Cộng sản Việt Nam;", "i")),
    ),
    "TC-33 state": (_named(STATE, STATE_BASE, "Căn cứ Nghị định 30/2020/NĐ-CP"),),
    "TC-33 party": (_named(PARTY, PARTY_BASE, "Căn cứ Nghị định 30/2020/NĐ-CP; Điều lệ Đảng"),),
    "TC-34 state": (_named(STATE, r("Điều 1.", "b"), r("Điều 1: Giao nhiệm vụ", "b")),),
    "TC-36 state": (
        _named(STATE, r("Điều 2.", "b"), r("1.1. ")),
        _named(STATE, r("Điều 2.", "b"), r("1.1.1. ")),
    ),
    "TC-36 party": (_named(PARTY, r("Điều 2.", "b"), r("1.1. ")),),
    "TC-37 state": (_named(STATE, "Quyết định này./.", "Quyết định này."),),
    "TC-38 party": (_named(PARTY, "căn cứ Quyết định thi hành.", "căn cứ Quyết định thi hành./."),),
    "TC-39 party": (
        _named(PARTY, INDENT, 'exact"/><w:ind w:firstLine="720"'),
        _named(PARTY, INDENT, 'exact"/><w:ind w:firstLine="0"'),
    ),
    "TC-40 party": (_named(PARTY, *SPACING),),
    "TC-41 state": (_named(STATE, r("CHỦ TỊCH", "b"), r("T/M ỦY BAN NHÂN DÂN", "b")),),
    "TC-42 state": (
        _named(STATE, r("CHỦ TỊCH", "b"), r("TM. ỦY BAN NHÂN DÂN", "b") + "<w:r><w:br/></w:r>" + r("CHỦ TỊCH", "b")),
    ),
    "TC-44 party": (_named(PARTY, "T/M BAN THƯỜNG VỤ", "TM. BAN THƯỜNG VỤ"),),
    "TC-46 party": (_named(PARTY, r("BÍ THƯ"), r("PHÓ BÍ THƯ TỈNH ỦY")),),
    "TC-47 party": (_named(PARTY, r("BÍ THƯ"), r("BÍ THƯ", "b")),),
    "TC-49 state": (_named(STATE, "Lò Văn Thử", "TS. Nguyễn Văn A"),),
    "TC-49 party": (_named(PARTY, "Triệu Thị Mẫu", "TS. Nguyễn Văn A"),),
    "TC-50 state": (_named(STATE, "- Lưu: VT, NC.", "- Lưu VT."),),
    "TC-51 state": (_named(STATE, "- Như Điều 3;", "- Như trên;"),),
    "TC-52 state": (_named(STATE, p(r("QUYẾT ĐỊNH:", "b")), p(r("Kính gửi: Sở Nội vụ")) + p(r("QUYẾT ĐỊNH:", "b"))),),
    "TC-54 party": (_named(PARTY, "- Lưu Văn phòng.", "- Lưu: VT, VPTU."),),
    "TC-55 party": (_named(PARTY, r("Nơi nhận:", "u"), r("Nơi nhận:", "bi", 24)),),
    "TC-56 state": (_named(STATE, r("Phụ lục", "b"), r("Phụ lục 1", "b")),),
    "TC-59 state": (_put(STATE, ("Vàng A Mẫu thực hiện", "Đảng uỷ"), ("Vàng A Mẫu báo cáo", "Đảng ủy")),),
    "TC-59 party": (_put(PARTY, ("Giao đồng chí", "Giao Đảng uỷ"), ("Đồng chí Nông Thị Thử căn", "Đảng ủy căn")),),
    "TC-61 party": (
        _named(
            PARTY, f"- {PARTY_BASE} Cộng sản Việt Nam;", "- Căn cứ Quy định số 66-QĐ/TW, ngày 06 tháng 02 năm 2017;"
        ),
    ),
} | {
    f"TC-58 {regime}": (
        Trial(paper=paper, changes=(("<w:p/>", PAGE, "footer"),)),
        Trial(paper=paper, changes=(("<w:p/>", PAGE, "first_header"),), rule="PG-08"),
    )
    for regime, paper in (("state", STATE), ("party", PARTY))
}  # fmt: skip
RUNS = [(f"{case['id']} {regime}", case) for case in DATA for regime in BOTH.get(case["regime"], (case["regime"],))]


@pytest.mark.parametrize(("run", "case"), RUNS, ids=[run for run, _ in RUNS])
def test_a_case_gives_its_verdict(run: str, case: dict[str, str]) -> None:
    """This test ensures that each case is run in its regimes and answers as it says; an id not run fails."""
    for trial in TRIALS[run]:
        paper = trial.paper
        rule = trial.rule or case["rule"]
        assert check(paper.docx()).of(rule)[0].verdict is not Verdict.FAIL
        for right, wrong, *part in trial.changes:
            paper = paper.twin(right, wrong, part=part[0] if part else "document")
        assert case["input"].startswith("[") or case["input"] in paper.document
        ruleset = "ND30" if run.endswith("state") else "HD05"
        assert check(paper.docx(), ruleset=ruleset, mode="issued").of(rule)[0].verdict.value == case["verdict"]


def test_every_case_is_run() -> None:
    """This test ensures that the data holds all cases of the source once, and that no trial stands without its case."""
    names = [case["id"] for case in DATA]
    assert len(set(names)) == len(names) == COUNT
    assert {run for run, _ in RUNS} == set(TRIALS)

"""Fictional facts for tests: builders with sensible defaults, short and long; no real person stands here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from registry.change_facts import (
    AmendmentFacts,
    CorrectionFacts,
    DecisionAboutFacts,
    RecallFacts,
    Slip,
    TaskChange,
)
from registry.facts import (
    Campaign,
    DecisionFacts,
    Issuer,
    Official,
    Reference,
    SelfAssessmentFacts,
    Signatory,
    TaskLine,
)
from registry.labels import AmendmentKind, Horizon, Regime

TERM_PERIOD = "2021 - 2025"
PARTY_DATE = dt.date(2021, 2, 5)
STATE_DATE = dt.date(2017, 1, 9)
LONG_TITLE = (
    "Chỉ đạo rà soát, sắp xếp lại các điểm trường lẻ, nhà văn hóa thôn và trụ sở dôi dư sau sáp nhập để bố trí thành "
    "trung tâm học tập cộng đồng, bảo đảm mỗi thôn có ít nhất một điểm sinh hoạt đủ điều kiện tổ chức hội họp, đọc "
    "sách, truy cập mạng và hướng dẫn người dân sử dụng dịch vụ công trực tuyến mức độ cao"
)

PARTY_ISSUER = Issuer(
    regime=Regime.PARTY,
    superior="Đảng bộ tỉnh Tuyên Quang",
    body="Huyện ủy Hàm Yên",
    authority="Ban Thường vụ Huyện ủy",
    authority_in_text="Ban Thường vụ Huyện ủy Hàm Yên",
    symbol="HU",
    place="Hàm Yên",
    filing="Lưu Văn phòng Huyện ủy",
)
STATE_ISSUER = Issuer(
    regime=Regime.STATE,
    superior="",
    body="Ủy ban nhân dân tỉnh Bắc Giang",
    authority="Chủ tịch Ủy ban nhân dân tỉnh Bắc Giang",
    authority_in_text="Chủ tịch Ủy ban nhân dân tỉnh Bắc Giang",
    symbol="UBND",
    place="Bắc Giang",
    filing="Lưu: VT, NC",
    is_collective=False,
)
PARTY_SIGNATORY = Signatory(name="Quan Thế Hưởng", authority="T/M BAN THƯỜNG VỤ", position="PHÓ BÍ THƯ")
STATE_SIGNATORY = Signatory(name="Lục Văn Khánh", authority="", position="CHỦ TỊCH")
PARTY_CAMPAIGN = Campaign(
    task_word="việc đột phá, đổi mới",
    counter="việc",
    year=2021,
    term=TERM_PERIOD,
    standing_body="Ban Tổ chức Huyện ủy",
    progress_period="hằng quý",
    self_assessment_due="15/12 hằng năm",
)
STATE_CAMPAIGN = Campaign(
    task_word="nhiệm vụ trọng tâm",
    counter="nhiệm vụ",
    year=2017,
    standing_body="Sở Nội vụ",
    progress_period="hằng quý",
    self_assessment_due="04/12/2017",
)
PARTY_BASES = (
    "Căn cứ Điều lệ Đảng Cộng sản Việt Nam",
    "Căn cứ Nghị quyết Đại hội đại biểu Đảng bộ huyện Hàm Yên lần thứ XXI, nhiệm kỳ 2020 - 2025",
    "Căn cứ Quy chế làm việc số 01-QC/HU, ngày 25/8/2020 của Ban Chấp hành Đảng bộ huyện khóa XXI",
    "Căn cứ Kết luận số 46-KL/HU, ngày 29/01/2021 của Ban Thường vụ Huyện ủy về nội dung việc đột phá, đổi mới của "
    "cán bộ diện Ban Thường vụ Huyện ủy quản lý",
    "Xét đề nghị của Ban Tổ chức Huyện ủy tại Tờ trình số 18-TTr/BTCHU, ngày 01/02/2021",
)
LAW_OF_2015 = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015"
LAW_OF_2025 = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"
STATE_BASES = (
    LAW_OF_2015,
    "Căn cứ Quyết định số 41/2016/QĐ-UBND ngày 15 tháng 7 năm 2016 của Ủy ban nhân dân tỉnh ban hành Quy chế làm "
    "việc của Ủy ban nhân dân tỉnh",
    "Căn cứ Kế hoạch số 116/KH-UBND ngày 05 tháng 9 năm 2016 của Ủy ban nhân dân tỉnh về đổi mới phong cách, lề lối "
    "làm việc",
    "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 04 tháng 01 năm 2017",
)
PARTY_EXECUTORS = ("Văn phòng", "Ban Tổ chức", "Ủy ban Kiểm tra Huyện ủy", "Đảng ủy xã Yên Phú")
STATE_EXECUTORS = ("Chánh Văn phòng Ủy ban nhân dân tỉnh", "Giám đốc Sở Nội vụ", "Thủ trưởng các cơ quan liên quan")


def party_official(number: int = 1, **changes: Any) -> Official:
    """An official of the Party office; the second one has a very long post."""
    official = Official(
        code=f"CB-{number:03d}",
        name="Ma Văn Đạt",
        address="đồng chí",
        post="Huyện ủy viên, Bí thư Đảng ủy xã Yên Phú",
        unit="Đảng ủy xã Yên Phú",
        birth_date=dt.date(1975, 8, 14),
    )
    return replace(official, **changes)


def state_official(number: int = 1, **changes: Any) -> Official:
    """An official of the State office."""
    official = Official(
        code=f"CB-{number:03d}",
        name="Phạm Quốc Tường",
        address="ông",
        post="Giám đốc Sở Tài chính",
        unit="Sở Tài chính",
        birth_date=dt.date(1970, 1, 9),
    )
    return replace(official, **changes)


LONG_OFFICIAL = party_official(
    2,
    name="Nguyễn Hoàng Phương Thảo Nguyên",
    post="Ủy viên Ban Thường vụ Huyện ủy, Trưởng Ban Tuyên giáo Huyện ủy kiêm Giám đốc Trung tâm Bồi dưỡng chính trị "
    "huyện, Chủ tịch Hội đồng phối hợp phổ biến giáo dục pháp luật",
)


def task(number: int = 1, horizon: Horizon = Horizon.YEAR, *, year: int = 2021, **changes: Any) -> TaskLine:
    """One task with short texts."""
    is_term = horizon is Horizon.TERM
    line = TaskLine(
        code=f"NV-{year}-{number:03d}",
        horizon=horizon,
        period=TERM_PERIOD if is_term else str(year),
        title="Nâng cao chất lượng sinh hoạt chi bộ ở các thôn trên địa bàn xã Yên Phú"
        if is_term
        else "Hoàn thành tiêu chí môi trường và an toàn thực phẩm trong xây dựng nông thôn mới",
        target="Từ 60% lên 90% số chi bộ sinh hoạt đạt loại tốt"
        if is_term
        else "Đạt tiêu chí, được cấp có thẩm quyền công nhận",
        product="Hướng dẫn; bảng chấm điểm hằng tháng" if is_term else "Bản cam kết của các hộ; biên bản thẩm tra",
        deadline=dt.date(2025, 11, 28) if is_term else dt.date(year, 11, 30),
        deadline_text="28/11/2025" if is_term else f"30/11/{year}",
        supervisor="Trưởng Ban Tổ chức Huyện ủy" if is_term else "Phó Chủ tịch UBND huyện",
    )
    return replace(line, **changes)


def tasks(number: int, *, year: int = 2021, with_term: bool = True, **changes: Any) -> tuple[TaskLine, ...]:
    """`number` tasks, every other one for the term."""
    horizons = [Horizon.TERM if with_term and at % 2 else Horizon.YEAR for at in range(1, number + 1)]
    return tuple(task(at, horizon, year=year, **changes) for at, horizon in enumerate(horizons, 1))


def party_decision(lines: Sequence[TaskLine] | None = None, **changes: Any) -> DecisionFacts:
    """A numbered Party decision with one term task and one year task."""
    facts = DecisionFacts(
        document="7A3C91E2",
        issuer=PARTY_ISSUER,
        signatory=PARTY_SIGNATORY,
        year=2021,
        number=127,
        dated=PARTY_DATE,
        bases=PARTY_BASES,
        recipients=("Ban Thường vụ Tỉnh ủy (để báo cáo)", "Thường trực Huyện ủy"),
        campaign=PARTY_CAMPAIGN,
        official=party_official(),
        lines=tuple(lines if lines is not None else tasks(2)),
        executors=PARTY_EXECUTORS,
    )
    return replace(facts, **changes)


def state_decision(lines: Sequence[TaskLine] | None = None, **changes: Any) -> DecisionFacts:
    """A numbered State decision of the Chairman in his own power with three year tasks."""
    facts = DecisionFacts(
        document="5B1D20C4",
        issuer=STATE_ISSUER,
        signatory=STATE_SIGNATORY,
        year=2017,
        number=8,
        dated=STATE_DATE,
        bases=STATE_BASES,
        recipients=("Thường trực Tỉnh ủy (để báo cáo)", "Chủ tịch, các Phó Chủ tịch UBND tỉnh"),
        campaign=STATE_CAMPAIGN,
        official=state_official(),
        lines=tuple(lines if lines is not None else tasks(3, year=2017, with_term=False)),
        executors=STATE_EXECUTORS,
    )
    return replace(facts, **changes)


def of_day(told: Any, day: dt.date) -> Any:
    """The same facts dated `day`; the law they rest on is the one of that day."""
    law = LAW_OF_2025 if day >= dt.date(2025, 6, 16) else LAW_OF_2015
    bases = {"bases": tuple(law if each == LAW_OF_2015 else each for each in told.bases)} if told.bases else {}
    return replace(told, dated=day, year=day.year, **bases)


def decision_reference(regime: Regime = Regime.PARTY) -> Reference:
    """The decision a form or a notice goes back to."""
    if regime is Regime.PARTY:
        return Reference(
            kind="Quyết định", number_text="127-QĐ/HU", dated=PARTY_DATE, authority="Ban Thường vụ Huyện ủy"
        )
    return Reference(
        kind="Quyết định", number_text="08/QĐ-UBND", dated=STATE_DATE, authority=STATE_ISSUER.authority_in_text
    )


DECISION_SUBJECTS = {
    Regime.PARTY: "về việc giao việc đột phá, đổi mới cho đồng chí Ma Văn Đạt giai đoạn 2021 - 2025 và năm 2021",
    Regime.STATE: "Về việc giao nhiệm vụ trọng tâm năm 2017 đối với ông Phạm Quốc Tường",
}


def recall(regime: Regime = Regime.PARTY, **changes: Any) -> RecallFacts:
    """A numbered decision that recalls the decision of `decision_reference`."""
    decision = party_decision() if regime is Regime.PARTY else state_decision()
    facts = RecallFacts(
        document="6C7D8E9F",
        issuer=decision.issuer,
        signatory=decision.signatory,
        year=decision.year,
        number=131 if regime is Regime.PARTY else 12,
        dated=dt.date(decision.year, 2, 18),
        bases=decision.bases[:-1],
        recipients=decision.recipients,
        campaign=decision.campaign,
        about=decision_reference(regime),
        about_subject=DECISION_SUBJECTS[regime],
        executors=decision.executors,
        people=(decision.official,),
        reason="giao nhầm người thực hiện",
        ends_tasks=True,
    )
    return replace(facts, **changes)


def amendment(regime: Regime = Regime.PARTY, **changes: Any) -> AmendmentFacts:
    """A numbered decision that moves a deadline, suspends one task and transfers another."""
    recalled = recall(regime)
    suspended = TaskChange(
        kind=AmendmentKind.SUSPEND,
        official=recalled.people[0],
        title=task().title,
        before={},
        after={},
        reason="chờ hướng dẫn của cấp trên",
    )
    successor = replace(
        recalled.people[0],
        code="CB-009",
        name="Lò Thị Kế",
        post="Phó Bí thư Đảng ủy xã Yên Phú" if regime is Regime.PARTY else "Phó Giám đốc Sở Tài chính",
    )
    facts = AmendmentFacts(
        **{field.name: getattr(recalled, field.name) for field in fields(DecisionAboutFacts)},
        changes=(
            replace(
                suspended,
                kind=AmendmentKind.CHANGE,
                before={"deadline_text": "30/11/2021"},
                after={"deadline_text": "Quý I/2022"},
            ),
            suspended,
            replace(
                suspended,
                kind=AmendmentKind.TRANSFER,
                reason="chuyển công tác",
                successor=successor,
                partial="đã xong 02 trong 05 chi bộ",
            ),
        ),
    )
    return replace(facts, people=(*facts.people, successor), **changes)


def correction(regime: Regime = Regime.PARTY, **changes: Any) -> CorrectionFacts:
    """A numbered công văn that corrects one slip of the decision of `decision_reference`."""
    decision = party_decision() if regime is Regime.PARTY else state_decision()
    who = f"{decision.official.address} {decision.official.name}, {decision.official.post}"
    facts = CorrectionFacts(
        document="0A1B2C3D",
        issuer=replace(decision.issuer, drafter="NC"),
        signatory=decision.signatory,
        year=decision.year,
        number=33,
        dated=dt.date(decision.year, 2, 18),
        recipients=decision.recipients,
        about=decision_reference(regime),
        about_subject=DECISION_SUBJECTS[regime],
        slips=(Slip(where="Điều 1, dòng thứ hai", wrong="theo phụ lục", right="theo Phụ lục"),),
        reason="lỗi đánh máy",
        addressees=(who, "Văn phòng, Ban Tổ chức, Ủy ban Kiểm tra Huyện ủy")
        if regime is Regime.PARTY
        else (who, "Chánh Văn phòng Ủy ban nhân dân tỉnh", "Giám đốc Sở Nội vụ"),
    )
    return replace(facts, **changes)


def self_assessment(regime: Regime = Regime.PARTY, lines: Sequence[TaskLine] | None = None) -> SelfAssessmentFacts:
    """A form for two tasks."""
    is_party = regime is Regime.PARTY
    return SelfAssessmentFacts(
        document="1F2E3D4C",
        issuer=PARTY_ISSUER if is_party else STATE_ISSUER,
        campaign=PARTY_CAMPAIGN if is_party else STATE_CAMPAIGN,
        official=party_official() if is_party else state_official(),
        decision=decision_reference(regime),
        lines=tuple(lines if lines is not None else tasks(2, year=2021 if is_party else 2017, with_term=is_party)),
        year=2021 if is_party else 2017,
        check="F1.ABCDEFGHIJKLMNOP",
    )

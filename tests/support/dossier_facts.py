"""A fictional hồ sơ for tests: one decision, one form and one notice of one person."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from registry.dossier_facts import Dossier, DossierPaper, HandOver, Retention
from registry.facts import Issuer
from registry.labels import DocumentKind, DocumentState, DossierKind, DossierState, Regime, RetentionStart

AT = "2021-02-05T08:00:00.000+07:00"


def dossier_paper(**changes: Any) -> DossierPaper:
    """A filed decision of two pages."""
    paper = DossierPaper(
        ordinal=1,
        document="1F2E3D4C",
        sha256=None,
        kind=DocumentKind.DECISION,
        state=DocumentState.FILED,
        type_name="Quyết định",
        number_text="05-QĐ/HU",
        dated=dt.date(2021, 2, 5),
        subject="Giao việc đột phá năm 2021",
        author="Huyện ủy Mẫu",
        pages=2,
        object_id="urn:vn:P01:uuid:1",
        note="",
        added_at=AT,
    )
    return replace(paper, **changes)


def later_papers() -> tuple[DossierPaper, ...]:
    """What follows the decision in a dossier: the form of three pages and the notice of one."""
    form = dossier_paper(
        ordinal=2,
        document="2F2E3D4C",
        kind=DocumentKind.SELF_ASSESSMENT,
        type_name="Bản tự đánh giá",
        number_text="",
        dated=dt.date(2021, 12, 10),
        subject="tự đánh giá kết quả năm 2021",
        author="Nông Văn Thử",
        pages=3,
    )
    notice = dossier_paper(
        ordinal=3,
        document="3F2E3D4C",
        kind=DocumentKind.RESULT_NOTICE,
        type_name="Thông báo",
        number_text="07-TB/HU",
        dated=dt.date(2021, 12, 20),
        subject="Kết quả thực hiện năm 2021",
        pages=1,
    )
    return form, notice


def dossier(regime: Regime = Regime.PARTY, **changes: Any) -> Dossier:
    """A closed dossier of three papers on six pages."""
    made = Dossier(
        code="H49.64.2021.01",
        object_id="urn:vn:P01:uuid:9",
        agency="H49.64",
        fonds="P01",
        body="Huyện ủy Mẫu" if regime is Regime.PARTY else "Ủy ban nhân dân tỉnh Mẫu",
        regime=regime,
        formed_in=2021,
        number=1,
        kind=DossierKind.PERSON,
        year=2021,
        person="CB-001",
        person_name="Nông Văn Thử",
        title="Giao và đánh giá kết quả thực hiện việc đột phá năm 2021 của đồng chí Nông Văn Thử",
        state=DossierState.CLOSED,
        access="02",
        retention=Retention(years=20, start=RetentionStart.WORK_ENDED, rule="giao-viec-ca-nhan", basis="đề xuất"),
        opened_at=AT,
        ended_on=dt.date(2021, 12, 31),
        closed_at="2022-01-10T08:00:00.000+07:00",
        closed_by="văn thư",
        documents=3,
        pages=6,
        due_on=dt.date(2041, 12, 31),
        handed_over_on=None,
        handed_over_to="",
        reason="xong việc",
        papers=(dossier_paper(), *later_papers()),
    )
    return replace(made, **changes)


def hand_over(regime: Regime = Regime.PARTY, **changes: Any) -> HandOver:
    """Two dossiers handed over to the archive of the province, one of them for ever."""
    kept = Retention(years=None, start=RetentionStart.WORK_ENDED, rule="so", basis="đề xuất")
    body = dossier(regime).body
    made = HandOver(
        code="H49.64.2022.03.01",
        issuer=Issuer(
            regime=regime,
            superior="Đảng bộ tỉnh Mẫu" if regime is Regime.PARTY else "",
            body=body,
            authority=body,
            authority_in_text=body,
            symbol="HU" if regime is Regime.PARTY else "UBND",
            place="Mẫu",
            filing="",
        ),
        receiver="Lưu trữ lịch sử tỉnh Mẫu",
        on=dt.date(2022, 3, 1),
        dossiers=(dossier(regime), dossier(regime, code="H49.64.2021.02", title="Sổ năm 2021", retention=kept)),
        files=7,
        packages=(("1_uuid-6F0D2C1E-2F0A-4C52-9A55-0D6FCA2B9E11.zip", "ab" * 32),),
    )
    return replace(made, **changes)

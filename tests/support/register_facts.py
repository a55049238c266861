"""A fictional register of outgoing papers for tests: given, kept and void numbers, papers sent and not sent."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from registry.facts import RegisterBookFacts, RegisterRow
from registry.labels import Regime
from tests.support.facts import PARTY_DATE, PARTY_ISSUER, STATE_DATE, STATE_ISSUER

PEOPLE = ("Ma Văn Đạt", "Nguyễn Thị Thanh Hương", "Hoàng Đức Long", "Lý Thị Minh Phương Thảo")


def register_row(number: int = 1, regime: Regime = Regime.PARTY, **changes: Any) -> RegisterRow:
    """The row of an issued decision."""
    is_party = regime is Regime.PARTY
    who = PEOPLE[number % len(PEOPLE)]
    party = f"về việc giao việc đột phá, đổi mới cho đồng chí {who} giai đoạn 2021 - 2025 và năm 2021"
    state = f"về việc giao nhiệm vụ trọng tâm năm 2017 đối với ông {who}"
    row = RegisterRow(
        number_text=f"{number:02d}-QĐ/HU" if is_party else f"{number:02d}/QĐ-UBND",
        dated=PARTY_DATE if is_party else STATE_DATE,
        subject=f"Quyết định {party if is_party else state}",
        signatory="Quan Thế Mẫu" if is_party else "Lương Quang Mẫu",
        position="T/M BAN THƯỜNG VỤ, PHÓ BÍ THƯ" if is_party else "CHỦ TỊCH",
        recipients=f"Như Điều {3 if is_party else 4}; Thường trực {'Huyện ủy' if is_party else 'Tỉnh ủy (để báo cáo)'}",
        kept_by="Văn phòng Huyện ủy" if is_party else "VT, NC",
        copies=4,
        handed_on=(PARTY_DATE if is_party else STATE_DATE) + dt.timedelta(days=1),
        received_by=who,
        note="",
    )
    return replace(row, **changes)


def bare_row(number: int, regime: Regime, note: str) -> RegisterRow:
    """The row of a number without a paper."""
    text = f"{number:02d}-QĐ/HU" if regime is Regime.PARTY else f"{number:02d}"
    empty = {"subject": "", "signatory": "", "position": "", "recipients": "", "kept_by": "", "received_by": ""}
    return register_row(number, regime, number_text=text, dated=None, copies=None, handed_on=None, note=note, **empty)


def register_book(regime: Regime = Regime.PARTY, rows: int = 6, **changes: Any) -> RegisterBookFacts:
    """A book with `rows` papers, one of them not sent yet, then a void number and a kept one."""
    is_party = regime is Regime.PARTY
    given = [register_row(number, regime) for number in range(1, rows + 1)]
    given[-1] = replace(given[-1], handed_on=None, received_by="", copies=None)
    book = RegisterBookFacts(
        document="5A6B7C8D",
        issuer=PARTY_ISSUER if is_party else STATE_ISSUER,
        register="party/HU/QĐ/2020-2025" if is_party else "state/UBND/2017",
        type_name="Quyết định" if is_party else "",
        period="2020-2025" if is_party else "2017",
        year=None,
        volume=1,
        rows=(
            *given,
            bare_row(rows + 1, regime, "hủy số ngày 05/02/2021 (văn thư): in hỏng"),
            bare_row(rows + 2, regime, "giữ số ngày 05/02/2021 (văn thư), cho Ban Tổ chức: họp đột xuất"),
        ),
    )
    return replace(book, **changes)

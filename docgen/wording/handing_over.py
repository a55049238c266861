"""The words of mục lục hồ sơ nộp lưu and biên bản giao nhận: dossiers row by row, counts, packages with their digests.

Knows what each regime calls things and which instruments it goes by; who represents a side is left to be written by
hand, for the program does not know it.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections import Counter
from collections.abc import Sequence

from docgen.wording.blocks import Context, bases_lines, flowing, issuer_block, place_date, title_block
from docgen.wording.figures import date_in_figures, unbroken
from registry.dossier_facts import Dossier, HandOver
from registry.labels import Regime
from registry.vietnamese import long_date, number_in_words

COLUMNS = ("number", "code", "title", "time", "period", "pages", "note")
_PERIOD = {Regime.PARTY: "Thời hạn bảo quản", Regime.STATE: "Thời hạn lưu trữ"}
_LAW_2024_FROM = dt.date(2025, 7, 1)  # Luật Lưu trữ 2024 and TT 05/2025 come into force
_DECREE_30_FROM = dt.date(2020, 3, 5)
_PARTY_GUIDE = (
    "Căn cứ Hướng dẫn số 17-HD/VPTW, ngày 16/12/2016 của Văn phòng Trung ương Đảng về lập hồ sơ và nộp lưu hồ sơ, "
    "tài liệu vào Lưu trữ cơ quan"
)
_LAW_2024 = "Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024"
_LAW_2011 = "Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011"
_DECREE_30 = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"
_CIRCULAR_05 = {
    Regime.PARTY: "Căn cứ Thông tư số 05/2025/TT-BNV, ngày 14/5/2025 của Bộ Nội vụ về tài liệu lưu trữ số",
    Regime.STATE: "Căn cứ Thông tư số 05/2025/TT-BNV ngày 14 tháng 5 năm 2025 của Bộ Nội vụ về tài liệu lưu trữ số",
}
_GROUP = 16
_DOTS = "." * 30
_NOBODY = "................................"


class HandOverSheet(enum.StrEnum):
    """Printed papers of a hand-over that are no documents of the register; the value is the kind of their template."""

    LIST = "handover_list"
    MINUTES = "handover_minutes"


def hand_over_list_context(facts: HandOver) -> Context:
    """The context of mục lục hồ sơ nộp lưu."""
    return {
        **_head(facts),
        **title_block(flowing([_year_words(facts.dossiers)])),
        "place_date": place_date(facts.issuer, facts.on, facts.on.year),
        "hand_over_lines": [f"Bên giao: {facts.issuer.body}", f"Bên nhận: {facts.receiver or _NOBODY}"],
        "period_heading": _PERIOD[facts.issuer.regime],
        "rows": [dict(zip(COLUMNS, _cells(n, each), strict=True)) for n, each in enumerate(facts.dossiers, start=1)],
        "closing_line": _counts(facts.dossiers),
    }


def hand_over_minutes_context(facts: HandOver) -> Context:
    """The context of biên bản giao nhận."""
    regime = facts.issuer.regime
    return {
        **_head(facts),
        **title_block(flowing(["Giao nhận hồ sơ, tài liệu"])),
        "place_date": place_date(facts.issuer, facts.on, facts.on.year),
        "bases": _bases(regime, facts.on),
        "opening": _opening(facts),
        "giver": facts.issuer.body,
        "giver_lines": [_represented(regime)],
        "receiver": facts.receiver or _NOBODY,
        "receiver_lines": [_represented(regime)],
        "fonds": f"phông {', '.join(dict.fromkeys(each.fonds for each in facts.dossiers))}, {facts.issuer.body}",
        "time": _time(facts.dossiers),
        "counts": _count_lines(facts),
        "condition": facts.condition or "đầy đủ, nguyên vẹn theo mã băm",
        "packages": [{"file": name, "digest": _spaced(sha256)} for name, sha256 in facts.packages],
        "end": "." if regime is Regime.PARTY else "./.",
    }


def _head(facts: HandOver) -> Context:
    code = facts.code
    return {
        "document_code": code,
        **issuer_block(facts.issuer),
        "number_line": "",
        "receiver_name": "",
        "giver_name": "",
    }


def _bases(regime: Regime, on: dt.date) -> list[str]:
    """The instruments of the day: an act is not headed by a law that came later."""
    is_new = on >= _LAW_2024_FROM
    if regime is Regime.PARTY:
        named = [_PARTY_GUIDE]
    else:
        named = [_LAW_2024 if is_new else _LAW_2011, *([_DECREE_30] if on >= _DECREE_30_FROM else [])]
    return bases_lines([*named, *([_CIRCULAR_05[regime]] if is_new else [])], regime, on)


def _opening(facts: HandOver) -> str:
    return f"Hôm nay, {unbroken(long_date(facts.on))}, tại {facts.issuer.place}, chúng tôi gồm:"


def _represented(regime: Regime) -> str:
    whom = "đồng chí" if regime is Regime.PARTY else "ông (bà)"
    return f"Đại diện: {whom} {_DOTS}, chức vụ: {_DOTS}"


def _year_words(dossiers: Sequence[Dossier]) -> str:
    years = sorted({each.formed_in for each in dossiers})
    return f"Hồ sơ hình thành năm {years[0]}" + (f" - {years[-1]}" if len(years) > 1 else "")


def _cells(number: int, dossier: Dossier) -> tuple[str, ...]:
    held = "; ".join(f"giữ lại: {reason}" for reason in dossier.hold_reasons)
    return (
        f"{number:02d}",
        dossier.code,
        dossier.title,
        _time([dossier]),
        dossier.retention.label,
        f"{dossier.page_count:02d}",
        held,
    )


def _time(dossiers: Sequence[Dossier]) -> str:
    """From the first paper to the last."""
    first = min((each.began_on for each in dossiers if each.began_on), default=None)
    last = max((each.last_on for each in dossiers if each.last_on), default=None)
    if first is None or last is None:
        return ""
    return date_in_figures(first) if first == last else f"{date_in_figures(first)} - {date_in_figures(last)}"


def _counts(dossiers: Sequence[Dossier]) -> str:
    periods = Counter("vĩnh viễn" if each.retention.years is None else "có thời hạn" for each in dossiers)
    kept = ", ".join(f"{count:02d} hồ sơ lưu {period}" for period, count in sorted(periods.items(), reverse=True))
    return f"Mục lục này có {_in_words(len(dossiers))} hồ sơ, trong đó {kept}."


def _count_lines(facts: HandOver) -> list[str]:
    documents = sum(each.document_count for each in facts.dossiers)
    pages = sum(each.page_count for each in facts.dossiers)
    return [
        f"Tổng số hồ sơ: {_in_words(len(facts.dossiers))}",
        f"Tổng số văn bản: {_in_words(documents)}, {_in_words(pages)} trang",
        f"Tổng số tệp tin trong hồ sơ: {_in_words(facts.files)}",
    ]


def _in_words(number: int) -> str:
    return f"{number:02d} ({number_in_words(number)})"


def _spaced(sha256: str) -> str:
    """A digest in groups, so that two people can compare it."""
    return " ".join(sha256[at : at + _GROUP] for at in range(0, len(sha256), _GROUP))

"""The communes of Sông Lô through two rearrangements (nghiep-vu §4.2), as the sheets of a workbook.

17 units in 2022, 14 before 01/7/2025, then five communes, one of which reaches beyond the former district. The bodies
are real; the day of the first rearrangement only serves the example.
"""

from __future__ import annotations

from tests.support.frame_workbook import Row

LAST_OF_17, LAST_DAY, FIRST_DAY = "31/12/2024", "30/06/2025", "01/07/2025"
AFTER_17 = "01/01/2025"
NEW = {  # code of the commune of 2025 -> its name, and the units of the 14 (or beyond) it comes from
    "TS-2025": ("Xã Tam Sơn", ("Thị trấn Tam Sơn", "Xã Đồng Quế", "Xã Tân Lập")),
    "SL-2025": ("Xã Sông Lô", ("Xã Yên Thạch", "Xã Đồng Thịnh", "Xã Tứ Yên", "Xã Đức Bác")),
    "HL-2025": ("Xã Hải Lựu", ("HL-2022", "Xã Nhân Đạo", "Xã Đôn Nhân", "Xã Phương Khoan")),
    "YL-2025": ("Xã Yên Lãng", ("Xã Quang Yên", "Xã Lãng Công")),
    "SD-2025": ("Xã Sơn Đông", ("Xã Cao Phong", "SD-2022", "Xã Tây Sơn")),
}
ABSORBED = {"Thị trấn Tam Sơn": ("Xã Nhạo Sơn", "Xã Như Thụy"), "HL-2022": ("Xã Bạch Lưu",)}
DISTRICT = ("Huyện ủy Sông Lô", "UBND huyện Sông Lô")
BEYOND = ("SD-2022", "Xã Tây Sơn")  # of the former district of Lập Thạch
CODED = {"HL-2022": "Xã Hải Lựu", "SD-2022": "Xã Sơn Đông"}
UNITS_OF_2022 = (
    *(unit for _, units in NEW.values() for unit in units if unit not in BEYOND),
    *(unit for units in ABSORBED.values() for unit in units),
)

_HEADS = ("Mã", "Tên", "Từ ngày", "Hệ thống", "Cấp", "Trực thuộc", "Ngày kết thúc")


def _commune(unit: str, closed: str, district: str = "UBND huyện Sông Lô") -> Row:
    code, name = (unit, CODED[unit]) if unit in CODED else (None, unit)
    return (code, name, None, "chính quyền", "xã", district, closed)


def sheets() -> dict[str, tuple[Row, ...]]:
    """“Cơ quan” and “Kế thừa” of the example."""
    absorbed = {unit for units in ABSORBED.values() for unit in units}
    bodies: list[Row] = [
        (None, "Huyện ủy Sông Lô", None, "Đảng", "huyện", None, LAST_DAY),
        (None, "UBND huyện Sông Lô", None, "chính quyền", "huyện", None, LAST_DAY),
        (None, "UBND huyện Lập Thạch", None, "chính quyền", "huyện", None, LAST_DAY),
    ]
    bodies += [_commune(unit, LAST_OF_17 if unit in absorbed else LAST_DAY) for unit in UNITS_OF_2022]
    bodies += [_commune(unit, LAST_DAY, "UBND huyện Lập Thạch") for unit in BEYOND]
    bodies += [(code, name, FIRST_DAY, "chính quyền", "xã", None, None) for code, (name, _) in NEW.items()]
    merged = [(old, to, "sáp nhập vào", None, AFTER_17, None) for to, units in ABSORBED.items() for old in units]
    merged += [(old, code, "sáp nhập vào", None, FIRST_DAY, "NQ 1676/NQ-UBTVQH15") for code, (_, units) in NEW.items()
               for old in units]  # fmt: skip
    functions = (("Huyện ủy Sông Lô", "công tác Đảng"), ("UBND huyện Sông Lô", "quản lý nhà nước"))
    ended = [
        (district, code, "kế thừa chức năng", function, FIRST_DAY, "Luật 72/2025/QH15")
        for district, function in functions
        for code in NEW
    ]
    heads = ("Từ", "Đến", "Hình thức", "Chức năng", "Ngày", "Căn cứ")
    return {"Cơ quan": (_HEADS, *bodies), "Kế thừa": (heads, *merged, *ended)}

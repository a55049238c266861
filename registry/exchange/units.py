"""Units of measure as task lists name them: which are known, and which come one by one.

Knows words only. An unknown unit is no mistake by itself; the nearest known one is offered, for "ngừời" and "đv" are
usually slips.
"""

from __future__ import annotations

import difflib
from functools import lru_cache

from registry.vietnamese import fold

# Things that come one by one; a fraction of them is a misread thousand (Excel in English turns 2.101 into 2,101).
_COUNTED_UNITS = """
người; đảng viên; cán bộ; công chức; viên chức; học sinh; giáo viên; lao động; hội viên; đoàn viên; hộ; hộ dân;
hộ nghèo; hộ gia đình; thôn; bản; tổ dân phố; xã; thị trấn; xã, thị trấn; huyện; tổ; tổ chức; tổ chức đảng; chi bộ;
đảng bộ; cấp ủy; đơn vị; cơ quan; trường; lớp; phòng học; vụ; vụ việc; hồ sơ; đơn; đơn thư; cuộc; đợt; lượt;
hội nghị; dự án; đề án; văn bản; nghị quyết; quyết định; kế hoạch; báo cáo; quy chế; quy định; quy trình; hướng dẫn;
kết luận; công trình; mô hình; doanh nghiệp; hợp tác xã; tổ hợp tác; trang trại; tiêu chí; chỉ tiêu; nhà;
nhà văn hóa; bộ; bộ sách; cuốn; con; cây; sản phẩm; sản phẩm OCOP; tuyến; phòng; cơ sở; lượt người; giường bệnh;
thủ tục; thủ tục hành chính; phần mềm; hệ thống; cụm công nghiệp; khu dân cư; chợ; cầu; phương án; danh mục;
chương trình; giải pháp; sáng kiến; đề tài; hội thi; cái; chiếc; trường hợp; mã số; mã; giấy; giấy chứng nhận;
chức danh; bãi; bãi rác; khu; căn; căn nhà; trạm; máy; bài; tin; lễ; vườn; lô; thửa; vùng; đường; tuyến đường; nhóm;
câu lạc bộ; đội; ban; mục; phiếu; thẻ; tài khoản; hợp đồng; gói thầu; ca; nhãn hiệu; đại lý; điểm trường; thôn bản;
xóm; tổ đội; suất; phần quà; con giống; vụ án; cơ sở dữ liệu; quy hoạch
"""
_MEASURED_UNITS = """
%; phần trăm; điểm; điểm %; điểm phần trăm; ha; hecta; m; m2; m²; m3; m³; mét; mét giá; km; km2; km²; kg; tạ; tấn;
lít; kWh; MW; đồng; nghìn đồng; triệu đồng; tỷ đồng; tỷ; triệu; USD; triệu USD; triệu đồng/người;
triệu đồng/người/năm; triệu đồng/ha; tạ/ha; giờ; ngày; ngày làm việc; tuần; tháng; quý; năm; lần; bậc; hạng;
nghìn con; nghìn tấn; nghìn lượt; nghìn người; bác sĩ/vạn dân
"""


def _units(text: str) -> frozenset[str]:
    return frozenset(fold(unit) for unit in text.replace("\n", " ").split(";"))


_COUNTED, _MEASURED = _units(_COUNTED_UNITS), _units(_MEASURED_UNITS)
_WRITTEN = {fold(unit): unit.strip() for unit in (_COUNTED_UNITS + ";" + _MEASURED_UNITS).replace("\n", " ").split(";")}


@lru_cache(maxsize=4096)
def is_counted(unit: str) -> bool:
    """True for units that come one by one: người, hộ, dự án … ; a quantity of them is a whole number."""
    return fold(unit) in _COUNTED


@lru_cache(maxsize=4096)
def is_known_unit(unit: str) -> bool:
    """True for a unit of the list, also beside a remark in brackets: "hộ (nghèo)"."""
    bare = fold(unit).partition("(")[0].strip()
    return bare in _COUNTED or bare in _MEASURED


@lru_cache(maxsize=4096)
def nearest_unit(unit: str) -> str:
    """The known unit spelt most like this one, "" when none comes near."""
    near = difflib.get_close_matches(fold(unit), _WRITTEN, n=1, cutoff=0.6)
    return _WRITTEN[near[0]] if near else ""

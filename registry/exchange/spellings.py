"""How clerks spell the headings of a task list, beside the heading we print.

Knows words only: field of a row -> the headings that mean it, separated by a bar. Capitals, accents, punctuation,
brackets and a year at the end do not matter, so no spelling stands here twice for their sake.
"""

from __future__ import annotations

from collections.abc import Mapping

_SPELLINGS = {
    "ordinal": "STT | Số TT | Số thứ tự | Thứ tự",
    "task_code": "Mã việc | Mã | Mã số | Mã NV | Mã hồ sơ việc | Mã định danh",
    "official": (
        "Họ tên | Họ, tên | Họ và tên cán bộ | Họ tên cán bộ | Cán bộ | Người được giao | Người thực hiện | "
        "Cán bộ được giao | Tên cán bộ | Họ tên, cán bộ được giao | Họ và tên, chức danh cán bộ | "
        "Họ và tên người được giao | Họ tên người được giao | Cá nhân được giao | Họ và tên người đăng ký | "
        "Người đăng ký | Đồng chí | Họ và tên đồng chí | Người đứng đầu | Cá nhân"
    ),
    "honorific": "Xưng hô | Cách xưng hô | Ông/Bà",
    "birth_date": "Ngày tháng năm sinh | Ngày, tháng, năm sinh | Sinh ngày | NTNS | Năm sinh",
    "party_post": "Chức vụ về Đảng | CV Đảng | Chức vụ trong Đảng | Chức vụ cấp ủy",
    "post": (
        "Chức danh | Chức vụ, chức danh | Chức vụ chính quyền | Chức vụ, đơn vị | Chức vụ, đơn vị công tác | "
        "Chức vụ hiện nay | Chức vụ công tác | Chức vụ, đơn vị, địa phương | Chức danh, đơn vị | "
        "Chức vụ, cơ quan, đơn vị | Chức vụ đang giữ"
    ),
    "unit": (
        "Đơn vị | Cơ quan | Cơ quan, đơn vị | Cơ quan công tác | Nơi công tác | Đơn vị, địa phương | "
        "Tên đơn vị | Đơn vị, cơ quan | Cơ quan, đơn vị công tác | Cơ quan, đơn vị, địa phương | "
        "Địa phương, đơn vị | Địa phương | Xã, thị trấn"
    ),
    "group": "Nhóm | Đối tượng | Khối | Khối công tác | Nhóm cán bộ | Khối đơn vị",
    "horizon": "Kỳ giao | Loại kỳ giao | Phạm vi | Năm/Giai đoạn | Loại việc | Năm hoặc giai đoạn | Kỳ hạn",
    "period": ("Năm | Giai đoạn | Kỳ đăng ký | Kỳ thực hiện | Kỳ giao việc | Năm thực hiện | Thời kỳ"),
    "title": (
        "Nội dung việc | Nội dung | Tên nhiệm vụ | Tên việc | Tên nhiệm vụ/việc | Nhiệm vụ | "
        "Nhiệm vụ được giao | Việc được giao | Nội dung đăng ký | Nội dung việc đột phá, đổi mới | "
        "Việc đột phá, đổi mới | Nội dung công việc | Tên việc đột phá, đổi mới | Nhiệm vụ trọng tâm | "
        "Nội dung nhiệm vụ trọng tâm | Nội dung nhiệm vụ đăng ký | Tên nhiệm vụ, công việc | Công việc | "
        "Việc | Nội dung giao việc | Nội dung nhiệm vụ được giao | Việc đột phá | Việc đổi mới"
    ),
    "natures": "Tính chất việc | Tính chất nhiệm vụ | Tính chất công việc | Loại nhiệm vụ",
    "origin": "Nguồn | Loại nguồn | Nguồn việc | Nguồn gốc | Hình thức giao | Nguồn việc, nhiệm vụ | Xuất xứ",
    "target": (
        "Chỉ tiêu/Kết quả cần đạt | Chỉ tiêu | Kết quả cần đạt | Kết quả phải đạt | Yêu cầu kết quả | "
        "Mục tiêu | Mục tiêu, chỉ tiêu | Chỉ tiêu, mục tiêu | Chỉ tiêu giao | Chỉ tiêu được giao | "
        "Yêu cầu cần đạt | Kết quả dự kiến"
    ),
    "baseline": (
        "Số gốc | Hiện trạng | Giá trị hiện tại | Thực trạng | Số liệu hiện trạng | Kết quả năm trước | "
        "Kết quả thực hiện năm trước | Số đầu kỳ"
    ),
    "target_value": (
        "Giá trị chỉ tiêu | Số chỉ tiêu | Giá trị cần đạt | Con số cần đạt | Số liệu cần đạt | Mức cần đạt | "
        "Số phải đạt | Chỉ tiêu số"
    ),
    "measure_unit": "ĐVT | Đơn vị đo | Đơn vị đo lường | Đv tính | DVT",
    "direction": "So sánh | Chiều chỉ tiêu | Dấu | Chiều hướng",
    "product": (
        "Sản phẩm, minh chứng | Sản phẩm, minh chứng dự kiến | Sản phẩm dự kiến | Minh chứng | "
        "Sản phẩm đầu ra | Sản phẩm cụ thể | Sản phẩm, kết quả | Sản phẩm hoàn thành | Tài liệu minh chứng | "
        "Sản phẩm/minh chứng"
    ),
    "deadline": (
        "Thời hạn hoàn thành | Hạn hoàn thành | Hạn | Thời gian hoàn thành | Thời gian thực hiện | "
        "Thời gian | Hạn cuối | Ngày hoàn thành | Tiến độ | Tiến độ hoàn thành | Thời hạn thực hiện | "
        "Thời điểm hoàn thành"
    ),
    "supervisor": (
        "Người theo dõi, giúp đỡ | Người giám sát | Theo dõi, hỗ trợ | Đồng chí theo dõi | Phụ trách | "
        "Người theo dõi, đôn đốc | Lãnh đạo phụ trách | Lãnh đạo theo dõi | Người phụ trách theo dõi | "
        "Phân công theo dõi | Đồng chí phụ trách | Thường trực theo dõi | Người giúp đỡ"
    ),
    "note": "Ghi chú khác",
    "is_collective": "Loại chủ thể | Cá nhân/Tập thể | Cá nhân hay tập thể",
    "attached": "Người chịu trách nhiệm của tập thể | Cá nhân gắn trách nhiệm | Gắn với cá nhân",
    "co_owners": (
        "Người phối hợp | Đồng chủ trì | Phối hợp | Cơ quan phối hợp | Đơn vị phối hợp | "
        "Cơ quan, đơn vị phối hợp | Đơn vị, cá nhân phối hợp"
    ),
    "rank": "Cấp ủy | Là cấp ủy viên",
    "sort_name": "Tên để xếp thứ tự | Tên sắp xếp",
    "lead_body": "Đơn vị đầu mối | Cơ quan chủ trì tham mưu | Qua cơ quan đầu mối",
    "theme": "Chủ đề | Lĩnh vực | Trục kết quả | Trục | Nhóm nội dung",
    "source_text": "Nguyên văn nguồn | Theo nguyên văn | Lời văn của nguồn",
    "basis": "Căn cứ giao việc | Căn cứ đăng ký | Căn cứ pháp lý | Nghị quyết làm căn cứ",
    "weight": "Điểm trọng số | Trọng số điểm | Điểm tối đa",
    "denominator": "Mẫu số | Trên tổng số | Tổng số đối tượng",
    "continues": "Chuyển tiếp từ mã | Mã cũ | Mã việc cũ | Mã nhiệm vụ cũ | Trùng/chuyển tiếp",
    "parent": "Mã việc giai đoạn | Thuộc việc giai đoạn mã | Thuộc nhiệm vụ giai đoạn",
    "collective": "Tên tập thể | Tập thể được giao | Tập thể, đơn vị được giao",
}

SPELLINGS: Mapping[str, tuple[str, ...]] = {field: tuple(text.split(" | ")) for field, text in _SPELLINGS.items()}
"""Field -> its other headings."""
